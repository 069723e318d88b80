"""The page belongs to the law: where its words begin, what stands around them, how long a page is.

The words of a provision are found by the words of the data, so that no measure depends on how a page is
marked up. The first word is the first letter of the first provision on a page: its introductory line counts,
headings do not. Lines, heights and distances are those that Chromium draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Kind, Provision
from generator.plan.localization import Localization
from tests.browser.test_pages import FURTHER, KINDS

pytestmark = pytest.mark.browser

WIDE, NARROW = (1280, 800), (360, 740)
CODES = ("kk", "ru")


CHAPTER, FUNCTION, TEXT = "chapters/2.html", "functions/10.html", "text.html"

MEASURES = """
window.reading = {
  shown(node) {
    const element = node.parentElement;
    return element.checkVisibility() && !element.closest("script, style, template, [hidden]");
  },
  // The visible text of the article without its headings, and where each character stands.
  text(headings = false) {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    let last = null;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!this.shown(node) || (!headings && node.parentElement.closest("h1, h2, h3, h4"))) continue;
      const block = this.block(node);
      if (block !== last && text && !text.endsWith(" ")) {
        text += " ";
        places.push(places.at(-1));
      }
      last = block;
      for (let at = 0; at < node.data.length; at += 1) {
        const space = /\\s/.test(node.data[at]);
        if (space && text.endsWith(" ")) continue;
        text += space ? " " : node.data[at];
        places.push([node, at]);
      }
    }
    return { text, places };
  },
  range(places, from, to) {
    const range = document.createRange();
    range.setStart(...places[from]);
    range.setEnd(places[to - 1][0], places[to - 1][1] + 1);
    return range;
  },
  block(node) {
    let element = node.parentElement;
    while (getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
    return element;
  },
  // The top of each text in the article, in their order, and of the box around it.
  boxes(wanted) {
    const { text, places } = this.text();
    let from = 0;
    return wanted.map((words) => {
      const at = text.indexOf(words, from);
      if (at < 0) return { missing: words };
      from = at + words.length;
      const box = this.block(places[at][0]).getBoundingClientRect();
      const first = this.range(places, at, at + 1).getBoundingClientRect();
      return { letter: first.top + scrollY, top: box.top + scrollY, bottom: box.bottom + scrollY };
    });
  },
  // How many lines of the article stand above a height.
  linesAbove(y) {
    const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
    const middles = [];
    while (walker.nextNode()) {
      if (!this.shown(walker.currentNode) || !walker.currentNode.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) {
        const middle = (box.top + box.bottom) / 2 + scrollY;
        if (box.width > 1 && box.height > 1 && middle < y) middles.push(middle);
      }
    }
    middles.sort((one, other) => one - other);
    return middles.filter((middle, place) => !place || middle - middles[place - 1] > 6).length;
  },
  // Names of links of the article with the number of their destinations, if they have several.
  ambiguous() {
    const places = new Map();
    for (const link of document.querySelectorAll("article a[href]")) {
      if (!link.checkVisibility()) continue;
      const name = (link.getAttribute("aria-label") || link.textContent).replace(/\\s+/g, " ").trim();
      places.set(name, (places.get(name) || new Set()).add(link.href));
    }
    return [...places].filter(([, hrefs]) => hrefs.size > 1).map(([name, hrefs]) => [name, hrefs.size]);
  },
  // Words, or other runs of signs, that stand on two lines or hold a soft hyphen. Addresses may break.
  broken(runs = /[\\p{L}\\p{M}\\p{N}\\u00ad]+/gu) {
    const { text, places } = this.text(true);
    return [...text.matchAll(runs)].filter((word) => {
      const around = places[word.index][0].parentElement;
      if (around.closest("code, pre") || around.textContent.includes("://")) return false;
      const range = this.range(places, word.index, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
      const [from, to] = [Math.min(...boxes.map((b) => b.bottom)), Math.max(...boxes.map((b) => b.top))];
      return word[0].includes("\\u00ad") || (boxes.length > 1 && to >= from);
    }).map((word) => word[0]);
  },
};
"""


@dataclass(frozen=True)
class Reader:
    """A page in one language at one width, with what the data say of its words."""

    page: Page
    site: Path
    localization: Localization

    def open(self, path: str) -> None:
        self.page.goto((self.site / self.localization.code / path).as_uri())
        self.page.evaluate(MEASURES)

    def ask(self, script: str, argument: object = None) -> Any:
        return self.page.evaluate(script, argument)

    @property
    def height(self) -> int:
        return int(self.ask("document.documentElement.scrollHeight"))

    def boxes(self, provisions: list[Provision]) -> list[dict[str, float]]:
        """Return where the words of provisions stand, in the order of the page."""
        words = [" ".join(self.localization.text(provision.text).split()) for provision in provisions]
        boxes: list[dict[str, float]] = self.ask("(wanted) => reading.boxes(wanted)", words)
        missing = [box["missing"] for box in boxes if "missing" in box]
        assert missing == []
        return boxes

    def first_word(self, provision: Provision) -> float:
        return self.boxes([provision])[0]["letter"]


@pytest.fixture
def reader(request: pytest.FixtureRequest, tab: Page, site: Path, real: PreparedSite) -> Reader:
    """A reader of one language at one width: the parameter is (code, window)."""
    code, (width, height) = request.param
    tab.set_viewport_size({"width": width, "height": height})
    localization = next(one for one in real.localizations if one.code == code)
    return Reader(tab, site, localization)


BOTH = [pytest.param((code, window), id=f"{code}-{window[0]}") for code in CODES for window in (WIDE, NARROW)]
"""Each language at each width."""


NUMBERED = (FUNCTION, "acts/law-81.html", "bodies/committee.html", "currency.html")


def goals(wide: object, narrow: object) -> pytest.MarkDecorator:
    """Return the parameters of a measure: each language at each width with its goal, if it has one there."""
    cases = [
        pytest.param((code, window), goal, id=f"{code}-{window[0]}")
        for code in CODES
        for window, goal in ((WIDE, wide), (NARROW, narrow))
        if goal is not None
    ]
    return pytest.mark.parametrize(("reader", "goal"), cases, indirect=["reader"])


def below(index: Index, eid: str) -> list[Provision]:
    """Return the provisions below one that have words of their own, in the order of the act."""
    provisions = index.descendants(index.provisions[eid])
    return [one for one in provisions if one.text and one.eid != eid]


@goals(350, 450)
def test_the_first_word_of_a_chapter(reader: Reader, goal: float) -> None:
    reader.open(CHAPTER)
    assert reader.first_word(below(reader.localization.index, "chp_2")[0]) <= goal


@goals(350, 450)
def test_the_first_word_of_a_function(reader: Reader, goal: float) -> None:
    reader.open(FUNCTION)
    assert reader.first_word(reader.localization.index.provisions["chp_2__para_15"]) <= goal


@goals(350, 450)
def test_the_first_word_of_the_whole_text(reader: Reader, goal: float) -> None:
    reader.open(TEXT)
    assert reader.first_word(reader.localization.index.of_kind(Kind.POINT)[0]) <= goal


@goals(6, 9)
def test_lines_before_the_first_word_of_a_chapter(reader: Reader, goal: int) -> None:
    reader.open(CHAPTER)
    y = reader.first_word(below(reader.localization.index, "chp_2")[0])
    assert reader.ask("(y) => reading.linesAbove(y)", y) <= goal


@goals(9500, 17000)
def test_the_height_of_a_chapter(reader: Reader, goal: int) -> None:
    reader.open(CHAPTER)
    assert reader.height <= goal


@goals(20, 20)
def test_the_distance_between_provisions(reader: Reader, goal: float) -> None:
    reader.open(CHAPTER)
    boxes = reader.boxes(below(reader.localization.index, "chp_2"))
    pairs = pairwise(boxes)
    assert median(after["top"] - before["bottom"] for before, after in pairs) <= goal


@pytest.mark.parametrize("reader", BOTH, indirect=True)
def test_points_are_headings_of_a_chapter(reader: Reader) -> None:
    index = reader.localization.index
    points = [one for one in below(index, "chp_2") if one.kind is Kind.POINT]
    reader.open(CHAPTER)
    assert reader.page.locator("article h1").count() == 1
    assert reader.page.locator("article h2").count() >= len(points)


def adds(title: str, words: str) -> bool:
    """Say whether a title says more than the words it stands above."""
    return title.strip(" .;:").casefold() != words.strip(" .;:").casefold()


@pytest.mark.parametrize("reader", BOTH, indirect=True)
def test_chapters_and_points_are_headings_of_the_whole_text(reader: Reader) -> None:
    index = reader.localization.index
    chapters = index.of_kind(Kind.CHAPTER)
    points = [one for chapter in chapters for one in below(index, chapter.eid) if one.kind is Kind.POINT]
    titled = [
        one for one in points if adds(reader.localization.title(one), reader.localization.text(one.text))
    ]
    reader.open(TEXT)
    assert reader.page.locator("article h2").count() >= len(chapters)
    assert reader.page.locator("article h3").count() >= len(titled)


@pytest.mark.parametrize("reader", [("kk", WIDE), ("ru", WIDE)], ids=CODES, indirect=True)
def test_tab_stops_of_a_chapter(reader: Reader) -> None:
    """What the Tab key stops at inside the article, with nothing opened."""
    reader.open(CHAPTER)
    article = "document.querySelector('article')"
    reader.ask(f"{article}.tabIndex = -1; {article}.focus()")
    stops = -1
    inside = True
    while inside and stops <= 600:
        reader.page.keyboard.press("Tab")
        inside = reader.ask(f"{article}.contains(document.activeElement)")
        stops += 1
    assert stops <= 200


@goals(3, 3)
def test_links_with_one_name_and_several_destinations(reader: Reader, goal: int) -> None:
    reader.open(CHAPTER)
    names = reader.ask("reading.ambiguous()")
    assert [name for name, destinations in names if destinations > goal] == []


@goals(2400, 3600)
def test_the_height_of_a_function(reader: Reader, goal: int) -> None:
    reader.open(FUNCTION)
    assert reader.height <= goal


@goals(None, 6 * 740)
def test_the_height_of_the_home_page(reader: Reader, goal: int) -> None:
    reader.open("index.html")
    assert reader.height <= goal


@pytest.mark.parametrize(
    ("reader", "path"),
    [
        pytest.param((code, NARROW), path, id=f"{code}-{path}")
        for code in CODES
        for path in (*KINDS, *FURTHER)
    ],
    indirect=["reader"],
)
def test_nothing_is_wider_than_the_window_and_no_word_is_broken(
    reader: Reader, page: Page, path: str
) -> None:
    """The fixture `page` watches the page of the reader."""
    reader.open(path)
    assert page.locator("h1").count() == 1
    assert page.locator("p.status").first.is_visible()
    assert reader.ask("reading.broken()") == []
    root = "document.documentElement"
    assert reader.ask(f"{root}.scrollWidth - {root}.clientWidth") <= 0
    for width in (800, WIDE[0]):
        page.set_viewport_size({"width": width, "height": 800})
        # The theme's search box slides to its new place first.
        page.wait_for_function(f"{root}.scrollWidth <= {root}.clientWidth", timeout=15_000)


@pytest.mark.parametrize(
    ("reader", "path"),
    [pytest.param((code, NARROW), path, id=f"{code}-{path}") for code in CODES for path in NUMBERED],
    indirect=["reader"],
)
def test_the_number_of_an_act_stands_on_one_line(reader: Reader, path: str) -> None:
    """`№ 81-VI` breaks neither at its space nor at its hyphen."""
    reader.open(path)
    assert reader.ask(r"reading.broken(/№\s?[\p{L}\p{N}-]+/gu)") == []


@pytest.mark.parametrize("reader", BOTH, indirect=True)
def test_the_header(reader: Reader) -> None:
    """At 1280 px the tabs scroll away below a bar of 52 px; at 360 px there is one bar of 57 px."""
    wide = reader.page.viewport_size == {"width": WIDE[0], "height": WIDE[1]}
    reader.open(CHAPTER)
    heights = """[".md-header", ".md-tabs"].map(
        (one) => Math.round(document.querySelector(one).getBoundingClientRect().height))"""
    assert reader.ask(heights) == ([52, 41] if wide else [57, 0])
    reader.page.mouse.wheel(0, 900)
    reader.page.wait_for_function("scrollY > 500")
    assert reader.ask("document.querySelector('.md-header').getBoundingClientRect().top") == 0
    assert reader.ask("document.querySelector('.md-tabs').getBoundingClientRect().bottom") <= 0


STATUS = {
    "kk": ("2022 жылғы 3 қазандағы редакция, кейін өзгертілген.", "", "Мәтін тарихы"),
    "ru": (
        "Редакция от 3 октября 2022 года, позже изменена.",
        "Неофициальный перевод.",
        "История текста",
    ),
}


@pytest.mark.parametrize("reader", BOTH, indirect=True)
def test_the_status_is_one_line(reader: Reader) -> None:
    """One line at 1280 px, three at most at 360 px; only a page of translated words says so."""
    most = 1 if reader.page.viewport_size == {"width": WIDE[0], "height": WIDE[1]} else 3
    version, translation, where = STATUS[reader.localization.code]
    for path, parts in (
        (CHAPTER, (version, translation, where)),
        (FUNCTION, (version, translation, where)),
        ("about.html", (version, where)),
    ):
        reader.open(path)
        status = reader.page.locator("article .status")
        assert status.inner_text() == " ".join(filter(None, parts))
        assert status.locator("a").inner_text() == where
        line = reader.ask("parseFloat(getComputedStyle(document.querySelector('.status')).lineHeight)")
        box = status.bounding_box()
        assert box and box["height"] <= most * line + 1


@pytest.mark.parametrize("reader", BOTH, indirect=True)
def test_the_status_leads_to_the_history_and_the_text_in_force(reader: Reader) -> None:
    reader.open(FUNCTION)
    reader.page.locator("article .status a").click()
    reader.page.wait_for_url("**/history.html")
    reader.page.locator("article .status a").click()
    reader.page.wait_for_url("**/currency.html")
