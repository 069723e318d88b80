"""Tests of quotations over several paragraphs, and with marks that do not balance."""

from __future__ import annotations

from tests.unit.amend.support import read


def spans(code: str, *texts: str) -> list[tuple[int, int]]:
    """Return the lines of the quotations that were read; the first text is on line 2."""
    reading = read(code, *texts)
    found = [one.quotation for one in reading.instructions if one.quotation]
    return [(reading.paragraphs[one.first].line, reading.paragraphs[one.last].line) for one in found]


ORDER = "пункт 4 изложить в следующей редакции:"


def test_a_quotation_ends_where_its_own_mark_closes() -> None:
    assert spans("ru", ORDER, "«4. Орган «Архив»:", "хранит «книги»;", "читает.»;", "пункт 5 исключить.") == [
        (3, 5)
    ]


def test_the_end_of_a_nested_quotation_is_no_end() -> None:
    assert spans("ru", ORDER, "«4. Орган называется «Архив»;", "орган читает «книги»;", "все.».") == [(3, 5)]


def test_a_quotation_that_lacks_its_opening_mark_is_kept_and_reported() -> None:
    """As point 13 in the Kazakh text of No. 1125: its first words are a quoted title."""
    texts = ("пункт 4 изложить в следующей редакции:", "«О книгах» законом данные задачи;", "читать книги;»;")
    reading = read("ru", *texts, "пункт 5 исключить.")
    assert spans("ru", *texts, "пункт 5 исключить.") == [(3, 4)]
    assert [(reading.paragraphs[note.at].line, note.reason) for note in reading.notes] == [
        (3, "has quotation marks that do not balance; kept as the act prints them")
    ]


def test_a_quotation_that_lacks_its_closing_mark_ends_where_the_act_goes_on() -> None:
    assert spans("ru", ORDER, "«4. Орган «Архив»;", "пункт 5 исключить.") == [(3, 3)]


def test_a_quotation_without_an_end_is_left_to_fill_in() -> None:
    reading = read("ru", ORDER, "«4. Орган", "хранит книги;")
    assert reading.instructions == ()
    assert [doubt.reason for doubt in reading.doubts] == [
        "announces new words; expected them in quotation marks, with a clear end, after it"
    ]


def test_a_verb_may_stand_after_the_quotation() -> None:
    texts = ("4-тармақ мынадай мазмұндағы 1-1) тармақшамен:", "«1-1) оқиды;» толықтырылсын;")
    reading = read("kk", *texts)
    assert [(one.do.value, one.new_units[0].numbers) for one in reading.instructions] == [
        ("insert", ("1-1",))
    ]
    assert spans("kk", *texts) == [(3, 3)]


def test_numbers_inside_a_quotation_are_no_points_of_the_act() -> None:
    texts = ("пункты 4 и 5 изложить в следующей редакции:", "«4. Орган читает.", "5. Орган пишет.»;")
    assert spans("ru", *texts, "пункт 6 исключить.") == [(3, 4)]
