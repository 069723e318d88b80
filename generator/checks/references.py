"""Checks that whatever an entry refers to exists.

The fields are those whose type is annotated with `RefersTo`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.model import EntryKind, RefersTo, annotated_values
from generator.problems import Problem, nearest


def targets(index: Index) -> dict[EntryKind, Mapping[str, Any]]:
    """Return the entries that a field can refer to, by kind and id."""
    dataset = index.dataset
    return {
        "provision": index.provisions,
        "body": index.bodies,
        "post": index.posts,
        "group": index.groups,
        "region": index.regions,
        "topic": index.topics,
        "term": index.terms,
        "source": {source.id: source for source in dataset.act.sources},
        "change": {change.id: change for change in dataset.act.changes},
        "act": {act.id: act for act in dataset.citations.acts},
        "language": {language.code: language for language in dataset.languages},
    }


def problems(index: Index) -> Iterator[Problem]:
    """Yield a problem for each id that no entry has, with the nearest that one has."""
    known = targets(index)
    for entry, key, id_, reference in annotated_values(index.dataset, RefersTo):
        kinds = reference.kinds
        if any(id_ in known[kind] for kind in kinds):
            continue
        choices = chain.from_iterable(known[kind] for kind in kinds)
        kind_words = " or ".join(filter(None, (", ".join(kinds[:-1]), kinds[-1])))
        yield problem_at(entry, key, f"unknown {kind_words} `{id_}`{nearest(id_, choices)}")
