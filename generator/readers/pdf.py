"""Reads a PDF that has text: its printed lines, without page numbers and running heads.

pypdf prints each page as it looks, on a grid of characters. A line's place on the page becomes its
indentation and alignment. Spaces that only justify a line are one space. Hyphens at the ends of lines stay:
whether one belongs to the word is decided with the text, not here.
"""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace
from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError

from generator.readers.page_furniture import is_furniture
from generator.readers.received import Align, Format, ReadLine, ReceivedText, Remark
from generator.readers.refusal import RefusedFileError

MAX_PAGES = 1_000

MAX_PAGE_STREAM = 4_000_000
"""Bytes of the drawing instructions of a page; a page of text has some 10,000."""

MIN_COLUMN_GAP = 4
COLUMN_GAP_FACTOR = 3
"""A gap of so many spaces, and so many times the middle gap of its line, separates columns."""

MAX_STRANGE_SHARE = 0.05
"""The largest share of characters that no text has: glyphs without a letter, control characters."""

STRANGE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]|\(cid:\d+\)")

ENCRYPTED = "is encrypted; open it with its password and print it to a new PDF, or save the text as .docx"
SCANNED = "has no text in this PDF: its pages are pictures; recognise it first (OCR), and read the result"

# Faults of a file that pypdf gets over are no news for a person who imports a text.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class _Printed(Struct, frozen=True):
    """A printed line of a page."""

    text: str
    """As printed on the grid."""
    blanks: int
    page: int


def read(content: bytes) -> ReceivedText:
    """Read the bytes of a PDF. Raises `RefusedFileError`."""
    notes: list[Remark] = []
    doubts: list[Remark] = []
    try:
        pages = list(_pages(content, notes))
    except DependencyError:
        raise RefusedFileError(ENCRYPTED) from None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        raise RefusedFileError("is a damaged PDF; print it to a new PDF, or save the text as .docx") from None
    if not any(pages):
        raise RefusedFileError(SCANNED)
    _check_letters(pages)
    furniture = is_furniture([[line.text for line in page] for page in pages])
    lines: list[ReadLine] = []
    number = 0
    width = max(len(line.text) for page in pages for line in page)
    for at, (page, outside) in enumerate(zip(pages, furniture, strict=True), start=1):
        if not page:
            doubts.append(
                Remark(number + 1, f"page {at} has no text; if it is a picture, recognise it first")
            )
        usual = statistics.mode([line.blanks for line in page[1:]] or [0])
        first = True
        for line, left_out in zip(page, outside, strict=True):
            number += 1
            if left_out:
                notes.append(Remark(number, f"«{line.text.strip()[:60]}» of page {at} is left out"))
                continue
            blanks = 0 if first or not lines else max(line.blanks - usual, 0)
            lines.append(_read_line(line, number, width, blanks))
            first = False
    if not lines:
        raise RefusedFileError(SCANNED)
    doubts += _columns(lines)
    return ReceivedText(tuple(lines), Format.PDF, "", tuple(notes), tuple(doubts))


def _pages(content: bytes, notes: list[Remark]) -> Iterator[list[_Printed]]:
    """Yield the printed lines of each page."""
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        if not reader.decrypt(""):
            raise RefusedFileError(ENCRYPTED)
        notes.append(Remark(1, "is protected against changes, and can be read without a password"))
    if len(reader.pages) > MAX_PAGES:
        raise RefusedFileError(f"has {len(reader.pages):,} pages; expected at most {MAX_PAGES:,}")
    for at, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > MAX_PAGE_STREAM:
            raise RefusedFileError(f"has more than {MAX_PAGE_STREAM:,} bytes of drawing on page {at}")
        yield list(_printed(_text(page), at))


def _text(page: PageObject) -> str:
    return page.extract_text(extraction_mode="layout", layout_mode_strip_rotated=False)


def _printed(text: str, page: int) -> Iterator[_Printed]:
    blanks = 0
    for line in text.split("\n"):
        if line.strip():
            yield _Printed(line.rstrip().expandtabs(), blanks, page)
            blanks = 0
        else:
            blanks += 1


def _check_letters(pages: Sequence[Sequence[_Printed]]) -> None:
    """Refuse a text whose fonts do not say which letters they draw."""
    text = "".join("".join(line.text.split()) for page in pages for line in page)
    strange = sum(len(match) for match in STRANGE.findall(text))
    if strange > MAX_STRANGE_SHARE * len(text):
        message = (
            "has fonts that do not say which letters they draw; save the text as .docx, or recognise it (OCR)"
        )
        raise RefusedFileError(message)


def _read_line(line: _Printed, number: int, width: int, blanks: int) -> ReadLine:
    text = line.text.strip()
    left = len(line.text) - len(line.text.lstrip())
    return ReadLine(
        _close_spaces(text),
        number,
        complete=False,
        indent=left,
        align=_align(left, len(text), width),
        blank_lines=blanks,
        page=line.page,
    )


def _align(left: int, length: int, width: int) -> Align | None:
    """Return how a line is set, as far as its place says."""
    right = width - left - length
    if left >= width * 0.4:
        return Align.RIGHT
    if left > 8 and abs(left - right) <= max(3, width // 10):
        return Align.CENTER
    return None


def _close_spaces(text: str) -> str:
    """Return a line with one space for those that justify it, and a tab between columns."""
    gaps = [len(gap) for gap in re.findall(r" +", text)]
    usual = statistics.median_low(gaps) if len(gaps) > 2 else 1
    least = max(MIN_COLUMN_GAP, COLUMN_GAP_FACTOR * usual)

    def close(match: re.Match[str]) -> str:
        return "\t" if len(match[0]) >= least else " "

    return re.sub(r" +", close, text)


def _columns(lines: Sequence[ReadLine]) -> Iterator[Remark]:
    """Yield a doubt for each run of lines that stand in columns."""
    run: list[ReadLine] = []
    for line in [*lines, replace(lines[-1], text="")]:
        if "\t" in line.text:
            run.append(line)
            continue
        if len(run) > 1:
            message = f"{len(run)} lines stand in columns, as in a table; check their order"
            yield Remark(run[0].number, message)
        run = []
