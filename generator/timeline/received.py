"""Takes the paragraphs of an act out of the Markdown in which it was received.

The markup is left out; no letter, digit or punctuation mark of the act is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
RULE = re.compile(r"[#\s]*[_*-]{3,}\s*")
HEADING = re.compile(r"#{1,6}\s+")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
EMPHASIS = re.compile(r"(?<!\\)(\*{1,3}|(?<![\w_])_{1,2}(?=[^\s_])|(?<=[^\s_])_{1,2}(?![\w_]))")
TAG = re.compile(r"</?(?:table|thead|tbody|tr|td|th|br|p)\b[^<>]*>")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a received file without its markup."""

    text: str
    line: int
    """The line where it begins, counted from 1."""
    style: str
    """`quote`, `heading`, `bold`, `cell` or `plain`."""


def paragraphs(markdown: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a Markdown file, without front matter, rules and markup; words are kept."""
    start = 1
    front = FRONT_MATTER.match(markdown)
    if front:
        start += front[0].count("\n")
        markdown = markdown[front.end() :]
    block: list[str] = []
    first = start
    for number, line in enumerate([*markdown.split("\n"), ""], start=start):
        if line.strip():
            first = first if block else number
            block.append(line)
        elif block:
            yield from _block(block, first)
            block = []


def _block(lines: Sequence[str], number: int) -> Iterator[Paragraph]:
    if TAG.match(lines[0].strip()):
        for offset, line in enumerate(lines):
            text = _plain(TAG.sub(" ", line))
            if text:
                yield Paragraph(text, number + offset, "cell")
        return
    first = lines[0].strip()
    if len(lines) == 1 and RULE.fullmatch(first):
        return
    if first.startswith(">"):
        yield Paragraph(_plain(" ".join(line.strip().lstrip("> ") for line in lines)), number, "quote")
        return
    if HEADING.match(first):
        yield Paragraph(_plain(HEADING.sub("", " ".join(map(str.strip, lines)), count=1)), number, "heading")
        return
    style = "bold" if first.startswith("**") and lines[-1].strip().endswith("**") else "plain"
    yield Paragraph(_plain(" ".join(map(str.strip, lines))), number, style)


def _plain(markdown: str) -> str:
    return " ".join(ESCAPE.sub(r"\1", EMPHASIS.sub("", markdown)).split())


def words(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (line, word) for the words of a received file; markup is no word."""
    for paragraph in paragraphs(markdown):
        for word in paragraph.text.split():
            yield paragraph.line, word
