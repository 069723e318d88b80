"""The height that the page of the organisational chart reserves for what is out of view."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from generator.views.charts import ROOMS, ListNode, _room
from generator.views.parts import Link
from tests.support.paths import ROOT


def item(name: str, *below: ListNode, functions: int = 0) -> ListNode:
    links = [Link("x" * 40, "#")] * functions
    return ListNode(Markup(name), Link(name, "#"), kind="", place=None, functions=links, below=below)


def test_the_style_sheet_has_a_class_for_every_height() -> None:
    css = (ROOT / "generator/theme/assets/charts.css").read_text("utf-8")
    found = re.findall(r"\.lines-(\d+) \{ --lines: (\d+); \}", css)
    assert [(int(name), int(lines)) for name, lines in found] == [(room, room) for room in ROOMS]


def test_the_lines_of_an_item_are_its_own_and_those_of_all_below_it() -> None:
    assert item("office").lines == 1
    assert item("o" * 30).lines == 2
    assert item("office", functions=2).lines == 1 + 2 * 2
    assert item("office", item("unit", item("sector")), item("unit")).lines == 4


@pytest.mark.parametrize(("lines", "room"), [(0, 1), (1, 1), (5, 6), (12, 12), (13, 16), (9000, 1536)])
def test_the_height_reserved_holds_all_lines(lines: int, room: int) -> None:
    assert _room(lines) == room
