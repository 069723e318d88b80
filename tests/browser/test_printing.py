"""The act on paper: sheets of A4 as Chromium prints them, with nothing to click."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from generator.builder.preparation import PreparedSite
from generator.model import Provision
from generator.plan.localization import Localization

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
        assert page.evaluate(f"{style}.colorScheme") in ("light only", "light", "normal")
        assert page.evaluate(f"{style}.backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    ink = page.evaluate("getComputedStyle(document.querySelector('article h1')).color")
    assert ink == "rgb(0, 0, 0)"


def printed(page: Page) -> list[str]:
    """Return the text of each sheet that the page prints, background graphics included."""
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True))).pages
    return [sheet.extract_text() for sheet in sheets]


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def words_of(localization: Localization, provisions: list[Provision]) -> str:
    return " ".join(
        f"{localization.num(provision)} {localization.text(provision.text)}" for provision in provisions
    )


def margins(page: Page, number: int, of: int) -> str:
    """Return the words in the margins of a sheet."""
    styles: list[str] = page.locator("style").evaluate_all("all => all.map(style => style.textContent)")
    edges = next(style for style in styles if "@top-left" in style)
    strings = [
        re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), words)
        for words in re.findall(r'content:"([^"]*)"', edges)
    ]
    return " ".join([*strings, f"{number} / {of}"])


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("subject", ["chp_2", ""])
def test_a_page_of_the_act_prints_the_act_alone(
    page: Page, site: Path, real: PreparedSite, code: str, subject: str
) -> None:
    """A chapter and the whole text print the act, marks of later changes and, in the margins, its name."""
    localization = next(one for one in real.localizations if one.code == code)
    index = localization.index
    shown = list(index.descendants(index.provisions[subject])) if subject else list(real.dataset.provisions)
    shown = (
        [index.provisions[subject], *shown] if subject and subject not in {p.eid for p in shown} else shown
    )
    page.goto((site / code / ("chapters/2.html" if subject else "text.html")).as_uri())
    sheets = printed(page)
    head = localization.citation(index.provisions[subject]) if subject else ""
    name = localization.text(real.dataset.act.statute)
    expected = letters(words_of(localization, shown))
    # The site's marks of later changes stand in square brackets.
    for mark in page.locator(".law .later").all_text_contents():
        expected += letters(f"[{mark}]")
    # One line says what these marks are.
    for line in page.locator(".paper-only").all_text_contents():
        expected += letters(line)
    for number, text in enumerate(sheets, 1):
        assert (head or name) in " ".join(text.split())
        expected += letters(margins(page, number, len(sheets)))
    found = letters(" ".join(sheets))
    assert (found - expected, expected - found) == (Counter(), Counter())


@pytest.mark.parametrize("address", ["chapters/2.html", "text.html", "functions/10.html"])
def test_the_dark_scheme_prints_on_white(browser: Browser, site: Path, address: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((site / "ru" / address).as_uri())
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.emulate_media(media="print", color_scheme="dark")
    seen = page.evaluate("""() => [document.documentElement, document.body].flatMap(element => {
        const style = getComputedStyle(element);
        return [style.backgroundColor, style.colorScheme];
    })""")
    assert seen == ["rgb(255, 255, 255)", "light only"] * 2
    dark = page.locator("article, article *").evaluate_all("""all => all.filter(element => {
        const colour = getComputedStyle(element).backgroundColor.match(/[\\d.]+/g).map(Number);
        const light = colour[3] === 0 || colour.slice(0, 3).every(part => part > 235);
        return element.checkVisibility() && !element.closest("svg") && !light;
    }).map(element => element.outerHTML.slice(0, 200))""")
    assert dark == []
    context.close()


@pytest.mark.parametrize("address", ["chapters/2.html", "text.html"])
def test_a_page_of_the_act_prints_as_the_edition_looks(page: Page, site: Path, address: str) -> None:
    page.emulate_media(media="print")
    look = """element => {
        const style = getComputedStyle(element);
        return [style.fontSize, style.fontFamily, style.color];
    }"""
    page.goto((site / "ru" / "print.html").as_uri())
    edition = page.locator(".sheet--subpoint p").first.evaluate(look)
    page.goto((site / "ru" / address).as_uri())
    line = page.locator(".law .provision--subpoint > p, .law.subpoint").first
    assert line.evaluate(look) == edition
    decorated = page.locator(".law a").evaluate_all(
        "all => all.filter(link => getComputedStyle(link).textDecorationLine !== 'none').length"
    )
    assert decorated == 0
