"""No page asks for anything outside the site.

What a page loads by itself is read from every page's HTML and from its style sheets. What its scripts ask for
is seen in Chromium, without network, on pages on which any two parts meet that meet on any page: language,
scripts, elements with their classes, names of attributes. `make audit-full` opens every page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from itertools import combinations_with_replacement
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from tests.support import loading

pytestmark = pytest.mark.browser

CODES = ("kk", "ru")
Part = tuple[str, ...]


def pages_of(site: Path, code: str) -> list[Path]:
    """Return the pages of a language."""
    pages = sorted((site / code).rglob("*.html"))
    assert len(pages) > 370
    return pages


def test_every_page_is_of_a_language_or_leads_to_one(site: Path) -> None:
    others = {path for path in site.rglob("*.html") if path.relative_to(site).parts[0] not in CODES}
    assert others == {site / "index.html", site / "en" / "index.html"}


def test_no_page_names_anything_outside(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 740
    assert [one for page in pages for one in loading.missing(loading.parsed(page), page, site)] == []


@pytest.mark.parametrize(
    "planted",
    [
        '<img src="https://example.org/a.png">',
        '<img srcset="index.html 1x, //example.org/a.png 2x">',
        '<script src="nowhere.js"></script>',
        '<link rel="preconnect" href="https://example.org">',
        '<link rel="stylesheet" href="far.css">',
        "<style>@import 'https://example.org/a.css';</style>",
        '<p style="background: url( https://example.org/a.png )">',
        '<svg><use href="https://example.org/a.svg#a"></use></svg>',
        '<svg><image xlink:href="https://example.org/a.png"></image></svg>',
        '<meta http-equiv="refresh" content="0; url=https://example.org/">',
        '<iframe src="../outside.html"></iframe>',
        '<base href="https://example.org/">',
        '<a href="index.html" ping="https://example.org/">a</a>',
        '<object data="https://example.org/a.pdf"></object>',
    ],
)
def test_what_is_named_outside_is_found(tmp_path: Path, planted: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside.html").touch()
    (site / "far.css").write_text("p { background: url(https://example.org/a.png) }", encoding="utf-8")
    page = site / "index.html"
    page.write_text(f"<!doctype html><title>A</title><body>{planted}", encoding="utf-8")
    assert len(loading.missing(loading.parsed(page), page, site)) == 1
    page.write_text("<a href='https://example.org/'>a</a><img src='index.html'>", encoding="utf-8")
    assert loading.missing(loading.parsed(page), page, site) == []


def test_no_two_parts_ask_for_anything_outside(browser: Browser, site: Path) -> None:
    """What a page is made of: its language, its scripts, its elements with their classes, its attributes."""
    parts = {
        page: frozenset({*loading.structure(loading.parsed(page)), ("language", code)})
        for code in CODES
        for page in pages_of(site, code)
    }
    opened = meeting(parts)
    assert all(sum(page.is_relative_to(site / code) for page in opened) > 25 for code in CODES)
    assert _walk(browser, site, opened) == []


def meeting(parts: Mapping[Path, frozenset[Part]]) -> list[Path]:
    """Return few pages on which any two parts meet that meet on any page, each the one that adds most.

    What all pages have meets with everything; pages made of the same parts count once.
    """
    everywhere = frozenset.intersection(*parts.values())
    pages = {made_of - everywhere: page for page, made_of in parts.items()}
    numbers = {part: number for number, part in enumerate(sorted(frozenset().union(*pages)))}
    pairs = {
        page: {*combinations_with_replacement(sorted(numbers[part] for part in made_of), 2)}
        for made_of, page in pages.items()
    }
    taken = []
    met: set[tuple[int, int]] = set()
    # What a page adds never grows: one that still adds what it did when last looked at adds most.
    waiting = [(-len(ones), page) for page, ones in pairs.items()]
    heapify(waiting)
    while waiting:
        before, page = heappop(waiting)
        added = len(pairs[page] - met)
        if added == -before:
            taken.append(page)
            met |= pairs[page]
        elif added:
            heappush(waiting, (-added, page))
    return taken


def test_pages_are_chosen_on_which_any_two_parts_meet() -> None:
    a, b, c = ("a",), ("b",), ("c",)
    pages = {Path("ab"): {a, b}, Path("abc"): {a, b, c}, Path("ca"): {c, a}, Path("again"): {a, b, c}}
    assert meeting({page: frozenset(parts) for page, parts in pages.items()}) == [Path("again")]
    pages = {Path("ab"): {a, b}, Path("bc"): {b, c}, Path("ca"): {c, a}}
    assert set(meeting({page: frozenset(parts) for page, parts in pages.items()})) == set(pages)


@pytest.mark.full
@pytest.mark.parametrize("code", CODES)
def test_no_page_asks_for_anything_outside(browser: Browser, site: Path, code: str) -> None:
    assert _walk(browser, site, pages_of(site, code)) == []


def test_the_ways_in_ask_for_nothing_outside(browser: Browser, site: Path) -> None:
    assert _walk(browser, site, [site / "index.html", site / "en" / "index.html"]) == []


def _walk(browser: Browser, site: Path, pages: list[Path]) -> list[str]:
    """Open pages one after the other; return what was asked of elsewhere and what failed."""
    own = (site.as_uri(), "data:", "blob:")
    wrong: list[str] = []

    def asked(request: Request) -> None:
        wrong.extend([] if request.url.startswith(own) else [request.url])

    def failed(request: Request) -> None:
        # What is still being loaded when the next page is opened is aborted.
        wrong.extend([] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"])

    context = browser.new_context(offline=True)
    context.on("request", asked)
    context.on("requestfailed", failed)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("websocket", lambda socket: wrong.append(socket.url))
    for path in pages:
        if path == site / "index.html":
            page.goto(path.as_uri(), wait_until="commit")
            page.wait_for_url(re.compile(r"/[a-z]{2,3}/index\.html$"))  # it leads on by itself
        else:
            page.goto(path.as_uri())
    context.close()
    return wrong
