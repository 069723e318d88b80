"""The map of the regions: where it begins, and how it is skipped."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("width", "most"), [(1280, 330), (360, 420)])
def test_the_map_begins_high(page: Page, base: str, language: str, width: int, most: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base}/{language}/regions/index.html")
    page.wait_for_function("!document.querySelector('.chart__tools').hidden")
    tops = page.locator("figure.chart svg:visible rect").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height).map(box => box.top)"
    )
    assert 0 < min(tops) <= most


@pytest.mark.covering(1)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_chart_can_be_skipped_by_keyboard(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}/{language}/regions/index.html")
    link = page.locator(".chart__skip a")
    link.focus()
    box = link.bounding_box()
    assert box and box["width"] > 100
    page.keyboard.press("Enter")
    assert page.url.endswith("#list")
