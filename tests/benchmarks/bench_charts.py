"""How long the charts take: `python -m tests.bench_charts` prints a table.

Layout and drawing of the organisational chart in both widths, of a real and of a large institution; then all
charts of a site, drawn for the first time and taken from what was kept.
"""

from __future__ import annotations

import gzip
import tempfile
import time
from pathlib import Path

from generator.builder import preparation
from generator.builder.project import Project
from generator.charts.geometry import Figure
from generator.drawing.svg import Pencil
from generator.plan.pages import Page
from generator.render.page_kinds import page_context
from generator.render.renderer import view_of
from tests.support import charted
from tests.support.paths import ROOT

LARGE = 600


def organisation(number: int) -> tuple[float, float, int]:
    """Return seconds to lay out and to draw both widths, and their compressed size."""
    given = charted.many(number) if number else charted.dataset()
    start = time.perf_counter()
    figures = charted.figures(given)
    laid = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        drawings = Pencil(Path(folder)).draw(figures)
    done = time.perf_counter()
    return laid - start, done - laid, sum(len(gzip.compress(one.encode(), 9)) for one in drawings.values())


def all_charts() -> tuple[int, float, float, float]:
    """Return how many figures a site has, seconds to lay them out, to draw them, and to take them as kept."""
    prepared = preparation.prepare(Project.at(ROOT))
    start = time.perf_counter()
    figures: list[Figure] = []
    kinds = ("chart", "regions", "body", "provision")
    for localization in prepared.localizations:
        pages: list[Page] = [one for one in prepared.plan.pages if one.kind in kinds]
        for page in pages:
            view = view_of(page_context(page, prepared.plan, localization, prepared.proof))
            figures += view.figures
    laid = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        Pencil(Path(folder)).draw(figures)
        drawn = time.perf_counter()
        Pencil(Path(folder)).draw(figures)
        kept = time.perf_counter()
    return len(figures), laid - start, drawn - laid, kept - drawn


def main() -> None:
    """Print the table."""
    for name, number in (("this office", 0), (f"{LARGE} bodies", LARGE)):
        layout, draw, size = organisation(number)
        print(f"{name:<12}  layout {layout:.3f} s  drawing {draw:.3f} s  SVG {size / 1024:.1f} KB gz")
    number, layout, drawn, kept = all_charts()
    print(
        f"all {number} figures: pages with charts {layout:.2f} s, drawn {drawn:.2f} s, as kept {kept:.2f} s"
    )


if __name__ == "__main__":
    main()
