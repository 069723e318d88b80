"""The charts in a real browser: what each tool and key does, in both languages, wide and narrow."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.support.chart_pages import PAGES, SIZES, node, org
from tests.support.paths import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]


def level(page: Page, number: int) -> None:
    """Show the chart down to a level."""
    page.select_option("[data-levels]", str(number))


def more(page: Page, command: str) -> None:
    """Use a tool of the panel of further tools, and leave the panel closed."""
    page.click("[data-do=more]")
    page.click(f"[data-do={command}]")
    page.click("[data-do=more]")


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
    page.set_viewport_size({"width": 360, "height": SIZES[360]})
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
