"""Texts as people have them: signatures in columns, words divided at the ends of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.commands.import_act import import_act
from generator.commands.received_text import LOST_LETTER
from tests.support.paths import INPUTS

AS_FOUND = INPUTS / "texts-as-found"


def provisions(data: Path, part: str) -> list[dict[str, object]]:
    """Return the outermost provisions of a part."""
    document = yaml.safe_load((data / "provisions" / f"{part}.yml").read_text(encoding="utf-8"))
    entries: list[dict[str, object]] = document["provisions"]
    return entries


def test_signatures_one_below_the_other_are_several(tmp_path: Path) -> None:
    text = AS_FOUND / "signatures-beside-each-other.ru.txt"
    report = list(import_act(text, tmp_path / "data"))
    signatures = [one for one in provisions(tmp_path / "data", "decree") if one["kind"] == "signature"]
    assert [one["text"] for one in signatures] == [
        {"ru": "Премьер-Министр"},
        {"ru": "Министр культуры"},
        {"ru": "Министр финансов"},
    ]
    assert report[0] == (
        f"{text.name}:21: has 3 wide spaces with too few words after them to belong there; kept as it is"
    )
    assert "uncertain places: 2" in report
    points = provisions(tmp_path / "data", "chapter-1")[0]["provisions"]
    assert isinstance(points, list)
    assert [one["text"]["ru"] for one in points] == [
        "Агентство имеет печать, бланки и счёт.",
        "Агентство хранит книги.",
    ]


def test_signatures_on_one_line_are_in_doubt(tmp_path: Path) -> None:
    text = tmp_path / "act.ru.txt"
    source = (AS_FOUND / "signatures-beside-each-other.ru.txt").read_text(encoding="utf-8")
    text.write_text(" ".join(source.partition("Приложение")[0].split("  ")), encoding="utf-8")
    lines = source.partition("\n\nПремьер")[0] + "\n\nПремьер-Министр К. Ойлап Министр А. Сөзбаев\n"
    text.write_text(lines, encoding="utf-8")
    report = list(import_act(text, tmp_path / "data"))
    assert (
        "act.ru.txt:9: «Премьер-Министр К. Ойлап Министр А. Сөзб» holds more than one name; kept as one "
        "signature: put each signature on lines of its own"
    ) in report


def test_a_word_that_a_hyphen_divides_is_in_doubt_until_it_is_declared(tmp_path: Path) -> None:
    text = AS_FOUND / "words-divided-at-the-end-of-lines.ru.txt"
    report = list(import_act(text, tmp_path / "data"))
    joined = (
        "is joined at a line's end with its hyphen; "
        "if the hyphen only divides the word there, write the word without it in the text"
    )
    assert report[:2] == [f"{text.name}:5: «библи-отек» {joined}", f"{text.name}:6: «юго-восточным» {joined}"]
    assert "uncertain places: 2" in report
    # The first import has written them to source/repairs.yml.
    assert "uncertain places: 0" in list(import_act(text, tmp_path / "data"))


def test_a_letter_that_a_code_page_lacked_is_in_doubt(tmp_path: Path) -> None:
    text = AS_FOUND / "letters-lost-in-a-code-page.ru.txt"
    report = list(import_act(text, tmp_path / "data"))
    advice = "take a file that was saved as UTF-8, or write the letter in the text"
    lost = f"has a question mark, which may stand for a letter that was lost; {advice}"
    assert report[0] == f"{text.name}:5: «М??гілік» {lost}"
    assert report[1] == f"{text.name}:7: «?ниги» {lost}"
    assert "uncertain places: 2" in report


def test_a_long_row_of_question_marks_is_searched_once() -> None:
    """Searching it from each of them would take hours."""
    assert LOST_LETTER.search("?" * 1_000_000) is None


def test_a_comment_of_markdown_is_no_text(tmp_path: Path) -> None:
    text = AS_FOUND / "comment-in-markdown.ru.md"
    report = list(import_act(text, tmp_path / "data"))
    assert "chapters: 1, points: 2" in report
    assert "uncertain places: 0" in report


def test_the_rows_of_a_table_are_no_heading(tmp_path: Path) -> None:
    text = AS_FOUND / "table-with-tabs.ru.txt"
    report = list(import_act(text, tmp_path / "data"))
    row = "looks like the row of a table or a line in columns; kept as text"
    assert f"{text.name}:12: «№	Отдел	Единиц» {row}" in report
    assert f"{text.name}:14: «2	Полок	7» {row}" in report
    assert not any("«1.	" in line or "«2.	" in line for line in report)
    (chapter,) = provisions(tmp_path / "data", "chapter-1")
    points = chapter["provisions"]
    assert isinstance(points, list)
    first, second = points
    assert [one["text"]["ru"] for one in first["provisions"]] == [
        "№ Отдел Единиц",
        "1 Книг 5",
        "2 Полок 7",
    ]
    assert second["text"] == {"ru": "Агентство имеет печать."}


@pytest.mark.parametrize(
    ("name", "counts", "doubts"),
    [
        ("tab-after-each-number.ru.txt", "chapters: 1, points: 3, subpoints: 2", 0),
        ("a-few-long-points.ru.txt", "chapters: 1, points: 2", 0),
        ("latin-letters-in-russian-words.ru.txt", "chapters: 1, points: 2", 0),
        ("dashes-at-the-end-of-lines.ru.txt", "chapters: 1, points: 3", 0),
    ],
)
def test_provisions_are_as_the_numbers_say(name: str, counts: str, doubts: int, tmp_path: Path) -> None:
    report = list(import_act(AS_FOUND / name, tmp_path / "data"))
    assert counts in report
    assert f"uncertain places: {doubts}" in report
    (chapter,) = provisions(tmp_path / "data", "chapter-1")
    assert chapter["num"] == "Глава 1."


def test_the_line_ends_of_old_macintosh_files(tmp_path: Path) -> None:
    text = tmp_path / "act.ru.txt"
    source = (AS_FOUND / "tab-after-each-number.ru.txt").read_text(encoding="utf-8")
    text.write_bytes(source.replace("\n", "\r").encode())
    assert "chapters: 1, points: 3, subpoints: 2" in list(import_act(text, tmp_path / "data"))


def test_a_heading_after_a_line_of_text_needs_no_empty_line(tmp_path: Path) -> None:
    report = list(import_act(AS_FOUND / "no-empty-lines.ru.txt", tmp_path / "ru"))
    assert "chapters: 2, points: 3, subpoints: 2" in report
    assert "uncertain places: 0" in report
    report = list(import_act(AS_FOUND / "no-empty-lines.kk.txt", tmp_path / "kk"))
    assert "chapters: 1, points: 2" in report
    _, title = provisions(tmp_path / "kk", "decree")
    assert title["text"] == {"kk": "Ауыл кітапханалары агенттігі туралы ереже"}


SIGNED_BEFORE_ANNEX = """Архив қызметі туралы ережені бекіту туралы

