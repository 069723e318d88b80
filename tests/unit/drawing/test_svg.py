"""Figures as SVG: plain, reproducible to the byte, and with every message of Graphviz reported."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from markupsafe import escape

from generator.charts.geometry import Box, Figure, File, Item, Label, Line
from generator.drawing import downloads
from generator.drawing import svg as drawing_svg
from generator.drawing.palette import THEME
from generator.drawing.svg import Pencil, clean, tidy, without_noise
from generator.problems import ProblemsError
from tests.support import charted

NOISE = 'Fontconfig warning: "/etc/fonts/conf.d/05-reset-dirs.conf", line 6: unknown element "reset-dirs"'


def small(text: str = "Сөз", href: str = "bodies/a.html") -> Figure:
    """Return a figure of a box with a label, and a line to it."""
    box = Box(10, 20, 100, 44, Label((text,)), href, text)
    line = Line((((2, 0), (2, 42), (10, 42)),), "structure")
    return Figure("small", 120, 70, (Item("a", "unit", (box,), (line,), {"b": "64"}),), "wide", "t")


def draw(figure: Figure, folder: Path) -> str:
    """Return the drawing of one figure."""
    return str(Pencil(folder).draw([figure])[figure.name])


def test_a_drawing_is_geometry_words_classes_and_data(tmp_path: Path) -> None:
    assert draw(small(), tmp_path) == (
        '<svg class="chart__wide" viewBox="0 0 120 70" role="group" aria-labelledby="t">'
        '<g class="unit" data-n="a" data-b="64"><path class="l structure" d="M2 0V42H10"/>'
        '<a href="bodies/a.html"><rect x="10" y="20" width="100" height="44" rx="5"/>'
        '<text x="20" y="46.5">Сөз</text></a></g></svg>'
    )


@pytest.mark.parametrize(
    "name",
    [
        "ұ" * 1000,
        'a "quoted" name',
        "<b>bold</b>",
        r"\N \G \L",
        "ends with \\",
        "javascript:alert(1)",
        "&amp; <!--",
    ],
)
def test_a_hostile_name_comes_out_as_text(name: str, tmp_path: Path) -> None:
    figures = charted.figures(charted.renamed("finance", name))
    for svg in Pencil(tmp_path).draw(figures).values():
        root = etree.fromstring(str(svg).encode())
        link = next(link for link in root.iter("a") if link.get("href") == "bodies/finance.html")
        label = "".join("".join(str(text) for text in link.itertext()).split()).rstrip("…")
        assert "".join(name.split()).startswith(label)
        assert not list(root.iter("b"))
        assert all(not str(key).startswith("on") for element in root.iter() for key in element.attrib)


def test_a_label_with_escapes_of_dot_is_drawn_as_it_is(tmp_path: Path) -> None:
    for text in (r"\N", r"a\l", r"\\", "<", ">", "<x>", '"', "x\\"):
        assert f">{escape(text)}</text>" in draw(small(text), tmp_path)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "//host/x", "https://example.org/", "x?y=1"])
def test_a_chart_links_only_inside_the_site(href: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="may only link inside the site"):
        draw(small(href=href), tmp_path)


def test_drawings_are_reproducible_to_the_byte(tmp_path: Path) -> None:
    figures = charted.figures(charted.dataset())
    assert Pencil(tmp_path / "a").draw(figures) == Pencil(tmp_path / "b").draw(figures)


def test_unchanged_figures_come_from_the_cache(tmp_path: Path) -> None:
    figures = charted.figures(charted.dataset())
    first, again = Pencil(tmp_path), Pencil(tmp_path)
    first.draw(figures)
    again.draw(figures)
    assert (first.drawn, again.drawn) == (2, 0)
    changed = Pencil(tmp_path)
    changed.draw(charted.figures(charted.renamed("finance", "Басқа")))
    tidy(tmp_path, changed.wanted)
    assert changed.drawn == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_only_known_noise_is_ignored() -> None:
    assert without_noise(f"{NOISE}\n\n") == []
    wrong = "Warning: node 'x', graph 'chart' size too small for label"
    assert without_noise(f"{NOISE}\n{wrong}\n") == [wrong]
    assert without_noise("Fontconfig error: Cannot load default config file") != []


def test_a_message_of_graphviz_is_a_problem_with_the_name_of_the_chart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        drawing_svg,
        "dots",
        lambda figure: ['digraph { a [shape=box fixedsize=true width=.1 height=.1 label="too long"] }'],
    )
    with pytest.raises(
        ProblemsError, match=r"small:1: Graphviz: Warning: node 'a'.*size too small for label"
    ):
        draw(small(), tmp_path)
    monkeypatch.setattr(drawing_svg, "dots", lambda figure: ["digraph { a [ }"])
    with pytest.raises(ProblemsError, match="small:1: Graphviz: "):
        draw(small(), tmp_path)
    assert not list(tmp_path.glob("*.svg"))


def test_a_download_has_its_own_colours_and_no_links(tmp_path: Path) -> None:
    drawing = draw(small(), tmp_path)
    file = File("small", "Сызба", (("structure", "құрылым"),))
    content = downloads.svg(drawing, small(), file, ("Ресми емес",), THEME)
    assert "<style>" in content and "Ресми емес" in content and "құрылым" in content
    assert not re.search(r"var\(|href|data-|<a\b", content)
    etree.fromstring(content.encode())
    assert downloads.png(content, tmp_path) == downloads.png(content, tmp_path / "other")


def test_a_drawing_keeps_nothing_of_graphviz_but_geometry_and_text() -> None:
    raw = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g id="0_0"><title>secret</title>'
        '<polygon points="1,2 11,2 11,8 1,8" fill="red"/><text>x</text></g></svg>'
    )
    figure = Figure("f", 20, 10, (Item("", "frame", (Box(1, 2, 10, 6, Label(("x",))),)),), "near", "t")
    assert "red" not in clean([raw], figure) and "secret" not in clean([raw], figure)
