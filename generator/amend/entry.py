"""Reads from which day an amending act applies, and which parts of it have a day of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from generator.amend import phrases
from generator.amend.designations import Vocabularies
from generator.amend.instructions import By, EntryIntoForce
from generator.amend.vocabulary import UnitKind
from generator.ingest.numbering import NUMBERED
from generator.timeline.received import Paragraph, Style


def read(paragraphs: Sequence[Paragraph], vocabularies: Vocabularies) -> EntryIntoForce:
    """Return the days; without a day, and not of the signature, if the act says it in any other way."""
    words = vocabularies.amending
    for at, paragraph in enumerate(paragraphs):
        number = NUMBERED.fullmatch(paragraph.text)
        text = (number["text"] if number else paragraph.text).strip()
        if paragraph.style is not Style.TEXT or not re.search(words.entry, text, re.IGNORECASE):
            continue
        if re.match(words.own_act, text, re.IGNORECASE):
            return _read(text, at, vocabularies)
    return EntryIntoForce()


def _read(text: str, at: int, vocabularies: Vocabularies) -> EntryIntoForce:
    words = vocabularies.amending
    unread = EntryIntoForce(at)
    sentences = [sentence.strip() for sentence in re.split(r"\.\s+(?=[^\W\d_])", text.rstrip(". "))]
    first, own = sentences[0], []
    exceptions = vocabularies.compile(words.exceptions).search(first)
    if exceptions:
        first = (first[: exceptions.start()] + first[exceptions.end() :]).strip()
        days = _exceptions(exceptions["exceptions"], vocabularies)
        if days is None:
            return unread
        own.extend(days)
    for sentence in sentences[1:]:
        match = vocabularies.compile(words.separate).fullmatch(sentence)
        days = _days(match, vocabularies) if match else None
        if days is None:
            return unread
        own.extend(days)
    if vocabularies.compile(words.signing).fullmatch(first):
        return EntryIntoForce(at, signing=True, own=tuple(own))
    match = vocabularies.compile(words.on_day).fullmatch(first)
    day = vocabularies.day(match) if match else None
    return EntryIntoForce(at, day=day, own=tuple(own)) if day else unread


def _exceptions(text: str, vocabularies: Vocabularies) -> list[tuple[By, dt.date]] | None:
    """Return the parts of the act that an exception names with their days, or None if it is not certain."""
    joins = "|".join(vocabularies.amending.joins)
    separator = re.compile(rf"\s*,?\s*(?:(?:{joins})\s+)?", re.IGNORECASE)
    own: list[tuple[By, dt.date]] = []
    at = 0
    while at < len(text):
        match = vocabularies.compile(vocabularies.amending.exception).match(text, at)
        days = _days(match, vocabularies) if match else None
        if match is None or days is None:
            return None
        own.extend(days)
        gap = separator.match(text, match.end())
        at = gap.end() if gap else match.end()
    return own


def _days(match: re.Match[str], vocabularies: Vocabularies) -> list[tuple[By, dt.date]] | None:
    """Return each part that a match names with its day."""
    day = vocabularies.day(match)
    words = vocabularies.amending
    place = re.sub(words.own_act, " ", match["places"], flags=re.IGNORECASE)
    phrase = phrases.read(place, words)
    if day is None or phrase is None:
        return None
    kinds = [unit.kind for unit in phrase]
    if kinds not in ([UnitKind.POINT], [UnitKind.POINT, UnitKind.SUBPOINT]):
        return None
    outer = tuple(unit.numbers[0] for unit in phrase[:-1])
    return [((*outer, number), day) for number in phrase[-1].numbers]
