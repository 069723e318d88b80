"""One palette: style sheets, downloads and social cards state the same colours, and all can be seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.builder import markdown_tree, preparation
from generator.builder.project import Project
from generator.charts.geometry import File
from generator.drawing import downloads, social_cards
from generator.drawing.palette import THEME, Fill
from tests.support.paths import ROOT
from tests.unit.drawing.test_svg import draw, small

ASSETS = ROOT / "generator" / "theme" / "assets"
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b")
ACCENT = "#5a2a4f"

OUTLINE, TEXT = 3.0, 4.5
"""The least contrast of what tells graphics apart, and of text (WCAG 2.2, 1.4.11 and 1.4.3)."""

VARIABLES = {
    "site.css": {"paper": THEME.paper, "wash": THEME.wash, "ink": THEME.ink, "soft": THEME.soft}
    | {"line-strong": THEME.line, "brand": THEME.strong, "on-brand": THEME.on_strong},
    "charts.css": {"track": THEME.track, "strong": THEME.strong, "on-strong": THEME.on_strong}
    | {kind: fill.ground for kind, fill in THEME.fills().items()}
    | {f"{kind}-edge": fill.edge for kind, fill in THEME.fills().items()},
}
"""Style sheet -> its variables that state a colour of the palette."""


def light_scheme(sheet: str) -> dict[str, str]:
    """Return the variables of a style sheet's first rule, which is the light scheme's."""
    rule = (ASSETS / sheet).read_text(encoding="utf-8").partition("{")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", rule))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
        shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colours() -> set[str]:
    """Return every colour of the palette."""
    values = [getattr(THEME, name) for name in THEME.__struct_fields__]
    return {
        colour
        for value in values
        for colour in ((value.ground, value.edge) if isinstance(value, Fill) else (value,))
    }


@pytest.mark.parametrize("sheet", VARIABLES)
def test_the_style_sheets_state_the_same_colours(sheet: str) -> None:
    stated = light_scheme(sheet)
    assert {name: stated[name] for name in VARIABLES[sheet]} == VARIABLES[sheet]


def test_every_colour_of_the_palette_is_in_a_style_sheet() -> None:
    assert colours() == {colour for variables in VARIABLES.values() for colour in variables.values()}


@pytest.mark.parametrize("kind", THEME.fills())
def test_outlines_of_bodies_stand_out_from_the_paper_and_their_own_ground(kind: str) -> None:
    fill = THEME.fills()[kind]
    assert contrast(fill.edge, THEME.paper) >= OUTLINE
    assert contrast(fill.edge, fill.ground) >= OUTLINE
    assert contrast(THEME.ink, fill.ground) >= TEXT


def test_the_other_colours_stand_out_from_the_paper() -> None:
    assert min(contrast(colour, THEME.paper) for colour in (THEME.line, THEME.track)) >= OUTLINE
    assert min(contrast(colour, THEME.paper) for colour in (THEME.ink, THEME.soft)) >= TEXT
    assert contrast(THEME.on_strong, THEME.strong) >= TEXT


def test_downloads_and_cards_use_the_palette_only(tmp_path: Path) -> None:
    figure = small()
    chart = downloads.svg(draw(figure, tmp_path), figure, File("small", "Сызба"), (), THEME)
    card = social_cards.card("Title", site="Site", label="label", palette=THEME)
    assert {THEME.directorate.edge, THEME.territorial.edge} < set(COLOUR.findall(chart)) <= colours()
    assert set(COLOUR.findall(card)) <= colours()


def test_the_sites_colour_reaches_downloads_and_cards(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(social_cards, "render", lambda source, scale: source.encode())
    settings = tiny.data / "site.yml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}colour: '{ACCENT}'\n", encoding="utf-8")
    markdown_tree.write(preparation.prepare(tiny, "https://example.org/"))
    docs = tiny.build / "kk" / "docs"
    (chart,) = (docs / downloads.FOLDER).glob("org.*.svg")
    for path in (chart, docs / social_cards.FOLDER / "index.png"):
        stated = COLOUR.findall(path.read_text(encoding="utf-8"))
        assert ACCENT in stated and THEME.strong not in stated, path
