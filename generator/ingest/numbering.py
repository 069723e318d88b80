"""Recognises numbered paragraphs: points, subpoints and list items.

Also holds the rules on printed numbers and closing punctuation that the other recognisers share.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.act import eid
from generator.ingest.cursor import Cursor
from generator.ingest.matches import Context, Item, Match, Point, Subpoint
from generator.ingest.parse_tree import Draft
from generator.ingest.pdf_text import Paragraph
from generator.ingest.vocabulary import LEVELLED, Vocabulary, without_note_marks
from generator.model import Kind

NUMBERED = re.compile(rf"(?P<num>{LEVELLED}(?P<delimiter>[.)]))\s+(?P<text>.+)")
"""A number as printed, `1.`, `1.1.` or `2-1)`, and the text after it."""

LETTERED = re.compile(r"(?P<num>[^\W\d_]\))\s+(?P<text>.+)")
"""A letter as printed, `а)`, and the text after it."""

RANGE = re.compile(rf"[–—-]\s*(?P<last>{LEVELLED}[.)])\s")
"""The rest of a printed range of numbers, `– 7)`, at the beginning of a text."""

ROMAN = re.compile(r"\b[IVXLC]+\b")
ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def numbered_unit(cursor: Cursor, context: Context, _: Vocabulary) -> Match | None:
    """Recognise `1.` as a point, and `1)` as an item inside a list or as a subpoint elsewhere."""
    paragraph = cursor.paragraph
    number = NUMBERED.fullmatch(paragraph.text)
    if not number:
        return None
    num, text = number["num"], number["text"]
    warnings = () if paragraph.indented else ("is numbered like body text but not indented; kept as such",)
    if is_point_number(number) and not _is_dotted_item(num, context):
        return _point(num, text, context, warnings)
    if context.inner_list:
        return _item(num, text, context, warnings)
    return _subpoint(num, text, context, warnings)


def lettered_subpoint(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Subpoint | None:
    """Recognise `а)` as a subpoint: the first letter after a `:`, or the next letter of an open row."""
    letter = LETTERED.fullmatch(cursor.paragraph.text)
    units = context.open_units
    if not letter or not units or context.inner_list:
        return None
    num, text = letter["num"], letter["text"]
    rows = [depth for depth in reversed(range(len(units))) if units[depth].kind is Kind.SUBPOINT]
    continued = next((depth for depth in rows if vocabulary.letter_follows(num, units[depth].num)), None)
    if continued is not None:
        return Subpoint(num=num, text=text, depth=continued)
    if context.last_mark == ":" and vocabulary.letter_follows(num, None):
        return Subpoint(num=num, text=text, depth=len(units))
    return None


def _is_dotted_item(num: str, context: Context) -> bool:
    """Tell whether `1.` is an item: a list of such items is open, or its heading comes just before."""
    if context.inner_list is None:
        return False
    items = context.inner_list.below
    if not items:
        return context.last_mark == "" and follows(num, None)
    return (items[-1].num or "").endswith(".") and follows(num, _last_number(items[-1]))


def _point(num: str, text: str, context: Context, warnings: tuple[str, ...]) -> Point:
    previous = _last_number(context.point)
    in_sequence = follows(num, previous) or _follows_repealed(num, previous, context)
    # The numbers of points may have the chapter's as their first level.
    chapter = context.chapter.num if context.chapter else None
    in_sequence = in_sequence or (len(_components(num)) > 1 and follows(num, chapter))
    # Numbering may start again in each chapter or list file.
    restarts = not context.has_points and follows(num, None)
    if not in_sequence and not restarts:
        warnings += ("has a number that does not follow the point before; kept as a point",)
    return Point(num=num, text=text, warnings=warnings)


def _item(num: str, text: str, context: Context, warnings: tuple[str, ...]) -> Item:
    assert context.inner_list
    items = context.inner_list.below
    previous = _last_number(items[-1]) if items else None
    if not follows(num, previous) and not _follows_repealed(num, previous, context):
        warnings += ("has a number that does not follow the item before; kept as an item",)
    return Item(num=num, text=text, warnings=warnings)


def _subpoint(num: str, text: str, context: Context, warnings: tuple[str, ...]) -> Subpoint:
    """Continue the innermost open row of subpoints that the number follows, or begin a row after a `:`."""
    units = context.open_units
    rows = [depth for depth in reversed(range(len(units))) if units[depth].kind is Kind.SUBPOINT]
    continued = next(
        (
            depth
            for depth in rows
            if follows(num, _last_number(units[depth])) or _follows_repealed(num, units[depth].num, context)
        ),
        None,
    )
    introduced = bool(units) and context.last_mark == ":"
    if introduced and follows(num, None):
        depth = len(units)
    elif continued is not None:
        depth = continued
    else:
        depth = rows[0] if rows else len(units)
        # In some acts the numbers of subpoints run on from point to point.
        previous = context.subpoint.num if context.subpoint else None
        if not (introduced and follows(num, previous)):
            reason = "is a subpoint that neither follows the one before nor an introduction ending in `:`"
            warnings += (f"{reason}; kept as a subpoint",)
    return Subpoint(num=num, text=text, depth=depth, warnings=warnings)


def _last_number(unit: Draft | None) -> str | None:
    """Return the printed number of a unit, or the last one of several that it stands for: `5) – 7)`."""
    if unit is None:
        return None
    numbers = RANGE.match(unit.text)
    return numbers["last"] if numbers else unit.num


def is_point_number(number: re.Match[str] | None) -> bool:
    """Tell whether a match of `NUMBERED` has the number of a point, `1.`, rather than `1)`."""
    return number is not None and number["delimiter"] == "."


def follows(num: str | None, previous: str | None) -> bool:
    """Tell whether a printed number may come after another: `3)` and `2-1)` after `2)`, `1)` after None."""
    number = _components(num)
    last = _components(previous)
    return number in {(last[0] + 1,), (*last, 1), (*last[:-1], last[-1] + 1)}


def _follows_repealed(num: str, previous: str | None, context: Context) -> bool:
    """Tell whether the numbers between two were repealed, as a note before this one says."""
    return context.after_repeal and _components(num) > _components(previous)


def _components(num: str | None) -> tuple[int, ...]:
    return tuple(int(component) for component in (eid.number(num) or str(_roman(num))).split("-"))


def _roman(num: str | None) -> int:
    """Return the value of the Roman figures in a printed number, or 0."""
    match = ROMAN.search(num or "")
    values = [ROMAN_VALUES[figure] for figure in match.group()] if match else []
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=False)
    )


def heading_word(num: str | None) -> str:
    """Return the word of a printed number of a heading, such as `раздел`; empty for a bare number."""
    words = re.findall(r"[^\W\d_]{2,}|§", ROMAN.sub("", num or ""))
    return words[0].casefold() if words else ""


def closing_mark(text: str) -> str:
    """Return the punctuation mark that ends a text, if any.

    Neither a closing quotation mark nor the mark of a note hides it.
    """
    last = without_note_marks(text).rstrip('"»')[-1:]
    return last if last in ".;:," else ""


def subpoint_follows(paragraphs: Iterable[Paragraph], num: str | None) -> bool:
    """Tell whether a subpoint that follows `num` comes before the next point or heading."""
    for paragraph in paragraphs:
        number = NUMBERED.match(paragraph.text)
        is_heading = not paragraph.indented or not (number or closing_mark(paragraph.text))
        if is_heading:
            return False
        if is_point_number(number) and not (num or "").endswith("."):
            return False
        if number and number["delimiter"] == (num or ")")[-1] and follows(number["num"], num):
            return True
    return False
