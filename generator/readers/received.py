"""Text of a received file: its lines in reading order, with the evidence of structure that the format gives.

Every reader returns a `ReceivedText`. The words are those of the file, in its order: a reader removes only
what is not text (tags, the signs of Markdown, page numbers) and says so in `notes`. It does not decide what a
line is: `ingest` combines the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from msgspec import Struct


class Format(StrEnum):
    """The formats that can be read."""

    TEXT = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    DOCX = "DOCX"
    PDF = "PDF"


class Align(StrEnum):
    """How a line is set between the margins; a justified line is `LEFT`."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class TableRow(Struct, frozen=True):
    """A row of a table."""

    table: int
    """The number of the table in the file, from 1."""
    row: int
    """The number of the row in the table, from 1."""
    cells: tuple[str, ...]
    """The text of each cell; a cell that spans columns is followed by empty cells."""
    header: bool = False
    """Whether the format marks the row as the head of the table."""


class ReadLine(Struct, frozen=True):
    """A line of text: a paragraph, or a printed line of one (`complete`)."""

    text: str
    """The words, with no white space at either end and no line break; never empty. A run of spaces is one
    space in HTML and Markdown, where it has no meaning; no-break spaces, tabs and the spaces of plain text
    are kept. The row of a table has its cells joined by tabs."""
    number: int
    """Its place in the received file, from 1: a line of .txt, .md and .html, a paragraph of .docx (including
    those in tables), a printed line of .pdf, counted from its first page."""
    complete: bool = True
    """Whether the format says that this is a whole paragraph (.docx, .html, .md). Otherwise it is a printed
    line, which may continue the one before it (.txt, .pdf, a paragraph of .md on several lines). A hard line
    break inside a paragraph (`<br>`, Shift+Enter, two spaces at the end of a line of Markdown) separates
    complete lines: see `continues`."""
    continues: bool = False
    """Whether only a hard line break, not the end of a paragraph, separates this line from the one before it:
    lines of one heading, approval or signature, or paragraphs of a careless author."""
    heading: int | None = None
    """The level of the heading, from 1, if the format says so (a style, `<h2>`, `##`)."""
    indent: int | None = None
    """White space before the line: columns in .txt (a tab goes to the next multiple of 8, a no-break space
    counts as one) and .pdf, the depth of the list or quotation in .md and .html, from 0, half centimetres
    from the left margin in .docx. None if the format does not say."""
    align: Align | None = None
    """How the line is set; None if the format does not say. In .txt always None: see `indent`."""
    bold: bool = False
    """Whether the whole line is bold."""
    label: str = ""
    """The number or letter of an automatic list, such as `3)`, which is not in the file as text but computed
    as the word processor or browser prints it. It is also the beginning of `text`, followed by one space."""
    blank_lines: int = 0
    """Empty lines before it in .txt and before a paragraph of .md; about as many in .pdf, by the distance;
    otherwise 0."""
    page: int | None = None
    """The page, from 1, in .pdf and in .txt whose pages end with a form feed."""
    table: TableRow | None = None
    """Set if the line is the row of a table. A table of one column, or with one filled cell in each row, or
    of one row without a number, is there for the layout; its cells are ordinary lines."""

    @property
    def centered(self) -> bool:
        """Whether the line is centred."""
        return self.align is Align.CENTER


class Remark(Struct, frozen=True):
    """What a reader did, or could not decide, at a line of the received file."""

    number: int
    """The place, counted as `ReadLine.number`."""
    message: str
    """A message for `file:line: message`."""


@dataclass(frozen=True)
class ReceivedText:
    """The text of a received file."""

    lines: tuple[ReadLine, ...]
    """The lines in reading order; at least one."""
    format: Format
    encoding: str
    """How the characters were decoded, such as `utf-8`, `utf-16` or `cp1251`; empty for .docx and .pdf."""
    notes: tuple[Remark, ...] = ()
    """What was left out or computed by rule: page numbers, running heads, navigation, numbers of lists."""
    doubts: tuple[Remark, ...] = ()
    """What a person must look at: tracked changes, comments, footnotes, text boxes, numbers that could not be
    computed. Uncertain places like those of the parser."""
    plain: str | None = field(default=None, repr=False)
    """The text of a .txt exactly as decoded, without a byte order mark; None for other formats. A text in the
    indented layout is kept and imported so."""

    @property
    def words(self) -> list[str]:
        """All words in order."""
        return words_of(self.lines)


def words_of(lines: Iterable[ReadLine]) -> list[str]:
    """Return the words of some lines in order."""
    return [word for line in lines for word in line.text.split()]
