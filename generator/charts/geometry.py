"""Data model of a chart before it is drawn: boxes and lines at fixed places.

Coordinates are in the chart's units from its upper left corner; a unit is a CSS pixel at 100 % zoom.
Everything that belongs to a row is drawn between the bottom of the previous row and its own bottom, so that
the script can hide rows and move the later ones up.
"""

from __future__ import annotations

import re

from msgspec import Struct, field
from msgspec.structs import replace

from generator.charts.text_metrics import wrap

SIZE = 13.0
"""Font size that labels are measured at. The style sheet writes them at 12.5, so that no font overflows."""

LEADING = 17
"""Height of a line of text."""

PAD = 10
"""Space between a label and the side of its box."""

VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
"""The size of a drawing."""

Point = tuple[float, float]


class Label(Struct, frozen=True):
    """The text of a box, already wrapped."""

    lines: tuple[str, ...]
    bold: bool = False
    middle: bool = False
    """Whether the text is centred; by default it is left-aligned."""


class Vertex(Struct, frozen=True):
    """A box that `dot` places: its size is known, its place is not."""

    name: str
    """Its name in the DOT text."""
    kind: str
    width: float
    height: float
    label: Label
    note: tuple[str, ...] = ()
    """Lines under the label in ordinary weight; already wrapped."""
    href: str = ""
    spoken: str = ""
    """Accessible name; begins with the text of the label."""
    radius: float = 5
    data: tuple[tuple[str, str], ...] = ()
    """(name, value) of the `data-` attributes, in output order."""


class Arc(Struct, frozen=True):
    """A line that `dot` routes."""

    name: str
    """Its id in the DOT text."""
    kind: str
    ends: tuple[str, str]
    """The names of the vertices or junctions that it connects."""
    lane: str = ""
    """The lane that it is a piece of, begins or ends at; see `Layout.has_rows`."""


class Layout(Struct, frozen=True):
    """A graph without positions, and what to draw at the places that `dot` finds."""

    dot: str
    vertices: tuple[Vertex, ...]
    arcs: tuple[Arc, ...]
    has_rows: bool = False
    """Whether each vertex is a row, which the script may hide with the lines that belong to it."""


class Box(Struct, frozen=True):
    """A box with a label, which may be a link."""

    x: float
    y: float
    width: float
    height: float
    label: Label
    href: str = ""
    name: str = ""
    """Accessible name; begins with the text of the label (WCAG 2.5.3, Label in Name)."""
    radius: float = 5

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Vertical centre."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return self.x + self.width / 2


class Line(Struct, frozen=True):
    """A line of one or more strokes, each a polyline."""

    strokes: tuple[tuple[Point, ...], ...]
    kind: str = ""
    """The kind of relation shown, which decides the dash pattern."""


class Item(Struct, frozen=True):
    """Boxes and lines that are shown and hidden together, with the data that the script needs."""

    id: str
    kind: str
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    """Name -> value of the `data-` attributes, in output order."""


FORMATS = ("svg", "png", "dot")
"""The formats of downloads: a drawing, a picture, and the text that Graphviz reads."""


class File(Struct, frozen=True):
    """The download of a figure: file name without suffix, title and legend."""

    name: str
    title: str
    legend: tuple[tuple[str, str], ...] = ()
    """(kind of line, its label)."""
    formats: tuple[str, ...] = FORMATS
    """The formats that it can be downloaded in."""


ROWS = "chart__rows"
"""The class of a wide drawing that has a row for each box, as on a phone."""


class Figure(Struct, frozen=True):
    """A chart in one layout, ready to be written as DOT and drawn."""

    name: str
    """Name in error messages."""
    width: float
    height: float
    items: tuple[Item, ...]
    form: str = ""
    """Layout: `wide`, `narrow` or `near`; part of its class in the style sheet."""
    title: str = ""
    """Id of the element that names the chart."""
    file: File | None = None
    closed: int = 0
    """Its height once the script has closed the groups that it closes on arrival; 0 if it closes none."""
    layouts: tuple[Layout, ...] = ()
    """Candidates for `dot` to place; empty if every item already has its place. `width` is then the most
    that the chart may be wide, and `height` is unknown."""
    spare: tuple[Layout, ...] = ()
    """Candidates where none of `layouts` makes a legible picture; drawn in the form `rows`."""
    optional: bool = False
    """Whether the page does without it where no candidate is legible; by default that is a problem."""


def sized(figure: Figure, drawing: str) -> Figure:
    """Return a figure with the size of its drawing, which `dot` decides for a graph."""
    match = VIEW_BOX.search(drawing)
    if not match:
        raise ValueError(f"the drawing of {figure.name} has no size")
    return replace(figure, width=float(match[1]), height=float(match[2]))


def label(text: str, room: float, *, bold: bool = False, middle: bool = False, size: float = SIZE) -> Label:
    """Return text wrapped for a box with `room` for it across."""
    return Label(wrap(text, room, size, bold=bold), bold, middle)


def height(label: Label, least: float = 0) -> float:
    """Return the height of a box that holds a label: `least` or more."""
    return max(len(label.lines) * LEADING + PAD, least)
