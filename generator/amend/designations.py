"""Finds dates in words and the acts that a text names, by their date and number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from generator.amend.vocabulary import Vocabulary, compile_form
from generator.ingest.vocabulary import Vocabulary as ImportVocabulary


class Designation(Struct, frozen=True):
    """An act by its date and number; titles are cited in different words, so they do not identify it."""

    number: str
    date: dt.date

    def __str__(self) -> str:
        return f"№ {self.number} of {self.date.isoformat()}"


class Vocabularies(Struct, frozen=True):
    """The two vocabularies of a language: of acts in general, and of amending acts."""

    general: ImportVocabulary
    amending: Vocabulary

    def compile(self, form: str) -> re.Pattern[str]:
        """Return a form with its slots as groups, `{designation}` and `{date}`, with the month as a word."""
        return _compile(form.replace("{designation}", self.amending.designation), self.general.dates[0])

    def day(self, match: re.Match[str]) -> dt.date | None:
        """Return the day that a match of a date names, or None if there is no such day."""
        beginnings = [
            (len(beginning), month)
            for month, beginning in enumerate(self.general.months, 1)
            if match["month"].casefold().startswith(beginning)
        ]
        try:
            # The longest beginning counts: a name may begin like another, as `мая` and `марта` do.
            return dt.date(int(match["year"]), max(beginnings)[1], int(match["day"])) if beginnings else None
        except ValueError:
            return None

    def designation(self, match: re.Match[str]) -> Designation | None:
        """Return the act that a match of `designation` names."""
        day = self.day(match)
        return Designation(match["number"], day) if day else None

    def designations(self, text: str) -> Iterator[Designation]:
        """Yield the acts that a text names by date and number."""
        for match in self.compile("{designation}").finditer(text):
            designation = self.designation(match)
            if designation:
                yield designation


@lru_cache(maxsize=256)
def _compile(form: str, date: str) -> re.Pattern[str]:
    return compile_form(form.replace("{date}", date))
