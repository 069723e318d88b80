"""Checks that the interface text has the words that the data need."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.locations import problem_at
from generator.model import Dataset, Entry
from generator.problems import Problem, nearest


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Require an interface text for each form of body, kind of region and role of a relation in use."""
    for language in dataset.published:
        strings = dataset.strings.get(language.code, {})
        for entry, key, needed in _needed_keys(dataset):
            if needed not in strings:
                message = f"missing key `{needed}` in strings/{language.code}.yml{nearest(needed, strings)}"
                yield problem_at(entry, key, message)


def _needed_keys(dataset: Dataset) -> Iterator[tuple[Entry, str, str]]:
    """Yield (entry, field, interface key) for what the data need."""
    for body in dataset.organisation.bodies:
        if body.form:
            yield body, "form", f"form.{body.form}"
        if body.region:
            yield body, "region", f"tile.{body.kind}"
    for relation in dataset.relations:
        for role in ("subject", "object", "other"):
            if getattr(relation, role):
                yield relation, role, f"relation.{relation.kind}.{role}"
