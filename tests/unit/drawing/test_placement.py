"""Graphs that `dot` places: clean pictures of real data, and a message for what is wrong with one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.charts import statement_layout, statements
from generator.charts.geometry import FORMATS, Arc, Figure, File, Label, Layout, Vertex
from generator.charts.organisation import Composer
from generator.drawing import downloads
from generator.drawing.palette import THEME
from generator.drawing.placement import Placed, draw, read, source
from generator.drawing.svg import Pencil, _run
from generator.plan.pages import Page
from generator.problems import ProblemsError
from tests.support import charted

LANGUAGES = [language.code for language in charted.dataset().published]


def figures(code: str) -> tuple[Figure, Figure]:
    """The chart of who appoints whom in one language, wide and narrow."""
    composer = Composer(
        *charted.localization(charted.dataset(), code), Page("appointments.html", "appointments")
    )
    found = statements.compose(
        composer,
        lambda eid: (composer.localization.place(composer.index.provisions[eid]), "x.html"),
    )
    assert found
    words = {"to": "кому", "consent": "с согласия", "appoints": "назначает"}
    return statement_layout.figures(found, words, "who", "t")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_chart_is_clean_within_its_width_and_the_same_to_the_byte(code: str, tmp_path: Path) -> None:
    both = figures(code)
    drawn = Pencil(tmp_path / "one").draw(both)
    assert drawn == Pencil(tmp_path / "two").draw(figures(code))
    assert "chart__rows" not in drawn["who-wide"]
    for figure, limit in zip(both, (1150, 343), strict=True):
        size = re.search(r'viewBox="0 0 ([\d.]+)', drawn[figure.name])
        assert size and float(size[1]) <= limit
        assert "fill=" not in drawn[figure.name] and "stroke=" not in drawn[figure.name]


def test_a_chart_drawn_from_its_cache_keeps_its_size(tmp_path: Path) -> None:
    figure, _ = figures("kk")
    Pencil(tmp_path).draw([figure])
    again = Pencil(tmp_path)
    again.draw([figure])
    assert again.drawn == 0


@pytest.mark.parametrize("place", [0, 1], ids=["wide", "narrow"])
def test_the_dot_of_a_laid_out_chart_has_no_position_and_draws_the_same(place: int, tmp_path: Path) -> None:
    figure = figures("ru")[place]
    drawing = Pencil(tmp_path).draw([figure])[figure.name]
    text = re.sub(r'\bpos="[^"]*"', "", source(figure, drawing))
    assert text == source(figure, drawing)
    (chosen,) = [layout for layout in figure.layouts if layout.dot == text]
    alone = replace(figure, layouts=(chosen,))
    again = Pencil(tmp_path).draw([alone])[figure.name]
    assert again == re.sub(r' data-layout="\d+"', "", drawing)


def test_every_chart_has_its_dot_as_a_download(tmp_path: Path) -> None:
    pinned = replace(charted.figures(charted.dataset())[0], file=File("org.kk", "t"))
    small = replace(pinned, name="near", file=File("near.kk", "t", formats=("dot",)))
    pencil = Pencil(tmp_path)
    pencil.draw([pinned, small])
    found = dict(downloads.files(pencil.files, (), tmp_path, THEME))
    folder = downloads.FOLDER
    assert set(found) == {f"{folder}/org.kk.{suffix}" for suffix in FORMATS} | {f"{folder}/near.kk.dot"}
    assert str(found[f"{folder}/org.kk.dot"]).startswith("digraph")


def vertex(name: str, width: float = 60) -> Vertex:
    """A box with its name as its label."""
    return Vertex(name, "post", width, 30, Label((name,)))


def placed(lines: Mapping[str, tuple[tuple[float, float], ...]], width: float = 300) -> Placed:
    """A picture of two boxes with others' lines."""
    vertices = (vertex("a"), vertex("b"), vertex("c"))
    arcs = tuple(Arc(name, "appoints", ("a", "b")) for name in lines)
    boxes = {
        "a": (0.0, 0.0, 60.0, 30.0),
        "b": (200.0, 0.0, 260.0, 30.0),
        "c": (100.0, 0.0, 160.0, 30.0),
    }
    return Placed(Layout("", vertices, arcs), width, 100, boxes, dict(lines), {})


def test_a_line_through_a_box_is_a_problem() -> None:
    (message,) = placed({"e": ((60, 15), (200, 15))}).problems(300)
    assert message == "the line `a` – `b` passes through the box `c`"


def test_lines_closer_than_three_units_are_a_problem() -> None:
    lines = {"e": ((60.0, 50.0), (200.0, 50.0)), "f": ((60.0, 52.0), (200.0, 52.0))}
    (message,) = placed(lines).problems(300)
    assert (
        message == "the lines `a` – `b` and `a` – `b` are 2.0 units apart, expected at least 3;"
        " reorder or shorten the relations that they show"
    )
    lines["f"] = ((60.0, 54.0), (200.0, 54.0))
    assert not list(placed(lines).problems(300))


def test_a_chart_that_is_too_wide_is_a_problem() -> None:
    (message,) = placed({}, width=400).problems(343)
    assert message == "the chart is 400 units wide, expected at most 343; shorten a name"


def test_a_bad_picture_stops_the_build_with_the_name_of_the_chart(tmp_path: Path) -> None:
    dot = 'digraph { n0 [shape=box fixedsize=true fontsize=4 width=5 height=1 id=n0 label="a"] }'
    figure = Figure(
        "who.kk-narrow", 343, 0, (), "narrow", "t", layouts=(Layout(dot, (vertex("n0", 360),), ()),)
    )
    with pytest.raises(ProblemsError, match=r"who\.kk-narrow.*units wide, expected at most 343"):
        Pencil(tmp_path).draw([figure])


def test_the_words_of_a_box_are_escaped() -> None:
    hostile = '<b>&"</b>'
    dot = 'digraph { n0 [shape=box fixedsize=true fontsize=4 width=2 height=1 id=n0 label=""] }'
    box = Vertex("n0", "post", 144, 72, Label((hostile,)), href="a.html", spoken=hostile)
    figure = Figure("n", 343, 0, (), "narrow", "t", layouts=(Layout(dot, (box,), ()),))
    (svg,) = _run([figure])[0]
    drawing = draw(read(svg, figure.layouts[0]), figure)
    assert "<b>" not in drawing and "&lt;b&gt;&amp;&#34;" in drawing
