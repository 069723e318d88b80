"""Paragraphs to provisions: each kind of unit on a small text."""

from __future__ import annotations

import pytest

from generator.act import eid
from generator.commands import received_text
from generator.ingest.parser import Parsed, parse
from generator.ingest.pdf_text import extract
from generator.ingest.vocabulary import Vocabulary
from generator.model import Role

BODY = "      "
ACT = f"""Атауы

Белгісі

{BODY}ҚАУЛЫ ЕТЕМІН:
"""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return received_text.vocabulary("kk")


def outline(parsed: Parsed) -> list[str]:
    return [one.eid for one in eid.address(parsed.parts)]


def body(*lines: str) -> str:
    return ACT + "".join(f"{BODY}{line}\n" for line in lines)


def read(text: str, vocabulary: Vocabulary) -> list[str]:
    """Return the eIds after the title, the designation and the formula."""
    parsed = parse(extract(text, "act.txt"), vocabulary)
    assert parsed.problems == ()
    return outline(parsed)[3:]


def test_the_front_of_an_act(vocabulary: Vocabulary) -> None:
    parsed = parse(extract(body("1. Бірінші.")), vocabulary)
    assert outline(parsed) == ["docTitle_1", "docNumber_1", "formula_1", "para_1"]
    assert [one.num for one in eid.address(parsed.parts)] == [None, None, None, "1."]


def test_subpoints_and_indents_follow_an_introduction(vocabulary: Vocabulary) -> None:
    lines = ("1. Мыналар:", "1) бірінші:", "Бас азатжол;", "екінші азатжол.", "2) екінші;", "3) үшінші.")
    assert read(body(*lines), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__subpara_1__al_1",
        "para_1__subpara_1__al_2",
        "para_1__subpara_2",
        "para_1__subpara_3",
    ]


def test_a_second_part_follows_a_full_stop(vocabulary: Vocabulary) -> None:
    assert read(body("1. Бірінші.", "екінші бөлік.", "Үшінші бөлік.", "2. Екінші."), vocabulary) == [
        "para_1",
        "para_1__p_2",
        "para_1__p_3",
        "para_2",
    ]


def test_a_second_part_inside_a_row_and_a_closing_paragraph_after_it(vocabulary: Vocabulary) -> None:
    lines = ("1. Мыналар:", "1) бірінші.", "Оның бөлігі;", "2) екінші.", "Қорытынды.", "2. Келесі.")
    assert read(body(*lines), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__subpara_1__p_2",
        "para_1__subpara_2",
        "para_1__wrapup_1",
        "para_2",
    ]


def test_a_part_may_introduce_a_row_of_its_own(vocabulary: Vocabulary) -> None:
    lines = ("1. Мыналар:", "1) а.", "Бөлік:", "1) ішкі;", "2) ішкі;", "2) б.")
    assert read(body(*lines), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__subpara_1__p_2",
        "para_1__subpara_1__p_2__subpara_1",
        "para_1__subpara_1__p_2__subpara_2",
        "para_1__subpara_2",
    ]


def test_inserted_numbers_follow(vocabulary: Vocabulary) -> None:
    assert read(body("1. Мыналар:", "1) а;", "1-1) ә;", "2) б.", "1-1. Екінші."), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__subpara_1-1",
        "para_1__subpara_2",
        "para_1-1",
    ]


def test_a_quoted_list(vocabulary: Vocabulary) -> None:
    lines = ("1. Өзгерсін:", "бірінші;", "мынадай:", '"ҚҰРЫЛЫМЫ', "Басшылық", 'Аппарат";', "тізім өзгерсін.")
    assert read(body(*lines), vocabulary) == [
        "para_1",
        "para_1__al_1",
        "para_1__al_2",
        "para_1__al_2__list_1",
        "para_1__al_2__list_1__item_1",
        "para_1__al_2__list_1__item_2",
        "para_1__al_3",
    ]


def test_a_signature_in_one_paragraph_or_two(vocabulary: Vocabulary) -> None:
    text = body("1. Бірінші.", "Республиканың Президенті Қ. Тоқаев", "Хатшысы", "____Е. Келем")
    parsed = parse(extract(text), vocabulary)
    assert parsed.problems == ()
    assert [(one.eid, one.text["kk"]) for one in eid.address(parsed.parts)][4:] == [
        ("signature_1", "Республиканың Президенті"),
        ("signature_1__person_1", "Қ. Тоқаев"),
        ("signature_2", "Хатшысы"),
        ("signature_2__person_1", "____Е. Келем"),
    ]


ANNEX = """
Республика
Президентінің

2022 жылғы Жарлығына

2-ҚОСЫМША
Республика

Жарлығымен
БЕКІТІЛГЕН

Ереже

1-тарау. Жалпы ережелер

"""


def test_the_head_of_an_annex(vocabulary: Vocabulary) -> None:
    parsed = parse(extract(body("1. Бірінші.") + ANNEX + f"{BODY}1. Орган.\n"), vocabulary)
    assert parsed.problems == ()
    assert [name for name, _ in parsed.parts] == ["decree", "annex-2", "chapter-1"]
    found = [(one.eid, one.num, one.ordinal, one.text["kk"]) for one in eid.address(parsed.parts)][4:]
    assert found == [
        ("att_2", None, "2-ҚОСЫМША", "Республика Президентінің 2022 жылғы Жарлығына 2-ҚОСЫМША"),
        ("att_2__p_1", None, None, "Республика Жарлығымен БЕКІТІЛГЕН"),
        ("att_2__docTitle_1", None, None, "Ереже"),
        ("chp_1", "1-тарау.", None, "Жалпы ережелер"),
        ("chp_1__para_1", "1.", None, "Орган."),
    ]


