"""The charts for every reader: without script, in other colours, with large text, by touch, on paper; axe."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support import advances
from tests.support.axe import EVERY_TEXT, rules, violations
from tests.support.chart_pages import PAGES, SIZES, org

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]


@pytest.mark.covering(1)
def test_without_script_a_linked_drawing_and_a_nested_list(
    browser: Browser, base: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{base}/{language}/chart.html")
    assert page.locator(".chart__wide a").filter(visible=True).count() > 70
    assert page.locator(".chart__tools").is_hidden()
    drawn = page.locator(".chart__wide g[data-n] > a").evaluate_all(
        "all => all.map((a) => a.parentNode.dataset.n)"
    )
    listed = page.locator(".chart-list li[id]").evaluate_all("all => all.map((one) => one.id.slice(4))")
    assert set(drawn) == set(listed)
    context.close()


@pytest.mark.covering(1)
def test_names_begin_with_the_visible_words(sized: Page, base: str, language: str) -> None:
    """The names of both layouts are read at each width."""
    for path in PAGES.values():
        sized.goto(f"{base}/{language}/{path}")
        for seen, spoken in sized.locator("figure.chart a[aria-label]").evaluate_all(
            """all => all.filter((a) => a.querySelector('text'))
              .map((a) => [a.querySelector('text').textContent, a.getAttribute('aria-label')])"""
        ):
            flat = re.sub(r"- ", "-", seen).rstrip("…")
            assert re.sub(r"- ", "-", spoken).startswith(flat), (seen, spoken)


def test_targets_are_large_enough(sized: Page, base: str, language: str) -> None:
    least = 24 if sized.viewport_size and sized.viewport_size["width"] > 400 else 43.5
    for name in ("org", "terr"):
        sized.goto(f"{base}/{language}/{PAGES[name]}")
        sized.wait_for_timeout(100)
        for height in sized.locator("figure.chart svg:visible a > rect").evaluate_all(
            """all => all.filter((one) => one.getClientRects().length).map((one) => {
              const box = one.getBoundingClientRect(); return Math.min(box.height, box.width); })"""
        ):
            assert height >= least


LOAD = """async ([name, regular, bold]) => {
  for (const [data, weight] of [[regular, "400"], [bold, "700"]]) {
    const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
    const face = new FontFace(name, bytes.buffer, { weight });
    await face.load();
    document.fonts.add(face);
  }
  document.documentElement.style.setProperty("--sans", name);
}"""
"""Shows a page in a font, under a name that no font of the machine has."""

OVERFLOWING = """() => Array.from(document.querySelectorAll(".chart a, .chart g.here"), (one) => {
  const text = one.querySelector("text"), rect = one.querySelector("rect");
  if (!text || !rect || !rect.getClientRects().length) return null;
  const inner = text.getBBox(), outer = rect.getBBox();
  const fits = inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width
    && inner.y >= outer.y - 1
    && inner.y + inner.height <= outer.y + outer.height + 1;
  return fits ? null : text.textContent;
}).filter(Boolean)"""
"""Returns the labels that are larger than their box."""


@pytest.mark.parametrize("name", PAGES)
def test_no_label_overflows_its_box(page: Page, site: Path, language: str, name: str) -> None:
    """In each font, from disk alone: boxes and letters are the same from a server."""
    regular, bold = (dict(advances.files(weight)) for weight in ("Regular", "Bold"))
    fonts = [font for font in advances.FONTS if font in regular and font in bold]
    for width, height in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{site.as_uri()}/{language}/{PAGES[name]}")
        for number, font in enumerate(fonts):
            page.evaluate(LOAD, [f"measured{number}", _base64(regular[font]), _base64(bold[font])])
            assert page.evaluate(OVERFLOWING) == [], (width, font)
    if len(fonts) < len(advances.FONTS):
        pytest.skip(f"{set(advances.FONTS) - set(fonts)} is not on this machine")


def _base64(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode()


def test_dashes_tell_the_kinds_of_line_apart(page: Page, base: str) -> None:
    org(page, base, "kk")
    patterns = [
        page.locator(f".chart__sample .{kind}").evaluate("one => getComputedStyle(one).strokeDasharray")
        for kind in ("structure", "accountability", "chairing", "consent")
    ]
    assert len(set(patterns)) == 4


@pytest.mark.covering(1)
def test_prints_on_one_landscape_sheet(page: Page, base: str, language: str, tmp_path: Path) -> None:
    org(page, base, language, "#org&closed=committee")
    made = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", made)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 84[12][\d.]* 59[45]", made)


@pytest.mark.covering(1)
def test_forced_colours_reduced_motion_and_large_text(browser: Browser, base: str, language: str) -> None:
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, forced_colors="active", reduced_motion="reduce"
    )
    page = context.new_page()
    org(page, base, language)
    rect = page.locator(".chart__wide .unit rect").first
    assert rect.evaluate("one => getComputedStyle(one).fill") != "rgb(238, 243, 251)"
    page.evaluate("document.querySelector('.chart__wide').classList.add('moving')")
    moving = page.locator(".chart__wide g[data-c]").first
    assert float(moving.evaluate("one => getComputedStyle(one).transitionDuration").rstrip("s")) < 0.001
    before = page.locator(".chart__wide").bounding_box()
    page.add_style_tag(content="html{font-size:250% !important}")
    after = page.locator("figure.chart .chart__box > svg:visible").bounding_box()
    assert before and after and after["width"] > before["width"] * 1.3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    context.close()


@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    browser: Browser, site: Path, language: str, name: str, scheme: Any, every_text: bool
) -> None:
    """From disk alone: axe looks at elements and styles, which are the same from a server."""
    for width, height in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{language}/{PAGES[name]}")
        page.wait_for_timeout(150)
        found = violations(page, every_text, rules(scheme, every_text))
        context.close()
        assert found == [], width
