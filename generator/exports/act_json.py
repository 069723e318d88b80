"""`act.json`, the whole institution in one file, and the JSON Schema that its readers may check it by."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.model import Assignment, Body, BodyGroup, Dataset, Entry, Post, Provision, Relation

SCHEMA = "1.0"
"""The version of `act.json`'s shape: the first number changes when a reader of it would break."""

KEYS = ("eid", "parent", "kind", "role", "num", "text")
"""What `act.json` holds of a provision."""

ACTORS: dict[str, type[Entry]] = {"body": Body, "post": Post, "group": BodyGroup}
"""The `type` of an entry of `bodies` and its model."""

LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}$"}


def dump(value: object) -> str:
    """Return JSON in UTF-8's own letters, with stable order and lines that a diff can show."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def act(dataset: Dataset) -> dict[str, Any]:
    """Return the whole institution; `num` and `text` of the provisions, in order, are the act's words."""
    published: dict[str, Any] = _without_drafts(_act(dataset), dataset)
    return published


def _act(dataset: Dataset) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "work": dataset.act.work,
        "version": date.isoformat() if (date := dataset.act.version.date) else None,
        "languages": [one.code for one in dataset.published],
        "original": dataset.original,
        "provisions": [_provision(one) for one in dataset.provisions],
        "bodies": [
            _actor(one)
            for one in (
                *dataset.organisation.bodies,
                *dataset.organisation.posts,
                *dataset.organisation.groups,
            )
        ],
        "relations": [plain(one) for one in dataset.relations],
        "ties": [plain(one) for one in dataset.assignments],
    }


def _without_drafts(value: Any, dataset: Dataset) -> Any:
    """Leave out the words of translations under way; a map that holds the original language is a text."""
    if isinstance(value, list):
        return [_without_drafts(one, dataset) for one in value]
    if not isinstance(value, dict):
        return value
    if dataset.original in value:
        return {one.code: value[one.code] for one in dataset.published if one.code in value}
    return {key: _without_drafts(one, dataset) for key, one in value.items()}


def _provision(one: Provision) -> dict[str, Any]:
    found = plain(one, keep_none=True)
    return {key: found[key] for key in KEYS}


def _actor(one: Entry) -> dict[str, Any]:
    type_ = next(name for name, model in ACTORS.items() if isinstance(one, model))
    return {"type": type_, **plain(one)}


def plain(entry: Entry, *, keep_none: bool = False) -> dict[str, Any]:
    """Return an entry as JSON's own values; what is not set is left out unless `keep_none`."""
    return entry.model_dump(mode="json", exclude_none=not keep_none)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `act` returns, made from the same models."""
    models: list[type[BaseModel]] = [Provision, *ACTORS.values(), Relation, Assignment]
    _, made = models_json_schema([(one, "validation") for one in models], ref_template="#/$defs/{model}")
    definitions = made["$defs"]
    _restrict(definitions[Provision.__name__])
    for type_, model in ACTORS.items():
        _mark(definitions[model.__name__], type_)
    arrays = {
        "provisions": _array(Provision),
        "bodies": {"type": "array", "items": {"oneOf": [_reference(one) for one in ACTORS.values()]}},
        "relations": _array(Relation),
        "ties": _array(Assignment),
    }
    properties = {
        "schema": {"const": SCHEMA, "description": "The version of this shape."},
        "work": {"type": "string", "description": "The FRBR address of the act as a work."},
        "version": {
            "type": ["string", "null"],
            "format": "date",
            "description": "The day whose words these are; null where the text gives none.",
        },
        "languages": {"type": "array", "items": LANGUAGE, "minItems": 1, "uniqueItems": True},
        "original": {**LANGUAGE, "description": "The language of the act; the others are translations."},
        **arrays,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "act.json",
        "description": "An act, the bodies that it names, the relations it states and the ties between them.",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _array(model: type[BaseModel]) -> dict[str, Any]:
    return {"type": "array", "items": _reference(model)}


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _restrict(definition: dict[str, Any]) -> None:
    """Leave of a provision what `act.json` holds; all of it is always there."""
    definition["properties"] = {key: definition["properties"][key] for key in KEYS}
    definition["required"] = list(KEYS)


def _mark(definition: dict[str, Any], type_: str) -> None:
    """Add the key by which bodies, posts and classes are told apart."""
    definition["properties"] = {"type": {"const": type_}, **definition["properties"]}
    definition["required"] = ["type", *definition["required"]]
