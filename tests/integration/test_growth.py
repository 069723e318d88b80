"""An institution many times this size: it checks, and no page of it grows with its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.builder import navigation, preparation
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.charts import column_layout
from generator.charts.organisation import Composer
from generator.dataset import loader
from generator.model import BodyKind
from generator.plan.pages import ROW, Page
from generator.render.page_kinds import page_context
from generator.render.renderer import view_of
from tests.support.datasets import part
from tests.support.growth import grow
from tests.support.paths import ROOT

TIMES = 6


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> PreparedSite:
    root = tmp_path_factory.mktemp("large")
    grow(ROOT / "data", root / "data", TIMES)
    for code in ("kk", "ru"):
        (root / "docs" / code).mkdir(parents=True)
    return preparation.prepare(Project.at(root))


def context(prepared: PreparedSite, kind: str, subject: str = "") -> Any:
    page = next(one for one in prepared.plan.pages if (one.kind, one.subject) == (kind, subject))
    return view_of(page_context(page, prepared.plan, prepared.localizations[0], prepared.proof))


def test_it_is_so_many_times_the_real_one(large: PreparedSite, real: PreparedSite) -> None:
    for kind in ("chapter", "provision", "region", "post", "topic"):
        counts = [sum(one.kind == kind for one in prepared.plan.pages) for prepared in (large, real)]
        assert counts[0] == TIMES * counts[1], kind
    for body in (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE):
        counts = [
            sum(one.kind is body for one in prepared.dataset.organisation.bodies)
            for prepared in (large, real)
        ]
        assert counts[0] == TIMES * counts[1], body
    assert large.proof.holds
    assert len(large.dataset.provisions) > (TIMES - 0.5) * len(real.dataset.provisions)


def rows(entries: list[Any]) -> Iterator[int]:
    yield len(entries)
    for entry in entries:
        for below in entry.values():
            if isinstance(below, list):
                yield from rows(below)


def sources(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        for below in entry.values():
            yield from sources(below) if isinstance(below, list) else (below,)


def test_no_row_of_the_navigation_is_longer_than_a_page_bears(large: PreparedSite) -> None:
    made = navigation.navigation(large.plan.tree, large.localizations[0])
    assert max(rows(made)) <= ROW + 1  # the page of a section comes before its entries
    shown = list(sources(made))
    assert len(shown) == len(set(shown))
    assert {one.source for one in large.plan.pages if not one.parallel} == set(shown)


@pytest.mark.parametrize("number", [ROW, ROW + 1, ROW * ROW + 1])
def test_a_long_row_is_grouped_in_order(number: int) -> None:
    entries = [{f"title {place}": f"{place}.md"} for place in range(1, number + 1)]
    made = navigation.grouped(entries)
    assert list(sources(made)) == [f"{place}.md" for place in range(1, number + 1)]
    assert max(rows(made)) <= ROW
    if number > ROW:
        assert made[0].keys() == {f"1–{ROW if number <= ROW * ROW else ROW * ROW}"}
        assert next(iter(made[-1])).endswith(f"–{number}")


def test_a_region_leads_to_those_around_it_and_to_all(large: PreparedSite) -> None:
    region = large.localizations[0].regions[70].id
    others = context(large, "region", region).others
    assert len(others) == ROW
    assert region not in {str(one.href).removesuffix(".html") for one in others}
    assert str(others[-1].href) == "index.html"


def test_every_page_has_its_neighbours_of_its_own_kind(real: PreparedSite) -> None:
    neighbours = real.plan.neighbours
    functions = [one for one in real.plan.pages if one.kind == "provision" and "functions/" in one.path]
    functions = [one for one in functions if not one.parallel]
    assert neighbours[functions[0].path] == (None, functions[1])
    assert neighbours[functions[-1].path] == (functions[-2], None)
    assert neighbours[functions[7].path] == (functions[6], functions[8])


def test_a_long_row_is_a_count_in_the_chart_and_leads_to_its_page(
    large: PreparedSite, real: PreparedSite
) -> None:
    page = Page("chart.html", "chart")
    localization = large.localizations[0]
    made = Composer(localization, large.plan, page).organisation()
    nodes = [one for root in made.tree() for one in root.all()]
    counted = {one.id: one for one in nodes if one.kind == "more"}
    once = Counter(body.kind for body in real.dataset.organisation.bodies)
    units, territorial = TIMES * once[BodyKind.UNIT], TIMES * once[BodyKind.TERRITORIAL]
    assert counted["body-kind.unit.all"].href == "bodies/units.html"
    assert str(units) in counted["body-kind.unit.all"].words
    assert str(territorial) in counted["body-kind.territorial.all"].words
    agencies = [one for one in nodes if one.kind == BodyKind.AGENCY.value]
    assert [len(one.children) for one in agencies] == [once[BodyKind.DIRECTORATE]] * TIMES
    figure = column_layout.wide(made, "wide", "title")
    assert len(figure.items) < 300


def test_a_body_leads_to_its_node_of_the_chart_where_it_has_one(large: PreparedSite) -> None:
    composer = Composer(large.localizations[0], large.plan, Page("chart.html", "chart"))
    nodes = {one.id for root in composer.organisation().tree() for one in root.all()}
    pages = [one for one in large.plan.pages if one.kind == "body"]
    for body in large.dataset.organisation.bodies:
        if any(one.subject == body.id for one in pages):
            assert composer.shows(body) == (body.id in nodes), body.id
    counted = next(one.id for one in large.dataset.organisation.bodies if one.kind is BodyKind.UNIT)
    assert "#" not in str(context(large, "body", counted).chart.whole.href)


def test_too_many_regions_are_a_list_without_a_map(large: PreparedSite, real: PreparedSite) -> None:
    assert len(large.dataset.organisation.regions) > ROW
    made = context(large, "regions")
    assert made.chart is None and made.figures == ()
    assert len(made.rows) + len(made.outside) == len(large.dataset.organisation.regions)
    assert context(real, "regions").chart


def test_the_home_page_counts_a_long_row_and_leads_to_it(large: PreparedSite, real: PreparedSite) -> None:
    rows = {str(row.href): str(row.note) for row in context(large, "home").bodies}
    units = TIMES * sum(body.kind is BodyKind.UNIT for body in real.dataset.organisation.bodies)
    assert rows["bodies/units.html"] == str(units)
    assert context(large, "home").regions == []
    assert len(context(real, "home").regions) > 0


def test_once_is_the_institution_itself(real: PreparedSite, tmp_path: Path) -> None:
    grow(ROOT / "data", tmp_path / "same", 1)
    same = loader.load(tmp_path / "same")
    for name in ("bodies", "posts", "regions", "relations", "assignments", "titles", "provisions"):
        before, after = (
            [entry.model_dump() for entry in part(dataset, name)] for dataset in (real.dataset, same)
        )
        assert after == before, name
