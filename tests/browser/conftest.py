"""Fixtures of the browser tests: Chromium and the built site, from a server and from disk.

Where Chromium is not installed the tests are skipped; with `CI` set they fail instead.
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
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.support import webhost
from tests.support.paths import ROOT
from tests.support.shared import run_once

expect.set_options(timeout=15_000)
"""No test is about speed: a busy machine has time, and what never comes is still found."""

NAMES = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The headless shell is Chromium's engine without windows, which take most of a context's processor time."""
STORED = "local_storage,indexeddb,cache_storage,service_workers"
"""What a page can keep beyond its life, besides cookies."""
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
    """Start Chromium. Playwright's objects belong to one thread, so each thread starts its own."""
    with sync_playwright() as playwright:
        process = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield process
        process.close()


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    with launched(chromium) as process:
        yield process


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make audit` builds it first."""
    folder = ROOT / "site"
    if not (folder / "index.html").exists():
        pytest.fail("site/ is missing; run `make site`")
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        """Let the browser keep what it has: no test changes a site that it serves."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: the requests come from the tests."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of a local server of the site."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def website(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Path:
    """The site built for an address, once for all workers. It stays in pytest's cache."""
    folder = pytestconfig.cache.mkdir("website")
    run_once(tmp_path_factory, "website", lambda: webhost.build(folder))
    return folder / "site"


@pytest.fixture(scope="session")
def hosted(website: Path) -> Iterator[str]:
    """The address of a local server that serves the website as GitHub Pages does."""
    with webhost.serve(website, urlsplit(webhost.ADDRESS).path) as address:
        yield address


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, site: Path, served: str) -> str:
    """The address of the site: from a server in one run of the test, from disk in the other."""
    return served if request.param == "http" else site.as_uri()


@pytest.fixture(params=("kk", "ru"))
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the site."""
    return str(request.param)


@pytest.fixture(params=(1280, 360))
def sized(request: pytest.FixtureRequest, page: Page) -> Page:
    """A page of each width, as high as `SIZES` of the test's module has it."""
    page.set_viewport_size({"width": request.param, "height": request.module.SIZES[request.param]})
    return page


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """What `tab` opens its pages in, kept for all tests of a worker: a new one for each costs much time."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def tab(profile: BrowserContext, served: str) -> Iterator[Page]:
    """A new page for which nothing is stored and nothing allowed; files of the server may be in its cache.

    A test may change nothing else of the context.
    """
    page = profile.new_page()
    yield page
    emptying = profile.new_cdp_session(page)
    for origin in ("file://", served):
        emptying.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
    for one in profile.pages:
        one.close()
    profile.clear_cookies()
    profile.clear_permissions()


@pytest.fixture
def page(tab: Page) -> Iterator[Page]:
    """A page that fails the test when a script throws or a request goes to another host."""
    problems: list[str] = []
    tab.on("pageerror", lambda error: problems.append(f"script: {error}"))
    tab.on("request", lambda request: problems.append(request.url) if _elsewhere(request.url) else None)
    yield tab
    assert problems == []


def _elsewhere(url: str) -> bool:
    return not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))


def is_narrow(page: Page) -> bool:
    """Whether the narrow layout is shown."""
    return bool(page.viewport_size and page.viewport_size["width"] < 400)
