"""Remembers which files of a site had no broken link, so that a check need not read them again.

What a file's links lead to depends on the file itself, on which files the site has, and on the anchors of the
files that it links with a fragment. The record holds digests of these. It only saves time: if it is missing,
damaged or of another program, every file is checked.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

import msgspec
from lxml import etree
from msgspec import Struct

from generator.builder.manifest import digest
from generator.files.atomic import keep, recall

READERS = ("link_check.py", "link_reading.py", "link_record.py", "css.py")
"""The modules on which the result of a check depends, beside the library that parses the files."""


class CheckedFile(Struct, frozen=True, array_like=True):
    """A file without a broken link."""

    content: str
    """The digest of the file."""
    anchors: str
    """The digest of its anchors; empty if they are unknown."""
    links: int
    """How many references it has."""
    found: int
    """How many of them name an anchor that was looked up."""
    targets: tuple[str, ...]
    """The files whose anchors were looked up."""


class _Record(Struct, frozen=True):
    shared: str
    """The `key` of the check."""
    files: Mapping[str, CheckedFile]


def read(path: Path, key: str) -> Mapping[str, CheckedFile]:
    """Return name -> file of the last check with the same `key`; empty if there is none."""
    record = _read(path)
    return record.files if record and record.shared == key else {}


def linked(path: Path, names: Iterable[str]) -> set[str]:
    """Return some files and those whose anchors they named at the last check, for reading them ahead."""
    record, files = _read(path), set(names)
    known = [record.files[name] for name in files if name in record.files] if record else []
    return files.union(*(file.targets for file in known))


def _read(path: Path) -> _Record | None:
    try:
        return msgspec.json.decode(recall(path) or b"", type=_Record)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def write(path: Path, key: str, files: Mapping[str, CheckedFile]) -> None:
    """Record a check that found no problem."""
    keep(path, msgspec.json.encode(_Record(key, files)))


def unchanged(
    known: Mapping[str, CheckedFile],
    names: Collection[str],
    content: Callable[[str], str],
    anchors: Callable[[str], str],
) -> set[str]:
    """Return the files that need no check, given those of the last one and the `names` of today's files.

    `content` returns the digest of a file, `anchors` that of its anchors.
    """
    same = {name for name in names if name in known and content(name) == known[name].content}
    moved = {
        name
        for name in names
        if name not in same and (name not in known or anchors(name) != known[name].anchors)
    }
    return {name for name in same if moved.isdisjoint(known[name].targets)}


def key(shared: Iterable[str]) -> str:
    """Return the digest of what all files share: the program, and the texts `shared`.

    These are the names of the files, and the address of the site.
    """
    code = [Path(__file__).with_name(name).read_bytes() for name in READERS]
    versions = (platform.python_version(), repr((etree.LXML_VERSION, etree.LIBXML_VERSION)))
    return digest(*(os.fsencode(text) for text in (*versions, *shared)), *code)
