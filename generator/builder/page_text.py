"""Converts the words of a built page to plain Markdown: no HTML, no attributes, no navigation.

Links inside the site become their words, links to other sites stay. Charts, forms and buttons are left out.
Marks that Markdown would read as its own are escaped (CommonMark 0.31, section 2.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

WORDS = "words"
"""The class of the element that holds the words of a page."""

SKIPPED_TAGS = frozenset({"script", "style", "svg", "figure", "form", "button", "input", "output", "h1"})
SKIPPED_CLASSES = frozenset({"status", "appeals", "chart__files", "chart__tools", "chart__skip"})
"""What is no text of the page, and the heading and the status, which the head of the text has."""

ASIDE = "*"
MARKED = {
    ASIDE: frozenset({"label", "later", "own", "unseen", "place", "cite", "tie__place", "state"}),
    "~~": frozenset({"mark-out"}),
    "**": frozenset({"mark-in"}),
}
"""Marks of Markdown -> the classes of what they set off: asides of the site, words gone and words new."""

HEADINGS = {f"h{level}": level for level in range(2, 7)}
BLOCKS = frozenset(
    {"p", "ul", "ol", "dl", "blockquote", "table", "pre", "details", "div", "section", "aside", *HEADINGS}
)
BLANK = re.compile(r"[ \t\r\n]+")
MARKS = re.compile(r"[\\`*<\[]|_(?<!\w_)|_(?!\w)")
LINE_START = re.compile(r"^(?:#{1,6}(?=\s)|>|[+-](?=\s)|=+$)")


def words_of(page: bytes) -> Element | None:
    """Return the element that holds the words of a page in UTF-8; None if it has none."""
    parser = etree.HTMLParser(encoding="utf-8", collect_ids=False)
    document: Element | None = etree.fromstring(page, parser)
    if document is None:
        return None
    return next((one for one in document.iter("*") if WORDS in (one.get("class") or "").split()), None)


def is_skipped(element: Element) -> bool:
    """Return whether an element is left out."""
    if not isinstance(element.tag, str) or element.tag in SKIPPED_TAGS:
        return True
    classes = element.get("class")
    return classes is not None and not SKIPPED_CLASSES.isdisjoint(classes.split())


def markdown(page: bytes) -> str:
    """Return the words of a page in UTF-8, without its heading and status, as Markdown."""
    words = words_of(page)
    blocks = list(_blocks(words)) if words is not None else []
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escape(text: str) -> str:
    """Escape what Markdown would read as its own marks in a line of text."""
    return LINE_START.sub(_escape_match, MARKS.sub(_escape_match, text))


def _blocks(parent: Element) -> Iterator[str]:
    """Yield the blocks of an element; words between blocks are paragraphs."""
    loose = [_escaped(parent.text)]
    for child in parent:
        if not is_skipped(child) and child.tag in BLOCKS:
            yield from _paragraph("".join(loose))
            loose = []
            yield from _block(child)
        elif not is_skipped(child):
            loose.append(_inline(child))
        loose.append(_escaped(child.tail))
    yield from _paragraph("".join(loose))


def _paragraph(text: str) -> Iterator[str]:
    text = _clean(text)
    if text:
        yield LINE_START.sub(_escape_match, text)


def _block(element: Element) -> Iterator[str]:
    tag = element.tag
    if tag in HEADINGS:
        yield f"{'#' * HEADINGS[tag]} {_clean(_content(element))}"
    elif tag in ("ul", "ol"):
        yield _list(element)
    elif tag == "dl":
        yield from _definitions(element)
    elif tag == "blockquote":
        lines = "\n\n".join(_blocks(element)).split("\n")
        yield "\n".join(f"> {line}".rstrip() for line in lines)
    elif tag == "table":
        yield _table(element)
    elif tag == "pre":
        code = "".join(str(part) for part in element.itertext())
        yield f"```\n{code.rstrip()}\n```"
    elif tag == "details":
        yield from _details(element)
    else:
        yield from _blocks(element)


def _details(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == "summary":
            # A fold around a chart alone has nothing to say.
            if any(True for other in element if other is not child and any(_blocks_of(other))):
                yield from _paragraph(_content(child))
        elif not is_skipped(child):
            yield from _blocks_of(child)


def _blocks_of(element: Element) -> Iterator[str]:
    if is_skipped(element):
        return
    if element.tag in BLOCKS:
        yield from _block(element)
    else:
        yield from _paragraph(_inline(element))


def _list(element: Element) -> str:
    rows = []
    for number, item in enumerate(element.iterchildren("li"), start=1):
        mark = f"{number}. " if element.tag == "ol" else "- "
        blocks = [block.lstrip("# ") for block in _blocks(item)]
        lines = "\n".join(blocks).split("\n") if blocks else []
        indents = [mark, *[" " * len(mark)] * (len(lines) - 1)]
        rows += [f"{indent}{line}".rstrip() for indent, line in zip(indents, lines, strict=False)]
    return "\n".join(rows)


def _definitions(element: Element) -> Iterator[str]:
    """Yield each term with what is said of it: `term: words`."""
    for child in element:
        if child.tag == "dt":
            term, terms = _clean(_content(child)), True
            continue
        if child.tag != "dd":
            continue
        blocks = list(_blocks(child))
        if not blocks:
            continue
        first = blocks[0]
        inline = not first.startswith(("- ", "> ", "1. ", "|", "```"))
        if terms:
            yield f"{term}: {first}" if inline else f"{term}:"
            blocks = blocks[1:] if inline else blocks
        terms = False
        yield from blocks


def _table(element: Element) -> str:
    rows = [[_cell(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([*lines[:1], f"|{'---|' * width}", *lines[1:]])


def _cell(cell: Element) -> str:
    return " ".join(_blocks(cell)).replace("\n", " ").replace("|", r"\|")


def _content(element: Element) -> str:
    """Return what is inside an element as one line."""
    parts = [_escaped(element.text)]
    for child in element:
        if not is_skipped(child):
            parts.append(_inline(child))
        parts.append(_escaped(child.tail))
    return "".join(parts)


def _inline(element: Element) -> str:
    if element.tag == "br":
        return " "
    content = _content(element)
    address = element.get("href") or ""
    if element.tag == "a" and address.startswith(("https://", "http://")):
        target = f"<{address}>" if re.search(r"[()\s]", address) else address
        return f"[{_clean(content)}]({target})"
    classes = (element.get("class") or "").split()
    for mark, marked in MARKED.items() if classes else ():
        if not marked.isdisjoint(classes) and (words := _clean(content).removeprefix(", ")):
            return f" {mark}{words}{mark} " if mark == ASIDE else f"{mark}{words}{mark}"
    # Words of neighbouring boxes do not run into each other.
    return f" {content} " if element.tag in ("div", "p", "li") else content


def _escape_match(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _escaped(text: str | None) -> str:
    return MARKS.sub(_escape_match, text) if text else ""


def _clean(text: str) -> str:
    return BLANK.sub(" ", text).strip(" ")
