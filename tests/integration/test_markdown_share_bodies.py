"""Tests that pages of bodies, posts and regions are Markdown: how many of their lines hold no HTML tag."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from generator.builder.preparation import PreparedSite
from generator.render.page_kinds import page_context
from generator.render.renderer import blank, render_page, view_of

SHARES = {
    "appointments": 95,
    "bodies": 90,
    "body": 90,
    "body-kind": 95,
    "named": 95,
    "post": 90,
    "posts": 95,
    "region": 90,
    "regions": 90,
}
"""Kind of page -> the least share of lines without an HTML tag, in percent."""

TAG = re.compile(r"</?[a-z][^>]*>")

CHART = re.compile(r'<(?:figure|/?details|details) ?[^>]*(?:class="(?:chart|near-chart)|>$)')

AROUND = re.compile(r'<(?:nav|p) class="(?:crumbs|status|translation|sides|neighbours|correct)"')
"""What stands around a page and is not of its own template."""


@pytest.mark.parametrize("place", [0, 1], ids=["first language", "second language"])
def test_pages_are_markdown(real: PreparedSite, place: int) -> None:
    localization = real.localizations[place]
    lines: dict[str, list[str]] = defaultdict(list)
    for page in real.plan.pages:
        if page.kind in SHARES:
            context = page_context(page, real.plan, localization, real.proof)
            view = view_of(context)
            text = render_page(context, view, blank(view.figures)).split("---\n", 2)[2]
            lines[page.kind] += [
                line
                for line in text.splitlines()
                if line.strip() and not CHART.match(line) and not AROUND.match(line)
            ]
    shares = {kind: 100 * sum(not TAG.search(line) for line in own) / len(own) for kind, own in lines.items()}
    low = {kind: f"{share:.1f}" for kind, share in shares.items() if share < SHARES[kind]}
    assert not low
    assert shares.keys() == SHARES.keys()
