"""The one page in English: made only of names with a source, without the text of the law."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from msgspec.structs import replace

from generator.builder import english_page, shared_files
from generator.builder.preparation import PreparedSite
from generator.files.package import TEMPLATES
from generator.model import EnglishFile, EnglishName

SOURCE = "https://example.kz/en"


def with_names(prepared: PreparedSite, *names: EnglishName, about: str | None = None) -> PreparedSite:
    english = EnglishFile(names=names, about=about)
    return replace(prepared, dataset=prepared.dataset.model_copy(update={"english": english}))


def name_of(body: str, name: str) -> EnglishName:
    return EnglishName(body=body, name=name, source="A register", url=SOURCE)


def test_without_a_name_of_the_office_there_is_no_page(tiny_prepared: PreparedSite, tmp_path: Path) -> None:
    office = tiny_prepared.dataset.act.office
    other = next(body.id for body in tiny_prepared.dataset.organisation.bodies if body.id != office)
    for prepared in (tiny_prepared, with_names(tiny_prepared, name_of(other, "Committee"))):
        assert english_page.FILE not in shared_files.make(prepared).files
        assert english_page.link(prepared.dataset) == {}


@pytest.fixture
def page(tiny_prepared: PreparedSite, tmp_path: Path) -> html.HtmlElement:
    office = name_of(tiny_prepared.dataset.act.office, "Agency <of> Libraries")
    prepared = with_names(tiny_prepared, office, about="An office & more.")
    assert english_page.link(prepared.dataset)["href"] == "../en/index.html"
    shared_files.write(tmp_path, shared_files.make(prepared).files)
    return html.document_fromstring((tmp_path / "en" / "index.html").read_bytes())


def test_the_page_has_the_names_with_their_sources(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    (heading,) = page.xpath("//h1")
    assert heading.text == "Agency <of> Libraries"
    (row,) = page.xpath("//tbody/tr")
    assert row.xpath("./td/strong")[0].text == "Agency <of> Libraries"
    assert page.xpath("//h3/a/@href") == [SOURCE]
    assert "address not checked" in page.xpath("//h3")[0].text_content()
    assert "An office & more." in page.text_content()


def test_the_page_has_no_text_of_the_law(page: html.HtmlElement, tiny_prepared: PreparedSite) -> None:
    text = " ".join(page.text_content().split())
    long = [one.text["kk"] for one in tiny_prepared.dataset.provisions if len(one.text["kk"]) > 60]
    assert long and not any(words in text for words in long)
    assert "../kk/text.html" in page.xpath("//a/@href")
    assert not page.xpath("//script")


def test_every_word_of_the_page_is_used() -> None:
    template = (TEMPLATES / english_page.TEMPLATE).read_text(encoding="utf-8")
    code = Path(english_page.__file__).read_text(encoding="utf-8")
    for key in english_page.english_words():
        assert any(f"{mark}{key}{mark}" in text for mark in "'\"" for text in (template, code)), key


def test_a_source_stands_once_above_all_its_names(tiny_prepared: PreparedSite, tmp_path: Path) -> None:
    office = tiny_prepared.dataset.act.office
    others = [body.id for body in tiny_prepared.dataset.organisation.bodies if body.id != office]
    bodies = [office, *others[:2]]
    prepared = with_names(tiny_prepared, *(name_of(body, f"Body {body}") for body in bodies))
    page = html.document_fromstring(english_page.render(prepared))
    assert page.xpath("//h3/a/@href") == [SOURCE]
    names = [cell.text for cell in page.iterfind(".//td/strong")]
    assert names == [f"Body {body}" for body in bodies]
    assert len(names) > 1
