"""What a language whose text was received beside the original says of the proof."""

from __future__ import annotations

import pytest

from generator.builder.preparation import PreparedSite, prepare
from generator.builder.project import Project
from generator.render.page_kinds import page_context
from generator.views import front, home
from tests.unit.drafts.support import imported


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> PreparedSite:
    """Return a site with two received texts, the Kazakh one as the original."""
    folder = tmp_path_factory.mktemp("received")
    imported(folder, "kk", "ru")
    return prepare(Project.at(folder))


def test_the_figures_are_said_to_be_of_the_original(prepared: PreparedSite) -> None:
    path = "how-the-text-was-made.html"
    page = next(page for page in prepared.plan.pages if page.path == path)
    first = next(page for page in prepared.plan.pages if page.kind == "home")
    for localization in prepared.localizations:
        second = localization.code == "ru"
        context = page_context(page, prepared.plan, localization, prepared.proof)
        assert front.proof(context).second == ("statute.ru.txt" if second else "")
        context = page_context(first, prepared.plan, localization, prepared.proof)
        assert home.home(context).second is second
