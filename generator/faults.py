"""A fault in the input, said so that the person who made it can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One problem: where it stands, what is wrong and what was expected."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class Faults(Exception):  # noqa: N818 - they are not one error
    """Every problem of a run at once; what the commands print before they exit with 1."""

    def __reduce__(self) -> tuple[type[Faults], tuple[tuple[Fault, ...]]]:
        """Let faults be handed from one process to another."""
        return type(self), (self.faults,)

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def runs(text: str, length: int) -> list[str]:
    """Return every run of so many words of a text: the choices for words that do not stand in it."""
    words = text.split()
    return [" ".join(words[at : at + length]) for at in range(max(len(words) - length, 0) + 1)]


def nearest(wrong: str, choices: Iterable[str]) -> str:
    """Return `, nearest: x` for the choice most like `wrong`, or nothing where none is like it."""
    found = difflib.get_close_matches(wrong, list(choices), n=1, cutoff=0.6)
    return f"; nearest: `{found[0]}`" if found else ""
