"""Look-ups over the tiny dataset."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.model import Basis, BodyKind, Kind, Provision, Role


@pytest.fixture(scope="module")
def index(tiny_prepared: PreparedSite) -> Index:
    return Index(tiny_prepared.dataset)


def test_above_and_below_a_provision(index: Index) -> None:
    part = index.provisions["chp_2__para_7__subpara_2__p_2"]
    assert [one.eid for one in index.ancestors(part)] == [
        "att_1",
        "chp_2",
        "chp_2__para_7",
        "chp_2__para_7__subpara_2",
    ]
    assert [one.eid for one in index.descendants(index.provisions["chp_2__para_5"])] == [
        "chp_2__para_5",
        "chp_2__para_5__subpara_1",
        "chp_2__para_5__subpara_1__al_1",
        "chp_2__para_5__subpara_2",
        "chp_2__para_5__subpara_2__al_1",
    ]
    assert [one.eid for one in index.children(index.provisions["chp_1__para_1"])] == ["chp_1__para_1__p_2"]


def test_nearest_begins_with_the_provision_itself(index: Index) -> None:
    part = index.provisions["chp_2__para_7__subpara_2__p_2"]
    found = [index.nearest(part, kind) for kind in (Kind.PART, Kind.POINT, Kind.CHAPTER, Kind.ANNEX)]
    assert [one.eid for one in found if one] == [part.eid, "chp_2__para_7", "chp_2", "att_1"]
    assert index.nearest(part, Kind.LIST) is None
    assert index.nearest(index.provisions["para_1"], Kind.CHAPTER) is None


def test_order_kinds_roots_and_roles(index: Index) -> None:
    assert list(index.order.values()) == list(range(len(index.provisions)))
    assert [one.eid for one in index.of_kind(Kind.CHAPTER)] == ["chp_1", "chp_2"]
    assert [one.eid for one in index.roots][-2:] == ["signature_1", "att_1"]
    assert [one.num for one in index.by_role[Role.POWER]] == ["1)", "2)", "3)"]
    assert index.paged_roles == [Role.FUNCTION, Role.POWER]


class CountedProvisions(tuple[Provision, ...]):
    """Provisions that count how often they are iterated over."""

    iterations = 0

    def __iter__(self) -> Iterator[Provision]:
        type(self).iterations += 1
        return super().__iter__()


def test_the_provisions_of_a_kind_are_looked_up_and_not_searched(index: Index) -> None:
    provisions = CountedProvisions(index.dataset.provisions)
    counted = Index(index.dataset.model_copy(update={"provisions": provisions}))
    CountedProvisions.iterations = 0
    for kind in Kind:
        for _ in range(10):
            assert counted.of_kind(kind) == [one for one in index.provisions.values() if one.kind is kind]
    assert CountedProvisions.iterations == 1


def test_numbers(index: Index) -> None:
    wanted = (
        "chp_2",
        "chp_2__para_7",
        "chp_2__para_7__subpara_3",
        "chp_2__para_4__al_2",
        "chp_2__para_7__wrapup_1",
    )
    assert [index.number(index.provisions[eid]) for eid in wanted] == ["2", "7", "3", "2", "1"]


def test_titles_of_a_topic_are_in_the_order_of_the_act(index: Index) -> None:
    assert [one.eid for one in index.members_of_topic["stock"]] == [
        "chp_2__para_4",
        "chp_2__para_5",
        "chp_2__para_6",
        "chp_2__para_6__subpara_1",
        "chp_2__para_6__subpara_2",
        "chp_2__para_6__subpara_3",
    ]


def test_bodies_and_groups(index: Index) -> None:
    assert index.office.id == "agency-of-libraries"
    assert [one.id for one in index.bodies_of(BodyKind.UNIT)] == ["book-stock", "readers"]
    assert len(index.bodies_below["agency-of-libraries"]) == 5
    assert [one.id for one in index.bodies_in["beskala"]] == ["beskala-libraries"]
    assert [one.id for one in index.groups_of["arman-libraries"]] == ["territorial-bodies"]
    named = {eid: actor.id for eid, actor in index.named_here.items()}
    assert named["list_1__item_2"] == "beskala-libraries"
    assert "chp_1__para_1" not in named


def test_relations_of_every_party(index: Index) -> None:
    assert [one.kind.value for one in index.relations_of["cabinet"]] == [
        "subordinate-to",
        "appoints-with-consent",
    ]
    assert [one.kind.value for one in index.relations_of["deputy"]] == ["appoints-with-consent", "reports-to"]
    below = index.descendants(index.provisions["chp_2__para_7__subpara_2"])
    assert [one.kind.value for one in index.relations_in(below)] == ["appoints-with-consent", "reports-to"]


def test_completions(index: Index) -> None:
    assert {eid: len(found) for eid, found in index.completion.items()} == {
        "chp_2__para_6__subpara_1__al_1": 1,
        "chp_2__para_6__subpara_1__al_2": 1,
    }


def test_assignments_of_low_confidence_are_kept_and_not_shown(index: Index) -> None:
    assert len(index.dataset.assignments) == 5
    assert len(index.shown_assignments) == 4
    assert index.assignments_of_provision["chp_2__para_6__subpara_4"] == []
    assert [one.basis for one in index.assignments_of_body["manuscripts"]] == [Basis.EDITORIAL, Basis.NAMED]


def test_the_site_setting_hides_editorial_assignments(index: Index) -> None:
    site = index.dataset.site.model_copy(update={"show_editorial_assignments": False})
    bare = Index(index.dataset.model_copy(update={"site": site}))
    assert [one.basis for one in bare.shown_assignments] == [Basis.NAMED]
