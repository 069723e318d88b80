"""The proof holds for the decree, and for nothing that differs from it by a letter, a word or their order."""

from __future__ import annotations

import pytest

from generator.act import eid, integrity
from generator.act.integrity import (
    Proof,
    count_moved_words,
    describe_moves,
    describe_unclear,
    preserves_text,
    prove,
    repairs_without_evidence,
)
from generator.commands.received_text import vocabulary
from generator.dataset.yaml_reader import read_file
from generator.ingest.parser import parse
from generator.ingest.pdf_text import extract
from generator.model import Kind, Place, Provision, Repair, RepairRule, RepairsFile
from tests.support.paths import ROOT

SOURCE = "1. Бас орган\n(бұдан\nәрі) 3-\n\n\n\nқосымша\n;\n2. Соңы.\n"
REPAIRS = (
    Repair(line=3, raw="3- қосымша ;", repaired="3-қосымша;", reason=RepairRule.HYPHEN, confidence="certain"),
)


def provision(num: str, text: str) -> Provision:
    return Provision(
        eid=f"para_{num[:-1]}",
        parent=None,
        kind=Kind.POINT,
        role=None,
        num=num,
        ordinal=None,
        text={"kk": text, "ru": "перевод"},
        children=(),
        part="decree",
    )


PROVISIONS = (provision("1.", "Бас орган (бұдан әрі) 3-қосымша;"), provision("2.", "Соңы."))


def problems(
    *provisions: Provision, repairs: tuple[Repair, ...] = REPAIRS, source: str = SOURCE
) -> tuple[str, ...]:
    return tuple(map(str, prove(source, repairs, provisions, "kk").mismatches))


@pytest.fixture(scope="module")
def decree() -> tuple[str, tuple[Repair, ...], tuple[Provision, ...]]:
    folder = ROOT / "data" / "source"
    source = (folder / "decree-1029.kk.txt").read_bytes().decode("utf-8")
    committed = RepairsFile.model_validate(read_file(folder / "repairs.yml", "repairs.yml"))
    parsed = parse(extract(source, "", committed.repairs), vocabulary("kk"))
    return source, committed.repairs, eid.address(parsed.parts)


def test_the_proof_of_the_decree_holds(
    decree: tuple[str, tuple[Repair, ...], tuple[Provision, ...]],
) -> None:
    proof = prove(*decree, "kk")
    assert proof == Proof(
        words_in_source=3716,
        words_after_repairs=3710,
        words_in_provisions=3710,
        characters_in_source=29346,
        characters_in_provisions=29346,
        repairs=12,
        moved=8,
        moved_at=(10, 12, 15, 207, 210, 223),
        look_alikes=19,
        latin_letters=26,
        invisible=0,
        invisible_at=(),
        uncomposed=0,
        uncomposed_at=(),
        provisions=256,
        mismatches=(),
    )
    assert proof.holds


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("мүддесiн", "мүддесін"),
        ("прокуратура", "прокуротура"),
        ("Бас прокуратура азаматтық-құқықтық", "Бас азаматтық-құқықтық"),
        ("өз атынан түседі", "атынан өз түседі"),
        ("ұйымдық-құқықтық", "ұйымдық- құқықтық"),
        ("түседі.", "түседі"),
    ],
)
def test_a_change_to_the_decree_breaks_the_proof(
    decree: tuple[str, tuple[Repair, ...], tuple[Provision, ...]], old: str, new: str
) -> None:
    source, repairs, provisions = decree
    at = next(number for number, one in enumerate(provisions) if old in one.text["kk"])
    text = {"kk": provisions[at].text["kk"].replace(old, new, 1)}
    changed = provisions[at].model_copy(update={"text": text})
    proof = prove(source, repairs, (*provisions[:at], changed, *provisions[at + 1 :]), "kk")
    assert not proof.holds
    assert len(proof.mismatches) == 1


def test_every_repair_of_the_decree_is_needed(
    decree: tuple[str, tuple[Repair, ...], tuple[Provision, ...]],
) -> None:
    source, repairs, provisions = decree
    for at in range(len(repairs)):
        assert not prove(source, (*repairs[:at], *repairs[at + 1 :]), provisions, "kk").holds


def test_the_small_text_holds() -> None:
    assert problems(*PROVISIONS) == ()
    assert problems(*PROVISIONS, source=SOURCE.replace("\n", "\r\n")) == ()


