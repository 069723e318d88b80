"""The colours of charts and social cards: one palette for downloads, cards and the theme's style sheets.

A file that leaves the site cannot read the site's style sheet and has to bring its own colours. They are the
light scheme of `theme/assets/site.css` and `theme/assets/charts.css`; `tests/unit/drawing/test_palette.py`
checks that both style sheets state the same values, and that text and outlines have the contrast that
WCAG 2.2 requires.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Fill(Struct, frozen=True):
    """The colours of a box: its ground and its outline."""

    ground: str
    edge: str


class Palette(Struct, frozen=True):
    """Colours as `#rrggbb`, or `#rgb` for white."""

    paper: str = "#fff"
    """The ground that a chart or card is drawn on."""
    wash: str = "#f2f6f6"
    """The ground of the frame around the head and the posts."""
    ink: str = "#16303a"
    soft: str = "#47606a"
    """Notes and labels of less weight."""
    line: str = "#7c949b"
    """The outline of boxes without a colour of their own."""
    track: str = "#5b7480"
    """The lines between boxes."""
    strong: str = "#123f4a"
    """The site's accent: boxes at the top of a hierarchy, the bar of a social card."""
    on_strong: str = "#fff"
    unit: Fill = Fill("#eef3fb", "#6b86b3")
    directorate: Fill = Fill("#fdf3e2", "#a9822f")
    territorial: Fill = Fill("#ecf6ee", "#568f62")
    institution: Fill = Fill("#f6eefb", "#9a74ad")

    def with_accent(self, colour: str | None) -> Palette:
        """Return the palette with `site.colour` of the data as its accent; without one, the theme's."""
        return replace(self, strong=colour) if colour else self

    def fills(self) -> dict[str, Fill]:
        """Return the class of a box -> its colours, for the kinds of body that have their own."""
        return {
            "unit": self.unit,
            "directorate": self.directorate,
            "territorial": self.territorial,
            "institution": self.institution,
        }


THEME = Palette()
"""The colours of the theme, in its light scheme."""
