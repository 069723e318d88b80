"""Printed numbers: which may follow which, and what a numbered paragraph is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.ingest.matches import Item, Point, Subpoint
from generator.ingest.numbering import closing_mark, follows, numbered_unit, subpoint_follows
from generator.ingest.parse_tree import Draft
from generator.model import Kind
from tests.unit.ingest.support import KK, cursor, inside

POINT = (Kind.POINT, "1.", "Орган:")
SUBPOINT = (Kind.SUBPOINT, "1)", "ашады:")
PART = (Kind.PART, None, "Ол:")


@pytest.mark.parametrize(
    ("num", "previous", "expected"),
    [
        ("1)", None, True),
        ("2)", None, False),
        ("3)", "2)", True),
        ("2-1)", "2)", True),
        ("2-2)", "2-1)", True),
        ("3)", "2-1)", True),
        ("4)", "2)", False),
        ("2)", "2)", False),
    ],
)
def test_numbers_follow(num: str, previous: str | None, expected: bool) -> None:
    assert follows(num, previous) is expected


@pytest.mark.parametrize(("text", "mark"), [("а;", ";"), ('"а".»', "."), ("а", ""), ("", ""), ("а)", "")])
def test_the_closing_mark(text: str, mark: str) -> None:
    assert closing_mark(text) == mark


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        ([" 3) в."], True),
        ([" Бөлік.", " 3) в."], True),
        ([" 2. Келесі.", " 3) в."], False),
        (["Тақырып", " 3) в."], False),
        ([" 4) г."], False),
        ([], False),
    ],
)
def test_a_row_of_subpoints_continues(following: list[str], expected: bool) -> None:
    assert subpoint_follows(cursor(*following).remaining(), "2)") is expected


def test_a_full_stop_after_the_number_makes_a_point() -> None:
    assert numbered_unit(cursor(" 2. Орган."), inside(POINT), KK) == Point(num="2.", text="Орган.")


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (" 3. Орган.", "has a number that does not follow the point before; kept as a point"),
        ("2. Орган.", "is numbered like body text but not indented; kept as such"),
    ],
)
def test_an_uncertain_point_has_a_warning(text: str, warning: str) -> None:
    match = numbered_unit(cursor(text), inside(POINT), KK)
    assert match and match.warnings == (warning,)


def test_the_points_of_a_part_may_start_again() -> None:
    context = replace(inside(POINT), has_points=False)
    assert numbered_unit(cursor(" 1. Орган."), context, KK) == Point(num="1.", text="Орган.")


def test_a_bracket_makes_an_item_inside_a_list() -> None:
    items = Draft(Kind.LIST, "Тізім", below=[Draft(Kind.ITEM, "а;", "1)")])
    context = replace(inside(), outer_list=items, inner_list=items)
    assert numbered_unit(cursor(" 2) ә."), context, KK) == Item(num="2)", text="ә.")
    match = numbered_unit(cursor(" 4) ә."), context, KK)
    assert match and match.warnings == ("has a number that does not follow the item before; kept as an item",)


@pytest.mark.parametrize(
    ("num", "units", "depth"),
    [
        ("1)", [POINT], 1),
        ("2)", [POINT, SUBPOINT], 1),
        ("1)", [POINT, SUBPOINT], 2),
        ("1)", [POINT, SUBPOINT, PART], 3),
        ("2)", [POINT, SUBPOINT, PART, SUBPOINT], 3),
    ],
)
def test_the_depth_of_a_subpoint(num: str, units: list[tuple[Kind, str | None, str]], depth: int) -> None:
    match = numbered_unit(cursor(f" {num} сөз;"), inside(*units), KK)
    assert match == Subpoint(num=num, text="сөз;", depth=depth)


def test_a_subpoint_out_of_sequence_stays_in_the_innermost_row() -> None:
    match = numbered_unit(cursor(" 7) сөз;"), inside(POINT, SUBPOINT), KK)
    assert isinstance(match, Subpoint)
    assert (match.depth, len(match.warnings)) == (1, 1)


def test_the_numbers_of_subpoints_may_run_on() -> None:
    context = replace(inside(POINT), subpoint=Draft(Kind.SUBPOINT, "а.", "6)"))
    assert numbered_unit(cursor(" 7) сөз;"), context, KK) == Subpoint(num="7)", text="сөз;", depth=1)


def test_other_paragraphs_are_not_numbered() -> None:
    assert numbered_unit(cursor(" Орган."), inside(POINT), KK) is None
    assert numbered_unit(cursor(" 1.Орган."), inside(POINT), KK) is None
