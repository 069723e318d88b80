"""Problems in the input, with file, line and the nearest valid choice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 200
"""Characters of the longest word or phrase that gets a suggestion: comparing two takes the square of them."""


@dataclass(frozen=True, order=True)
class Problem:
    """A problem: its file and line, what is wrong and what was expected."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ProblemsError(Exception):
    """All problems of a run; the commands print them and exit with 1."""

    def __reduce__(self) -> tuple[type[ProblemsError], tuple[tuple[Problem, ...]]]:
        """Make the exception picklable, for worker processes."""
        return type(self), (self.problems,)

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def runs(text: str, length: int) -> Iterator[str]:
    """Yield every sequence of `length` words of a text, as choices for `nearest`."""
    words = text.split()
    return (" ".join(words[start : start + length]) for start in range(max(len(words) - length, 0) + 1))


def nearest(wrong: str, choices: Iterable[str]) -> str:
    """Return "; nearest: `x`" for the choice most similar to `wrong`, or "" if none is similar.

    What is longer than `LONGEST` gets no suggestion and is not suggested.
    """
    if len(wrong) > LONGEST:
        return ""
    short = [choice for choice in choices if len(choice) <= LONGEST]
    matches = difflib.get_close_matches(wrong, short, n=1, cutoff=0.6)
    return f"; nearest: `{matches[0]}`" if matches else ""
