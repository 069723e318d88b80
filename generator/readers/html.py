"""Reads HTML, such as a saved page of a law portal: the article, without navigation, footers and scripts.

lxml parses the page without resolving an entity or fetching anything. The article is what `html_article`
chooses; what is left out is counted in a note. Block elements and `<br>` end lines, and white space means
nothing except in `<pre>`, as browsers show it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from msgspec import Struct, field
from msgspec.structs import replace

from generator.readers.decoding import decode
from generator.readers.html_article import choose_article, remove_hidden
from generator.readers.numerals import format_number
from generator.readers.plain_text import columns
from generator.readers.received import Align, Format, ReadLine, ReceivedText, Remark
from generator.readers.refusal import RefusedFileError
from generator.readers.superscripts import lower_digits, raise_digits
from generator.readers.tables import Row, lines_of

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LIST_TYPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
NUMBERED = re.compile(r"(?:\w{1,4}[.)]|\d+(?:[.-]\d+)*[.)]?|[-–—•*·])(?:\s|$)")
"""What a list item begins with if it has its number as text."""

LONG_TEXT = 60
"""Words from which on a text outside the article may be a part of the act."""

MAX_SPAN = 100
"""Columns that a cell may span."""

MAX_DEPTH = 250
"""Levels of elements; the parser drops what lies deeper than 256."""


def read(content: bytes) -> ReceivedText:
    """Read the bytes of a page. Raises `RefusedFileError`."""
    text, encoding = _decode(content)
    root = _parse(text)
    notes = []
    hidden = list(_hidden_words(remove_hidden(root)))
    article, left_out = choose_article(root)
    reading = read_element(article)
    if not reading.lines:
        message = (
            "has no text outside scripts and navigation; save the page after it is shown, "
            "or paste its text into a .txt"
        )
        raise RefusedFileError(message)
    if left_out:
        shown = ", ".join(f"«{words[:40]}»" for words in left_out[:3])
        words = sum(len(part.split()) for part in left_out)
        notes.append(Remark(1, f"{words} words outside the article are left out: {shown}"))
    reading.doubts += hidden
    long = [part for part in left_out if len(part.split()) >= LONG_TEXT]
    reading.doubts += [
        Remark(
            1, f"the text «{part[:60]}» is outside the article and left out; check that it is none of the act"
        )
        for part in long
    ]
    return ReceivedText(
        tuple(reading.lines), Format.HTML, encoding, (*notes, *reading.notes), tuple(reading.doubts)
    )


def read_fragment(text: str, first: int) -> Lines:
    """Read a piece of HTML inside another text; `first` is the number of its first line."""
    if not text.strip():
        return Lines()
    # The element around it keeps a piece that is only a comment from being no page at all.
    root = _parse(f"<div>{text}")
    hidden = list(_hidden_words(remove_hidden(root)))
    fragment = read_element(root)
    fragment.doubts += hidden
    fragment.lines = [replace(line, number=line.number + first - 1) for line in fragment.lines]
    for remarks in (fragment.notes, fragment.doubts):
        remarks[:] = [replace(remark, number=remark.number + first - 1) for remark in remarks]
    return fragment


def _hidden_words(texts: Sequence[str]) -> Iterator[Remark]:
    """Yield a doubt if a page hides words."""
    if texts:
        shown = ", ".join(f"«{words[:40]}»" for words in texts[:3])
        count = sum(len(words.split()) for words in texts)
        message = f"{count} words that the page hides are left out: {shown}; check that none is of the act"
        yield Remark(1, message)


def _decode(content: bytes) -> tuple[str, str]:
    """Decode a page by its byte order mark, else as it declares, else like any text."""
    declared = DECLARED.search(content[:4096])
    if declared and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        if name not in ("utf-8", "utf8", "windows-1251", "cp1251", "utf-16", "unicode"):
            raise RefusedFileError(f"declares the encoding {name}; save the page as UTF-8")
    return decode(content)


def _parse(text: str) -> HtmlElement:
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise RefusedFileError("is not HTML; expected a saved page") from None
    # What lies deeper is lost, not merely flattened.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise RefusedFileError(f"is nested more than {MAX_DEPTH} levels deep; paste its text into a .txt")
    return root


class Lines(Struct):
    """Lines of a page with the remarks on them."""

    lines: list[ReadLine] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    tables: int = 0


class _Block(Struct, frozen=True):
    """What the elements around a text say about it."""

    number: int = 1
    heading: int | None = None
    depth: int = 0
    align: Align | None = None
    bold: bool = False
    preformatted: bool = False
    raised: int = 0
    """1 in `<sup>`, -1 in `<sub>`."""


def read_element(root: HtmlElement) -> Lines:
    """Return the lines of an element."""
    reader = _Reader(Lines())
    reader.read(root, _Block())
    reader.end_line()
    return reader.result


class _Reader:
    """Collects the text of inline elements into lines."""

    def __init__(self, result: Lines) -> None:
        self.result = result
        self.text = ""
        self.block = _Block()
        """The block of the line's first words."""
        self.all_bold = True
        self.label = ""
        self.after_break = False

    def read(self, element: HtmlElement, block: _Block) -> None:
        """Add the text of an element and of what is in it, but not what follows it."""
        tag = element.tag
        inner = self._inner_block(element, block)
        if tag == "br":
            self.end_line()
            self.after_break = True
            return
        if tag == "table":
            self.end_paragraph()
            self._add_table(element, inner)
            return
        if tag == "img":
            self.result.doubts.append(
                Remark(inner.number, "a picture is left out; type its words, if it has any")
            )
            return
        if tag in BLOCKS:
            self.end_paragraph()
        if tag == "li":
            self._number_item(element)
        if tag in ("del", "s", "strike"):
            self.result.doubts.append(Remark(inner.number, "has struck-out words; they are kept"))
        self._add_text(element.text, inner)
        for child in element:
            self.read(child, inner)
            self._add_text(child.tail, replace(inner, number=child.sourceline or inner.number))
        if tag in BLOCKS:
            self.end_paragraph()

    def end_paragraph(self) -> None:
        """End the line; the next one begins a paragraph."""
        self.end_line()
        self.after_break = False

    def end_line(self) -> None:
        """Add the collected text as a line."""
        words = self.text.strip()
        if words:
            self._add_line(words)
        self.text, self.all_bold = "", True

    def _add_line(self, words: str) -> None:
        block, label = self.block, self.label
        if label and NUMBERED.match(words):
            # The list has its numbers as text, and a style that hides those of the browser.
            label = ""
        if label:
            words = f"{label} {words}"
            self.result.notes.append(Remark(block.number, f"`{label}` is the number of an automatic list"))
        self.label = ""
        space = columns(self.text[: len(self.text) - len(self.text.lstrip())].lstrip(" "))
        self.result.lines.append(
            ReadLine(
                words,
                block.number,
                complete=not block.preformatted,
                continues=self.after_break and bool(self.result.lines),
                heading=block.heading,
                indent=block.depth + space,
                align=block.align,
                bold=self.all_bold,
                label=label,
            )
        )

    def _add_text(self, text: str | None, block: _Block) -> None:
        if not text:
            return
        if block.preformatted:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self._add_words(first, block)
            for at, line in enumerate(others, start=1):
                self.end_line()
                self._add_words(line, replace(block, number=block.number + at))
        else:
            self._add_words(re.sub("[ \t\n\r\f]+", " ", text), block)

    def _add_words(self, words: str, block: _Block) -> None:
        if self.text.endswith(" ") and not block.preformatted:
            words = words.lstrip(" ")
        if block.raised:
            words = raise_digits(words) if block.raised > 0 else lower_digits(words)
        if words.strip():
            if not self.text.strip():
                self.block = block
            self.all_bold = self.all_bold and block.bold
        self.text += words

    def _inner_block(self, element: HtmlElement, block: _Block) -> _Block:
        """Return what is known of the text in an element."""
        tag = element.tag
        style = element.get("style", "").lower()
        weight = re.search(r"font-weight\s*:\s*(\w+)", style)
        bold = block.bold or tag in ("b", "strong", "th") or tag in HEADINGS
        if weight:
            bold = weight[1] in ("bold", "bolder", "600", "700", "800", "900")
        return replace(
            block,
            number=element.sourceline or block.number,
            heading=HEADINGS.get(tag, block.heading),
            depth=block.depth + (tag in ("ul", "ol", "blockquote", "dd")),
            align=_align(element, style) or block.align,
            bold=bold,
            preformatted=block.preformatted or tag in ("pre", "xmp", "plaintext"),
            raised={"sup": 1, "sub": -1}.get(tag, block.raised),
        )

    def _number_item(self, item: HtmlElement) -> None:
        """Set the label of a list item as a browser shows it."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol":
            self.label = "•"
            return
        if "list-style" in parent.get("style", "") and "none" in parent.get("style", ""):
            return
        number = _integer(parent.get("start")) or 1
        for other in parent.iterchildren("li"):
            number = _integer(other.get("value")) or number
            if other is item:
                break
            number += 1
        form = LIST_TYPES.get(parent.get("type", "1"), "decimal")
        printed = format_number(number, form)
        if printed is None or parent.get("reversed") is not None:
            self.result.doubts.append(Remark(item.sourceline or 1, "is an item whose number is not clear"))
            return
        self.label = f"{printed}."

    def _add_table(self, table: HtmlElement, block: _Block) -> None:
        rows = []
        for row in _rows(table):
            cells: list[tuple[ReadLine, ...]] = []
            for cell in row.iterchildren("td", "th"):
                reader = _Reader(Lines(tables=self.result.tables + 1))
                reader.read(cell, block)
                reader.end_line()
                self.result.notes += reader.result.notes
                self.result.doubts += reader.result.doubts
                cells.append(tuple(reader.result.lines))
                cells += [()] * (min(_integer(cell.get("colspan")) or 1, MAX_SPAN) - 1)
            header = all(cell.tag == "th" for cell in row) and len(row) > 0
            rows.append(Row(tuple(cells), row.sourceline or block.number, header))
        for caption in table.iterchildren("caption"):
            self.read(caption, block)
        self.result.tables += 1
        self.result.lines += lines_of(rows, self.result.tables)


def _rows(table: HtmlElement) -> Iterable[HtmlElement]:
    """Return the rows of a table, but not those of tables in it."""
    rows: list[HtmlElement] = table.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
    return rows


def _align(element: HtmlElement, style: str) -> Align | None:
    if element.tag == "center":
        return Align.CENTER
    match = re.search(r"text-align\s*:\s*(\w+)", style)
    name = match[1] if match else element.get("align", "").lower()
    if element.tag in ("table", "img"):
        return None
    return {"center": Align.CENTER, "right": Align.RIGHT, "end": Align.RIGHT, "left": Align.LEFT}.get(
        name, Align.LEFT if name in ("justify", "start") else None
    )


def _integer(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"\d{1,6}", value.strip()) else None
