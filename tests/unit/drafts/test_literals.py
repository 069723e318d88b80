"""Objects that are no actor: in the nominative where the endings tell it, else in quotation marks."""

from __future__ import annotations

import pytest

from generator.commands.drafts import knowledge
from generator.drafts import literals
from generator.drafts.mentions import Grammar
from generator.drafts.vocabulary import Case


@pytest.mark.parametrize(
    ("code", "phrase", "nominative"),
    [
        ("kk", "аудандық кітапханашылардың", "аудандық кітапханашылар"),
        (
            "kk",
            "облыстардағы оқу үйлерінің және оларға теңестірілген үйлердің",
            "облыстардағы оқу үйлері және оларға теңестірілген үйлер",
        ),
        # In another case than the genitive, words in the genitive belong to those that follow.
        ("kk", "облыс үйлерінің басшыларын", "облыс үйлерінің басшылары"),
        ("kk", "облыс үйлерінің және аудан үйлерінің басшыларының", ""),
        ("kk", "Комитетке", ""),
        ("ru", "опытных читателей", ""),
        ("ru", "региональных архивов", "региональные архивы"),
        ("ru", "региональных архивов в областях", ""),
    ],
)
def test_the_nominative_of_a_phrase(code: str, phrase: str, nominative: str) -> None:
    assert literals.nominative(phrase, knowledge().vocabularies[code]) == nominative


def test_languages_are_written_alike() -> None:
    vocabularies = knowledge().vocabularies
    both = {"kk": "өңірлік мұрағаттардың", "ru": "региональных архивов"}
    assert literals.written(both, vocabularies) == {"kk": "өңірлік мұрағаттар", "ru": "региональные архивы"}
    one = {"kk": "өңірлік үйлердің", "ru": "региональных домов культуры"}
    assert literals.written(one, vocabularies) == {code: f"«{phrase}»" for code, phrase in one.items()}


@pytest.mark.parametrize(
    ("name", "genitive"),
    [
        ("Генеральный Прокурор Республики Казахстан", "Генерального Прокурора Республики Казахстан"),
        ("Генеральная прокуратура", "Генеральной прокуратуры"),
        ("Областное управление", "Областного управления"),
        ("Высший суд", "Высшего суда"),
    ],
)
def test_adjectives_of_a_name_agree_with_it(name: str, genitive: str) -> None:
    grammar = Grammar(knowledge().vocabularies["ru"], knowledge().inflections["ru"])
    assert grammar.inflected(name, Case.GENITIVE) == genitive
