"""The chart of who appoints whom: every relation of its kinds once, in any dataset, without positions."""

from __future__ import annotations

import pytest

from generator.charts import statement_layout, statement_rows, statements
from generator.charts.organisation import Composer
from generator.charts.statements import Statements
from generator.charts.text_metrics import width
from generator.model import Dataset, RelationKind
from generator.plan.pages import Page
from tests.support import charted
from tests.support.datasets import changed

LANGUAGES = [language.code for language in charted.dataset().published]
PAGE = Page("appointments.html", "appointments")
WORDS = {"to": "кімге", "consent": "келісім", "appoints": "тағайындайды"}


def stated(dataset: Dataset, code: str = "kk") -> Statements | None:
    """The statements of a dataset in one language."""
    composer = Composer(*charted.localization(dataset, code), PAGE)
    return statements.compose(composer, lambda eid: (eid, f"{eid}.html"))


def with_kinds(*kinds: RelationKind) -> Dataset:
    """The dataset with relations of some kinds only."""
    dataset = charted.dataset()
    return changed(dataset, relations=tuple(one for one in dataset.relations if one.kind in kinds))


def test_every_relation_that_the_chart_shows_is_stated_once_with_its_provision() -> None:
    found = stated(charted.dataset())
    assert found
    shown = {
        (row.place[0], actor) for row in found.rows for actor in (*row.objects, *row.others, row.subject)
    }
    for relation in charted.dataset().relations:
        kind = statements.LINES.get(relation.kind)
        if kind and kind != statements.HEADS:
            for actor in (relation.subject, relation.object, relation.other):
                assert actor is None or (relation.provision, actor) in shown
    keys = [(row.place[0], row.kind, row.relation, row.subject, row.literal) for row in found.rows]
    assert len(keys) == len(set(keys))
    assert all(row.place[1] for row in found.rows)


@pytest.mark.parametrize("kinds", [(), (RelationKind.HEADS,), (RelationKind.ACCOUNTABLE_TO,)])
def test_a_dataset_that_states_no_appointment_has_no_chart(kinds: tuple[RelationKind, ...]) -> None:
    assert stated(with_kinds(*kinds)) is None


@pytest.mark.parametrize("kind", [RelationKind.APPOINTS, RelationKind.APPOINTED_UNDER, RelationKind.CHAIRS])
def test_a_dataset_with_one_kind_has_a_legend_of_that_kind(kind: RelationKind) -> None:
    found = stated(with_kinds(kind))
    assert found and found.kinds == (statements.LINES[kind],)


def test_a_box_is_of_the_kinds_of_the_lines_that_lead_to_it() -> None:
    found = stated(charted.dataset())
    assert found
    for row in found.rows:
        for id_ in (row.subject, *row.objects):
            assert row.kind in found.kinds_at(id_)
        for id_ in row.others:
            assert (statements.CONSENT if row.consents else row.kind) in found.kinds_at(id_)
    assert found.kinds_at("nobody") == ()


@pytest.mark.parametrize("code", LANGUAGES)
def test_layouts_hold_no_position_and_labels_fit_their_boxes(code: str) -> None:
    found = stated(charted.dataset(), code)
    assert found
    for figure in statement_layout.figures(found, WORDS, "who", "t"):
        for layout in figure.layouts:
            assert "pos=" not in layout.dot
        for vertex in figure.layouts[0].vertices:
            for line in vertex.label.lines:
                assert width(line, 12.5, bold=vertex.label.bold) <= vertex.width - 2 * statement_rows.SIDE
            assert all(width(line, 12.5) <= vertex.width - 12 for line in vertex.note)
