"""Lays out the organisational chart: in columns under the office, and in one column for a phone."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.charts.evidence import ACCOUNTABILITY, CONSENT, STRUCTURE
from generator.charts.geometry import Box, Figure, Item, Label, Line, Point
from generator.charts.organisation import Organisation, Top
from generator.charts.tree_layout import Edge, Node, Style, bottom, box_of, lay

WIDE, NARROW = 1150, 326
"""Widths of the two layouts: the text column on a desktop, and a phone of 360 px less its margins."""

COLUMNS = 4
BETWEEN = 18
"""Gap between columns."""

LEAST, SHARE, SHARINGS = 190.0, 16.0, 20
"""Least width of a column, the step by which widths are shifted, and the number of steps."""

WIDE_ROWS = Style(gap=4, least=27)
NARROW_ROWS = Style(gap=5, least=44, indent=19)
UPRIGHT = Style(gap=0, least=32, fold=False)

BY_ITSELF, WITH_OTHERS = WIDE / 2, 410.0
"""Horizontal centre of the office: further left where boxes are placed at its right."""

SUPERIOR, OFFICE, HEAD, POST, APART = 260.0, 180.0, 240.0, 200.0, 380.0
"""Widths of the boxes at the top."""

FROM_SUPERIOR, FROM_OFFICE, ROUND, TO_COLUMNS = 36.0, 24.0, 14.0, 18.0
"""Gaps between the rows at the top, and around the boxes in the frame."""


def narrow(organisation: Organisation, name: str, title: str) -> Figure:
    """Return the organisation as one column; `title` is the id of the element that names the chart."""
    tree = tuple(_without_consent(root) for root in organisation.tree())
    items = lay(tree, (1, 1 - NARROW_ROWS.gap), NARROW - 2, NARROW_ROWS, data={"c": "0"})
    closed = _closed(organisation, items)
    return Figure(name, NARROW, bottom(items) + 1, items, "narrow", title, closed=closed)


def _closed(organisation: Organisation, items: tuple[Item, ...]) -> int:
    """Return the height of the rows that are left when all bodies right below the office are closed.

    Those are the superiors, the office, and the rows right below them; `first` in chart.js closes the others.
    """
    top = organisation.top
    opened = {"", top.office.id, *(node.id for node in top.superiors)}
    heights, above = 0.0, 0.0
    for item in items:
        below = bottom((item,))
        if item.data.get("p", "") in opened:
            heights += below - above
        above = below
    return round(heights) + 2


def _without_consent(node: Node) -> Node:
    """Return a tree whose groups of posts keep only the line to who appoints.

    The line to who consents would run past every row.
    """
    edges = node.edges[:1] if any(edge.kind == CONSENT for edge in node.edges) else node.edges
    return replace(node, edges=edges, children=tuple(_without_consent(child) for child in node.children))


def wide(organisation: Organisation, name: str, title: str) -> Figure:
    """Return the organisation as columns under the office; `title` is the id of the element that names it."""
    top = _Upper(organisation.top)
    items = tuple(top.items())
    bus = bottom(items) + TO_COLUMNS
    columns = tuple(_columns(organisation.trees, top, bus))
    return Figure(name, WIDE, bottom((*items, *columns)) + 2, (*items, *columns), "wide", title)


class _Upper:
    """The boxes above the columns, and the lines between them."""

    def __init__(self, top: Top) -> None:
        self.top = top
        self.x = x = WITH_OTHERS if top.apart else BY_ITSELF
        self.boxes: dict[str, Box] = {}
        step = SUPERIOR + BETWEEN
        for place, superior in enumerate(top.superiors):
            left = x - SUPERIOR / 2 + step * (place - (len(top.superiors) - 1) / 2)
            self.boxes[superior.id] = box_of(superior, left, 2, SUPERIOR, UPRIGHT, middle=True)
        above = max((box.bottom + FROM_SUPERIOR for box in self.boxes.values()), default=2)
        self.office = box_of(top.office, x - OFFICE / 2, above, OFFICE, UPRIGHT, middle=True)
        self.boxes[top.office.id] = self.office
        self.frame = self.office
        if top.head:
            self._place_in_frame(top.head)
        self._place_beside_frame()

    def _place_in_frame(self, head: Node) -> None:
        """Place the head and its posts in the frame of the office."""
        y = self.office.bottom + FROM_OFFICE
        posts = [box_of(post, 0, 0, POST, UPRIGHT, middle=True) for post in self.top.posts]
        tall = sum(post.height for post in posts) + 8 * max(0, len(posts) - 1)
        box = box_of(head, self.x - HEAD / 2, y, HEAD, replace(UPRIGHT, least=44), middle=True)
        box = replace(box, y=max(y, self.office.bottom + 10 + (tall - box.height) / 2))
        self.boxes[head.id] = box
        left, top = box.x - 2 * ROUND - POST, box.middle - tall / 2
        for node, post in zip(self.top.posts, posts, strict=True):
            self.boxes[node.id] = replace(post, x=left, y=top)
            top += post.height + 8
        framed = [box, *(self.boxes[node.id] for node in self.top.posts)]
        frame_top = self.office.middle
        frame_left = min(inner.x for inner in framed) - ROUND
        self.frame = Box(
            frame_left,
            frame_top,
            box.right + ROUND - frame_left,
            max(inner.bottom for inner in framed) + ROUND - frame_top,
            Label(()),
            radius=8,
        )

    def _place_beside_frame(self) -> None:
        """Place the nodes that only the head has lines to at the right of the frame."""
        x = self.x + HEAD / 2 + 5 * ROUND
        consented = [node for node in self.top.apart if any(edge.kind == CONSENT for edge in node.edges)]
        others = [node for node in self.top.apart if node not in consented]
        y = 2.0
        for node in consented:
            self.boxes[node.id] = box_of(node, x, y, APART, UPRIGHT)
            y = self.boxes[node.id].bottom + 10
        boxes = [box_of(node, x, 0, APART, UPRIGHT) for node in others]
        tall = sum(box.height + 10 for box in boxes) - 10
        y = max(
            y + 6, (self.boxes[self.top.head.id].middle if self.top.head else self.office.middle) - tall / 2
        )
        for node, box in zip(others, boxes, strict=True):
            self.boxes[node.id] = replace(box, y=y)
            y += box.height + 10

    def items(self) -> Iterator[Item]:
        """Yield the frame, the nodes, and the lines up to the superiors, which are items of their own."""
        top = self.top
        if top.head:
            yield Item("", "frame", (self.frame,))
        for superior in top.superiors:
            yield self._item(superior)
        yield self._item(top.office, u=top.office.up)
        if top.head:
            between = Line((((self.x, self.office.bottom), (self.x, self.boxes[top.head.id].y)),), STRUCTURE)
            yield self._item(top.head, between, p=top.office.id, u="-")
        for node in (*top.posts, *top.apart):
            line = self._to_head(node)
            yield self._item(node, *([line] if line else []), **({"p": top.head.id} if top.head else {}))
        superiors = {superior.id for superior in top.superiors}
        for node in (top.office, *([top.head] if top.head else []), *top.apart):
            for place, edge in enumerate(node.edges):
                if edge.to in superiors:
                    line = Line((self._up(node, edge),), edge.kind)
                    yield Item(f"{node.id}.{place}", "edge", (), (line,), {"r": node.grounds})

    def _item(self, node: Node, *lines: Line, **data: str) -> Item:
        data |= {"r": node.grounds} if node.grounds else {}
        return Item(node.id, node.kind, (self.boxes[node.id],), lines, {k: v for k, v in data.items() if v})

    def _to_head(self, node: Node) -> Line | None:
        """Return the line between the head and a post at its left or a body at its right."""
        head = self.top.head
        edge = next((edge for edge in node.edges if head and edge.to == head.id), None)
        if edge is None or head is None:
            return None
        box, other = self.boxes[head.id], self.boxes[node.id]
        if edge.kind == STRUCTURE:
            x = box.x - ROUND
            points: tuple[Point, ...] = (
                (box.x, box.middle),
                (x, box.middle),
                (x, other.middle),
                (other.right, other.middle),
            )
        else:
            upward = edge.kind == CONSENT
            x = self.frame.right + (1.4 if upward else 2.6) * ROUND
            y = box.middle + (-9 if upward else 9)
            there = other.middle + (8 if upward else 0)
            points = ((box.right, y), (x, y), (x, there), (other.x, there))
        return Line((points,), edge.kind)

    def _up(self, node: Node, edge: Edge) -> tuple[Point, ...]:
        """Return the line from the office, its head or a group of posts up to a superior."""
        box, above = self.boxes[node.id], self.boxes[edge.to]
        if edge.kind == CONSENT:
            y = min(above.middle, box.middle - 8)
            return ((above.right, y), (box.x, y))
        shift = (
            {STRUCTURE: -45.0, ACCOUNTABILITY: 45.0}.get(edge.kind, 0.0) if node is self.top.office else 105.0
        )
        x = self.x + shift
        there = min(max(x, above.x + 10), above.right - 10)
        turn = above.bottom + FROM_SUPERIOR / 2
        return (
            ((x, box.y), (x, turn), (there, turn), (there, above.bottom))
            if there != x
            else ((x, box.y), (x, above.bottom))
        )


def _columns(trees: tuple[Node, ...], top: _Upper, bus: float) -> Iterator[Item]:
    """Yield the columns: one tree each, or several below each other if there are more trees than columns."""
    count = min(COLUMNS, len(trees))
    piles: list[list[Node]] = [[] for _ in range(count)]
    for tree in trees:
        shortest = min(piles, key=lambda pile: sum(1 for root in pile for _ in root.all()))
        shortest.append(tree)
    trunk: Point = (top.x, top.frame.bottom)
    x = 1.0
    for place, (pile, width) in enumerate(zip(piles, _widths(piles), strict=True)):
        if len(pile) == 1:
            yield from _column(pile[0], x, width, bus, trunk, place)
        else:
            yield from _pile(tuple(pile), x, width, bus, top, place)
        x += width + BETWEEN


def _widths(piles: list[list[Node]]) -> list[float]:
    """Return the widths of the columns: the tallest takes width from the shortest while that lowers it."""
    if not piles:
        return []
    widths = [(WIDE - 2 - BETWEEN * (len(piles) - 1)) / len(piles)] * len(piles)

    def tall(place: int, width: float) -> float:
        return bottom(lay(tuple(piles[place]), (0, 0), width, WIDE_ROWS))

    heights = [tall(place, width) for place, width in enumerate(widths)]
    best = list(widths)
    for _ in range(SHARINGS):
        high = heights.index(max(heights))
        donors = [place for place, width in enumerate(widths) if place != high and width - SHARE >= LEAST]
        if not donors:
            break
        low = min(donors, key=lambda place: heights[place])
        widths[high], widths[low] = widths[high] + SHARE, widths[low] - SHARE
        before = max(heights)
        heights[high], heights[low] = tall(high, widths[high]), tall(low, widths[low])
        if max(heights) < before:
            best = list(widths)
    return best


def _column(tree: Node, x: float, width: float, bus: float, trunk: Point, place: int) -> Iterator[Item]:
    """Yield a tree whose root hangs from the horizontal line at `bus` by its centre."""
    first, *others = lay((tree,), (x, bus + 12), width, WIDE_ROWS, data={"c": str(place)})
    box = first.boxes[0]
    drop: tuple[Point, ...] = (trunk, (trunk[0], bus), (box.centre, bus), (box.centre, box.y))
    yield replace(first, lines=(Line((drop,), STRUCTURE),) if tree.edges else ())
    yield from others


def _pile(
    trees: tuple[Node, ...], x: float, width: float, bus: float, top: _Upper, place: int
) -> Iterator[Item]:
    """Yield several trees that hang from a spine of their own."""
    office = Box(x - BETWEEN / 2, bus, 0, 0, Label(()))
    yield Item(
        f"bus.{place}",
        "bus",
        (),
        (Line((((top.x, top.frame.bottom), (top.x, bus), (office.x + 6, bus)),), STRUCTURE),),
    )
    yield from lay(
        trees, (x, bus), width, WIDE_ROWS, above={top.top.office.id: office}, data={"c": str(place)}
    )
