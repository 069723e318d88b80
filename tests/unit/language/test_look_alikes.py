"""The table of look-alike letters, and the one of the search that follows from it."""

from __future__ import annotations

import re
import string

import pytest

from generator.language.look_alikes import LOOK_ALIKES, as_typed
from generator.search.index import SOURCES


def script_table(name: str, code: str = "kk") -> dict[str, str]:
    """Return a table of letters of a language's search script."""
    script = (SOURCES / f"{code}.js").read_text(encoding="utf-8")
    match = re.search(rf"const {name} = \{{(.*?)\}};", script, re.DOTALL)
    assert match, f"{code}.js has no table {name}"
    entries = re.findall(r'(\w): "(\w?)"', match[1])
    assert len(entries) == match[1].count(":")
    return dict(entries)


def test_the_search_has_the_same_look_alikes() -> None:
    """The search sees only lower case, so a letter that has no look-alike there stands for its capital."""
    folding = script_table("LETTERS")
    expected = {}
    for letter in string.ascii_lowercase:
        replacement = LOOK_ALIKES.get(ord(letter)) or LOOK_ALIKES.get(ord(letter.upper()))
        if replacement:
            lower = chr(replacement).lower()
            expected[letter] = folding.get(lower, lower)
    assert script_table("LOOK_ALIKES") == expected


def test_the_russian_search_has_those_that_are_russian() -> None:
    russian = set("абвгдежзийклмнопрстуфхцчшщъыьэюя")
    expected: dict[str, str] = {}
    for letter in string.ascii_lowercase:
        for form in (letter, letter.upper()):
            lower = chr(LOOK_ALIKES.get(ord(form), 0)).lower()
            if lower in russian:
                expected.setdefault(letter, lower)
    assert script_table("LOOK_ALIKES", "ru") == expected


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("oрган", "орган"),  # a Latin o
        ("Hұр-Султан", "Нұр-Султан"),  # a Latin H
        ("орган", "орган"),
        ("PDF", "PDF"),
        ("COX", "COX"),  # all letters have look-alikes, but none is Cyrillic
        ("web-сайт", "web-сайт"),  # a `w` looks like no Cyrillic letter
    ],
)
def test_only_cyrillic_words_are_changed(word: str, typed: str) -> None:
    assert as_typed(word) == typed
