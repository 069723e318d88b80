"""No page asks for anything outside the site.

What a page loads by itself is read from every page's HTML and from its style sheets. What its scripts ask for
is seen in Chromium, without network, on one page of each structure, by turns in one language and the other:
pages with the same scripts, elements, classes and attributes differ in numbers and words alone. `make
audit-full` opens every page.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from tests.support import loading

pytestmark = pytest.mark.browser

CODES = ("kk", "ru")


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


def test_no_structure_asks_for_anything_outside(browser: Browser, site: Path) -> None:
    """What all pages of a language have, such as its link to the original, makes no structure of its own.

    Of a structure that both languages have, the page of the language that had fewer turns is opened.
    """
    found = []
    for code in CODES:
        pages = {loading.structure(loading.parsed(page)): page for page in pages_of(site, code)}
        everywhere = frozenset.intersection(*pages)
        found.append({structure - everywhere: page for structure, page in pages.items()})
    opened: list[list[Path]] = [[] for _ in CODES]
    for structure in dict.fromkeys(structure for one in found for structure in one):
        places = [place for place, one in enumerate(found) if structure in one]
        place = min(places, key=lambda place: len(opened[place]))
        opened[place].append(found[place][structure])
    assert all(len(one) > 50 for one in opened)
    assert _walk(browser, site, [page for one in opened for page in one]) == []


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
