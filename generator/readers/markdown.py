"""Reads Markdown: headings, lists, quotations and tables; the signs leave, the words stay in order.

markdown-it-py parses CommonMark with the tables of GitHub. Three of its rules are off, because an act is not
written for them: four spaces are an indentation and no code, a line `[1]: …` is no link's address, and HTML
is read by the reader of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct, field

from generator import limits
from generator.readers import html
from generator.readers.decoding import decode
from generator.readers.plain_text import read_lines
from generator.readers.received import Format, ReadLine, ReceivedText, Remark, TableRow
from generator.readers.refusal import RefusedFileError

FRONT_MATTER = re.compile(r"---[ \t]*\n(?:[\w-]+:.*\n|[ \t]+.*\n|#.*\n|\s*\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""YAML between two lines of hyphens, as site generators and clippers of pages write it."""

MAX_NESTING = 90
"""Levels of lists and quotations in each other, with two for a list. The parser drops what lies deeper than
its own limit, which is set above this one, so that no word is lost in silence."""

BREAK = "\n"
SOFT_BREAK = "\r"
"""What stands for the line breaks of a paragraph while its words are put together."""


def read(content: bytes) -> ReceivedText:
    """Read the bytes of a Markdown text. Raises `RefusedFileError`."""
    text, encoding = decode(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reading = _Reading()
    front_matter = FRONT_MATTER.match(text)
    if front_matter:
        # Empty lines in its place, so that the others keep their numbers.
        size = front_matter[0].count("\n")
        text = "\n" * size + text[front_matter.end() :]
        reading.notes.append(Remark(1, f"the front matter of {size} lines is left out"))
    _check_lengths(text)
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING + 10})
    tokens = parser.enable(["table", "strikethrough"]).disable(["code", "reference"]).parse(text)
    deep = next((token for token in tokens if token.level >= MAX_NESTING), None)
    if deep:
        message = f"has lists or quotations nested more than {MAX_NESTING} levels deep; remove their signs"
        raise RefusedFileError(message, _line(deep))
    reading.read(tokens)
    return ReceivedText(
        tuple(reading.lines), Format.MARKDOWN, encoding, tuple(reading.notes), tuple(reading.doubts)
    )


def _check_lengths(text: str) -> None:
    """Refuse a line that no paragraph may have, before the parser spends a minute on its signs."""
    for number, printed in enumerate(text.split("\n"), start=1):
        # How deep it is nested is checked by itself.
        line = printed.lstrip(" >-*+")
        if len(line) > limits.WORDS:
            message = f"«{line[:40]}…» has {len(line):,} characters; expected at most {limits.WORDS:,}"
            raise RefusedFileError(message, number)


