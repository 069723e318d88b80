"""Judges the names of files that a stranger chose, in an archive or in a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.files.names import is_device_name

MAX_LENGTH = 200
"""Characters of a path; those of a site have up to 80."""

PLAIN_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]*(?<!\.)")
"""A file or folder name that is not hidden and that no shell, URL or Windows reads in a special way."""

NOT_PLAIN = "is not a plain name; expected ASCII letters and digits, `_`, `-` and `.`"


def is_plain(name: str) -> bool:
    """Tell whether a name is a plain file name on every system."""
    return PLAIN_NAME.fullmatch(name) is not None and not is_device_name(name.partition(".")[0].lower())


def printable(name: str) -> str:
    """Return a name in a form that a message may contain."""
    return f"`{ascii(name)[1:-1][:100]}`"


def length_problems(path: str) -> Iterator[str]:
    """Yield what is wrong if a path is too long."""
    if len(path) > MAX_LENGTH:
        yield f"has a path of {len(path):,} characters; expected at most {MAX_LENGTH}"


def clashes(files: Sequence[str], folders: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield each path that stands for two things on some system, and what is wrong with it.

    Some systems take no notice of letter case. `folders` are the folders that are listed by themselves,
    without a slash at the end; the parents of every path are folders too.
    """
    known: set[str] = set()
    # A path of 65,000 characters, which a ZIP file may have, would have a gigabyte of parents.
    paths = [path for path in (*files, *folders) if len(path) <= MAX_LENGTH]
    parents = {parent for path in paths for parent in _parents(path.casefold())}
    for path in paths:
        if path.casefold() in known:
            yield path, "is a duplicate; names must differ in more than letter case"
        known.add(path.casefold())
    for path in files:
        if path.casefold() in parents:
            yield path, "is both a file and a folder"


def _parents(path: str) -> Iterator[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))
