"""The folders build/ and site/ of a project: whose turn it is to write there, and how a build begins.

The module imports little, so that processes that get ready for a build start before the rest is imported.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.builder import manifest
from generator.builder.project import Project
from generator.builder.up_to_date import CACHE, program_digested_once
from generator.builder.warm_processes import WarmProcesses
from generator.files import atomic, swap

Say = Callable[[str], None]
"""Prints one line of progress."""

PAGES, CHECKED = "pages", "checked"
"""The files of `build/.cache` that remember what each page of a build, or of a check, was made from."""

TEMPLATES = "templates"
"""The file of `build/.cache` that keeps the compiled templates of pages."""


@contextmanager
def turn(project: Project, say: Say) -> Iterator[None]:
    """Hold the lock on build/ and site/; a build that has to wait for another one says so.

    What killed runs left unfinished in caches and records is removed first, before any process writes there.
    """
    waiting = "another build is running in this folder; waiting for it to finish"
    with swap.alone(project.build, lambda: say(waiting)), program_digested_once():
        atomic.sweep(project.build / CACHE)
        for inside in ("", "*/"):  # the records of the build, and those of its languages
            atomic.sweep(project.build, inside)
        yield


def remembers(project: Project, record: str) -> bool:
    """Tell whether there is a record of an earlier build or check, so that perhaps few pages will be made."""
    return (project.build / CACHE / record).exists()


def forget_pages(project: Project) -> None:
    """Remove the records of what pages were made from: the next build makes all of them."""
    cache = project.build / CACHE
    for path in (cache / PAGES, cache / TEMPLATES, *project.build.glob(f"*/{manifest.NAME}")):
        path.unlink(missing_ok=True)


def begin(project: Project, *, reuse: bool, site: Path | None = None) -> WarmProcesses:
    """Begin a build of the site: return the processes that get ready for it. The caller holds `turn`.

    An interrupted change of the site is completed. Without `reuse`, what earlier builds have left is removed.
    `site` is the folder of the site, if it is not the project's.
    """
    swap.recover(site or project.site)
    if not reuse:
        clear(project)
    return WarmProcesses(project, templates=not remembers(project, PAGES), site=site)


def clear(project: Project) -> None:
    """Remove what earlier builds have left in build/, but for the lock that the caller holds."""
    for path in project.build.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != swap.LOCK_FILE:
            path.unlink()
