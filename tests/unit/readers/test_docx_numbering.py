"""Numbers of automatic lists, which are not in the text of a document."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml import parse_xml

from generator.readers import docx
from tests.forms.word import add_list, number_paragraph
from tests.unit.readers.support import document, doubts, texts
from tests.unit.readers.test_docx import NAMESPACE


def numbered(levels: tuple[tuple[str, str], ...], *places: tuple[str, int | None], lists: int = 1) -> bytes:
    """Return a document with a list and paragraphs at some of its levels; None for one outside of it."""

    def change(created: Any) -> None:
        for number in range(1, lists + 1):
            add_list(created, number, levels)
        for text, level in places:
            paragraph = created.add_paragraph(text)
            if level is not None:
                number_paragraph(paragraph, 1, level)

    return document(change=change)


POINTS = (("%1.", "decimal"), ("%2)", "decimal"))


def test_subpoints_begin_anew_after_each_point() -> None:
    content = numbered(POINTS, ("раз", 0), ("а", 1), ("б", 1), ("текст", None), ("два", 0), ("в", 1))
    received = docx.read(content)
    assert texts(received) == ["1. раз", "1) а", "2) б", "текст", "2. два", "1) в"]
    assert [line.label for line in received.lines] == ["1.", "1)", "2)", "", "2.", "1)"]


@pytest.mark.parametrize(
    ("levels", "places", "expected"),
    [
        ((("Глава %1.", "decimal"),), (("раз", 0), ("два", 0)), ["Глава 1. раз", "Глава 2. два"]),
        ((("%1.", "upperRoman"), ("%1.%2.", "decimal")), (("раз", 0), ("а", 1)), ["I. раз", "I.1. а"]),
        ((("%1)", "russianLower"),), (("раз", 0), ("два", 0)), ["а) раз", "б) два"]),
        ((("–", "bullet"),), (("раз", 0),), ["– раз"]),
        ((("\uf0b7", "bullet"),), (("раз", 0),), ["• раз"]),
        ((("", "none"),), (("раз", 0),), ["раз"]),
        # A level without one above it shows the first number of that one.
        (POINTS, (("а", 1), ("раз", 0)), ["1) а", "1. раз"]),
    ],
)
def test_formats(levels: Any, places: Any, expected: list[str]) -> None:
    assert texts(docx.read(numbered(levels, *places))) == expected


def test_empty_paragraphs_are_not_counted() -> None:
    assert texts(docx.read(numbered(POINTS, ("раз", 0), ("", 0), ("два", 0)))) == ["1. раз", "2. два"]


def test_an_unknown_format_is_a_doubt_and_no_guess() -> None:
    received = docx.read(numbered((("%1.", "chicago"),), ("раз", 0)))
    assert texts(received) == ["раз"]
    assert doubts(received) == [
        "has a number of an automatic list in the format `chicago`, which is not known; type it"
    ]


def test_a_list_that_begins_anew() -> None:
    def change(created: Any) -> None:
        add_list(created, 1, POINTS)
        numbering = created.part.numbering_part.element
        numbering.append(
            parse_xml(
                f'<w:num {NAMESPACE} w:numId="77"><w:abstractNumId w:val="901"/><w:lvlOverride w:ilvl="0">'
                '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
            )
        )
        for text, number in (("раз", 1), ("пять", 77), ("шесть", 77), ("семь", 1)):
            number_paragraph(created.add_paragraph(text), number)

    # Lists with one definition count on together, as Word prints them.
    assert texts(docx.read(document(change=change))) == ["1. раз", "5. пять", "6. шесть", "7. семь"]


def test_a_style_may_name_the_list() -> None:
    def change(created: Any) -> None:
        add_list(created, 1, POINTS)
        style = created.styles["List Number"]
        properties = style.element.get_or_add_pPr()
        for existing in properties.findall(f"{{{properties.nsmap['w']}}}numPr"):
            properties.remove(existing)
        properties.append(parse_xml(f'<w:numPr {NAMESPACE}><w:numId w:val="1"/></w:numPr>'))
        created.add_paragraph("раз", style="List Number")
        outside = created.add_paragraph("прямо", style="List Number")
        number_paragraph(outside, 0)
        created.add_paragraph("два", style="List Number")

    # List 0 takes a paragraph out of the list of its style.
    assert texts(docx.read(document(change=change))) == ["1. раз", "прямо", "2. два"]
