"""Finds every field value of a dataset that has a given annotation.

The checks use it, so that a rule holds for a new field as soon as the field is annotated in its model.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel

from generator.model.base import Entry

A = TypeVar("A")
"""One of the annotations of `model.fields`: `Translated`, `RefersTo` or `QuotedFrom`."""


def annotated_values(root: BaseModel, annotation: type[A]) -> Iterator[tuple[Entry, str, Any, A]]:
    """Yield (entry, key, value, annotation) for the values in a model and in the entries below it.

    The items of a list are yielded one by one, under the key `<key>.<place>`; fields that are not set are
    left out. The values of a mapping are not visited.
    """
    # A class is hashable; mypy looks at the `__hash__` of its instances.
    annotated, nested = _fields(type(root), annotation)  # type: ignore[arg-type]
    for key, metadata in annotated:
        value = getattr(root, key)
        if isinstance(value, tuple):
            for place, item in enumerate(value):
                yield root, f"{key}.{place}", item, metadata  # type: ignore[misc]
        elif value is not None:
            yield root, key, value, metadata  # type: ignore[misc]
    for key in nested:
        value = getattr(root, key)
        for entry in value if isinstance(value, tuple) else (value,):
            if entry is not None:
                yield from annotated_values(entry, annotation)


@cache
def _fields(model: type[BaseModel], annotation: type[A]) -> tuple[tuple[tuple[str, A], ...], tuple[str, ...]]:
    """Return the annotated keys of a model, and the keys that hold entries."""
    annotated: list[tuple[str, A]] = []
    nested: list[str] = []
    for key, field in model.model_fields.items():
        parts = [*field.metadata, *_parts(field.annotation)]
        annotated += [(key, part) for part in parts if isinstance(part, annotation)]
        if any(isinstance(part, type) and issubclass(part, BaseModel) for part in parts):
            nested.append(key)
    return tuple(annotated), tuple(nested)


def _parts(annotation: Any) -> Iterator[Any]:
    """Yield the types and the metadata that a type annotation is made of."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from annotation.__metadata__
        yield from _parts(annotation.__origin__)
    elif origin in (tuple, Union, UnionType):
        for argument in get_args(annotation):
            yield from _parts(argument)
    else:
        yield annotation
