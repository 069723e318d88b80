"""Recognises unnumbered paragraphs inside units: notes, indents, parts and closing paragraphs.

The mark that ends the text before a paragraph says most about its kind: `:` introduces indents, `;` separates
them, and a full stop ends a row.
"""

from __future__ import annotations

import re

from generator.ingest.cursor import Cursor
from generator.ingest.lists import unclosed_quotation
from generator.ingest.matches import Context, Note, Unnumbered
from generator.ingest.numbering import NUMBERED, closing_mark, is_point_number, subpoint_follows
from generator.ingest.parse_tree import kinds
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

DASHED = re.compile(r"[-–—]\s")


def note(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Note | None:
    """Recognise a remark inside the text; the text after it continues as if the remark were not there."""
    text = cursor.paragraph.text
    if not vocabulary.is_note(text):
        return None
    repeals = vocabulary.mentions_repeal(text)
    return Note(text=text, depth=_note_depth(cursor, context, vocabulary), repeals=repeals)


def _note_depth(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> int:
    """Return how many open units stay open: the text after the note shows how much of them it ends."""
    following = next(
        (paragraph for paragraph in cursor.remaining(1) if not vocabulary.is_note(paragraph.text)), None
    )
    number = NUMBERED.match(following.text) if following else None
    units = context.open_units
    if following is None or not following.indented or is_point_number(number):
        return min(1, len(units))
    subpoints = [depth for depth, kind in enumerate(kinds(units), start=1) if kind is Kind.SUBPOINT]
    return subpoints[-1] if number and subpoints else len(units)


def continuation(cursor: Cursor, context: Context, _: Vocabulary) -> Unnumbered | None:
    """Recognise an indented paragraph below an open unit: an indent, a part or a closing paragraph."""
    if not cursor.paragraph.indented or not context.open_units:
        return None
    if context.open_units[-1].kind is Kind.INDENT:
        kind, depth, warnings = _after_indent(cursor, context)
    elif context.last_mark == ":":
        kind, depth, warnings = Kind.INDENT, len(context.open_units), ()
    else:
        kind, depth = _part_or_closing(cursor, context)
        warnings = ()
        if context.last_mark not in (".", ";"):
            warnings = ("follows a text that ends in none of `.`, `;` and `:`; kept as a part",)
    return Unnumbered(
        kind=kind,
        text=cursor.paragraph.text,
        depth=depth,
        warnings=(*unclosed_quotation(cursor, context), *warnings),
    )


def _after_indent(cursor: Cursor, context: Context) -> tuple[Kind, int, tuple[str, ...]]:
    """Return kind, depth and warnings of a paragraph after an indent: the next indent, or a part."""
    units, last_mark = context.open_units, context.last_mark
    beside_indent = len(units) - 1
    both_dashed = DASHED.match(cursor.paragraph.text) and DASHED.match(units[-1].text)
    if both_dashed or last_mark in (";", ","):
        return Kind.INDENT, beside_indent, ()
    if last_mark == ".":
        warning = "follows an indent that ends in `.`; expected `;` between indents; kept as a part"
        return Kind.PART, beside_indent, (warning,)
    ending = f"`{last_mark}`" if last_mark else "no mark"
    warning = f"follows an indent that ends in {ending}; expected `;`; kept as an indent"
    return Kind.INDENT, beside_indent, (warning,)


def _part_or_closing(cursor: Cursor, context: Context) -> tuple[Kind, int]:
    """Return kind and depth of a paragraph after a text that is no indent.

    A full stop ends a row of subpoints if no other follows. The paragraph then closes the unit that holds
    the row.
    """
    unit_kinds = kinds(context.open_units)
    if Kind.CLOSING in unit_kinds:
        return Kind.CLOSING, unit_kinds.index(Kind.CLOSING)
    if Kind.SUBPOINT not in unit_kinds:
        return Kind.PART, 1
    subpoint = len(unit_kinds) - 1 - unit_kinds[::-1].index(Kind.SUBPOINT)
    num = context.open_units[subpoint].num
    row_ends = context.last_mark == "." and not subpoint_follows(cursor.remaining(1), num)
    if row_ends and subpoint > 0:
        return Kind.CLOSING, subpoint
    return Kind.PART, subpoint + 1


def unplaced_paragraph(cursor: Cursor, context: Context, _: Vocabulary) -> Unnumbered:
    """Keep a paragraph that no other recogniser identifies: below the current unit, or beside it."""
    text = cursor.paragraph.text
    units = context.open_units
    if units and units[-1].kind is Kind.INDENT and context.last_mark == ";" and closing_mark(text):
        warning = "is not indented, but goes on with the indents before it; kept as an indent"
        return Unnumbered(kind=Kind.INDENT, text=text, depth=len(units) - 1, warnings=(warning,))
    depth = min(1, len(context.open_units))
    warning = "has no place: it is neither numbered nor a part of what stands before; kept as a part"
    return Unnumbered(
        kind=Kind.PART,
        text=text,
        depth=depth,
        stays_open=depth > 0 or closing_mark(text) == ":",
        warnings=(*unclosed_quotation(cursor, context), warning),
    )
