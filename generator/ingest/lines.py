"""Lines of an act with the evidence of structure that each carries, whatever file they came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.ingest.numbering import NUMBERED, closing_mark
from generator.ingest.pdf_text import NAME_AT_END
from generator.readers.received import Align, ReadLine

TAB = 8
PAGE_NUMBER = re.compile(r"[-–—]?\s*(?P<number>\d{1,4})\s*(?:[-–—]|/\s*\d{1,4})?")
LEAST_PAGES = 2
"""The fewest numbers in a row that are taken for page numbers."""

GAP = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
JUSTIFIED = 0.15
"""The share of lines with wide spaces between words from which on the text is set justified."""

LEAST_JUSTIFIED = 10
"""The most lines with wide spaces that tell nothing: they may be gaps."""

CELLS = re.compile(r"(?<=\S)(?:[ ]*\t\s*|[ ]{3,})(?=\S)")
"""The space between two cells of a table, or two columns."""

NUMBER = re.compile(r"[\w.-]{1,12}[.)]")
"""What stands before the tab or spaces of a numbered paragraph."""

LEAST_ROWS = 3
"""The fewest lines in a row with a wide space at the same column that are a table."""

RULE = re.compile(r"[_=*–—-]{5,200}")
"""A drawn line, which is no word."""


class Line(Struct, frozen=True):
    """A line that has words."""

    number: int
    """The line of the text that was read, counted from 1."""
    text: str
    indent: int | None = None
    """White space before it; None if unknown."""
    blanks: int = 0
    """Empty lines before it."""
    page_break: bool = False
    """Whether a page ends before it."""
    complete: bool = False
    """Whether the format says that it is a whole paragraph."""
    continues: bool = False
    """Whether only a hard line break separates it from the line before."""
    heading: bool = False
    """Whether the format says that it is a heading."""
    centered: bool = False
    """Whether it is set in the middle or at the right."""
    bold: bool = False
    row: bool = False
    """Whether it is the row of a table."""


class LinedText(Struct, frozen=True):
    """A text as it was read: its words, and the evidence of its lines."""

    text: str
    """The text in lines; line `n` of it is `Line.number` n."""
    lines: tuple[Line, ...]
    numbers: tuple[int, ...] = ()
    """The place of each line in the received file, if that differs."""
    left_out: tuple[int, ...] = ()
    """The numbers of the lines that are no words of the act: page numbers and drawn lines."""

    def place(self, number: int) -> int:
        """Return the place in the received file of a line of the text."""
        return self.numbers[number - 1] if 0 < number <= len(self.numbers) else number


def of_reading(lines: Sequence[ReadLine]) -> LinedText:
    """Return the lines of a received file; the text has one line for each."""
    pages = [line.page for line in lines]
    result = tuple(
        Line(
            number=at,
            text=line.text,
            indent=line.indent,
            blanks=line.blank_lines,
            page_break=at > 1 and line.page != pages[at - 2],
            complete=line.complete,
            continues=line.continues,
            heading=line.heading is not None,
            centered=line.align in (Align.CENTER, Align.RIGHT),
            bold=line.bold,
            row=line.table is not None,
        )
        for at, line in enumerate(lines, start=1)
    )
    kept = _without_rules(_without_page_numbers(result))
    texts = {line.number: line.text for line in kept}
    text = "\n".join(texts.get(at, "") for at in range(1, len(lines) + 1)) + "\n"
    left_out = tuple(line.number for line in result if line.number not in texts)
    return LinedText(text, kept, tuple(line.number for line in lines), left_out)


def of_text(text: str) -> LinedText:
    """Return the lines of a plain text; page numbers and drawn lines are left out, as empty lines."""
    every = tuple(_lines(text))
    lines = _with_rows(_without_rules(_without_page_numbers(every)))
    kept = {line.number for line in lines}
    left_out = tuple(line.number for line in every if line.number not in kept)
    raw = text.split("\n")
    texts = [line if at in kept or not line.strip() else "" for at, line in enumerate(raw, start=1)]
    return LinedText("\n".join(texts), lines, left_out=left_out)


def _lines(text: str) -> Iterator[Line]:
    blanks, page_break, first = 0, False, True
    for number, raw in enumerate(text.split("\n"), start=1):
        page_break = page_break or "\f" in raw
        words = raw.strip()
        if not words:
            blanks += 1
            continue
        space = raw.replace("\f", "")
        space = space[: len(space) - len(space.lstrip())]
        indent = len(space.replace("\t", " " * TAB))
        yield Line(
            number,
            words,
            indent=indent,
            blanks=0 if first else blanks,
            page_break=page_break and not first,
            row=_is_row(words),
        )
        blanks, page_break, first = 0, False, False


def _is_row(words: str) -> bool:
    """Tell whether tabs separate cells; one after a number, or before the name of a signatory, does not."""
    first, _, others = words.partition("\t")
    cells = others.lstrip("\t") if NUMBER.fullmatch(first) else words
    return "\t" in cells and not NAME_AT_END.search(words)


def _with_rows(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the lines that have a wide space at the same column as the lines next to them."""
    columns = [
        {
            (line.indent or 0) + match.end()
            for match in CELLS.finditer(line.text)
            # The space after a number separates no cells.
            if not NUMBER.fullmatch(line.text[: match.start()])
        }
        for line in lines
    ]
    rows: set[int] = set()
    for at in range(len(lines) - LEAST_ROWS + 1):
        if set.intersection(*columns[at : at + LEAST_ROWS]):
            rows.update(range(at, at + LEAST_ROWS))
    return tuple(replace(line, row=line.row or at in rows) for at, line in enumerate(lines))


