"""Recognises the beginning of an act or annex: header, title, designation and enacting formula."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice, takewhile

from generator.ingest import annex_headers
from generator.ingest.cursor import Cursor
from generator.ingest.matches import Agreement, Annex, Approval, Context, FrontMatter, Note
from generator.ingest.numbering import NUMBERED, closing_mark
from generator.ingest.pdf_text import Paragraph
from generator.ingest.signatures import read_signature
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

MAX_PUBLICATION_LINES = 4
"""The most lines of a note on publication."""

MAX_SIGNATURE = 3
"""The most lines of a signature."""

MAX_STAMP_LINES = 8
"""The most lines of a stamp below its mark."""

JOINED_AGREEMENT = (
    "holds an agreement and the header after it, and nothing tells where the second begins; kept as one: "
    "put an empty line between them"
)


def annex_header(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Annex | Approval | None:
    """Recognise the header of an annex, or the approval of a statute that stands alone."""
    if cursor.paragraph.indented and not context.is_empty:
        return None
    # A first line that is set in makes the whole header one paragraph.
    block = [cursor.paragraph.text] if cursor.paragraph.indented else _unindented_block(cursor, vocabulary)
    following = next(cursor.remaining(len(block)), None)
    before_agreement = following is not None and vocabulary.begins_agreement(following.text)
    header = annex_headers.read_header(block, vocabulary, has_title=not before_agreement)
    if not header or (cursor.paragraph.indented and closing_mark(cursor.paragraph.text)):
        return None
    signed = read_signature(block[:MAX_SIGNATURE]) if context.point else None
    if signed and signed.size < header.size:
        # The signature of the act before it; the header comes after it.
        return None
    together = (JOINED_AGREEMENT,) if vocabulary.begins_agreement(block[0]) else ()
    if header.mark:
        return Annex(
            size=header.size,
            reference=header.reference,
            mark=header.mark,
            approval=header.approval,
            warnings=together,
        )
    if Kind.APPROVAL in context.expected_front and context.is_empty:
        return Approval(size=header.size, text=header.approval, warnings=together)
    if context.is_empty or context.point is None:
        return None
    # A statute that is approved by the act before it, without the mark of an annex.
    return Annex(size=header.size, reference=header.approval, mark="", approval="", warnings=together)


def agreement(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Agreement | None:
    """Recognise the stamp of a body that consented to the act, in the header or after the signature.

    It ends with its date, at a wider space between lines, or where another mark or the title begins.
    """
    in_header = Kind.TITLE in context.expected_front and not context.point and not context.chapter
    after_signature = context.point is not None and not (context.open_units and context.last_mark != ".")
    if not (in_header or after_signature) or not vocabulary.begins_agreement(cursor.paragraph.text):
        return None
    # A paragraph that has more than the mark may be the stamp, where marks end what stands before them.
    is_whole = vocabulary.marks_end and not vocabulary.is_agreement(cursor.paragraph.text)
    most = 0 if is_whole else MAX_STAMP_LINES
    paragraphs = list(islice(takewhile(_is_stamp(vocabulary), cursor.remaining(1)), most))
    stamp = [cursor.paragraph]
    for paragraph in paragraphs:
        wider = len(stamp) > 1 and paragraph.line - stamp[-1].line > stamp[1].line - stamp[0].line
        if wider or vocabulary.has_date(stamp[-1].text):
            break
        stamp.append(paragraph)
    texts = [paragraph.text for paragraph in stamp]
    # The lines may hold a header too: its date and number, and the mark that ends it.
    has_header = any(map(vocabulary.dated, texts)) or annex_headers.read_header(texts, vocabulary)
    if vocabulary.marks_end and has_header:
        return None
    return Agreement(size=len(stamp), text=" ".join(texts))


def _is_stamp(vocabulary: Vocabulary) -> Callable[[Paragraph], bool]:
    """Return what tells whether a paragraph may go on with a stamp."""

    def goes_on(paragraph: Paragraph) -> bool:
        text = paragraph.text
        begins = (
            NUMBERED.match(text)
            or vocabulary.heading_number.match(text)
            or vocabulary.begins_agreement(text)
            or vocabulary.is_note(text)
            or vocabulary.names_statute(text)
        )
        marked = not vocabulary.marks_end and (
            vocabulary.annexed.match(text) or vocabulary.approval.match(text)
        )
        return not (begins or marked or (closing_mark(text) and not vocabulary.has_date(text)))

    return goes_on


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
        return _formula(cursor, context) or _indented_title(cursor, context, vocabulary)
    return _title_or_designation(cursor, context, vocabulary)


def _formula(cursor: Cursor, context: Context) -> FrontMatter | None:
    """Recognise the enacting formula, which is indented and ends in `:`."""
    text = cursor.paragraph.text
    if Kind.FORMULA not in context.expected_front or closing_mark(text) != ":":
        return None
    return FrontMatter(kind=Kind.FORMULA, text=text)


def _indented_title(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> FrontMatter | None:
    """Recognise a title that is set in as the header before it: it names a statute and has no mark."""
    text = cursor.paragraph.text
    if Kind.TITLE not in context.expected_front or closing_mark(text) or not vocabulary.names_statute(text):
        return None
    following = cursor.next
    if following and following.text[:1].islower() and not closing_mark(following.text):
        # A title of two lines.
        return FrontMatter(kind=Kind.TITLE, size=2, text=f"{text} {following.text}")
    return FrontMatter(kind=Kind.TITLE, text=text)


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
    """Return the paragraphs at the cursor up to one that is indented, numbered, a heading or a stamp."""
    paragraphs = takewhile(
        lambda paragraph: (
            not (
                paragraph.indented
                or vocabulary.heading.fullmatch(paragraph.text)
                or NUMBERED.match(paragraph.text)
                or (paragraph is not cursor.paragraph and vocabulary.begins_agreement(paragraph.text))
            )
        ),
        cursor.remaining(),
    )
    return [paragraph.text for paragraph in paragraphs]
