"""The picture of a page where its address is shared: the page's title and the site's name, and nothing drawn.

Cards are PNGs of 1200 by 630 pixels, the size that the Open Graph protocol's readers show whole. They carry
neither emblem nor flag, for the site is not official; its neutral mark is the theme's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import escape

from generator.charts.text_metrics import wrap
from generator.drawing.downloads import NS, png

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN

SIZES = ((60.0, 4), (48.0, 5), (40.0, 6))
"""Sizes of the title's letters, and how many lines of them fit; the first that holds the title is used."""

LEADING = 1.3
TOP = 200
"""Where the first line of the title stands."""

SMALL = 28.0


def files(
    titles: Iterable[tuple[str, str]], site: str, label: str, kept: Path
) -> Iterator[tuple[str, bytes]]:
    """Yield (address, PNG) of a card for each (page address, title); `site` and `label` stand on every card.

    A card that the folder `kept` already holds is not drawn again.
    """
    for path, title in titles:
        yield address(path), png(card(title, site, label), kept, scale=1)


def address(path: str) -> str:
    """Return the address of a page's card below the language's folder."""
    return f"{FOLDER}/{path.removesuffix('.html')}.png"


def card(title: str, site: str, label: str) -> str:
    """Return a card as SVG: the site's name above, the title, and the label below."""
    size, lines = _fitting(title)
    name = wrap(site, ROOM, SMALL, lines=1)[0] if site != title else ""
    rows = "".join(
        f'<text class="t" font-size="{size:g}" x="{MARGIN}" y="{TOP + place * size * LEADING:g}">'
        f"{escape(row)}</text>"
        for place, row in enumerate(lines)
    )
    return (
        f'<svg xmlns="{NS}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        '<style>text{font-family:"Open Sans"}.t{font-weight:700;fill:#16303a}'
        f".s{{font-size:{SMALL:g}px;fill:#47606a}}</style>"
        f'<path fill="#fff" d="M0 0H{WIDTH}V{HEIGHT}H0z"/><path fill="#123f4a" d="M0 0H{WIDTH}V20H0z"/>'
        f'<text class="s" x="{MARGIN}" y="104">{escape(name)}</text>{rows}'
        f'<text class="s" x="{MARGIN}" y="{HEIGHT - 56}">{escape(label)}</text></svg>'
    )


def _fitting(title: str) -> tuple[float, tuple[str, ...]]:
    """Return the largest size at which the title fits, with its lines; cut at the smallest if at none."""
    for size, most in SIZES:
        lines = wrap(title, ROOM, size, bold=True, lines=most + 1)
        if len(lines) <= most:
            return size, lines
    size, most = SIZES[-1]
    return size, wrap(title, ROOM, size, bold=True, lines=most)
