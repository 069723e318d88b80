"""A figure as DOT: every node and every stroke pinned to its place, so that Graphviz places nothing.

Labels are words of strangers: the `graphviz` package quotes them, escapes (`\\N`) are doubled and a label is
never read as HTML. Nodes are named by number and classes carry ids, so no id can be read as a port.
"""

from __future__ import annotations

from itertools import pairwise

import graphviz

from generator.charts.figure import Box, Figure, Line, Point

UNITS = 72.0
"""Units of a chart in an inch, which is what Graphviz measures sizes in."""

LETTERS = "4"
"""The size that Graphviz is told: the measuring is done, so no font of this machine may object to it."""


def dot(figure: Figure) -> str:
    """Return the DOT text of a figure: node `i_b` is box b of item i, edge `e_i_l` its line l."""
    graph = graphviz.Digraph("chart", graph_attr={"notranslate": "true", "splines": "true", "pad": "0"})
    graph.attr("node", shape="box", fixedsize="true", fontsize=LETTERS, margin="0", fontname="sans-serif")
    graph.attr("edge", arrowhead="none")
    for place, item in enumerate(figure.items):
        for number, box in enumerate(item.boxes):
            _node(graph, f"{place}_{number}", box)
        for number, line in enumerate(item.lines):
            _edge(graph, f"e_{place}_{number}", line)
    return str(graph.source)


def _node(graph: graphviz.Digraph, name: str, box: Box) -> None:
    words = "".join(graphviz.escape(line) + r"\l" for line in box.label.lines)
    graph.node(
        name,
        label=graphviz.nohtml(words),
        pos=f"{_number(box.centre)},{_number(-box.middle)}!",
        width=_number(box.width / UNITS, 5),
        height=_number(box.height / UNITS, 5),
        id=name,
        **({"URL": graphviz.escape(box.href)} if box.href else {}),
    )


def _edge(graph: graphviz.Digraph, name: str, line: Line) -> None:
    """Write a line as one edge; its ends are points that are not drawn."""
    for end, point in (("a", line.strokes[0][0]), ("b", line.strokes[-1][-1])):
        graph.node(
            f"{name}{end}",
            label="",
            shape="point",
            style="invis",
            width="0",
            pos=f"{_number(point[0])},{_number(-point[1])}!",
        )
    graph.edge(f"{name}a", f"{name}b", id=name, pos=";".join(_spline(one) for one in line.strokes))


def _spline(points: tuple[Point, ...]) -> str:
    """Return straight pieces as the cubic spline that Graphviz wants: each end is its own control point."""
    places = [f"{_number(x)},{_number(-y)}" for x, y in points]
    return " ".join([places[0], *(f"{before} {here} {here}" for before, here in pairwise(places))])


def _number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")
