"""Converts Markdown as Python-Markdown does, in half the time.

A `Converter` is a `Markdown` with the same processors in the same order. Some of them are replaced by
subclasses that leave out work which cannot change the result: a pattern whose sign does not occur in a text,
an HTML parser for a text without HTML, a table of contents that no page shows. Where they do not know, they
ask the original. `tests/unit/builder/test_markdown_converter.py` compares both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, inlinepatterns
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.extensions.md_in_html import (
    HtmlBlockPreprocessor,
    HTMLExtractorExtra,
    MarkdownInHtmlProcessor,
)
from markdown.extensions.tables import TableProcessor
from markdown.extensions.toc import TocTreeprocessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import INLINE_PLACEHOLDER_PREFIX, STX, AtomicString

EXTENSIONS = frozenset({"attr_list", "def_list", "fenced_code", "md_in_html", "tables", "toc"})
"""The extensions that a `Converter` may have: `reset` makes them ready for the next page."""

SIGNS = {
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.LINK_RE: "[",
    inlinepatterns.IMAGE_LINK_RE: "![",
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.LINE_BREAK_RE: "  \n",
}
"""The expression of an inline pattern -> what occurs in every text that it matches."""

BLOCK_PROCESSORS = (
    MarkdownInHtmlProcessor,
    blockprocessors.EmptyBlockProcessor,
    blockprocessors.ListIndentProcessor,
    DefListIndentProcessor,
    blockprocessors.CodeBlockProcessor,
    TableProcessor,
    blockprocessors.HashHeaderProcessor,
    blockprocessors.SetextHeaderProcessor,
    blockprocessors.HRProcessor,
    blockprocessors.OListProcessor,
    blockprocessors.UListProcessor,
    DefListProcessor,
    blockprocessors.BlockQuoteProcessor,
    blockprocessors.ReferenceProcessor,
    blockprocessors.ParagraphProcessor,
)
"""The block processors of which `NOT_PLAIN` knows what they take."""

NOT_PLAIN = re.compile(
    rf"""\A[ \n{STX}]                           # indented, empty or a placeholder of HTML
    | \|                                        # a table
    | ^[ ]{{0,3}}(?:[#>=+:-]|[*_][ *_]|\d+\.|\[[^\[\]]*\]:|$)""",
    re.MULTILINE | re.VERBOSE,
)
"""Occurs in every block that is or may be anything else than a paragraph."""

RAW_TAG = re.compile(
    r"""[^<&]*(?:&(?:\#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);[^<&]*)*
    <(?:/(?P<end>[a-z][a-z0-9]*)
      | (?!(?:hr|i?frame|no[a-z]+|plaintext|script|style|textarea|title|xmp)\b)
        (?P<start>[a-z][a-z0-9]*)(?:\ [a-z][a-z0-9:-]*(?:="[^"<>]*")?)*(?P<empty>/?)
    )>""",
    re.VERBOSE,
)
"""Text and a plain tag inside a block of raw HTML."""

ODD_AMPERSAND = re.compile(r"&(?!#[0-9]+;|[a-zA-Z][a-zA-Z0-9]*;)")


class Converter(Markdown):
    """A `Markdown` for many pages; call `reset` before each of them."""

    def __init__(self, extensions: Sequence[str], configs: dict[str, Any]) -> None:
        """Take the `EXTENSIONS` to use and their configuration."""
        self._block_levels: dict[str, bool] = {}
        super().__init__(extensions=list(extensions), extension_configs=configs)
        self._block_levels.clear()
        blocks = self.parser.blockprocessors
        for registry, name, known, quicker in (
            (self.preprocessors, "fenced_code_block", FencedBlockPreprocessor, _Fences),
            (self.preprocessors, "html_block", HtmlBlockPreprocessor, _HtmlBlocks),
            (blocks, "table", TableProcessor, _Tables),
            (blocks, "hashheader", blockprocessors.HashHeaderProcessor, _Headings),
            (self.inlinePatterns, "link", inlinepatterns.LinkInlineProcessor, _Links),
            (self.treeprocessors, "inline", InlineProcessor, _Inline),
            (self.treeprocessors, "attr_list", AttrListTreeprocessor, _AttributeLists),
            (self.treeprocessors, "toc", TocTreeprocessor, _Contents),
            (self.treeprocessors, "unescape", UnescapeTreeprocessor, _Unescape),
        ):
            # The processor keeps its place, its settings and its state; an unknown one stays what it is.
            if name in registry and type(registry[name]) is known:
                registry[name].__class__ = quicker
        if all(isinstance(processor, BLOCK_PROCESSORS) for processor in blocks):
            blocks.register(_Paragraph(self.parser), "plain", 200)

    def is_block_level(self, tag: Any) -> bool:
        """Return whether a tag is one of a block, and remember it."""
        known = self._block_levels.get(tag)
        if known is None:
            known = self._block_levels[tag] = super().is_block_level(tag)
        return known


class _Inline(InlineProcessor):
    """Tries only those patterns whose sign occurs in a text."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Look up the patterns, which do not change meanwhile, and apply them."""
        self._patterns = [(pattern, self._signs(pattern)) for pattern in self.inlinePatterns]
        signs = {sign for _, pattern in self._patterns for sign in pattern}
        self._any_sign = re.compile("|".join(map(re.escape, sorted(signs))))
        return super().run(tree, ancestors)

    def _signs(self, pattern: Any) -> tuple[str, ...]:
        """Return what one of occurs in every text in which a pattern finds something; none: it never does."""
        if isinstance(pattern, inlinepatterns.ReferenceInlineProcessor) and not self.md.references:
            return ()
        if type(pattern) is inlinepatterns.DelimiterProcessor:
            return tuple(pattern.tokens)
        return (SIGNS.get(pattern.pattern, ""),)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._any_sign.search(data):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._patterns)):
            pattern, signs = self._patterns[index]
            for sign in signs:
                if sign in data:
                    break
            else:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = apply(pattern, data, index, start)
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Element,
        isText: bool = True,  # noqa: N803, FBT001, FBT002
    ) -> list[tuple[Element, list[str]]]:
        if not data:
            return []
        if INLINE_PLACEHOLDER_PREFIX in data or isinstance(data, AtomicString):
            original: Any = super()._InlineProcessor__processPlaceholders  # type: ignore[misc]
            found: list[tuple[Element, list[str]]] = original(data, parent, isText)
            return found
        if isText:
            parent.text = parent.text + data if parent.text else data
        else:
            parent.tail = parent.tail + data if parent.tail else data
        return []


