"""A real browser over the built site, from a server and from disk.

Where Chromium is missing the tests skip and say so; under CI they fail instead.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import webhost
from tests.support.paths import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium on this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        message = "Chromium is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@contextmanager
def launched(chromium: str) -> Iterator[Browser]:
    """Run a Chromium; each thread needs its own."""
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield made
        made.close()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests."""
    with launched(chromium) as made:
        yield made


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make audit` builds it first."""
    built = ROOT / "site"
    if not (built / "index.html").exists():
        pytest.fail("there is no built site; run `make site`")
    return built


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the requests are the tests' own."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of a server on this machine that serves the site."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def website(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built for an address."""
    return webhost.build(tmp_path_factory.mktemp("website"))


@pytest.fixture(scope="session")
def hosted(website: Path) -> Iterator[str]:
    """The address of the website on a server that answers as GitHub Pages does."""
    with webhost.serve(website, urlsplit(webhost.ADDRESS).path) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """The address of the site, once from a server and once from disk."""
    return served if request.param == "http" else site.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when its script throws or when it asks another host for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    made.on("request", lambda request: wrong.append(request.url) if _elsewhere(request.url) else None)
    yield made
    context.close()
    assert not wrong, wrong


def _elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
