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

from generator.act.index import Index
from generator.model import Body, BodyGroup, Post, Provision, Text
from generator.plan.localization import CITED, Localization

MARK = "\ufeff"

FORMULA = re.compile(r"(^|[;\t\r\n])([\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet would begin a formula: also with the full-width signs."""

Row = Mapping[str, object]


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return the name and content of every table; `readers` are the published languages."""
    index = localizations[0].index
    return {
        "provisions.csv": table(_provisions(index, localizations)),
        "bodies.csv": table(_bodies(index, localizations)),
        "relations.csv": table(_relations(index, localizations)),
        "assignments.csv": table(_assignments(index, localizations)),
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


def _citations(provision: Provision, localizations: Sequence[Localization]) -> dict[str, str]:
    cited = provision.kind in CITED
    return {f"citation_{one.code}": one.citation(provision) if cited else "" for one in localizations}


def _text(name: str, localizations: Sequence[Localization], text: Text | None) -> dict[str, str]:
    """Return a column for each language: `name_kk`, `name_ru`."""
    return {f"{name}_{one.code}": (text or {}).get(one.code, "") for one in localizations}


def _provisions(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for one in index.dataset.provisions:
        title = index.titles.get(one.eid)
        yield {
            "eid": one.eid,
            "parent": one.parent,
            "kind": one.kind,
            "role": one.role,
            "num": one.num,
            **_text("text", localizations, one.text),
            **_citations(one, localizations),
            "topic": title.topic if title else None,
            **_text("own_title", localizations, title.title if title else None),
        }


def _bodies(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for one in index.actors.values():
        body = one if isinstance(one, Body) else None
        region = index.regions[body.region] if body and body.region else None
        yield {
            "id": one.id,
            "type": "body" if body else "post" if isinstance(one, Post) else "group",
            "kind": body.kind if body else None,
            "form": body.form if body else None,
            "parent": one.of if isinstance(one, Post) else body.parent if body else None,
            "region": region.id if region else None,
            "iso": region.iso if region else None,
            "members": " ".join(one.members) if isinstance(one, BodyGroup) else None,
            "named_in": one.named_in,
            "url": body.url if body else None,
            **_text("name", localizations, one.name),
            **_text("short", localizations, body.short if body else None),
        }


def _relations(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for one in index.dataset.relations:
        object_ = index.actors[one.object].name if one.object else one.literal
        yield {
            "kind": one.kind,
            "subject": one.subject,
            "object": one.object,
            "other": one.other,
            "provision": one.provision,
            **_text("subject_name", localizations, index.actors[one.subject].name),
            **_text("object_name", localizations, object_),
            **_text("detail", localizations, one.detail),
            **_text("quote", localizations, one.quote),
        }


def _assignments(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for one in index.dataset.assignments:
        yield {
            "provision": one.provision,
            "body": one.body,
            "basis": one.basis,
            "confidence": one.confidence,
            "later_law": "yes" if one.later_law else "no",
            **_text("body_name", localizations, index.actors[one.body].name),
            **_text("quote", localizations, one.quote),
            **_text("ground", localizations, one.ground),
        }
