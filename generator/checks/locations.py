"""Makes problems that point at an entry of the data."""

from __future__ import annotations

from generator.model import Entry
from generator.problems import Problem


def problem_at(entry: Entry, key: str, message: str) -> Problem:
    """Return a problem at a key of an entry; the key of a list's item is `<key>.<place>`."""
    file, line = entry.at.of(key)
    return Problem(file, line, f"`{key.partition('.')[0]}`: {message}")