def test_unclear_characters_of_the_source_are_kept_and_declared() -> None:
    source = SOURCE.replace("Соңы.", "Со\u200bңы\u00ad. маи\u0306\nмаи\u0306")
    units = (PROVISIONS[0], provision("2.", "Со\u200bңы\u00ad. маи\u0306 маи\u0306"))
    proof = prove(source, REPAIRS, units, "kk")
    assert proof.holds
    assert list(describe_unclear(proof)) == [
        "invisible characters kept: 2, in the source's lines 9",
        "words not in Unicode normal form C kept: 2, in the source's lines 9, 10",
    ]
    without = prove(source, REPAIRS, (PROVISIONS[0], provision("2.", "Соңы. май май")), "kk")
    assert not without.holds


def test_a_changed_letter_is_shown_with_its_place() -> None:
    assert problems(PROVISIONS[0], provision("2.", "Соны.")) == (
        "line 9: after «(бұдан әрі) 3-қосымша; 2.» the source has «Соңы.»,"
        " the provisions have «Соны.» (para_2)",
    )


def test_a_word_left_out_is_shown_with_its_place() -> None:
    assert problems(provision("1.", "Бас (бұдан әрі) 3-қосымша;"), PROVISIONS[1]) == (
        "line 1: after «1. Бас» the source has «орган», the provisions have «(бұдан» (para_1)",
    )


def test_two_words_that_changed_places_are_shown() -> None:
    assert problems(provision("1.", "орган Бас (бұдан әрі) 3-қосымша;"), PROVISIONS[1]) == (
        "line 1: after «1.» the source has «Бас», the provisions have «орган» (para_1)",
    )


def test_an_end_left_out_and_a_word_too_many_are_shown() -> None:
    assert problems(PROVISIONS[0]) == (
        "line 9: after «орган (бұдан әрі) 3-қосымша;» the source has «2.», the provisions end",
    )
    assert problems(PROVISIONS[0], provision("2.", "Соңы. Тағы")) == (
        "line 9: after «әрі) 3-қосымша; 2. Соңы.» the source ends, the provisions have «Тағы» (para_2)",
    )


def test_a_number_belongs_to_the_words() -> None:
    assert problems(PROVISIONS[0], provision("3.", "Соңы."))[0].startswith("line 9: ")


def test_a_repair_that_stands_nowhere_is_a_problem() -> None:
    elsewhere = REPAIRS[0].model_copy(update={"line": 1})
    assert problems(*PROVISIONS, repairs=(elsewhere,))[0] == (
        "line 1: the source does not have «3- қосымша ;» there"
    )
    beyond = REPAIRS[0].model_copy(update={"line": 99})
    assert problems(*PROVISIONS, repairs=(beyond,))[0].startswith("line 99: the source does not have")


def test_a_repair_may_not_break_into_a_word() -> None:
    inside = REPAIRS[0].model_copy(update={"raw": "- қосымша ;", "repaired": "-қосымша;"})
    assert problems(*PROVISIONS, repairs=(inside,))[0] == (
        "line 3: the source does not have «- қосымша ;» there"
    )


def test_repairs_may_not_overlap() -> None:
    other = Repair(
        line=7, raw="қосымша ;", repaired="қосымша;", reason=RepairRule.LONE_MARK, confidence="certain"
    )
    assert problems(*PROVISIONS, repairs=(*REPAIRS, other)) == (
        "line 7: the repair of «қосымша ;» overlaps another",
    )


def test_a_lone_mark_is_found_from_its_own_line() -> None:
    source = "1. Бас орган\n;\n2. Соңы.\n"
    lone = Repair(line=2, raw="орган ;", repaired="орган;", reason=RepairRule.LONE_MARK, confidence="certain")
    assert problems(provision("1.", "Бас орган;"), PROVISIONS[1], repairs=(lone,), source=source) == ()


def test_a_repair_is_found_at_its_own_line_where_its_words_stand_twice() -> None:
    source = "1. Бас орган\n;\n2. Бас орган\n;\n"
    repairs = tuple(
        Repair(line=line, raw="орган ;", repaired="орган;", reason=RepairRule.LONE_MARK, confidence="certain")
        for line in (2, 4)
    )
    provisions = (provision("1.", "Бас орган;"), provision("2.", "Бас орган;"))
    assert problems(*provisions, repairs=repairs, source=source) == ()


