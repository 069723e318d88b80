"""The home page: what it offers, in which order and height, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

LANGUAGES = ("kk", "ru")
SCREENS = 6 * 740
"""The greatest height of the page at 360 px: six screens of 740 px."""
WAYS_END = 1480
"""Where the large links end at the latest at 360 px."""
SECTIONS = ["regions", "structure", "topics", "versions", "downloads", "proof", "about"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phone_shows_the_ways_in_first(page: Page, site: Path, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto((site / language / "index.html").as_uri())
    assert page.evaluate("document.documentElement.scrollHeight") <= SCREENS
    ways = page.locator(".hero > ul > li")
    assert ways.count() == 4
    box = ways.last.bounding_box()
    assert box and box["y"] + box["height"] <= WAYS_END
    field = page.locator(".hero__field").bounding_box()
    assert field and field["y"] < (ways.first.bounding_box() or box)["y"]
    room = page.locator(".hero__field").evaluate("""field => {
        const style = getComputedStyle(field), pencil = document.createElement("canvas").getContext("2d");
        pencil.font = style.font;
        const inside = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return inside - pencil.measureText(field.placeholder).width;
    }""")
    assert room >= 0, "the words in the field are cut"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sections_stand_in_order_and_fit_the_window(
    page: Page, site: Path, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto((site / language / "index.html").as_uri())
    assert page.locator("article h2").evaluate_all("all => all.map(one => one.id)") == SECTIONS
    wide = page.locator("article *").evaluate_all(
        """(all, width) => all.filter(one => one.getBoundingClientRect().right > width)
            .map(one => one.outerHTML)""",
        width,
    )
    assert wide == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_of_a_way_covers_its_box(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / "index.html").as_uri())
    for way in page.locator(".hero > ul > li").all():
        box = way.bounding_box()
        assert box
        corner = (box["x"] + box["width"] - 12, box["y"] + box["height"] - 12)
        hit = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.href", corner)
        assert hit == way.locator("a").evaluate("link => link.href")


@pytest.mark.covering(1)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_find_something(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}/{language}/index.html")
    addresses = page.locator(".hero__examples a").evaluate_all("all => all.map(one => one.href)")
    assert len(addresses) == 3
    for address in addresses:
        page.goto(address)
        page.locator(".md-search-result__item").first.wait_for(state="attached")


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_the_indexes_replace_the_search(
    browser: Browser, site: Path, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto((site / language / "index.html").as_uri())
    assert not page.locator(".hero__search").is_visible()
    assert not page.locator(".hero__examples").is_visible()
    assert "JavaScript" in page.locator(".hero__no-script").inner_text()
    links = page.locator(".hero__no-script a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert sorted(links) == [
        "bodies/index.html",
        "functions/index.html",
        "powers/index.html",
        "regions/index.html",
        "terms.html",
    ]
    page.locator(".hero__no-script a").first.click()
    assert page.locator("h1").is_visible()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sizes_of_the_downloads_are_those_of_the_files(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / "index.html").as_uri())
    offered = page.locator("#downloads ~ ul").first.locator("a[href^='../data/']")
    names = set()
    for link in offered.all():
        name = str(link.get_attribute("href")).removeprefix("../data/")
        names.add(name)
        kilobytes = max(1, round((site / "data" / name).stat().st_size / 1000))
        assert link.inner_text() == f"{name}, {kilobytes} КБ"
    assert names == {path.name for path in (site / "data").iterdir()}
