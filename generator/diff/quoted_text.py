"""Texts in which a quotation is sought: the wordings of a day as one row of words and marks.

What a lawyer does not count as a difference has one form here: the shape of dashes and of quotation marks,
white space, and characters that are not shown. Letters, their case and the other marks stay as they are.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

from generator.act.wording_digest import normalize
from generator.language.characters import INVISIBLE
from generator.language.look_alikes import as_typed
from generator.timeline.table import Provenance

DASHES = "-‐‑‒–—―−⁃﹘－"
QUOTATION_MARKS = "«»\"“”„‟‘’‚‛‹›″＂'"
DIAERESIS = "\u0308"
"""The mark that Russian texts often leave out over a letter."""

REMEMBERED = 8192
"""How many texts `tokens` remembers: most provisions have the same words in several wordings of the act."""

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w")

SHAPES = {**dict.fromkeys(map(ord, DASHES), "-"), **dict.fromkeys(map(ord, QUOTATION_MARKS), '"')}
"""A dash or quotation mark -> the form that stands for all of them."""


class Token(NamedTuple):
    """A word or a mark of a text."""

    key: str
    """The form in which it is compared."""
    start: int
    """Where it begins in the text."""
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word and not a mark."""
        return bool(WORD.match(self.key))

    @property
    def loose(self) -> str:
        """The form that words have in common that a reader might confuse."""
        letters = unicodedata.normalize("NFD", as_typed(self.key).casefold())
        return unicodedata.normalize("NFC", letters.replace(DIAERESIS, ""))


@lru_cache(maxsize=REMEMBERED)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a normalised text."""
    if not INVISIBLE.search(text):
        return tuple(
            Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(text.translate(SHAPES))
        )
    places = [place for place, letter in enumerate(text) if not INVISIBLE.match(letter)]
    shown = "".join(text[place] for place in places).translate(SHAPES)
    return tuple(
        Token(match[0], places[match.start()], places[match.end() - 1] + 1) for match in TOKEN.finditer(shown)
    )


class Unit(Struct, frozen=True, eq=False):
    """The wording of a provision as text to be quoted."""

    source: str
    """The id of the amending act whose own text it is; "" for the act that the data are about."""
    eid: str
    num: str | None
    text: Mapping[str, str]
    """Language code -> the words without the number."""
    provenance: Mapping[str, Provenance]
    """Language code -> where the words come from."""
    start: dt.date | None
    """The first day on which it has this wording, as far as the data say."""
    until: dt.date | None
    """The first day on which it no longer has it."""
    last_known_from: dt.date | None
    """The first day on which it is only the last known wording."""


class Piece(NamedTuple):
    """The number of a unit, or its words."""

    unit: Unit
    is_number: bool
    start: int
    """The place of its first token in the stream."""


class Stream(Struct, frozen=True, dict=True):
    """The units of a text on one day in one language, as one row of tokens."""

    language: str
    text: str
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]

    @cached_property
    def row(self) -> str:
        """The keys of all tokens, each after and before a line break."""
        return "\n" + "".join(f"{token.key}\n" for token in self.tokens)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(token.key) + 1 for token in self.tokens), initial=0))

    def occurrences(self, keys: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Yield the first token of each occurrence of a row of keys, and the one after its last."""
        wanted = "\n" + "".join(f"{key}\n" for key in keys)
        place = self.row.find(wanted)
        while place >= 0:
            first = bisect_right(self._starts, place) - 1
            yield first, first + len(keys)
            place = self.row.find(wanted, place + 1)

    @cached_property
    def _piece_starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def pieces_of(self, start: int, end: int) -> tuple[Piece, ...]:
        """Return the pieces that a run of tokens touches."""
        first = bisect_right(self._piece_starts, start) - 1
        last = bisect_right(self._piece_starts, end - 1)
        return self.pieces[first:last]

    def end_of(self, piece: Piece) -> int:
        """Return the place after the last token of a piece."""
        place = bisect_right(self._piece_starts, piece.start)
        return self.pieces[place].start if place < len(self.pieces) else len(self.tokens)

    def slice(self, start: int, end: int) -> str:
        """Return the text of a run of tokens."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end] if start < end else ""

    def around(self, start: int, end: int, most: int) -> tuple[str, str]:
        """Return the words before and after a run of tokens, in the provisions where it begins and ends.

        A word there may reverse the sense: a negation, a condition. `most` is the number of tokens shown.
        """
        first, last = self.pieces_of(start, end)[0], self.pieces_of(start, end)[-1]
        after = range(end, min(self.end_of(last), end + most))
        worded = any(self.tokens[place].is_word for place in after)
        return (
            self.slice(max(first.start, start - most), start),
            self.slice(after.start, after.stop) if worded else "",
        )

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The loose form of a word -> the places of its tokens."""
        places: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            if token.is_word:
                places.setdefault(token.loose, []).append(place)
        return places


def stream(units: Sequence[Unit], language: str, *, numbers: bool) -> Stream:
    """Return the units that have words in a language as a row of tokens, with or without their numbers."""
    text = ""
    pieces: list[Piece] = []
    row: list[Token] = []
    for unit in units:
        parts = [(unit.num or "", True)] if numbers else []
        for words, is_number in (*parts, (unit.text.get(language, ""), False)):
            normal = normalize(words)
            piece = tokens(normal)
            if not piece:
                continue
            offset = len(text) + bool(text)
            text = f"{text} {normal}" if text else normal
            pieces.append(Piece(unit, is_number, len(row)))
            row += [Token(key, start + offset, end + offset) for key, start, end in piece]
    return Stream(language, text, tuple(row), tuple(pieces))


def worded(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Return the pieces that are words, or all if only numbers are given."""
    return [piece for piece in pieces if not piece.is_number] or pieces