@pytest.mark.parametrize(
    ("reason", "raw", "repaired", "expected"),
    [
        ("gap", "№ 563 :Жарлығында", "№ 563 Жарлығында:", True),
        ("gap", "6- 3-тармағының бабының", "6-бабының 3-тармағының", True),
        ("gap", "орган  бас ереже", "орган ереже бес", False),
        ("gap", "аб  в", "а бв", False),
        ("gap", "аб  в г", "аб г", False),
        ("hyphen", "3- қосымшаға", "3-қосымшаға", True),
        ("hyphen", "3- қосымшаға", "қосымшаға3-", False),
        ("lone-mark", "жасау ;", "жасау;", True),
        ("lone-mark", "жасау ;", "жасау.", False),
        ("open-bracket", "( жарғы)", "(жарғы)", True),
    ],
)
def test_a_repair_only_joins_or_reorders(reason: str, raw: str, repaired: str, expected: bool) -> None:
    repair = Repair.model_validate(
        {"line": 1, "raw": raw, "repaired": repaired, "reason": reason, "confidence": "certain"}
    )
    assert preserves_text(repair) is expected


def test_a_repair_that_changes_letters_is_a_problem() -> None:
    changed = REPAIRS[0].model_copy(update={"repaired": "4-қосымша;"})
    provisions = (provision("1.", "Бас орган (бұдан әрі) 4-қосымша;"), PROVISIONS[1])
    assert problems(*provisions, repairs=(changed,)) == (
        "line 3: the repair of «3- қосымша ;» changes more than white space and word order",
    )


@pytest.mark.parametrize(
    ("raw", "repaired", "expected"),
    [
        ("№ 563 :Жарлығында", "№ 563 Жарлығында:", 1),
        ("туралы  осы  сәйкес жаңа ереже 2-қосымшасына", "туралы ереже осы 2-қосымшасына сәйкес жаңа", 2),
        ("6- 3-тармағының өтініштерді, бабының", "6-бабының 3-тармағының өтініштерді,", 1),
        (
            "6-бабының  және  1) және 3) 4-тармағында 7-бабының",
            "6-бабының 4-тармағында және 7-бабының 1) және 3)",
            2,
        ),
        ("Заңның  б в г ;", "Заңның г б в;", 1),
        ("жазылсын:құрылымы  а б", "жазылсын:құрылымы б а", 1),
        ("3- қосымшаға", "3-қосымшаға", 0),
        ("ережесін ( жарғысын) ;", "ережесін (жарғысын);", 0),
        ("аа а ааа", "ааа аа а", 1),
    ],
)
def test_the_words_that_a_repair_moves_are_counted(raw: str, repaired: str, expected: int) -> None:
    repair = Repair(line=1, raw=raw, repaired=repaired, reason=RepairRule.GAP, confidence="certain")
    assert count_moved_words(repair) == expected


def test_what_moved_is_told_with_its_lines(
    decree: tuple[str, tuple[Repair, ...], tuple[Provision, ...]],
) -> None:
    assert describe_moves(prove(*decree, "kk")) == (
        "words moved: 8, by the declared repairs of the source's lines 10, 12, 15, 207, 210, 223"
    )
    assert describe_moves(prove(SOURCE, REPAIRS, PROVISIONS, "kk")) == "words moved: none"


def test_a_repair_that_stands_nowhere_is_a_fault_where_it_is_declared() -> None:
    elsewhere = REPAIRS[0].model_copy(update={"line": 1})
    elsewhere._at = Place("data/source/repairs.yml", 7)
    found = [str(one) for one in integrity.problems(prove(SOURCE, (elsewhere,), PROVISIONS, "kk"), "act.txt")]
    assert found[0] == (
        "data/source/repairs.yml:7: act.txt, line 1: the source does not have «3- қосымша ;» there"
    )


def test_a_move_without_evidence_is_a_fault() -> None:
    move = Repair(line=1, raw="а  б в", repaired="а в б", reason=RepairRule.GAP, confidence="certain")
    move._at = Place("data/source/repairs.yml", 7)
    assert [str(one) for one in repairs_without_evidence([move, *REPAIRS])] == [
        "data/source/repairs.yml:7: moves words without `evidence`; expected what else supports this reading"
    ]
    assert list(repairs_without_evidence([move.model_copy(update={"evidence": {"kk": "дәлел"}})])) == []
