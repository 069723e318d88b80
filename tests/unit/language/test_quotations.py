"""Tests of words in quotation marks: of each kind, nested, and with marks that do not balance."""

from __future__ import annotations

import pytest

from generator.language import quotations


@pytest.mark.parametrize(
    ("text", "masked", "quoted", "balanced"),
    [
        ("слова «а» заменить словами «б»", "слова ⟦0⟧ заменить словами ⟦1⟧", ("а", "б"), True),
        ("Закон «О «возврате» активов»", "Закон ⟦0⟧", ("О «возврате» активов",), True),
        ("слова „а“ заменить", "слова ⟦0⟧ заменить", ("а",), True),
        ('слово "а" исключить', "слово ⟦0⟧ исключить", ("а",), True),
        ('"Орган "Архив" мекемесі"', "⟦0⟧", ('Орган "Архив" мекемесі',), True),
        ("«О мерах «О возврате» пункт 1", "⟦0⟧ пункт 1", ("О мерах «О возврате",), False),
        ("«А» туралы» 1-тармақ", "⟦0⟧ 1-тармақ", ("А» туралы",), False),
        ("без кавычек", "без кавычек", (), True),
    ],
)
def test_words_in_quotation_marks_are_masked(
    text: str, masked: str, quoted: tuple[str, ...], balanced: bool
) -> None:
    assert quotations.mask(text) == quotations.Masked(masked, quoted, balanced)


@pytest.mark.parametrize(
    ("paragraphs", "bare"),
    [
        (["«4. Орган «Архив»;", "читает.»;"], ["4. Орган «Архив»;", "читает."]),
        (["„4. Орган хранит;", "читает.“"], ["4. Орган хранит;", "читает."]),
        (['"4. Орган хранит."'], ["4. Орган хранит."]),
        (['"4. Орган "Архив" хранит.";'], ['4. Орган "Архив" хранит.']),
        (["«О книгах» законом данные", "задачи;»;"], ["«О книгах» законом данные", "задачи;"]),
        (["4. Орган хранит."], ["4. Орган хранит."]),
    ],
)
def test_the_marks_that_enclose_paragraphs_are_left_out(paragraphs: list[str], bare: list[str]) -> None:
    assert quotations.without_enclosing(paragraphs) == bare
