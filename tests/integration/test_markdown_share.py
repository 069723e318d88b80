"""Pages are Markdown: how many of their lines hold no HTML tag, by kind of page."""

from __future__ import annotations

import re

import pytest

from generator.builder.preparation import PreparedSite

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


def lines(page: str) -> list[str]:
    """Return the non-empty lines after the front matter that the frame of every page does not write."""
    body = FIGURE.sub("", page.split("---\n", 2)[2])
    return [line for line in body.splitlines() if line.strip() and not FRAME.match(line)]


@pytest.mark.parametrize("kind", LEAST)
def test_pages_are_markdown(real: PreparedSite, real_markdown: dict[str, dict[str, str]], kind: str) -> None:
    """The pages of a kind together: the folded lists weigh more on a chapter of two points."""
    pages = [page for page in real.plan.pages if page.kind == kind]
    if kind == "parallel":  # those of a single function have few lines beside the folded list
        pages = [page for page in pages if "chapters/" in page.path or page.path.endswith("/text.html")]
    assert pages
    for code, texts in real_markdown.items():
        all_lines = [line for page in pages for line in lines(texts[page.source])]
        plain = [line for line in all_lines if not TAG.search(line)]
        assert len(plain) / len(all_lines) >= LEAST[kind], code
