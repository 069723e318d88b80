"""How long a reader waits on a slow phone, in Chromium: for the first search result, for a usable chart.

The processor is slowed four times and the network is a slow 4G, as Chromium's tools have them; the cache is
warm from a visit before. The site is one built for an address. Chromium slows the page's thread and not that
of the search, so the search is also measured from disk, where it runs in the page. Each time is the median
of some visits, and the shortest beside it. Needs Chromium.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

from tests.benchmarks.cost import asked
from tests.browser.conftest import ARGUMENTS, NAMES
from tests.support import webhost
from tests.support.paths import ROOT

VISITS = 7

SLOWER = 4
"""How many times slower than this machine the processor is."""

NETWORK = {
    "offline": False,
    "latency": 562.5,  # milliseconds of each request
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
"""Slow 4G, as Lighthouse asks Chromium for it."""

PHONE: ViewportSize = {"width": 360, "height": 740}

RESULT, CHART = 150, 1500
"""The most milliseconds from the first key to the first result, and from the visit to a chart that reacts."""

THINKING = 500
"""Milliseconds from the tap on the search to the first key: fewer than a hand needs."""

KEYS = {"kk": "п", "ru": "п"}

FIRST_RESULT = """key => new Promise(done => {
    const box = document.querySelector("[data-md-component=search-query]");
    const start = performance.now();
    const look = () => document.querySelector(".md-search-result__link")
        ? done(performance.now() - start) : requestAnimationFrame(look);
    box.value = key;
    box.dispatchEvent(new InputEvent("input", {bubbles: true, data: key}));
    box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true, key}));
    requestAnimationFrame(look);
})"""
"""Types a key; returns the milliseconds until a result is there."""

USABLE = """() => new Promise(done => {
    const high = one => one.getBoundingClientRect();
    const look = () => {
        const box = [...document.querySelectorAll("figure.chart .chart__box > svg rect")]
            .find(one => high(one).height && high(one).top < innerHeight);
        const tools = document.querySelector(".chart__tools");
        const legend = document.querySelector(".chart [data-do=legend]");
        if (!box || !tools || tools.hidden) return requestAnimationFrame(look);
        legend.click();
        requestAnimationFrame(() => legend.getAttribute("aria-expanded") === "true"
            ? done(performance.now()) : look());
    };
    look();
})"""
"""Returns the milliseconds from the visit until a box is in view and a control has reacted."""


def slow(page: Page) -> None:
    """Slow the processor and the network of a page down."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def searched(page: Page, address: str, code: str) -> float:
    """Return the milliseconds from the first key to the first result on the home page."""
    page.goto(f"{address}/{code}/index.html", wait_until="load")
    page.wait_for_timeout(THINKING)
    page.locator("label.md-header__button[for=__search]").first.click()
    page.wait_for_timeout(THINKING)
    return float(page.evaluate(FIRST_RESULT, KEYS[code]))


def charted(page: Page, address: str, code: str) -> float:
    """Return the milliseconds until the organisational chart can be used."""
    page.goto(f"{address}/{code}/chart.html", wait_until="commit")
    return float(page.evaluate(USABLE))


Visit = Callable[[Page, str, str], float]


def visits(context: BrowserContext, visit: Visit, address: str, code: str) -> list[float]:
    """Return the times of some visits, each in a page of its own, after one that fills the cache."""
    times = []
    for _ in range(VISITS + 1):
        page = context.new_page()
        slow(page)
        times.append(visit(page, address, code))
        page.close()
    return times[1:]


def tell(name: str, times: list[float], most: float) -> None:
    """Print the median and the shortest of some times."""
    words = f"{name}: median {statistics.median(times):.0f} ms, shortest {min(times):.0f} ms"
    print(asked(words, statistics.median(times), most, " ms"), flush=True)


def main() -> None:
    """Measure and print."""
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        print("what a reader waits for is not measured: Chromium is not installed")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = webhost.build(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        with webhost.serve(site, urlsplit(webhost.ADDRESS).path) as served:
            context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
            for code in KEYS:
                tell(f"first result, {code}", visits(context, searched, served, code), RESULT)
            if (ROOT / "site" / "index.html").exists():
                disk = (ROOT / "site").as_uri()
                for code in KEYS:
                    tell(f"first result from disk, {code}", visits(context, searched, disk, code), RESULT)
            for code in KEYS:
                tell(f"chart that reacts, {code}", visits(context, charted, served, code), CHART)
        browser.close()


if __name__ == "__main__":
    main()
