"""Recognises the beginning of an act or annex: header, title, designation and enacting formula."""

from __future__ import annotations

from itertools import islice, takewhile

from generator.ingest import annex_headers
from generator.ingest.cursor import Cursor
from generator.ingest.matches import Annex, Approval, Context, FrontMatter, Note
from generator.ingest.numbering import NUMBERED, closing_mark
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

MAX_PUBLICATION_LINES = 4
"""The most lines of a note on publication."""


def annex_header(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Annex | Approval | None:
    """Recognise the header of an annex, or the approval of a statute that stands alone."""
    if cursor.paragraph.indented:
        return None
    header = annex_headers.read_header(_unindented_block(cursor, vocabulary), vocabulary)
    if not header:
        return None
    if header.mark:
        return Annex(size=header.size, reference=header.reference, mark=header.mark, approval=header.approval)
    if Kind.APPROVAL in context.expected_front and context.is_empty:
        return Approval(size=header.size, text=header.approval)
    if context.is_empty or context.point is None:
        return None
    # A statute that is approved by the act before it, without the mark of an annex.
    return Annex(size=header.size, reference=header.approval, mark="", approval="")


def publication_note(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Note | None:
    """Recognise where an act is to be published, which stands before its title on one or more lines."""
    if Kind.TITLE not in context.expected_front or context.chapter or context.point:
        return None
    texts = [paragraph.text for paragraph in islice(cursor.remaining(), MAX_PUBLICATION_LINES)]
    for size in range(1, len(texts) + 1):
        text = " ".join(texts[:size])
        if vocabulary.tells_publication(text):
            return Note(size=size, text=text, depth=0)
    return None


def front_matter(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> FrontMatter | None:
    """Recognise the title and the designation, which are not indented, and the enacting formula."""
    in_body = context.point or context.chapter or context.open_units or context.outer_list
    if in_body or not context.expected_front:
        return None
    if cursor.paragraph.indented:
        return _formula(cursor, context)
    return _title_or_designation(cursor, context, vocabulary)


def _formula(cursor: Cursor, context: Context) -> FrontMatter | None:
    """Recognise the enacting formula, which is indented and ends in `:`."""
    text = cursor.paragraph.text
    if Kind.FORMULA not in context.expected_front or closing_mark(text) != ":":
        return None
    return FrontMatter(kind=Kind.FORMULA, text=text)


def _title_or_designation(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> FrontMatter | None:
    expected = [kind for kind in context.expected_front if kind in (Kind.TITLE, Kind.DESIGNATION)]
    if not expected:
        return None
    block = _unindented_block(cursor, vocabulary)
    # The designation comes after the title, unless the first line has a date and a number and the second not.
    designation_first = len(block) > 1 and vocabulary.dated(block[0]) and not vocabulary.dated(block[1])
    kind = Kind.DESIGNATION if designation_first and Kind.DESIGNATION in expected else expected[0]
    if kind is Kind.TITLE:
        size = annex_headers.title_size(block, vocabulary)
        return FrontMatter(kind=kind, size=size, text=" ".join(block[:size]))
    following = cursor.next
    before_formula = following is not None and following.indented and closing_mark(following.text) == ":"
    warnings: tuple[str, ...] = ()
    if not before_formula and not vocabulary.dated(block[0]):
        warnings = ("stands below the title without a date and a number; kept as the act's designation",)
    return FrontMatter(kind=kind, text=block[0], warnings=warnings)


def _unindented_block(cursor: Cursor, vocabulary: Vocabulary) -> list[str]:
    """Return the paragraphs at the cursor up to the first that is indented, numbered or a chapter heading."""
    paragraphs = takewhile(
        lambda paragraph: (
            not (
                paragraph.indented
                or vocabulary.heading.fullmatch(paragraph.text)
                or NUMBERED.match(paragraph.text)
            )
        ),
        cursor.remaining(),
    )
    return [paragraph.text for paragraph in paragraphs]
