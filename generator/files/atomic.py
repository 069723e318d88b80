"""Files that stand whole or not at all, whenever a run is killed or a disk is full.

A file is written beside its place, brought to the disk and renamed. What is only kept to save time is not
brought to the disk one by one; whoever recalls it sees by its ending whether it was cut short.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

UNFINISHED = ".unfinished"
"""The ending of what a killed run may leave; its name begins with a dot, so that nobody reads it."""


def _beside(target: Path, mark: str = "") -> Path:
    return target.with_name(f".{target.name}{mark}{UNFINISHED}")


def _bring_to_disk(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


@contextlib.contextmanager
def whole(target: Path) -> Iterator[BinaryIO]:
    """Open a temporary file beside the target that takes its place once it is whole and on the disk.

    Raises OSError where the system refuses; the target is then as it was and nothing is left beside it.
    """
    unfinished = _beside(target)
    try:
        with unfinished.open("wb") as stream:
            yield stream
            _bring_to_disk(stream)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def put_all(files: Mapping[Path, str]) -> None:
    """Write several files, none of them before all can be: the words first, then one rename after the other.

    Makes the parents of the files. Raises OSError like `whole`.
    """
    with contextlib.ExitStack() as stack:
        for target, words in files.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            stream = stack.enter_context(whole(target))
            stream.write(words.encode("utf-8"))
            _bring_to_disk(stream)


def keep(path: Path, content: bytes) -> None:
    """Keep a file that can be made again; another process may be keeping the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    own = _beside(path, f".{os.getpid()}")
    try:
        own.write_bytes(content)
        own.replace(path)
    finally:
        own.unlink(missing_ok=True)


def recall(path: Path, ending: bytes) -> bytes | None:
    """Return a kept file, or None where none was kept or a power cut left less than all of it."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    return content if content.endswith(ending) else None


def sweep(folder: Path) -> None:
    """Remove what killed runs have left unfinished in a folder; nobody else may be writing there."""
    for path in folder.glob(f".*{UNFINISHED}"):
        path.unlink()
