"""The act on paper: sheets of A4 as Chromium prints them, with nothing to click."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""Points."""


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("name", ["print.html", "parallel/print.html"])
def test_sheets(page: Page, site: Path, code: str, name: str) -> None:
    page.goto(f"{(site / code / name).as_uri()}")
    made = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", made)
    assert 10 <= len(boxes) <= 25
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {A4}


@pytest.mark.parametrize("name", ["print.html", "parallel/print.html"])
def test_nothing_to_click_is_printed(page: Page, site: Path, name: str) -> None:
    page.goto(f"{(site / 'ru' / name).as_uri()}")
    page.emulate_media(media="print")
    for part in (".md-header", ".md-tabs", ".crumbs", ".edition__use", ".md-footer", ".correct", ".site-nav"):
        for one in page.locator(part).all():
            assert not one.is_visible(), part
    assert page.locator(".sheet").first.is_visible()
    sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert sizes[0] <= sizes[1]


@pytest.mark.parametrize("name", ["chapters/2.html", "print.html", "functions/10.html"])
def test_the_dark_scheme_prints_white(page: Page, site: Path, name: str) -> None:
    """With background graphics too: the canvas, which paints the margins, follows `color-scheme`."""
    page.goto(f"{(site / 'ru' / name).as_uri()}")
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.emulate_media(media="print", color_scheme="dark")
    for element in ("document.documentElement", "document.body"):
        style = f"getComputedStyle({element})"
        assert page.evaluate(f"{style}.colorScheme") in ("light", "normal")
        assert page.evaluate(f"{style}.backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.querySelector('article h1')).color")
    assert ink == "rgb(0, 0, 0)"
