"""Writes a figure as DOT, with every node and stroke pinned to its place, so that Graphviz places nothing.

Labels are untrusted: the `graphviz` package quotes them, escapes (`\\N`) are doubled and a label is never
read as HTML. Nodes are named by number, so that no id of the data can be read as a port.
"""

from __future__ import annotations

from itertools import pairwise

import graphviz

from generator.charts.geometry import Box, Figure, Point

UNITS = 72.0
"""Units of a chart per inch, in which Graphviz measures sizes."""

FONT_SIZE = "4"
"""A size so small that no font of the machine overflows a box; the labels are already measured."""

MAX_NODES = 900
"""Most nodes in one graph; above a thousand Graphviz warns that it may take long."""

END = "end"
"""The node that every edge starts and ends at; edges have fixed places, so only their ids matter."""


def dots(figure: Figure) -> list[str]:
    """Return a figure as DOT, in several graphs where it has more than `MAX_NODES` items.

    Node `i_b` is box b of item i, edge `e_i_l` line l of item i.
    """
    parts: list[graphviz.Digraph] = []
    for place, item in enumerate(figure.items):
        if place % MAX_NODES == 0:
            parts.append(_graph())
        for number, box in enumerate(item.boxes):
            _node(parts[-1], f"{place}_{number}", box)
        for number, line in enumerate(item.lines):
            strokes = ";".join(_spline(stroke) for stroke in line.strokes)
            parts[-1].edge(END, END, id=f"e_{place}_{number}", pos=strokes)
    return [str(part.source) for part in parts]


def _graph() -> graphviz.Digraph:
    graph = graphviz.Digraph("chart", graph_attr={"notranslate": "true", "splines": "true", "pad": "0"})
    graph.attr("node", shape="box", fixedsize="true", fontsize=FONT_SIZE, margin="0", fontname="sans-serif")
    graph.attr("edge", arrowhead="none")
    graph.node(END, label="", shape="point", style="invis", width="0", pos="0,0!")
    return graph


def _node(graph: graphviz.Digraph, name: str, box: Box) -> None:
    # Graphviz reads character references in labels: an ampersand has to be one itself.
    text = "".join(graphviz.escape(line.replace("&", "&amp;")) + r"\l" for line in box.label.lines)
    graph.node(
        name,
        label=graphviz.nohtml(text),
        pos=f"{_number(box.centre)},{_number(-box.middle)}!",
        width=_number(box.width / UNITS, 5),
        height=_number(box.height / UNITS, 5),
        id=name,
        **({"URL": graphviz.escape(box.href)} if box.href else {}),
    )


def _spline(points: tuple[Point, ...]) -> str:
    """Return straight segments as a cubic spline, as Graphviz expects: each end is its own control point."""
    places = [f"{_number(x)},{_number(-y)}" for x, y in points]
    return " ".join([places[0], *(f"{before} {here} {here}" for before, here in pairwise(places))])


def _number(value: float, digits: int = 2) -> str:
    return f"{value:.{digits}f}".rstrip("0").rstrip(".")
