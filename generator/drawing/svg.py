"""From figures to clean SVG: the only place that runs Graphviz.

Graphviz runs in a process of its own, many charts in one go; any line that it prints on the error channel,
but for the known noise of font configuration, is a fault with the chart's name. What comes back is made small
and plain: geometry and words with classes and `data-` attributes, without colours, sizes, comments or titles.
Where the words stand is decided by the figure, so no font of this machine matters.
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
from markupsafe import Markup

from generator.charts.dot import dots
from generator.charts.geometry import LEADING, PAD, Box, Figure, Item, Line
from generator.files import atomic
from generator.files.package import PACKAGE, child_environment
from generator.problems import Problem, ProblemsError

NOISE = re.compile(r'Fontconfig warning: .*unknown element "reset-dirs"')
"""What every run prints where the machine's font configuration is newer than the library in the wheel."""

CLOSING = b"</svg>"
"""How a kept drawing ends; one cut short does not."""

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
ADDRESS = re.compile(r"(?!/)[\w./-]*(#[\w.-]+)?")
"""A link that stays in the site: relative, without a scheme, a host or a query."""

BASELINE = 4.5
"""How far below the middle of its line a row of letters stands."""


class Pencil:
    """Draws figures, and keeps the drawings in a folder by what they were made from."""

    def __init__(self, kept: Path) -> None:
        self._kept = kept
        self.drawn = 0
        """How many figures Graphviz had to draw."""
        self.files: list[tuple[Figure, Markup]] = []
        """The figures of the last call that can be taken away as files, with their drawings."""
        self.wanted: set[Path] = set()
        """The kept files of all the figures that were asked for."""

    def draw(self, figures: Sequence[Figure]) -> dict[str, Markup]:
        """Return name -> SVG for every figure. Raises `ProblemsError` with whatever Graphviz had to say."""
        paths = {figure.name: self._path(figure) for figure in figures}
        kept = {name: atomic.recall(path, CLOSING) for name, path in paths.items()}
        missing = [figure for figure in figures if kept[figure.name] is None]
        made = {
            figure.name: clean(parts, figure) for figure, parts in zip(missing, _run(missing), strict=True)
        }
        for name, drawing in made.items():
            atomic.keep(paths[name], drawing.encode("utf-8"))
        self.drawn += len(missing)
        self.wanted |= set(paths.values())
        known = {name: Markup(content.decode("utf-8")) for name, content in kept.items() if content}
        drawn = known | made
        self.files = [(figure, drawn[figure.name]) for figure in figures if figure.file]
        return drawn

    def _path(self, figure: Figure) -> Path:
        made_from = f"{_stamp()}{figure!r}"
        return self._kept / f"{hashlib.sha256(made_from.encode()).hexdigest()[:32]}.svg"


def tidy(kept: Path, wanted: Set[Path]) -> None:
    """Throw away the kept drawings that nobody asked for again, and what killed runs left unfinished."""
    atomic.sweep(kept)
    for path in kept.glob("*.svg"):
        if path not in wanted:
            path.unlink()


@cache
def _stamp() -> str:
    """Return what changes whenever Graphviz or the code that draws does: every kept drawing is then stale."""
    sources = (
        Path(__file__),
        Path(__file__).with_name("graphviz_worker.py"),
        PACKAGE / "charts" / "dot.py",
    )
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"{version('pygraphviz')} {code}"


