"""What a visit costs: the bytes that the server sends, gzipped, to a new reader and to one who was here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.test_search import ask
from tests.support import webhost

pytestmark = pytest.mark.browser

FIRST = 105 * 1024
LATER = 15 * 1024
WHOLE_TEXTS = 32 * 1024
"""Pages that hold the act's longest chapters, all of it or all its terms are as heavy as the words."""

Sent = list[tuple[str, int]]


@pytest.fixture(scope="module")
def sent() -> Sent:
    """What the server has sent."""
    return []


@pytest.fixture(scope="module")
def address(website: Path, sent: Sent) -> Iterator[str]:
    """The address of the website on a server that counts."""
    with webhost.serve(website, urlsplit(webhost.ADDRESS).path, sent) as base:
        yield base


def visit(context: BrowserContext, sent: Sent, address: str) -> dict[str, int]:
    """Return path -> bytes of all that the server sends for a visit; what the browser kept is not sent."""
    before = len(sent)
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.close()
    return dict(sent[before:])


def read(context: BrowserContext, sent: Sent, address: str) -> None:
    """Visit a page until the browser has kept its files: one that was still being stored may be dropped."""
    for _ in range(5):
        if not [path for path in visit(context, sent, address) if "/assets/" in path]:
            return
    raise AssertionError("the browser keeps no file of this page")


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("path", ["chapters/1.html", "chapters/2.html", "chapters/3.html"])
def test_a_first_visit_to_a_chapter(browser: Browser, address: str, sent: Sent, code: str, path: str) -> None:
    context = browser.new_context()
    got = visit(context, sent, f"{address}/{code}/{path}")
    context.close()
    assert not [one for one in got if "search_index" in one or "/lunr/" in one], "the search waits"
    assert sum(got.values()) <= FIRST, got


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("index.html", LATER),
        ("chapters/1.html", LATER),
        ("chapters/2.html", WHOLE_TEXTS),
        ("text.html", WHOLE_TEXTS),
        ("terms.html", WHOLE_TEXTS),
        ("functions/35.html", LATER),
        ("bodies/committee.html", LATER),
        ("bodies/index.html", LATER),
        ("terms/appeal.html", LATER),
        ("currency.html", LATER),
    ],
)
def test_a_later_visit(browser: Browser, address: str, sent: Sent, path: str, limit: int) -> None:
    """After a page with a chart: its scripts are then there."""
    context = browser.new_context()
    read(context, sent, f"{address}/kk/functions/1.html")
    got = visit(context, sent, f"{address}/kk/{path}")
    context.close()
    assert 0 < sum(got.values()) <= limit, got


def test_a_switch_of_language_loads_no_shared_file_anew(browser: Browser, address: str, sent: Sent) -> None:
    context = browser.new_context()
    read(context, sent, f"{address}/kk/functions/35.html")
    got = visit(context, sent, f"{address}/ru/functions/35.html")
    context.close()
    assert got and not [one for one in got if one.startswith("/statute/assets/")]


def test_turning_to_the_search_loads_it(browser: Browser, address: str, sent: Sent) -> None:
    context = browser.new_context()
    assert not [one for one in visit(context, sent, f"{address}/kk/about.html") if "search_index" in one]
    before = len(sent)
    ask(context.new_page(), f"{address}/kk/about.html", "мулик").first.wait_for()
    assert [path for path, _ in sent[before:] if "search_index" in path]
    context.close()


def test_who_has_searched_finds_the_search_ready_on_the_next_page(
    browser: Browser, address: str, sent: Sent
) -> None:
    context = browser.new_context()
    ask(context.new_page(), f"{address}/kk/about.html", "мулик").first.wait_for()
    got = visit(context, sent, f"{address}/kk/functions/35.html")
    context.close()
    assert [path for path in got if "search/version.json" in path]
    assert not [path for path in got if "search_index" in path], "the browser has kept the index"
