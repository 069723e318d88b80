"""Takes the paragraphs of an act out of the Markdown in which it was received.

The markup is left out; no letter, digit or punctuation mark of the act is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
RULE = re.compile(r"_{3,}|(?:- ?){3,}|(?:\* ?){3,}")
TAG = re.compile(r"</?(?:table|thead|tbody|tr|td|th|br|p|div|sup|sub)\b[^>]*>", re.IGNORECASE)


class Style(StrEnum):
    """How the file shows a paragraph."""

    TEXT = "text"
    HEADING = "heading"
    ASIDE = "aside"
    """A quotation block: the header of an annex, a note on publication."""
    BOLD = "bold"
    """A signature."""
    CELL = "cell"


class Paragraph(Struct, frozen=True):
    """A paragraph on one line."""

    text: str
    line: int
    """The line of the file where it begins, counted from 1."""
    style: Style = Style.TEXT


def paragraphs(markdown: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown text: the blocks between empty lines, and the cells of tables."""
    return tuple(
        paragraph for block in _blocks(markdown) for paragraph in _paragraphs(block) if paragraph.text
    )


def _blocks(text: str) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines between empty lines, with their numbers; front matter is left out."""
    lines = text.splitlines()
    start = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines[start:], start=start + 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _paragraphs(block: list[tuple[int, str]]) -> Iterator[Paragraph]:
    number, first = block[0]
    if any(TAG.match(line) for _, line in block):
        for number, line in block:
            yield Paragraph(_plain(TAG.sub(" ", line)), number, Style.CELL)
        return
    if len(block) == 1 and RULE.fullmatch(first.lstrip("# ")):
        return
    style = Style.TEXT
    if first.startswith("#"):
        style = Style.HEADING
    elif first.startswith(">"):
        style = Style.ASIDE
    elif re.fullmatch(r"\*\*.+\*\*", first):
        style = Style.BOLD
    yield Paragraph(_plain(" ".join(_unmarked(line) for _, line in block)), number, style)


def _unmarked(line: str) -> str:
    """Return a line without the marks of headings, quotation blocks and emphasis around it."""
    line = re.sub(r"^(?:>\s*)+|^#{1,6}\s+", "", line)
    for mark in ("**", "*"):
        if line.startswith(mark) and line.endswith(mark) and len(line) > 2 * len(mark):
            line = line[len(mark) : -len(mark)]
    return line


def _plain(text: str) -> str:
    return " ".join(ESCAPED.sub(r"\1", text).split())


@lru_cache(maxsize=64)
def words(markdown: str) -> tuple[tuple[int, str], ...]:
    """Return (line, word) for the words of a received file; markup is no word.

    A server asks for those of the same files after every edit.
    """
    return tuple(
        (paragraph.line, word) for paragraph in paragraphs(markdown) for word in paragraph.text.split()
    )