def _run(figures: Sequence[Figure]) -> list[list[str]]:
    """Have Graphviz draw figures, each in one or more parts.

    Raises `ProblemsError` with every line that it prints but the noise.
    """
    texts = [dots(figure) for figure in figures]
    if not texts:
        return []
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "said"
        done = subprocess.run(
            [sys.executable, "-m", "generator.drawing.graphviz_worker", str(log)],
            input=json.dumps([text for parts in texts for text in parts]),
            stdout=subprocess.PIPE,
            env=child_environment(),
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            said = log.read_text(encoding="utf-8", errors="replace") if log.is_file() else ""
            last = (said.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            raise ProblemsError([Problem(figures[0].name, 1, f"the engine stopped: {last}")])
    answers = iter(json.loads(done.stdout))
    drawn = [[next(answers) for _ in parts] for parts in texts]
    problems = [
        Problem(figure.name, 1, f"Graphviz says: {line.strip()}")
        for figure, parts in zip(figures, drawn, strict=True)
        for _, said in parts
        for line in objections(said)
    ]
    if problems:
        raise ProblemsError(problems)
    return [[svg for svg, _ in parts] for parts in drawn]


def objections(said: str) -> list[str]:
    """Return the lines of the error channel that are not the known noise."""
    return [line for line in said.splitlines() if line.strip() and not NOISE.fullmatch(line.strip())]


def clean(parts: Sequence[str], figure: Figure) -> Markup:
    """Return the SVG of a figure from the parts that Graphviz drew."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    roots = [etree.fromstring(part.encode(), parser) for part in parts]
    shapes = {str(one.get("id")): one for root in roots for one in root.iter(f"{SVG}g") if one.get("id")}
    head = Markup('<svg class="chart__{}" viewBox="0 0 {} {}" role="group" aria-labelledby="{}">').format(
        figure.form, _number(figure.width), _number(figure.height), figure.title
    )
    items = Markup("").join(_item(place, item, shapes) for place, item in enumerate(figure.items))
    return head + items + Markup("</svg>")


def _item(place: int, item: Item, shapes: Mapping[str, etree._Element]) -> Markup:
    lines = Markup("").join(
        _line(shapes[f"e_{place}_{number}"], line) for number, line in enumerate(item.lines)
    )
    boxes = Markup("").join(_box(shapes[f"{place}_{number}"], box) for number, box in enumerate(item.boxes))
    named = {"n": item.id} if item.id else {}
    return Markup('<g class="{}"{}>{}{}</g>').format(item.kind, _data(named | item.data), lines, boxes)


def _data(values: Mapping[str, str]) -> Markup:
    return Markup("").join(Markup(' data-{}="{}"').format(name, value) for name, value in values.items())


def _line(group: etree._Element, line: Line) -> Markup:
    """Return an edge as one path of straight pieces, as Graphviz placed them."""
    strokes = [_straight(path.get("d", "")) for path in group.iter(f"{SVG}path")]
    return Markup('<path class="l {}" d="{}"/>').format(line.kind, "".join(strokes))


def _straight(spline: str) -> str:
    """Turn a spline whose control points are its ends into horizontal, vertical and slanting pieces."""
    numbers = [float(one) for one in NUMBER.findall(spline)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))[::3]
    x, y = points[0]
    found = f"M{_number(x)} {_number(y)}"
    for here_x, here_y in points[1:]:
        if here_x == x and here_y != y:
            found += f"V{_number(here_y)}"
        elif here_y == y and here_x != x:
            found += f"H{_number(here_x)}"
        elif (here_x, here_y) != (x, y):
            found += f"L{_number(here_x)} {_number(here_y)}"
        x, y = here_x, here_y
    return found


def _box(group: etree._Element, box: Box) -> Markup:
    """Return a node as a rectangle with its words, inside a link where it leads somewhere."""
    numbers = [
        float(one) for path in group.iter(f"{SVG}polygon") for one in NUMBER.findall(path.get("points", ""))
    ]
    across, down = numbers[::2], numbers[1::2]
    shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        _number(min(across)),
        _number(min(down)),
        _number(max(across) - min(across)),
        _number(max(down) - min(down)),
        _number(box.radius),
    )
    inside = shape + _words(group, box)
    if not box.href:
        return inside
    if not ADDRESS.fullmatch(box.href):
        raise ValueError(f"a chart may only lead into the site, not to `{box.href}`")
    name = (
        Markup(' aria-label="{}"').format(box.name) if box.name != " ".join(box.label.lines) else Markup("")
    )
    return Markup('<a href="{}"{}>{}</a>').format(box.href, name, inside)


def _words(group: etree._Element, box: Box) -> Markup:
    """Return the words that Graphviz was given, each line at the place that the figure gives it."""
    words = [text.text or "" for text in group.iter(f"{SVG}text")]
    if not words:
        return Markup("")
    x = _number(box.centre if box.label.middle else box.x + PAD)
    top = box.middle - (len(words) - 1) * LEADING / 2 + BASELINE
    first, *others = words
    rest = Markup("").join(
        Markup(' <tspan x="{}" y="{}">{}</tspan>').format(x, _number(top + place * LEADING), line)
        for place, line in enumerate(others, 1)
    )
    style = " ".join(name for name, is_so in (("m", box.label.middle), ("h", box.label.bold)) if is_so)
    marked = Markup(' class="{}"').format(style) if style else Markup("")
    return Markup('<text{} x="{}" y="{}">{}{}</text>').format(marked, x, _number(top), first, rest)


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") or "0"
