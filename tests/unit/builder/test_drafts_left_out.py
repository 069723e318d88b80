"""Only a site for the maintainer shows drafts; exports, search and charts never do."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from markupsafe import Markup, escape

from generator import exports
from generator.builder.preparation import PreparedSite, prepare
from generator.builder.project import Project
from generator.charts.geometry import Figure
from generator.render import renderer
from generator.render.page_kinds import PAGE_KINDS
from generator.search.index import search_index
from tests.support.drafted import WORD, add_draft


@pytest.fixture
def drafted(tiny: Project) -> Project:
    add_draft(tiny)
    return tiny


def pages_with_the_word(prepared: PreparedSite) -> set[str]:
    """Return the pages of the original that have the draft's word, in their Markdown or in their charts."""

    def draw(figures: Sequence[Figure]) -> dict[str, Markup]:
        size = Markup('<svg viewBox="0 0 1 1"/>')
        return {figure.name: size + escape(repr(figure)) for figure in figures}

    rendered = renderer.render(prepared.plan, prepared.localizations[0], prepared.proof, draw)
    return {name for name, text in rendered if WORD in text}


def test_a_site_for_the_maintainer_shows_them_on_one_page(drafted: Project) -> None:
    prepared = prepare(drafted, drafts=True)
    assert pages_with_the_word(prepared) == {"drafts.md"}


@pytest.mark.parametrize(("url", "drafts"), [("https://example.org", True), ("", False)])
def test_a_published_site_has_no_word_of_them(drafted: Project, url: str, drafts: bool) -> None:
    prepared = prepare(drafted, url, drafts=drafts)
    assert not any(localization.drafts for localization in prepared.localizations)
    assert pages_with_the_word(prepared) == set()


def test_exports_and_search_leave_them_out_on_every_site(drafted: Project) -> None:
    prepared = prepare(drafted, drafts=True)
    assert not any(WORD in content for content in exports.files(prepared.dataset).values())
    for localization in prepared.localizations:
        found = search_index(prepared.plan, localization, PAGE_KINDS)
        assert WORD not in found
        assert "drafts.html" not in found
