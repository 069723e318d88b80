"""Page numbers and running heads are told from text by their place and sequence."""

from __future__ import annotations

import pytest

from generator.readers.page_furniture import is_furniture


def left(pages: list[list[str]]) -> list[list[str]]:
    """Return the lines that are text."""
    marks = is_furniture(pages)
    return [
        [line for line, mark in zip(page, page_marks, strict=True) if not mark]
        for page, page_marks in zip(pages, marks, strict=True)
    ]


@pytest.mark.parametrize("form", ["{}", "- {} -", "стр. {}", "{} из 3", "{}/3", "{} бет"])
def test_page_numbers(form: str) -> None:
    text = [[f"{letter} {line}" for line in "abc"] for letter in "xyz"]
    pages = [[*lines, form.format(number)] for number, lines in enumerate(text, start=4)]
    assert left(pages) == text


def test_a_number_out_of_sequence_is_text() -> None:
    pages = [["a", "2021"], ["b", "7"], ["c", "d"]]
    assert left(pages) == pages


def test_running_heads_on_left_and_right_pages() -> None:
    text = [[f"{letter} begins", f"{letter} ends."] for letter in "uvwxyz"]
    pages = [
        ["Left" if number % 2 else "Right", str(number), *lines] for number, lines in enumerate(text, start=1)
    ]
    assert left(pages) == text


def test_a_running_head_on_all_pages_but_the_first() -> None:
    assert left([["a", "b"], ["Head", "c", "d"], ["Head", "e", "f"]]) == [["a", "b"], ["c", "d"], ["e", "f"]]


def test_a_line_inside_the_page_is_text() -> None:
    pages = [["first of its page", "Head", str(number), "x", "last of its page"] for number in range(1, 5)]
    pages = [[f"{'abcd'[at]} {page[0]}", *page[1:]] for at, page in enumerate(pages)]
    assert left(pages)[0][0].startswith("a first")
    assert "1" in left(pages)[0]


def test_one_page() -> None:
    assert left([["a", "1"]]) == [["a"]]
    assert left([["a", "5"]]) == [["a", "5"]]
