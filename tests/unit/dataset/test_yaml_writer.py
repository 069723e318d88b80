"""The YAML that import writes: readable, deterministic, and read back unchanged."""

from __future__ import annotations

import datetime as dt

from generator.dataset.yaml_reader import parse
from generator.dataset.yaml_writer import dump
from generator.model import Kind, Node, ProvisionsFile, Repair, RepairRule, RepairsFile, Role, Version

ITEM = Node(kind=Kind.SUBPOINT, num="1)", role=Role.FUNCTION, text={"kk": "норма; «сөз»", "ru": "норма"})
POINT = Node(kind=Kind.POINT, num="15.", text={"kk": "Функциялары:"}, provisions=(ITEM,))


def test_keys_stand_in_the_order_of_the_model_and_defaults_are_left_out() -> None:
    assert dump(ProvisionsFile(provisions=(POINT,)), "# heading") == (
        "# heading\n"
        "provisions:\n"
        "  - kind: point\n"
        "    num: '15.'\n"
        "    text:\n"
        "      kk: 'Функциялары:'\n"
        "    provisions:\n"
        "      - kind: subpoint\n"
        "        num: 1)\n"
        "        role: function\n"
        "        text:\n"
        "          kk: норма; «сөз»\n"
        "          ru: норма\n"
    )


def test_a_long_text_stays_on_one_line() -> None:
    words = "қадағалау " * 400 + "соңы."
    document = dump(ProvisionsFile(provisions=(Node(kind=Kind.POINT, text={"kk": words}),)))
    assert document.splitlines()[-1] == f"      kk: {words}"


def test_a_line_feed_inside_a_text_stays_on_one_line() -> None:
    document = dump(ProvisionsFile(provisions=(Node(kind=Kind.POINT, text={"kk": "бір\nекі"}),)))
    assert document.splitlines()[-1] == '      kk: "бір\\nекі"'


def test_what_is_written_is_read_back() -> None:
    texts = [
        '"Тізім',
        "№ 563 :Жарлығында",
        "бір: екі",
        "no",
        "12:30",
        "- а",
        "# б",
        "'",
        "а  б",
        "1.",
        "~",
        "x\ty",
    ]
    file = ProvisionsFile(provisions=tuple(Node(kind=Kind.ITEM, text={"kk": text}) for text in texts))
    again = ProvisionsFile.model_validate(parse(dump(file), "x.yml"))
    assert [node.text["kk"] for node in again.provisions] == texts


def test_repairs_are_read_back() -> None:
    repair = Repair(
        line=10,
        raw="№ 563 :Жарлығында",
        repaired="№ 563 Жарлығында:",
        reason=RepairRule.GAP,
        confidence="very-high",
        evidence={"kk": "дәлел", "ru": "довод"},
    )
    file = RepairsFile(repairs=(repair,))
    again = RepairsFile.model_validate(parse(dump(file), "x.yml"))
    assert again.model_dump() == file.model_dump()


def test_the_same_value_twice_is_written_out_twice() -> None:
    text = {"kk": "бір"}
    nodes = (Node(kind=Kind.ITEM, text=text), Node(kind=Kind.ITEM, text=text))
    assert "&" not in dump(ProvisionsFile(provisions=nodes))


def test_the_same_model_gives_the_same_bytes() -> None:
    assert dump(ProvisionsFile(provisions=(POINT,))) == dump(ProvisionsFile(provisions=(POINT,)))


def test_a_date_is_written_plainly() -> None:
    document = dump(Version(date=dt.date(2022, 10, 3), source="act.txt", language="kk"))
    assert document == "date: 2022-10-03\nsource: act.txt\nlanguage: kk\n"
