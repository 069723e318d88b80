"""What the charts cost a reader, and the files to take away, in the built site."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.browser

LANGUAGES = [path.name for path in sorted((ROOT / "site").glob("??")) if (path / "chart.html").is_file()]
PAGES = (
    "chart.html",
    "appointments.html",
    "regions/index.html",
    "bodies/committee-kz-35.html",
    "functions/15.html",
)
ORGANISATION, OTHERS = 30 * 1024, 26 * 1024
"""Bytes of a chart page's SVG, script and style together, compressed."""


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language that is built."""
    return str(request.param)


@pytest.mark.parametrize("name", PAGES)
def test_a_chart_page_is_small(site: Path, language: str, name: str) -> None:
    page = site / language / name
    html = page.read_text(encoding="utf-8")
    drawings = "".join(re.findall(r'<svg class="chart__.*?</svg>', html))
    assets = site / language / "assets"
    names = sorted(set(re.findall(r'<script src="[^"]*/(charts/\w+\.js)"', html)))
    scripts = [(assets / "javascripts" / name).read_bytes() for name in names]
    parts = [drawings.encode(), *scripts, (assets / "charts.css").read_bytes()]
    assert drawings and scripts
    assert sum(len(gzip.compress(part, 9)) for part in parts) <= (
        ORGANISATION if name == "chart.html" else OTHERS
    )


def test_downloads_are_there_and_stand_alone(site: Path, language: str) -> None:
    for name in ("org", "terr", "who"):
        folder = site / language / "assets" / "charts"
        drawing = (folder / f"{name}.{language}.svg").read_text(encoding="utf-8")
        assert "var(" not in drawing and "href" not in drawing and "<style>" in drawing
        assert (folder / f"{name}.{language}.png").read_bytes().startswith(b"\x89PNG")
        assert (folder / f"{name}.{language}.dot").read_text(encoding="utf-8").startswith("digraph")
