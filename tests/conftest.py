"""The projects that tests work on: the tiny one, which is invented, and the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator import building, render, tree
from generator.__main__ import blank
from generator.reader import Reader
from generator.tree import Edition, Project

ROOT = Path(__file__).parents[1]
TINY = ROOT / "tests" / "tiny"


def copy_tiny(root: Path) -> Project:
    """Copy the tiny project, with the interface words, the schemas and the configuration of the real one."""
    shutil.copytree(TINY, root)
    (root / "data" / "strings").mkdir()
    shutil.copyfile(ROOT / "data" / "strings" / "kk.yml", root / "data" / "strings" / "kk.yml")
    shutil.copytree(ROOT / "data" / "schema", root / "data" / "schema")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return Project.at(root)


def rendered(edition: Edition, reader: Reader | None = None) -> dict[str, str]:
    """Return the Markdown of every page in a reader's language, the first one's if none is given."""
    return dict(render.render(edition.plan, reader or edition.readers[0], edition.proof, blank))


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    """A tiny project of one's own, to change at will."""
    return copy_tiny(tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The tiny project, prepared; nobody writes into it."""
    return tree.prepare(copy_tiny(tmp_path_factory.mktemp("tiny") / "tiny"))


@pytest.fixture(scope="session")
def real() -> Edition:
    """The real project, prepared; nobody writes into it."""
    return tree.prepare(Project.at(ROOT))


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that the real site is built from."""
    root = tmp_path_factory.mktemp("real") / "project"
    root.mkdir()
    for folder in ("data", "docs", "generator"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


@pytest.fixture(scope="session")
def real_site(real_root: Path) -> Edition:
    """The real site, built once in a copy."""
    return building.build(Project.at(real_root), lambda message: None)
