"""Draws figures as clean SVG; the only module that runs Graphviz.

Graphviz runs in a subprocess, many charts at a time. Any line that it prints to standard error, except known
noise about the font configuration, is a problem with the chart's name. Its output is reduced to geometry and
text with classes and `data-` attributes, without colours, font sizes, comments or titles. The figure decides
where text is placed, so the fonts of the machine do not matter.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence, Set
from functools import cache
from importlib.metadata import version
from pathlib import Path

from lxml import etree
from markupsafe import Markup, escape
from msgspec.structs import replace

from generator.charts.dot import dots
from generator.charts.geometry import LEADING, PAD, ROWS, Box, Figure, Item, Line, sized
from generator.drawing import placement
from generator.files import atomic
from generator.files.package import PACKAGE, child_environment
from generator.problems import Problem, ProblemsError

NOISE = re.compile(r'Fontconfig warning: .*unknown element "reset-dirs"')
"""Printed by every run if the font configuration of the machine is newer than the library in the wheel."""

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ADDRESS = re.compile(r"(?!/)[\w./-]*(#[\w.-]+)?")
"""A link inside the site: relative, without scheme, host or query."""

BASELINE = 4.5
"""Distance of the baseline of a line of text below its centre."""


class Pencil:
    """Draws figures, and caches the drawings in a folder by the content of the figure."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self.drawn = 0
        """Number of figures that Graphviz drew."""
        self.files: list[tuple[Figure, Markup]] = []
        """The downloadable figures of the last call, with their drawings."""
        self.illegible: list[str] = []
        """The names of the optional figures of the last call that have no legible picture."""
        self.wanted: set[Path] = set()
        """The cache files of all figures that were requested."""
        self.paths: dict[str, Path] = {}
        """The name of each figure of the last call -> its cache file."""

    def draw(self, figures: Sequence[Figure]) -> dict[str, Markup]:
        """Return name -> SVG for every figure, except optional ones without a legible picture.

        Raises `ProblemsError` with what Graphviz prints.
        """
        paths = {figure.name: self._path(figure) for figure in figures}
        contents = {name: atomic.recall(path) for name, path in paths.items()}
        missing = [figure for figure in figures if contents[figure.name] is None]
        new = _drawings(missing)
        for name, drawing in new.items():
            atomic.keep(paths[name], drawing.encode("utf-8"))
        self.drawn += len(missing)
        self.wanted |= set(paths.values())
        self.paths = paths
        cached = {
            name: Markup(content.decode("utf-8")) for name, content in contents.items() if content is not None
        }
        drawn = {name: drawing for name, drawing in (cached | new).items() if drawing}
        self.files = [
            (sized(figure, drawn[figure.name]), drawn[figure.name])
            for figure in figures
            if figure.file and figure.name in drawn
        ]
        self.illegible = [figure.name for figure in figures if figure.name not in drawn]
        return drawn

    def _path(self, figure: Figure) -> Path:
        key = f"{_stamp()}{figure!r}"
        return self._cache / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.svg"


def _drawings(figures: Sequence[Figure]) -> dict[str, Markup]:
    """Return name -> SVG; empty for an optional figure that Graphviz cannot draw legibly."""
    optional = [figure for figure in figures if figure.optional]
    try:
        parts = _run(figures)
    except ProblemsError:  # each optional figure alone, so that the others do not suffer for it
        if not optional:
            raise
        needed = [figure for figure in figures if not figure.optional]
        return _drawings(needed) | {figure.name: _if_legible(figure) for figure in optional}
    return {
        figure.name: _if_legible(figure, part) if figure.optional else _drawing(part, figure)
        for figure, part in zip(figures, parts, strict=True)
    }


def _if_legible(figure: Figure, parts: Sequence[str] | None = None) -> Markup:
    """Return the SVG of an optional figure, in its spare layouts if the others are illegible, or nothing.

    `parts` are what Graphviz drew of `layouts`, if it has drawn them already.
    """
    try:
        return _drawing(parts or _run([figure])[0], figure)
    except ProblemsError:  # what is wrong with the picture, which the page then does without
        if not figure.spare:
            return Markup()
    return _if_legible(replace(figure, layouts=figure.spare, spare=(), form=f"{figure.form} {ROWS}"))


def _drawing(parts: Sequence[str], figure: Figure) -> Markup:
    """Return the SVG of a figure; of several layouts, the best. Raises `ProblemsError` for a bad picture."""
    if not figure.layouts:
        return clean(parts, figure)
    placed = [placement.read(svg, layout) for svg, layout in zip(parts, figure.layouts, strict=True)]
    best = min(placed, key=lambda picture: picture.cost(figure.width))
    problems = [Problem(figure.name, 1, message) for message in best.problems(figure.width)]
    if problems:
        raise ProblemsError(problems)
    return placement.draw(best, figure)


def tidy(cache: Path, wanted: Set[Path]) -> None:
    """Delete cached drawings that are not wanted any more, and unfinished files of killed runs."""
    atomic.sweep(cache)
    for path in cache.glob("*.svg"):
        if path not in wanted:
            path.unlink()


@cache
def _stamp() -> str:
    """Return a key that changes with Graphviz and the drawing code; a change invalidates the whole cache."""
    sources = sorted([*Path(__file__).parent.glob("*.py"), *(PACKAGE / "charts").glob("*.py")])
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"{version('pygraphviz')} {code}"


