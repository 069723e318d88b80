"""The lines of a graph without positions are those of the graphviz package."""

from __future__ import annotations

import graphviz
import pytest

from generator.charts.geometry import Label, Vertex
from generator.charts.graph import GraphWriter

LABELS = ("Отдел", "<b>", 'a "b"', "back\\slash", "node", "12", "", "a & b", "a\\n")


def written(body: list[str]) -> list[str]:
    """The lines after those that set up the graph."""
    start = next(place for place, line in enumerate(body) if line.startswith("\tedge ")) + 1
    return body[start:-1]


@pytest.mark.parametrize("label", LABELS)
def test_lines_are_those_of_the_package(label: str) -> None:
    writer = GraphWriter(rankdir="TB", nodesep=10, ranksep=10, arrowsize=1)
    writer.vertex(Vertex("n0", "unit", 72, 36, Label((label,))), group="node")
    writer.junction("j0", label)
    writer.arc("n0", "j0", "appoints", tip="head", weight="2")
    writer.order(["n0", "j0"], minlen="3")
    writer.rank(["n0", "j0"])
    expected = graphviz.Digraph()
    text = graphviz.escape(label.replace("&", "&amp;")) + r"\n"
    expected.node("n0", label=graphviz.nohtml(text), id="n0", width="1", height="0.5", group="node")
    expected.node("j0", label="", width="0", height="0", style="invis", group=label)
    expected.edge("n0", "j0", id="e0", headclip="false", arrowhead="normal", weight="2")
    expected.edge("n0", "j0", style="invis", minlen="3")
    with expected.subgraph() as group:
        group.attr(rank="same")
        group.node("n0")
        group.node("j0")
    assert written(writer.layout().dot.splitlines()) == [
        line.rstrip("\n") for line in expected.source.splitlines()[1:-1]
    ]
