"""The search box in a real browser, from a server and from disk, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

TIMEOUT = 15_000
"""How long a page may take, in milliseconds."""

LOADING = re.compile("дайындал|нициализац")
"""What the search says until it can answer."""


def opened(page: Page, address: str, width: int) -> Locator:
    """Open the search of a page with its key; return the search box."""
    page.set_viewport_size({"width": width, "height": 800})
    page.set_default_timeout(TIMEOUT)
    page.goto(address)
    page.keyboard.press("/")
    box = page.locator("[data-md-component=search-query]")
    expect(box).to_be_focused()
    expect(page.locator(".md-search-result__meta")).not_to_have_text(LOADING)
    return box


def ask(page: Page, address: str, query: str) -> Locator:
    """Type a query into the search box of a page; return the links of the answer."""
    page.set_default_timeout(TIMEOUT)
    page.goto(address)
    box = page.locator("[data-md-component=search-query]")
    box.focus()
    expect(page.locator(".md-search-result__meta")).not_to_have_text(LOADING)
    box.fill(query)
    box.press("End")  # a key goes up, which is what Material listens to
    return page.locator(".md-search-result__link")


@pytest.mark.covering(1)
@pytest.mark.parametrize(
    ("code", "query", "leads_to"),
    [
        ("kk", "казынашылыкка", "chapters/1.html#chp_1__para_4"),
        ("kk", "15-тармақ 12)", "functions/12.html"),
        ("kk", "KZ-35", "regions/kz-35.html"),
        ("kk", "Astana", "bodies/prosecution-kz-71.html"),
        ("ru", "казначействами", "chapters/1.html#chp_1__para_4"),
        ("ru", "п. 19 24)", "powers/24.html"),
        ("ru", "Мангистау", "bodies/prosecution-kz-47.html"),
    ],
)
def test_a_query_finds_its_page_in_the_pages_language(
    page: Page, base: str, code: str, query: str, leads_to: str
) -> None:
    links = ask(page, f"{base}/{code}/about.html", query)
    links.first.wait_for()
    found = [str(link.get_attribute("href")) for link in links.all()]
    path, _, anchor = leads_to.partition("#")
    wanted = re.compile(rf"/{code}/{re.escape(path)}(\?h=[^#]*)?(#{anchor})?$")
    assert any(wanted.search(href) for href in found)
    assert all(f"/{code}/" in href for href in found)


@pytest.mark.covering(1)
@pytest.mark.parametrize(
    ("code", "query", "marked"), [("kk", "мулик", "Мүлік"), ("ru", "имуществами", "имущество")]
)
def test_whole_words_are_marked_in_results_and_on_the_page(
    page: Page, base: str, code: str, query: str, marked: str
) -> None:
    links = ask(page, f"{base}/{code}/about.html", query)
    link = links.filter(has_text=re.compile(r"22")).first
    link.wait_for()
    words = [mark.inner_text() for mark in link.locator("mark").all()]
    assert marked.lower() in [word.lower() for word in words]
    link.click()
    page.wait_for_url("**/chapters/4.html*")
    page.locator("mark[data-md-highlight]").first.wait_for()
    marks = page.locator("mark[data-md-highlight]")
    texts = {mark.inner_text().lower() for mark in marks.all()}
    assert len(texts) > 1, "every form of the word is marked"
    around = page.evaluate(
        """() => [...document.querySelectorAll("mark[data-md-highlight]")].map((mark) =>
            [(mark.previousSibling || {}).textContent || " ", (mark.nextSibling || {}).textContent || " "])"""
    )
    assert all(not before[-1].isalpha() and not after[0].isalpha() for before, after in around if before)
    assert "h=" not in page.url, "the address can be copied as it is"


def test_the_keyboard_leads_to_the_best_result(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/about.html")
    page.keyboard.press("/")
    box = page.locator("[data-md-component=search-query]")
    expect(box).to_be_focused()
    box.fill("функция 35")
    box.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kk/functions/35.html*")


def test_a_suggestion_is_taken_with_the_arrow(page: Page, base: str) -> None:
    ask(page, f"{base}/kk/about.html", "прокур").first.wait_for()
    suggestion = page.locator("[data-md-component=search-suggest]")
    expect(suggestion).to_have_text(re.compile("^прокур."))
    page.keyboard.press("ArrowRight")
    box = page.locator("[data-md-component=search-query]")
    expect(box).to_have_value(re.compile("^прокур."))


@pytest.mark.covering(1)
@pytest.mark.parametrize(
    ("code", "words"), [("kk", "Ештеңе табылмады"), ("ru", "Ничего не найдено. Поиск идет")]
)
def test_nothing_found_is_said(page: Page, base: str, code: str, words: str) -> None:
    ask(page, f"{base}/{code}/about.html", "xqzzw")
    expect(page.locator(".md-search-result__meta")).to_contain_text(words)
    assert page.locator(".md-search-result__link").count() == 0


@pytest.mark.covering(1)
@pytest.mark.parametrize(("code", "query"), [("kk", "өтініштерді"), ("ru", "обращениями")])
def test_a_shared_address_opens_the_answer(page: Page, base: str, code: str, query: str) -> None:
    ask(page, f"{base}/{code}/about.html", query).first.wait_for()
    shared = page.locator("[data-md-component=search-share]").get_attribute("href")
    assert shared and "q=" in shared
    page.goto("about:blank")
    page.goto(shared)
    page.locator(".md-search-result__link").first.wait_for()
    expect(page.locator("[data-md-component=search-query]")).to_have_value(query)


def test_a_result_shows_its_place(page: Page, base: str) -> None:
    link = ask(page, f"{base}/kk/about.html", "аудит").filter(has_text="31-функция").first
    link.wait_for()
    assert [tag.inner_text() for tag in link.locator(".md-tag").all()] == [
        "2-тарау",
        "15-тармақ, 31) тармақша",
    ]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(("code", "query"), [("kk", "функция 35"), ("ru", "функция 35")])
def test_text_that_arrives_without_a_key_searches(
    page: Page, base: str, code: str, query: str, width: int
) -> None:
    """Pasted with the mouse, dropped or dictated: only `input` is raised."""
    opened(page, f"{base}/{code}/about.html", width)
    page.evaluate("words => document.execCommand('insertText', false, words)", query)
    link = page.locator(".md-search-result__link").first
    link.wait_for()
    assert re.search(r"functions/35\.html", str(link.get_attribute("href")))


@pytest.mark.covering(1)
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_query_is_no_longer_than_the_box_allows(page: Page, base: str, code: str) -> None:
    links = ask(page, f"{base}/{code}/about.html", "прокурор " * 5 + "ж" * 4000)
    page.locator(".search-none").wait_for()
    page.goto(f"{base}/{code}/about.html?q=" + "прокурор%20" * 100)
    links.first.wait_for()
    box = page.locator("[data-md-component=search-query]")
    assert len(box.input_value()) == 300


@pytest.mark.covering(1)
@pytest.mark.parametrize(("code", "query"), [("kk", "функциялар:"), ("ru", "функции:"), ("ru", "п15")])
def test_signs_and_glued_references_are_answered(page: Page, base: str, code: str, query: str) -> None:
    ask(page, f"{base}/{code}/about.html", query).first.wait_for()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    ("code", "query", "near"), [("kk", "пркратура", "прокуратура"), ("ru", "пркратура", "прокуратура")]
)
def test_nothing_found_offers_near_words_and_ways_on(
    page: Page, base: str, code: str, query: str, near: str, width: int
) -> None:
    box = opened(page, f"{base}/{code}/about.html", width)
    box.fill(query)
    ways = page.locator(".search-none")
    ways.wait_for()
    assert f"/{code}/index.html" in str(ways.locator("a").first.evaluate("link => link.href"))
    assert f"/{code}/appeals.html" in str(ways.locator("a").nth(1).evaluate("link => link.href"))
    assert ways.locator("a").count() > 3
    color = "element => getComputedStyle(element).color"
    assert ways.evaluate(color) == page.locator("body").evaluate(color), "not the header's white on white"
    offered = ways.locator("button").all_inner_texts()
    assert len({word[:6] for word in offered}) == len(offered), "no two forms of a word"
    ways.locator("button", has_text=re.compile(f"^{near}")).first.click()
    page.locator(".md-search-result__link").first.wait_for()
    expect(ways).to_be_hidden()


@pytest.mark.covering(1)
@pytest.mark.parametrize(
    ("code", "query", "anchor"),
    [("kk", "заңды мекенжай", "chp_1__para_9"), ("ru", "юридический адрес", "chp_1__para_9")],
)
def test_the_enter_key_opens_the_provision_and_not_the_top_of_its_page(
    page: Page, base: str, code: str, query: str, anchor: str
) -> None:
    ask(page, f"{base}/{code}/about.html", query).first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{code}/chapters/1.html*#{anchor}")
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.covering(1)
@pytest.mark.parametrize(("code", "word"), [("kk", "үстемеақылар"), ("ru", "надбавок")])
def test_a_result_without_an_anchor_opens_at_the_words_that_were_found(
    page: Page, base: str, code: str, word: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base}/{code}/powers/17.html?h={word}")
    marks = page.locator("mark[data-md-highlight]")
    marks.first.wait_for()
    expect(marks.first).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0
    page.goto(f"{base}/{code}/powers/24.html?h={'құрылым' if code == 'kk' else 'структура'}")
    marks.first.wait_for()
    assert page.evaluate("scrollY") == 0, "the words are in the title"
