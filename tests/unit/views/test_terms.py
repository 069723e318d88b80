"""The glossary: a term without explanation is a row of it and has no page of its own."""

from __future__ import annotations

import re

import pytest

from generator.act.targets import Target
from generator.builder.preparation import PreparedSite
from generator.model import Term
from generator.plan.pages import Page
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search.documents import documents
from tests.conftest import rendered

ELEMENT = re.compile(r"<\w|</\w")


@pytest.fixture(scope="module")
def pages(tiny_prepared: PreparedSite) -> dict[str, str]:
    return rendered(tiny_prepared)


FRAME = ("<nav", "<p class=", "<script")
"""How the elements of the frame begin, which are around the page and not of its template."""


def test_only_explained_terms_have_pages(tiny_prepared: PreparedSite) -> None:
    paths = {page.path for page in tiny_prepared.plan.pages}
    assert {path for path in paths if path.startswith("terms/")} == {
        "terms/library.html",
        "terms/manuscript.html",
    }
    addresses = {
        term.id: tiny_prepared.plan.address(Target.term(term.id))
        for term in tiny_prepared.dataset.glossary.terms
    }
    assert addresses == {
        "library": "terms/library.html",
        "manuscript": "terms/manuscript.html",
        "newspaper": "terms.html#newspaper",
    }


def test_a_row_leads_to_the_page_of_its_term_if_there_is_one(pages: dict[str, str]) -> None:
    lines = pages["terms.md"].splitlines()
    assert "[кітапхана](terms/library.md) {: #library .term }" in lines
    assert "газет {: #newspaper .term }" in lines
    assert not any("terms/newspaper" in page for page in pages.values())


@pytest.mark.parametrize("name", ["terms.md", "terms/library.md", "terms/manuscript.md"])
def test_the_pages_are_markdown(pages: dict[str, str], name: str) -> None:
    lines = [line for line in pages[name].splitlines() if not line.startswith(FRAME)]
    assert not [line for line in lines if ELEMENT.search(line)]


def test_search_finds_a_row_where_it_is(tiny_prepared: PreparedSite) -> None:
    found = {
        document.title: document.location
        for document in documents(tiny_prepared.plan, tiny_prepared.localizations[0], PAGE_KINDS)
        if document.kind == "term"
    }
    assert found["газет"] == "terms.html#newspaper"
    assert found["кітапхана"] == "terms/library.html"


BOTH = {"definition": {"kk": "what it is"}, "note": {"kk": "a note"}}


@pytest.mark.parametrize(("keys", "tip"), [(("definition", "note"), "what it is"), (("note",), "a note")])
def test_the_tooltip_explains_the_term(tiny_prepared: PreparedSite, keys: tuple[str, ...], tip: str) -> None:
    localization = tiny_prepared.localizations[0]
    context = page_context(Page("text.html", "text"), tiny_prepared.plan, localization, tiny_prepared.proof)
    explanation = {key: BOTH[key] for key in keys}
    term = Term.model_validate({"id": "x", "term": {"kk": "x"}, "source": {"kk": "own"}, **explanation})
    assert context.tip(term) == tip
