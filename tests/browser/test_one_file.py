"""The one-file edition as a reader has it: opened from a folder, without network, with and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.builder import one_file, preparation
from generator.builder.project import Project
from tests.browser.test_bundle import words_of_law
from tests.support import nu
from tests.support.axe import EVERY_TEXT, rules, violations
from tests.support.paths import ROOT
from tests.support.shared import build_once

pytestmark = pytest.mark.browser

CODES = ["kk", "ru"]
WIDTHS = [1280, 360]
MOST_BYTES = 1_500_000
"""The most that a phone should have to keep and open."""


@pytest.fixture(scope="session")
def editions(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the editions, made once for all workers from the built site."""

    def make(root: Path) -> None:
        root.mkdir()
        prepared = preparation.prepare(Project.at(ROOT))
        for name, content in one_file.editions(prepared, site):
            (root / name).write_text(content, encoding="utf-8")

    return build_once(tmp_path_factory, "one-file", make)


@pytest.fixture(params=WIDTHS)
def width(request: pytest.FixtureRequest) -> int:
    """Each width."""
    return int(request.param)


@pytest.fixture
def opened(browser: Browser, editions: Path, language: str, width: int) -> Iterator[Page]:
    """An edition without network; the test fails for any request but that of the file, and for any error."""
    context = browser.new_context(viewport={"width": width, "height": 800}, offline=True)
    page = context.new_page()
    address = (editions / f"statute.{language}.html").as_uri()
    wrong: list[str] = []
    context.on("request", lambda one: wrong.extend([] if one.url.partition("#")[0] == address else [one.url]))
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def code_of(page: Page) -> str:
    return str(page.locator("html").get_attribute("lang"))


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_small_enough_for_a_phone(editions: Path, code: str) -> None:
    assert (editions / f"statute.{code}.html").stat().st_size <= MOST_BYTES


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_loaded_and_every_link_inside_leads_somewhere(editions: Path, code: str) -> None:
    document: Any = html.document_fromstring((editions / f"statute.{code}.html").read_bytes())
    assert (
        document.xpath("//link | //img | //iframe | //object | //*[@src] | //*[@srcset] | //*[@style]") == []
    )
    ids = set(document.xpath("//@id"))
    addresses = [str(address) for address in document.xpath("//@href")]
    inside = [address for address in addresses if not address.startswith("https://")]
    assert len(inside) > 1000
    assert [address for address in inside if address[0] != "#" or address[1:] not in ids] == []


@pytest.mark.parametrize("code", CODES)
def test_the_text_is_that_of_the_page_to_the_letter(editions: Path, site: Path, code: str) -> None:
    def lines(path: Path) -> list[tuple[str, str]]:
        document: Any = html.document_fromstring(path.read_bytes())
        (text,) = document.xpath("//*[@id='text']") or [document]
        return [(str(one.get("id")), one.text_content()) for one in text.find_class("law")]

    edition = lines(editions / f"statute.{code}.html")
    assert len(edition) > 250
    assert edition == lines(site / code / "text.html")


def test_the_page_fits_and_begins_with_status_version_and_date(opened: Page) -> None:
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(opened.locator(".front .status")).to_be_in_viewport()
    assert "2022" in opened.locator(".front .status").inner_text()
    assert (
        "2026"
        in opened.locator(".front").inner_text().partition("\n\n")[0]
        + opened.locator(".front__note").first.inner_text()
    )


def test_an_address_shows_its_provision(opened: Page) -> None:
    opened.evaluate("location.hash = 'chp_2__para_15__subpara_15'")
    place = opened.locator("#chp_2__para_15__subpara_15")
    expect(place).to_be_in_viewport()
    bar = opened.locator(".bar").bounding_box()
    box = place.bounding_box()
    assert bar and box and box["y"] >= bar["height"]


def test_one_chart_of_each_subject_is_shown(opened: Page) -> None:
    for scope in ("org", "terr"):
        shown = opened.locator(f".chart--{scope} .chart__box > svg:visible")
        assert shown.count() >= 1
        expect(shown.first).to_have_class(
            "chart__wide" if opened.evaluate("innerWidth") > 1000 else "chart__narrow"
        )


@pytest.mark.covering(2)
@pytest.mark.parametrize(
    ("queries", "place"),
    [
        ({"kk": "казынашылыкка", "ru": "казначейству"}, "chp_1__para_4"),
        ({"kk": "15-тармақтың 15) тармақшасы", "ru": "подпункт 15 пункта 15"}, "chp_2__para_15__subpara_15"),
        ({"kk": "19 24", "ru": "п. 19 24)"}, "chp_3__para_19__subpara_24"),
        ({"kk": "KZ-35", "ru": "KZ-35"}, "regions/kz-35"),
    ],
)
def test_the_find_box_knows_word_forms_and_references(
    opened: Page, queries: dict[str, str], place: str
) -> None:
    opened.locator("#find-field").fill(queries[code_of(opened)])
    links = opened.locator(".find__list a")
    links.first.wait_for()
    assert f"#{place}" in [link.get_attribute("href") for link in links.all()][:3]
    opened.locator(f".find__list a[href='#{place}']").first.click()
    expect(opened.locator(f"[id='{place}']")).to_be_in_viewport()
    expect(opened.locator(".find__list")).to_be_hidden()


@pytest.mark.covering(1)
def test_what_is_not_there_is_said(opened: Page) -> None:
    words = str(opened.locator(".find").get_attribute("data-none"))
    opened.locator("#find-field").fill("ъъщъъ")
    # The first search reads the whole file, which takes long while other tests run.
    expect(opened.locator(".find__count")).to_have_text(words, timeout=30_000)
    expect(opened.locator(".find__list")).to_be_hidden()


@pytest.mark.parametrize("code", CODES)
def test_without_script_all_but_the_find_box_is_there(browser: Browser, editions: Path, code: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, offline=True, viewport={"width": 360, "height": 800}
    )
    page = context.new_page()
    page.goto((editions / f"statute.{code}.html").as_uri())
    expect(page.locator(".find")).to_be_hidden()
    expect(page.locator(".chart--org svg.chart__narrow")).to_be_visible()
    page.locator("#contents a[href='#appointments']").click()
    expect(page.locator("#appointments h2").first).to_be_in_viewport()
    context.close()


@pytest.mark.covering(2)
@pytest.mark.parametrize("every_text", EVERY_TEXT)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing(
    browser: Browser,
    editions: Path,
    scheme: Literal["light", "dark"],
    width: int,
    code: str,
    every_text: bool,
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto((editions / f"statute.{code}.html").as_uri())
    found = violations(page, every_text, rules(scheme, every_text))
    context.close()
    assert found == []


def test_nu_finds_no_error(editions: Path) -> None:
    assert nu.errors(editions, ["."]) == ""


@pytest.mark.parametrize("code", ["kk", pytest.param("ru", marks=pytest.mark.full)])
def test_every_word_of_the_act_is_printed(browser: Browser, editions: Path, site: Path, code: str) -> None:
    """In the language with more letters: the fonts of the other are among its own."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((editions / f"statute.{code}.html").as_uri())
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    context.close()
    printed = {word for sheet in sheets for word in re.findall(r"\w+", sheet.extract_text())}
    wanted = words_of_law(site / code / "text.html")
    assert wanted and wanted - printed == set()
