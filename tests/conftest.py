"""Fixtures for all tests: the tiny project, which is invented, and the real one."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import exports
from generator.builder import builder, preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.files.package import STRINGS
from generator.plan.localization import Localization
from generator.render import renderer
from generator.render.renderer import blank
from tests.support.covering import leave_the_rest_to_full
from tests.support.paths import INPUTS, ROOT
from tests.support.shared import KEPT, build_if_changed, build_kept, mirror, run_once

TINY = INPUTS / "tiny"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave cases of tests marked `covering` to `make audit-full`, before pytest selects by marker."""
    leave_the_rest_to_full(items)


def copy_tiny(root: Path) -> Project:
    """Copy the tiny project; add interface words, JSON Schemas and MkDocs configuration of the real one."""
    shutil.copytree(TINY, root)
    (root / "data" / "strings").mkdir()
    shutil.copyfile(STRINGS / "kk.yml", root / "data" / "strings" / "kk.yml")
    shutil.copytree(ROOT / "data" / "schema", root / "data" / "schema")
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return Project.at(root)


def rendered(prepared: PreparedSite, localization: Localization | None = None) -> dict[str, str]:
    """Return the Markdown of every page, in the first language of the site unless another is passed."""
    localization = localization or prepared.localizations[0]
    offered = exports.sizes(exports.files_by_format(prepared.dataset))
    return dict(renderer.render(prepared.plan, localization, prepared.proof, blank, downloads=offered))


@pytest.fixture(scope="session", autouse=True)
def no_waiting_for_the_disk() -> Iterator[None]:
    """The files of a test need not outlive a power cut, so nobody waits until they are flushed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda number: None)
        yield


@pytest.fixture
def tiny(tmp_path: Path) -> Project:
    """A copy of the tiny project that the test may change."""
    return copy_tiny(tmp_path / "tiny")


@pytest.fixture(scope="session")
def tiny_prepared(tmp_path_factory: pytest.TempPathFactory) -> PreparedSite:
    """The tiny project, prepared. Tests must not write into it."""
    return preparation.prepare(copy_tiny(tmp_path_factory.mktemp("tiny") / "tiny"))


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its site, kept between test runs. Tests must not write into it."""

    def build(root: Path) -> None:
        builder.build(copy_tiny(root), lambda message: None)

    return Project.at(build_kept(tmp_path_factory, "tiny-site", build))


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its site for an address, kept between test runs. Tests must not write into it."""

    def build(root: Path) -> None:
        builder.build(copy_tiny(root), lambda message: None, "https://example.org/act/")

    return Project.at(build_kept(tmp_path_factory, "addressed-site", build))


@pytest.fixture(scope="session")
def real() -> PreparedSite:
    """The real project, prepared. Tests must not write into it."""
    return preparation.prepare(Project.at(ROOT))


@pytest.fixture(scope="session")
def real_markdown(real: PreparedSite, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """Language -> Markdown file -> the text of a page of the real project, kept between test runs."""

    def render(root: Path) -> None:
        root.mkdir()
        pages = {localization.code: rendered(real, localization) for localization in real.localizations}
        (root / "pages.json").write_text(json.dumps(pages), encoding="utf-8")

    folder = build_kept(tmp_path_factory, "real-markdown", render, "data", "docs")
    content: dict[str, dict[str, str]] = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    return content


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> PreparedSite:
    """The real site, built once for all workers in a copy of the project. Tests must not write into it.

    The copy is kept between test runs, so that a run rebuilds only the pages that changed since the last,
    and nothing if nothing did.
    """
    root = KEPT / "real-site"

    def build() -> None:
        for folder in ("data", "docs", "generator"):
            mirror(ROOT / folder, root / folder)
        shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
        build_if_changed(Project.at(root))

    run_once(tmp_path_factory, "real-site", build)
    return preparation.prepare(Project.at(root))
