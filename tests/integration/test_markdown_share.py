"""Pages are Markdown: how many of their lines hold no HTML tag, by kind of page."""

from __future__ import annotations

import re

import pytest

from generator.builder.preparation import PreparedSite
from tests.conftest import rendered

TAG = re.compile(r"</?[a-z][^>]*>")
FIGURE = re.compile(r"(?s)<figure.*?</figure>|<svg.*?</svg>")

FRAME = re.compile(r'^<(nav class="(crumbs|neighbours)"|p class="(status|translation|sides|correct)"|script)')
"""Lines that `base.md.jinja` writes around every page."""

LEAST = {
    "chapter": 0.95,
    "text": 0.95,
    "lists": 0.95,
    "decree": 0.9,
    "chapters": 1,
    "parallel": 0.95,
}
"""Kind of page -> the least share of its lines without a tag, figures aside."""


def share(page: str) -> float:
    """Return the share of the non-empty lines after the front matter that hold no HTML tag."""
    body = FIGURE.sub("", page.split("---\n", 2)[2])
    lines = [line for line in body.splitlines() if line.strip() and not FRAME.match(line)]
    return sum(not TAG.search(line) for line in lines) / len(lines)


@pytest.mark.parametrize("kind", LEAST)
def test_pages_are_markdown(real: PreparedSite, real_markdown: dict[str, dict[str, str]], kind: str) -> None:
    pages = [page for page in real.plan.pages if page.kind == kind]
    assert pages
    for code, texts in real_markdown.items():
        shares = {page.source: share(texts[page.source]) for page in pages}
        if kind == "parallel":  # those of a single function have few lines beside the folded list
            shares = {source: value for source, value in shares.items() if "chapters/" in source}
        assert {source: value for source, value in shares.items() if value < LEAST[kind]} == {}, code


@pytest.fixture(scope="module")
def real_markdown(real: PreparedSite) -> dict[str, dict[str, str]]:
    """Language -> Markdown file -> its text."""
    return {localization.code: rendered(real, localization) for localization in real.localizations}
