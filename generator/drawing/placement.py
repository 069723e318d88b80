"""Reads the places that `dot` gave to a graph, judges the picture, and draws it.

A picture is wrong where a line passes through a box that is not its end, where two lines are closer than
`APART`, or where it is wider than its figure allows. Of several candidates the one with the fewest
crossings and close lines is kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from lxml import etree
from markupsafe import Markup, escape
from msgspec import Struct

from generator.charts.dot import dots
from generator.charts.geometry import LEADING, PAD, ROWS, Arc, Figure, Layout, Point, Vertex

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
MOVE = re.compile(r"translate\((-?[\d.]+)[ ,]+(-?[\d.]+)\)")

CHOSEN = re.compile(r'^<svg[^>]* data-layout="(\d+)"')

APART = 3.0
"""Least distance of two parallel lines, in units."""

CLOSE = 5.5
"""A distance of parallel lines that the eye still tells apart, but not easily."""

STUB = 5.0
"""Least length of the last piece of a line."""

OVERLAP = 2.0
"""Lines that run beside each other for less than this only meet at their ends."""

SLANT = 1.5
"""How far a line may be from level or upright: `dot` counts whole points."""

BASELINE = 4.5
"""Distance of the baseline of a line of text below its centre."""

NOTE = ' class="n"'
"""What tells a note from the name above it."""

Segment = tuple[Point, Point]
Rectangle = tuple[float, float, float, float]


class _Piece(NamedTuple):
    """A level or upright piece of a line."""

    at: float
    """Where it is across its direction."""
    start: float
    """Where it begins along its direction."""
    end: float
    number: int
    """Its place among all pieces."""
    arc: Arc


class Placed(Struct, frozen=True, dict=True):
    """A graph with the places that `dot` gave to its boxes and lines."""

    layout: Layout
    width: float
    height: float
    boxes: dict[str, Rectangle]
    """Name of a vertex -> left, top, right, bottom."""
    lines: dict[str, tuple[Point, ...]]
    """Name of an arc -> the corners of its line."""
    tips: dict[str, tuple[str, bool]]
    """Name of an arc -> the path of its arrowhead, and whether it is hollow."""

    @cached_property
    def segments(self) -> list[tuple[Arc, Segment]]:
        """Every straight piece of every line."""
        return [(arc, piece) for arc in self.layout.arcs for piece in pairwise(self.lines[arc.name])]

    @cached_property
    def through(self) -> list[tuple[Arc, Vertex]]:
        """The lines that pass through a box that is not their end."""
        boxes = [(vertex, *self.boxes[vertex.name]) for vertex in self.layout.vertices]
        found = []
        for arc, ((x1, y1), (x2, y2)) in self.segments:
            low_x, high_x = (x1, x2) if x1 < x2 else (x2, x1)
            low_y, high_y = (y1, y2) if y1 < y2 else (y2, y1)
            found += [
                (arc, vertex)
                for vertex, left, top, right, bottom in boxes
                if high_x > left + 1 and low_x < right - 1 and high_y > top + 1 and low_y < bottom - 1
                if vertex.name not in arc.ends
            ]
        return found

    @cached_property
    def _level(self) -> list[_Piece]:
        """The level pieces of lines, from the top down."""
        return _sorted(
            _Piece(y1, min(x1, x2), max(x1, x2), number, arc)
            for number, (arc, ((x1, y1), (x2, y2))) in enumerate(self.segments)
            if y1 == y2
        )

    @cached_property
    def _upright(self) -> list[_Piece]:
        """The upright pieces of lines, from the left to the right."""
        return _sorted(
            _Piece(x1, min(y1, y2), max(y1, y2), number, arc)
            for number, (arc, ((x1, y1), (x2, y2))) in enumerate(self.segments)
            if x1 == x2
        )

    @cached_property
    def distances(self) -> list[tuple[float, Arc, Arc]]:
        """The distances of parallel lines that are closer than `CLOSE`, in the order of their pieces."""
        close = [
            (first, second) if first.number < second.number else (second, first)
            for pieces in (self._upright, self._level)
            for first, second in _neighbours(pieces)
            if min(first.end, second.end) - max(first.start, second.start) > OVERLAP
        ]
        close.sort(key=lambda pair: (pair[0].number, pair[1].number))
        return [(abs(first.at - second.at), first.arc, second.arc) for first, second in close]

    @cached_property
    def crossings(self) -> int:
        """How often two lines cross."""
        upright = self._upright
        places = [piece.at for piece in upright]
        return sum(
            level.arc is not other.arc and other.start < level.at < other.end
            for level in self._level
            for other in upright[bisect_right(places, level.start) : bisect_left(places, level.end)]
        )

    @cached_property
    def stubs(self) -> int:
        """How many lines end in a piece so short that the arrowhead hides where it comes from."""
        return sum(
            len(line) > 2 and min(_length(line[:2]), _length(line[-2:])) < STUB
            for line in self.lines.values()
        )

    def cost(self, limit: float) -> tuple[int, int, float]:
        """Return a rank for candidates, least is best: what is wrong, then what is hard to read."""
        wrong = len(list(self.problems(limit)))
        return wrong, self.crossings + 2 * len(self.distances) + 4 * self.stubs, self.height

    def problems(self, limit: float) -> Iterator[str]:
        """Yield what is wrong with the picture; `limit` is the most units that it may be wide."""
        if self.width > limit:
            yield f"the chart is {self.width:g} units wide, expected at most {limit:g}; shorten a name"
        for arc, vertex in dict.fromkeys(self.through):
            words = " ".join(vertex.label.lines)
            yield f"the line {self._ends(arc)} passes through the box `{words}`"
        for distance, one, other in self.distances:
            if distance < APART:
                yield (
                    f"the lines {self._ends(one)} and {self._ends(other)} are {distance:.1f} units apart,"
                    f" expected at least {APART:g}; reorder or shorten the relations that they show"
                )

    def _ends(self, arc: Arc) -> str:
        labels = {vertex.name: " ".join(vertex.label.lines) for vertex in self.layout.vertices}
        return " – ".join(f"`{labels.get(name, '·')}`" for name in arc.ends)


def read(svg: str, layout: Layout) -> Placed:
    """Return the places of a layout from the SVG that `dot` drew."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
    match = MOVE.search(next(root.iter(f"{SVG}g")).get("transform", ""))
    move = (float(match[1]) - left, float(match[2]) - top) if match else (-left, -top)
    groups = {str(group.get("id")): group for group in root.iter(f"{SVG}g")}
    boxes, lines, tips = {}, {}, {}
    for vertex in layout.vertices:
        points = [
            point
            for polygon in groups[vertex.name].iter(f"{SVG}polygon")
            for point in _points(polygon.get("points", ""), move)
        ]
        xs, ys = zip(*points, strict=True)
        boxes[vertex.name] = (min(xs), min(ys), max(xs), max(ys))
    for arc in layout.arcs:
        group = groups[arc.name]
        paths = [_points(path.get("d", ""), move)[::3] for path in group.iter(f"{SVG}path")]
        lines[arc.name] = tuple(_straight(paths[0]))
        tip = _tip(group, move)
        if tip:
            tips[arc.name] = tip
    return Placed(layout, width, height, boxes, lines, tips)


