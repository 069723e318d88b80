"""Tests of instructions: what is ordered, where, and what is left to people."""

from __future__ import annotations

import pytest

from generator.amend import reader
from generator.timeline.received import paragraphs as from_markdown
from tests.support.amended import AMENDED
from tests.support.paths import INPUTS
from tests.unit.amend.support import LANGUAGES, read

ORDERS = {
    ("ru", "пункт 4 изложить в следующей редакции:", "«4. Орган читает.»;"): "replace point 4",
    ("ru", "подпункт 3) пункта 4 исключить;"): "repeal point 4 / subpoint 3",
    ("ru", "подпункт 3) пункта 4 признать утратившим силу;"): "repeal point 4 / subpoint 3",
    ("ru", "в пункте 4 слова «а» заменить словами «б»;"): "words point 4, 1 -> 2",
    ("ru", "в пункте 4 слова «а» исключить;"): "words point 4, 1 -> None",
    ("ru", "пункт 4 дополнить подпунктом 3-1) следующего содержания:", "«3-1) читает;»;"): "insert point 4",
    ("kk", "4-тармақ мынадай редакцияда жазылсын:", "«4. Орган оқиды.»;"): "replace point 4",
    ("kk", "4-тармақтың 3) тармақшасы алып тасталсын;"): "repeal point 4 / subpoint 3",
    ("kk", "4-тармақтың 3) тармақшасының күші жойылды деп танылсын;"): "repeal point 4 / subpoint 3",
    ("kk", "4-тармақта «а» деген сөздер «б» деген сөздермен ауыстырылсын;"): "words point 4, 1 -> 2",
    ("kk", "4-тармақтағы «а» деген сөз алып тасталсын;"): "words point 4, 1 -> None",
    ("kk", "4-тармақ мынадай мазмұндағы 3-1) тармақшамен толықтырылсын:", "«3-1) оқиды;»;"): "insert point 4",
}


@pytest.mark.parametrize("texts", ORDERS, ids=lambda texts: texts[1][:50])
def test_an_instruction_is_read(texts: tuple[str, ...]) -> None:
    code, *lines = texts
    reading = read(code, *lines)
    assert not reading.doubts
    (one,) = reading.instructions
    place = " / ".join(f"{unit.kind} {' '.join(unit.numbers)}" for unit in one.scope.place)
    told = f"{one.do} {place}" + (f", {one.old} -> {one.new}" if one.old else "")
    assert told == ORDERS[texts]


LEFT = {
    ("ru", "в пункте 4 слова «а» и «в» заменить соответственно словами «б» и «г»;"): 2,
    ("ru", "по всему тексту слова «а» заменить словами «б»;"): 2,
    ("ru", "пункт 4 после слова «а» дополнить словом «б»;"): 2,
    ("ru", "пункт 4 изложить в следующей редакции:", "без кавычек;"): 2,
    ("ru", "пункт 4 дополнить."): 2,
    ("kk", "бүкіл мәтін бойынша «а» деген сөздер «б» деген сөздермен ауыстырылсын;"): 2,
    ("kk", "4-тармақта «а» деген сөзден кейін «б» деген сөзбен толықтырылсын;"): 2,
    ("kk", "4-тармақ толықтырылсын."): 2,
}


@pytest.mark.parametrize("texts", LEFT, ids=lambda texts: texts[1][:50])
def test_what_is_not_certain_is_left_with_its_line(texts: tuple[str, ...]) -> None:
    code, *lines = texts
    reading = read(code, *lines)
    assert reading.instructions == ()
    assert [reading.paragraphs[doubt.at].line for doubt in reading.doubts] == [LEFT[texts]]


def test_headings_apply_until_the_next_one_of_their_rank() -> None:
    reading = read(
        "ru",
        "в Положении об Архиве, утвержденном указанным постановлением:",
        "в пункте 4:",
        "подпункт 1) исключить;",
        "подпункт 2) пункта 7 исключить;",
        "в пункте 5:",
        "подпункт 3) исключить;",
        "в Перечне складов:",
        "пункт 6 исключить.",
    )
    scopes = [
        (one.scope.document, [unit.numbers[0] for unit in one.scope.place]) for one in reading.instructions
    ]
    assert scopes == [
        ("Положении об Архиве", ["4", "1"]),
        ("Положении об Архиве", ["7", "2"]),
        ("Положении об Архиве", ["5", "3"]),
        ("Перечне складов", ["6"]),
    ]


def test_below_a_heading_that_is_not_read_nothing_is_certain() -> None:
    reading = read(
        "ru", "там же, где указано ранее:", "подпункт 1) исключить;", "в пункте 5:", "подпункт 3) исключить."
    )
    assert [reading.paragraphs[one.at].line for one in reading.instructions] == [5]
    assert [reading.paragraphs[one.at].line for one in reading.doubts] == [2, 3]


def test_an_act_is_known_by_its_number_and_not_by_its_title() -> None:
    """The title names another act by date and number."""
    (one,) = read(
        "ru",
        "2. В постановлении Правительства от 1 апреля 2022 года № 9 «О внесении изменений в постановление "
        "от 2 мая 2019 года № 3» пункт 1 исключить.",
    ).instructions
    assert str(one.scope.act) == "№ 9 of 2022-04-01"


def test_an_item_of_which_only_the_mark_is_published_is_no_doubt() -> None:
    reading = read("ru", "2. Для служебного пользования.", "3. Секретно.")
    assert [reading.paragraphs[at].line for at in reading.unpublished] == [2, 3]
    assert not reading.doubts


def test_a_verb_without_an_act_may_be_ordinary_words() -> None:
    reading = read("ru", "2. Министерству исключить случаи опоздания.")
    assert not reading.instructions
    assert not reading.doubts


def test_a_russian_act_is_read_as_the_kazakh_one_of_the_same_orders() -> None:
    """The Russian text of No. 660 is not at hand; an invented one orders the same in the usual words."""
    files = {"kk": AMENDED / "source" / "660.kk.md", "ru": INPUTS / "amending" / "660-invented.ru.md"}
    told = {}
    for code, file in files.items():
        split = from_markdown(file.read_text(encoding="utf-8"))
        reading = reader.read(split, LANGUAGES[code])
        assert not reading.doubts
        told[code] = (
            [
                (one.by, one.do, str(one.scope.act), one.scope.place, bool(one.scope.document))
                for one in reading.instructions
            ],
            (reading.entry.signing, reading.entry.own),
        )
        assert [one.quotation and one.quotation.size for one in reading.instructions] == [1, 1, 1]
    assert told["kk"] == told["ru"]
    assert len(told["kk"][0]) == 3
