"""Judges a quotation as a lawyer does: verbatim and where, different and how, or found nowhere.

Verbatim means that every letter, word, number and mark is the same as in the act. What is overlooked – the
shape of dashes and quotation marks, white space, the marks around the quotation, its last mark, numbers of
provisions and words left out at an ellipsis – is said with the verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from generator.act.wording_digest import normalize
from generator.diff import resemblance
from generator.diff.quoted_text import (
    DASHES,
    QUOTATION_MARKS,
    Stream,
    Unit,
    stream,
    tokens,
    worded,
)
from generator.diff.resemblance import Difference
from generator.language.characters import FORM, INVISIBLE

CONTEXT = 4
"""The words and marks shown before and after a part of a provision."""

MOST_OMITTED = 12
"""The most words shown of those that an ellipsis leaves out."""

AROUND = re.compile(rf"^[{QUOTATION_MARKS}](.*)[{QUOTATION_MARKS}]([.,;:]?)$", re.DOTALL)
FINAL = re.compile(r"[.,;:]$")
ELLIPSIS = re.compile(r"\s*(?:[<\[(]\s*(?:…|\.{3})\s*[>\])]|…|\.{3})\s*")
BROKEN_WORD = re.compile(r"(?<=\w)[-‐]\s*\n\s*(?=\w)")


class Verdict(StrEnum):
    """What is established of a quotation."""

    VERBATIM = "verbatim"
    DIFFERS = "differs"
    NOWHERE = "nowhere"


class Place(Struct, frozen=True):
    """Where a quotation is, or the place that it resembles most."""

    language: str
    units: tuple[Unit, ...]
    """The provisions, in their order."""
    complete: bool
    """Whether the quotation has all words of these provisions."""
    before: str = ""
    """The words just before a quotation that begins within a provision."""
    after: str = ""
    """The words just after a quotation that ends within a provision."""
    overlooked: tuple[str, ...] = ()
    """What differs and does not count."""


class Judgement(Struct, frozen=True):
    """The verdict on a quotation."""

    verdict: Verdict
    places: tuple[Place, ...] = ()
    difference: Difference | None = None
    shared: float = 0
    """The weighted share of the quotation's words that the place has, for one that differs."""


@dataclass(frozen=True)
class _Reading:
    """A way to read a quotation: its words without what surrounds them, and what that overlooks."""

    parts: tuple[str, ...]
    overlooked: tuple[str, ...] = ()
    keys: tuple[tuple[str, ...], ...] = field(init=False)

    def __post_init__(self) -> None:
        keys = tuple(tuple(token.key for token in tokens(part)) for part in self.parts)
        object.__setattr__(self, "keys", keys)


def streams(texts: Iterable[Sequence[Unit]], languages: Sequence[str]) -> list[Stream]:
    """Return texts to seek quotations in, given the units of each act on each day in their order."""
    return [
        text
        for units in texts
        for language in languages
        for numbers in (True, False)
        if (text := stream(units, language, numbers=numbers)).tokens
    ]


def judge(quotation: str, streams: Sequence[Stream]) -> Judgement:
    """Judge a quotation by texts; a place is named once, however many of the texts have it."""
    readings = list(_readings(quotation))
    for reading in readings:
        if not all(reading.keys):
            continue
        places: dict[tuple[object, ...], Place] = {}
        for text in streams:
            for spans in _find(text, reading.keys):
                place = _place(text, spans, reading, quotation)
                key = (text.language, *((unit.source, unit.eid, unit.start) for unit in place.units))
                known = places.get(key)
                if known is None or len(place.overlooked) < len(known.overlooked):
                    places[key] = place
        if places:
            return Judgement(Verdict.VERBATIM, tuple(places.values()))
    return _nearest(readings[-1], streams)


def has_words(quotation: str) -> bool:
    """Return whether a text has a word or a number."""
    return any(token.is_word for token in tokens(normalize(quotation)))


def _readings(quotation: str) -> Iterator[_Reading]:
    """Yield the ways to read a quotation, that which overlooks least first."""
    raws: list[tuple[str, tuple[str, ...]]] = [(quotation, ())]
    if BROKEN_WORD.search(unicodedata.normalize(FORM, quotation)):
        joined = BROKEN_WORD.sub("", unicodedata.normalize(FORM, quotation))
        raws.append((joined, ("hyphens at line ends",)))
    seen = set()
    for raw, overlooked in raws:
        whole = normalize(raw)
        for text, more in _peeled(whole):
            parts = tuple(filter(None, ELLIPSIS.split(text)))
            choices = [((text,), more)]
            if parts != (text,):
                choices.append((parts, (*more, "words left out at the ellipsis") if len(parts) > 1 else more))
            for words, all_more in choices:
                reading = _Reading(words, (*overlooked, *all_more))
                if reading.keys not in seen:
                    seen.add(reading.keys)
                    yield reading


