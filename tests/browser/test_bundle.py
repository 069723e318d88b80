"""The bundle as a reader has it: unzipped, opened from disk, with the network cut."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from generator.builder.project import Project
from generator.commands import distribution
from tests.browser.test_languages import PLACE
from tests.browser.test_search import ask
from tests.support.chart_pages import node, org
from tests.support.paths import ROOT
from tests.support.shared import build_once

pytestmark = pytest.mark.browser

CODES = ["kk", "ru"]
DOWNLOADS = "Жүктеулер (1) #2"
"""A folder name whose characters must be escaped in an address."""


@pytest.fixture(scope="session")
def opened(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in the zip, unzipped once for all workers."""

    def unzip(root: Path) -> None:
        root.mkdir()
        distribution.pack(Project(root, ROOT / "data", ROOT / "docs", ROOT / "build", site))
        (archive,) = (root / "dist").glob("*.zip")
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(root / DOWNLOADS)

    (folder,) = (build_once(tmp_path_factory, "bundle", unzip) / DOWNLOADS).iterdir()
    return folder


@pytest.fixture
def base(opened: Path) -> str:
    """The address of the unzipped site."""
    return opened.as_uri()


@pytest.fixture
def page(browser: Browser, opened: Path) -> Iterator[Page]:
    """A page without network that fails the test when it asks for anything outside the folder."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        offline=True,
        permissions=["clipboard-read", "clipboard-write"],
    )
    made = context.new_page()
    wrong: list[str] = []
    own = (opened.as_uri(), "data:", "blob:", "about:")
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    context.on("request", lambda one: wrong.extend([] if one.url.startswith(own) else [one.url]))
    yield made
    context.close()
    assert not wrong, wrong


def test_a_note_in_every_language_says_how_to_open_it(opened: Path) -> None:
    for code in CODES:
        assert "index.html" in (opened / f"README.{code}.txt").read_text(encoding="utf-8")
    assert (opened / "index.html").is_file()


def test_the_switch(page: Page, base: str) -> None:
    page.goto(f"{base}/kk/chapters/2.html#{PLACE}")
    page.locator("a.tongue").click()
    page.wait_for_url(f"**/ru/chapters/2.html#{PLACE}")
    assert page.locator("html").get_attribute("lang") == "ru"


@pytest.mark.parametrize("code", CODES)
def test_the_organisational_chart(page: Page, base: str, code: str) -> None:
    org(page, base, code)
    page.select_option("[data-levels]", "1")
    expect(node(page, "committee-kz-35")).to_be_hidden()
    page.locator(".chart__tools [type=search]").fill("караганд")
    expect(node(page, "committee-kz-35")).to_be_visible()
    node(page, "committee-kz-35").focus()
    expect(page.locator(".chart__details")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bodies/committee-kz-35.html")


@pytest.mark.parametrize("code", CODES)
def test_the_territorial_chart(page: Page, base: str, code: str) -> None:
    page.goto(f"{base}/{code}/regions/index.html")
    page.wait_for_function("!document.querySelector('.chart__tools').hidden")
    before = page.locator(".chart__box > svg:visible").bounding_box()
    page.click("[data-do=more]")
    page.click("[data-do=larger]")
    page.keyboard.press("Escape")
    after = page.locator(".chart__box > svg:visible").bounding_box()
    assert before and after and after["width"] > before["width"]
    link = page.locator(".chart__box svg:visible a[href$='kz-35.html']").first
    link.click()
    expect(page.locator(".chart__details")).to_be_visible()
    link.click()
    page.wait_for_url("**/*kz-35.html")


@pytest.mark.parametrize(
    ("code", "query", "leads_to"),
    [("kk", "казынашылыкка", "chp_1__para_4"), ("ru", "п. 19 24)", "powers/24")],
)
def test_the_search(page: Page, base: str, code: str, query: str, leads_to: str) -> None:
    links = ask(page, f"{base}/{code}/about.html", query)
    links.first.wait_for()
    found = [str(link.get_attribute("href")) for link in links.all()]
    assert any(leads_to in href for href in found)
    links.first.click()
    page.wait_for_function("!location.href.includes('about.html')")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("code", CODES)
def test_a_citation_is_copied(page: Page, base: str, code: str) -> None:
    page.goto(f"{base}/{code}/functions/15.html")
    button = page.locator("button.copy").first
    citation = button.evaluate("one => one.previousElementSibling.textContent")
    button.click()
    expect(button).to_have_text(str(button.get_attribute("data-copied")))
    assert citation
    assert page.evaluate("navigator.clipboard.readText()") == citation


def test_a_table_is_saved(page: Page, opened: Path, base: str) -> None:
    page.goto(f"{base}/kk/data.html")
    with page.expect_download() as waiting:
        page.locator("a[href='../data/provisions.csv']").first.click()
    assert Path(waiting.value.path()).read_bytes() == (opened / "data" / "provisions.csv").read_bytes()


SHOWN = [
    ("data.html", "data/act.json"),
    ("data.html", "data/act.ttl"),
    ("data.html", "data/act.kk.akn.xml"),
    ("chart.html", "kk/assets/charts/org.kk.svg"),
    ("chart.html", "kk/assets/charts/org.kk.png"),
]
"""From disk a browser shows these where from a server it might save them."""


@pytest.mark.parametrize(("name", "file"), SHOWN)
def test_what_can_be_taken_away_opens(page: Page, opened: Path, base: str, name: str, file: str) -> None:
    page.goto(f"{base}/kk/{name}")
    if name == "chart.html":  # its downloads are in a panel
        page.locator("[data-do=more]").click()
    page.locator(f"a[href$='{file.removeprefix('kk/')}']").first.click()
    page.wait_for_url(f"**/{file}")


def words_of_law(path: Path) -> set[str]:
    """Return the act's words on a page as the file has them, without the site's label of a later change."""
    document: Any = html.document_fromstring(path.read_bytes())
    for label in document.find_class("later"):
        label.drop_tree()
    provisions = [*document.find_class("law"), *document.find_class("sheet__words")]
    return {word for provision in provisions for word in re.findall(r"\w+", provision.text_content())}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["chapters/2.html", "functions/15.html", "print.html"])
def test_every_word_of_the_act_is_printed(page: Page, opened: Path, base: str, code: str, name: str) -> None:
    page.goto(f"{base}/{code}/{name}")
    made = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = {word for sheet in made.pages for word in re.findall(r"\w+", sheet.extract_text())}
    wanted = words_of_law(opened / code / name)
    assert wanted and wanted - printed == set()
