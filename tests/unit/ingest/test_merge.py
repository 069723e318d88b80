"""What the data add survives an import, and a difference that nobody declared is a fault."""

from __future__ import annotations

from generator.dataset.yaml_reader import parse
from generator.ingest.merge import merge, outdated, reconcile, removed, same_provisions
from generator.ingest.parse_tree import Part
from generator.ingest.pdf_text import Extraction, extract
from generator.model import Kind, Node, Repair, RepairRule, RepairsFile, Role

BODY = "      "
SOURCE = f"{BODY}1. мүддесiн қорғау\n;\n"

COMMITTED = """\
repairs:
  - line: 2
    raw: қорғау ;
    repaired: қорғау;
    reason: lone-mark
    confidence: certain
    evidence:
      kk: дәлел
look_alikes:
  - line: 1
    word: мүддесiн
    reads: мүддесін
"""


def point(kk: str, *below: Node, num: str = "1.", **more: object) -> Node:
    values: dict[str, object] = {"kind": "point", "num": num, "text": {"kk": kk}, "provisions": below}
    return Node.model_validate(values | more)


def part(*nodes: Node) -> tuple[Part, ...]:
    return (("decree", nodes),)


def committed(text: str = COMMITTED) -> RepairsFile:
    return RepairsFile.model_validate(parse(text, "data/source/repairs.yml"))


def found() -> Extraction:
    return extract(SOURCE, "data/source/act.txt")


def test_other_languages_the_role_and_the_ordinal_are_kept() -> None:
    old = part(point("Бір.", text={"kk": "Бір.", "ru": "Один."}, role="right", ordinal="1-ҚОСЫМША"))
    ((_, (node,)),) = merge(part(point("Бір.")), old)
    assert node.text == {"kk": "Бір.", "ru": "Один."}
    assert node.role is Role.RIGHT
    assert node.ordinal == "1-ҚОСЫМША"


def test_the_words_of_the_original_come_from_the_source() -> None:
    old = part(point("Бiр.", text={"ru": "Один.", "kk": "Бiр."}))
    ((_, (node,)),) = merge(part(point("Бір.")), old)
    assert list(node.text.items()) == [("kk", "Бір."), ("ru", "Один.")]


def test_a_role_that_was_taken_away_stays_away() -> None:
    ((_, (node,)),) = merge(part(point("Бір.", role="task")), part(point("Бір.")))
    assert node.role is None


def test_a_new_provision_has_the_proposed_role() -> None:
    new = Node(kind=Kind.SUBPOINT, num="2)", role=Role.POWER, text={"kk": "жаңа;"})
    ((_, (node,)),) = merge(part(point("Бір:", new)), part(point("Бір:")))
    assert node.provisions[0].role is Role.POWER


def test_a_translation_moves_with_its_number_not_with_its_place() -> None:
    old = part(point("Бір."), point("Екі.", num="2.", text={"kk": "Екі.", "ru": "Два."}))
    new = part(point("Бір."), point("Жаңа.", num="1-1."), point("Екі.", num="2."))
    ((_, nodes),) = merge(new, old)
    assert [node.text.get("ru") for node in nodes] == [None, None, "Два."]


def test_a_second_import_changes_nothing() -> None:
    fresh = part(point("Бір:", Node(kind=Kind.INDENT, text={"kk": "азатжол."}), role="task"))
    once = merge(fresh, ())
    ((_, nodes),) = once
    ((_, again),) = merge(fresh, once)
    assert same_provisions(nodes, again)
    assert not same_provisions(nodes, (point("Өзге."),))


def test_changed_and_lost_provisions_are_named() -> None:
    old = part(point("Бір."), point("Екі.", num="2."), point("Үш.", num="3."))
    new = part(point("Бір."), point("Екі өзгерді.", num="2."))
    assert outdated(new, old) == ("para_2",)
    assert outdated(old, old) == ()
    assert [eid for eid, _ in removed(new, old)] == ["para_3"]
    assert removed(old, old) == ()


def test_a_first_import_takes_the_computed_repairs() -> None:
    repairs, problems = reconcile(found(), None)
    assert problems == ()
    assert [one.raw for one in repairs.repairs] == ["қорғау ;"]
    assert [one.word for one in repairs.look_alikes] == ["мүддесiн"]


def test_the_evidence_of_the_data_is_kept() -> None:
    repairs, problems = reconcile(found(), committed())
    assert problems == ()
    assert repairs.repairs[0].evidence == {"kk": "дәлел"}
    assert repairs.model_dump() == committed().model_dump()


def test_repairs_that_differ_are_faults_on_both_sides() -> None:
    _, problems = reconcile(found(), committed(COMMITTED.replace("raw: қорғау ;", "raw: қорғау  ;")))
    assert [str(one) for one in problems] == [
        "data/source/repairs.yml:2: this repair does not match line 2 of the source",
        "data/source/act.txt:2: needs a repair that the data do not declare",
    ]


def test_look_alikes_that_differ_are_faults_on_both_sides() -> None:
    _, problems = reconcile(found(), committed(COMMITTED.replace("line: 1", "line: 3")))
    assert [str(one) for one in problems] == [
        "data/source/repairs.yml:10: this look-alike does not match line 3 of the source",
        "data/source/act.txt:1: needs a look-alike that the data do not declare",
    ]


def test_a_renewal_takes_the_computed_repairs_and_the_evidence_that_still_fits() -> None:
    stray = Repair(line=9, raw="а ;", repaired="а;", reason=RepairRule.LONE_MARK, confidence="certain")
    kept = committed().model_copy(update={"repairs": (*committed().repairs, stray)})
    repairs, problems = reconcile(found(), kept, accept_repairs=True)
    assert problems == ()
    assert [(one.line, one.evidence) for one in repairs.repairs] == [(2, {"kk": "дәлел"})]


def test_a_renewal_drops_no_move_that_somebody_declared() -> None:
    text = """\
repairs:
  - line: 9
    raw: а  б в
    repaired: а в б
    reason: gap
    confidence: certain
    evidence:
      kk: дәлел
"""
    _, problems = reconcile(found(), committed(text), accept_repairs=True)
    assert [str(one) for one in problems] == [
        "data/source/repairs.yml:2: this repair does not match line 9 of the source"
    ]
