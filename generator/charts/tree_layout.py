"""Lays out bodies under bodies as an indented tree with vertical spines, one row for each body.

A row is drawn between the bottom of the previous row and its own. A spine that passes a row is drawn as a
segment of that row, so that hiding rows leaves no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.charts.geometry import PAD, Box, Item, Line, Point, height, label

SPINE = 6
"""Distance from the left edge of a box to the first spine of its children."""

BESIDE = 4
"""Distance between spines of different kinds."""

LOWER = 7
"""Distance below the centre of a box at which lines of any kind but the first arrive."""

TOGGLE = 58
"""Width at the right of a box for the count of what is below it and the symbol that opens and closes it."""


class Edge(Struct, frozen=True):
    """A line from a row up to a row above it."""

    to: str
    kind: str


class Node(Struct, frozen=True):
    """A body, a post, a group or a count in a tree."""

    id: str
    kind: str
    words: str
    href: str = ""
    name: str = ""
    edges: tuple[Edge, ...] = ()
    """Its lines, the line to its parent first; empty where the act states no relation."""
    grounds: str = ""
    """The numbers of the relations that its lines rest on, as `Grounds.cite` returns them."""
    up: str = ""
    """Id of the node above it in the chain of subordination, if not its parent; `-` for none."""
    strong: bool = False
    children: tuple[Node, ...] = ()

    def all(self) -> Iterator[Node]:
        """Yield the node and all nodes below it, in the order of the rows."""
        yield self
        for child in self.children:
            yield from child.all()


class Style(Struct, frozen=True):
    """Spacing of rows."""

    gap: float
    least: float
    """Least height of a row's box."""
    indent: float = 17
    fold: bool = True
    """Whether the script may fold the rows, so that boxes leave room for its symbol."""


class _Row(Struct, frozen=True):
    node: Node
    parent: str
    box: Box
    top: float


def lay(
    nodes: tuple[Node, ...],
    corner: Point,
    width: float,
    style: Style,
    *,
    above: Mapping[str, Box] | None = None,
    data: Mapping[str, str] | None = None,
) -> tuple[Item, ...]:
    """Lay trees out below each other in a column with its upper left corner at `corner`.

    `above` are boxes outside the column, by id, that rows of it have lines to; `data` is added to the data of
    every row.
    """
    rows: list[_Row] = []
    for node in nodes:
        _place(rows, node, "", corner[0], corner[0] + width, corner[1], style)
    boxes = {row.node.id: row.box for row in rows} | dict(above or {})
    lines = _lines(rows, boxes)
    return tuple(
        Item(
            row.node.id,
            row.node.kind,
            (row.box,),
            tuple(Line(tuple(strokes), kind) for kind, strokes in lines[place].items()),
            {
                **(data or {}),
                "b": f"{row.box.bottom:g}",
                **({"p": row.parent} if row.parent else {}),
                **({"u": row.node.up} if row.node.up else {}),
                **({"r": row.node.grounds} if row.node.grounds else {}),
            },
        )
        for place, row in enumerate(rows)
    )


def _place(
    rows: list[_Row], node: Node, parent: str, left: float, right: float, top: float, style: Style
) -> None:
    above = rows[-1].box.bottom if rows else top
    box = box_of(node, left, above + style.gap, right - left, style)
    rows.append(_Row(node, parent, box, above))
    for child in node.children:
        _place(rows, child, node.id, left + style.indent, right, top, style)


def box_of(node: Node, x: float, y: float, width: float, style: Style, *, middle: bool = False) -> Box:
    """Return the box of a node, tall enough for its label."""
    room = width - 2 * PAD - (TOGGLE if style.fold and node.children else 0)
    text = label(node.words, room, bold=node.strong, middle=middle)
    return Box(x, y, width, height(text, style.least), text, node.href, node.name)


def _lines(rows: list[_Row], boxes: Mapping[str, Box]) -> list[dict[str, list[tuple[Point, ...]]]]:
    """Return the strokes of each row by kind of line, the line to its parent first."""
    lines: list[dict[str, list[tuple[Point, ...]]]] = [
        {edge.kind: [] for edge in row.node.edges[:1]} for row in rows
    ]
    spines: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        for edge in row.node.edges:
            if edge.to in boxes:
                spines.setdefault((edge.to, edge.kind), []).append(place)
    starts = {row.node.id: place + 1 for place, row in enumerate(rows)}
    beside: dict[str, int] = {}
    for (to, kind), targets in spines.items():
        x = boxes[to].x + SPINE + BESIDE * beside.get(to, 0)
        beside[to] = beside.get(to, 0) + 1
        for place in range(starts.get(to, 0), targets[-1] + 1):
            last = place == targets[-1]
            strokes = _strokes(rows[place], x, kind, arrives=place in targets, last=last)
            lines[place].setdefault(kind, []).extend(strokes)
    return lines


def _strokes(row: _Row, x: float, kind: str, *, arrives: bool, last: bool) -> list[tuple[Point, ...]]:
    """Return the segments of a spine at `x` that lie in a row.

    `arrives` says that the spine branches off to the row's box, `last` that it ends there.
    """
    if not arrives:
        return [((x, row.top), (x, row.box.bottom))]
    first = row.node.edges[0].kind == kind
    y = row.box.middle + (0 if first else LOWER)
    strokes: list[tuple[Point, ...]] = [((x, row.top), (x, y), (row.box.x, y))]
    if not last:
        strokes.append(((x, y), (x, row.box.bottom)))
    return strokes


def bottom(items: tuple[Item, ...]) -> float:
    """Return the lowest edge of items."""
    return max((box.bottom for item in items for box in item.boxes), default=0)
