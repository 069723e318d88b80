"""Lets one command at a time write into the folders of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.builder.project import Project
from generator.builder.up_to_date import CACHE, program_digested_once
from generator.files import atomic, swap

Say = Callable[[str], None]
"""Prints one line of progress."""


@contextmanager
def turn(project: Project, say: Say) -> Iterator[None]:
    """Hold the lock on build/ and site/; a build that has to wait for another one says so.

    What killed runs left unfinished in the caches is removed first, before any process writes there.
    """
    waiting = "another build is running in this folder; waiting for it to finish"
    with swap.alone(project.build, lambda: say(waiting)), program_digested_once():
        atomic.sweep(project.build / CACHE)
        yield
