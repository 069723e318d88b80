"""Tables of a file: rows of cells, or ordinary lines if a table is there for the layout only."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.readers.received import ReadLine, TableRow

NUMBER = re.compile(r"\d[\d\s.,]*")


class Row(Struct, frozen=True):
    """A row with the lines of each cell."""

    cells: tuple[tuple[ReadLine, ...], ...]
    number: int
    """Its place in the file."""
    header: bool = False


def lines_of(rows: Sequence[Row], table: int) -> list[ReadLine]:
    """Return the lines of a table whose number in the file is `table`."""
    if is_layout(rows):
        return [line for row in rows for cell in row.cells for line in cell]
    lines = []
    for at, row in enumerate(rows, start=1):
        cells = tuple(" ".join(line.text for line in cell) for cell in row.cells)
        text = "\t".join(cells).strip()
        if text:
            first = next(line for cell in row.cells for line in cell)
            place = replace(first, text=text, number=row.number, heading=None, label="", continues=False)
            lines.append(replace(place, table=TableRow(table, at, cells, row.header)))
    return lines


def is_layout(rows: Sequence[Row]) -> bool:
    """Tell whether a table only places text: the block of an approval, a name opposite a post.

    Such a table has at most one filled cell in each row, or one row in which no cell is a bare number: a post
    and a name, but not a body and the number of its staff.
    """
    filled = [[cell for cell in row.cells if cell] for row in rows if any(row.cells)]
    if max(map(len, filled), default=0) <= 1:
        return True
    texts = ["".join(line.text for line in cell) for cell in filled[0]]
    return len(filled) == 1 and not any(NUMBER.fullmatch(text) for text in texts)