Қиялстан Республикасы Мәдениет министрінің 2024 жылғы 9 қыркүйектегі № 77 бұйрығы

      «Архив туралы» Заңның 3-бабына сәйкес БҰЙЫРАМЫН:
      1. Қоса беріліп отырған Архив қызметі туралы ереже бекітілсін.
      2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.

Министр      А. Сөзбаев

Мәдениет министрінің
2024 жылғы 9 қыркүйектегі
№ 77 бұйрығына
қосымша

Архив қызметі туралы ереже

      1. Архив қызметі – мемлекеттік мекеме.
      2. Қызметтің мөрі бар.
"""


def test_a_signature_that_is_not_set_in_is_no_part_of_the_annex_s_header(tmp_path: Path) -> None:
    text = tmp_path / "act.kk.txt"
    text.write_text(SIGNED_BEFORE_ANNEX, encoding="utf-8")
    list(import_act(text, tmp_path / "data"))
    (signature,) = [one for one in provisions(tmp_path / "data", "decree") if one["kind"] == "signature"]
    assert signature["text"] == {"kk": "Министр"}
    (annex,) = [one for one in provisions(tmp_path / "data", "annex-1") if one["kind"] == "annex"]
    assert annex["text"] == {"kk": "Мәдениет министрінің 2024 жылғы 9 қыркүйектегі № 77 бұйрығына қосымша"}


@pytest.mark.parametrize(
    ("code", "header"),
    [
        ("kk", "Ауыл әкімдігінің\n2020 жылғы 3 ақпандағы\n№ 14 қаулысына\nқосымша"),
        ("ru", "Приложение\nк постановлению акимата\nот 3 февраля 2020 года № 14"),
    ],
)
def test_a_header_whose_first_line_is_set_in_is_the_header(code: str, header: str, tmp_path: Path) -> None:
    statute = SIGNED_BEFORE_ANNEX.partition("қосымша\n")[2] if code == "kk" else RUSSIAN
    text = tmp_path / f"act.{code}.txt"
    text.write_text(f"      {header}\n{statute}", encoding="utf-8")
    report = list(import_act(text, tmp_path / "data"))
    assert "uncertain places: 0" in report
    (annex,) = [one for one in provisions(tmp_path / "data", "annex-1") if one["kind"] == "annex"]
    assert annex["text"] == {code: header.replace("\n", " ")}


RUSSIAN = """
Положение об Архивной службе

      1. Архивная служба является учреждением.
      2. Служба имеет печать.
"""
