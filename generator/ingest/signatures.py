"""Recognises signatures: the office and the name of a signatory, in one or more paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from generator.ingest.cursor import Cursor
from generator.ingest.matches import Context, Signature
from generator.ingest.numbering import NUMBERED, closing_mark
from generator.ingest.vocabulary import Vocabulary

SIGNED = re.compile(r"(?P<office>.+?) (?P<name>_*(?:[^\W\d_]\. ?){1,2}[^\W\d_]+(?:-[^\W\d_]+)?)")
"""An office, one or two initials, and a surname; a line to sign on may stand before the name."""

NAME = re.compile(r"(?<!\S)[^\W\d_]\. ?(?:[^\W\d_]\. ?)?[^\W\d_]{2,}")
SEVERAL = "holds more than one name; kept as one signature: put each signature on lines of its own"

MAX_PARAGRAPHS = 3
"""The most paragraphs of one signature."""


def signature(cursor: Cursor, context: Context, _: Vocabulary) -> Signature | None:
    """Recognise a signature after the last point of an act."""
    inside_point = bool(context.open_units) and context.last_mark != "."
    if not context.point or inside_point:
        return None
    unmarked = takewhile(
        lambda paragraph: not closing_mark(paragraph.text) and not NUMBERED.match(paragraph.text),
        cursor.remaining(),
    )
    return read_signature([paragraph.text for paragraph in islice(unmarked, MAX_PARAGRAPHS)])


def read_signature(texts: Sequence[str]) -> Signature | None:
    """Return the shortest signature at the beginning of some paragraphs; its name begins with a capital."""
    for size in range(1, len(texts) + 1):
        signed = SIGNED.fullmatch(" ".join(texts[:size]))
        if signed and signed["name"].lstrip("_")[0].isupper():
            warnings = (SEVERAL,) if _has_name(signed["office"]) else ()
            return Signature(size=size, office=signed["office"], name=signed["name"], warnings=warnings)
    return None


def _has_name(office: str) -> bool:
    """Tell whether the words before a name have another one: initials and a surname with a capital."""
    names = (match.group() for match in NAME.finditer(office))
    return any(name[0].isupper() and name.split(".")[-1].strip()[0].isupper() for name in names)
