"""Ranges of repealed numbers, repeals told at the end, and lists of rows numbered `1.` behind a statute."""

from __future__ import annotations

import pytest

from generator.commands.received_text import vocabulary
from generator.ingest.parser import Parsed, parse
from generator.ingest.pdf_text import extract
from generator.model import Kind
from generator.model.provisions import Node

TEXTS = {
    "kk": """Кітап туралы ереже

1-тарау. Жалпы

      1. Кітапхана:
      1) кітап жинайды;
      2) – 4) Оқу министрінің 2025 жылғы 20 қаңтардағы № 12 бұйрығымен алып тасталды;
      5) кітап береді.
      2. Оқу министрінің 20.01.2025 № 12 бұйрығымен алып тасталды.
      3. Министрдің бұйрығымен алып тасталды деп жарияланған тізімді жүргізеді.

Кітапханалардың тізбесі

      1. Абай облысының кітапханасы.
      2. Астана қаласының кітапханасы.
""",
    "ru": """Положение о книге

Глава 1. Общее

      1. Библиотека:
      1) собирает книги;
      2) – 4) исключены приказом Министра чтения от 20 января 2025 года № 12;
      5) выдает книги.
      2. Исключен приказом Министра чтения от 20.01.2025 № 12.
      3. Ведет список, который приказом Министра исключен из реестра.

Перечень библиотек

      1. Библиотека области Абай.
      2. Библиотека города Астаны.
""",
}


def parsed(code: str, text: str) -> tuple[Parsed, list[Node]]:
    """Parse a text; return it with its provisions in order."""

    def walk(nodes: tuple[Node, ...]) -> list[Node]:
        return [found for node in nodes for found in (node, *walk(node.provisions))]

    result = parse(extract(text, ""), vocabulary(code))
    return result, [node for _, nodes in result.parts for node in walk(nodes)]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_range_of_repealed_subpoints_is_one_and_the_numbers_go_on_after_it(code: str) -> None:
    result, nodes = parsed(code, TEXTS[code])
    assert result.warnings == ()
    subpoints = [(node.num, node.repealed) for node in nodes if node.kind is Kind.SUBPOINT]
    assert subpoints == [("1)", False), ("2)", True), ("5)", False)]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_a_point_is_repealed_by_its_whole_text_only(code: str) -> None:
    _, nodes = parsed(code, TEXTS[code])
    points = [(node.num, node.repealed) for node in nodes if node.kind is Kind.POINT]
    assert points == [("1.", False), ("2.", True), ("3.", False)]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_rows_numbered_as_points_behind_the_last_chapter_are_items_of_a_list(code: str) -> None:
    _, nodes = parsed(code, TEXTS[code])
    assert [node.kind for node in nodes if node.kind in (Kind.CHAPTER, Kind.LIST)] == [
        Kind.CHAPTER,
        Kind.LIST,
    ]
    assert [node.num for node in nodes if node.kind is Kind.ITEM] == ["1.", "2."]


def test_a_heading_of_a_list_with_points_that_have_subpoints_stays_a_chapter() -> None:
    text = TEXTS["ru"].replace("Библиотека города Астаны.", "Библиотека:\n      1) читает;\n      2) дает.")
    _, nodes = parsed("ru", text)
    assert [node.kind for node in nodes if node.kind is Kind.LIST] == []
    assert len([node for node in nodes if node.kind is Kind.CHAPTER]) == 2
