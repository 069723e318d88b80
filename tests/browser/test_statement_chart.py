"""The chart of who appoints, consents, proposes, chairs and answers to whom, in a real browser."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import is_narrow

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

SIZES = {1280: 900, 360: 740}
PATH = "appointments.html"
FIGURE = "figure.chart--who"
SHOWN = f"{FIGURE} .chart__box > svg:visible"
KINDS = ("appoints", "consent", "proposes", "law", "chairs", "answers", "heads")

LONELY = """all => all.filter((svg) => svg.getClientRects().length).flatMap((svg) => {
  const shown = (one) => one.getClientRects().length > 0;
  const ends = Array.from(svg.querySelectorAll("path.l:not(.tip)")).filter(shown).flatMap((path) => {
    const matrix = path.getCTM();
    return [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).matrixTransform(matrix));
  });
  const scale = svg.getCTM().a;
  return Array.from(svg.querySelectorAll("g[data-n]")).filter(shown).filter((group) => {
    const rect = group.querySelector("rect"), matrix = rect.getCTM();
    const point = (x, y) => new DOMPoint(x, y).matrixTransform(matrix);
    const { x, y, width, height } = rect.getBBox();
    const [low, high] = [point(x, y), point(x + width, y + height)];
    const near = 10 * scale; // an arrowhead stands between a line and its box
    return !ends.some((end) => end.x > low.x - near && end.x < high.x + near
      && end.y > low.y - near && end.y < high.y + near);
  }).map((group) => group.dataset.n);
})"""
"""Returns the ids of boxes that no line of the drawing arrives at."""


def show(page: Page, base: str, language: str, fragment: str = "") -> None:
    """Open the page of the chart."""
    page.goto("about:blank")
    page.goto(f"{base}/{language}/{PATH}{fragment}")
    page.wait_for_selector(f"{FIGURE}[data-ready]")


def only(page: Page, *kinds: str) -> None:
    """Show some kinds of line alone."""
    for kind in KINDS:
        page.locator(f"{FIGURE} [data-kind={kind}]").set_checked(kind in kinds)


def shown(page: Page) -> list[str]:
    """The ids of the boxes that are shown."""
    ids: list[str] = (
        page.locator(f"{SHOWN} g[data-n]")
        .filter(visible=True)
        .evaluate_all("all => all.map((one) => one.dataset.n)")
    )
    return ids


def focused(page: Page) -> Any:
    """The id of the box that has the focus."""
    return page.evaluate("document.activeElement.closest('[data-n]')?.dataset.n")


def test_a_filter_leaves_no_lonely_box_and_no_hole(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    everything = shown(sized)
    for kinds in (("appoints",), ("answers",), ("proposes", "chairs"), ("law",)):
        only(sized, *kinds)
        assert 0 < len(shown(sized)) < len(everything)
        check_the_picture(sized)
    only(sized, *KINDS)
    assert shown(sized) == everything
    check_the_picture(sized)


def check_the_picture(sized: Page) -> None:
    """Check that no box is without a line, no room is empty, and no lane leads nowhere."""
    assert sized.locator(f"{FIGURE} .chart__box > svg").evaluate_all(LONELY) == []
    boxes = sized.locator(f"{SHOWN} g[data-n] a > rect, {SHOWN} g[data-n] > rect").filter(visible=True)
    places = boxes.evaluate_all(
        "all => all.map((one) => { const box = one.getBoundingClientRect(); return [box.top, box.bottom]; })"
    )
    frame = sized.locator(SHOWN).bounding_box()
    assert frame
    assert abs(min(top for top, _ in places) - frame["y"]) < 24
    assert abs(max(bottom for _, bottom in places) - frame["y"] - frame["height"]) < 24
    if is_narrow(sized):
        assert all(7 < after[0] - before[1] < 11 for before, after in pairwise(places))
        lowest = sized.locator(f"{SHOWN} path.lane").filter(visible=True)
        ends = lowest.evaluate_all("all => all.map((one) => one.getBoundingClientRect().bottom)")
        assert max(ends, default=0) <= (places[-1][0] + places[-1][1]) / 2 + 2


def test_the_address_holds_the_filter(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    only(sized, "chairs")
    left = shown(sized)
    address = sized.url
    show(sized, base, language, f"#{address.partition('#')[2]}")
    assert shown(sized) == left
    assert sized.locator(f"{FIGURE} [data-kind]:checked").count() == 1


def test_the_keyboard_goes_through_what_is_shown(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    only(sized, "appoints")
    stops = sized.locator(f"{SHOWN} [tabindex='0']")
    assert stops.count() == 1
    expect(stops).to_be_visible()
    stops.focus()
    linked = [id_ for id_ in shown(sized) if sized.locator(f"{SHOWN} g[data-n='{id_}'] > a").count()]
    seen = [focused(sized)]
    for _ in linked[1:]:
        sized.keyboard.press("ArrowDown")
        seen.append(focused(sized))
    assert seen == linked
    sized.keyboard.press("Home")
    assert focused(sized) == linked[0]
    sized.keyboard.press("End")
    assert focused(sized) == linked[-1]
    href = sized.evaluate("document.activeElement.getAttribute('href')")
    sized.keyboard.press("Enter")
    sized.wait_for_url(lambda url: url.endswith(href))


@pytest.mark.covering(1)
def test_a_check_box_is_worked_with_the_space_bar(page: Page, base: str, language: str) -> None:
    show(page, base, language)
    box = page.locator(f"{FIGURE} [data-kind=chairs]")
    box.focus()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    assert page.locator(f"{SHOWN} .l.chairs").filter(visible=True).count() == 0


@pytest.mark.covering(1)
def test_rows_fold_on_a_phone(page: Page, base: str, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, base, language)
    statements = page.locator(f"{SHOWN} g[data-p][data-k]")
    folded = len(shown(page))
    assert folded < page.locator(f"{SHOWN} g[data-n]").count()
    statement = statements.filter(has=page.locator(".sign")).first
    id_ = statement.get_attribute("data-n")
    objects = page.locator(f"{SHOWN} g[data-p='{id_}']")
    assert statement.locator(".sign text").text_content() == str(objects.count())
    expect(objects.first).to_be_hidden()
    statement.locator(".sign").click()
    expect(objects.last).to_be_visible()
    statement.locator("> a").focus()
    page.keyboard.press("ArrowLeft")
    expect(objects.first).to_be_hidden()
    assert statement.locator("> a").get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowRight")
    expect(objects.first).to_be_visible()
    assert len(shown(page)) == folded + objects.count()


def test_targets_are_large_enough(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    least = 43.5 if is_narrow(sized) else 24
    for height in sized.locator(f"{SHOWN} a > rect").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height).filter((height) => height)"
    ):
        assert height >= least


@pytest.mark.covering(1)
def test_without_script_all_is_drawn_and_listed(browser: Browser, base: str, language: str) -> None:
    for width, height in SIZES.items():
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": height})
        page = context.new_page()
        page.goto(f"{base}/{language}/{PATH}")
        ids = shown(page)
        assert len(ids) == page.locator(f"{SHOWN} g[data-n]").count()
        listed = page.locator(".chart-list li[id]").evaluate_all("all => all.map((one) => one.id.slice(4))")
        assert len(listed) == len(set(listed)) and set(listed) <= set(ids)
        assert page.locator(f"{FIGURE} input").filter(visible=True).count() == 0
        assert page.locator(f"{FIGURE} .chart__kinds li").filter(visible=True).count() == len(KINDS)
        for suffix in ("svg", "png", "dot"):
            expect(page.locator(f"{FIGURE} a[href$='who.{language}.{suffix}']")).to_be_visible()
        context.close()


@pytest.mark.covering(1)
def test_paper_shows_the_wide_chart_that_the_filter_left(page: Page, base: str, language: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    show(page, base, language)
    only(page, "appoints", "consent")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{FIGURE} .chart__narrow").is_hidden()
    assert page.locator(f"{FIGURE} .chart__wide").is_visible()
    assert page.locator(f"{FIGURE} input").filter(visible=True).count() == 0
    assert page.locator(f"{FIGURE} .chart__kinds li").filter(visible=True).count() == 2
    assert page.locator(f"{FIGURE} .chart__box > svg").evaluate_all(LONELY) == []


@pytest.mark.covering(1)
def test_forced_colours_leave_boxes_and_lines(browser: Browser, base: str, language: str) -> None:
    for width, height in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, forced_colors="active")
        page = context.new_page()
        show(page, base, language)
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for part, name in (("a > rect", "stroke"), (".l:not(.tip)", "stroke"), ("text", "fill")):
            for colour in page.locator(f"{SHOWN} g {part}, {SHOWN} > {part}").evaluate_all(
                f"all => all.map((one) => getComputedStyle(one).{name})"
            ):
                assert colour not in (paper, "none"), part
        context.close()


@pytest.mark.parametrize("width", [360, 800])
def test_nothing_moves_when_the_rows_fold_on_arrival(
    browser: Browser, base: str, language: str, width: int
) -> None:
    heights = []
    for is_blocked in (True, False):
        page = browser.new_page(viewport={"width": width, "height": 740})
        if is_blocked:
            page.route("**/charts/*.js*", lambda route: route.abort())
        page.goto(f"{base}/{language}/{PATH}")
        if not is_blocked:
            page.wait_for_selector(f"{FIGURE}[data-ready]")
        legend, box = page.locator(f"{FIGURE} .chart__kinds"), page.locator(f"{FIGURE} .chart__box")
        heights.append([float(part.evaluate("one => one.offsetHeight")) for part in (legend, box)])
        page.close()
    before, after = heights
    assert all(abs(one - other) < 2 for one, other in zip(before, after, strict=True)), heights
