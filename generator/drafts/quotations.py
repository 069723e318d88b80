"""Cuts words out of a sentence to be quoted: whole clauses, and names with what they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.drafts.mentions import Mention
from generator.drafts.vocabulary import Case

MAX_CLAUSE = 240
"""The most characters of a sentence that is quoted as a whole; of a longer one, the part between commas."""

SENTENCE_END = re.compile(r"[.;:](?=\s|$)")
PART_END = re.compile(r"[.;:,](?=\s|$)")
OWNER = {Case.GENITIVE, Case.NOMINATIVE}
"""The cases of an owner that stands before what it owns."""

DANGLING = " ,;:.–—-"


def clause(text: str, start: int, end: int) -> str:
    """Return the whole sentence around a place of a text, without its last mark.

    Of a sentence longer than `MAX_CLAUSE` only the part between the nearest commas is returned.
    """
    first, last = _bounds(text, start, end, SENTENCE_END)
    if last - first > MAX_CLAUSE:
        first, last = _bounds(text, start, end, PART_END)
    return text[first:last].strip(DANGLING)


def with_owner(text: str, mention: Mention, mentions: Sequence[Mention], *, owner_first: bool) -> str:
    """Return the words of a mention with those of the actor beside it that it belongs to.

    That actor stands before it (`owner_first`) or behind it. If there is none, the part of the sentence up to
    the nearest commas is returned, because it tells whose it is.
    """
    start, end = mention.start, mention.end
    for other in mentions:
        if owner_first and text[other.end : start] == " " and other.cases & OWNER:
            return text[other.start : end]
        if not owner_first and text[end : other.start] == " " and Case.GENITIVE in other.cases:
            return text[start : other.end]
    first, last = _bounds(text, start, end, PART_END)
    return text[first:last].strip(DANGLING)


def _bounds(text: str, start: int, end: int, mark: re.Pattern[str]) -> tuple[int, int]:
    """Return the places after the last mark before `start` and of the first mark from `end` on."""
    before = [match.end() for match in mark.finditer(text, 0, start)]
    after = mark.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))
