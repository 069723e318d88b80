"""Draws social cards: the picture that a page's link shows where it is shared.

Cards are PNGs of 1200 by 630 pixels, the size that readers of the Open Graph protocol show uncut. They carry
the page's title and the site's name, and neither emblem nor flag, because the site is not official.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import escape

from generator.charts.text_metrics import wrap
from generator.drawing.downloads import NS, render
from generator.drawing.palette import Palette

FOLDER = "assets/cards"
WIDTH, HEIGHT = 1200, 630
MARGIN = 80
ROOM = WIDTH - 2 * MARGIN
"""Width of the text."""

SIZES = ((60.0, 4), (48.0, 5), (40.0, 6))
"""Font sizes of the title, each with the number of lines that fit; the first that holds the title is used."""

LEADING = 1.3
TOP = 200
"""Baseline of the title's first line."""

SMALL = 28.0
"""Font size of the site's name and the label."""


def files(
    titles: Iterable[tuple[str, str]], site: str, label: str, palette: Palette
) -> Iterator[tuple[str, bytes]]:
    """Yield (address, PNG) of a card for each (page address, title).

    Every card shows `site`, the name of the site, and `label`, the note that it is unofficial. They are drawn
    anew each time: only a site for an address has cards, and what is published takes nothing from a cache.
    """
    for path, title in titles:
        yield address(path), render(card(title, site=site, label=label, palette=palette), scale=1)


def address(path: str) -> str:
    """Return the address of a page's card below the language's folder."""
    return f"{FOLDER}/{path.removesuffix('.html')}.png"


def card(title: str, *, site: str, label: str, palette: Palette) -> str:
    """Return a card as SVG: the site's name above, the title, and the label below."""
    size, lines = _fit(title)
    name = wrap(site, ROOM, SMALL, lines=1)[0] if site != title else ""
    rows = "".join(
        f'<text class="t" font-size="{size:g}" x="{MARGIN}" y="{TOP + place * size * LEADING:g}">'
        f"{escape(line)}</text>"
        for place, line in enumerate(lines)
    )
    return (
        f'<svg xmlns="{NS}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<style>text{{font-family:"Open Sans"}}.t{{font-weight:700;fill:{palette.ink}}}'
        f".s{{font-size:{SMALL:g}px;fill:{palette.soft}}}</style>"
        f'<path fill="{palette.paper}" d="M0 0H{WIDTH}V{HEIGHT}H0z"/>'
        f'<path fill="{palette.strong}" d="M0 0H{WIDTH}V20H0z"/>'
        f'<text class="s" x="{MARGIN}" y="104">{escape(name)}</text>{rows}'
        f'<text class="s" x="{MARGIN}" y="{HEIGHT - 56}">{escape(label)}</text></svg>'
    )


def _fit(title: str) -> tuple[float, tuple[str, ...]]:
    """Return the largest font size at which the title fits, and its lines; the smallest size cuts it."""
    for size, most in SIZES:
        lines = wrap(title, ROOM, size, bold=True, lines=most + 1)
        if len(lines) <= most:
            return size, lines
    size, most = SIZES[-1]
    return size, wrap(title, ROOM, size, bold=True, lines=most)
