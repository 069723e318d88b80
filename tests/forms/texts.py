"""Plain text and Markdown in the layouts that people have."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from tests.forms.acts import Act, Paragraph

WIDTH = 80
PAGE_LINES = 46
"""Printed lines on a page."""


def markdown(act: Act) -> str:
    """Markdown as a converter writes it: `#`, `>`, hard breaks, `1\\)`."""
    blocks = []
    for paragraph in act.paragraphs:
        lines = [_escape(line) for line in paragraph.lines]
        if paragraph.heading:
            blocks.append("#" * paragraph.heading + " " + " ".join(lines))
        elif paragraph.side:
            blocks.append("\n".join(f"> *{line}*  " for line in lines))
        else:
            blocks.append("  \n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _escape(line: str) -> str:
    line = re.sub(r"([\\*_`\[\]<>#|~&])", r"\\\1", line)
    return re.sub(r"^(\d+)\)", r"\1\\)", re.sub("^([-+])", r"\\\1", line))


def indented(act: Act) -> str:
    """The documented layout: body text is indented by six spaces, an empty line is around a heading."""
    return _join(act, "      ")


def no_break_indents(act: Act) -> str:
    """The same with no-break spaces, as text copied from a page of a law portal."""
    return _join(act, "\u00a0" * 6)


def _join(act: Act, indent: str) -> str:
    lines: list[str] = []
    previous: Paragraph | None = None
    for paragraph in act.paragraphs:
        body = not (paragraph.heading or paragraph.side)
        if previous and not (body and not (previous.heading or previous.side)):
            lines.append("")
        lines += [indent + line if body else line for line in paragraph.lines]
        previous = paragraph
    return "\n".join(lines) + "\n"


def flat(act: Act) -> str:
    """One paragraph a line, nothing else."""
    return "\n".join(line for paragraph in act.paragraphs for line in paragraph.lines) + "\n"


def blank_lines(act: Act) -> str:
    """An empty line after each line of a paragraph."""
    return "\n\n".join(line for paragraph in act.paragraphs for line in paragraph.lines) + "\n"


def wrapped(act: Act) -> str:
    """Wrapped at 80 columns, with neither indentation nor empty lines."""
    return (
        "\n".join(piece for paragraph in act.paragraphs for line in paragraph.lines for piece in _wrap(line))
        + "\n"
    )


def _wrap(line: str, indent: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(
        line, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip


def layout(act: Act) -> str:
    """As `pdftotext -layout` prints pages: centred headings, page numbers, form feeds."""
    lines = list(_layout_lines(act))
    pages = [lines[at : at + PAGE_LINES] for at in range(0, len(lines), PAGE_LINES)]
    printed = []
    for number, page in enumerate(pages, start=1):
        printed.append("\n".join([*page, "", str(number).center(WIDTH).rstrip()]) + "\n\f")
    return "".join(printed)


def _layout_lines(act: Act) -> Iterator[str]:
    for paragraph in act.paragraphs:
        if paragraph.heading:
            yield ""
            for piece in _wrap(paragraph.text, width=WIDTH - 20):
                yield piece.center(WIDTH).rstrip()
            yield ""
        elif paragraph.side:
            for line in paragraph.lines:
                for piece in _wrap(line, width=34):
                    yield " " * 44 + piece
        else:
            for line in paragraph.lines:
                yield from _wrap(line, indent=" " * 8)
