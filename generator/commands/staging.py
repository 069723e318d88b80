"""Prepares changes of a data folder in a temporary copy, so that it takes all of them or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.files import atomic


@contextmanager
def staged_copy(data: Path) -> Iterator[Path]:
    """Yield a temporary copy of a data folder, of the same name."""
    with tempfile.TemporaryDirectory() as temporary:
        staged = Path(temporary) / data.name
        shutil.copytree(data, staged)
        yield staged


def copy_changes(staged: Path, data: Path) -> int:
    """Copy the files that differ from a staged folder into the real one; return their number."""
    changed: dict[Path, str | bytes] = {}
    for path in sorted(staged.rglob("*")):
        target = data / path.relative_to(staged)
        if path.is_file() and not (target.is_file() and target.read_bytes() == path.read_bytes()):
            changed[target] = path.read_bytes()
    atomic.put_all(changed)
    return len(changed)
