"""The tiny project between two ages: its site has the old words, its data the new ones."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.builder import builder
from generator.builder.project import Project
from tests.conftest import copy_tiny
from tests.support.paths import ROOT

OLD, NEW = "Кітап сақталатын және оқылатын орын.", "Кітап жаңаша сақталатын және оқылатын орын."


@dataclass(frozen=True)
class Ages:
    """A project with its old site, and what its old and its new site are to the byte."""

    project: Project
    old: str
    new: str


def quiet(message: str) -> None:
    """Say nothing."""


def digest(folder: Path) -> str:
    """Return what tells one folder from any other: its names and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        found.update(f"{path.relative_to(folder)}\0".encode())
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def say(project: Project, before: str, after: str) -> None:
    """Say something else in the data."""
    path = project.data / "glossary.yml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def build_of_new_words(root: Path) -> None:
    """Make the tiny project at a folder that does not exist yet, and its site with the new words."""
    project = copy_tiny(root)
    say(project, OLD, NEW)
    builder.build(project, quiet)


def copied(ready: Ages, root: Path) -> Ages:
    """Copy a project with its site. Links stand for nothing here; times are kept, as they would be."""
    shutil.copytree(ready.project.root, root, dirs_exist_ok=True)
    return Ages(Project.at(root), ready.old, ready.new)


def command(project: Project, name: str = "build") -> list[str]:
    """Return what starts a command of the generator in a process of its own."""
    return [sys.executable, "-m", "generator", "--root", str(project.root), name]


def run(
    project: Project, before: Sequence[str] = (), limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own: `before` is the command that starts it, `limit` what binds it."""
    started = [*before, *command(project)]
    return subprocess.run(started, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit)


def is_right_again(ages: Ages) -> None:
    """The next build ends well, is as if nothing had been, and leaves nothing behind."""
    builder.build(ages.project, quiet)
    assert digest(ages.project.site) == ages.new
    names = {one.name for one in ages.project.root.iterdir()}
    assert names == {"build", "data", "docs", "mkdocs.yml", "site"}, names
    unfinished = list(ages.project.build.rglob("*.unfinished"))
    assert unfinished == [], unfinished
