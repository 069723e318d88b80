"""A provision and its control: the number opens a panel; without script it is a link beside one list."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

PLACE = "chp_2__para_15__subpara_10"
ACT = {
    "kk": "Қазақстан Республикасы Президентінің 2017 жылғы 13 қазандағы № 563 Жарлығымен бекітілген Қазақстан"
    " Республикасының Бас прокуратурасы туралы ереженің (Қазақстан Республикасы Президентінің 2022 жылғы"
    " 3 қазандағы № 1029 Жарлығының редакциясында)",
    "ru": "Положения о Генеральной прокуратуре Республики Казахстан, утвержденного Указом Президента"
    " Республики Казахстан от 13 октября 2017 года № 563 (в редакции Указа Президента Республики"
    " Казахстан от 3 октября 2022 года № 1029)",
}
UNIT = {"kk": "15-тармағының 10) тармақшасы", "ru": "подпункт 10) пункта 15"}
CITED = {"kk": f"{ACT['kk']} {UNIT['kk']}", "ru": f"{UNIT['ru']} {ACT['ru']}"}
OTHER = {"kk": "ru", "ru": "kk"}


@pytest.mark.covering(1)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_number_opens_and_closes_the_panel_by_keyboard(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}/{language}/chapters/2.html")
    number = page.locator(f"#{PLACE} > .num")
    number.focus()
    page.keyboard.press("Enter")
    panel = page.locator(".panel")
    assert page.url.endswith("/chapters/2.html")
    assert number.get_attribute("aria-expanded") == "true"
    shown = panel.locator(".panel__text").all_inner_texts()
    assert shown == [CITED[language], CITED[OTHER[language]], f"#{PLACE}"]
    links = panel.locator(".panel__links a").evaluate_all("all => all.map(a => a.href)")
    assert links == [
        f"{base}/{language}/functions/10.html",
        f"{base}/{OTHER[language]}/chapters/2.html#{PLACE}",
        f"{base}/{language}/parallel/chapters/2.html#{PLACE}",
    ]
    panel.locator("button").first.focus()
    page.keyboard.press("Escape")
    assert panel.count() == 0
    assert number.get_attribute("aria-expanded") == "false"
    assert number.evaluate("e => e === document.activeElement")
    page.keyboard.press("Space")
    assert panel.count() == 1
    page.keyboard.press("Enter")
    assert panel.count() == 0


@pytest.mark.covering(1)
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_panel_copies_citation_and_address(browser: Browser, base: str, language: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{base}/{language}/chapters/2.html")
    page.locator(f"#{PLACE} > .num").click()
    buttons = page.locator(".panel button")
    for position, copied in enumerate([CITED[language], CITED[OTHER[language]]]):
        buttons.nth(position).click()
        assert page.evaluate("navigator.clipboard.readText()") == copied
    buttons.nth(2).click()
    assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#{PLACE}"
    context.close()


def test_an_indent_shares_the_control_above_it(page: Page, base: str) -> None:
    page.goto(f"{base}/ru/chapters/2.html")
    assert page.locator(".law.indent > .num").count() == 0
    page.locator("#chp_2__para_13 > .num").click()
    page.locator(".panel__parts > summary").click()
    assert "абзац второй пункта 13" in page.locator(".panel__parts").inner_text()


def test_without_script_the_number_is_a_link_and_the_citations_are_a_list(
    browser: Browser, base: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/ru/chapters/2.html")
    page.locator("details.citations > summary").click()
    row = page.locator("details.citations tr", has=page.locator(f"a[href='#{PLACE}']"))
    assert UNIT["kk"] in row.inner_text() and UNIT["ru"] in row.inner_text()
    acts = page.locator("details.citations tbody tr:not(:has(a)) > td").all_inner_texts()
    assert acts[:2] == [f"… {ACT['ru']}", f"{ACT['kk']} …"]
    page.locator(f"#{PLACE} > .num").click()
    page.wait_for_url("**/ru/functions/10.html")
    context.close()


def test_parallel_pages_can_be_cited_from(page: Page, base: str) -> None:
    page.goto(f"{base}/ru/parallel/chapters/2.html")
    page.locator(f"tr:has(> #{PLACE}) .num").click()
    assert page.locator(".panel__text").all_inner_texts()[:2] == [CITED["ru"], CITED["kk"]]


STOPS = """() => [...document.querySelectorAll("article a[href], article button, article summary")].filter(
    one => one.getClientRects().length && one.tabIndex >= 0
        && (one.tagName === "SUMMARY" || !one.closest("details:not([open])")))"""


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize(("width", "height"), [(1280, 9500), (360, 17000)])
def test_a_chapter_is_short_and_quiet(page: Page, base: str, language: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base}/{language}/chapters/2.html")
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert page.evaluate(f"({STOPS})().length") <= 200
    places: dict[str, set[str]] = {}
    for name, href in page.evaluate(
        f"({STOPS})().filter(one => one.href).map(one =>"
        " [one.getAttribute('aria-label') || one.textContent.trim(), one.href])"
    ):
        places.setdefault(name, set()).add(href)
    assert len([name for name, hrefs in places.items() if len(hrefs) > 1]) <= 3
    gaps = page.evaluate("""() => {
        const all = [...document.querySelectorAll("article p.law")];
        return all.slice(1).map((one, at) =>
            one.getBoundingClientRect().top - all[at].getBoundingClientRect().bottom).sort((a, b) => a - b);
    }""")
    assert gaps[len(gaps) // 2] <= 20


@pytest.mark.parametrize("path", ["chapters/2.html", "chapters/3.html"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_titles_in_the_margin_do_not_overlap(page: Page, base: str, language: str, path: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}/{language}/{path}")
    boxes = page.evaluate("""() =>
        [...document.querySelectorAll("article .num[title], article p.law > .later, .own-note")].map(one => {
            if (one.matches(".later, .own-note")) {
                const { top, bottom } = one.getBoundingClientRect();
                return [top, bottom];
            }
            const style = getComputedStyle(one, "::after");
            const top = one.parentElement.getBoundingClientRect().top + parseFloat(style.top)
                + parseFloat(getComputedStyle(one).getPropertyValue("--shift"));
            return [top, top + parseFloat(style.height)];
        }).sort((one, other) => one[0] - other[0])""")
    assert len(boxes) > 30
    assert [pair for pair in pairwise(boxes) if pair[1][0] < pair[0][1]] == []


@pytest.mark.parametrize(("width", "margin"), [(1280, 52), (360, 101)])
def test_arrival_is_below_the_header_and_the_contents_follow(
    page: Page, base: str, width: int, margin: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base}/ru/chapters/2.html#{PLACE}")
    page.wait_for_timeout(300)
    top = page.locator(f"#{PLACE}").evaluate("e => e.getBoundingClientRect().top")
    assert margin <= top <= margin + 40
    current = page.locator(".contents__cells [aria-current]")
    assert current.get_attribute("href") == f"#{PLACE}"
    if width == 360:
        bar = page.locator(".contents > summary")
        assert "10)" in bar.inner_text()
        height = page.evaluate("document.documentElement.scrollHeight")
        bar.click()
        assert page.locator(".contents__list").is_visible()
        assert page.evaluate("document.documentElement.scrollHeight") == height, "the list lies over the text"
        page.locator(".contents__cells a[href='#chp_2__para_15__subpara_3']").click()
        assert not page.locator(".contents__list").is_visible()