def _points(text: str, move: Point) -> list[Point]:
    numbers = [float(number) for number in NUMBER.findall(text)]
    return [(x + move[0], y + move[1]) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]


def _straight(points: list[Point]) -> Iterator[Point]:
    """Yield the corners of a line, level or upright between them where `dot` is off by a point."""
    before: Point | None = None
    for x, y in points:
        if before and abs(x - before[0]) <= SLANT:
            x = before[0]
        if before and abs(y - before[1]) <= SLANT:
            y = before[1]
        if before != (x, y):
            yield x, y
        before = (x, y)


def _tip(group: etree._Element, move: Point) -> tuple[str, bool] | None:
    """Return the path of an arrowhead and whether it is hollow; None if the line has none."""
    for polygon in group.iter(f"{SVG}polygon"):
        points = _points(polygon.get("points", ""), move)
        path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in points[:-1]) + "z"
        return path, polygon.get("fill") == "none"
    for ellipse in group.iter(f"{SVG}ellipse"):
        radius = float(ellipse.get("rx", "0"))
        x, y = float(ellipse.get("cx", "0")) + move[0], float(ellipse.get("cy", "0")) + move[1]
        arc = f"a{_number(radius)} {_number(radius)} 0 1 0"
        return (
            f"M{_number(x - radius)} {_number(y)}{arc} {_number(2 * radius)} 0"
            f"{arc} {_number(-2 * radius)} 0z",
            False,
        )
    return None


