"""Chart downloads: SVG files with literal colours, and PNG files with one pinned font.

Inside a page a chart takes its colours from the style sheet. A file has to bring its own, from `palette`, and
a PNG must not depend on the fonts of the machine: it is drawn with Open Sans from the package `ttf-opensans`
(Apache License 2.0), which has every Kazakh letter, and with no other font.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from lxml import etree
from markupsafe import escape

from generator.charts.geometry import SIZE, Figure, File
from generator.charts.statements import HOLLOW, TIPS
from generator.charts.text_metrics import width
from generator.drawing import placement
from generator.drawing.palette import Palette
from generator.files import atomic

FOLDER = "assets/charts"
NS = "http://www.w3.org/2000/svg"
SCALE = 2
"""Pixels of the PNG per unit of the chart."""

MARGIN = 24.0
LEADING = 18.0
SAMPLE = 36.0
"""Length of a line in the legend."""


def style(palette: Palette) -> str:
    """Return the style sheet of a download: what it needs of `charts.css`, in literal colours."""
    strong = ".office {0},.head {0},.body-kind {0},.agency {0},.actor {0}"
    fills = "".join(
        f".{kind} rect{{fill:{fill.ground};stroke:{fill.edge}}}" for kind, fill in palette.fills().items()
    )
    return (
        f'text{{font:12.5px "Open Sans","Noto Sans","DejaVu Sans",sans-serif;fill:{palette.ink}}}'
        f".m{{text-anchor:middle}}.h{{font-weight:700}}.note{{fill:{palette.soft}}}"
        ".title{font-size:20px;font-weight:700}"
        f"rect{{fill:{palette.paper};stroke:{palette.line};stroke-width:1}}"
        f".l{{fill:none;stroke:{palette.track};stroke-width:1.2}}"
        ".accountability{stroke-dasharray:7 4}.chairing{stroke-dasharray:1.5 3.5;stroke-width:1.8}"
        ".consent{stroke-dasharray:9 3 2 3}"
        ".answers{stroke-dasharray:14 4}.proposes{stroke-dasharray:6 4}.law{stroke-dasharray:1 3}"
        ".chairs{stroke-dasharray:1.5 3.5;stroke-width:2}.consent{stroke-dasharray:10 3 2 3}"
        f".tip{{fill:{palette.track};stroke-dasharray:none}}.open{{fill:{palette.paper}}}.n{{font-weight:400}}"
        f".says rect{{fill:{palette.wash};stroke:none}}.says text{{stroke:none;stroke-width:0}}"
        f".frame rect{{fill:{palette.wash}}}"
        ".collegial rect,.group rect,.legislation rect{stroke-dasharray:4 3}.city rect{stroke-dasharray:5 3}"
        f"{strong.format('rect')}{{fill:{palette.strong};stroke:{palette.strong}}}"
        f"{strong.format('text')}{{fill:{palette.on_strong}}}"
        f"{fills}.region rect{{fill:none;stroke:none}}"
    )


def files(
    drawn: Iterable[tuple[Figure, str]], notes: tuple[str, ...], pictures: Path, palette: Palette
) -> Iterator[tuple[str, str | bytes]]:
    """Yield (address, content) of the SVG, PNG and DOT of every figure that can be downloaded.

    `drawn` are figures with their SVG; `notes` are the lines below a chart, such as the date of the text.
    PNGs are cached in the folder `pictures`.
    """
    for figure, drawing in drawn:
        if not figure.file:
            continue
        address, formats = f"{FOLDER}/{figure.file.name}", figure.file.formats
        if "dot" in formats:
            yield f"{address}.dot", placement.source(figure, drawing)
        if "svg" in formats:
            content = svg(drawing, figure, figure.file, notes, palette)
            yield f"{address}.svg", content
            yield f"{address}.png", png(content, pictures)


def svg(drawing: str, figure: Figure, file: File, notes: tuple[str, ...], palette: Palette) -> str:
    """Return a drawing as a file of its own: title above, legend and notes below, no links, no `data-`."""
    root = etree.fromstring(drawing.encode())
    for element in root.iter():
        if element.tag == "a":
            element.tag = "g"
        for name in [*element.attrib]:
            if str(name).startswith(("data-", "aria-")) or name in ("href", "role"):
                del element.attrib[name]
    chart = "".join(etree.tostring(child, encoding="unicode") for child in root)
    full_width, chart_top = figure.width + 2 * MARGIN, 2 * MARGIN + 14
    rows_top = chart_top + figure.height + LEADING
    rows = [*_legend(file.legend, figure.width), *(_note(note) for note in notes)]
    footer = "".join(
        f'<g transform="translate({MARGIN:g} {rows_top + place * LEADING:g})">{row}</g>'
        for place, row in enumerate(rows)
    )
    full_height = rows_top + LEADING * len(rows) + MARGIN / 2
    return (
        f'<svg xmlns="{NS}" width="{full_width:g}" height="{full_height:g}"'
        f' viewBox="0 0 {full_width:g} {full_height:g}" role="img">'
        f"<title>{escape(file.title)}</title><style>{style(palette)}</style>"
        f'<path fill="{palette.paper}" d="M0 0H{full_width:g}V{full_height:g}H0z"/>'
        f'<text class="title" x="{MARGIN:g}" y="{MARGIN + 14:g}">{escape(file.title)}</text>'
        f'<g transform="translate({MARGIN:g} {chart_top:g})">{chart}</g>{footer}</svg>\n'
    )


def _note(text: str) -> str:
    return f'<text class="note" y="8">{escape(text)}</text>'


def _legend(legend: tuple[tuple[str, str], ...], room: float) -> list[str]:
    """Return a sample of each kind of line and its label, in as many rows as `room` needs."""
    rows: list[str] = []
    x = room
    for kind, text in legend:
        used = SAMPLE + 6 + width(text, SIZE)
        if not rows or x + used > room:
            rows.append("")
            x = 0.0
        tip = TIPS.get(kind, "")
        end = x + SAMPLE - (9 if tip else 0)
        rows[-1] += f'<path class="l {kind}" d="M{x:g} 4H{end:g}"/>'
        if tip:
            form = "tip open" if kind in HOLLOW else "tip"
            rows[-1] += f'<path transform="translate({x:g})" class="l {kind} {form}" d="{tip}"/>'
        rows[-1] += f'<text class="note" x="{x + SAMPLE + 6:g}" y="8">{escape(text)}</text>'
        x += used + 24
    return rows


@cache
def _fonts() -> list[str]:
    """Return the files of the fonts; few builds draw a picture and import what reads fonts."""
    import ttf_opensans

    return [str(font.path) for font in (ttf_opensans.OPENSANS_REGULAR, ttf_opensans.OPENSANS_BOLD)]


@cache
def _renderer() -> str:
    """Return a key that changes with the renderer and the fonts."""
    fonts = hashlib.sha256(b"".join(Path(font).read_bytes() for font in _fonts())).hexdigest()
    return f"{version('resvg_py')} {fonts}"


def png(source: str, folder: Path) -> bytes:
    """Return an SVG as PNG, `SCALE` pixels per unit.

    Results are cached in `folder` by everything that makes them: the text of the SVG, the scale, the
    fonts and the renderer.
    """
    key = f"{_renderer()} {SCALE} {source}"
    path = folder / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.png"
    cached = atomic.recall(path)
    if cached is not None:
        return cached
    content = render(source, SCALE)
    atomic.keep(path, content)
    return content


def render(source: str, scale: int) -> bytes:
    """Draw an SVG as PNG, `scale` pixels per unit, with the fonts of `ttf-opensans` only."""
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=source,
            font_files=_fonts(),
            skip_system_fonts=True,
            zoom=scale,
            font_family="Open Sans",
        )
    )
