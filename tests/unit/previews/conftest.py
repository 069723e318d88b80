"""Fixtures of the previews: the languages of the tiny project."""

from __future__ import annotations

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization


@pytest.fixture
def localizations(tiny_prepared: PreparedSite) -> list[Localization]:
    """The localizations of the tiny project."""
    dataset = tiny_prepared.dataset
    return [Localization(Index(dataset), language) for language in dataset.published]
