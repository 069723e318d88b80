"""Prints the progress and the paths of commands."""

from __future__ import annotations

import sys
from pathlib import Path


def say(message: str) -> None:
    """Print progress to standard error; results go to standard output."""
    print(f"… {message}", file=sys.stderr, flush=True)


def display(path: Path) -> str:
    """Return a path as the user reaches it: relative to the current folder if it is below it."""
    path, here = path.resolve(), Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def around(text: str, start: int, end: int, most: int) -> str:
    """Return the words between two places of a text in brackets, with `most` characters around them."""
    before, after = text[max(0, start - most) : start], text[end : end + most]
    return (
        ("…" if start > most else "")
        + f"{before}[{text[start:end]}]{after}"
        + ("…" if len(text) > end + most else "")
    )
