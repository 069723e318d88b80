"""Expensive builds that all pytest-xdist workers share: the first worker builds, the others wait."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder import builder, up_to_date
from generator.builder.project import Project


def run_once(factory: pytest.TempPathFactory, name: str, action: Callable[[], object]) -> None:
    """Run an action in one worker of the test run; the other workers that ask for it wait until it ends.

    An action that fails raises in its worker, and the next worker that asks for it tries again.
    """
    done = _folder_of_run(factory) / f"{name}.done"
    with done.with_suffix(".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            action()
            done.touch()


def build_once(factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object]) -> Path:
    """Return a folder that `build` creates and fills, once for all workers. Tests must not write into it."""
    folder = _folder_of_run(factory) / name

    def build_anew() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        build(folder)

    run_once(factory, name, build_anew)
    return folder


def build_if_changed(project: Project, base_url: str = "") -> None:
    """Build a site unless building it would change nothing. A folder is for one address only.

    The record that tells is that of the command `build`: a digest of every byte that is read and written.
    """
    if up_to_date.pages(project) is None:
        up_to_date.forget(project)
        read = up_to_date.inputs(project)
        prepared = builder.build(project, lambda message: None, base_url)
        up_to_date.record(project, read, len(prepared.plan.pages) * len(prepared.localizations))


def mirror(source: Path, target: Path) -> None:
    """Make `target` equal to `source`, without compiled Python, by changing only what differs."""
    wanted = {
        path.relative_to(source)
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    present = {path.relative_to(target) for path in target.rglob("*") if path.is_file()}
    for name in present - wanted:
        (target / name).unlink()
    for name in sorted(wanted):
        content = (source / name).read_bytes()
        if name not in present or (target / name).read_bytes() != content:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(content)


def _folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder of the test run; each worker has its own folder below it."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
