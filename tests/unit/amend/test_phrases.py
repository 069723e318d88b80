"""Tests of the places that instructions name."""

from __future__ import annotations

import pytest

from generator.amend import phrases
from generator.amend.vocabulary import UnitKind
from tests.unit.amend.support import LANGUAGES

PLACES = {
    ("ru", "подпункт 1) пункта 14"): [("point", "14"), ("subpoint", "1")],
    ("ru", "в пункте 15 подпункты 5), 6) и 7)"): [("point", "15"), ("subpoint", "5 6 7")],
    ("ru", "пункты 1 и 2"): [("point", "1 2")],
    ("ru", "пункты 5 – 7"): [("point", "5 6 7")],
    ("ru", "пункт 3-1"): [("point", "3-1")],
    ("ru", "часть вторую пункта 1"): [("point", "1"), ("part", "2")],
    ("ru", "абзаца тридцать четвертого подпункта 1)"): [("subpoint", "1"), ("paragraph", "34")],
    ("ru", "абзацами пятым, шестым и седьмым"): [("paragraph", "5 6 7")],
    ("ru", "абзацами девятнадцатым – двадцать первым"): [("paragraph", "19 20 21")],
    ("ru", "вторую часть пункта 1"): [("point", "1"), ("part", "2")],
    ("kk", "14-тармақтың 1) тармақшасы"): [("point", "14"), ("subpoint", "1")],
    ("kk", "5), 6) және 7) тармақшалар"): [("subpoint", "5 6 7")],
    ("kk", "1 және 2-тармақтар"): [("point", "1 2")],
    ("kk", "15-тармақтың 3-1) тармақшасы"): [("point", "15"), ("subpoint", "3-1")],
    ("kk", "1-тармақтың екінші бөлігі"): [("point", "1"), ("part", "2")],
    ("kk", "13-тармақтың төртінші абзацынан"): [("point", "13"), ("paragraph", "4")],
    ("kk", "отыз бесінші, қырқыншы және қырық бірінші абзацтармен"): [("paragraph", "35 40 41")],
    ("kk", "жоғарыда аталған Жарлыққа 2-қосымша"): [("annex", "2")],
}


@pytest.mark.parametrize(("code", "text"), PLACES)
def test_a_place_is_read_with_every_word(code: str, text: str) -> None:
    phrase = phrases.read(text, LANGUAGES[code].amending)
    assert phrase is not None
    assert [(unit.kind.value, " ".join(unit.numbers)) for unit in phrase] == PLACES[code, text]


NO_PLACES = [
    ("ru", "подпункт 1) пункта 14 и далее"),
    ("ru", "пункт 1 пункта 2"),
    ("ru", "подпункт 1) части второй пункта 3"),
    ("ru", "подпункты 1) и 2) пунктов 3 и 4"),
    ("ru", "по всему тексту"),
    ("ru", "пункты 7 – 5"),
    ("ru", "абзац энный"),
    ("kk", "14-тармақтың 1) тармақшасы мен соңғы сөйлемі"),
    ("kk", "бүкіл мәтін бойынша"),
    ("kk", "он он бірінші абзац"),
]


@pytest.mark.parametrize(("code", "text"), NO_PLACES)
def test_a_phrase_with_anything_else_is_no_place(code: str, text: str) -> None:
    assert phrases.read(text, LANGUAGES[code].amending) is None


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_ordinal_up_to_a_hundred_is_one_number(code: str) -> None:
    endings = {"kk": lambda stem, value: stem + _kazakh(value), "ru": lambda stem, value: stem + "ого"}
    words = LANGUAGES[code].amending
    for value, stem in words.ordinals.items():
        if value == 3 and code == "ru":
            continue
        text = endings[code](stem, value)
        assert phrases.read_numbers(text, words) == (str(value),), text
        if value < 10:
            for tens, word in words.tens.items():
                assert phrases.read_numbers(f"{word} {text}", words) == (str(tens + value),)


def _kazakh(value: int) -> str:
    return "шы" if value in (6, 9, 10, 20, 30, 40, 60, 90) else "ші"


def test_the_smaller_unit_stands_inside_the_larger_one() -> None:
    phrase = phrases.read("в пункте 15 подпункт 5)", LANGUAGES["ru"].amending)
    assert phrase
    assert [unit.kind for unit in phrase] == [UnitKind.POINT, UnitKind.SUBPOINT]
