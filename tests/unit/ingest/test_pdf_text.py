"""The rules that undo the extraction, each on a small text, and all of them on the decree."""

from __future__ import annotations

import pytest
import yaml

from generator.ingest.pdf_text import Extraction, extract
from generator.model import Repair, RepairRule, RepairsFile
from tests.support.paths import ROOT

BODY = "      "


@pytest.fixture(scope="module")
def decree() -> Extraction:
    path = ROOT / "data" / "source" / "decree-1029.kk.txt"
    declared = yaml.safe_load((path.parent / "repairs.yml").read_text(encoding="utf-8"))
    repairs = RepairsFile.model_validate(declared).repairs
    return extract(path.read_bytes().decode("utf-8"), path.name, repairs)


def proposed(source: str) -> list[Repair]:
    """Read the entries that import proposes, as a maintainer would put them into `repairs.yml`."""
    told = [one.message.partition(": - ")[2] for one in extract(source).problems]
    return [Repair(**yaml.safe_load(one), confidence="very-high") for one in told if one]


def declaring(source: str) -> Extraction:
    """Undo an extraction with all that it proposes declared."""
    return extract(source, "act.txt", proposed(source))


def texts(source: str) -> list[str]:
    return [one.text for one in declaring(source).paragraphs]


def repairs(source: str) -> list[tuple[int, str, str, str]]:
    return [(one.line, one.raw, one.repaired, one.reason.value) for one in declaring(source).repairs]


def test_a_hard_wrap_continues_the_paragraph() -> None:
    assert texts(f"{BODY}1. Бас орган \nжұмыс істейді.\n{BODY}2. Екінші.\n") == [
        "1. Бас орган жұмыс істейді.",
        "2. Екінші.",
    ]


def test_paragraphs_know_their_line_and_their_indent() -> None:
    found = extract(f"\nАтауы\n\n{BODY}1. Бірінші\nсөз.\n").paragraphs
    assert [(one.text, one.line, one.indented) for one in found] == [
        ("Атауы", 2, False),
        ("1. Бірінші сөз.", 4, True),
    ]


def test_a_page_break_inside_a_paragraph_is_closed() -> None:
    assert texts(f"{BODY}қадағалау қызметін \n\n\n\nқамтамасыз ету;\n") == [
        "қадағалау қызметін қамтамасыз ету;"
    ]


def test_a_page_break_before_an_indented_line_parts_paragraphs() -> None:
    assert texts(f"{BODY}бірінші\n\n\n\n{BODY}екінші\n") == ["бірінші", "екінші"]


def test_a_page_break_after_a_closing_mark_parts_paragraphs() -> None:
    assert texts(f"{BODY}аяқталды.\n\n\n\n2-тарау. Атауы\n") == ["аяқталды.", "2-тарау. Атауы"]


def test_a_page_break_after_a_heading_parts_paragraphs() -> None:
    assert texts("Тақырып\n\n\n\nБасқа тақырып\n") == ["Тақырып", "Басқа тақырып"]


def test_a_run_of_blank_lines_that_is_no_page_break_parts_paragraphs() -> None:
    assert texts(f"{BODY}бірінші\n\n \n\nекінші\n") == ["бірінші", "екінші"]


def test_a_gap_takes_the_last_word_of_its_line() -> None:
    source = f"{BODY}10) Заңның  2-тармағында Үкіметтің, 24-бабының\nөзге де;\n"
    assert texts(source) == ["10) Заңның 24-бабының 2-тармағында Үкіметтің, өзге де;"]
    assert repairs(source) == [
        (1, "Заңның  2-тармағында Үкіметтің, 24-бабының", "Заңның 24-бабының 2-тармағында Үкіметтің,", "gap")
    ]


def test_two_gaps_take_the_last_two_words_in_order() -> None:
    source = f"{BODY}а  б  в г 1 2\nд.\n"
    assert texts(source) == ["а 1 б 2 в г д."]


def test_a_space_before_a_glued_colon_is_a_gap() -> None:
    source = f"{BODY}№ 563 :Жарлығында\n"
    assert texts(source) == ["№ 563 Жарлығында:"]
    assert repairs(source) == [(1, "№ 563 :Жарлығында", "№ 563 Жарлығында:", "gap")]


def test_a_glued_colon_is_split_before_the_words_are_counted() -> None:
    assert texts(f"{BODY}органның  мынадай жазылсын:құрылымы\n") == ["органның құрылымы мынадай жазылсын:"]


