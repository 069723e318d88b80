"""Recognises the headings of chapters."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.ingest.cursor import Cursor
from generator.ingest.matches import Chapter, Context
from generator.ingest.numbering import NUMBERED, closing_mark, follows, is_point_number
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind


def chapter_heading(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Chapter | None:
    """Recognise a heading with the word for a chapter, with a bare number, or with neither."""
    number = _heading_number(cursor, vocabulary)
    if number:
        return _numbered_heading(number, context, vocabulary)
    split = _heading_on_two_lines(cursor, vocabulary)
    if split:
        chapter = _numbered_heading(split, context, vocabulary)
        return replace(chapter, size=2) if chapter else None
    if not _is_unnumbered_heading(cursor, context):
        return None
    follows_numbered = context.chapter is not None and context.chapter.num is not None
    warning = "heads a chapter without a number after one with a number; kept as a chapter"
    return Chapter(num=None, text=cursor.paragraph.text, warnings=(warning,) if follows_numbered else ())


def _heading_number(cursor: Cursor, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Match a heading with a number as its groups `num` and `text`: `2-тарау. Title`, `2. Title`."""
    paragraph = cursor.paragraph
    if not (paragraph.indented and closing_mark(paragraph.text)):
        worded = vocabulary.heading.fullmatch(paragraph.text)
        if worded:
            return worded
    bare = None if paragraph.indented else NUMBERED.fullmatch(paragraph.text)
    return bare if is_point_number(bare) else None


def _heading_on_two_lines(cursor: Cursor, vocabulary: Vocabulary) -> re.Match[str] | None:
    """Match a heading whose first line has only the word for a chapter and the number."""
    following = cursor.next
    if not vocabulary.heading_number.fullmatch(cursor.paragraph.text) or following is None:
        return None
    if closing_mark(following.text) or NUMBERED.match(following.text):
        return None
    return vocabulary.heading.fullmatch(f"{cursor.paragraph.text} {following.text}")


def _numbered_heading(number: re.Match[str], context: Context, vocabulary: Vocabulary) -> Chapter | None:
    num, text = number["num"], number["text"]
    ends_as_text = bool(closing_mark(text))
    warnings: tuple[str, ...] = ()
    if not follows(num, context.chapter.num if context.chapter else None):
        if ends_as_text and context.point and follows(num, context.point.num):
            # The next point, which lost its indentation.
            return None
        warnings = ("has a number that does not follow the chapter before; kept as a chapter",)
    elif ends_as_text and not vocabulary.heading.fullmatch(number.string):
        warnings = ("ends in a mark as text does, but is not indented; kept as a chapter",)
    return Chapter(num=num, text=text, warnings=warnings)


def _is_unnumbered_heading(cursor: Cursor, context: Context) -> bool:
    """Tell whether the paragraph is unindented, comes after the title and before a point, and has no mark."""
    paragraph, following = cursor.paragraph, cursor.next
    if paragraph.indented or closing_mark(paragraph.text) or Kind.TITLE in context.expected_front:
        return False
    return following is not None and following.indented and is_point_number(NUMBERED.match(following.text))
