"""The page of appointments of acts that state very many ties: a chart while it is legible, else a list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.drawing.svg import Pencil
from generator.model import Dataset, RelationKind
from generator.plan import pages
from generator.plan.localization import Localization
from generator.render.page_kinds import page_context
from generator.render.renderer import render_page, view_of
from tests.support.datasets import changed

KINDS = (
    RelationKind.APPOINTS,
    RelationKind.PROPOSES_APPOINTMENT,
    RelationKind.CHAIRS,
    RelationKind.SUBORDINATE_TO,
)


def tangled(dataset: Dataset, number: int, actors: int) -> Dataset:
    """The dataset with relations between its first bodies instead of its own, as tangled as few acts are."""
    pattern = next(one for one in dataset.relations if one.kind is RelationKind.APPOINTS)
    bodies = [body.id for body in dataset.organisation.bodies][:actors]
    places = [provision.eid for provision in dataset.provisions]
    pairs = ((7 * place % len(bodies), (21 * place + 11) % len(bodies)) for place in range(2 * number))
    relations = [
        pattern.model_copy(
            update={
                "kind": KINDS[place % len(KINDS)],
                "subject": bodies[one],
                "object": bodies[other],
                "other": None,
                "literal": None,
                "provision": places[place % len(places)],
            }
        )
        for place, (one, other) in enumerate(pairs)
        if one != other
    ]
    return changed(dataset, relations=tuple(relations[:number]))


def page_of(real: PreparedSite, dataset: Dataset, position: int, cache: Path) -> tuple[str, Pencil]:
    """The page of appointments of a dataset, and the pencil that drew its chart."""
    index = Index(dataset)
    localization = Localization(index, real.localizations[position].language)
    plan = pages.plan(index)
    page = next(page for page in plan.pages if page.kind == "appointments")
    context = page_context(page, plan, localization, real.proof)
    view, pencil = view_of(context), Pencil(cache)
    drawings = pencil.draw(view.figures)
    return render_page(context, view, drawings), pencil


@pytest.mark.parametrize("position", [0, 1])
@pytest.mark.parametrize(
    ("number", "actors", "is_drawn"), [(20, 6, "wide"), (30, 6, "rows"), (120, 90, ""), (400, 12, "")]
)
@pytest.mark.slow
def test_a_chart_gives_way_to_rows_and_rows_to_a_list(
    real: PreparedSite, tmp_path: Path, position: int, number: int, actors: int, is_drawn: str
) -> None:
    dataset = tangled(real.dataset, number, actors)
    text, pencil = page_of(real, dataset, position, tmp_path)
    forms = re.findall(r'<svg class="(chart__(?:wide|narrow)[^"]*)"', text)
    wide = {"wide": "chart__wide", "rows": "chart__wide chart__rows"}
    assert forms == ([wide[is_drawn], "chart__narrow"] if is_drawn else [])
    assert bool(pencil.files) == bool(is_drawn) == ("assets/charts/who." in text)
    assert not pencil.illegible
    listed = re.findall(r'<li id="who-s\d+">', text)
    assert len(listed) == len(set(listed)) >= number * 0.9  # statements of one provision share a sentence
    sentence = real.localizations[position].strings["chart.who.illegible"]
    assert (sentence in text) is not bool(is_drawn)
    for drawing in re.findall(r"<svg class=\"chart__.*?</svg>", text):
        etree.fromstring(drawing)


def test_the_page_does_without_a_chart_that_graphviz_cannot_draw(real: PreparedSite, tmp_path: Path) -> None:
    index = Index(real.dataset)
    localization = Localization(index, real.localizations[0].language)
    plan = pages.plan(index)
    page = next(page for page in plan.pages if page.kind == "appointments")
    context = page_context(page, plan, localization, real.proof)
    view = view_of(context)
    figures = [
        replace(figure, layouts=(replace(figure.layouts[0], dot="digraph {"),), spare=())
        for figure in view.figures
    ]
    pencil = Pencil(tmp_path)
    drawings = pencil.draw(figures)
    assert not drawings and not pencil.files
    assert pencil.illegible == [figure.name for figure in view.figures]
    text = render_page(context, view, drawings)
    assert localization.strings["chart.who.illegible"] in text
    assert "chart__" not in text and 'id="who-s0"' in text
    again = Pencil(tmp_path)
    assert not again.draw(figures) and again.drawn == 0
