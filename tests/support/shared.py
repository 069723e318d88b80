"""Expensive builds that all pytest-xdist workers share: the first worker builds, the others wait.

Some are kept between test runs, and made again only if a byte of what they are made from has changed.
"""

from __future__ import annotations

import fcntl
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import pytest

from generator.builder import builder, up_to_date
from generator.builder.manifest import digest
from generator.builder.project import Project
from tests.support.paths import ROOT

KEPT = ROOT / ".cache" / "tests"
"""Holds what is kept between test runs; removing it costs time only."""

OF_TESTS = ("generator", "tests/inputs", "tests/support", "tests/conftest.py", "mkdocs.yml", "data/schema")
"""What every kept build is made from, beside the data that one names itself."""


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


def build_kept(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Path], object], *made_from: str
) -> Path:
    """Return a folder as `build_once` does, kept between test runs. Tests must not write into it.

    It is built anew if a byte changed of the generator, the tests' own inputs, `made_from` (paths below the
    root), the installed libraries or the folder itself, which one digest beside it records.
    """
    folder, record = KEPT / name, KEPT / f"{name}.digest"

    def build_if_needed() -> None:
        sources = _sources((*OF_TESTS, *made_from))
        if folder.is_dir() and record.is_file() and record.read_text() == digest(sources, *_contents(folder)):
            return
        record.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        build(folder)
        record.write_text(digest(sources, *_contents(folder)))

    run_once(factory, f"kept-{name}", build_if_needed)
    return folder


def build_if_changed(project: Project, base_url: str = "") -> None:
    """Build a site unless building it would change nothing. A folder is for one address only.

    The record that tells is that of the command `build`: a digest of every byte that is read and written.
    """
    read = up_to_date.inputs(project)
    if up_to_date.pages(project, read) is None:
        up_to_date.forget(project)
        prepared = builder.build(project, lambda message: None, base_url)
        up_to_date.record(project, read, prepared.pages)


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


@cache
def _sources(made_from: tuple[str, ...]) -> bytes:
    """Return the digest of some files and folders, of the installed libraries and of Python."""
    libraries = sorted(f"{library.metadata['Name']} {library.version}" for library in distributions())
    texts = [*libraries, platform.python_version(), os.environ.get("SOURCE_DATE_EPOCH", "")]
    contents = (part for name in made_from for part in _contents(ROOT / name))
    return digest(*(text.encode() for text in texts), *contents).encode()


def _contents(path: Path) -> Iterator[bytes]:
    """Yield the name and the bytes of a file, or of every file below a folder, without compiled Python."""
    for one in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if one.is_file() and one.suffix != ".pyc":
            yield os.fsencode(one.relative_to(ROOT))
            yield one.read_bytes()


def _folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder of the test run; each worker has its own folder below it."""
    folder = factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
