"""Writes `act.json`, the dataset as one JSON file, and its JSON Schema."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from generator.act import wording_digest
from generator.model import (
    Assignment,
    Body,
    BodyGroup,
    Dataset,
    Entry,
    Post,
    Provision,
    Relation,
    memory,
)
from generator.model.descriptions import describe
from generator.plan.localization import Localization

SCHEMA = "1.2"
"""Version of the structure of `act.json`; the first number changes with every incompatible change."""

KEYS = ("eid", "parent", "kind", "role", "repealed", "num", "text")
"""The keys that a provision in `act.json` has from the data; `digest` is computed."""

ACTORS: dict[str, type[Entry]] = {"body": Body, "post": Post, "group": BodyGroup}
"""`type` of an entry of `bodies` -> its model."""

LANGUAGE = {"type": "string", "pattern": "^[a-z]{2,3}$"}

DIGESTS = {
    "type": "object",
    "description": wording_digest.RULE,
    "propertyNames": LANGUAGE,
    "additionalProperties": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}


def files(localizations: Sequence[Localization]) -> dict[str, str]:
    """Return name -> content of `act.json` and its schema."""
    dataset = localizations[0].index.dataset
    return {"act.json": dump(act(dataset)), "act.schema.json": schema_text()}


@cache
def schema_text() -> str:
    """Return the content of the schema's file; once made, as the models never change."""
    text: str = memory.once("schema", "act.json", find=lambda: dump(schema()))
    return text


def dump(value: object) -> str:
    """Return JSON with unescaped letters, stable order and short lines, so that a diff shows changes.

    The value has lists, tuples, dictionaries with strings for keys, strings, integers, booleans and None; of
    these it is what the standard library writes, whose encoder is slow where it indents. Raises TypeError for
    a value of another type that JSON does not have.
    """
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def act(dataset: Dataset) -> dict[str, Any]:
    """Return the content of `act.json`: the dataset in its published languages."""
    content: dict[str, Any] = without_drafts(_act(dataset), dataset)
    return content


def _act(dataset: Dataset) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "work": dataset.act.work,
        "version": date.isoformat() if (date := dataset.act.version.date) else None,
        "languages": [language.code for language in dataset.published],
        "original": dataset.original,
        "provisions": [_provision(provision) for provision in dataset.provisions],
        "bodies": [
            _actor(actor)
            for actor in (
                *dataset.organisation.bodies,
                *dataset.organisation.posts,
                *dataset.organisation.groups,
            )
        ],
        "relations": [plain(relation) for relation in dataset.relations],
        "ties": [plain(assignment) for assignment in dataset.assignments],
    }


def without_drafts(value: Any, dataset: Dataset) -> Any:
    """Return a JSON value without unpublished translations.

    A mapping with the original language as a key is a text.
    """
    codes = [language.code for language in dataset.published]
    return _in_languages(value, dataset.original, codes)


def _in_languages(value: Any, original: str, codes: Sequence[str]) -> Any:
    if isinstance(value, list):
        return [_in_languages(item, original, codes) for item in value]
    if not isinstance(value, dict):
        return value
    if original in value:
        return {code: value[code] for code in codes if code in value}
    return {
        key: _in_languages(item, original, codes) if isinstance(item, list | dict) else item
        for key, item in value.items()
    }


def _provision(provision: Provision) -> dict[str, Any]:
    values = plain(provision, keep_none=True)
    return {key: values[key] for key in KEYS} | {"digest": wording_digest.digests(provision.text)}


def _actor(actor: Entry) -> dict[str, Any]:
    type_ = next(name for name, model in ACTORS.items() if isinstance(actor, model))
    return {"type": type_, **plain(actor)}


def plain(entry: Entry, *, keep_none: bool = False) -> dict[str, Any]:
    """Return an entry as JSON values; `keep_none` keeps fields that are not set."""
    return entry.model_dump(mode="json", exclude_none=not keep_none)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of `act.json`, built from the models of the dataset."""
    models: list[type[BaseModel]] = [Provision, *ACTORS.values(), Relation, Assignment]
    _, schemas = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/$defs/{model}"
    )
    definitions = describe(schemas)["$defs"]
    _restrict(definitions[Provision.__name__])
    for type_, model in ACTORS.items():
        _mark(definitions[model.__name__], type_)
    arrays = {
        "provisions": _array(Provision),
        "bodies": {"type": "array", "items": {"oneOf": [_reference(model) for model in ACTORS.values()]}},
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
        "description": "An act, the bodies that it names, its relations, and the assignments (key `ties`).",
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
    """Reduce the schema of a provision to the keys of `act.json`, all of them required."""
    definition["properties"] = {key: definition["properties"][key] for key in KEYS} | {"digest": DIGESTS}
    definition["required"] = [*KEYS, "digest"]


def _mark(definition: dict[str, Any], type_: str) -> None:
    """Add the key `type`, which distinguishes bodies, posts and groups."""
    definition["properties"] = {"type": {"const": type_}, **definition["properties"]}
    definition["required"] = ["type", *definition["required"]]
