"""Markdown: the signs leave, the words and numbers stay in order."""

from __future__ import annotations

import pytest

from generator.readers import markdown
from generator.readers.received import ReadLine
from generator.readers.refusal import RefusedFileError
from tests.unit.readers.support import doubts, notes, texts


def read(text: str) -> list[str]:
    return texts(markdown.read(text.encode()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Глава 1. *Общие* положения ##\n", ["Глава 1. Общие положения"]),
        ("> *Утверждено*  \n> Указом\\\n> Президента\n", ["Утверждено", "Указом", "Президента"]),
        ("1\\) собирает **новые** книги;\n\n5\\. точка\n", ["1) собирает новые книги;", "5. точка"]),
        (
            "3. Функции:\n1) первая;\n2) вторая.\n4. Печать.\n",
            ["3. Функции:", "1) первая;", "2) вторая.", "4. Печать."],
        ),
        ("7. Пункт\n\n7-1. Еще\n\n12) подпункт\n", ["7. Пункт", "7-1. Еще", "12) подпункт"]),
        ("- раз\n- два\n* три\n", ["- раз", "- два", "* три"]),
        ("      1. С отступом\n\n      2. Еще\n", ["1. С отступом", "2. Еще"]),
        ("[закон](https://example.org/x) и `код` и <b>жирный</b>\n", ["закон и код и жирный"]),
        ("[1]: не ссылка\n", ["[1]: не ссылка"]),
        ("Снос<*> и a_b_c и 2 * 3\n", ["Снос<*> и a_b_c и 2 * 3"]),
        ("раз<br>два\n", ["раз", "два"]),
        ("Заголовок\n===\n\n---\n\nтекст&nbsp;дальше\n", ["Заголовок", "текст\u00a0дальше"]),
        ("<p>абзац</p>\n\nтекст\n", ["абзац", "текст"]),
        ("5.\n\n6. Шесть\n", ["5.", "6. Шесть"]),
    ],
)
def test_signs_leave_and_words_stay(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_evidence() -> None:
    received = markdown.read("# Имя\n\n> Утверждено  \n> Указом\n\nОдин\nдва\n\n**жирно**\n".encode())
    assert [
        (line.text, line.number, line.heading, line.indent, line.complete, line.continues, line.bold)
        for line in received.lines
    ] == [
        ("Имя", 1, 1, 0, True, False, False),
        ("Утверждено", 3, None, 1, True, False, False),
        ("Указом", 4, None, 1, True, True, False),
        ("Один", 6, None, 0, False, False, False),
        ("два", 7, None, 0, False, True, False),
        ("жирно", 9, None, 0, True, False, True),
    ]


def test_a_table_stays_a_table() -> None:
    received = markdown.read("| № | Имя |\n|---|---|\n| 1 | Отдел *книг* |\n| 2 | |\n".encode())
    rows = [line.table for line in received.lines if line.table]
    assert [(row.table, row.row, row.cells, row.header) for row in rows] == [
        (1, 1, ("№", "Имя"), True),
        (1, 2, ("1", "Отдел книг"), False),
        (1, 3, ("2", ""), False),
    ]
    assert received.lines[1].text == "1\tОтдел книг"
    assert received.lines[1].number == 3


def test_front_matter_is_left_out_and_lines_keep_their_numbers() -> None:
    received = markdown.read("---\nsource: https://example.org\n---\n\n# Имя\n".encode())
    assert texts(received) == ["Имя"]
    assert received.lines[0].number == 5
    assert notes(received) == ["the front matter of 3 lines is left out"]


def test_a_drawn_line_is_left_out_and_noted() -> None:
    received = markdown.read("1. Точка.\n\n__________\n".encode())
    assert (texts(received), notes(received)) == (["1. Точка."], ["a drawn line is left out"])


def test_html_in_markdown_is_read_with_its_lines() -> None:
    received = markdown.read(
        "Штат\n\n<table>\n<tr>\n<td>Отдел</td>\n<td>5884</td>\n</tr>\n</table>\n".encode()
    )
    assert texts(received) == ["Штат", "Отдел\t5884"]
    assert received.lines[1].table and received.lines[1].number == 4


def test_what_a_person_must_look_at() -> None:
    received = markdown.read("![схема](a.png)\n\n~~старое~~ новое\n".encode())
    assert texts(received) == ["старое новое"]
    assert doubts(received) == [
        "a picture is left out; type its words, if it has any",
        "has struck-out words; they are kept",
    ]


@pytest.mark.parametrize("sign", ["> ", "- ", "1. ", "> - "])
def test_endless_nesting_is_refused(sign: str) -> None:
    with pytest.raises(RefusedFileError, match="nested more than 90 levels") as refused:
        markdown.read(f"text\n\n{sign * 5000}x".encode())
    assert refused.value.number == 3


def test_nested_lists_lose_no_word() -> None:
    assert read("- " * 30 + "word\n") == ["- " * 30 + "word"]
    assert read("".join("  " * depth + f"- {depth}\n" for depth in range(30)))[-1] == "- 29"


def test_a_line_knows_whether_it_is_centred() -> None:
    assert not ReadLine("x", 1).centered


def test_signs_of_emphasis_between_figures_are_in_doubt() -> None:
    """Markdown shows `5*6*7` as 567: a converter has not escaped a sign of the act."""
    received = markdown.read("1. Размер 5*6*7 и *слово* 8.\n".encode())
    assert texts(received) == ["1. Размер 567 и слово 8."]
    assert doubts(received) == [
        "has `*` between figures, which Markdown leaves out; write `\\*` if it is a sign of the act"
    ]


def test_a_line_longer_than_any_paragraph_is_refused_at_once() -> None:
    with pytest.raises(RefusedFileError, match="has 50,000 characters; expected at most 20,000"):
        markdown.read(("1. Раз.\n\n" + "[" * 50_000).encode())
