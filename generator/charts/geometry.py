"""What a chart is made of before it is drawn: boxes and lines at places of their own.

Places are in the chart's units, from its left upper corner; a unit is a pixel where the chart stands at its
own size. Everything that belongs to a row is drawn between the bottom of the row before and its own bottom,
so that rows can be taken out and the later ones moved up.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.charts.text_metrics import wrap

SIZE = 13.0
"""The size that labels are measured at. The style sheet writes them at 12.5: no font then overflows."""

LEADING = 17
PAD = 10

Point = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """A label as its box holds it."""

    lines: tuple[str, ...]
    bold: bool = False
    middle: bool = False
    """Whether it stands in the middle of its box, and not at the left."""


@dataclass(frozen=True)
class Box:
    """A box with a label that may lead somewhere."""

    x: float
    y: float
    width: float
    height: float
    label: Label
    href: str = ""
    name: str = ""
    """What a screen reader says: it begins with the words of the label."""
    radius: float = 5

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return self.x + self.width / 2


@dataclass(frozen=True)
class Line:
    """A line in one or more strokes, each through points joined by straight pieces."""

    strokes: tuple[tuple[Point, ...], ...]
    kind: str = ""
    """The kind of relation that it shows: its dash pattern."""


@dataclass(frozen=True)
class Item:
    """What is shown and hidden as one: boxes, lines, and what the script must know of them."""

    id: str
    kind: str
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    """Name -> value of the `data-` attributes, in order."""


@dataclass(frozen=True)
class File:
    """A figure that can be taken away as a file: its name without ending, and the words it brings along."""

    name: str
    title: str
    legend: tuple[tuple[str, str], ...] = ()
    """The kinds of line with their words."""


@dataclass(frozen=True)
class Figure:
    """A chart at one width, ready to be written as DOT and drawn."""

    name: str
    """What faults call it."""
    width: float
    height: float
    items: tuple[Item, ...]
    form: str = ""
    """`wide`, `narrow` or `near`: its class in the style sheet."""
    title: str = ""
    """The id of the element that names the chart."""
    file: File | None = None


def label(words: str, room: float, *, bold: bool = False, middle: bool = False, size: float = SIZE) -> Label:
    """Wrap words for a box whose inside is `room` wide."""
    return Label(wrap(words, room, size, bold=bold), bold, middle)


def height(label: Label, least: float = 0) -> float:
    """Return the height of a box that holds a label, at least `least`."""
    return max(len(label.lines) * LEADING + PAD, least)
