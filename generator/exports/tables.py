"""Tables for spreadsheets: provisions, bodies, relations and ties as CSV (RFC 4180), a column a language.

The files open with the byte order mark of UTF-8: without it Excel takes Cyrillic letters for others.
A cell that a spreadsheet would take for a formula begins with an apostrophe. The same holds after a
semicolon or a tab inside a cell, where a spreadsheet that parts columns by that sign begins a new one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from generator.index import Index
from generator.model import Body, Group, Post, Provision, Text
from generator.reader import CITED, Reader

MARK = "\ufeff"

FORMULA = re.compile(r"(^|[;\t\r\n])([\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet would begin a formula: also with the full-width signs."""

Row = Mapping[str, object]


def files(readers: Sequence[Reader]) -> dict[str, str]:
    """Return the name and content of every table; `readers` are the published languages."""
    index = readers[0].index
    return {
        "provisions.csv": table(_provisions(index, readers)),
        "bodies.csv": table(_bodies(index, readers)),
        "relations.csv": table(_relations(index, readers)),
        "ties.csv": table(_ties(index, readers)),
    }


def table(rows: Iterable[Row]) -> str:
    """Return rows with the same keys as CSV, every cell made safe; nothing but the mark for no rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for place, row in enumerate(rows):
        if not place:
            writer.writerow(row)
        writer.writerow([safe(value) for value in row.values()])
    return MARK + out.getvalue()


def safe(value: object) -> str:
    """Return a cell's words, with an apostrophe before each sign that would begin a formula."""
    return FORMULA.sub(r"\1\2'", "" if value is None else str(value))


def _citations(provision: Provision, readers: Sequence[Reader]) -> dict[str, str]:
    cited = provision.kind in CITED
    return {f"citation_{one.code}": one.citation(provision) if cited else "" for one in readers}


def _text(name: str, readers: Sequence[Reader], text: Text | None) -> dict[str, str]:
    """Return a column for each language: `name_kk`, `name_ru`."""
    return {f"{name}_{one.code}": (text or {}).get(one.code, "") for one in readers}


def _provisions(index: Index, readers: Sequence[Reader]) -> Iterable[Row]:
    for one in index.institution.provisions:
        title = index.titles.get(one.eid)
        yield {
            "eid": one.eid,
            "parent": one.parent,
            "kind": one.kind,
            "role": one.role,
            "num": one.num,
            **_text("text", readers, one.text),
            **_citations(one, readers),
            "topic": title.topic if title else None,
            **_text("own_title", readers, title.title if title else None),
        }


def _bodies(index: Index, readers: Sequence[Reader]) -> Iterable[Row]:
    for one in index.actors.values():
        body = one if isinstance(one, Body) else None
        region = index.regions[body.region] if body and body.region else None
        yield {
            "id": one.id,
            "type": "body" if body else "post" if isinstance(one, Post) else "class",
            "kind": body.kind if body else None,
            "form": body.form if body else None,
            "parent": one.of if isinstance(one, Post) else body.parent if body else None,
            "region": region.id if region else None,
            "iso": region.iso if region else None,
            "members": " ".join(one.members) if isinstance(one, Group) else None,
            "named_in": one.named_in,
            "url": body.url if body else None,
            **_text("name", readers, one.name),
            **_text("short", readers, body.short if body else None),
        }


def _relations(index: Index, readers: Sequence[Reader]) -> Iterable[Row]:
    for one in index.institution.relations:
        object_ = index.actors[one.object].name if one.object else one.literal
        yield {
            "kind": one.kind,
            "subject": one.subject,
            "object": one.object,
            "other": one.other,
            "provision": one.provision,
            **_text("subject_name", readers, index.actors[one.subject].name),
            **_text("object_name", readers, object_),
            **_text("detail", readers, one.detail),
            **_text("quote", readers, one.quote),
        }


def _ties(index: Index, readers: Sequence[Reader]) -> Iterable[Row]:
    for one in index.institution.ties:
        yield {
            "provision": one.provision,
            "body": one.body,
            "basis": one.basis,
            "confidence": one.confidence,
            "later_law": "yes" if one.later_law else "no",
            **_text("body_name", readers, index.actors[one.body].name),
            **_text("quote", readers, one.quote),
            **_text("ground", readers, one.ground),
        }