def test_a_colon_in_a_line_without_gaps_stays() -> None:
    source = f"{BODY}сағат 10:30 және мекенжайы:\n"
    assert texts(source) == ["сағат 10:30 және мекенжайы:"]
    assert repairs(source) == []


def test_a_one_space_indent_is_a_gap_and_no_paragraph() -> None:
    assert texts(f"{BODY}осы Заңның\n 3-тармағының өтініштерді, бабының\nқарау;\n") == [
        "осы Заңның бабының 3-тармағының өтініштерді, қарау;"
    ]


def test_gap_and_hyphen_at_one_place_are_one_repair() -> None:
    source = f"{BODY}6) Заңның 6-\n\n 3-тармағының өтініштерді, бабының\nқарау;\n"
    assert texts(source) == ["6) Заңның 6-бабының 3-тармағының өтініштерді, қарау;"]
    assert repairs(source) == [
        (1, "6- 3-тармағының өтініштерді, бабының", "6-бабының 3-тармағының өтініштерді,", "gap")
    ]


def test_gap_and_hyphen_at_two_places_of_a_line_are_two_repairs() -> None:
    source = f"{BODY}Заңның 3-\nқосымшаға бір екі  үш төрт\nбес.\n"
    assert texts(source) == ["Заңның 3-қосымшаға бір екі төрт үш бес."]
    assert [one[3] for one in repairs(source)] == ["hyphen", "gap"]


def test_gaps_without_words_to_fill_them_are_a_fault() -> None:
    found = extract(f"{BODY}а  б  в  г\n", "act.txt")
    assert [str(one) for one in found.problems] == [
        "act.txt:1: has 3 wide spaces with too few words after them to belong there; kept as it is"
    ]
    assert found.repairs == ()


def test_a_hyphen_at_a_line_end_joins_over_a_page_break() -> None:
    source = f"{BODY}осы Жарлыққа 3-\n\n\n\nқосымшаға сәйкес\n"
    assert texts(source) == ["осы Жарлыққа 3-қосымшаға сәйкес"]
    assert repairs(source) == [(1, "3- қосымшаға", "3-қосымшаға", "hyphen")]


def test_a_dash_at_a_line_end_does_not_join() -> None:
    source = f"{BODY}(бұдан әрі - \nЕреже) орган –\nмекеме.\n"
    assert texts(source) == ["(бұдан әрі - Ереже) орган – мекеме."]
    assert repairs(source) == []


def test_a_hyphened_word_that_opens_a_line_is_left_alone() -> None:
    source = f"{BODY}қызметтік \nүй-жайларда босату;\n"
    assert texts(source) == ["қызметтік үй-жайларда босату;"]
    assert repairs(source) == []


def test_a_lone_mark_joins_the_line_above() -> None:
    source = f"{BODY}1) өзара іс-қимыл жасау\n;\n{BODY}2) келесі.\n"
    assert texts(source) == ["1) өзара іс-қимыл жасау;", "2) келесі."]
    assert repairs(source) == [(2, "жасау ;", "жасау;", "lone-mark")]


def test_an_open_bracket_joins_the_line_below() -> None:
    source = f"{BODY}ережесін (\nжарғысын) бекітеді;\n"
    assert texts(source) == ["ережесін (жарғысын) бекітеді;"]
    assert repairs(source) == [(1, "ережесін ( жарғысын)", "ережесін (жарғысын)", "open-bracket")]


def test_the_confidence_of_a_move_is_the_declared_one() -> None:
    source = f"{BODY}№ 563 :Жарлығында\n{BODY}жасау\n;\n"
    assert [one.confidence for one in extract(source).repairs] == ["certain"]
    for confidence in ("certain", "very-high"):
        declared = [one.model_copy(update={"confidence": confidence}) for one in proposed(source)]
        found = extract(source, "act.txt", declared).repairs
        assert [one.confidence for one in found] == [confidence, "certain"]


KEPT = (
    "has a gap that its last words may belong in; the order of the source is kept; if the act has another, "
    "add under `repairs` of source/repairs.yml, with `confidence` and `evidence`: - "
)