def test_an_annex_without_number_or_approval(vocabulary: Vocabulary) -> None:
    text = body("1. Бірінші.") + f"\nшешімімен бекітілген қосымша\n\nЕреже\n\n1. Жалпы\n\n{BODY}1. Орган.\n"
    parsed = parse(extract(text), vocabulary)
    assert parsed.problems == ()
    found = [(one.part, one.eid) for one in eid.address(parsed.parts)][4:]
    assert found == [
        ("annex-1", "att_1"),
        ("annex-1", "att_1__docTitle_1"),
        ("chapter-1", "chp_1"),
        ("chapter-1", "chp_1__para_1"),
    ]


def test_the_approval_may_stand_apart_from_the_reference(vocabulary: Vocabulary) -> None:
    head = ANNEX.replace("2-ҚОСЫМША\n", "2-ҚОСЫМША\n\n")
    parsed = parse(extract(body("1. Бірінші.") + head + f"{BODY}1. Орган.\n"), vocabulary)
    assert parsed.problems == ()
    assert outline(parsed)[4:7] == ["att_2", "att_2__p_1", "att_2__docTitle_1"]


def test_the_chapters_of_a_second_annex_have_files_of_their_own(vocabulary: Vocabulary) -> None:
    other = ANNEX.replace("2-ҚОСЫМША", "3-ҚОСЫМША")
    text = body("1. Бірінші.") + ANNEX + f"{BODY}1. Орган.\n" + other + f"{BODY}1. Басқа.\n"
    parsed = parse(extract(text), vocabulary)
    assert parsed.problems == ()
    assert [name for name, _ in parsed.parts] == [
        "decree",
        "annex-2",
        "chapter-1",
        "annex-3",
        "annex-3-chapter-1",
    ]


def test_lists_with_and_without_subheadings(vocabulary: Vocabulary) -> None:
    text = body("1. Бірінші.", "Органдардың тізбесі", "Бас орган", "1) а;", "2) ә.")
    text += f"\nКомитет\n\n{BODY}1) б.\n\nМекемелердің тізбесі\n\n{BODY}1) в.\n"
    assert read(text, vocabulary) == [
        "para_1",
        "list_1",
        "list_1__list_1",
        "list_1__list_1__item_1",
        "list_1__list_1__item_2",
        "list_1__list_2",
        "list_1__list_2__item_1",
        "list_2",
        "list_2__item_1",
    ]


def test_a_list_after_a_row_does_not_continue_it(vocabulary: Vocabulary) -> None:
    lines = ("1. Мыналар:", "1) а.", "Қорытынды.", "Органдар тізбесі", "1) б;", "2) в.")
    assert read(body(*lines), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__wrapup_1",
        "list_1",
        "list_1__item_1",
        "list_1__item_2",
    ]


def test_a_point_after_a_list_ends_it(vocabulary: Vocabulary) -> None:
    assert read(body("1. Бір.", "Органдар тізбесі", "1) а.", "2. Мыналар:", "1) ә."), vocabulary) == [
        "para_1",
        "list_1",
        "list_1__item_1",
        "para_2",
        "para_2__subpara_1",
    ]


def test_a_row_may_have_two_closing_paragraphs(vocabulary: Vocabulary) -> None:
    assert read(body("1. Бір:", "1) а.", "Қорытынды.", "Тағы қорытынды.", "2. Екі."), vocabulary) == [
        "para_1",
        "para_1__subpara_1",
        "para_1__wrapup_1",
        "para_1__wrapup_2",
        "para_2",
    ]


def test_small_letters_are_no_signature(vocabulary: Vocabulary) -> None:
    found = read(body("1. Бір.", "мекенжайы к. алматы", "2. Екі."), vocabulary)
    assert found == ["para_1", "para_1__p_2", "para_2"]


def test_an_introduction_of_a_role_has_none_itself(vocabulary: Vocabulary) -> None:
    lines = ("1. Басшының өкілеттіктері:", "1) құқықтары:", "а.", "2) б.")
    parsed = parse(extract(body(*lines)), vocabulary)
    assert [one.role for one in eid.address(parsed.parts)][3:] == [None, None, Role.RIGHT, Role.POWER]


def test_the_role_comes_from_the_introduction(vocabulary: Vocabulary) -> None:
    lines = (
        "1. Міндеттері:",
        "бір.",
        "2. Өкілеттіктері:",
        "1) құқықтары:",
        "екі.",
        "2) міндеттері:",
        "үш.",
        "3. Функциялары:",
        "1) төрт:",
        "бес.",
        "4. Басшының өкілеттіктері:",
        "1) алты.",
    )
    parsed = parse(extract(body(*lines)), vocabulary)
    roles = {one.text["kk"]: one.role for one in eid.address(parsed.parts) if one.role}
    assert roles == {
        "бір.": Role.TASK,
        "екі.": Role.RIGHT,
        "үш.": Role.DUTY,
        "төрт:": Role.FUNCTION,
        "алты.": Role.POWER,
    }


def test_a_longer_number_than_any_act_has_is_no_number(vocabulary: Vocabulary) -> None:
    assert read(body("1. Бір.", f"{'9' * 5000}. Екі."), vocabulary) == ["para_1", "para_1__p_2"]
