"""Tells whether the last build is still current, so that `build` need not run again.

`build/up-to-date.json` records a digest of everything a build reads and one of everything it wrote. Both are
taken anew from the files themselves, never from their dates. The record only saves time: if it is missing or
damaged, or if one byte of what was read or written has changed, the site is built.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator.builder.manifest import digest
from generator.builder.project import Project
from generator.files import package
from generator.files.atomic import replace
from generator.files.package import PACKAGE

NAME = "up-to-date.json"

CACHE = ".cache"
"""The folder in `build/` whose files save time and are no result of a build."""


def pages(project: Project, read: str | None) -> int | None:
    """Return how many pages the site has if building it now would change nothing, else None.

    `read` is the digest of its `inputs`.
    """
    try:
        record = json.loads((project.build / NAME).read_bytes())
        count = record["pages"]
        current = record["inputs"] == read is not None and record["outputs"] == outputs(project)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return count if current and isinstance(count, int) else None


def forget(project: Project) -> None:
    """Remove the record, before a build changes what it describes."""
    (project.build / NAME).unlink(missing_ok=True)


def record(project: Project, read: str | None, count: int, written: str | None = None) -> None:
    """Record a finished build: the digest of its inputs, taken before it began, and its number of pages.

    `written` is the digest of its `outputs`, if it was taken.
    """
    current = {"inputs": read, "outputs": written or outputs(project), "pages": count}
    replace(project.build / NAME, json.dumps(current).encode())


def inputs(project: Project, *, anew: bool = False) -> str | None:
    """Return the digest of everything that a build reads: the project, this package, libraries, Python.

    It is None if a file cannot be read; the build itself says which. `anew` reads the program again in the
    block of `program_digested_once` too.

    Of the project these are the data, the handwritten pages, and every file beside them, since MkDocs'
    configuration may name any of them. What the program makes is left out, and so are hidden folders.
    """
    made = {project.build.resolve(), project.site.resolve(), (project.root / "dist").resolve()}
    beside = [path for path in sorted(project.root.iterdir()) if path.resolve() not in made]
    files = [path for path in beside if path.is_file()]
    folders = [project.data, project.docs]
    try:
        code = _program() if anew else program()
        return digest(code, str(project.root).encode(), *_named(map(os.fspath, files)), *_below(folders))
    except OSError:
        return None


_taken: list[bytes] | None = None
"""The digest of the program, if it was taken in the block of `program_digested_once` that runs."""


@contextmanager
def program_digested_once() -> Iterator[None]:
    """Let `program` read the files of the program once while the block runs.

    A build that begins before a change of the program belongs to the program as it was.
    """
    global _taken
    before, _taken = _taken, []
    try:
        yield
    finally:
        _taken = before


def program() -> bytes:
    """Return a digest of this package, of the libraries and of Python. Raises OSError like reading a file."""
    if _taken:
        return _taken[0]
    taken = _program()
    if _taken is not None:
        _taken.append(taken)
    return taken


def _program() -> bytes:
    texts = (*package.libraries(), platform.python_version(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    return digest(*(text.encode() for text in texts), *_below([PACKAGE])).encode()


class Digests(NamedTuple):
    """The digests of files that a build has taken when it wrote or read them."""

    site: dict[str, str]
    """The path below the site -> the digest."""
    build: dict[str, str]
    """The path below `build/` -> the digest."""

    def add(self, other: Digests) -> None:
        """Add those of other files."""
        self.site.update(other.site)
        self.build.update(other.build)


def outputs(project: Project, site: Path | None = None, known: Digests | None = None) -> str:
    """Return the digest of what a build wrote: the site, and the Markdown it was made from.

    `site` is the folder of a new site that is not in its place yet, `known` are the digests that the build
    has taken.
    """
    known = known or Digests({}, {})
    parts = list(_digests("", site or project.site, known.site))
    for folder in sorted(_results(project.build)):
        inside = f"{folder.name}/"
        here = {
            path.removeprefix(inside): taken for path, taken in known.build.items() if path.startswith(inside)
        }
        parts += _digests(folder.name, folder, here)
    return digest(os.fsencode("\0".join(parts)))  # no path has a NUL in it


def _digests(name: str, folder: Path, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the name of a folder, and the path inside it and the digest of every file below it."""
    yield name
    start = len(os.fspath(folder)) + 1
    for path in files_below(folder):
        yield path[start:]
        yield known.get(path[start:]) or digest(content(path))


def _results(build: Path) -> Iterator[Path]:
    return (path for path in build.iterdir() if path.is_dir() and path.name != CACHE)


def _below(folders: Iterable[Path]) -> Iterator[bytes]:
    """Yield the path and the content of every file below some folders, but for compiled modules."""
    for folder in folders:
        yield from _named(files_below(folder))


def files_below(folder: Path) -> list[str]:
    """Return the paths of all files below a folder in order, but for compiled modules."""
    found: list[str] = []
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_file():
                    if not entry.name.endswith(".pyc"):
                        found.append(entry.path)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
    found.sort()
    return found


def _named(paths: Iterable[str]) -> Iterator[bytes]:
    for path in paths:
        yield os.fsencode(path)
        yield content(path)


def content(path: str) -> bytes:
    """Return the content of a file. Raises OSError."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - `Path` takes as long as reading
        return file.readall()
