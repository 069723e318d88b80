"""What import reads in the source of this act: its chapters, points, roles, lists and signature."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.act import eid
from generator.commands import received_text
from generator.dataset.yaml_reader import read_file
from generator.ingest.parser import parse
from generator.ingest.pdf_text import extract
from generator.model import Kind, Provision, RepairsFile, Role
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def decree() -> dict[str, Provision]:
    folder = ROOT / "data" / "source"
    text = (folder / "decree-1029.kk.txt").read_bytes().decode("utf-8")
    declared = RepairsFile.model_validate(read_file(folder / "repairs.yml", "repairs.yml"))
    parsed = parse(extract(text, "", declared.repairs), received_text.vocabulary("kk"))
    assert parsed.problems == ()
    return {provision.eid: provision for provision in eid.address(parsed.parts)}


def test_the_decree_has_its_chapters_and_points(decree: dict[str, Provision]) -> None:
    points = Counter(provision.parent for provision in decree.values() if provision.kind is Kind.POINT)
    assert points == {"chp_1": 12, "chp_2": 3, "chp_3": 6, "chp_4": 3, "chp_5": 1, None: 2}
    assert [provision.num for provision in decree.values() if provision.kind is Kind.CHAPTER] == [
        f"{number}-тарау." for number in range(1, 6)
    ]


def test_the_decree_has_its_roles(decree: dict[str, Provision]) -> None:
    assert Counter(provision.role for provision in decree.values() if provision.role) == {
        Role.TASK: 4,
        Role.RIGHT: 8,
        Role.DUTY: 10,
        Role.FUNCTION: 47,
        Role.POWER: 49,
    }
    assert {provision.parent for provision in decree.values() if provision.role is Role.FUNCTION} == {
        "chp_2__para_15"
    }
    assert {provision.parent for provision in decree.values() if provision.role is Role.POWER} == {
        "chp_3__para_19"
    }


def test_the_decree_has_its_indents(decree: dict[str, Provision]) -> None:
    indents = Counter(provision.parent for provision in decree.values() if provision.kind is Kind.INDENT)
    assert indents == {
        "para_1__subpara_2": 3,
        "chp_2__para_13": 4,
        "chp_2__para_14__subpara_1": 8,
        "chp_2__para_14__subpara_2": 10,
        "chp_2__para_15__subpara_1": 6,
        "chp_3__para_19__subpara_17": 11,
    }


def test_the_decree_has_its_second_parts_and_its_closing_paragraph(decree: dict[str, Provision]) -> None:
    assert [provision.eid for provision in decree.values() if provision.kind is Kind.PART] == [
        "chp_1__para_1__p_2",
        "chp_1__para_12__p_2",
        "chp_3__para_19__subpara_24__p_2",
        "chp_4__para_22__p_2",
    ]
    assert [provision.eid for provision in decree.values() if provision.kind is Kind.CLOSING] == [
        "chp_3__para_19__wrapup_1"
    ]


def test_the_decree_has_its_structure_and_lists(decree: dict[str, Provision]) -> None:
    items = Counter(provision.parent for provision in decree.values() if provision.kind is Kind.ITEM)
    assert items == {
        "para_1__subpara_2__al_2__list_1": 17,
        "list_1__list_1": 22,
        "list_1__list_2": 22,
        "list_2": 3,
    }
    assert decree["list_1__list_1"].text["kk"] == "Бас прокуратура"
    assert (
        decree["para_1__subpara_2__al_2__list_1__item_17"].text["kk"] == 'Ақпараттық қауіпсіздік басқармасы";'
    )


def test_the_decree_has_its_head_and_signature(decree: dict[str, Provision]) -> None:
    assert decree["signature_1"].text["kk"] == "Қазақстан Республикасының Президенті"
    assert decree["signature_1__person_1"].text["kk"] == "Қ. Тоқаев"
    assert decree["att_2"].ordinal == "2-ҚОСЫМША"
    assert decree["att_2"].text["kk"].endswith("№ 1029 Жарлығына 2-ҚОСЫМША")
    assert decree["att_2__p_1"].text["kk"].endswith("№ 563 Жарлығымен БЕКІТІЛГЕН")
    assert {provision.kind for provision in decree.values() if provision.num} == {
        Kind.CHAPTER,
        Kind.POINT,
        Kind.SUBPOINT,
        Kind.ITEM,
    }
