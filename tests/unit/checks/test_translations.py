"""Two languages that say the same, and each way in which they may not."""

from __future__ import annotations

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.checks import translations
from generator.checks.translations import compare, find_term
from generator.model import Dataset, Language, ParityException, Provision, Term
from tests.support.datasets import changed

FIGURES_OF_THE_ACT = 256


def test_the_real_languages_agree(real: PreparedSite) -> None:
    found = compare(Index(real.dataset))
    assert found.problems == []
    assert found.provisions == FIGURES_OF_THE_ACT
    assert found.texts > 1000
    assert found.terms > 300


def _spoilt(dataset: Dataset, eid: str, words: str) -> list[str]:
    """Return what is said when the Russian words of one provision are others."""
    provisions = tuple(
        one.model_copy(update={"text": {**one.text, "ru": words}}) if one.eid == eid else one
        for one in dataset.provisions
    )
    changed = dataset.model_copy(update={"provisions": provisions})
    return [problem.message for problem in compare(Index(changed)).problems]


def _text(dataset: Dataset, eid: str, code: str) -> str:
    found: Provision = next(one for one in dataset.provisions if one.eid == eid)
    return found.text[code]


@pytest.mark.parametrize(
    ("eid", "old", "new", "said"),
    [
        ("chp_1__para_9", "010000", "010001", "has different numbers (010000"),
        ("chp_2__para_15__subpara_6", "статьи 6", "пункта 6", "has different references"),
        ("chp_2__para_15__subpara_6", '"О прокуратуре"', "О прокуратуре", 'has 0 `"`, expected 2'),
        ("chp_2__para_15__subpara_9", ";", ".", "ends in `.`, expected `;`"),
        ("chp_2__para_15__subpara_9", "законности", "заңдылық", "contains the kk word «заңдылық»"),
        ("chp_2__para_15__subpara_31", "внутреннего аудита", "внутренней проверки", ""),
        ("chp_1__para_2", "Ведомство", "Управление", "the ru text does not contain «ведомство»"),
    ],
)
def test_a_difference_is_found(real: PreparedSite, eid: str, old: str, new: str, said: str) -> None:
    words = _text(real.dataset, eid, "ru")
    assert old in words
    found = _spoilt(real.dataset, eid, words.replace(old, new))
    assert any(said in message for message in found) if said else not found


def test_words_left_in_the_original_are_found(real: PreparedSite) -> None:
    words = _text(real.dataset, "chp_2__para_15__subpara_9", "kk")
    found = _spoilt(real.dataset, "chp_2__para_15__subpara_9", words)
    assert any("is identical to the original" in message for message in found)


def test_an_exception_that_excepts_nothing_is_stale(real: PreparedSite) -> None:
    needless = ParityException(term="prosecutor-general", provisions=("chp_1__para_5",), reason="none")
    more = changed(real.dataset, exceptions=(*real.dataset.parity.exceptions, needless))
    assert any("unused exception" in problem.message for problem in compare(Index(more)).problems)


def _language(code: str, stem: int, ending: int) -> Language:
    return Language(
        code=code, name=code, locale=code, alphabet="а", citation="outer-first", stem=stem, ending=ending
    )


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ("высшего надзора за законностью", True),
        ("высшим надзором", True),
        ("надзор высший", False),
        ("превысший надзор", False),
        ("высшей школы", False),
    ],
)
def test_a_term_is_found_in_any_form(words: str, stands: bool) -> None:
    term = Term(id="supervision", term={"ru": "высший надзор"}, source={"ru": "own"})
    assert (find_term(term, _language("ru", 3, 2), words) is not None) is stands


def test_a_term_has_variants_and_other_forms() -> None:
    term = Term(id="capital", term={"ru": "столица / город"}, forms={"ru": ("центр",)}, source={"ru": "own"})
    ru = _language("ru", 3, 2)
    assert find_term(term, ru, "в столице")
    assert find_term(term, ru, "города")
    assert find_term(term, ru, "центра")
    assert not find_term(term, ru, "село")


def test_one_language_needs_no_comparison(tiny_prepared: PreparedSite) -> None:
    assert translations.compare(Index(tiny_prepared.dataset)).texts == 0