@pytest.mark.parametrize(
    ("line", "read", "entry"),
    [
        (
            "2. Агентство  имеет печать и дом.",
            "2. Агентство имеет печать и дом.",
            "{line: 1, raw: 'Агентство  имеет печать и дом.', repaired: 'Агентство дом. имеет печать и', "
            "reason: gap}",
        ),
        (
            "Отдел книг    5 единиц",
            "Отдел книг 5 единиц",
            "{line: 1, raw: 'книг    5 единиц', repaired: 'книг единиц 5', reason: gap}",
        ),
        (
            "Министр    К. Ойлап",
            "Министр К. Ойлап",
            "{line: 1, raw: 'Министр    К. Ойлап', repaired: 'Министр Ойлап К.', reason: gap}",
        ),
        (
            "№ 563 :Жарлығында",
            "№ 563 :Жарлығында",
            "{line: 1, raw: '№ 563 :Жарлығында', repaired: '№ 563 Жарлығында:', reason: gap}",
        ),
        (
            "2. О'Нил  и дом.",
            "2. О'Нил и дом.",
            "{line: 1, raw: 'О''Нил  и дом.', repaired: 'О''Нил дом. и', reason: gap}",
        ),
    ],
)
def test_words_without_a_declared_repair_keep_their_order(line: str, read: str, entry: str) -> None:
    found = extract(f"{BODY}{line}\n", "act.txt")
    assert [one.text for one in found.paragraphs] == [read]
    assert found.repairs == ()
    assert [str(one) for one in found.problems] == [f"act.txt:1: {KEPT}{entry}"]


@pytest.mark.parametrize("key", ["line", "raw", "repaired"])
def test_a_repair_that_differs_moves_nothing(key: str) -> None:
    source = f"{BODY}2. Агентство  имеет печать и дом.\n"
    (entry,) = proposed(source)
    other = entry.model_copy(update={key: 2 if key == "line" else "Агентство имеет"})
    found = extract(source, "act.txt", [other])
    assert [one.text for one in found.paragraphs] == ["2. Агентство имеет печать и дом."]
    assert len(found.problems) == 1


def test_a_repair_of_another_rule_moves_nothing() -> None:
    source = f"{BODY}2. Агентство  имеет печать и дом.\n"
    (entry,) = proposed(source)
    other = entry.model_copy(update={"reason": RepairRule.HYPHEN})
    assert extract(source, "act.txt", [other]).repairs == ()


def test_a_text_without_repairs_of_its_own_is_proposed_none() -> None:
    found = extract(f"{BODY}Министр    К. Ойлап\n", "act.txt", None)
    assert [str(one) for one in found.problems] == [
        "act.txt:1: has a gap that its last words may belong in; the order of the source is kept; "
        "if the act reads «Министр Ойлап К.», correct the text"
    ]


@pytest.mark.parametrize("number", ["1.", "12)", "3-1.", "1-тарау.", "Глава 1.", "–"])
def test_a_space_after_the_number_of_a_paragraph_is_no_gap(number: str) -> None:
    found = extract(f"Атауы\n\n{BODY}{number}  Агентство имеет печать.\n", "act.txt")
    assert found.paragraphs[-1].text == f"{number} Агентство имеет печать."
    assert (found.repairs, found.problems) == ((), ())


def test_a_gap_beside_the_space_after_a_number_is_declared_as_the_source_has_it() -> None:
    source = f"{BODY}1.  Агентство  имеет печать и дом.\n"
    assert texts(source) == ["1. Агентство дом. имеет печать и"]
    assert [one[1] for one in repairs(source)] == ["Агентство  имеет печать и дом."]


def test_a_number_inside_a_paragraph_is_no_number_of_one() -> None:
    assert len(proposed(f"{BODY}Заңның 6-бабы\n1)  тармақшасында көзделген 2-тармағының\n")) == 1


def test_a_join_beside_a_move_that_is_not_declared_is_made() -> None:
    source = f"{BODY}Заңның  2-тармағында Үкіметтің 24-бабының\n;\n{BODY}Соңы.\n"
    found = extract(source, "act.txt")
    assert found.paragraphs[0].text == "Заңның 2-тармағында Үкіметтің 24-бабының;"
    assert [(one.raw, one.repaired, one.reason.value) for one in found.repairs] == [
        ("24-бабының ;", "24-бабының;", "lone-mark")
    ]
    assert [(one.raw, one.repaired) for one in proposed(source)] == [
        ("Заңның  2-тармағында Үкіметтің 24-бабының ;", "Заңның 24-бабының 2-тармағында Үкіметтің;")
    ]
    assert texts(source)[0] == "Заңның 24-бабының 2-тармағында Үкіметтің;"


