"""Writes files atomically: a file is replaced completely or not at all, even if the run is killed.

A file is written to a temporary file in the same folder, flushed to disk and renamed. Cache files (`keep`,
`recall`) are not flushed; each begins with a digest of its name and content, so that a damaged one, or one
under another's name, is not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".unfinished"
"""The suffix of temporary files. Their names begin with a dot, so that nothing else reads them."""


DIGEST_SIZE = 32
"""Bytes of the digest at the start of a cache file."""


def _temporary(target: Path, mark: str = "") -> Path:
    return target.with_name(f".{target.name}{mark}{UNFINISHED}")


def _flush_to_disk(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


@contextlib.contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file for writing that replaces `target` when the block ends without an error.

    Otherwise the target is unchanged and the temporary file is removed. Raises OSError if the system refuses.
    """
    unfinished = _temporary(target)
    try:
        with unfinished.open("wb") as stream:
            yield stream
            _flush_to_disk(stream)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def put_all(files: Mapping[Path, str | bytes]) -> None:
    """Write several files (path -> content): first all temporary files, then all renames.

    Creates missing parent folders. Raises OSError if a file cannot be written; no target is replaced before
    all temporary files are complete.
    """
    with contextlib.ExitStack() as stack:
        for target, content in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            stream = stack.enter_context(whole(target))
            stream.write(as_bytes(content))
            _flush_to_disk(stream)


def as_bytes(content: str | bytes) -> bytes:
    """Return the bytes of a file with this content."""
    return content.encode("utf-8") if isinstance(content, str) else content


def keep(path: Path, content: bytes) -> None:
    """Write a cache file, which `recall` reads; safe if another process writes the same one."""
    replace(path, _digest(path.name, content) + content)


def recall(path: Path) -> bytes | None:
    """Return the content of a cache file, or None if it is missing, damaged or another's."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    digest, content = stored[:DIGEST_SIZE], stored[DIGEST_SIZE:]
    return content if digest == _digest(path.name, content) else None


def _digest(name: str, content: bytes) -> bytes:
    hasher = hashlib.sha256(name.encode() + b"\0", usedforsecurity=False)
    hasher.update(content)
    return hasher.digest()


def replace(path: Path, content: bytes) -> None:
    """Write a file without flushing it to disk; safe if another process writes the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path, f".{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folder: Path, inside: str = "**/") -> None:
    """Remove the temporary files of killed runs below a folder. No other process may be writing there.

    `inside` is a pattern of the folders to look into: "" for the folder alone.
    """
    for path in folder.glob(f"{inside}.*{UNFINISHED}"):
        path.unlink(missing_ok=True)
