"""Every page of sites full of payloads: none runs, none asks for anything.

The pages are opened by turns from a server and from disk; `make audit-full` opens each from both.
"""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.builder import builder
from generator.builder.project import Project
from tests.browser.conftest import _elsewhere, _Quiet
from tests.support.poisoned import hostile, poisoned

pytestmark = pytest.mark.browser

HURT = """[window.hurt ?? null, document.querySelectorAll('[onclick], [onerror], [onload]').length]"""
"""What a payload that ran or came through would leave on a page."""


@pytest.mark.parametrize("scope", ["by turns", pytest.param("from both", marks=pytest.mark.full)])
@pytest.mark.parametrize("made", [hostile, poisoned])
def test_no_payload_runs(
    made: Callable[[Path], Project], scope: str, tmp_path: Path, browser: Browser
) -> None:
    project = made(tmp_path / "tiny")
    builder.build(project, lambda message: None)
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(project.site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()
    page = context.new_page()
    wrong: list[str] = []
    page.on("dialog", lambda dialog: wrong.append(f"{page.url}: {dialog.message}"))
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("request", lambda request: wrong.append(request.url) if _elsewhere(request.url) else None)
    try:
        paths = sorted(project.site.glob("*/**/*.html"))
        # From the one, then from the other: Chromium would start a process for each change between them.
        for place, base in enumerate((f"http://127.0.0.1:{server.server_port}", project.site.as_uri())):
            for path in paths if scope == "from both" else paths[place::2]:
                page.goto(f"{base}/{path.relative_to(project.site).as_posix()}")
                found = page.evaluate(HURT)
                if found != [None, 0]:
                    wrong.append(f"{page.url}: {found}")
        page.goto(f"{project.site.as_uri()}/kk/index.html")
        page.locator("[data-md-component=search-query]").fill("script window hurt")
        page.wait_for_timeout(1_500)
        assert page.evaluate("window.hurt") is None
    finally:
        context.close()
        server.shutdown()
        server.server_close()
    assert wrong == []
