"""The charts in a real browser: every behaviour, in both languages, wide and narrow, light and dark."""

from __future__ import annotations

import base64
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import advances
from tests.support.axe import EVERY_TEXT, rules, violations
from tests.support.paths import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

LANGUAGES = [path.name for path in sorted((ROOT / "site").glob("??")) if (path / "chart.html").is_file()]
WIDE, NARROW = (1280, 900), (360, 740)
PAGES = {
    "org": "chart.html",
    "terr": "regions/index.html",
    "who": "appointments.html",
    "body": "bodies/committee-kz-35.html",
    "function": "functions/15.html",
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language that is built."""
    return str(request.param)


@pytest.fixture(params=[WIDE, NARROW], ids=["1280", "360"])
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    """A page of each width."""
    width, height = request.param
    page.set_viewport_size({"width": width, "height": height})
    return page


def org(page: Page, base: str, language: str, fragment: str = "") -> None:
    """Open the organisational chart."""
    page.goto("about:blank")
    page.goto(f"{base}/{language}/chart.html{fragment}")
    page.wait_for_function("!document.querySelector('.chart__tools').hidden")


def level(page: Page, number: int) -> None:
    """Show the chart down to a level."""
    page.select_option("[data-levels]", str(number))


def more(page: Page, command: str) -> None:
    """Use a tool of the panel of further tools, and leave the panel closed."""
    page.click("[data-do=more]")
    page.click(f"[data-do={command}]")
    page.click("[data-do=more]")


def node(page: Page, id_: str) -> Any:
    """The link of a node in the layout that is shown."""
    return page.locator(f"figure.chart svg:visible g[data-n='{id_}'] > a")


def test_every_body_has_one_node_that_leads_to_its_page(sized: Page, base: str, language: str) -> None:
    org(sized, base, language)
    level(sized, 2)
    links = sized.eval_on_selector_all(
        ".chart__box > svg",
        """all => { const svg = all.find((one) => one.getClientRects().length);
        return Array.from(svg.querySelectorAll('g[data-n] > a'),
            (a) => [a.parentNode.dataset.n, a.getAttribute('href')]); }""",
    )
    ids = [id_ for id_, _ in links]
    assert len(ids) == len(set(ids))
    pages = {path.stem for path in (ROOT / "site" / language / "bodies").glob("*.html")}
    pages -= {"index", "units", "territorial", "institutions", "collegial", "named"}
    assert pages <= set(ids)
    for id_, href in links:
        assert (ROOT / "site" / language / href.partition("#")[0]).is_file(), href
        if id_ in pages:
            assert href == f"bodies/{id_}.html"


def test_closing_moves_the_later_rows_and_opening_brings_them_back(
    sized: Page, base: str, language: str
) -> None:
    org(sized, base, language)
    level(sized, 2)
    child, later = node(sized, "committee-kz-10"), node(sized, "prosecution-kz-10")
    before = later.bounding_box()
    sign = sized.locator("figure.chart svg:visible g[data-n='committee'] .sign")
    sign.click()
    expect(child).to_be_hidden()
    assert node(sized, "committee").get_attribute("aria-expanded") == "false"
    if sized.viewport_size == {"width": 360, "height": 740}:
        sized.wait_for_timeout(300)
        after = later.bounding_box()
        assert before and after and after["y"] < before["y"] - 22 * 40
    sign.click()
    expect(child).to_be_visible()
    level(sized, 1)
    expect(child).to_be_hidden()
    level(sized, 2)
    expect(child).to_be_visible()


@pytest.mark.covering(1)
def test_no_gap_is_left_by_hidden_rows(page: Page, base: str, language: str) -> None:
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    org(page, base, language)
    page.wait_for_timeout(300)
    boxes = page.eval_on_selector_all(
        "figure.chart svg.chart__narrow g[data-n]:not(.off) > a > rect",
        "all => all.map((one) => { const box = one.getBoundingClientRect(); return [box.top, box.bottom]; })",
    )
    assert len(boxes) == 7
    gaps = [after[0] - before[1] for before, after in pairwise(boxes)]
    assert all(3 < gap < 8 for gap in gaps), gaps


@pytest.mark.parametrize("typed", ["караганд", "қарағанд"])
def test_search_knows_both_alphabets_and_opens_what_it_finds(sized: Page, base: str, typed: str) -> None:
    org(sized, base, "kk", "#org&closed=committee~body-kind.territorial")
    expect(node(sized, "committee-kz-35")).to_be_hidden()
    sized.locator(".chart__tools [type=search]").fill(typed)
    expect(node(sized, "committee-kz-35")).to_be_visible()
    expect(node(sized, "prosecution-kz-35")).to_be_visible()
    assert (sized.locator(".chart__found").text_content() or "").startswith("76 ішінен 2")
    sized.keyboard.press("ArrowDown")
    assert sized.evaluate("document.activeElement.parentNode.dataset.n").endswith("kz-35")


def test_the_chain_goes_up_to_the_head(sized: Page, base: str, language: str) -> None:
    org(sized, base, language, "#org-committee-kz-35")
    marked = sized.eval_on_selector_all(
        "figure.chart svg:not([hidden]) g.on", "all => all.map((one) => one.dataset.n)"
    )
    assert set(marked) == {"committee-kz-35", "committee", "office", "prosecutor-general"}


def test_details_say_name_kind_place_and_the_proving_words(sized: Page, base: str, language: str) -> None:
    org(sized, base, language)
    node(sized, "office").focus()
    details = sized.locator(".chart__details")
    expect(details).to_be_visible()
    assert (
        details.locator(".node__name").inner_text()
        == sized.locator(".chart-list .node__name").nth(1).inner_text()
    )
    assert details.locator(".node__kind").inner_text()
    assert details.locator(".node__functions li").count() == 3
    assert details.locator("blockquote").count() >= 2
    sized.keyboard.press("Escape")
    expect(details).to_be_hidden()


@pytest.mark.covering(1)
def test_a_line_shows_its_proving_words(page: Page, base: str, language: str) -> None:
    org(page, base, language)
    page.evaluate("document.querySelector('.chart__wide g.edge').focus()")
    expect(page.locator(".chart__details blockquote").first).to_be_visible()
    assert page.locator(".chart__wide g.edge").first.get_attribute("aria-label")


def test_an_address_opens_scrolls_to_and_marks_its_node(sized: Page, base: str, language: str) -> None:
    org(sized, base, language, "#org-prosecution-kz-79")
    target = node(sized, "prosecution-kz-79")
    expect(target).to_be_in_viewport()
    assert target.evaluate("a => a.parentNode.classList.contains('marked')")


def test_a_view_is_kept_in_the_address(sized: Page, base: str, language: str) -> None:
    org(sized, base, language)
    more(sized, "larger")
    sized.click("[data-do=legend]")
    sized.locator("[data-kind=chairing]").uncheck()
    sized.keyboard.press("Escape")
    level(sized, 1)
    address = sized.url
    assert "zoom=110" in address and "hidden=chairing" in address and "closed=" in address
    org(sized, base, language, "#" + address.partition("#")[2])
    assert not sized.locator("[data-kind=chairing]").is_checked()
    expect(sized.locator("figure.chart svg:visible .l.chairing").first).to_be_hidden()
    expect(node(sized, "committee-kz-10")).to_be_hidden()
    assert "110" in (sized.locator("[data-do=size]").text_content() or "")


def test_zoom_by_buttons_keys_and_wheel_inside_a_scroll_box(sized: Page, base: str, language: str) -> None:
    org(sized, base, language)
    box = sized.locator(".chart__box")
    svg = sized.locator("figure.chart .chart__box > svg:visible")
    start = svg.bounding_box()
    more(sized, "larger")
    node(sized, "office").focus()
    sized.keyboard.press("+")
    bigger = svg.bounding_box()
    assert start and bigger and bigger["width"] > start["width"] * 1.1
    assert box.evaluate("one => one.scrollWidth > one.clientWidth")
    assert sized.evaluate("document.documentElement.scrollWidth <= innerWidth")
    sized.keyboard.press("-")
    sized.keyboard.press("0")
    same = svg.bounding_box()
    assert same and abs(same["width"] - start["width"]) < 1
    svg.hover(position={"x": 30, "y": 30})
    sized.keyboard.down("Control")
    sized.mouse.wheel(0, -100)
    sized.keyboard.up("Control")
    sized.wait_for_function("document.querySelector('[data-do=size]').textContent.startsWith('110')")


def test_full_screen(page: Page, base: str) -> None:
    org(page, base, "kk")
    page.click("[data-do=full]")
    page.wait_for_function("document.fullscreenElement !== null")
    page.keyboard.press("Escape")


def test_one_tab_stop_and_the_whole_keyboard(sized: Page, base: str, language: str) -> None:
    org(sized, base, language)
    stops = "figure.chart svg:not([hidden]) [tabindex='0']"
    assert sized.locator(stops).filter(visible=True).count() == 1
    sized.locator(stops).filter(visible=True).first.focus()
    first = sized.evaluate("document.activeElement.closest('[data-n]').dataset.n")
    sized.keyboard.press("ArrowDown")
    assert sized.evaluate("document.activeElement.closest('[data-n]').dataset.n") != first
    sized.keyboard.press("Home")
    assert sized.evaluate("document.activeElement.closest('[data-n]').dataset.n") == first
    sized.keyboard.press("End")
    assert sized.locator(stops).filter(visible=True).count() == 1
    level(sized, 2)
    link = node(sized, "committee")
    link.focus()
    sized.keyboard.press("ArrowLeft")
    assert link.get_attribute("aria-expanded") == "false"
    sized.keyboard.press("ArrowRight")
    assert link.get_attribute("aria-expanded") == "true"
    sized.keyboard.press("ArrowRight")
    assert sized.evaluate("document.activeElement.closest('[data-n]').dataset.n") == "committee-kz-10"
    sized.keyboard.press("ArrowLeft")
    assert sized.evaluate("document.activeElement.closest('[data-n]').dataset.n") == "committee"
    link.focus()
    sized.keyboard.press("Enter")
    sized.wait_for_url(re.compile("bodies/committee.html"))


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
    for width, height in (WIDE, NARROW):
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


def test_the_territorial_chart_holds_what_the_list_holds(sized: Page, base: str, language: str) -> None:
    sized.goto(f"{base}/{language}/{PAGES['terr']}")
    listed = set(sized.locator("#list ~ ul > li p a").evaluate_all("all => all.map((a) => a.href)"))
    assert len(listed) == 44
    links = sized.locator("figure.chart .chart__box svg:visible a").evaluate_all(
        "all => all.map((a) => [a.getAttribute('href'), new URL(a.getAttribute('href'), location).href])"
    )
    if sized.viewport_size and sized.viewport_size["width"] > 400:
        assert listed <= {address for _, address in links}
    else:
        rows = set(
            sized.locator("#list ~ ul > li > h3[id]").evaluate_all("all => all.map((one) => '#' + one.id)")
        )
        assert {href for href, _ in links} == rows and len(links) == 22


@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(
    browser: Browser, site: Path, language: str, name: str, scheme: Any, every_text: bool
) -> None:
    """From disk alone: axe looks at elements and styles, which are the same from a server."""
    for width, height in (WIDE, NARROW):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{language}/{PAGES[name]}")
        page.wait_for_timeout(150)
        found = violations(page, every_text, rules(scheme, every_text))
        context.close()
        assert found == [], width
