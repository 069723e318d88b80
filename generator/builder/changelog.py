"""Reads the dated releases of a changelog in the format of Keep a Changelog 1.1."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from generator.problems import Problem, ProblemsError

FILE = "CHANGELOG.md"
"""The file name of the changelog, in the root of the project."""

LANGUAGE = "en"
"""The language of the changelog: the format names its sections in English."""

HEADING = re.compile(r"## \[(?P<version>[^\]\s]+)\]\s+[-–—]\s+(?P<day>\d{4}-\d{2}-\d{2})\s*")
NEXT = "## "


class Release(Struct, frozen=True):
    """A release that has a date."""

    version: str
    day: dt.date
    text: str
    """What changed, as Markdown."""


def releases(text: str) -> list[Release]:
    """Return the releases of a changelog in its order; one without a date is not out yet and is left out.

    Raises `ProblemsError` for a date that does not exist.
    """
    found, problems = [], []
    for line, heading, body in _sections(text):
        match = HEADING.fullmatch(heading)
        if not match:
            continue
        try:
            day = dt.date.fromisoformat(match["day"])
        except ValueError:
            message = f"there is no day {match['day']}; expected the day of release {match['version']}"
            problems.append(Problem(FILE, line, message))
        else:
            found.append(Release(match["version"], day, body))
    if problems:
        raise ProblemsError(problems)
    return found


def _sections(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line of the heading, heading, text below it) of every section of the second level."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(NEXT)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start + 1, lines[start], "\n".join(lines[start + 1 : end]).strip()
