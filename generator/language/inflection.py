"""Generates the inflected forms of a word from the tables of its language.

The tables are data (`inflections/<code>.yml`), with their source. Forms are generated from the dictionary
form and compared whole: a word that only begins like a term is no form of it. A language without a table has
no forms but the word itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Protocol

from msgspec import Struct

LONGEST = 9
"""The most letters that a chain of Kazakh suffixes adds: plural, possessive and attributive locative."""

SHORTEST = 3
"""The fewest letters of a word that suffixes are taken from."""


class Inflector(Protocol):
    """What generates the forms of the words of one language."""

    def forms(self, word: str) -> dict[str, str]:
        """Return each form of a word in lower case, with its grammatical name; the word itself has none."""


class Uninflected(Struct, frozen=True):
    """The inflector of a language without a table: a word has no form but itself."""

    def forms(self, word: str) -> dict[str, str]:
        """Return the word in lower case."""
        return {word.lower(): ""}


class Paradigm(Struct, frozen=True):
    """Endings of the words that end alike; `cut` letters of the word go before an ending comes."""

    ends: re.Pattern[str]
    cut: int
    endings: Mapping[str, str]


class Declension(Struct, frozen=True):
    """Inflects by replacing the ending, as Russian does."""

    unchanged: frozenset[str]
    paradigms: tuple[Paradigm, ...]

    def forms(self, word: str) -> dict[str, str]:
        """Return the forms by every paradigm that the word's ending allows."""
        word = word.lower()
        forms = {word: ""}
        for paradigm in self.paradigms if word not in self.unchanged else ():
            if paradigm.ends.search(word):
                stem = word[: len(word) - paradigm.cut]
                for ending, name in paradigm.endings.items():
                    forms.setdefault(stem + ending, name)
        return forms


Rule = tuple[str, tuple[str, str]]
"""The sounds that a suffix stands after, and the suffix with back and with front vowels."""


@dataclass(frozen=True)
class SuffixChain:
    """Inflects by appending plural, possessive and case in this order, as Kazakh does."""

    back: str
    front: str
    front_words: frozenset[str]
    voiced: Mapping[str, str]
    plural: tuple[Rule, ...]
    possessive: tuple[Rule, ...]
    cases: Mapping[str, tuple[Rule, ...]]
    possessive_cases: Mapping[str, tuple[str, str]]
    _known: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)

    def forms(self, word: str) -> dict[str, str]:
        """Return the forms of a word, and those of each word that it may be a form of.

        A term may name the possessive or the plural (`құжаты`, `органдар`); its other forms come from the
        word without these suffixes.
        """
        word = word.lower()
        if word not in self._known:
            forms = {word: ""}
            bases = dict(self._bases(word))
            already_plural = any(name.startswith("plural") for name in bases.values())
            for base in [word, *bases]:
                for form, name in self._chains(base, plural=not already_plural or base != word):
                    forms.setdefault(form, name)
            self._known[word] = forms
        return self._known[word]

    def _bases(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield each shorter word that has the word among its forms, with the name of that form."""
        for length in range(len(word) - 1, max(SHORTEST, len(word) - LONGEST) - 1, -1):
            beginning = word[:length]
            unvoiced = [letter for letter, voiced in self.voiced.items() if voiced == beginning[-1]]
            for base in (beginning, *(beginning[:-1] + letter for letter in unvoiced)):
                yield from ((base, name) for form, name in self._chains(base) if form == word)

    def _chains(self, word: str, *, plural: bool = True) -> Iterator[tuple[str, str]]:
        """Yield each form of a word with its grammatical name; the plural forms only if `plural`."""
        for side in self._sides(word):
            yield word, "without suffixes"
            rules = self.plural if plural else ()
            plurals = [(word + suffix, "plural") for suffix in _suffixes(rules, word, side)]
            for stem, number in [(word, ""), *plurals]:
                if number:
                    yield stem, number
                yield from self._cases(stem, number, side)
                for suffix in _suffixes(self.possessive, stem, side):
                    owned = self._before_vowel(stem, suffix) + suffix
                    name = _named(number, "possessive")
                    yield owned, name
                    for case, suffixes in self.possessive_cases.items():
                        yield owned + suffixes[side], _named(name, case)

    def _cases(self, stem: str, number: str, side: int) -> Iterator[tuple[str, str]]:
        for case, rules in self.cases.items():
            yield from ((stem + suffix, _named(number, case)) for suffix in _suffixes(rules, stem, side))

    def _before_vowel(self, stem: str, suffix: str) -> str:
        """Return a stem as it sounds before a suffix: its last consonant is voiced before a vowel."""
        last = self.voiced.get(stem[-1]) if suffix[0] in self.back + self.front else None
        return stem[:-1] + last if last else stem

    def _sides(self, word: str) -> tuple[int, ...]:
        """Return which vowels the suffixes of a word have: 0 back, 1 front, or both where it is not clear."""
        if word in self.front_words:
            return (1,)
        last = re.search(rf"[{self.back}{self.front}](?=[^{self.back}{self.front}]*$)", word)
        if last is None:
            return (0, 1)
        return (0,) if last[0] in self.back else (1,)


def _named(*names: str) -> str:
    return " ".join(filter(None, names))


def _suffixes(rules: Sequence[Rule], word: str, side: int) -> Iterator[str]:
    """Yield the suffix of the rules that may follow the last sound of a word."""
    yield from (suffixes[side] for sounds, suffixes in rules if word[-1] in sounds)


class Inflections(Struct, frozen=True, dict=True):
    """The inflectors of the languages, from their tables by language code."""

    tables: Mapping[str, Mapping[str, Any]]

    def __getitem__(self, code: str) -> Inflector:
        """Return the inflector of a language."""
        return self._inflectors.get(code, Uninflected())

    @cached_property
    def _inflectors(self) -> dict[str, Inflector]:
        return {code: _inflector(table) for code, table in self.tables.items()}


def _inflector(table: Mapping[str, Any]) -> Inflector:
    if "paradigms" in table:
        return Declension(
            frozenset(table["unchanged"]),
            tuple(
                Paradigm(re.compile(f"{row['ends']}$"), int(row["cut"]), row["endings"])
                for row in table["paradigms"]
            ),
        )
    sounds = table["sounds"]

    def rules(rows: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
        return tuple(
            ("".join(chain.from_iterable(sounds[name] for name in row["after"])), tuple(row["suffix"]))
            for row in rows
        )

    return SuffixChain(
        back=table["vowels"]["back"],
        front=table["vowels"]["front"],
        front_words=frozenset(table["front_words"]),
        voiced=table["voiced"],
        plural=rules(table["plural"]),
        possessive=rules(table["possessive"]),
        cases={case: rules(rows) for case, rows in table["cases"].items()},
        possessive_cases={case: tuple(suffixes) for case, suffixes in table["possessive_cases"].items()},
    )
