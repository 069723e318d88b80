"""The comparison of two languages, and each difference that it finds."""

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
    parity = compare(Index(real.dataset))
    assert parity.problems == []
    assert parity.provisions == FIGURES_OF_THE_ACT
    assert parity.texts > 1000
    assert parity.terms > 300


def _spoilt(dataset: Dataset, eid: str, words: str) -> list[str]:
    """Return the problems when the Russian text of a provision is replaced."""
    provisions = tuple(
        provision.model_copy(update={"text": {**provision.text, "ru": words}})
        if provision.eid == eid
        else provision
        for provision in dataset.provisions
    )
    changed = dataset.model_copy(update={"provisions": provisions})
    return [problem.message for problem in compare(Index(changed)).problems]


def _text(dataset: Dataset, eid: str, code: str) -> str:
    provision: Provision = next(provision for provision in dataset.provisions if provision.eid == eid)
    return provision.text[code]


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
    messages = _spoilt(real.dataset, eid, words.replace(old, new))
    assert any(said in message for message in messages) if said else not messages


def test_an_untranslated_text_is_found(real: PreparedSite) -> None:
    words = _text(real.dataset, "chp_2__para_15__subpara_9", "kk")
    messages = _spoilt(real.dataset, "chp_2__para_15__subpara_9", words)
    assert any("is identical to the original" in message for message in messages)


def test_an_unused_exception_is_reported(real: PreparedSite) -> None:
    needless = ParityException(term="prosecutor-general", provisions=("chp_1__para_5",), reason="none")
    more = changed(real.dataset, exceptions=(*real.dataset.parity.exceptions, needless))
    assert any("unused exception" in problem.message for problem in compare(Index(more)).problems)


def _language(code: str, stem: int, ending: int) -> Language:
    return Language(
        code=code, name=code, locale=code, alphabet="а", citation="outer-first", stem=stem, ending=ending
    )


@pytest.mark.parametrize(
    ("words", "matches"),
    [
        ("высшего надзора за законностью", True),
        ("высшим надзором", True),
        ("надзор высший", False),
        ("превысший надзор", False),
        ("высшей школы", False),
    ],
)
def test_inflected_forms_of_a_term_match(words: str, matches: bool) -> None:
    term = Term(id="supervision", term={"ru": "высший надзор"}, source={"ru": "own"})
    assert (find_term(term, _language("ru", 3, 2), words) is not None) is matches


def test_a_term_has_variants_and_other_forms() -> None:
    term = Term(id="capital", term={"ru": "столица / город"}, forms={"ru": ("центр",)}, source={"ru": "own"})
    ru = _language("ru", 3, 2)
    assert find_term(term, ru, "в столице")
    assert find_term(term, ru, "города")
    assert find_term(term, ru, "центра")
    assert not find_term(term, ru, "село")


def test_one_language_needs_no_comparison(tiny_prepared: PreparedSite) -> None:
    assert translations.compare(Index(tiny_prepared.dataset)).texts == 0
