"""The addresses of provisions: the whole outline of the tiny act, what collides, and the old locators."""

from __future__ import annotations

import csv

import pytest

from generator.act import eid
from generator.builder.preparation import PreparedSite
from generator.model import Kind, Node
from tests.support.locators import from_locator
from tests.support.paths import INPUTS

LOCATORS = INPUTS / "locators.tsv"

OUTLINE = """\
docTitle_1
docNumber_1
formula_1
para_1
para_2
para_2__list_1
para_2__list_1__item_1
para_2__list_1__item_2
para_3
signature_1
signature_1__person_1
att_1
att_1__p_1
att_1__docTitle_1
chp_1
chp_1__para_1
chp_1__para_1__p_2
chp_1__para_2
chp_1__para_3
chp_2
chp_2__para_4
chp_2__para_4__al_1
chp_2__para_4__al_2
chp_2__para_5
chp_2__para_5__subpara_1
chp_2__para_5__subpara_1__al_1
chp_2__para_5__subpara_2
chp_2__para_5__subpara_2__al_1
chp_2__para_6
chp_2__para_6__subpara_1
chp_2__para_6__subpara_1__al_1
chp_2__para_6__subpara_1__al_2
chp_2__para_6__subpara_1__al_3
chp_2__para_6__subpara_2
chp_2__para_6__subpara_3
chp_2__para_6__subpara_4
chp_2__para_7
chp_2__para_7__subpara_1
chp_2__para_7__subpara_2
chp_2__para_7__subpara_2__p_2
chp_2__para_7__subpara_3
chp_2__para_7__wrapup_1
chp_2__para_8
list_1
list_1__item_1
list_1__item_2
""".splitlines()


def node(kind: Kind, num: str | None = None, *below: Node, ordinal: str | None = None) -> Node:
    return Node(kind=kind, num=num, ordinal=ordinal, text={"kk": "сөз"}, provisions=below)


def addresses(*nodes: Node) -> list[str]:
    return [one.eid for one in eid.address([("part", nodes)])]


def test_the_outline_of_the_tiny_act(tiny_prepared: PreparedSite) -> None:
    assert [one.eid for one in tiny_prepared.dataset.provisions] == OUTLINE


def test_parents_children_and_parts(tiny_prepared: PreparedSite) -> None:
    provisions = {one.eid: one for one in tiny_prepared.dataset.provisions}
    for one in provisions.values():
        assert [provisions[child].parent for child in one.children] == [one.eid] * len(one.children)
        assert one.parent is None or one.eid in provisions[one.parent].children
    assert provisions["chp_1"].parent == provisions["list_1"].parent == "att_1"
    assert provisions["att_1"].children == ("att_1__p_1", "att_1__docTitle_1", "chp_1", "chp_2", "list_1")
    parts = [(one.eid, one.part) for one in provisions.values() if one.parent in (None, "att_1")]
    assert parts == [
        ("docTitle_1", "decree"),
        ("docNumber_1", "decree"),
        ("formula_1", "decree"),
        ("para_1", "decree"),
        ("para_2", "decree"),
        ("para_3", "decree"),
        ("signature_1", "decree"),
        ("att_1", "annex-1"),
        ("att_1__p_1", "annex-1"),
        ("att_1__docTitle_1", "annex-1"),
        ("chp_1", "chapter-1"),
        ("chp_2", "chapter-2"),
        ("list_1", "lists"),
    ]
    assert provisions["chp_2__para_7__subpara_2__p_2"].part == "chapter-2"


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("15.", "15"),
        ("24)", "24"),
        ("2-тарау.", "2"),
        ("11-1)", "11-1"),
        ("3-ҚОСЫМША", "3"),
        ("а)", None),
        ("", None),
        (None, None),
    ],
)
def test_the_number_inside_a_printed_one(printed: str | None, bare: str | None) -> None:
    assert eid.number(printed) == bare


def test_a_number_inserted_later_keeps_the_others() -> None:
    point = node(Kind.POINT, "1.", *(node(Kind.SUBPOINT, num) for num in ("1)", "1-1)", "2)")))
    assert addresses(point)[1:] == ["para_1__subpara_1", "para_1__subpara_1-1", "para_1__subpara_2"]


def test_a_number_that_stands_twice_is_told_apart() -> None:
    assert addresses(node(Kind.POINT, "1."), node(Kind.POINT, "1.")) == ["para_1", "para_1_2"]


def test_unnumbered_units_count_among_their_kind() -> None:
    point = node(
        Kind.POINT,
        "1.",
        node(Kind.PART),
        node(Kind.INDENT),
        node(Kind.PART),
        node(Kind.INDENT),
        node(Kind.CLOSING),
    )
    assert addresses(point) == [
        "para_1",
        "para_1__p_2",
        "para_1__al_1",
        "para_1__p_3",
        "para_1__al_2",
        "para_1__wrapup_1",
    ]


def test_points_of_the_annex_carry_it_where_the_act_has_them_too() -> None:
    act = (
        node(Kind.POINT, "1."),
        node(Kind.ANNEX, ordinal="2-ҚОСЫМША"),
        node(Kind.POINT, "1."),
        node(Kind.POINT, "2."),
    )
    assert addresses(*act) == ["para_1", "att_2", "att_2__para_1", "att_2__para_2"]


def test_points_of_the_annex_are_bare_where_they_are_alone() -> None:
    act = (node(Kind.POINT, "1."), node(Kind.ANNEX), node(Kind.POINT, "2."))
    assert addresses(*act) == ["para_1", "att_1", "para_2"]


def test_an_annex_holds_all_up_to_the_next() -> None:
    found = eid.address(
        [
            ("one", (node(Kind.ANNEX, ordinal="1-ҚОСЫМША"), node(Kind.CHAPTER, "1-тарау."))),
            ("two", (node(Kind.ANNEX, ordinal="2-ҚОСЫМША"), node(Kind.CHAPTER, "1-тарау."))),
        ]
    )
    assert [(one.eid, one.parent) for one in found] == [
        ("att_1", None),
        ("chp_1", "att_1"),
        ("att_2", None),
        ("att_2__chp_1", "att_2"),
    ]


def test_every_kind_has_an_abbreviation() -> None:
    assert set(eid.ABBREVIATIONS) == set(Kind)


with LOCATORS.open(encoding="utf-8", newline="") as table:
    ROWS = [tuple(row) for row in csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]


@pytest.mark.parametrize(("locator", "expected", "words"), ROWS, ids=[row[0] for row in ROWS])
def test_an_old_locator_is_an_address_of_the_data(
    locator: str, expected: str, words: str, real: PreparedSite
) -> None:
    provisions = {one.eid: one for one in real.dataset.provisions}
    assert from_locator(locator) == expected
    assert words in provisions[expected].text[real.dataset.original]


def test_every_locator_stands_for_a_provision_of_its_own() -> None:
    assert len(ROWS) == len({row[1] for row in ROWS}) == 152
