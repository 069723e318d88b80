"""Charts to take away: SVG with literal colours, and PNG with one pinned font.

Inside a page a chart takes its colours from the style sheet. A file has to bring its own, and a PNG must not
depend on the fonts of the machine: it is drawn with Open Sans from the package `ttf-opensans` (Apache License
2.0), which has every Kazakh letter, and with no other font.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import resvg_py
import ttf_opensans
from lxml import etree
from markupsafe import escape

from generator.charts.geometry import SIZE, Figure, File
from generator.charts.text_metrics import width
from generator.files import atomic

FOLDER = "assets/charts"
NS = "http://www.w3.org/2000/svg"
FONTS = [str(font.path) for font in (ttf_opensans.OPENSANS_REGULAR, ttf_opensans.OPENSANS_BOLD)]
SCALE = 2
"""Pixels of the PNG in a unit of the chart."""

CLOSING = b"IEND\xaeB`\x82"
"""How every PNG ends: the last chunk and its checksum."""

MARGIN = 24.0
LEADING = 18.0
SAMPLE = 36.0

STYLE = """
text{font:12.5px "Open Sans","Noto Sans","DejaVu Sans",sans-serif;fill:#16303a}
.m{text-anchor:middle}.h{font-weight:700}.note{fill:#47606a}.title{font-size:20px;font-weight:700}
rect{fill:#eef3fb;stroke:#6b86b3;stroke-width:1}
.l{fill:none;stroke:#5b7480;stroke-width:1.2}
.accountability{stroke-dasharray:7 4}.chairing{stroke-dasharray:1.5 3.5;stroke-width:1.8}
.consent{stroke-dasharray:9 3 2 3}
.frame rect{fill:#f2f6f6;stroke:#9fb2b8}
.named rect,.post rect,.group rect,.collegial rect{fill:#fff;stroke:#7c949b}
.collegial rect,.group rect{stroke-dasharray:4 3}
.office rect,.head rect,.class rect,.agency rect{fill:#123f4a;stroke:#123f4a}
.office text,.head text,.class text,.agency text{fill:#fff}
.directorate rect{fill:#fdf3e2;stroke:#b08b3e}
.territorial rect{fill:#ecf6ee;stroke:#5f9a6b}
.institution rect{fill:#f6eefb;stroke:#9a74ad}
.tile rect{fill:#fff;stroke:#7c949b}.city rect{stroke-dasharray:5 3}
.region rect{fill:none;stroke:none}
""".replace("\n", "")
"""The light colours of the style sheet, literally, and its dash patterns."""


def files(
    drawn: Iterable[tuple[Figure, str]], notes: tuple[str, ...], kept: Path
) -> Iterator[tuple[str, str | bytes]]:
    """Yield (address, content) of the SVG and the PNG of every figure that can be taken away.

    `notes` are the lines that say what the chart is and how far it holds; PNGs are kept in the folder `kept`.
    """
    for figure, drawing in drawn:
        if figure.file:
            made = svg(drawing, figure, figure.file, notes)
            yield f"{FOLDER}/{figure.file.name}.svg", made
            yield f"{FOLDER}/{figure.file.name}.png", png(made, kept)


def svg(drawing: str, figure: Figure, file: File, notes: tuple[str, ...]) -> str:
    """Return a drawing as a file of its own: title above, legend and notes below, links and `data-` gone."""
    root = etree.fromstring(drawing.encode())
    for one in root.iter():
        if one.tag == "a":
            one.tag = "g"
        for name in [*one.attrib]:
            if str(name).startswith(("data-", "aria-")) or name in ("href", "role"):
                del one.attrib[name]
    inside = "".join(etree.tostring(one, encoding="unicode") for one in root)
    across, above = figure.width + 2 * MARGIN, 2 * MARGIN + 14
    below = above + figure.height + LEADING
    rows = [*([_legend(file.legend)] if file.legend else []), *(_note(note) for note in notes)]
    words = "".join(
        f'<g transform="translate({MARGIN:g} {below + place * LEADING:g})">{row}</g>'
        for place, row in enumerate(rows)
    )
    tall = below + LEADING * len(rows) + MARGIN / 2
    return (
        f'<svg xmlns="{NS}" width="{across:g}" height="{tall:g}" viewBox="0 0 {across:g} {tall:g}"'
        ' role="img">'
        f"<title>{escape(file.title)}</title><style>{STYLE}</style>"
        f'<path fill="#fff" d="M0 0H{across:g}V{tall:g}H0z"/>'
        f'<text class="title" x="{MARGIN:g}" y="{MARGIN + 14:g}">{escape(file.title)}</text>'
        f'<g transform="translate({MARGIN:g} {above:g})">{inside}</g>{words}</svg>\n'
    )


def _note(words: str) -> str:
    return f'<text class="note" y="8">{escape(words)}</text>'


def _legend(legend: tuple[tuple[str, str], ...]) -> str:
    """Return a row with a sample of each kind of line and its words."""
    found, x = "", 0.0
    for kind, words in legend:
        found += f'<path class="l {kind}" d="M{x:g} 4H{x + SAMPLE:g}"/>'
        found += f'<text class="note" x="{x + SAMPLE + 6:g}" y="8">{escape(words)}</text>'
        x += SAMPLE + 30 + width(words, SIZE)
    return found


def png(picture: str, kept: Path, scale: int = SCALE) -> bytes:
    """Return a picture as PNG, `scale` pixels to its unit.

    What was made from the same SVG before is taken from the folder `kept`, one for each scale.
    """
    path = kept / f"{hashlib.sha256(picture.encode()).hexdigest()[:32]}.png"
    known = atomic.recall(path, CLOSING)
    if known is not None:
        return known
    made = bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture, font_files=FONTS, skip_system_fonts=True, zoom=scale, font_family="Open Sans"
        )
    )
    atomic.keep(path, made)
    return made
