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