class _Links(inlinepatterns.LinkInlineProcessor):
    """Finds the ends of a link by searching for signs instead of looking at each."""

    BRACKET = re.compile(r"[\[\]]")
    PLAIN = re.compile(r"""\(\s*([^\s<()'"\x02][^()'"\x02]*)(?:"([^'"\x02]*)"[ ]*)?\)""")
    """An address and a title without any sign that makes their ends doubtful."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:  # noqa: N802
        """Return the text between brackets, the index after it, and whether it is closed."""
        depth = 1
        for match in self.BRACKET.finditer(data, index):
            depth += 1 if match.group() == "[" else -1
            if not depth:
                return data[index : match.start()], match.end(), True
        return data[index:], len(data), False

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:  # noqa: N802
        """Return the address, the title, the index after them, and whether there is a link."""
        match = self.PLAIN.match(data, index)
        if match:
            title = match.group(2)
            if title is not None:
                title = self.RE_TITLE_CLEAN.sub(" ", title.strip())
            return match.group(1).strip(), title, match.end(), True
        return super().getLink(data, index)


class _Paragraph(blockprocessors.ParagraphProcessor):
    """Takes the blocks that only the last of the block processors would take."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is a paragraph without doubt."""
        return bool(block) and not NOT_PLAIN.search(block)