def test_nothing_is_joined_where_a_word_may_be_missing() -> None:
    source = f"{BODY}6) Заңның 6-\n\n 3-тармағының өтініштерді, бабының\nқарау;\n"
    found = extract(source, "act.txt")
    words = " ".join(one.text for one in found.paragraphs).split()
    assert words == source.split()
    assert found.repairs == ()
    assert [one.line for one in found.problems] == [1]


def test_one_move_may_be_declared_and_another_not() -> None:
    source = f"{BODY}1. а  б в г\n{BODY}2. д  е ж з\n"
    first, second = proposed(source)
    found = extract(source, "act.txt", [second])
    assert [one.text for one in found.paragraphs] == ["1. а б в г", "2. д з е ж"]
    assert [one.line for one in found.problems] == [first.line] == [1]


def test_latin_letters_among_cyrillic_ones_are_found_and_kept() -> None:
    found = extract(f'{BODY}1) "мүддесiн", жедел-iздестiру IT-жүйе Word файлы;\n')
    assert [(one.line, one.word, one.reads) for one in found.look_alikes] == [
        (1, "мүддесiн", "мүддесін"),
        (1, "жедел-iздестiру", "жедел-іздестіру"),
    ]
    assert "мүддесiн" in found.paragraphs[0].text


def test_a_word_with_other_latin_letters_is_no_look_alike() -> None:
    assert extract(f"{BODY}wебi\n").look_alikes == ()


def test_a_gap_before_the_last_word_moves_nothing() -> None:
    source = f"{BODY}бір  екі\nүш.\n"
    assert texts(source) == ["бір екі үш."]
    assert repairs(source) == []


def test_an_empty_text_has_no_paragraphs() -> None:
    assert extract("\n \n").paragraphs == ()


def test_line_feeds_of_another_system_change_nothing() -> None:
    source = f"{BODY}бірінші \nсөз\n\n\n\nжалғасы;\n"
    assert texts(source.replace("\n", "\r\n")) == texts(source)


def test_the_decree_needs_twelve_repairs(decree: Extraction) -> None:
    assert [(one.line, one.reason) for one in decree.repairs] == [
        (10, RepairRule.GAP),
        (12, RepairRule.GAP),
        (15, RepairRule.GAP),
        (37, RepairRule.HYPHEN),
        (207, RepairRule.GAP),
        (210, RepairRule.GAP),
        (223, RepairRule.GAP),
        (318, RepairRule.LONE_MARK),
        (431, RepairRule.LONE_MARK),
        (434, RepairRule.OPEN_BRACKET),
        (437, RepairRule.OPEN_BRACKET),
        (460, RepairRule.LONE_MARK),
    ]
    assert decree.problems == ()


@pytest.mark.parametrize(
    ("line", "repaired"),
    [
        (10, "№ 563 Жарлығында:"),
        (12, "туралы ереже осы Жарлықтың 2-қосымшасына сәйкес жаңа редакцияда"),
        (15, "прокуратурасының құрылымы мынадай редакцияда жазылсын:"),
        (37, "3-қосымшаға"),
        (207, "6-бабының 3-тармағының 1) тармақшасында көзделген жағдайлардағы өтініштерді,"),
        (210, "6-бабының 4-тармағында және 7-бабының 1-тармағы 1) және 3)"),
        (223, "Заңның 24-бабының 2-тармағында көрсетілген актілерді қоспағанда, Үкіметтің,"),
    ],
)
def test_the_decree_reads_again(decree: Extraction, line: int, repaired: str) -> None:
    assert [one.repaired for one in decree.repairs if one.line == line] == [repaired]
    assert sum(repaired in one.text for one in decree.paragraphs) == 1


def test_the_decree_keeps_every_character(decree: Extraction) -> None:
    text = "".join("".join(one.text.split()) for one in decree.paragraphs)
    assert len(text) == 29346
    assert sum(len(one.text.split()) for one in decree.paragraphs) == 3710


def test_the_decree_has_nineteen_places_with_latin_letters(decree: Extraction) -> None:
    words = [one.word for one in decree.look_alikes]
    assert len(words) == 19
    assert len(set(words)) == 17
    assert sum(letter.isascii() and letter.isalpha() for word in words for letter in word) == 26
    assert all(
        not (letter.isascii() and letter.isalpha()) for one in decree.look_alikes for letter in one.reads
    )