def _length(piece: tuple[Point, ...]) -> float:
    (x1, y1), (x2, y2) = piece
    return abs(x2 - x1) + abs(y2 - y1)


def _sorted(pieces: Iterable[_Piece]) -> list[_Piece]:
    return sorted(pieces, key=lambda piece: piece.at)


def _neighbours(pieces: Sequence[_Piece]) -> Iterator[tuple[_Piece, _Piece]]:
    """Yield the pairs of sorted pieces that are closer than `CLOSE` and belong to different lines."""
    for place, first in enumerate(pieces):
        for second in pieces[place + 1 :]:
            if second.at - first.at >= CLOSE:
                break
            if first.arc is not second.arc:
                yield first, second


def draw(placed: Placed, figure: Figure) -> Markup:
    """Return the SVG of a placed graph, in the same form as that of a pinned chart.

    `data-layout` is the place of its layout among several candidates.
    """
    rows = ' data-c="0"' if placed.layout.has_rows else ""
    head = (
        f'<svg class="chart__{escape(figure.form)}"'
        f' viewBox="0 0 {_number(placed.width)} {_number(placed.height)}"'
        f' role="group" aria-labelledby="{escape(figure.title)}"{_chosen(placed, figure)}{rows}>'
    )
    lines, of_rows = "", {}
    if placed.layout.has_rows:
        of_rows = _row_lines(placed)
    else:
        lines = "".join(_line(arc, placed.lines[arc.name], placed) for arc in placed.layout.arcs)
    boxes = "".join(
        _box(vertex, placed.boxes[vertex.name], "".join(of_rows.get(vertex.name, ())))
        for vertex in placed.layout.vertices
    )
    return Markup(f"{head}{lines}{boxes}</svg>")


def _row_lines(placed: Placed) -> dict[str, list[str]]:
    """Return name of a vertex -> the lines of its row, which the script hides and moves with it.

    A lane is split at the bottoms of rows. The script shows its pieces (`data-w`) and its beginning
    (`data-s`) only where a later row that is shown has an end of the lane (`data-t`); in a row these follow
    each other from the bottom to the top.
    """
    bottoms = {name: bottom for name, (_, _, _, bottom) in placed.boxes.items()}
    order = sorted(bottoms, key=lambda name: bottoms[name])
    below: dict[str, list[str]] = {name: [] for name in order}
    ends: dict[str, list[str]] = {name: [] for name in order}
    above: dict[str, list[str]] = {name: [] for name in order}
    met = {(arc.lane, name) for arc in placed.layout.arcs for name in arc.ends if name in bottoms}
    pieces: dict[tuple[str, str], list[Point]] = {}
    for arc in placed.layout.arcs:
        line = placed.lines[arc.name]
        row = next(name for name in order if bottoms[name] >= max(y for _, y in line) - SLANT)
        if arc.lane and not bottoms.keys() & set(arc.ends):
            (x, top), (_, bottom) = sorted(line, key=lambda point: point[1])
            upper = order[order.index(row) - 1]
            middle = (x, bottoms[upper])
            pieces.setdefault((arc.lane, upper), []).extend(((x, top), middle))
            pieces.setdefault((arc.lane, row), []).extend((middle, (x, bottom)))
        else:
            data = f' data-{"s" if arc.kind == "lane" else "t"}="{arc.lane}"' if arc.lane else ""
            ends[row].append(_line(arc, line, placed, data))
    for (lane, row), points in pieces.items():
        data = f' data-w="{escape(lane)}"'
        high, *_, low = sorted(points, key=lambda point: point[1])
        centre = (placed.boxes[row][1] + placed.boxes[row][3]) / 2
        parts = [(high, low)] if (lane, row) not in met else []
        for start, end in parts or zip(points[::2], points[1::2], strict=True):
            target = below if end[1] > centre + SLANT else above
            target[row].append(_line(Arc("", "lane", ("", "")), (start, end), placed, data))
    return {row: below[row] + ends[row] + above[row] for row in order}


