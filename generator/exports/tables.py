"""Writes provisions, bodies, relations and assignments as CSV (RFC 4180), with a column for each language.

The files start with a byte order mark, because Excel reads UTF-8 as another encoding without it. A cell that
a spreadsheet would read as a formula starts with an apostrophe (OWASP, CSV Injection). So does text after a
semicolon or a tab inside a cell, which some spreadsheets read as the separator of columns.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from generator.act.index import Index
from generator.model import Body, BodyGroup, Post, Provision, Text
from generator.plan.citations import CITED
from generator.plan.localization import Localization

MARK = "\ufeff"
"""Byte order mark."""

FORMULA = re.compile(r"(^|[;\t\r\n])([\s\"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""The position where a formula would start; spreadsheets accept the full-width characters too."""

SIGN = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20]")
"""What a formula starts with: most cells have none of it."""

Row = Mapping[str, object]


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of every table."""
    index = localizations[0].index
    return {
        "provisions.csv": table(_provisions(index, localizations)),
        "bodies.csv": table(_bodies(index, localizations)),
        "relations.csv": table(_relations(index, localizations)),
        "assignments.csv": table(_assignments(index, localizations)),
    }


def table(rows: Iterable[Row]) -> str:
    """Return rows with the same keys as CSV with a header; only a byte order mark for no rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for place, row in enumerate(rows):
        if not place:
            writer.writerow(row)
        writer.writerow([safe(value) for value in row.values()])
    return MARK + out.getvalue()


def safe(value: object) -> str:
    """Return the text of a cell, with an apostrophe before each character that would start a formula."""
    text = "" if value is None else str(value)
    return FORMULA.sub(r"\1\2'", text) if SIGN.search(text) else text


def _citations(provision: Provision, localizations: Sequence[Localization]) -> dict[str, str]:
    is_cited = provision.kind in CITED
    return {
        f"citation_{localization.code}": localization.citation(provision) if is_cited else ""
        for localization in localizations
    }


def _text(name: str, localizations: Sequence[Localization], text: Text | None) -> dict[str, str]:
    """Return a column for each language: `name_kk`, `name_ru`."""
    codes = (localization.code for localization in localizations)
    return {f"{name}_{code}": (text or {}).get(code, "") for code in codes}


def _provisions(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for provision in index.dataset.provisions:
        title = index.titles.get(provision.eid)
        yield {
            "eid": provision.eid,
            "parent": provision.parent,
            "kind": provision.kind,
            "role": provision.role,
            "num": provision.num,
            **_text("text", localizations, provision.text),
            **_citations(provision, localizations),
            "topic": index.topic_of.get(provision.eid),
            **_text("own_title", localizations, title.title if title else None),
            # At the end, so that the columns before it keep their letters.
            "repealed": "yes" if provision.repealed else "no",
        }


def _bodies(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for actor in index.actors.values():
        body = actor if isinstance(actor, Body) else None
        region = index.regions[body.region] if body and body.region else None
        yield {
            "id": actor.id,
            "type": "body" if body else "post" if isinstance(actor, Post) else "group",
            "kind": body.kind if body else None,
            "form": body.form if body else None,
            "parent": actor.of if isinstance(actor, Post) else body.parent if body else None,
            "region": region.id if region else None,
            "iso": region.iso if region else None,
            "members": " ".join(actor.members) if isinstance(actor, BodyGroup) else None,
            "named_in": actor.named_in,
            "url": body.url if body else None,
            **_text("name", localizations, actor.name),
            **_text("short", localizations, body.short if body else None),
        }


def _relations(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for relation in index.dataset.relations:
        object_ = index.actors[relation.object].name if relation.object else relation.literal
        yield {
            "kind": relation.kind,
            "subject": relation.subject,
            "object": relation.object,
            "other": relation.other,
            "provision": relation.provision,
            **_text("subject_name", localizations, index.actors[relation.subject].name),
            **_text("object_name", localizations, object_),
            **_text("detail", localizations, relation.detail),
            **_text("quote", localizations, relation.quote),
        }


def _assignments(index: Index, localizations: Sequence[Localization]) -> Iterable[Row]:
    for assignment in index.dataset.assignments:
        yield {
            "provision": assignment.provision,
            "body": assignment.body,
            "basis": assignment.basis,
            "confidence": assignment.confidence,
            "later_law": "yes" if assignment.later_law else "no",
            **_text("body_name", localizations, index.actors[assignment.body].name),
            **_text("quote", localizations, assignment.quote),
            **_text("ground", localizations, assignment.ground),
            **{
                f"cites_{localization.code}": "; ".join(
                    f"{localization.cited_place(cited)}: «{localization.text(cited.words)}»"
                    for cited in assignment.cites
                )
                for localization in localizations
            },
        }
