"""The tools of the organisational chart and of the map: search, levels, panels, fit, drawer."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import is_narrow

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

SIZES = {1280: 800, 360: 740}
LANGUAGES = ("kk", "ru")
CHART, MAP = "chart.html", "regions/index.html"
SHOWN = "figure.chart .chart__box > svg:visible"
FOUND = {"kk": "{all} ішінен {found}", "ru": "{found} из {all}"}


def show(page: Page, base: str, language: str, path: str = CHART) -> None:
    """Open a chart's page."""
    page.goto(f"{base}/{language}/{path}")
    page.wait_for_function("!document.querySelector('.chart__tools').hidden")


def node(page: Page, id_: str) -> Any:
    """The link of a node in the layout that is shown."""
    return page.locator(f"{SHOWN} g[data-n='{id_}'] > a")


def search(page: Page, words: str) -> list[str]:
    """Type words; return the ids of the hits in the order of their numbers."""
    page.locator(".chart__search input").fill(words)
    hits: list[tuple[int, str]] = page.locator(f"{SHOWN} g.found").evaluate_all(
        "all => all.map((one) => [Number(one.querySelector('.badge').textContent), one.dataset.n])"
    )
    return [id_ for _, id_ in sorted(hits)]


@pytest.mark.parametrize(("width", "most"), [(1280, 330), (360, 420)])
@pytest.mark.parametrize("path", [CHART, MAP])
def test_the_first_box_stands_high(
    page: Page, base: str, language: str, width: int, most: int, path: str
) -> None:
    page.set_viewport_size({"width": width, "height": SIZES[width]})
    show(page, base, language, path)
    tops = page.locator(f"{SHOWN} rect").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height).map(box => box.top)"
    )
    assert 0 < min(tops) <= most


def test_there_are_at_most_five_controls(sized: Page, base: str, language: str) -> None:
    for path, most in ((CHART, 5), (MAP, 4)):
        show(sized, base, language, path)
        controls = sized.locator(".chart__bar :is(input, button, select, a)").filter(visible=True)
        assert controls.count() == most - (path == MAP and is_narrow(sized))


PLACES = {
    "астана": "kz-71",
    "Нур-Султан": "kz-71",
    "караганда": "kz-35",
    "в Караганде": "kz-35",
    "усть-каменогорск": "kz-63",
    "Өскемен": "kz-63",
    "Семей": "kz-10",
    "Semey": "kz-10",
    "Риддер": "kz-63",
    "Байконур": "kz-43",
}
"""What a reader types -> the region whose bodies are meant."""


