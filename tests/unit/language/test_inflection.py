"""Word forms: real inflections only, never a beginning with any ending."""

from __future__ import annotations

import pytest

from generator.dataset.inflection_tables import inflections

FORMS = inflections()


@pytest.mark.parametrize(
    ("code", "word", "form", "name"),
    [
        ("ru", "статья", "статьи", "genitive or plural"),
        ("ru", "закон", "Закону", "dative"),
        ("ru", "правила", "правил", "genitive plural"),
        ("ru", "правила", "правило", "singular"),
        ("ru", "указ", "указами", "instrumental plural"),
        ("ru", "проверка", "проверок", "genitive plural"),
        ("ru", "прокурор", "прокурора", "genitive"),
        ("ru", "генеральная", "генеральной", "masculine or oblique feminine"),
        ("ru", "обращение", "обращениями", "instrumental plural"),
        ("ru", "учеты", "учетов", "genitive plural"),
        ("kk", "өтініш", "өтініштерінің", "plural possessive genitive"),
        ("kk", "ереже", "ережесін", "possessive accusative"),
        ("kk", "бөлік", "бөлігі", "possessive"),
        ("kk", "тармақ", "тармағында", "possessive locative"),
        ("kk", "заң", "заңға", "dative"),
        ("kk", "заң", "заңнан", "ablative"),
        ("kk", "құжаты", "құжаттар", "plural"),
        ("kk", "органдар", "органдарының", "possessive genitive"),
        ("kk", "талдау", "талдаудың", "genitive"),
        ("kk", "сот", "сотпен", "instrumental"),
    ],
)
def test_an_inflection_is_a_form(code: str, word: str, form: str, name: str) -> None:
    assert FORMS[code].forms(word)[form.lower()] == name


@pytest.mark.parametrize(
    ("code", "word", "other"),
    [
        ("ru", "устав", "устранение"),
        ("ru", "устав", "установленных"),
        ("ru", "статья", "статистики"),
        ("ru", "правила", "правительства"),
        ("ru", "закон", "законность"),
        ("ru", "закон", "законодательство"),
        ("ru", "закон", "законных"),
        ("ru", "закон", "заключение"),
        ("ru", "указ", "указанных"),
        ("ru", "в", "ва"),
        ("kk", "тарау", "таратады"),
        ("kk", "тарау", "тарапы"),
        ("kk", "бөлік", "бөлімше"),
        ("kk", "міндет", "міндеттеу"),
        ("kk", "ереже", "ерекше"),
        ("kk", "заң", "заңдылық"),
        ("kk", "заң", "заңнама"),
        ("kk", "заң", "заңге"),
        ("kk", "ереже", "ережеға"),
        ("kk", "міндеттер", "міндеттерлер"),
    ],
)
def test_another_word_is_no_form(code: str, word: str, other: str) -> None:
    assert other not in FORMS[code].forms(word)


def test_the_word_itself_is_a_form_without_a_name() -> None:
    for code in ("kk", "ru", "en"):
        assert FORMS[code].forms("Акт")["акт"] == ""


def test_a_language_without_a_table_has_no_other_forms() -> None:
    assert FORMS["en"].forms("Article") == {"article": ""}
