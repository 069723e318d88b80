"""Every kind of page: no request to another host, no horizontal scrolling, usable without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from generator.builder.preparation import PreparedSite

pytestmark = pytest.mark.browser

KINDS = [
    "index.html",
    "text.html",
    "chapters/index.html",
    "chapters/2.html",
    "lists.html",
    "decree.html",
    "terms.html",
    "topics/index.html",
    "functions/index.html",
    "functions/1.html",
    "powers/17.html",
    "tasks.html",
    "rights-and-duties.html",
    "bodies/index.html",
    "bodies/office.html",
    "bodies/committee.html",
    "bodies/appeals-records.html",
    "bodies/units.html",
    "bodies/named.html",
    "posts/prosecutor-general.html",
    "appointments.html",
    "regions/index.html",
    "regions/kz-35.html",
    "currency.html",
    "appeals.html",
    "how-the-text-was-made.html",
    "about.html",
]
"""Pages of most kinds."""

FURTHER = [
    "chart.html",
    "print.html",
    "acts/index.html",
    "acts/law-81.html",
    "terms/appeal.html",
    "topics/supervision.html",
    "posts/index.html",
    "parallel/chapters/1.html",
    "parallel/print.html",
    "history.html",
    "versions/2025-12-17.html",
    "comparisons.html",
    "structures/2025-12-17.html",
    "amendments/decree-1125.html",
]
"""Pages of the remaining kinds: axe, Nu and the policy of the website are checked on them too."""


def test_one_page_of_each_kind_is_listed(real: PreparedSite) -> None:
    listed = {*KINDS, *FURTHER}
    assert len(listed) == len(KINDS) + len(FURTHER)
    kinds = {(page.kind, page.parallel): False for page in real.plan.pages}
    kinds |= {(page.kind, page.parallel): True for page in real.plan.pages if page.path in listed}
    assert [kind for kind, checked in kinds.items() if not checked] == []


@pytest.mark.full
@pytest.mark.parametrize("address", KINDS)
def test_page_stands_at_every_width(page: Page, base: str, address: str) -> None:
    """From both sources; `test_reading` measures the same from disk, in both languages."""
    page.goto(f"{base}/kk/{address}")
    assert page.locator("h1").count() == 1
    assert page.locator("p.status").first.is_visible()
    for width in (1280, 800, 360):
        page.set_viewport_size({"width": width, "height": 800})
        root = "document.documentElement"
        overflow = page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")
        assert overflow <= 0, f"at {width} px the page is {overflow} px wider than the screen"


def test_home_leads_to_the_original(page: Page, base: str) -> None:
    page.goto(f"{base}/index.html")
    page.wait_for_url("**/kk/index.html")
    assert page.locator("html").get_attribute("lang") == "kk"


def test_regions_are_one_click_away_from_home(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/index.html")
    page.locator("#regions ~ ul a", has_text="Қарағанды").click()
    page.wait_for_url("**/regions/kz-35.html")


def test_a_link_to_a_provision_marks_it(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/chapters/2.html#chp_2__para_15__subpara_35")
    target = page.locator(":target")
    assert target.get_attribute("id") == "chp_2__para_15__subpara_35"
    assert page.evaluate("getComputedStyle(document.querySelector(':target'), '::before').content") != "none"


def test_the_dark_scheme_is_chosen_by_the_reader_and_stays(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/index.html")
    page.locator("label[for='__palette_1']").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.goto(f"{base}/kk/functions/15.html")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


STORE = """() => {
    localStorage.setItem("kept", "1");
    document.cookie = "kept=1";
    return new Promise((done) => { indexedDB.open("kept").onsuccess = done; }).then(() => 1);
}"""
KEPT = """async () => [localStorage.getItem("kept"), document.cookie, (await indexedDB.databases()).length,
    (await navigator.permissions.query({ name: "clipboard-read" })).state]"""


@pytest.mark.parametrize("_turn", ["first", "second"])
def test_a_test_finds_nothing_of_an_earlier_one(page: Page, base: str, _turn: str) -> None:
    page.goto(f"{base}/kk/about.html")
    assert page.evaluate(KEPT) == [None, "", 0, "prompt"]
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.locator("label[for='__palette_1']").click()
    page.context.grant_permissions(["clipboard-read"])
    page.evaluate(STORE)
    assert page.evaluate(KEPT)[::2] == ["1", 1]


def test_pages_read_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/kk/functions/15.html")
    assert page.locator(".lead-in").first.is_visible()
    page.locator(".crumbs a").last.click()
    assert page.url.endswith("/functions/index.html")
    context.close()
