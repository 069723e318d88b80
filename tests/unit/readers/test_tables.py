"""Tables of data and tables that only place text."""

from __future__ import annotations

import pytest

from generator.readers.received import ReadLine
from generator.readers.tables import Row, lines_of


def row(*cells: str) -> Row:
    """Return a row with a line in each cell that is not empty."""
    return Row(tuple((ReadLine(cell, 1),) if cell else () for cell in cells), 1)


@pytest.mark.parametrize(
    ("rows", "texts"),
    [
        ([row("", "УТВЕРЖДЕНО")], ["УТВЕРЖДЕНО"]),
        ([row("Президент", "К. Ойлап")], ["Президент", "К. Ойлап"]),
        ([row("", "УТВЕРЖДЕНО"), row("ПОЛОЖЕНИЕ", "")], ["УТВЕРЖДЕНО", "ПОЛОЖЕНИЕ"]),
        ([row("Отдел книг", "5 884")], ["Отдел книг\t5 884"]),
        ([row("№", "Имя"), row("1", "")], ["№\tИмя", "1"]),
        ([], []),
    ],
)
def test_what_is_a_table(rows: list[Row], texts: list[str]) -> None:
    assert [line.text for line in lines_of(rows, 1)] == texts
