"""How many lines of the pages of functions, powers, topics and roles hold no HTML tag."""

from __future__ import annotations

import re

import pytest

from generator.builder.preparation import PreparedSite

LEAST = {"provision": 0.9, "topic": 0.9, "topics": 0.9, "role": 0.9}
"""Kind of page -> the least share of lines without an HTML tag, on each of its pages."""

TAG = re.compile(r"</?[a-z][^>]*>")

CHART = "<figure "
"""A line with a chart, which is HTML, is left aside."""

AROUND = re.compile(r'<(nav class="(crumbs|neighbours)"|p class="(status|translation|sides|correct)")')
"""What stands around the words of every page; it is no part of this measure."""


def share(page: str) -> float:
    """Return the share of the non-empty lines after the front matter that hold no HTML tag."""
    lines = [line for line in page.split("---\n", 2)[2].splitlines() if line.strip()]
    lines = [line for line in lines if CHART not in line and not AROUND.match(line)]
    return sum(not TAG.search(line) for line in lines) / len(lines)


@pytest.mark.parametrize("kind", LEAST)
def test_the_words_of_a_page_are_markdown(
    kind: str, real: PreparedSite, real_markdown: dict[str, dict[str, str]]
) -> None:
    for pages in real_markdown.values():
        shares = {page.source: share(pages[page.source]) for page in real.plan.pages if page.kind == kind}
        assert shares
        assert {name: least for name, least in shares.items() if least < LEAST[kind]} == {}


def test_the_share_counts_lines() -> None:
    page = '---\ntitle: "x"\n---\n\n# A\n\na <b>b</b>\n\n<figure class="chart"></figure>\n\n1 < 2 {: .a }\n'
    assert share(page) == 2 / 3