def _without_page_numbers(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out lines that hold only the next number of a page.

    A number alone is a page number if others like it come before or after, each one higher, and if pages or
    many lines lie between them: the rows of a table lie next to each other. A number that ends the sentence
    before it is a word of the act.
    """
    alone = [
        (at, int(match["number"]))
        for at, line in enumerate(lines)
        if not line.row and (match := PAGE_NUMBER.fullmatch(line.text)) and not _ends_sentence(lines, at)
    ]
    runs: list[list[tuple[int, int]]] = []
    for at, number in alone:
        follows = bool(runs) and number == runs[-1][-1][1] + 1
        # The last page may have a line only.
        if follows and at - runs[-1][-1][0] > (3 if len(runs[-1]) < LEAST_PAGES else 1):
            runs[-1].append((at, number))
        else:
            runs.append([(at, number)])
    left_out = {at for run in runs if len(run) >= LEAST_PAGES and run[0][1] <= 3 for at, _ in run}
    return _left_out(lines, left_out)


def _ends_sentence(lines: tuple[Line, ...], at: int) -> bool:
    """Tell whether the text before a number on its own line goes on with it: what follows begins anew."""
    before = lines[at - 1] if at else None
    after = lines[at + 1] if at + 1 < len(lines) else None
    if before is None or lines[at].page_break or lines[at].blanks or closing_mark(before.text):
        return False
    return after is not None and not after.page_break and NUMBERED.match(after.text) is not None


def _without_rules(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return _left_out(lines, {at for at, line in enumerate(lines) if RULE.fullmatch(line.text)})


def _left_out(lines: tuple[Line, ...], left_out: set[int]) -> tuple[Line, ...]:
    """Leave lines out; the line after them keeps that an empty line, or the end of a page, was there."""
    kept: list[Line] = []
    gap = False
    for at, line in enumerate(lines):
        if at in left_out:
            gap = True
        else:
            kept.append(replace(line, page_break=True, blanks=max(line.blanks, 1)) if gap else line)
            gap = False
    return tuple(kept)


def is_justified(lines: Iterable[Line]) -> bool:
    """Tell whether wide spaces between words are so frequent that they only fill the lines."""
    texts = [line.text for line in lines if not line.row]
    wide = sum(bool(GAP.search(text)) for text in texts)
    return wide > max(LEAST_JUSTIFIED, JUSTIFIED * len(texts))
