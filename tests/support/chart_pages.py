"""The pages of the built site that have a chart, and what tests do on them in a browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

SIZES = {1280: 900, 360: 740}
"""Width -> height of the window, for the fixture `sized`."""

PAGES = {
    "org": "chart.html",
    "terr": "regions/index.html",
    "who": "appointments.html",
    "body": "bodies/committee-kz-35.html",
    "function": "functions/15.html",
}


def org(page: Page, base: str, language: str, fragment: str = "") -> None:
    """Open the organisational chart."""
    page.goto("about:blank")
    page.goto(f"{base}/{language}/chart.html{fragment}")
    page.wait_for_function("!document.querySelector('.chart__tools').hidden")


def node(page: Page, id_: str) -> Any:
    """The link of a node in the layout that is shown."""
    return page.locator(f"figure.chart svg:visible g[data-n='{id_}'] > a")
