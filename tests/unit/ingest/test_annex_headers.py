"""The blocks before a text: marks that end their lines in Kazakh, and begin them in Russian."""

from __future__ import annotations

import pytest

from generator.commands.received_text import vocabulary
from generator.ingest.annex_headers import Header, read_header, title_size

KK, RU = vocabulary("kk"), vocabulary("ru")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (["Қаулыға", "2-ҚОСЫМША"], Header(2, "Қаулыға 2-ҚОСЫМША", "2-ҚОСЫМША")),
        (
            ["қосымша", "Бұйрықпен", "БЕКІТІЛГЕН", "Ереже"],
            Header(3, "қосымша", "қосымша", "Бұйрықпен БЕКІТІЛГЕН"),
        ),
        (["Бұйрықпен бекітілген", "Ереже"], Header(1, approval="Бұйрықпен бекітілген")),
        (["Кітап үйі туралы ереже"], None),
        ([], None),
    ],
)
def test_marks_that_end_their_lines(block: list[str], expected: Header | None) -> None:
    assert read_header(block, KK) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (
            ["Приложение 2", "к приказу", "Утверждено приказом", "Положение"],
            Header(3, "Приложение 2 к приказу", "Приложение 2", "Утверждено приказом"),
        ),
        (["Приложение к приказу", "Перечень библиотек"], Header(1, "Приложение к приказу", "Приложение")),
        (["Утвержден", "приказом", "УСТАВ"], Header(2, approval="Утвержден приказом")),
        (["Приложениями правят", "Положение"], None),
        (["Положение о школе"], None),
        ([], None),
    ],
)
def test_marks_that_begin_their_lines(block: list[str], expected: Header | None) -> None:
    assert read_header(block, RU) == expected


@pytest.mark.parametrize(
    ("block", "size"),
    [
        (["ПОЛОЖЕНИЕ", "о школе", "Общие положения"], 2),
        (["ПОЛОЖЕНИЕ", "Общие положения"], 1),
        (["Положение о школе", "Общие положения"], 1),
    ],
)
def test_a_statute_s_word_alone_belongs_to_the_title(block: list[str], size: int) -> None:
    assert title_size(block, RU) == size


def test_a_statute_s_word_may_follow_the_name() -> None:
    assert title_size(["Шежіре комитеті туралы", "ЕРЕЖЕ", "Жалпы ережелер"], KK) == 2
