"""Recognises lists: headings and subheadings before `1)`, and lists in quotation marks."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from generator.ingest.cursor import Cursor
from generator.ingest.matches import Context, ListHeading, QuotedList, QuotedProvisions
from generator.ingest.numbering import NUMBERED, closing_mark, follows, is_point_number
from generator.ingest.parse_tree import kinds
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

MAX_QUOTED = 400
"""The most paragraphs of a quotation."""

CLOSES_QUOTATION = re.compile(r'["»][.;,]?$')


def list_heading(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> ListHeading | None:
    """Recognise the run of paragraphs without marks before `1)`: a list's heading, its subheadings, or both.

    Outside a list, the run must begin with a heading that the vocabulary knows.
    """
    texts = [
        paragraph.text
        for paragraph in takewhile(
            lambda paragraph: not NUMBERED.match(paragraph.text) and not closing_mark(paragraph.text),
            cursor.remaining(),
        )
    ]
    following = next(cursor.remaining(len(texts)), None)
    number = NUMBERED.match(following.text) if following else None
    if not texts or not number or number["num"] not in ("1)", "1."):
        return None
    begins_list = vocabulary.heads_list(texts[0])
    if number["num"] == "1." and not (begins_list and len(texts) == 1 and ends_statute(cursor, context)):
        return None
    if not begins_list and context.outer_list is None:
        return None
    heading, subheadings = (texts[0], texts[1:]) if begins_list else (None, texts)
    return ListHeading(
        size=len(texts),
        heading=heading,
        subheadings=tuple(subheadings),
        warnings=_subheading_warnings(subheadings, context, begins_list=begins_list),
    )


def ends_statute(cursor: Cursor, context: Context) -> bool:
    """Tell whether a heading may head a list of rows `1.` behind a statute with numbered chapters.

    The points of a chapter would go on with the numbers before; those of a statute that follows would have
    chapters of their own.
    """
    if context.chapter is None or context.chapter.num is None or context.point is None:
        return False
    rows = [NUMBERED.match(paragraph.text) for paragraph in cursor.remaining(1)]
    numbered = [row for row in rows if row]
    return not follows("1.", context.point.num) and all(map(is_point_number, numbered))


def _subheading_warnings(subheadings: list[str], context: Context, *, begins_list: bool) -> tuple[str, ...]:
    siblings = [] if begins_list or context.outer_list is None else kinds(context.outer_list.below)
    if len(subheadings) > 1 or (subheadings and Kind.ITEM in siblings):
        expected = "expected at most one subheading"
        return (f"stands before `1)` in a list; {expected}; kept as subheadings",)
    return ()


def quoted_list(cursor: Cursor, context: Context, _: Vocabulary) -> QuotedList | None:
    """Recognise a list in quotation marks after a `:`; the heading opens and the last item closes them."""
    if not _begins_quotation(cursor, context):
        return None
    items: list[str] = []
    for paragraph in cursor.remaining(1):
        if not paragraph.indented or NUMBERED.match(paragraph.text):
            return None
        items.append(paragraph.text)
        if CLOSES_QUOTATION.search(paragraph.text):
            return QuotedList(size=1 + len(items), heading=cursor.paragraph.text, items=tuple(items))
    return None


def quoted_provisions(cursor: Cursor, context: Context, _: Vocabulary) -> QuotedProvisions | None:
    """Recognise provisions that an act gives another one: from « after a `:` to its », with their numbers."""
    if not _begins_quotation(cursor, context) or not cursor.paragraph.text.startswith("«"):
        return None
    texts: list[str] = []
    numbered = False
    open_marks = 0
    for paragraph in islice(cursor.remaining(), MAX_QUOTED):
        texts.append(paragraph.text)
        open_marks += paragraph.text.count("«") - paragraph.text.count("»")
        numbered = numbered or NUMBERED.match(paragraph.text.lstrip("«")) is not None
        if open_marks <= 0:
            return (
                QuotedProvisions(size=len(texts), texts=tuple(texts), depth=len(context.open_units))
                if numbered and CLOSES_QUOTATION.search(paragraph.text)
                else None
            )
    return None


def unclosed_quotation(cursor: Cursor, context: Context) -> tuple[str, ...]:
    """Return a warning if the paragraph, which `quoted_list` does not recognise, begins such a quotation."""
    if not _begins_quotation(cursor, context):
        return ()
    if any(not paragraph.indented or NUMBERED.match(paragraph.text) for paragraph in cursor.remaining(1)):
        return ("opens a quotation that does not close before the next unit; kept as an indent",)
    return ("opens a quotation that never closes; kept as an indent",)


def _begins_quotation(cursor: Cursor, context: Context) -> bool:
    introduced = bool(context.open_units) and context.last_mark == ":"
    return introduced and opens_quotation(cursor.paragraph.text)


def opens_quotation(text: str) -> bool:
    """Tell whether a text begins with a quotation mark and does not close the quotation."""
    if text.startswith("«"):
        return text.count("«") > text.count("»")
    return text.startswith('"') and text.count('"') % 2 == 1
