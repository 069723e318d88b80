"""The built site of this act: how many pages of each kind it has."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.builder.preparation import PreparedSite
from generator.model import BodyKind

pytestmark = pytest.mark.site

UNITS, TERRITORIAL, DIRECTORATES, INSTITUTIONS = 17, 22, 22, 3
CHAPTERS, FUNCTIONS, POWERS, REGIONS = 5, 47, 49, 22


def test_the_number_of_pages_of_each_kind(real_site: PreparedSite) -> None:
    built = Counter(
        path.parent.name
        for path in (real_site.project.site / "kk").rglob("*.html")
        if path.stem != "index" and "parallel" not in path.parts
    )
    assert built["functions"] == FUNCTIONS
    assert built["powers"] == POWERS
    assert built["regions"] == REGIONS
    assert built["chapters"] == CHAPTERS
    assert built["posts"] == len(real_site.dataset.organisation.posts)


def test_the_number_of_bodies_of_each_kind(real_site: PreparedSite) -> None:
    kinds = Counter(body.kind for body in real_site.dataset.organisation.bodies)
    assert [kinds[kind] for kind in list(BodyKind)[:6]] == [
        1,
        UNITS,
        1,
        TERRITORIAL,
        DIRECTORATES,
        INSTITUTIONS,
    ]
    pages = {path.stem for path in (real_site.project.site / "kk" / "bodies").glob("*.html")}
    pages -= {"units", "territorial", "institutions", "collegial", "named", "index"}
    with_page = 1 + UNITS + 1 + TERRITORIAL + DIRECTORATES + INSTITUTIONS + kinds[BodyKind.COLLEGIAL]
    assert len(pages) == with_page
    assert pages == {
        body.id for body in real_site.dataset.organisation.bodies if body.kind is not BodyKind.NAMED
    }


def test_the_number_of_pages_side_by_side(real_site: PreparedSite) -> None:
    pages = list((real_site.project.site / "kk" / "parallel").rglob("*.html"))
    text_and_print = 2
    assert len(pages) == text_and_print + CHAPTERS + FUNCTIONS + POWERS
