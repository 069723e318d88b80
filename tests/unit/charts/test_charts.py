"""The charts before they are drawn: one node a body, every line on words of the act, rows without gaps."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.act.index import Index
from generator.charts import neighbourhood
from generator.charts.dot import dots
from generator.charts.evidence import Proofs
from generator.charts.geometry import SIZE, Figure
from generator.charts.organisation import Composer
from generator.charts.region_map import Territory
from generator.charts.text_metrics import width
from generator.model import BodyKind
from generator.plan.pages import PAGED_BODIES, Page
from tests.support import charted
from tests.support.datasets import changed

LANGUAGES = [one.code for one in charted.dataset().published]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[0, 1], ids=["wide", "narrow"])
def figure(request: pytest.FixtureRequest, language: str) -> Figure:
    return charted.figures(charted.dataset(), language)[request.param]


def test_every_body_has_one_node_that_leads_to_its_page(figure: Figure) -> None:
    counts = Counter(item.id for item in figure.items if item.boxes)
    for body in charted.dataset().organisation.bodies:
        if body.kind in PAGED_BODIES:
            assert counts[body.id] == 1, body.id
            box = next(item.boxes[0] for item in figure.items if item.id == body.id)
            assert box.href == f"bodies/{body.id}.html"


def test_units_stand_in_the_order_of_the_structure(figure: Figure) -> None:
    drawn = [item.id for item in figure.items if item.kind == "unit"]
    assert drawn == [one.id for one in charted.dataset().organisation.bodies if one.kind is BodyKind.UNIT]


def test_every_line_rests_on_a_relation_of_the_text(figure: Figure) -> None:
    for item in figure.items:
        if item.lines and item.kind not in ("frame", "bus"):
            drawn = [line for line in item.lines if len(line.strokes[0]) > 2 or item.kind == "edge"]
            assert not drawn or item.data.get("r"), item.id
    proofs = charted.composed(charted.dataset()).proofs
    assert len(proofs.used) == len({id(one) for one in proofs.used})
    assert {one.kind.value for one in proofs.used} >= {
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
    given = charted.dataset()
    bare = given.model_copy(
        update={"relations": tuple(one for one in given.relations if one.subject != "institutions")}
    )
    wide, narrow = charted.figures(bare)
    for figure in (wide, narrow):
        item = next(one for one in figure.items if one.id == "economy")
        assert item.boxes
    assert Proofs(Index(bare)).below("economy", "office") == [
        one for one in bare.relations if one.subject == "economy" and one.object == "office"
    ]


def test_nothing_editorial_is_drawn(figure: Figure) -> None:
    given = charted.dataset()
    bodies = tuple(one.model_copy(update={"remark": None}) for one in given.organisation.bodies)
    without = changed(given, assignments=(), bodies=bodies)
    language = "kk" if "Бас прокуратура" in "".join(dots(figure)) else "ru"
    same = charted.figures(without, language)[0 if figure.form == "wide" else 1]
    assert same.items == figure.items


def test_a_row_keeps_between_the_row_before_and_its_own_bottom(figure: Figure) -> None:
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


def test_no_box_lies_over_another_or_outside(figure: Figure) -> None:
    boxes = [box for item in figure.items if item.kind != "frame" for box in item.boxes]
    for place, one in enumerate(boxes):
        assert one.x >= 0 and one.right <= figure.width and one.bottom <= figure.height
        for other in boxes[place + 1 :]:
            apart = (
                one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y
            )
            assert apart, (one.label, other.label)


def test_every_label_fits_its_box(figure: Figure) -> None:
    for item in figure.items:
        for box in item.boxes:
            for line in box.label.lines:
                assert width(line, SIZE, bold=box.label.bold) <= box.width - 12


def test_names_begin_with_the_label(figure: Figure) -> None:
    for item in figure.items:
        for box in item.boxes:
            if box.href:
                seen = "".join(box.label.lines).replace(" ", "").rstrip("…")
                assert box.name.replace(" ", "").startswith(seen)


def test_the_territorial_chart_has_every_region_and_both_bodies(language: str) -> None:
    localization, plan = charted.localization(charted.dataset(), language)
    territory = Territory(localization, plan, Page("regions/index.html", "regions"))
    wide, narrow = territory.wide("w", "t"), territory.narrow("n", "t")
    drawn = {item.id for item in wide.items if item.id}
    assert drawn == {
        *localization.index.regions,
        *(one.id for one in localization.index.dataset.organisation.bodies if one.region),
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


def test_a_function_tells_stated_named_and_editorial_apart() -> None:
    localization, plan = charted.localization(charted.dataset())
    index = localization.index
    provision = index.provisions["chp_2__para_15__subpara_1"]
    composer = Composer(localization, plan, Page("functions/1.html", "provision", provision.eid))
    figure = neighbourhood.of_provision(composer, provision, "15", "n", "t")
    assert figure
    kinds = {item.id: item.lines[0].kind for item in figure.items if item.lines}
    assert kinds["office"] == "stated"
    assert kinds["public-interests"] == "editorial"
    untied = index.provisions["chp_3__para_19__subpara_49"]
    if not index.assignments_of_provision[untied.eid]:
        assert neighbourhood.of_provision(composer, untied, "19", "n", "t") is None


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


def test_the_same_institution_gives_the_same_text() -> None:
    first = [dots(one) for one in charted.figures(charted.dataset())]
    assert first == [dots(one) for one in charted.figures(charted.dataset())]


def test_a_crowd_under_other_bodies_is_counted() -> None:
    given = charted.many(1200)
    composer = Composer(*charted.localization(given), charted.PAGE)
    nodes = {one.id: one for root in composer.organisation().tree() for one in root.all()}
    drawn = (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE, BodyKind.INSTITUTION)
    for body in given.organisation.bodies:
        if body.kind in drawn:
            assert composer.shows(body) == (body.id in nodes), body.id
    agency = next(one for one in given.organisation.bodies if one.kind is BodyKind.AGENCY)
    (count,) = nodes[agency.id].children
    assert count.words.startswith("22 ") and count.href == f"bodies/{agency.id}.html"
    assert len(nodes) < 100
