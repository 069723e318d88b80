"""The site built for an address, in a real browser: its policy, its head, its page for missing addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from lxml import etree, html
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import FURTHER, KINDS
from tests.browser.test_search import ask
from tests.support.axe import EVERY_TEXT, violations
from tests.support.webhost import ADDRESS

pytestmark = pytest.mark.browser

CODES = ("kk", "ru")
WATCH = """
window.refused = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[Page]:
    """A page that counts what its policy refuses; the test fails when a script throws or the console errs."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(15_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("request", lambda one: wrong.append(one.url) if not one.url.startswith("http://127.") else None)
    yield page
    context.close()
    assert wrong == []


def refused(page: Page) -> Any:
    return page.evaluate("window.refused")


# The policy


@pytest.mark.parametrize("code", CODES)
def test_no_kind_of_page_is_refused_anything(watched: Page, hosted: str, code: str) -> None:
    for path in (*KINDS, *FURTHER):
        watched.goto(f"{hosted}/{code}/{path}", wait_until="networkidle")
        assert watched.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        assert refused(watched) == [], path


def test_the_way_in_leads_on(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/index.html")
    watched.wait_for_url("**/kk/index.html")


def test_no_page_may_run_unforeseen_scripts(website: Path) -> None:
    for path in website.rglob("*.html"):
        page: Any = html.document_fromstring(path.read_bytes())
        policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert len(policies) == 1, path
        assert policies[0].startswith("default-src 'none'; script-src 'self'")
        assert "unsafe" not in policies[0]


INJECTED = {
    "script": "const one = document.createElement('script'); one.textContent = 'window.ran = 1';"
    "document.body.append(one);",
    "handler": "document.body.insertAdjacentHTML('beforeend', '<img src=/x onerror=\"window.ran = 1\">');",
    "address": "location.href = 'javascript:window.ran = 1';",
    "elsewhere": "const one = document.createElement('script'); one.src = 'https://example.net/x.js';"
    "document.body.append(one);",
    "style": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">');",
}


@pytest.mark.parametrize("kind", INJECTED)
def test_what_is_injected_is_refused(browser: Browser, hosted: str, kind: str) -> None:
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{hosted}/kk/chapters/1.html")
    page.evaluate(INJECTED[kind])
    page.wait_for_function("window.refused.length > 0", timeout=10_000)
    assert page.evaluate("window.ran") is None
    context.close()


@pytest.mark.parametrize(("code", "query"), [("kk", "мулик"), ("ru", "имуществами")])
def test_the_search_answers_under_the_policy(watched: Page, hosted: str, code: str, query: str) -> None:
    first = ask(watched, f"{hosted}/{code}/about.html", query).first
    first.wait_for()
    first.click()
    watched.locator("article mark").first.wait_for()
    assert refused(watched) == []


def test_the_form_of_the_home_page_searches(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/ru/index.html")
    watched.locator(".hero__field").fill("казначействами")
    watched.locator(".hero__button").click()
    watched.locator(".md-search-result__link").first.wait_for()
    assert refused(watched) == []


def test_the_palette_changes_and_stays(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/kk/about.html")
    before = watched.locator("body").get_attribute("data-md-color-scheme")
    watched.locator("[data-md-component=palette] label:visible").click()
    watched.goto(f"{hosted}/kk/chapters/1.html")
    assert watched.locator("body").get_attribute("data-md-color-scheme") != before
    assert refused(watched) == []


def test_the_switch_keeps_the_place(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/kk/chapters/2.html#chp_2__para_15")
    watched.locator("a.tongue").click()
    watched.wait_for_url("**/ru/chapters/2.html#chp_2__para_15")
    assert refused(watched) == []


def test_a_citation_is_copied(watched: Page, hosted: str) -> None:
    watched.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.goto(f"{hosted}/kk/functions/1.html")
    watched.locator("button.copy:visible").first.click()
    assert watched.evaluate("navigator.clipboard.readText()")
    assert refused(watched) == []


def test_a_chart_folds_finds_and_tells(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/ru/chart.html")
    chart = watched.locator("figure.chart--org")
    chart.locator("[data-levels]").select_option("1")
    chart.locator("[data-levels]").select_option("2")
    chart.locator("[data-do=more]").click()
    chart.locator("[data-do=larger]").click()
    chart.locator("input[type=search]").fill("комитет")
    expect(chart.locator("output.chart__found")).not_to_be_empty()
    watched.goto(f"{hosted}/ru/regions/index.html")
    watched.locator("figure.chart--terr input[type=search]").fill("Мангистау")
    expect(watched.locator("figure.chart--terr output.chart__found")).not_to_be_empty()
    assert refused(watched) == []


# The head

NOT_INDEXED = ("versions",)
"""The folders of pages that search engines are to leave out: parts of texts that are not known whole."""


def head(page: Path) -> Any:
    return html.document_fromstring(page.read_bytes())


def test_every_page_names_itself_and_its_other_languages(website: Path) -> None:
    for code in CODES:
        for path in (website / code).rglob("*.html"):
            name, page = path.relative_to(website / code).as_posix(), head(path)
            assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}/{code}/{name}"]
            links = page.xpath("//link[normalize-space(@rel)='alternate'][@hreflang]")
            assert {one.get("hreflang"): one.get("href") for one in links} == {
                "kk": f"{ADDRESS}/kk/{name}",
                "ru": f"{ADDRESS}/ru/{name}",
                "x-default": f"{ADDRESS}/kk/{name}",
            }
            robots = page.xpath("//meta[@name='robots']/@content")
            assert robots == (["noindex"] if path.parent.name in NOT_INDEXED else [])


def test_the_way_in_names_the_page_that_it_leads_to(website: Path) -> None:
    page = head(website / "index.html")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{ADDRESS}/kk/index.html"]


def test_every_page_can_be_shared_with_a_picture(website: Path) -> None:
    for code in CODES:
        for path in (website / code).rglob("*.html"):
            page = head(path)
            found = {one.get("property"): one.get("content") for one in page.xpath("//meta[@property]")}
            assert found["og:title"] and found["og:description"] and found["og:site_name"], path
            assert found["og:url"] == page.xpath("string(//link[@rel='canonical']/@href)")
            assert found["og:locale"] == {"kk": "kk_KZ", "ru": "ru_KZ"}[code]
            picture = website / found["og:image"].removeprefix(f"{ADDRESS}/")
            assert picture.read_bytes().startswith(b"\x89PNG"), path
            assert page.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]


def test_no_two_pages_of_a_language_are_described_alike_as_empty(website: Path) -> None:
    for code in CODES:
        for path in (website / code).rglob("*.html"):
            (description,) = head(path).xpath("//meta[@name='description']/@content")
            assert len(str(description)) >= 10, path


def test_the_sitemaps_list_every_page_once(website: Path) -> None:
    for code in CODES:
        root = etree.parse(str(website / code / "sitemap.xml")).getroot()
        listed = [str(one.text) for one in root.iter("{*}loc")]
        built = [
            f"{ADDRESS}/{code}/{one.relative_to(website / code).as_posix()}"
            for one in (website / code).rglob("*.html")
            if one.parent.name not in NOT_INDEXED
        ]
        assert sorted(listed) == sorted(built)
    index = etree.parse(str(website / "sitemap.xml")).getroot()
    folders = [*CODES, "en"]
    assert [one.text for one in index.iter("{*}loc")] == [f"{ADDRESS}/{code}/sitemap.xml" for code in folders]
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (website / "robots.txt").read_text(encoding="utf-8")


# The page for missing addresses


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ("ru/chapter/2", "ru/chapters/2.html"),
        ("ru/bodies/comittee.html", "ru/bodies/committee.html"),
        ("kk/functions/15", "kk/functions/15.html"),
        ("regions/kz-35.html", "kk/regions/kz-35.html"),
        ("kk/bodies/what/is/this", "kk/bodies/index.html"),
    ],
)
def test_a_missing_address_leads_to_the_nearest(
    browser: Browser, hosted: str, asked: str, nearest: str
) -> None:
    page = browser.new_page()
    page.add_init_script(WATCH)
    answer = page.goto(f"{hosted}/{asked}")
    assert answer is not None and answer.status == 404
    link = page.locator(".missing").first.locator(".missing__nearest a")
    link.wait_for()
    assert refused(page) == []
    assert (link.text_content() or "").strip()
    link.click()
    page.wait_for_url(f"**/{nearest}")
    page.close()


def test_a_missing_address_far_from_any_offers_home_and_search_in_both_languages(
    browser: Browser, hosted: str
) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{hosted}/no/such/page/at/all")
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex"
    for code in CODES:
        section = page.locator(f".missing[lang={code}]")
        assert section.locator("input[type=search]").is_visible()
        assert not section.locator(".missing__nearest").is_visible()
        section.locator(".missing__home").click()
        page.wait_for_url(f"**/{code}/index.html")
        page.go_back()
    page.close()


@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_on_the_missing_page(
    browser: Browser, hosted: str, scheme: Literal["light", "dark"], width: int, every_text: bool
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(f"{hosted}/ru/chapter/2")
    page.locator(".missing__nearest a").first.wait_for()
    found = violations(page, every_text)
    context.close()
    assert found == []


def test_the_search_of_the_missing_page_answers(watched: Page, hosted: str) -> None:
    watched.goto(f"{hosted}/ru/index.html")
    page = watched.context.new_page()
    page.goto(f"{hosted}/ru/nothing/here")
    page.locator(".missing[lang=ru] .hero__field").fill("казначействами")
    page.locator(".missing[lang=ru] .hero__button").click()
    page.wait_for_url(re.compile(r"/ru/index\.html\?q="))
    page.locator(".md-search-result__link").first.wait_for()
