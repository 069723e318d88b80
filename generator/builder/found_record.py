"""Keeps what the checks have found for the next run, which then looks only at texts that have changed.

`build/.cache/found` holds the findings of `model.memory` with a digest of the program. It only saves time: if
it is missing, damaged or of another program, everything is examined. What is published is built without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from generator.builder.project import Project
from generator.builder.up_to_date import CACHE, program
from generator.files import atomic
from generator.model import memory
from generator.model.memory import Findings

NAME = "found"
"""The file in `build/.cache/`."""


@contextmanager
def used(project: Project) -> Iterator[None]:
    """Let the block use what the last run has found, and keep what the block finds for the next one.

    If the block raises, what it found is kept too, since a finding depends on nothing else that may be wrong.
    A project without `build/` has nothing kept and gets none: a check alone writes nothing.
    """
    if not project.build.is_dir():
        yield
        return
    path, code = project.build / CACHE / NAME, program().hex()
    before = _read(path, code)
    memory.recall(before)
    try:
        yield
    finally:
        _write(path, code, before)


def _read(path: Path, code: str) -> Findings:
    try:
        record = msgspec.json.decode(atomic.recall(path) or b"")
        if record["program"] != code:
            return {}
        return {task: dict(found) for task, found in record["found"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _write(path: Path, code: str, before: Findings) -> None:
    """Add what was asked for to the findings of the last run, unless they are the same."""
    # The findings of a task that this command does not have stay for the commands that have it.
    now = before | memory.asked()
    if any(found.keys() != before.get(task, {}).keys() for task, found in now.items()):
        # A project that cannot be written to is checked as well, and so is one whose files have such names
        # that what was found in them is no Unicode.
        with suppress(OSError, UnicodeEncodeError):
            atomic.keep(path, msgspec.json.encode({"program": code, "found": now}))