def _peeled(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a text as it is, then without the marks around it and its last mark, with what that overlooks."""
    yield text, ()
    around = AROUND.match(text)
    inner = (around[1].strip(), ("the quotation marks around it",)) if around else None
    if inner:
        yield inner
    for words, overlooked in filter(None, ((text, ()), inner)):
        if FINAL.search(words):
            yield words[:-1].rstrip(), (*overlooked, f"its last mark «{words[-1]}»")


def _find(text: Stream, parts: Sequence[Sequence[str]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the spans of the parts of a quotation, in order and each as near to the last as it can be."""
    rest = [list(text.occurrences(part)) for part in parts[1:]]
    for span in text.occurrences(parts[0]):
        spans = [span]
        for occurrences in rest:
            following = next((other for other in occurrences if other[0] >= spans[-1][1]), None)
            if following is None:
                break
            spans.append(following)
        else:
            yield spans


def _place(text: Stream, spans: Sequence[tuple[int, int]], reading: _Reading, quotation: str) -> Place:
    start, end = spans[0][0], spans[-1][1]
    pieces = [piece for first, last in spans for piece in text.pieces_of(first, last)]
    units = tuple(dict.fromkeys(piece.unit for piece in worded(pieces)))
    words = [piece for piece in text.pieces_of(start, end) if not piece.is_number]
    complete = len(spans) == 1 and bool(words)
    complete = complete and words[0].start >= start and text.end_of(words[-1]) <= end
    overlooked = [*reading.overlooked, *_shapes(text, spans, reading), *_characters(quotation)]
    numbers = [unit.num for unit in units[1:] if unit.num]
    if numbers and not any(piece.is_number for piece in text.pieces):
        overlooked.append(f"numbers of provisions left out: {', '.join(numbers)}")
    if len(spans) > 1:
        overlooked.remove("words left out at the ellipsis")
        overlooked += [_omitted(text, before[1], after[0]) for before, after in pairwise(spans)]
    before, after = text.around(start, end, CONTEXT)
    return Place(text.language, units, complete, before, after, tuple(dict.fromkeys(overlooked)))


def _omitted(text: Stream, start: int, end: int) -> str:
    words = text.slice(start, end).split()
    if len(words) > MOST_OMITTED:
        words = [*words[: MOST_OMITTED // 2], "…", *words[-MOST_OMITTED // 2 :]]
    count = sum(token.is_word for token in text.tokens[start:end])
    return f"left out at the ellipsis ({count} words): «{' '.join(words)}»"


def _shapes(text: Stream, spans: Sequence[tuple[int, int]], reading: _Reading) -> Iterator[str]:
    """Yield which dashes, quotation marks, spaces and invisible characters differ."""
    pairs: Counter[str] = Counter()
    for part, (start, end) in zip(reading.parts, spans, strict=True):
        theirs = tokens(part)
        ours = text.tokens[start:end]
        for mine, other in zip(ours, theirs, strict=True):
            act, quoted = text.text[mine.start : mine.end], part[other.start : other.end]
            if act != quoted and not mine.is_word:
                pairs[f"{'dash' if act in DASHES else 'mark'} «{quoted}» for «{act}»"] += 1
        for place in range(len(ours) - 1):
            gap = text.text[ours[place].end : ours[place + 1].start]
            quoted = part[theirs[place].end : theirs[place + 1].start]
            if _spaced(gap) != _spaced(quoted):
                pairs["spaces beside marks"] += 1
        if bool(INVISIBLE.search(text.slice(start, end))) != bool(INVISIBLE.search(part)):
            pairs["characters that are not shown"] += 1
    yield from pairs


def _spaced(gap: str) -> bool:
    return " " in gap


def _characters(quotation: str) -> Iterator[str]:
    """Yield what the declared normalisation removes from a quotation."""
    if not unicodedata.is_normalized(FORM, quotation):
        yield "letters written as a base and a combining mark"
    text = quotation.strip()
    if any(letter.isspace() and letter not in " \n\r\t" for letter in text):
        yield "no-break or other special spaces"
    if "\n" in text or "\r" in text:
        yield "line breaks"
    if "  " in text or "\t" in text:
        yield "repeated spaces or tabs"


def _nearest(reading: _Reading, streams: Sequence[Stream]) -> Judgement:
    """Return the place that a quotation resembles most, and how it differs; or that it is nowhere."""
    like = resemblance.nearest(" ".join(reading.parts), streams)
    if like is None:
        return Judgement(Verdict.NOWHERE)
    text, start, end = like.text, like.start, like.end
    units = tuple(dict.fromkeys(piece.unit for piece in worded(text.pieces_of(start, end))))
    before, after = text.around(start, end, CONTEXT)
    overlooked = tuple(dict.fromkeys(reading.overlooked))
    place = Place(text.language, units, complete=False, before=before, after=after, overlooked=overlooked)
    return Judgement(Verdict.DIFFERS, (place,), like.difference, like.shared)
