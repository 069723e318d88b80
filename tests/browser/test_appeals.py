"""No dead ends: every page that raises the question leads to where to turn, and to where today's text is."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.covering(2)]

LANGUAGES = ("kk", "ru")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "address", ["topics/appeals-rights.html", "bodies/appeals-records.html", "regions/kz-35.html"]
)
def test_a_page_that_raises_the_question_answers_it(
    page: Page, site: Path, language: str, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto((site / language / address).as_uri())
    page.locator("article a[href$='appeals.html']").first.click()
    page.wait_for_url("**/appeals.html")
    order = page.locator("article h2").evaluate_all("all => all.map(heading => heading.id)")
    assert order == ["outside", "act"]
    assert page.locator("blockquote").count() == 4
    assert page.locator("#outside ~ ul a[href='https://eotinish.kz']").is_visible()
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_about_currency_leads_to_the_text_in_force(page: Page, site: Path, language: str) -> None:
    page.goto((site / language / "currency.html").as_uri())
    official = "kaz" if language == "kk" else "rus"
    addresses = page.locator("#where ~ ul a").evaluate_all("all => all.map(link => link.href)")
    assert "https://zan.gov.kz/" in addresses
    assert f"https://adilet.zan.kz/{official}/docs/U1700000563" in addresses
    newest = page.locator("a[href='#statute-reworded-again']")
    assert "1125" in newest.inner_text()
