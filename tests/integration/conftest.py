"""Fixtures that several modules of this folder take: a project between its old site and its new one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.builder.project import Project
from tests.support.ages import NEW, OLD, Ages, build_of_new_words, copied, digest, say
from tests.support.shared import build_kept


@pytest.fixture(scope="session")
def ready(tiny_site: Project, tmp_path_factory: pytest.TempPathFactory) -> Ages:
    """The project with its old site and the data of the new one. Tests must not write into it."""
    changed = Project.at(build_kept(tmp_path_factory, "site-of-new-words", build_of_new_words))
    root = tmp_path_factory.mktemp("ready")
    shutil.copytree(tiny_site.root, root / "tiny")
    project = Project.at(root / "tiny")
    say(project, OLD, NEW)
    return Ages(project, digest(project.site), digest(changed.site))


@pytest.fixture
def ages(ready: Ages, tmp_path: Path) -> Ages:
    """A copy of what `ready` is, for one test to change."""
    return copied(ready, tmp_path / "tiny")
