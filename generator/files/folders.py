"""Makes a folder hold exactly some files, writing only those whose content differs."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from generator.files.atomic import as_bytes


def fill(folder: Path, files: Mapping[str, str | bytes | None], counts: Counter[str]) -> None:
    """Make a folder hold exactly these files; one without content is there already."""
    made: set[Path] = set()
    for name, content in files.items():
        path = folder / name
        if content is None:
            counts["kept"] += 1
            continue
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        put(path, content, counts)
    start = len(os.fspath(folder)) + 1
    for inside, _, names in os.walk(folder, topdown=False):
        for name in names:
            if f"{inside}/{name}"[start:].replace(os.sep, "/") not in files:
                Path(inside, name).unlink()
                counts["removed"] += 1
        if len(inside) > start and not any(Path(inside).iterdir()):
            Path(inside).rmdir()


def put(path: Path, content: str | bytes, counts: Counter[str]) -> None:
    """Write a file into an existing folder if its content differs."""
    content = as_bytes(content)
    if path.is_file() and path.read_bytes() == content:
        counts["kept"] += 1
        return
    path.write_bytes(content)
    counts["written"] += 1


def share(source: str | Path, target: str | Path) -> None:
    """Make a file another name of a file, or a copy where the system refuses.

    A symbolic link is always copied. Nothing may write into either file afterwards, only replace it.
    """
    try:
        if not os.path.islink(source):  # noqa: PTH114 - `Path` takes as long as linking
            os.link(source, target)
            return
    except OSError:
        Path(target).unlink(missing_ok=True)
    shutil.copyfile(source, target)
