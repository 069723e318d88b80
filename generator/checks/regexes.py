"""The regular expressions of the data: tried before they are used, because a hostile one never ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks.sandbox import Task, hanging
from generator.model import Dataset
from generator.problems import Problem


def trial(dataset: Dataset, data: Path) -> Iterator[Problem]:
    """Yield a fault for the expression that is still searching when the time for all of them is over."""
    patterns = [
        *(("references.yml", code, one) for code, found in dataset.citations.find.items() for one in found),
        *(("parity.yml", code, one) for found in dataset.parity.patterns for code, one in found.items()),
    ]
    texts = {code: [one.text.get(code, "") for one in dataset.provisions] for code in dataset.strings}
    place = hanging([Task(pattern=one, texts=texts.get(code, ())) for _, code, one in patterns])
    if place is not None:
        file, _, pattern = patterns[place]
        message = f"`{pattern[:60]}` searches without end; expected nothing repeated inside what is repeated"
        yield Problem(f"{data.name}/{file}", _line(data / file, pattern), message)


def _line(path: Path, pattern: str) -> int:
    """Return the line on which an expression stands, the first where it is written otherwise."""
    before, found, _ = path.read_text(encoding="utf-8").partition(pattern)
    return before.count("\n") + 1 if found else 1