def _chosen(placed: Placed, figure: Figure) -> str:
    if len(figure.layouts) == 1:
        return ""
    return f' data-layout="{figure.layouts.index(placed.layout)}"'


def source(figure: Figure, drawing: str) -> str:
    """Return the DOT text of a figure: of several layouts, the one that was drawn."""
    if not figure.layouts:
        return "".join(dots(figure))
    is_spare = figure.spare and ROWS in drawing.partition(">")[0]
    layouts = figure.spare if is_spare else figure.layouts
    match = CHOSEN.search(drawing)
    return layouts[int(match[1]) if match else 0].dot


def _line(arc: Arc, points: Sequence[Point], placed: Placed, data: str = "") -> str:
    (x, y), *rest = points
    path = f"M{_number(x)} {_number(y)}"
    for here_x, here_y in rest:
        if here_x == x:
            path += f"V{_number(here_y)}"
        elif here_y == y:
            path += f"H{_number(here_x)}"
        else:
            path += f"L{_number(here_x)} {_number(here_y)}"
        x, y = here_x, here_y
    kind = escape(arc.kind)
    line = f'<path class="l {kind}"{data} d="{path}"/>'
    if arc.name not in placed.tips:
        return line
    tip, is_hollow = placed.tips[arc.name]
    return f'{line}<path class="l {kind} {"tip open" if is_hollow else "tip"}" d="{tip}"/>'


def _box(vertex: Vertex, place: Rectangle, before: str) -> str:
    left, top, right, bottom = place
    shape = (
        f'<rect x="{_number(left)}" y="{_number(top)}" width="{_number(right - left)}"'
        f' height="{_number(bottom - top)}" rx="{_number(vertex.radius)}"/>'
    )
    lines = (*vertex.label.lines, *vertex.note)
    x = _number((left + right) / 2 if vertex.label.middle else left + PAD)
    start = (top + bottom) / 2 - (len(lines) - 1) * LEADING / 2 + BASELINE
    named = len(vertex.label.lines)
    words = " ".join(
        f'<tspan x="{x}" y="{_number(start + number * LEADING)}"'
        f"{'' if number < named else NOTE}>{escape(line)}</tspan>"
        for number, line in enumerate(lines)
    )
    flags = (("m", vertex.label.middle), ("h", vertex.label.bold))
    classes = " ".join(name for name, is_set in flags if is_set)
    attribute = f' class="{classes}"' if classes else ""
    content = f"{shape}<text{attribute}>{words}</text>"
    if vertex.href:
        spoken = vertex.spoken
        name = f' aria-label="{escape(spoken)}"' if spoken != " ".join(lines) else ""
        content = f'<a href="{escape(vertex.href)}"{name}>{content}</a>'
    data = "".join(f' data-{escape(name)}="{escape(value)}"' for name, value in vertex.data)
    return f'<g class="{escape(vertex.kind)}"{data}>{before}{content}</g>'


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
