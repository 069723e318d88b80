"""Files for the tests of the readers, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx

from generator.readers.received import ReceivedText


def texts(received: ReceivedText) -> list[str]:
    """Return the text of each line."""
    return [line.text for line in received.lines]


def doubts(received: ReceivedText) -> list[str]:
    """Return the messages of the doubts."""
    return [doubt.message for doubt in received.doubts]


def notes(received: ReceivedText) -> list[str]:
    """Return the messages of the notes."""
    return [note.message for note in received.notes]


def document(*paragraphs: str, change: Callable[[Any], None] | None = None) -> bytes:
    """Return a .docx with some paragraphs, after a change."""
    created = docx.Document()
    for paragraph in paragraphs:
        created.add_paragraph(paragraph)
    if change:
        change(created)
    content = io.BytesIO()
    created.save(content)
    return content.getvalue()


def repacked(content: bytes, replaced: dict[str, bytes]) -> bytes:
    """Return a zip with some of its files replaced or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for file in old.infolist():
            if file.filename not in replaced:
                new.writestr(file.filename, old.read(file))
        for name, data in replaced.items():
            new.writestr(name, data)
    return target.getvalue()


def part(content: bytes, name: str) -> bytes:
    """Return a file of a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
