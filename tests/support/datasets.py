"""Datasets that differ from a given one in some parts."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from generator.model import Dataset


def changed(dataset: Dataset, **parts: Any) -> Dataset:
    """Return the dataset with other parts, named alone: `bodies` for `dataset.organisation.bodies`."""
    update: dict[str, Any] = {}
    for name, value in parts.items():
        if name in Dataset.model_fields:
            update[name] = value
            continue
        owner = next(
            key
            for key in Dataset.model_fields
            if isinstance(part := getattr(dataset, key), BaseModel) and name in type(part).model_fields
        )
        before = update.get(owner, getattr(dataset, owner))
        update[owner] = before.model_copy(update={name: value})
    return dataset.model_copy(update=update)


def part(dataset: Dataset, name: str) -> Any:
    """Return a part of the dataset by its name alone."""
    owners = [dataset, *(getattr(dataset, key) for key in Dataset.model_fields)]
    return next(getattr(one, name) for one in owners if name in getattr(type(one), "model_fields", {}))
