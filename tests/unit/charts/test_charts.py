"""Figures of the charts: one node for each body, every line proven by the act, rows without gaps."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.act.index import Index
from generator.charts import neighbourhood
from generator.charts.dot import dots
from generator.charts.evidence import Grounds
from generator.charts.geometry import SIZE, Figure
from generator.charts.organisation import Composer
from generator.charts.region_map import Territory
from generator.charts.text_metrics import width
from generator.model import BodyKind
from generator.plan.pages import PAGED_BODIES, Page
from tests.support import charted
from tests.support.datasets import changed

LANGUAGES = [language.code for language in charted.dataset().published]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[0, 1], ids=["wide", "narrow"])
def figure(request: pytest.FixtureRequest, language: str) -> Figure:
    return charted.drawn(language)[request.param]


def test_every_body_has_one_node_that_links_to_its_page(figure: Figure) -> None:
    counts = Counter(item.id for item in figure.items if item.boxes)
    for body in charted.dataset().organisation.bodies:
        if body.kind in PAGED_BODIES:
            assert counts[body.id] == 1, body.id
            box = next(item.boxes[0] for item in figure.items if item.id == body.id)
            assert box.href == f"bodies/{body.id}.html"


def test_units_are_in_the_order_of_the_structure(figure: Figure) -> None:
    drawn = [item.id for item in figure.items if item.kind == "unit"]
    units = [body.id for body in charted.dataset().organisation.bodies if body.kind is BodyKind.UNIT]
    assert drawn == units


def test_every_line_rests_on_a_relation_of_the_text(figure: Figure) -> None:
    for item in figure.items:
        if item.lines and item.kind not in ("frame", "bus"):
            drawn = [line for line in item.lines if len(line.strokes[0]) > 2 or item.kind == "edge"]
            assert not drawn or item.data.get("r"), item.id
    grounds = charted.composed(charted.dataset()).grounds
    assert len(grounds.used) == len({id(relation) for relation in grounds.used})
    assert {relation.kind.value for relation in grounds.used} >= {
        "subordinate-to",
        "accountable-to",
        "reports-to",
        "heads",
        "has-post",
        "chairs",
        "unit-of",
        "agency-of",
        "territorial-body-of",
        "under-jurisdiction-of",
        "appoints-with-consent",
    }


def test_a_body_without_a_relation_is_drawn_without_a_line() -> None:
    dataset = charted.dataset()
    relations = tuple(relation for relation in dataset.relations if relation.subject != "institutions")
    bare = dataset.model_copy(update={"relations": relations})
    wide, narrow = charted.figures(bare)
    for figure in (wide, narrow):
        item = next(item for item in figure.items if item.id == "economy")
        assert item.boxes
    assert Grounds(Index(bare)).below("economy", "office") == [
        relation
        for relation in bare.relations
        if relation.subject == "economy" and relation.object == "office"
    ]


def test_nothing_editorial_is_drawn(figure: Figure) -> None:
    dataset = charted.dataset()
    bodies = tuple(body.model_copy(update={"remark": None}) for body in dataset.organisation.bodies)
    without = changed(dataset, assignments=(), bodies=bodies)
    language = "kk" if "Бас прокуратура" in "".join(dots(figure)) else "ru"
    same = charted.figures(without, language)[0 if figure.form == "wide" else 1]
    assert same.items == figure.items


def test_a_row_is_drawn_between_the_bottom_of_the_previous_row_and_its_own(figure: Figure) -> None:
    bottoms: dict[str, float] = {}
    for item in figure.items:
        column = item.data.get("c")
        if column is None:
            continue
        bottom = float(item.data["b"])
        if column in bottoms:
            for line in item.lines:
                ys = [y for stroke in line.strokes for _, y in stroke]
                assert bottoms[column] - 0.01 <= min(ys) and max(ys) <= bottom + 0.01, item.id
        assert item.boxes[0].bottom == pytest.approx(bottom, abs=0.01)
        bottoms[column] = bottom


def test_no_box_overlaps_another_or_the_edge(figure: Figure) -> None:
    boxes = [box for item in figure.items if item.kind != "frame" for box in item.boxes]
    for place, box in enumerate(boxes):
        assert box.x >= 0 and box.right <= figure.width and box.bottom <= figure.height
        for other in boxes[place + 1 :]:
            apart = (
                box.right <= other.x or other.right <= box.x or box.bottom <= other.y or other.bottom <= box.y
            )
            assert apart, (box.label, other.label)


def test_every_label_fits_its_box(figure: Figure) -> None:
    for item in figure.items:
        for box in item.boxes:
            for line in box.label.lines:
                assert width(line, SIZE, bold=box.label.bold) <= box.width - 12


def test_names_begin_with_the_label(figure: Figure) -> None:
    for item in figure.items:
        for box in item.boxes:
            if box.href:
                text = "".join(box.label.lines).replace(" ", "").rstrip("…")
                assert box.name.replace(" ", "").startswith(text)


def test_the_territorial_chart_has_every_region_and_both_bodies(language: str) -> None:
    localization, plan = charted.localization(charted.dataset(), language)
    territory = Territory(localization, plan, Page("regions/index.html", "regions"))
    wide, narrow = territory.wide("w", "t"), territory.narrow("n", "t")
    drawn = {item.id for item in wide.items if item.id}
    assert drawn == {
        *localization.index.regions,
        *(body.id for body in localization.index.dataset.organisation.bodies if body.region),
    }
    assert len(narrow.items) == len(localization.index.regions)
    for item in narrow.items:
        assert min(item.boxes[0].width, item.boxes[0].height) >= 43.9
        assert item.boxes[0].href == f"#{item.id}"


@pytest.mark.parametrize(
    "body", ["committee-kz-35", "committee", "office", "collegium", "apparatus", "academy"]
)
def test_a_neighbourhood_has_the_chain_the_siblings_and_what_is_below(body: str, language: str) -> None:
    localization, plan = charted.localization(charted.dataset(), language)
    index = localization.index
    composer = Composer(localization, plan, Page(f"bodies/{body}.html", "body", body))
    figure = neighbourhood.of_body(composer, index.bodies[body], "n", "t")
    drawn = [item.id for item in figure.items]
    assert body in drawn and "prosecutor-general" in drawn
    assert len(drawn) < 18
    if body == "committee-kz-35":
        assert drawn == ["prosecutor-general", "office", "committee", body, "more.directorate"]


def test_a_function_distinguishes_stated_named_and_editorial() -> None:
    localization, plan = charted.localization(charted.dataset())
    index = localization.index
    provision = index.provisions["chp_2__para_15__subpara_1"]
    composer = Composer(localization, plan, Page("functions/1.html", "provision", provision.eid))
    figure = neighbourhood.of_provision(composer, provision, "15", "n", "t")
    assert figure
    (layout,) = figure.layouts
    kinds = {dict(vertex.data)["n"]: vertex.kind.split()[-1] for vertex in layout.vertices if vertex.data}
    assert kinds["office"] == "stated"
    assert kinds["public-interests"] == "editorial"
    rows = [vertex.label.lines[0] for vertex in layout.vertices if vertex.kind == "says"]
    strings = localization.strings
    assert rows == [
        strings[f"chart.assignment.{kind}"] for kind in neighbourhood.KINDS if kind in kinds.values()
    ]
    assert "pos=" not in layout.dot
    unassigned = next(
        provision
        for provision in index.dataset.provisions
        if not any(index.assignments_of_provision[part.eid] for part in index.descendants(provision))
    )
    assert neighbourhood.of_provision(composer, unassigned, "1", "n", "t") is None


@pytest.mark.parametrize(
    "name",
    ["ұ" * 1000, 'a "quoted" name', "<b>bold</b>", r"\N \G \L", "ends with \\", "javascript:alert(1)", "a:b"],
)
def test_a_hostile_name_is_text(name: str) -> None:
    wide, _ = charted.figures(charted.renamed("finance", name))
    text = "".join(dots(wide))
    assert "label=<" not in text
    assert 'URL="javascript' not in text
    box = next(item.boxes[0] for item in wide.items if item.id == "finance")
    assert box.name.startswith(name[:20])
    assert len(box.label.lines) <= 8


def test_the_dot_of_a_dataset_is_reproducible() -> None:
    first = [dots(figure) for figure in charted.figures(charted.dataset())]
    assert first == [dots(figure) for figure in charted.figures(charted.dataset())]


def test_long_rows_of_a_large_organisation_become_counts() -> None:
    dataset = charted.many(1200)
    composer = Composer(*charted.localization(dataset), charted.PAGE)
    nodes = {node.id: node for root in composer.organisation().tree() for node in root.all()}
    drawn = (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE, BodyKind.INSTITUTION)
    for body in dataset.organisation.bodies:
        if body.kind in drawn:
            assert composer.shows(body) == (body.id in nodes), body.id
    agency = next(body for body in dataset.organisation.bodies if body.kind is BodyKind.AGENCY)
    (count,) = nodes[agency.id].children
    assert count.words.startswith("22 ") and count.href == f"bodies/{agency.id}.html"
    assert len(nodes) < 100


def test_a_report_to_an_actor_that_the_chart_does_not_show_is_no_ground() -> None:
    dataset = charted.dataset()
    head = next(relation.subject for relation in dataset.relations if relation.kind == "reports-to")
    drawn = {r.object for r in charted.composed(dataset).grounds.used if r.kind == "reports-to"}
    shown = {r.object for r in dataset.relations if r.kind in ("subordinate-to", "accountable-to")}
    assert drawn
    assert drawn <= shown
    elsewhere = next(id_ for id_ in Index(dataset).actors if id_ not in {head, *shown})
    relations = tuple(
        r.model_copy(update={"object": elsewhere}) if r.kind == "reports-to" else r for r in dataset.relations
    )
    moved = charted.composed(dataset.model_copy(update={"relations": relations}))
    assert "reports-to" not in {r.kind for r in moved.grounds.used}
