"""Lays out the structure of a later day: the body, what the text names under it, and one box for the rest."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from generator.charts.evidence import STRUCTURE
from generator.charts.geometry import PAD, Box, Figure, Item, Line, height, label

WIDE, NARROW = 1150.0, 326.0
"""Widths of the two layouts, as those of the organisational chart."""

OFFICE = 420.0
"""Width of the box at the top of the wide layout."""

GAP, ROUND, SPINE, LEAST, COLUMNS = 12.0, 16.0, 6.0, 40.0, 3

Name = tuple[str, str]
"""(kind, words) of a box."""


def wide(office: str, bodies: Sequence[Name], rest: str, name: str, title: str) -> Figure:
    """Return the structure in columns; `title` is the id of the element that names the figure."""
    return _figure(office, bodies, rest, name, title, "wide")


def narrow(office: str, bodies: Sequence[Name], rest: str, name: str, title: str) -> Figure:
    """Return the structure in one column; `title` is the id of the element that names the figure."""
    return _figure(office, bodies, rest, name, title, "narrow")


def _figure(office: str, bodies: Sequence[Name], rest: str, name: str, title: str, form: str) -> Figure:
    width, columns = (WIDE, COLUMNS) if form == "wide" else (NARROW, 1)
    items = tuple(_items(office, bodies, rest, width, columns))
    bottom = max(box.bottom for item in items for box in item.boxes)
    return Figure(name, width, bottom + 2, items, form, title)


def _items(office: str, bodies: Sequence[Name], rest: str, width: float, columns: int) -> Iterator[Item]:
    """Yield the office, the bodies column by column on a line from it, and the box for the rest below all."""
    inner = width - 2
    across = OFFICE if columns > 1 else inner
    head = _box(office, (width - across) / 2, 2, across, bold=True, middle=True)
    yield Item("office", "office", (head,))
    bar = head.bottom + ROUND
    room = (inner - GAP * (columns - 1)) / columns
    tallest, tall = bar, math.ceil(len(bodies) / columns) or 1
    for column in range(columns):
        left = 1 + column * (room + GAP)
        spine, top, above = left + SPINE, bar + ROUND, head.bottom
        for place in range(column * tall, min((column + 1) * tall, len(bodies))):
            kind, words = bodies[place]
            box = _box(words, left + ROUND, top, room - ROUND)
            strokes = [((spine, above), (spine, box.middle)), ((spine, box.middle), (box.x, box.middle))]
            if above == head.bottom and columns > 1:
                strokes[0] = ((spine, bar), (spine, box.middle))
                strokes.append(((head.centre, head.bottom), (head.centre, bar)))
                strokes.append(((head.centre, bar), (spine, bar)))
            yield Item(f"{kind}-{place}", kind, (box,), (Line(tuple(strokes), STRUCTURE),))
            above, top = box.middle, box.bottom + GAP / 2
        tallest = max(tallest, top)
    yield Item("rest", "more", (_box(rest, 1, tallest + GAP, inner, middle=columns > 1),))


def _box(words: str, x: float, y: float, width: float, *, bold: bool = False, middle: bool = False) -> Box:
    text = label(words, width - 2 * PAD, bold=bold, middle=middle)
    return Box(x, y, width, height(text, LEAST), text)
