"""The projects that tests work on: the tiny one, which is invented, and the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.builder import builder, preparation
from generator.builder.preparation import PreparedSite, Project
from generator.cli import blank
from generator.files.package import STRINGS
from generator.plan.localization import Localization
from generator.render import renderer
from tests.support.paths import INPUTS, ROOT

TINY = INPUTS / "tiny"


def copy_tiny(root: Path) -> Project:
    """Copy the tiny project, with the interface words, the schemas and the configuration of the real one."""
    shutil.copytree(TINY, root)
    (root / "data" / "strings").mkdir()
    shutil.copyfile(STRINGS / "kk.yml", root / "data" / "strings" / "kk.yml")
    shutil.copytree(ROOT / "data" / "schema", root / "data" / "schema")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return Project.at(root)


def rendered(prepared: PreparedSite, localization: Localization | None = None) -> dict[str, str]:
    """Return the Markdown of every page in a reader's language, the first one's if none is given."""
    return dict(
        renderer.render(prepared.plan, localization or prepared.localizations[0], prepared.proof, blank)
    )


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    """A tiny project of one's own, to change at will."""
    return copy_tiny(tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_prepared(tmp_path_factory: pytest.TempPathFactory) -> PreparedSite:
    """The tiny project, prepared; nobody writes into it."""
    return preparation.prepare(copy_tiny(tmp_path_factory.mktemp("tiny") / "tiny"))


@pytest.fixture(scope="session")
def real() -> PreparedSite:
    """The real project, prepared; nobody writes into it."""
    return preparation.prepare(Project.at(ROOT))


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
def real_site(real_root: Path) -> PreparedSite:
    """The real site, built once in a copy."""
    return builder.build(Project.at(real_root), lambda message: None)
