"""Recognises the headings of chapters."""

from __future__ import annotations

import re

from msgspec.structs import replace

from generator.ingest.cursor import Cursor
from generator.ingest.lists import ends_statute
from generator.ingest.matches import Chapter, Context
from generator.ingest.numbering import NUMBERED, closing_mark, follows, heading_word, is_point_number
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

LEVELS = (
    "is a heading of another level than `{other}` before it; the data have one level, "
    "so both are kept as chapters side by side"
)


UNTITLED = "is the number of a heading, and another heading comes next; kept as a chapter of its own"


def chapter_heading(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Chapter | None:
    """Recognise a heading with the word for a chapter, with a bare number, or with neither."""
    number = _heading_number(cursor, vocabulary)
    if number:
        return _numbered_heading(number, context, vocabulary)
    split = _heading_on_two_lines(cursor, vocabulary)
    if split:
        chapter = _numbered_heading(split, context, vocabulary)
        return replace(chapter, size=2) if chapter else None
    if _is_untitled_heading(cursor, vocabulary):
        return Chapter(num=None, text=cursor.paragraph.text, warnings=(UNTITLED,))
    if not _is_unnumbered_heading(cursor, context):
        return None
    if vocabulary.heads_list(cursor.paragraph.text) and ends_statute(cursor, context):
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
    if vocabulary.heading_number.match(following.text):
        return None
    return vocabulary.heading.fullmatch(f"{cursor.paragraph.text} {following.text}")


def _is_untitled_heading(cursor: Cursor, vocabulary: Vocabulary) -> bool:
    """Tell whether a paragraph has only the number of a heading, and another heading comes next."""
    following = cursor.next
    is_number = vocabulary.heading_number.fullmatch(cursor.paragraph.text)
    return bool(is_number and following and vocabulary.heading_number.match(following.text))


def _numbered_heading(number: re.Match[str], context: Context, vocabulary: Vocabulary) -> Chapter | None:
    num, text = number["num"], number["text"]
    ends_as_text = bool(closing_mark(text))
    warnings: tuple[str, ...] = ()
    word = heading_word(num)
    last = (context.chapter.num or context.headings.get(word)) if context.chapter else None
    if word and last and heading_word(last) not in ("", word):
        # Headings of two levels: a section above chapters, or a paragraph below one.
        warnings = (LEVELS.format(heading=num, other=last),)
        if not (follows(num, None) or follows(num, context.headings.get(word))):
            warnings += ("has a number that does not follow the chapter before; kept as a chapter",)
    elif not follows(num, last):
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