def test_search_knows_what_the_site_search_knows(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    for words, region in PLACES.items():
        hits = [f"prosecution-{region}", f"committee-{region}"]
        assert search(sized, words) == hits, words
        for id_ in hits:
            expect(node(sized, id_)).to_be_in_viewport()
        expect(sized.locator(".chart__search input")).to_be_in_viewport(ratio=1)
        counted = sized.locator(".chart__found").text_content() or ""
        assert counted.startswith(FOUND[language].format(found=2, all=76))
        assert sized.locator(f"{SHOWN} g[data-n=committee] .sign text").text_content() == "1/22"
    show(sized, base, language, MAP)
    for words, region in PLACES.items():
        assert search(sized, words) == [region], words
        expect(sized.locator(f"{SHOWN} g.found > a")).to_be_in_viewport()
        expect(sized.locator(".chart__search input")).to_be_in_viewport(ratio=1)


OTHER_KEYS = {
    "fcnfyf": "kz-71",
    "rfhfufylf": "kz-35",
    "Kаpaгaндa": "kz-35",
    "Cемей": "kz-10",
    "ыуьун": "kz-10",
}
"""Words on the other keyboard layout, or with Latin letters among the Cyrillic -> the region meant."""

KAZAKH_KEYS = {"0fhf5fyls": "kz-35", "4crtvty": ""}
"""The same on the layout of Kazakh; the second means nothing."""


def test_search_reads_other_keys_and_look_alikes_as_the_site_search_does(
    sized: Page, base: str, language: str
) -> None:
    show(sized, base, language)
    for words, region in (OTHER_KEYS | (KAZAKH_KEYS if language == "kk" else {})).items():
        search(sized, words)
        hits = sized.locator(f"{SHOWN} g.found")
        expect(hits).to_have_count(2 if region else 0)  # the words of the site search load on the first miss
        assert search(sized, words) == ([f"prosecution-{region}", f"committee-{region}"] if region else [])
    show(sized, base, language, MAP)
    search(sized, "rfhfufylf")
    expect(sized.locator(f"{SHOWN} g.found")).to_have_count(1)
    assert search(sized, "Kаpaгaндa") == ["kz-35"]


def test_the_field_stays_in_view_far_down_the_chart(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    sized.select_option("[data-levels]", "2")
    sized.evaluate("document.querySelector('.chart__box').lastElementChild.scrollIntoView({block: 'end'})")
    sized.wait_for_timeout(100)
    expect(sized.locator(".chart__search input")).to_be_in_viewport(ratio=1)
    search(sized, "караганд")
    expect(sized.locator(".chart__search input")).to_be_in_viewport(ratio=1)
    expect(node(sized, "prosecution-kz-35")).to_be_in_viewport()


def test_next_and_previous_hit(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    hits = search(sized, "караганд")
    current = sized.locator(f"{SHOWN} g.current")
    seen = []
    for step in ("Enter", "Enter", "Shift+Enter"):
        sized.keyboard.press(step)
        seen.append(current.get_attribute("data-n"))
    assert seen == [hits[1], hits[0], hits[1]]
    sized.click("[data-do=previous]")
    assert current.get_attribute("data-n") == hits[0]
    sized.click("[data-do=next]")
    assert current.get_attribute("data-n") == hits[1]


def test_a_hit_the_chain_and_the_chosen_box_look_different(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    search(sized, "караганд")
    looks = sized.evaluate(
        """() => ['.found:not(.current)', '.found.current', '.body-kind.on']
        .map((name) => Array.from(document.querySelectorAll(name)).find((one) => one.getClientRects().length))
        .map((group) => { const look = getComputedStyle(group.querySelector('a > rect'));
          const badge = group.querySelector('.badge circle');
          return [look.fill, look.stroke, badge ? getComputedStyle(badge).fill : ''].join(); })"""
    )
    node(sized, "prosecution-kz-35").click()
    looks.append(
        node(sized, "prosecution-kz-35")
        .locator("> rect")
        .evaluate("one => getComputedStyle(one).outlineStyle + getComputedStyle(one).fill")
    )
    assert all(one != other for one, other in combinations(looks, 2)), looks
    assert looks[-1].startswith("solid")


def test_nothing_found_offers_words_that_find_something(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    for typed in ("каргнда", "ъъъъъъ", "x" * 5000):
        assert search(sized, typed) == []
        counted = sized.locator(".chart__found").text_content()
        assert counted == FOUND[language].format(found=0, all=76)
        offer = sized.locator(".chart__try button")
        assert offer.count() in (1, 2)
    search(sized, "каргнда")
    sized.locator(".chart__try button").first.click()
    assert sized.locator(f"{SHOWN} g.found").count() == 2
    expect(sized.locator(".chart__try")).to_be_hidden()


def test_leaving_the_search_brings_the_rows_back(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    before = sized.locator(f"{SHOWN} g.off").count()
    search(sized, "караганд")
    assert sized.locator(f"{SHOWN} g.off").count() > before or is_narrow(sized)
    sized.keyboard.press("Escape")
    assert sized.locator(".chart__search input").input_value() == ""
    assert sized.locator(f"{SHOWN} g.off").count() == before
    assert sized.locator(f"{SHOWN} .badge").count() == 0


def test_levels_and_counts(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    levels = sized.locator("[data-levels]")
    assert levels.input_value() == ("1" if is_narrow(sized) else "2")
    sized.select_option("[data-levels]", "1")
    expect(node(sized, "committee-kz-10")).to_be_hidden()
    counts = {
        id_: sized.locator(f"{SHOWN} g[data-n='{id_}'] .sign text").text_content()
        for id_ in ("committee", "body-kind.territorial", "body-kind.institution")
    }
    assert counts == {"committee": "22", "body-kind.territorial": "22", "body-kind.institution": "3"}
    sized.locator(f"{SHOWN} g[data-n=committee] .sign").click()
    expect(node(sized, "committee-kz-10")).to_be_visible()
    assert levels.input_value() == ""
    sized.select_option("[data-levels]", "2")
    expect(node(sized, "prosecution-kz-10")).to_be_visible()


def test_panels_open_one_at_a_time_and_close(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    lines, more = sized.locator("[data-kind=chairing]"), sized.locator("[data-do=fit]")
    sized.click("[data-do=legend]")
    expect(lines).to_be_visible()
    assert sized.locator("[data-do=legend]").get_attribute("aria-expanded") == "true"
    sized.click("[data-do=more]")
    expect(lines).to_be_hidden()
    for part in (more, sized.locator("[data-do=print]"), sized.locator(".chart__files a").first):
        expect(part).to_be_visible()
    sized.keyboard.press("Escape")
    expect(more).to_be_hidden()
    sized.click("[data-do=more]")
    sized.mouse.click(5, 300)
    expect(more).to_be_hidden()


def test_fits_the_window(sized: Page, base: str, language: str) -> None:
    show(sized, base, language)
    sized.select_option("[data-levels]", "2")
    sized.click("[data-do=more]")
    sized.click("[data-do=fit]")
    sized.keyboard.press("Escape")
    box, tools = sized.locator(SHOWN).bounding_box(), sized.locator(".chart__bar").bounding_box()
    assert box and tools
    if not is_narrow(sized):  # at 360 the smallest zoom, 25 %, is reached
        assert box["y"] >= tools["y"] + tools["height"] and box["y"] + box["height"] <= SIZES[1280]
    assert "zoom=" in sized.url


@pytest.mark.covering(1)
def test_shares_the_address_of_the_view(page: Page, base: str, language: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, base, language)
    page.click("[data-do=more]")
    page.click("[data-do=larger]")
    page.click("[data-do=share]")
    button = page.locator("[data-do=share]")
    expect(button).to_have_text(button.get_attribute("data-done") or "")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert "zoom=110" in page.url


@pytest.mark.parametrize("path", [CHART, MAP])
def test_the_first_press_previews_and_the_second_follows(
    browser: Browser, base: str, language: str, path: str
) -> None:
    id_ = "committee" if path == CHART else "kz-35"
    for width, height in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 400)
        page = context.new_page()
        show(page, base, language, path)
        press = node(page, id_).tap if width < 400 else node(page, id_).click
        address = page.url
        press()
        details = page.locator(".chart__details")
        expect(details).to_be_visible()
        assert page.url.partition("#")[0] == address
        assert details.locator(".node__name").text_content()
        expect(node(page, id_)).to_be_in_viewport(ratio=0.99)  # a part of a pixel may be cut
        href = node(page, id_).get_attribute("href")
        assert details.locator(".chart__page").get_attribute("href") == href
        press()
        page.wait_for_url(re.compile(re.escape(href or "nowhere") + "$"))
        context.close()


@pytest.mark.parametrize("id_", ["office", "committee", "body-kind.territorial"])
def test_the_drawer_covers_nothing_and_closes(sized: Page, base: str, language: str, id_: str) -> None:
    show(sized, base, language)
    node(sized, id_).click()
    parts = [
        sized.locator(name).bounding_box() for name in (".chart__tools", ".chart__box", ".chart__details")
    ]
    for above, below in pairwise(parts):
        assert above and below and above["y"] + above["height"] <= below["y"] + 1
    first, last = parts[0], parts[2]
    assert first and last and first["y"] >= 0
    assert last["y"] + last["height"] <= SIZES[sized.viewport_size["width"] if sized.viewport_size else 1280]
    sized.keyboard.press("Escape")
    expect(sized.locator(".chart__details")).to_be_hidden()
    node(sized, id_).click()
    sized.locator("[data-do=dismiss]").click()
    expect(sized.locator(".chart__details")).to_be_hidden()
    assert sized.evaluate("document.querySelector('.chart__box').style.maxHeight") == ""


@pytest.mark.covering(1)
def test_the_pointer_marks_only_the_chain(page: Page, base: str, language: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    show(page, base, language)
    node(page, "committee-kz-10").hover()
    assert page.locator(f"{SHOWN} .on").count() == 4
    expect(page.locator(".chart__details")).to_be_hidden()
    page.mouse.move(640, 60)
    assert page.locator(f"{SHOWN} .on").count() == 0


@pytest.mark.covering(1)
def test_without_script_the_legend_and_the_downloads_are_there(
    browser: Browser, base: str, language: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{base}/{language}/{CHART}")
    expect(page.locator(".chart__kinds")).to_be_visible()
    expect(page.locator(".chart__files a").first).to_be_visible()
    expect(page.locator(".chart__tools")).to_be_hidden()
    expect(page.locator(".chart__actions")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("width", [360, 412, 800])
def test_nothing_moves_when_the_groups_are_closed_on_arrival(
    browser: Browser, base: str, language: str, width: int
) -> None:
    heights = []
    for is_blocked in (True, False):
        page = browser.new_page(viewport={"width": width, "height": 740})
        if is_blocked:
            page.route("**/charts/*.js*", lambda route: route.abort())
        page.goto(f"{base}/{language}/{CHART}")
        if not is_blocked:
            page.wait_for_selector("figure[data-ready]")
        box = page.locator(".chart__box").bounding_box()
        assert box
        heights.append(box["height"])
        page.close()
    before, after = heights
    assert abs(before - after) < 2
