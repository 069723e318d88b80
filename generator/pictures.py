"""Charts to take away: SVG with literal colours, and PNG with one pinned font.

Inside a page a chart takes its colours from the style sheet. A file has to bring its own, and a PNG must not
depend on the fonts of the machine: it is drawn with Open Sans from the package `ttf-opensans` (Apache License
2.0), which has every Kazakh letter, and with no other font.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import resvg_py
import ttf_opensans
from lxml import etree
from markupsafe import escape

from generator.charts.figure import Figure

NS = "http://www.w3.org/2000/svg"
FONTS = [str(font.path) for font in (ttf_opensans.OPENSANS_REGULAR, ttf_opensans.OPENSANS_BOLD)]
SCALE = 2
"""Pixels of the PNG in a unit of the chart."""

MARGIN = 24.0
LEADING = 18.0

STYLE = """
text{font:12.5px "Open Sans","Noto Sans","DejaVu Sans",sans-serif;fill:#16303a}
.m{text-anchor:middle}.h{font-weight:700}.note{fill:#47606a}.title{font-size:20px;font-weight:700}
rect{fill:#eef3fb;stroke:#6b86b3;stroke-width:1}
.l{fill:none;stroke:#5b7480;stroke-width:1.2}
.accountability{stroke-dasharray:7 4}.chairing{stroke-dasharray:1.5 3.5;stroke-width:1.8}
.consent{stroke-dasharray:9 3 2 3}
.frame rect{fill:#f2f6f6;stroke:#9fb2b8}
.named rect,.post rect,.group rect{fill:#fff;stroke:#7c949b}
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


def svg(drawing: str, figure: Figure, title: str, notes: tuple[str, ...]) -> str:
    """Return a drawing as a file of its own: title above, notes below, links and `data-` attributes gone."""
    root = etree.fromstring(drawing.encode())
    for one in root.iter():
        if one.tag == "a":
            one.tag = "g"
        for name in [*one.attrib]:
            if str(name).startswith(("data-", "aria-")) or name in ("href", "role"):
                del one.attrib[name]
    inside = "".join(etree.tostring(one, encoding="unicode") for one in root)
    width, above = figure.width + 2 * MARGIN, 2 * MARGIN + 14
    height = above + figure.height + MARGIN + LEADING * len(notes)
    below = above + figure.height + LEADING
    words = "".join(
        f'<text class="note" x="{MARGIN:g}" y="{below + place * LEADING:g}">{escape(note)}</text>'
        for place, note in enumerate(notes)
    )
    return (
        f'<svg xmlns="{NS}" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="img">'
        f"<title>{escape(title)}</title><style>{STYLE}</style>"
        f'<path fill="#fff" d="M0 0H{width:g}V{height:g}H0z"/>'
        f'<text class="title" x="{MARGIN:g}" y="{MARGIN + 14:g}">{escape(title)}</text>'
        f'<g transform="translate({MARGIN:g} {above:g})">{inside}</g>{words}</svg>\n'
    )


def png(picture: str, kept: Path) -> bytes:
    """Return a picture as PNG; what was made from the same SVG before is taken from the folder `kept`."""
    path = kept / f"{hashlib.sha256(picture.encode()).hexdigest()[:32]}.png"
    if path.is_file():
        return path.read_bytes()
    made = bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture, font_files=FONTS, skip_system_fonts=True, zoom=SCALE, font_family="Open Sans"
        )
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return made