class _Reading(Struct):
    """The lines read so far, and where the parser's tokens stand."""

    lines: list[ReadLine] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    depth: int = 0
    """Lists and quotations around the token."""
    marker: str = ""
    """The number or dash of the list item whose first paragraph is still to come."""
    tables: int = 0
    rows: int = 0

    def read(self, tokens: Sequence[Token]) -> None:
        """Add the lines of some tokens."""
        heading: int | None = None
        cells: list[str] = []
        header = in_row = False
        number = 1
        for token in tokens:
            match token.type:
                case "blockquote_open" | "bullet_list_open" | "ordered_list_open":
                    self.depth += 1
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                    self.depth -= 1
                case "list_item_open":
                    self.marker += f"{token.info}{token.markup} "
                case "list_item_close":
                    self._add_marker(token)
                case "heading_open":
                    heading = int(token.tag[1:])
                case "heading_close":
                    heading = None
                case "table_open":
                    self.tables, self.rows = self.tables + 1, 0
                case "thead_open" | "tbody_open":
                    header = token.type == "thead_open"
                case "tr_open":
                    cells, in_row, number = [], True, _line(token)
                    self.rows += 1
                case "tr_close":
                    in_row = False
                    self._add_row(cells, number, header=header)
                case "inline" if in_row:
                    cells.append(" ".join(self._inline(token).split()))
                case "inline":
                    self._add_paragraph(token, heading)
                case "hr":
                    self.notes.append(Remark(_line(token), "a drawn line is left out"))
                case "html_block":
                    self._add_html(token)
                case "fence" | "code_block":
                    self.lines += read_lines(token.content, _line(token) + (token.type == "fence"))
                case _:
                    pass

    def _add_paragraph(self, token: Token, heading: int | None) -> None:
        """Add the lines of a paragraph or heading."""
        text = self.marker + self._inline(token)
        self.marker = ""
        complete = SOFT_BREAK not in text
        number, continues = _line(token), False
        for piece in re.split(f"([{BREAK}{SOFT_BREAK}])", text):
            if piece in (BREAK, SOFT_BREAK):
                number += 1
                continue
            raw = re.sub("[ \t]+", " ", piece).strip(" ")
            words = raw.strip()
            if words:
                bold = _is_bold(token) and complete
                indent = self.depth + raw.index(words)
                blanks = 0 if continues else 1
                self.lines.append(
                    ReadLine(
                        words,
                        number,
                        complete=complete,
                        continues=continues,
                        heading=heading,
                        indent=indent,
                        bold=bold,
                        blank_lines=blanks if self.lines else 0,
                    )
                )
                continues = True

    def _add_marker(self, token: Token) -> None:
        """Add the number of a list item that has no words."""
        if self.marker.strip():
            number = self.lines[-1].number if self.lines else 1
            self.lines.append(ReadLine(self.marker.strip(), number, indent=self.depth))
        self.marker = ""

    def _add_row(self, cells: Sequence[str], number: int, *, header: bool) -> None:
        row = TableRow(self.tables, self.rows, tuple(cells), header=header)
        text = "\t".join(cells).strip()
        if text:
            self.lines.append(ReadLine(text, number, indent=self.depth, table=row))

    def _add_html(self, token: Token) -> None:
        fragment = html.read_fragment(token.content, _line(token))
        self.lines += fragment.lines
        self.notes += fragment.notes
        self.doubts += fragment.doubts

    def _inline(self, token: Token) -> str:
        """Return the words of a paragraph without the signs of emphasis and links."""
        pieces: list[str] = []
        children = token.children or []
        for at, child in enumerate(children):
            match child.type:
                case "text" | "text_special" | "code_inline":
                    pieces.append(child.content)
                case "softbreak":
                    pieces.append(SOFT_BREAK)
                case "hardbreak":
                    pieces.append(BREAK)
                case "html_inline" if re.match(r"<br\b", child.content, re.IGNORECASE):
                    pieces.append(BREAK)
                case "image":
                    self.doubts.append(
                        Remark(_line(token), "a picture is left out; type its words, if it has any")
                    )
                case "em_open" | "strong_open" if _is_between_figures(pieces, children[at + 1 :]):
                    message = (
                        f"has `{child.markup}` between figures, which Markdown leaves out; "
                        f"write `\\{child.markup[0]}` if it is a sign of the act"
                    )
                    self.doubts.append(Remark(_line(token), message))
                case "s_open":
                    self.doubts.append(Remark(_line(token), "has struck-out words; they are kept"))
                case _:
                    pass
        return "".join(pieces)


def _is_between_figures(before: Sequence[str], after: Sequence[Token]) -> bool:
    """Tell whether figures stand on both sides of a sign of emphasis, as in `5*6*7`."""
    last = "".join(before)[-1:]
    following = next((token.content for token in after if token.content), "")
    return last.isdigit() and following[:1].isdigit()


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 1


def _is_bold(token: Token) -> bool:
    """Tell whether all words of a paragraph are bold."""
    return not any(_outside_bold(token.children or ()))


def _outside_bold(children: Sequence[Token]) -> Iterator[bool]:
    """Yield True for each word that is not bold; True if there is no bold word at all."""
    depth, some = 0, False
    for child in children:
        depth += {"strong_open": 1, "strong_close": -1}.get(child.type, 0)
        if child.content.strip():
            some = some or depth > 0
            if not depth:
                yield True
    if not some:
        yield True
