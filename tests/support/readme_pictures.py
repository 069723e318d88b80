"""Takes the README's pictures from the built site: `make pictures`, after `make site`.

Needs Chromium. The pictures are of the Russian and the Kazakh pages at the width of a laptop.
"""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Page, sync_playwright

from tests.support.paths import ROOT

TARGET = ROOT / "docs" / "pictures"
WIDTH, HEIGHT = 1100, 520

PICTURES = {
    "provision.png": ("ru/chapters/2.html", "#chp_2__para_15__subpara_2"),
    "chart.png": ("kk/chart.html", ".chart"),
}
"""File -> the page of the site, and the element at the top of the picture."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def take(page: Page, name: str, address: str, element: str) -> None:
    """Write one picture of a page, scrolled so that the element is below the header."""
    page.goto((ROOT / "site" / address).as_uri())
    page.wait_for_load_state("load")
    page.evaluate(
        "selector => { const box = [...document.querySelectorAll(selector)]"
        ".find(one => one.getClientRects().length).getBoundingClientRect();"
        " window.scrollTo({top: window.scrollY + box.top - 64, behavior: 'instant'}); }",
        element,
    )
    page.add_style_tag(content=".md-top { display: none }")  # the button would lie over the words
    page.locator(element).locator("visible=true").first.hover()
    page.wait_for_timeout(300)
    page.screenshot(path=str(TARGET / name))


def main() -> int:
    """Take every picture; return the exit code."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("Chromium is not installed", file=sys.stderr)
        return 1
    TARGET.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
        for name, (address, element) in PICTURES.items():
            take(page, name, address, element)
            print((TARGET / name).relative_to(ROOT))
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
