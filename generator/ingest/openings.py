"""Tells which lines of a text begin a paragraph, from every kind of evidence at once.

A number at the beginning of a line may be a citation that was broken there; an empty line may be the end of a
page; a short line may end a paragraph or be one. Only together they decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.ingest.lines import Line
from generator.ingest.numbering import NUMBERED, closing_mark, follows, is_point_number
from generator.ingest.vocabulary import Vocabulary

START = re.compile(r"(?:\d{1,4}(?:[-.]\d{1,4})*[.)]|[^\W\d_]\)|[-–—•*]|§\s*\d+)\s")
"""What begins a numbered paragraph, or one with a dash."""

SENTENCE_ENDS = ".;:"
NEARLY_FULL = 0.72
"""A line shorter than this share of the usual one was ended on purpose, whatever stands in the next."""

PRINTED = 0.82
"""The share of the usual length that a line of print and the next word exceed, because letters differ."""

INDENTED_SHARE = 0.08
"""The least share of lines with a first-line indentation for it to tell anything."""

LONG = 130
"""More characters than a printed line has: where lines are longer, each is a paragraph."""

WRAPPED_SHARE = 0.02
"""The least share of lines that go on in the next one, in a text whose lines are wrapped."""

RECENT = 2
"""How many numbers of points and headings count as the last ones: a heading stands between two points."""


class Openings(Struct, frozen=True):
    """Where paragraphs begin."""

    lines: frozenset[int]
    """The numbers of the lines that begin a paragraph."""
    unsure: frozenset[int] = frozenset()
    """The numbers of the lines that may be otherwise: a full line that ends in a mark stands before them."""


def every_line(lines: Sequence[Line]) -> Openings:
    """Return the lines if each is a paragraph."""
    return Openings(frozenset(line.number for line in lines))


def of_wrapped_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> Openings:
    """Return the lines that begin a paragraph in a text whose lines may be wrapped."""
    if not lines:
        return Openings(frozenset())
    measures = _measure(lines)
    if not measures.wrapped:
        return every_line(lines)
    opening, unsure = {lines[0].number}, set()
    recent: list[str] = []
    for before, line in pairwise(lines):
        number = NUMBERED.match(line.text)
        num = number["num"] if number and is_point_number(number) else ""
        in_sequence = bool(num) and any(follows(num, last) for last in (None, *recent))
        # Above the first point, the line that ends a header fills the page as often as any other.
        titled = not recent and vocabulary.ends_header(before.text) and not line.text[:1].islower()
        if titled or _begins(before, line, measures, vocabulary, in_sequence=in_sequence):
            opening.add(line.number)
            if _may_go_on(before, line, measures):
                unsure.add(line.number)
            if num:
                recent = [*recent, num][-RECENT:]
        elif _may_begin(before, line, measures):
            unsure.add(line.number)
    return Openings(frozenset(opening), frozenset(unsure))


class _Measures(Struct, frozen=True):
    """The lengths of the lines of a text."""

    width: int
    """The length of the longest line."""
    usual: int
    """The length that nearly full lines have."""
    indents: frozenset[int]
    """The indents that begin a paragraph."""
    wrapped: bool = True
    """Whether lines go on in the next one."""

    def is_full(self, before: Line, line: Line) -> bool:
        """Tell whether the first word of a line would not have fitted at the end of the one before."""
        needed = _length(before) + 1 + len(line.text.split(maxsplit=1)[0])
        # Lines that a program broke at a column end near it; lines of print end where their letters are wide.
        if self.width <= self.usual * 1.04:
            return needed > self.width
        return needed > self.usual * PRINTED


def _length(line: Line) -> int:
    return (line.indent or 0) + len(line.text)


def _measure(lines: Sequence[Line]) -> _Measures:
    lengths = sorted(map(_length, lines))
    usual = lengths[int(len(lengths) * 0.9)] if len(lengths) > 1 else lengths[0]
    measures = _Measures(lengths[-1], usual, _first_line_indents(lines))
    going_on = sum(
        not closing_mark(before.text) and line.text[:1].islower() and measures.is_full(before, line)
        for before, line in pairwise(lines)
    )
    wrapped = usual <= LONG and going_on >= max(1, WRAPPED_SHARE * len(lines))
    return replace(measures, wrapped=wrapped)


def _first_line_indents(lines: Sequence[Line]) -> frozenset[int]:
    """Return the indents that begin a paragraph: a little more than the usual one, and often enough."""
    indents = Counter(line.indent for line in lines if line.indent is not None)
    if len(indents) < 2:
        return frozenset()
    margin = min(indent for indent, count in indents.items() if count >= INDENTED_SHARE * len(lines))
    first = {
        indent
        for indent, count in indents.items()
        if margin + 2 <= indent <= margin + 14 and count >= max(2, INDENTED_SHARE / 4 * len(lines))
    }
    enough = sum(indents[indent] for indent in first) >= INDENTED_SHARE * len(lines)
    return frozenset(first) if enough else frozenset()


def _begins(
    before: Line, line: Line, measures: _Measures, vocabulary: Vocabulary, *, in_sequence: bool
) -> bool:
    if line.complete or line.row or before.row:
        return True
    mark = closing_mark(before.text)
    ends = mark != "" and mark in SENTENCE_ENDS
    small = line.text[:1].islower()
    headed = bool(vocabulary.heading_number.match(line.text))
    starts = bool(START.match(line.text)) or headed
    full = measures.is_full(before, line)
    indented = line.indent in measures.indents
    if line.blanks or line.page_break:
        # The text of a page may go on after its end.
        goes_on = (line.page_break or line.blanks >= 3) and not ends and not starts
        return not (goes_on and full and not indented)
    if indented or in_sequence:
        return True
    if starts:
        return ends or not full or headed or bool(vocabulary.heading_number.match(before.text))
    if measures.indents and before.indent is not None:
        # Paragraphs are marked by their indentation; without it, only short lines stand alone, and what
        # comes after a `;`.
        return mark == ";" or (not full and not small and not ends)
    if ends:
        return not full or mark == ";" or (mark == ":" and small)
    if measures.width <= measures.usual * 1.04:
        return not full and not small
    return _length(before) < NEARLY_FULL * measures.usual and not small


def _may_begin(before: Line, line: Line, measures: _Measures) -> bool:
    """Tell whether a line that was joined to the one before may as well begin a paragraph."""
    ends = closing_mark(before.text) in (".", ":")
    return ends and not line.text[:1].islower() and not measures.indents


def _may_go_on(before: Line, line: Line, measures: _Measures) -> bool:
    """Tell whether only the `;` or `:` of a full line tells that the next line begins a paragraph."""
    told = START.match(line.text) or line.blanks or line.page_break or line.indent in measures.indents
    return (
        not told
        and not line.complete
        and closing_mark(before.text) in (";", ":")
        and measures.is_full(before, line)
    )