def _run(figures: Sequence[Figure]) -> list[list[str]]:
    """Return the SVG of each figure in one or more parts, as Graphviz draws them.

    Raises `ProblemsError` with every line that Graphviz prints, except noise.
    """
    texts = [
        [("dot", layout.dot) for layout in figure.layouts]
        if figure.layouts
        else [("nop2", text) for text in dots(figure)]
        for figure in figures
    ]
    if not texts:
        return []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "stderr"
        process = subprocess.run(
            [sys.executable, "-m", "generator.drawing.graphviz_worker", str(log)],
            input=json.dumps([text for parts in texts for text in parts]),
            stdout=subprocess.PIPE,
            env=child_environment(),
            text=True,
            encoding="utf-8",
            check=False,
        )
        if process.returncode:
            errors = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
            last = (errors.strip().splitlines() or [f"exit code {process.returncode}"])[-1]
            raise ProblemsError([Problem(figures[0].name, 1, f"Graphviz failed: {last}")])
    answers = iter(json.loads(process.stdout))
    drawn = [[next(answers) for _ in parts] for parts in texts]
    problems = [
        Problem(figure.name, 1, f"Graphviz: {line.strip()}")
        for figure, parts in zip(figures, drawn, strict=True)
        for _, errors in parts
        for line in without_noise(errors)
    ]
    if problems:
        raise ProblemsError(problems)
    return [[svg for svg, _ in parts] for parts in drawn]


def without_noise(errors: str) -> list[str]:
    """Return the lines of standard error that are not known noise."""
    return [line for line in errors.splitlines() if line.strip() and not NOISE.fullmatch(line.strip())]


def clean(parts: Sequence[str], figure: Figure) -> Markup:
    """Return the SVG of a figure from the parts that Graphviz drew."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    roots = [etree.fromstring(part.encode(), parser) for part in parts]
    shapes = {
        str(group.get("id")): group for root in roots for group in root.iter(f"{SVG}g") if group.get("id")
    }
    size = f"{_number(figure.width)} {_number(figure.height)}"
    head = (
        f'<svg class="chart__{escape(figure.form)}" viewBox="0 0 {size}" role="group"'
        f' aria-labelledby="{escape(figure.title)}">'
    )
    items = "".join(_item(place, item, shapes) for place, item in enumerate(figure.items))
    return Markup(f"{head}{items}</svg>")


def _item(place: int, item: Item, shapes: Mapping[str, etree._Element]) -> str:
    lines = "".join(_line(shapes[f"e_{place}_{number}"], line) for number, line in enumerate(item.lines))
    boxes = "".join(_box(shapes[f"{place}_{number}"], box) for number, box in enumerate(item.boxes))
    id_ = {"n": item.id} if item.id else {}
    return f'<g class="{escape(item.kind)}"{_data(id_ | item.data)}>{lines}{boxes}</g>'


def _data(values: Mapping[str, str]) -> str:
    return "".join(f' data-{escape(name)}="{escape(value)}"' for name, value in values.items())


def _line(group: etree._Element, line: Line) -> str:
    """Return an edge of Graphviz as a path of straight segments."""
    strokes = [_straight(path.get("d", "")) for path in group.iter(f"{SVG}path")]
    return f'<path class="l {escape(line.kind)}" d="{"".join(strokes)}"/>'


def _straight(spline: str) -> str:
    """Return a cubic spline whose control points are its ends as a path of straight segments."""
    numbers = [float(number) for number in NUMBER.findall(spline)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))[::3]
    x, y = points[0]
    path = f"M{_number(x)} {_number(y)}"
    for here_x, here_y in points[1:]:
        if here_x == x and here_y != y:
            path += f"V{_number(here_y)}"
        elif here_y == y and here_x != x:
            path += f"H{_number(here_x)}"
        elif (here_x, here_y) != (x, y):
            path += f"L{_number(here_x)} {_number(here_y)}"
        x, y = here_x, here_y
    return path


def _box(group: etree._Element, box: Box) -> str:
    """Return a node of Graphviz as a rectangle with text, inside a link if the box has one."""
    numbers = [
        float(number)
        for polygon in group.iter(f"{SVG}polygon")
        for number in NUMBER.findall(polygon.get("points", ""))
    ]
    xs, ys = numbers[::2], numbers[1::2]
    shape = (
        f'<rect x="{_number(min(xs))}" y="{_number(min(ys))}" width="{_number(max(xs) - min(xs))}"'
        f' height="{_number(max(ys) - min(ys))}" rx="{_number(box.radius)}"/>'
    )
    content = shape + _text(group, box)
    if not box.href:
        return content
    if not ADDRESS.fullmatch(box.href):
        raise ValueError(
            f"a chart may only link inside the site, not to `{box.href}`; expected a relative address"
        )
    name = f' aria-label="{escape(box.name)}"' if box.name != " ".join(box.label.lines) else ""
    return f'<a href="{escape(box.href)}"{name}>{content}</a>'


def _text(group: etree._Element, box: Box) -> str:
    """Return the lines of a label as Graphviz wrote them, at the places that the figure gives them."""
    lines = [text.text or "" for text in group.iter(f"{SVG}text")]
    if not lines:
        return ""
    x = _number(box.centre if box.label.middle else box.x + PAD)
    top = box.middle - (len(lines) - 1) * LEADING / 2 + BASELINE
    first, *others = lines
    rest = "".join(
        f' <tspan x="{x}" y="{_number(top + place * LEADING)}">{escape(line)}</tspan>'
        for place, line in enumerate(others, 1)
    )
    flags = (("m", box.label.middle), ("h", box.label.bold))
    classes = " ".join(name for name, is_set in flags if is_set)
    attribute = f' class="{classes}"' if classes else ""
    return f'<text{attribute} x="{x}" y="{_number(top)}">{escape(first)}{rest}</text>'


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
