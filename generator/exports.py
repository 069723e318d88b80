"""The institution as files for machines. `act.json` is described on the site's page about data."""

from __future__ import annotations

import json
from typing import Any

from generator.model import Body, Entry, Institution, Post

SCHEMA = "1.0"
"""The version of `act.json`'s shape: the first number changes when a reader of it would break."""


def files(institution: Institution) -> dict[str, str]:
    """Return the name and content of every file under `data/` of the site."""
    return {"act.json": dump(act(institution))}


def dump(value: object) -> str:
    """Return JSON in UTF-8's own letters, with stable order and lines that a diff can show."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def act(institution: Institution) -> dict[str, Any]:
    """Return the whole institution; `num` and `text` of the provisions, in order, are the act's words."""
    return {
        "schema": SCHEMA,
        "work": institution.act.work,
        "redaction": institution.act.redaction.date.isoformat(),
        "languages": [one.code for one in institution.published],
        "original": institution.original,
        "provisions": [_provision(one) for one in institution.provisions],
        "bodies": [_actor(one) for one in (*institution.bodies, *institution.posts, *institution.groups)],
        "relations": [plain(one) for one in institution.relations],
        "ties": [plain(one) for one in institution.ties],
    }


def _provision(one: Entry) -> dict[str, Any]:
    found = plain(one, keep_none=True)
    wanted = ("eid", "parent", "kind", "role", "num", "text")
    return {key: found[key] for key in wanted}


def _actor(one: Entry) -> dict[str, Any]:
    type_ = "body" if isinstance(one, Body) else "post" if isinstance(one, Post) else "class"
    return {"type": type_, **plain(one)}


def plain(entry: Entry, *, keep_none: bool = False) -> dict[str, Any]:
    """Return an entry as JSON's own values; what is not set is left out unless `keep_none`."""
    return entry.model_dump(mode="json", exclude_none=not keep_none)
