"""Runs the regular expressions of the data with a timeout, because a hostile one can run for years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks.sandbox import Task, first_timeout
from generator.model import Dataset
from generator.problems import Problem


def find_endless(dataset: Dataset, data: Path) -> Iterator[Problem]:
    """Yield a problem for the expression that is still running when the time for all of them is over.

    `data` is the data folder, from which the line of the expression is read.
    """
    patterns = [
        *(
            ("references.yml", code, pattern)
            for code, patterns in dataset.citations.find.items()
            for pattern in patterns
        ),
        *(
            ("parity.yml", code, pattern)
            for patterns in dataset.parity.patterns
            for code, pattern in patterns.items()
        ),
    ]
    texts = {
        code: [provision.text.get(code, "") for provision in dataset.provisions] for code in dataset.strings
    }
    place = first_timeout([Task(pattern=pattern, texts=texts.get(code, ())) for _, code, pattern in patterns])
    if place is not None:
        file, _, pattern = patterns[place]
        message = f"`{pattern[:60]}` may backtrack catastrophically; avoid nested quantifiers such as `(a+)+`"
        yield Problem(f"{data.name}/{file}", _line(data / file, pattern), message)


def _line(path: Path, pattern: str) -> int:
    """Return the line of an expression in a file, or 1 if it is escaped there."""
    before, match, _ = path.read_text(encoding="utf-8").partition(pattern)
    return before.count("\n") + 1 if match else 1
