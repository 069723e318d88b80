"""Adds to a JSON Schema what the models say of their fields in the docstrings below them.

Pydantic can do this itself, but then reads the source of every model whenever the program starts.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from generator.model.base import Entry


def describe(schema: dict[str, Any], model: type[BaseModel] | None = None) -> dict[str, Any]:
    """Add the descriptions of fields to a JSON Schema made by pydantic, and return it.

    `model` is the model of the schema itself, if it has one; those of its definitions are found by name.
    """
    models = {entry.__name__: entry for entry in _below(Entry)}
    described = [(schema, model)] if model else []
    for name, definition in schema.get("$defs", {}).items():
        if name in models:
            described.append((definition, models[name]))
    for definition, owner in described:
        words = _descriptions(owner)
        properties = definition.get("properties", {})
        for key in properties.keys() & words.keys():
            # Pydantic sorts the keys of a property.
            properties[key] = dict(sorted({"description": words[key], **properties[key]}.items()))
    return schema


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Yield every model that derives from another one."""
    for derived in model.__subclasses__():
        yield derived
        yield from _below(derived)


@cache
def _descriptions(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstrings of the fields of a model, its own and the inherited ones."""
    words: dict[str, str] = {}
    for owner in reversed(model.__mro__):
        words |= _in_module(owner.__module__).get(owner.__name__, {}) if issubclass(owner, Entry) else {}
    return words


@cache
def _in_module(name: str) -> dict[str, dict[str, str]]:
    """Return class -> field -> docstring for the classes of an imported module."""
    tree = ast.parse(inspect.getsource(sys.modules[name]))
    return {node.name: dict(_of_fields(node.body)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _of_fields(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    """Yield (field, docstring) for each annotated name of a class that a text follows."""
    for field, text in pairwise(body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                yield name, inspect.cleandoc(words)
