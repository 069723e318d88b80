"""The vocabularies: both languages know the same things, and their patterns mean what they say."""

from __future__ import annotations

import re

import pytest

from generator.commands.received_text import vocabulary
from generator.ingest.vocabulary import like
from generator.model import Kind, Role

CODES = ("kk", "ru")


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Құқықтары", "Құқықтары", True),
        ("Төрағаның өкілеттіктері", "… өкілеттіктері", True),
        ("өкілеттіктері", "… өкілеттіктері", False),
        ("Перечень книг", "Перечень …", True),
        ("Перечень", "Перечень …", False),
    ],
)
def test_a_pattern_stands_for_other_words(text: str, pattern: str, expected: bool) -> None:
    assert like(text, pattern) is expected


@pytest.mark.parametrize("code", CODES)
def test_every_vocabulary_has_the_same_roles_and_twelve_months(code: str) -> None:
    words = vocabulary(code)
    assert {kind: set(roles) for kind, roles in words.roles.items()} == {
        Kind.POINT: {Role.TASK, Role.FUNCTION, Role.POWER, Role.RIGHT},
        Kind.SUBPOINT: {Role.RIGHT, Role.DUTY, Role.TASK, Role.FUNCTION},
    }
    assert len(words.months) == 12
    assert all({"year", "month", "day"} == set(re.compile(form).groupindex) for form in words.dates)
    assert all("name" in re.compile(one).groupindex for one in words.named)


@pytest.mark.parametrize(
    ("code", "text", "number"),
    [
        ("kk", "12-тарау. Жалпы", "12-тарау."),
        ("ru", "ГЛАВА 2. Общие", "ГЛАВА 2."),
        ("ru", "Главы 2. Общие", ""),
    ],
)
def test_the_heading_of_a_chapter(code: str, text: str, number: str) -> None:
    found = vocabulary(code).heading.fullmatch(text)
    assert (found["num"] if found else "") == number


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [("kk", "Ескерту. Өзгерді.", True), ("kk", "Ескертулер беріледі.", False), ("ru", "Сноска: нет.", True)],
)
def test_a_remark(code: str, text: str, expected: bool) -> None:
    assert vocabulary(code).is_note(text) is expected
