"""Writes the statute in time: the table of wordings as JSON with its schema, and the operations as CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from generator.act import wording_digest
from generator.exports.act_json import DIGESTS, LANGUAGE, dump, plain, without_drafts
from generator.exports.tables import Row
from generator.exports.tables import table as as_table
from generator.model import Cause as Ground
from generator.model import Dataset, Kind, Verb
from generator.plan.localization import Localization
from generator.timeline import engine
from generator.timeline.table import Cause, Provenance, State, Table, Wording

SCHEMA = "1.1"
"""Version of the structure of `wordings.json`."""

GIVEN_STATES = (State.KNOWN, State.UNKNOWN, State.REPEALED)
"""The states that a row can begin with."""


def files(localizations: Sequence[Localization], table: Table | None = None) -> dict[str, str]:
    """Return name -> content of `wordings.json` and its schema; a statute that nothing amends has none.

    `table` is the table of wordings, if it is built already.
    """
    dataset = localizations[0].index.dataset
    if not _has_history(dataset):
        return {}
    return {"wordings.json": dump(content(dataset, table)), "wordings.schema.json": dump(schema())}


def tables(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of the table of operations; a statute that nothing amends has none."""
    dataset = localizations[0].index.dataset
    return {"operations.csv": as_table(_operations(dataset))} if _has_history(dataset) else {}


def _has_history(dataset: Dataset) -> bool:
    return bool(dataset.amendments.acts or dataset.amendments.timeline.unknown)


def content(dataset: Dataset, table: Table | None = None) -> dict[str, Any]:
    """Return the content of `wordings.json`, in the published languages."""
    timeline = dataset.amendments.timeline
    rows = table or engine.build(dataset)
    codes = [language.code for language in dataset.published]
    written: dict[str, Any] = {
        "schema": SCHEMA,
        "work": timeline.work or dataset.act.work,
        "approved": _day(rows.approved),
        "first": _day(rows.first),
        "languages": codes,
        "acts": [
            {
                "act": act.act,
                "work": act.work,
                "number": act.number,
                "date": _day(act.date),
                "in_force": _day(act.in_force),
                "title": dict(act.title),
                "received": [plain(file) for file in act.received if file.language in codes],
            }
            for act in dataset.amendments.acts
        ],
        "unknown": [plain(change) for change in timeline.unknown],
        "continuations": [plain(one) for one in timeline.continuations],
        "units": [plain(unit) for unit in timeline.units],
        "wordings": [_row(row, codes) for row in rows.rows],
    }
    published: dict[str, Any] = without_drafts(written, dataset)
    return published


def _row(row: Wording, codes: Iterable[str]) -> dict[str, Any]:
    text = {code: row.text[code] for code in codes if code in row.text}
    return {
        "eid": row.eid,
        "identity": row.identity,
        "parent": row.parent,
        "kind": row.kind.value,
        "num": row.num,
        "from": _day(row.start),
        "until": _day(row.until),
        "state": row.state.value,
        "last_known_from": _day(row.last_known_from),
        "given": _day(row.given),
        "text": text,
        "digest": wording_digest.digests(text),
        "provenance": {code: row.provenance[code].value for code in codes if code in row.text},
        "by": _cause(row.by),
        "moved_by": _cause(row.moved_by),
        "ended_by": _cause(row.ended_by),
        "unit": row.unit,
    }


def _cause(cause: Cause | None) -> dict[str, str] | None:
    if cause is None:
        return None
    if cause.operation is None:
        return {"unknown": cause.id}
    return {"act": cause.id, "provision": cause.operation.by, "do": cause.operation.do.value}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day and day != dt.date.min else None


def _operations(dataset: Dataset) -> Iterable[Row]:
    """Yield the operations of the amending acts, then the changes that no operation gives."""
    for act in dataset.amendments.acts:
        for operation in act.operations:
            yield {
                "act": act.act,
                "number": act.number,
                "date": act.date,
                "on": operation.on or act.in_force,
                "no_later_than": "no",
                "by": operation.by,
                "do": operation.do,
                "target": operation.target,
                "alone": "yes" if operation.alone else "no",
                "after": operation.after,
                "count": operation.count,
                "old": operation.old,
                "times": operation.times if operation.do is Verb.WORDS else None,
                "new": operation.new,
            }
    for change in dataset.amendments.timeline.unknown:
        yield {
            "act": change.id,
            "number": None,
            "date": None,
            "on": change.on,
            "no_later_than": "yes" if change.no_later_than else "no",
            "by": None,
            "do": Verb.UNKNOWN,
            "target": " ".join(change.provisions),
            "alone": None,
            "after": None,
            "count": None,
            "old": None,
            "times": None,
            "new": None,
        }


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `wordings.json`."""
    text = {"type": "object", "additionalProperties": {"type": "string"}}
    string, day = {"type": "string"}, {"type": "string", "format": "date"}
    maybe_string, maybe_day = {"type": ["string", "null"]}, {"type": ["string", "null"], "format": "date"}
    by_act = _object({"act": string, "provision": string, "do": {"enum": [verb.value for verb in Verb]}})
    cause = {"oneOf": [{"type": "null"}, by_act, _object({"unknown": string})]}
    received = {
        "language": LANGUAGE,
        "source": string,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "unofficial_copy": {"type": "boolean"},
    }
    act = {
        "act": string,
        "work": string,
        "number": string,
        "date": day,
        "in_force": day,
        "title": text,
        "received": _array(_object(received, origin=string, omits=text)),
    }
    unknown = {
        "id": string,
        "on": day,
        "no_later_than": {"type": "boolean"},
        "cause": {"enum": [ground.value for ground in Ground]},
        "provisions": _array(string),
        "ground": text,
        "sources": _array(string),
    }
    wording = {
        "eid": {
            **string,
            "description": "The address on these days; within another version it may be another.",
        },
        "identity": {**string, "description": "Joins the rows of one provision."},
        "parent": maybe_string,
        "kind": {"enum": [kind.value for kind in Kind]},
        "num": maybe_string,
        "from": {**maybe_day, "description": "The first day."},
        "until": {**maybe_day, "description": "The first day on which it no longer holds; null if none."},
        "state": {"enum": [state.value for state in GIVEN_STATES]},
        "last_known_from": {
            **maybe_day,
            "description": "From this day the words are only the last known ones.",
        },
        "given": {**maybe_day, "description": "The day on which the words were given."},
        "text": text,
        "digest": DIGESTS,
        "provenance": {"type": "object", "additionalProperties": {"enum": [one.value for one in Provenance]}},
        "by": cause,
        "moved_by": cause,
        "ended_by": cause,
        "unit": maybe_string,
    }
    properties = {
        "schema": {"const": SCHEMA, "description": "The version of this shape."},
        "work": {**string, "description": "The FRBR address of the act whose text this is."},
        "approved": {**maybe_day, "description": "The day on which the statute was approved."},
        "first": {**maybe_day, "description": "The first day whose text is at hand."},
        "languages": {"type": "array", "items": LANGUAGE, "minItems": 1, "uniqueItems": True},
        "acts": _array(_object(act)),
        "unknown": _array(_object(unknown, act=text)),
        "continuations": _array(_object({"provision": string, "ground": text})),
        "units": _array(_object({"id": string, "name": text}, provision=string)),
        "wordings": _array(_object(wording)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "wordings.json",
        "description": "Every wording of the statute's provisions with its days, its cause and its source.",
        **_object(properties),
    }


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
