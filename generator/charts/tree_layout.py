"""Bodies under bodies as an indented tree on spines: one row a body, so that rows can be hidden.

A row is drawn between the bottom of the row before it and its own. Whatever spine passes a row is drawn in
that row, piece by piece: hiding rows then leaves no gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.charts.geometry import PAD, Box, Item, Line, Point, height, label

SPINE = 6
"""How far from the left edge of a box the first spine of its children hangs."""

BESIDE = 4
"""How far apart spines of different kinds hang."""

LOWER = 7
"""How far below the middle of a box a line of any kind but its first one arrives."""

TOGGLE = 30
"""The room at the right of a box for the sign that opens and closes what is below it."""


@dataclass(frozen=True)
class Edge:
    """A line from a row up to one above it."""

    to: str
    kind: str


@dataclass(frozen=True)
class Node:
    """A body, a post or a class in a tree."""

    id: str
    kind: str
    words: str
    href: str = ""
    name: str = ""
    edges: tuple[Edge, ...] = ()
    """Its lines, the one to its parent first; none where no words of the act state one."""
    proofs: str = ""
    """The numbers of the relations that its lines rest on."""
    up: str = ""
    """Who stands above it in the chain of subordination, where that is not its parent."""
    strong: bool = False
    children: tuple[Node, ...] = ()

    def all(self) -> Iterator[Node]:
        """Yield the node and everything below it, in the order of the rows."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True)
class Style:
    """How rows are spaced."""

    gap: float
    least: float
    """The least height of a row's box."""
    indent: float = 17
    fold: bool = True
    """Whether the script may fold the rows, so that boxes leave room for its sign."""


@dataclass(frozen=True)
class _Row:
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
    """Lay trees out below each other in a column whose left upper corner is given.

    `above` are boxes outside the column that rows of it have lines to; `data` is added to every row's.
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
                **({"r": row.node.proofs} if row.node.proofs else {}),
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
    """Return the box of a node, as high as its label needs."""
    room = width - 2 * PAD - (TOGGLE if style.fold and node.children else 0)
    words = label(node.words, room, bold=node.strong, middle=middle)
    return Box(x, y, width, height(words, style.least), words, node.href, node.name)


def _lines(rows: list[_Row], boxes: Mapping[str, Box]) -> list[dict[str, list[tuple[Point, ...]]]]:
    """Return for each row its strokes by kind: the line to its parent first."""
    found: list[dict[str, list[tuple[Point, ...]]]] = [
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
            strokes = _strokes(rows[place], x, kind, place in targets, last)
            found[place].setdefault(kind, []).extend(strokes)
    return found


def _strokes(row: _Row, x: float, kind: str, arrives: bool, last: bool) -> list[tuple[Point, ...]]:
    """Return the pieces of one spine that lie in one row."""
    if not arrives:
        return [((x, row.top), (x, row.box.bottom))]
    first = row.node.edges[0].kind == kind
    y = row.box.middle + (0 if first else LOWER)
    strokes: list[tuple[Point, ...]] = [((x, row.top), (x, y), (row.box.x, y))]
    if not last:
        strokes.append(((x, y), (x, row.box.bottom)))
    return strokes


def bottom(items: tuple[Item, ...]) -> float:
    """Return how far down some items reach."""
    return max((box.bottom for item in items for box in item.boxes), default=0)
