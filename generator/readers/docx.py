"""Reads .docx: paragraphs and tables in order, with heading styles and the numbers of automatic lists.

python-docx opens the package, with its parser of XML that resolves no entity, and gives the parts and styles.
Its own `paragraph.text` leaves out inserted text, content controls and the numbers of lists, so the body is
walked here. The text is as after «accept all changes»; each change, comment, footnote and text box is a
doubt.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from generator.readers import docx_package
from generator.readers.docx_elements import W, find, integer, is_on, value
from generator.readers.docx_numbering import Numbering, indent_of
from generator.readers.docx_text import BREAK, ParagraphText, texts_of
from generator.readers.received import Align, Format, ReadLine, ReceivedText, Remark
from generator.readers.refusal import RefusedFileError
from generator.readers.tables import Row, lines_of

HEADING = re.compile(r"(?:heading|заголовок|тақырып)\s*(\d)", re.IGNORECASE)
"""The names of heading styles; Word writes the English one, others their own."""

ALIGNS = {
    "center": Align.CENTER,
    "right": Align.RIGHT,
    "end": Align.RIGHT,
    "left": Align.LEFT,
    "start": Align.LEFT,
    "both": Align.LEFT,
    "distribute": Align.LEFT,
}

HALF_CENTIMETRE = 283
"""Twentieths of a point."""

MAX_SPAN = 100
"""Columns that a cell may span."""

WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
"""Elements around paragraphs, rows or cells."""


def read(content: bytes) -> ReceivedText:
    """Read the bytes of a .docx. Raises `RefusedFileError`."""
    docx_package.check(content)
    try:
        document = docx.Document(io.BytesIO(content))
        reader = _Reader(document)
        lines = reader.read(document.element.body)
        reader.remark_on_unread(document.element.body)
    except (PackageNotFoundError, etree.LxmlError, KeyError, ValueError, AttributeError, RecursionError):
        message = "is a damaged .docx; open it in a word processor and save it as .docx again"
        raise RefusedFileError(message) from None
    if not lines:
        raise RefusedFileError("has no text; if its pages are pictures, recognise their text first")
    reader.remark_on_parts()
    return ReceivedText(
        tuple(lines), Format.DOCX, "", tuple(reader.notes), tuple(sorted(reader.doubts, key=_place))
    )


def _place(remark: Remark) -> int:
    return remark.number


class _Reader:
    """Reads the body of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes: list[Remark] = []
        self.doubts: list[Remark] = []
        self.number = 0
        """The number of the last paragraph."""
        self.read_paragraphs: set[Any] = set()
        self.tables = 0
        self.styles = {style.style_id: style.element for style in document.styles}
        numbering = _related(document, "numbering")
        self.numbering = Numbering(numbering, document.styles.element)

    def read(self, element: Any) -> list[ReadLine]:
        """Return the lines of the paragraphs and tables in an element."""
        lines: list[ReadLine] = []
        for child in _children(element, ("p", "tbl")):
            if child.tag == f"{W}p":
                lines += self._paragraph(child)
            else:
                lines += self._table(child)
        return lines

    def _paragraph(self, paragraph: Any) -> list[ReadLine]:
        self.number += 1
        self.read_paragraphs.add(paragraph)
        text = texts_of(paragraph)
        self.doubts += [Remark(self.number, message) for message in text.doubts]
        label = self._label(paragraph, text)
        pieces = [re.sub(r"\t(?=\t)", "", piece).strip() for piece in f"{label} {text.text}".split(BREAK)]
        if not text.text.strip():
            return []
        chain = [paragraph, *self._styles_of(paragraph)]
        lines: list[ReadLine] = []
        for piece in filter(None, pieces):
            lines.append(
                ReadLine(
                    piece,
                    self.number,
                    continues=bool(lines),
                    heading=self._heading(chain),
                    indent=self._indent(paragraph, chain, text),
                    align=_align(chain),
                    bold=text.is_bold(by_style=any(is_on(one, "rPr/b") for one in chain[1:])),
                    label="" if lines else label,
                )
            )
        return lines

    def _label(self, paragraph: Any, text: ParagraphText) -> str:
        """Return the number of a paragraph in an automatic list."""
        place = self.numbering.place(paragraph)
        if place is None or (not text.text.strip() and not text.keeps_number):
            return ""
        label = self.numbering.label(place)
        if label is None:
            form = self.numbering.level(place).form
            message = f"has a number of an automatic list in the format `{form}`, which is not known; type it"
            self.doubts.append(Remark(self.number, message))
            return ""
        if label:
            self.notes.append(Remark(self.number, f"`{label}` is the number of an automatic list"))
        return label

    def _table(self, table: Any) -> list[ReadLine]:
        self.tables += 1
        at = self.tables
        rows = []
        for row in _children(table, ("tr",)):
            first = self.number + 1
            cells: list[tuple[ReadLine, ...]] = []
            for cell in _children(row, ("tc",)):
                merged = find(cell, "tcPr/vMerge")
                span = integer(value(cell, "tcPr/gridSpan"))
                cells.append(tuple(self.read(cell)))
                if merged is not None and merged.get(f"{W}val") != "restart" and cells[-1]:
                    self.doubts.append(Remark(first, "is a merged cell with hidden text; it is kept"))
                cells += [()] * (min(span or 1, MAX_SPAN) - 1)
            header = find(row, "trPr/tblHeader") is not None
            rows.append(Row(tuple(cells), first, header))
        return lines_of(rows, at)

    def _styles_of(self, paragraph: Any) -> list[Any]:
        """Return the elements of a paragraph's style and of those that it is based on."""
        name = value(paragraph, "pPr/pStyle")
        chain: list[Any] = []
        while name in self.styles and self.styles[name] not in chain:
            chain.append(self.styles[name])
            name = value(chain[-1], "basedOn")
        return chain

    def _heading(self, chain: list[Any]) -> int | None:
        """Return the level of a heading, by the outline level or the name of a style."""
        for element in chain:
            if find(element, "pPr/outlineLvl") is not None:
                level = integer(value(element, "pPr/outlineLvl"))
                # 9 is body text.
                return level + 1 if level is not None and 0 <= level < 9 else None
            words = value(element, "name") or ""
            match = HEADING.match(words)
            if match:
                return int(match[1])
            if words.lower() == "title":
                return 1
        return None

    def _indent(self, paragraph: Any, chain: list[Any], text: ParagraphText) -> int | None:
        """Return the indentation in half centimetres, with tabs and spaces at the beginning of the text."""
        own = indent_of(paragraph)
        place = self.numbering.place(paragraph)
        if own is None and place is not None:
            own = self.numbering.level(place).indent
        if own is None:
            own = next((value for one in chain[1:] if (value := indent_of(one)) is not None), None)
        space = text.text[: len(text.text) - len(text.text.lstrip())]
        typed = space.count("\t") * 2 + (len(space) - space.count("\t")) // 3
        return None if own is None and not typed else round((own or 0) / HALF_CENTIMETRE) + typed

    def remark_on_unread(self, body: Any) -> None:
        """Remark on paragraphs that stand where none is expected, and on documents inside the document."""
        in_boxes = {paragraph for box in body.iter(f"{W}txbxContent") for paragraph in box.iter(f"{W}p")}
        for paragraph in body.iter(f"{W}p"):
            words = _words(paragraph)
            if words and paragraph not in self.read_paragraphs and paragraph not in in_boxes:
                message = f"the paragraph «{words[:60]}» stands in a form that is not read; type it"
                self.doubts.append(Remark(self.number, message))
        if next(body.iter(f"{W}altChunk"), None) is not None:
            message = "holds another document, which is left out; open it in a word processor and save it"
            self.doubts.append(Remark(1, message))

    def remark_on_parts(self) -> None:
        """Remark on words that are outside the body: comments, footnotes, running heads."""
        for name, shown in (("footnotes", "footnote"), ("endnotes", "endnote")):
            part = _related(self.document, name)
            for note in () if part is None else part:
                words = _words(note)
                if words:
                    message = f"the {shown} «{words[:60]}» is left out; type it where it belongs"
                    self.doubts.append(Remark(self.number, message))
        comments = _related(self.document, "comments")
        for comment in () if comments is None else comments:
            self.doubts.append(Remark(self.number, f"the comment «{_words(comment)[:60]}» is left out"))
        heads = dict.fromkeys(
            _words(part._element)
            for section in self.document.sections
            for part in (section.header, section.footer, section.first_page_header, section.first_page_footer)
            if not part.is_linked_to_previous
        )
        for words in filter(None, heads):
            self.notes.append(Remark(1, f"the running head «{words[:60]}» is left out"))


def _related(document: Document, name: str) -> Any | None:
    """Return the root element of a part that a document refers to, such as its footnotes."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{name}"):
            part = relation.target_part
            element = getattr(part, "element", None)
            if element is not None:
                return element
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            return etree.fromstring(part.blob, parser)
    return None


def _children(element: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Yield the children with some names, also inside content controls and tracked changes."""
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if child.tag in [f"{W}{wanted}" for wanted in names]:
            yield child
        elif name in WRAPPERS:
            yield from _children(child, names)


def _words(element: Any) -> str:
    return " ".join("".join(text.text or "" for text in element.iter(f"{W}t")).split())


def _align(chain: list[Any]) -> Align | None:
    for element in chain:
        alignment = find(element, "pPr/jc")
        if alignment is not None:
            return ALIGNS.get(alignment.get(f"{W}val", ""))
    return None
