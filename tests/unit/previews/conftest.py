"""Fixtures of the previews: the tiny project with its built site."""

from __future__ import annotations

import pytest

from generator.act.index import Index
from generator.builder.builder import build
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.plan.localization import Localization
from tests.conftest import copy_tiny


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The tiny project with its built site; tests must not change it."""
    project = copy_tiny(tmp_path_factory.mktemp("built") / "tiny")
    build(project, lambda message: None)
    return project


@pytest.fixture
def localizations(tiny_prepared: PreparedSite) -> list[Localization]:
    """The localizations of the tiny project."""
    dataset = tiny_prepared.dataset
    return [Localization(Index(dataset), language) for language in dataset.published]
