"""Headings of chapters: with a word, with a bare number, or with neither."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.ingest.headings import chapter_heading
from generator.ingest.matches import Chapter
from generator.ingest.parse_tree import Draft
from generator.model import Kind
from tests.unit.ingest.support import KK, RU, cursor, inside

NO_CHAPTER = inside()
IN_CHAPTER = replace(
    inside((Kind.POINT, "1.", "Орган.")), chapter=Draft(Kind.CHAPTER, "Жалпы ережелер", "1-тарау.")
)


@pytest.mark.parametrize(
    ("texts", "num", "text"),
    [
        (["1-тарау. Жалпы"], "1-тарау.", "Жалпы"),
        ([" 1-тарау. Жалпы"], "1-тарау.", "Жалпы"),
        (["1. Жалпы"], "1.", "Жалпы"),
        (["Жалпы", " 1. Орган."], None, "Жалпы"),
    ],
)
def test_a_heading(texts: list[str], num: str | None, text: str) -> None:
    assert chapter_heading(cursor(*texts), NO_CHAPTER, KK) == Chapter(num=num, text=text)


@pytest.mark.parametrize(
    "texts",
    [
        [" 1-тарау. Жалпы."],
        [" 1. Жалпы"],
        ["1) Жалпы"],
        ["Жалпы.", " 1. Орган."],
        ["Жалпы", "1. Орган."],
        ["Жалпы", " 1) Орган."],
        ["Жалпы"],
    ],
)
def test_no_heading(texts: list[str]) -> None:
    assert chapter_heading(cursor(*texts), NO_CHAPTER, KK) is None


def test_a_title_is_expected_before_a_heading_without_number() -> None:
    context = replace(NO_CHAPTER, expected_front=(Kind.TITLE,))
    assert chapter_heading(cursor("Жалпы", " 1. Орган."), context, KK) is None


def test_a_point_that_lost_its_indentation_is_no_heading() -> None:
    context = replace(IN_CHAPTER, point=Draft(Kind.POINT, "Орган.", "4."))
    assert chapter_heading(cursor("5. Орган ашық."), context, KK) is None


@pytest.mark.parametrize(
    ("texts", "warning"),
    [
        (["3-тарау. Басқа"], "has a number that does not follow the chapter before; kept as a chapter"),
        (["2. Басқа."], "ends in a mark as text does, but is not indented; kept as a chapter"),
        (
            ["Басқа", " 2. Орган."],
            "heads a chapter without a number after one with a number; kept as a chapter",
        ),
    ],
)
def test_an_uncertain_heading_has_a_warning(texts: list[str], warning: str) -> None:
    context = replace(IN_CHAPTER, point=None)
    match = chapter_heading(cursor(*texts), context, KK)
    assert match and match.warnings == (warning,)


def test_the_number_of_a_section_alone_takes_no_words_of_the_chapter_below_it() -> None:
    position = cursor("Раздел II", "Глава 3. Печать", " 1. Печать круглая.")
    chapter = chapter_heading(position, inside(), RU)
    assert chapter is not None
    assert (chapter.num, chapter.text, chapter.size) == (None, "Раздел II", 1)
    assert chapter.warnings
