"""Vocabulary of a language: the words by which an amending act orders changes, and the places it names.

The code itself has no words of any language: to support another language, add `vocabularies/<language>.yml`.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum
from functools import cached_property

from generator.ingest.vocabulary import NUMBER
from generator.model import Entry, Pattern, Verb, Words

QUOTED = r"⟦(?:\d+)⟧"
"""What stands for words in quotation marks while a sentence is matched; see `language.quotations.mask`."""


class UnitKind(StrEnum):
    """Units of an act that an instruction can name, from the largest to the smallest."""

    ANNEX = "annex"
    CHAPTER = "chapter"
    SECTION = "section"
    HEADING = "heading"
    POINT = "point"
    PART = "part"
    SUBPOINT = "subpoint"
    PARAGRAPH = "paragraph"


class Source(StrEnum):
    """Where the new words stand."""

    QUOTATION = "quotation"
    ANNEX = "annex"


class Form(Entry):
    """The form of a sentence that orders a change."""

    do: Verb
    form: Pattern
    """The sentence without its end mark; slots in braces are explained in the vocabulary files."""
    source: Source = Source.QUOTATION
    keeps_old: bool = False
    """Whether the words named first stay, and the new ones come after them."""


class Vocabulary(Entry):
    """The content of `vocabularies/<language>.yml`."""

    language: Words
    units: dict[UnitKind, Pattern]
    number_first: bool
    """Whether a number stands before the word of its unit: `15-тармақ`, not `пункт 15`."""
    joins: tuple[Words, ...]
    between: tuple[Words, ...]
    ordinals: dict[int, Words]
    ordinal_endings: Pattern
    tens: dict[int, Words]
    empty: tuple[Pattern, ...]
    acts: tuple[Pattern, ...]
    designation: Pattern
    documents: tuple[Pattern, ...]
    instructions: tuple[Form, ...]
    repeals_act: Pattern
    verbs: Pattern
    unpublished: Pattern
    entry: Pattern
    signing: Pattern
    on_day: Pattern
    exceptions: Pattern
    exception: Pattern
    separate: Pattern
    own_act: Pattern
    date_words: Words
    months: tuple[Words, ...]

    def in_words(self, day: dt.date) -> str:
        """Return a date as the name of an act has it."""
        return self.date_words.format(year=day.year, month=self.months[day.month - 1], day=day.day)

    def orders(self, text: str) -> bool:
        """Tell whether a text has a word by which a change is ordered."""
        return bool(self._verbs.search(text))

    def is_unpublished(self, text: str) -> bool:
        """Tell whether a text is only the mark of an item that is not published."""
        return bool(self._unpublished.fullmatch(text.strip().rstrip(".;")))

    @cached_property
    def forms(self) -> tuple[tuple[Form, re.Pattern[str]], ...]:
        """The forms of instructions, with their slots as groups."""
        return tuple((form, compile_form(form.form)) for form in self.instructions)

    @cached_property
    def ordinal(self) -> str:
        """The pattern of an ordinal number in words, without groups."""
        stems = "|".join(self.ordinals.values())
        return rf"(?:(?:{'|'.join(self.tens.values())})\s+)?(?:{stems}){self.ordinal_endings}"

    def ordinal_value(self, text: str) -> int | None:
        """Return the value of an ordinal number in words, or None if it is none."""
        match = self._ordinal.fullmatch(text)
        if not match:
            return None
        value = self._values[match["stem"].casefold()]
        if match["tens"] is None:
            return value
        tens = self._tens[match["tens"].casefold()]
        return tens + value if value < 10 or (tens == 100 and value < 100) else None

    @cached_property
    def place_filler(self) -> re.Pattern[str]:
        """The pattern of what may stand between the units of a place."""
        empty, between = "|".join(self.empty), "|".join(self.between)
        return re.compile(rf"[\s,]+|(?:{empty})(?!\w)|(?:{between})\s+", re.IGNORECASE)

    @cached_property
    def place_unit(self) -> re.Pattern[str]:
        """The pattern of a unit of a place; its groups are named by the kinds, the numbers and the name."""
        forms = [self._unit_form(kind, words) for kind, words in self.units.items()]
        section = self.units.get(UnitKind.SECTION)
        if section:
            name = r"(?P<name>⟦\d+⟧)"
            order = rf"(?:{section})\s+{name}"
            if self.number_first:
                order = rf"{name}\s+(?:(?:{'|'.join(self.between)})\s+)?(?:{section})"
            forms.insert(0, rf"(?P<named>{order}(?!\w))")
        return re.compile("|".join(forms), re.IGNORECASE)

    def _unit_form(self, kind: UnitKind, words: str) -> str:
        """Return the pattern of the units of a kind with their numbers, as digits or ordinals."""
        if kind is UnitKind.HEADING:
            return rf"\b(?P<{kind}>{words})(?!\w)"
        joins, ordinal = "|".join(self.joins), self.ordinal
        separator = rf"(?:\s*,\s*(?:(?:{joins})\s+)?|\s+(?:{joins})\s+|\s+[–—-]\s+|(?<=[\d)])[–—](?=\d))"
        if self.number_first:
            bare = rf"(?:{NUMBER}|(?:{ordinal}))" if kind is not UnitKind.SUBPOINT else rf"{NUMBER}\)"
            numbers = rf"{bare}(?:{separator}{bare})*"
            return rf"(?P<{kind}>(?P<{kind}_numbers>{numbers})\s*-?\s*(?:{words})(?!\w))"
        number = (
            rf"(?:{NUMBER}\)?|(?:{ordinal}))(?![\w)])" if kind is not UnitKind.SUBPOINT else rf"{NUMBER}\)"
        )
        numbers = rf"{number}(?:{separator}{number})*"
        return (
            rf"(?P<{kind}>\b(?:{words})\s+(?P<{kind}_numbers>{numbers})"
            rf"|(?P<{kind}_before>(?:{ordinal})(?:{separator}(?:{ordinal}))*)\s+(?:{words})(?!\w))"
        )

    @cached_property
    def _ordinal(self) -> re.Pattern[str]:
        tens, stems = "|".join(self.tens.values()), "|".join(self.ordinals.values())
        pattern = rf"(?:(?P<tens>{tens})\s+)?(?P<stem>{stems}){self.ordinal_endings}"
        return re.compile(pattern, re.IGNORECASE)

    @cached_property
    def _values(self) -> dict[str, int]:
        return {stem: value for value, stem in self.ordinals.items()}

    @cached_property
    def _tens(self) -> dict[str, int]:
        return {word: value for value, word in self.tens.items()}

    @cached_property
    def _verbs(self) -> re.Pattern[str]:
        return re.compile(self.verbs, re.IGNORECASE)

    @cached_property
    def _unpublished(self) -> re.Pattern[str]:
        return re.compile(self.unpublished, re.IGNORECASE)


SLOTS = {
    "{place}": r"(?P<place>(?:[^⟦⟧]|⟦\d+⟧)+?)",
    "{new}": r"(?P<new>[^⟦⟧]+?)",
    "{anchor}": r"(?P<anchor>[^⟦⟧]+?)",
    "{document}": r"(?P<document>(?:[^⟦⟧]|⟦\d+⟧)+?)",
    "{placed}": r"(?P<placed>[^⟦⟧]+?)",
    "{quoted}": QUOTED,
    "{old}": rf"(?P<old>{QUOTED})",
    "{by}": rf"(?P<by>{QUOTED})",
}
"""The slots of a form and what may fill them."""


def compile_form(form: str) -> re.Pattern[str]:
    """Return a form with its slots as groups."""
    for slot, pattern in SLOTS.items():
        form = form.replace(slot, pattern)
    return re.compile(form, re.IGNORECASE)
