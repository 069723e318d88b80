"""Between the languages: the switch and the side-by-side view keep the place."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PLACE = "chp_2__para_15__subpara_35"


def test_the_switch_keeps_page_and_anchor(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/chapters/2.html#{PLACE}")
    page.locator("a.tongue").click()
    page.wait_for_url(f"**/ru/chapters/2.html#{PLACE}")
    assert page.locator("html").get_attribute("lang") == "ru"
    page.locator("a.tongue").click()
    page.wait_for_url(f"**/kk/chapters/2.html#{PLACE}")


def test_a_copied_switch_keeps_the_anchor(page: Page, base: str) -> None:
    """The address of the link holds the place before anyone clicks, and follows the reader."""
    page.goto(f"{base}/kk/chapters/2.html#{PLACE}")
    switch = page.locator("a.tongue")
    assert str(switch.get_attribute("href")).endswith(f"/ru/chapters/2.html#{PLACE}")
    page.evaluate("location.hash = 'chp_2__para_13'")
    page.wait_for_function("document.querySelector('a.tongue').hash === '#chp_2__para_13'")
    page.evaluate("history.replaceState(null, '', '#chp_2__para_14')")
    switch.focus()
    assert str(switch.get_attribute("href")).endswith("#chp_2__para_14")


def test_side_by_side_is_of_one_page(page: Page, base: str) -> None:
    """It keeps the place on the page; other pages stay in one language."""
    page.goto(f"{base}/ru/chapters/2.html#{PLACE}")
    page.locator("a[data-parallel='on']").click()
    page.wait_for_url(f"**/ru/parallel/chapters/2.html#{PLACE}")
    page.locator("a[data-parallel='off']").click()
    page.wait_for_url(f"**/ru/chapters/2.html#{PLACE}")
    page.locator("a[data-parallel='on']").click()
    page.wait_for_url(f"**/ru/parallel/chapters/2.html#{PLACE}")
    page.goto(f"{base}/ru/functions/16.html")
    page.wait_for_timeout(200)
    assert "/parallel/" not in page.url


def test_side_by_side_is_a_link_without_script(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/kk/chapters/1.html")
    page.locator("a[data-parallel='on']").click()
    assert page.url.endswith("/kk/parallel/chapters/1.html")
    context.close()


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_sides_stand_beside_or_under_each_other(page: Page, base: str, width: int, beside: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{base}/kk/parallel/chapters/1.html")
    sides = page.locator("tr:has(> #chp_1__para_1) > td")
    first, second = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert first and second
    assert (abs(first["y"] - second["y"]) < 2) is beside
    assert sides.nth(1).get_attribute("lang") == "ru"


def test_numbers_do_not_part_from_their_words(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/chapters/2.html")
    joined = page.locator(".nb")
    assert joined.count() > 5
    styles = joined.evaluate_all("all => all.map(e => getComputedStyle(e).whiteSpace)")
    assert set(styles) == {"nowrap"}
