"""A fault in the input, said so that the person who made it can mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One problem: where it stands, what is wrong and what was expected."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ProblemsError(Exception):
    """Every problem of a run at once; what the commands print before they exit with 1."""

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[tuple[Problem, ...]]]:
        """Let faults be handed from one process to another."""
        return type(self), (self.problems,)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def runs(text: str, length: int) -> list[str]:
    """Return every run of so many words of a text: the choices for words that do not stand in it."""
    words = text.split()
    return [" ".join(words[at : at + length]) for at in range(max(len(words) - length, 0) + 1)]


def nearest(wrong: str, choices: Iterable[str]) -> str:
    """Return `, nearest: x` for the choice most like `wrong`, or nothing where none is like it."""
    found = difflib.get_close_matches(wrong, list(choices), n=1, cutoff=0.6)
    return f"; nearest: `{found[0]}`" if found else ""
