"""Writes graphs as DOT without any position, for `dot` to rank, order, place and route.

Labels are escaped as in `dot`; nodes and edges are named by number, so that no id of the data can be read as
a port.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import graphviz

from generator.charts.dot import FONT_SIZE, UNITS
from generator.charts.geometry import Arc, Label, Layout, Vertex

TIPS = {
    "appoints": "normal",
    "consent": "odiamond",
    "proposes": "onormal",
    "law": "onormal",
    "chairs": "dot",
    "answers": "vee",
    "heads": "box",
}
"""Kind of line -> the arrowhead of Graphviz. With its dashes, each kind is known without colour."""


class GraphWriter:
    """Collects the nodes and edges of one graph."""

    def __init__(self, *, rankdir: str, nodesep: float, ranksep: float, arrowsize: float) -> None:
        self._graph = graphviz.Digraph(
            "chart",
            graph_attr={
                "rankdir": rankdir,
                "splines": "ortho",
                "nodesep": _inches(nodesep),
                "ranksep": _inches(ranksep),
                "pad": "0.014",
                "margin": "0",
            },
        )
        self._graph.attr(
            "node", shape="box", fixedsize="true", fontsize=FONT_SIZE, margin="0", fontname="sans-serif"
        )
        self._graph.attr("edge", arrowsize=f"{arrowsize:g}", arrowhead="none")
        self._vertices: list[Vertex] = []
        self._arcs: list[Arc] = []
        self._junctions: set[str] = set()

    def vertex(self, vertex: Vertex, **attributes: str) -> None:
        """Add a box."""
        self._vertices.append(vertex)
        lines = (*vertex.label.lines, *vertex.note)
        text = "".join(graphviz.escape(line.replace("&", "&amp;")) + r"\n" for line in lines)
        self._graph.node(
            vertex.name,
            label=graphviz.nohtml(text),
            id=vertex.name,
            width=_inches(vertex.width),
            height=_inches(vertex.height),
            **attributes,
        )

    def junction(self, name: str, group: str) -> None:
        """Add a point that lines meet in; the points of a group stand below each other."""
        self._junctions.add(name)
        self._graph.node(name, label="", width="0", height="0", style="invis", group=group)

    def arc(
        self, tail: str, head: str, kind: str, *, tip: str = "", lane: str = "", **attributes: str
    ) -> None:
        """Add a line of a kind; `tip` says which end has the arrowhead, `head` or `tail`.

        `lane` is the lane that the line is a piece of, begins or ends at, where the graph has lanes. A line
        reaches into a junction, so that the pieces of a lane join without a gap.
        """
        name = f"e{len(self._arcs)}"
        self._arcs.append(Arc(name, kind, (tail, head), lane))
        arrows = {"tailclip": "false"} if tail in self._junctions else {}
        if head in self._junctions:
            arrows["headclip"] = "false"
        if tip == "head":
            arrows["arrowhead"] = TIPS[kind]
        elif tip == "tail":
            arrows |= {"dir": "back", "arrowtail": TIPS[kind]}
        self._graph.edge(tail, head, id=name, **arrows, **attributes)

    def order(self, names: Sequence[str], **attributes: str) -> None:
        """Keep nodes in an order, by lines that are not drawn."""
        for before, after in pairwise(names):
            self._graph.edge(before, after, style="invis", **attributes)

    def rank(self, names: Iterable[str], rank: str = "same") -> None:
        """Put nodes into one rank: `same`, `min` for the first or `max` for the last."""
        with self._graph.subgraph() as group:
            group.attr(rank=rank)
            for name in names:
                group.node(name)

    def layout(self) -> Layout:
        """Return the graph."""
        return Layout(str(self._graph.source), tuple(self._vertices), tuple(self._arcs))


def text_height(label: Label, note: Sequence[str], leading: float, pad: float, least: float = 0) -> float:
    """Return the height of a box with a label and the lines under it, an even number of units."""
    height = max((len(label.lines) + len(note)) * leading + pad, least)
    return height + height % 2


def _inches(value: float) -> str:
    return f"{value / UNITS:.5f}".rstrip("0").rstrip(".")
