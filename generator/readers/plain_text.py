"""Reads plain text: each line with its indentation, the empty lines before it and its page."""

from __future__ import annotations

from generator.readers.decoding import decode
from generator.readers.received import Format, ReadLine, ReceivedText

TAB = 8
"""Columns between tab stops."""


def read(content: bytes) -> ReceivedText:
    """Read the bytes of a text. Raises `RefusedFileError`."""
    text, encoding = decode(content)
    if "\r" in text and "\n" not in text:
        # The line ends of old Macintosh files.
        text = text.replace("\r", "\n")
    return ReceivedText(tuple(read_lines(text)), Format.TEXT, encoding, plain=text)


def read_lines(text: str, first: int = 1) -> list[ReadLine]:
    """Return the printed lines of a text; `first` is the number of its first line."""
    lines: list[ReadLine] = []
    blanks, page = 0, 1
    paged = "\f" in text
    for number, raw in enumerate(text.replace("\r\n", "\n").split("\n"), start=first):
        page += raw.count("\f")
        words = raw.strip()
        if not words:
            blanks += 1
            continue
        lines.append(
            ReadLine(
                words,
                number,
                complete=False,
                indent=columns(raw[: raw.index(words)]),
                blank_lines=blanks,
                page=page if paged else None,
            )
        )
        blanks = 0
    return lines


def columns(space: str) -> int:
    """Return the width of white space at the beginning of a line."""
    width = 0
    for character in space:
        if character == "\f":
            width = 0
        else:
            width += TAB - width % TAB if character == "\t" else 1
    return width
