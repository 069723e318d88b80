"""Builds the arguments of recognisers from short texts."""

from __future__ import annotations

from generator.commands.received_text import vocabulary
from generator.ingest.cursor import Cursor
from generator.ingest.matches import Context
from generator.ingest.numbering import closing_mark
from generator.ingest.parse_tree import Draft
from generator.ingest.pdf_text import Paragraph
from generator.model import Kind

KK, RU = vocabulary("kk"), vocabulary("ru")


def cursor(*texts: str) -> Cursor:
    """Return a cursor at the first of some paragraphs; a text that begins with a space is indented."""
    return Cursor(
        tuple(Paragraph(text.strip(), line, text.startswith(" ")) for line, text in enumerate(texts, start=1))
    )


def inside(*units: tuple[Kind, str | None, str]) -> Context:
    """Return the context after some open units, outermost first, each as (kind, number, text)."""
    drafts = tuple(Draft(kind, text, num) for kind, num, text in units)
    of_kind = {draft.kind: draft for draft in drafts}
    return Context(
        expected_front=(),
        is_empty=False,
        point=of_kind.get(Kind.POINT),
        subpoint=of_kind.get(Kind.SUBPOINT),
        has_points=Kind.POINT in of_kind,
        open_units=drafts,
        last_mark=closing_mark(drafts[-1].text) if drafts else "",
    )
