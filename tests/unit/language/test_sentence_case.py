"""Titles in sentence case."""

from __future__ import annotations

import pytest

from generator.language.sentence_case import sentence_case

TEXTS = ["Настоящее положение говорит, что Комитет ведет АЖО и что Комитет есть.", "О РАБОТЕ"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("ПОЛОЖЕНИЕ о Комитете летописей", "Положение о Комитете летописей"),
        ("Шежіре комитеті туралы ЕРЕЖЕ", "Шежіре комитеті туралы ереже"),
        ("О РАБОТЕ ЛЮДЕЙ", "О работе людей"),
        ("КОМИТЕТ и его АЖО", "Комитет и его АЖО"),
        ("Устав школы", "Устав школы"),
    ],
)
def test_capitals_of_the_layout_go(title: str, expected: str) -> None:
    assert sentence_case(title, TEXTS, ["ереже"]) == expected