class _HtmlBlocks(HtmlBlockPreprocessor):
    """Looks for HTML only in texts that hold some."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without their blocks of HTML, which are stashed."""
        source = "\n".join(lines)
        if "<" not in source and not ODD_AMPERSAND.search(source):
            return source.split("\n")
        parser = _Extractor(self.md)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class _Extractor(HTMLExtractorExtra):
    """Passes over the plain tags inside a block of raw HTML without telling their attributes apart."""

    mdstack: list[str]
    _cache: list[str]

    @cached_property
    def block_level_tags(self) -> set[str]:
        return set(self.md.block_level_elements)

    @cached_property
    def block_tags(self) -> set[str]:
        return self.block_level_tags - (self.span_tags | self.raw_tags | self.empty_tags)

    @cached_property
    def span_and_blocks_tags(self) -> set[str]:
        return self.block_tags | self.span_tags

    def parse_starttag(self, i: int) -> int:
        """Parse the tag at `i` and, if a raw block is open, what follows; return the index after it."""
        end: int = super().parse_starttag(i)
        if not self.inraw or self.intail or self.cdata_elem or self.mdstack or not self.stack:
            return end
        start = end
        while match := RAW_TAG.match(self.rawdata, end):
            closed = match["end"]
            if closed is None:
                if not match["empty"]:
                    self.stack.append(match["start"])
            elif closed in self.stack[1:]:
                while self.stack.pop() != closed:
                    pass
            elif closed in self.stack:
                break
            end = match.end()
        if end > start:
            self._cache.append(self.rawdata[start:end])
        return end


class _AttributeLists(AttrListTreeprocessor):
    """Looks only at elements in or after which a list can be, and reads a list of classes at once."""

    CLASSES = re.compile(r"(?:\.[a-z][a-z0-9_-]*(?: +|\Z))+\Z")

    def run(self, doc: Element) -> None:
        """Assign the attributes of all lists to their elements."""
        super().run(_Braced(doc))  # type: ignore[arg-type]

    def assign_attrs(self, elem: Element, attrs_string: str, *, strict: bool = False) -> str:
        """Assign the attributes of one list to an element; return what remains of the text behind it."""
        if not self.CLASSES.match(attrs_string):
            return super().assign_attrs(elem, attrs_string, strict=strict)
        names = attrs_string.replace(".", "").split()
        given = elem.get("class")
        elem.set("class", " ".join([given, *names] if given else names))
        return ""


class _Braced:
    """Of a document the elements in or after which a brace stands."""

    def __init__(self, doc: Element) -> None:
        self._doc = doc

    def iter(self) -> Iterator[Element]:
        """Yield the elements in the order of the document, each judged when it is its turn."""
        for element in self._doc.iter():
            text, tail = element.text, element.tail
            if (text and "{" in text) or (tail and tail[0] == "{"):
                yield element
            else:
                for child in element:
                    if child.tail and "{" in child.tail:
                        yield element
                        break


class _Headings(blockprocessors.HashHeaderProcessor):
    """Looks for headings only in blocks with their sign."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block holds a heading."""
        return "#" in block and super().test(parent, block)


class _Tables(TableProcessor):
    """Splits a row without code or escaped signs at its bars."""

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is a table; if so, its columns are remembered."""
        return "|" in block and super().test(parent, block)

    def _split(self, row: str) -> list[str]:
        if "`" not in row and "\\" not in row:
            return row.split("|")
        cells: list[str] = super()._split(row)  # type: ignore[misc]
        return cells


class _Fences(FencedBlockPreprocessor):
    """Looks for fenced code only in texts with a fence."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without their fenced code, which is stashed."""
        return super().run(lines) if any(line.startswith(("```", "~~~")) for line in lines) else lines


class _Unescape(UnescapeTreeprocessor):
    """Searches only texts with an escaped sign for it."""

    def unescape(self, text: str) -> str:
        """Return a text with its escaped signs put back."""
        return super().unescape(text) if STX in text else text


class _Contents(TocTreeprocessor):
    """Builds the table of contents inside the words only if the page asks for it."""

    def run(self, doc: Element) -> None:
        """Give the headings their ids, and collect them."""
        marker = self.marker
        self._wanted = bool(marker) and any(element.text and marker in element.text for element in doc.iter())
        if not self._wanted:
            self.marker = ""
        try:
            super().run(doc)
        finally:
            self.marker = marker

    def build_toc_div(self, toc_list: list[Any]) -> Element:
        """Return the table of contents; empty if no page shows it."""
        return super().build_toc_div(toc_list) if self._wanted else Element("div")
