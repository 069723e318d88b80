"""Matches the entries of two datasets: first by all their values, then by ever less reliable keys."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping

from msgspec import Struct

from generator.diff.changes import Thing
from generator.model import Dataset, Entry

Values = Mapping[tuple[str, ...], str]
"""The values of an entry by their path."""


class Item(Struct, frozen=True, kw_only=True):
    """An entry to match with one of the other dataset."""

    thing: Thing
    name: str
    about: str
    entry: Entry
    match_by: tuple[tuple[str, ...], ...]
    """Sets of keys whose values identify the entry, the most reliable first."""
    position_keys: tuple[str, ...]
    """The keys that say where the entry belongs: another value there means that it moved."""


def body_items(dataset: Dataset) -> list[Item]:
    """Return the bodies, posts and groups of a dataset."""
    organisation = dataset.organisation
    kinds = (
        (Thing.BODY, organisation.bodies),
        (Thing.POST, organisation.posts),
        (Thing.GROUP, organisation.groups),
    )
    return [
        Item(
            thing=thing,
            name=entry.id,
            about=entry.id,
            entry=entry,
            match_by=(("id",),),
            position_keys=("parent", "region", "of"),
        )
        for thing, entries in kinds
        for entry in entries
    ]


def relation_items(dataset: Dataset) -> list[Item]:
    """Return the relations of a dataset."""
    ends = ("subject", "object", "literal", "other")
    match_by = (("kind", *ends), ("kind", "subject", "provision"), ("kind", "object", "provision"), ends[:2])
    items = []
    for relation in dataset.relations:
        target = relation.object or next(iter((relation.literal or {}).values()), "")
        other = f" ({relation.other})" if relation.other else ""
        items.append(
            Item(
                thing=Thing.RELATION,
                name=f"{relation.subject} {relation.kind} {target}{other}",
                about=relation.provision,
                entry=relation,
                match_by=match_by,
                position_keys=ends,
            )
        )
    return items


def assignment_items(dataset: Dataset) -> list[Item]:
    """Return the bearers and the assignments of a dataset."""
    ends = ("provision", "body")
    match_assignments = (ends, ("body", "ground"), ("body", "quote"), ("provision", "basis"))
    kinds = (
        (Thing.BEARER, dataset.bearers, (ends, ("provision",))),
        (Thing.ASSIGNMENT, dataset.assignments, match_assignments),
    )
    return [
        Item(
            thing=thing,
            name=f"{entry.provision} – {entry.body}",
            about=entry.provision,
            entry=entry,
            match_by=match_by,
            position_keys=ends,
        )
        for thing, entries, match_by in kinds
        for entry in entries
    ]


PROVISION_KEYS = ("provision", "named_in")
"""The keys of an entry that hold the eId of a provision."""


def entry_values(entry: Entry, pairs: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Return the values of an entry by their path, with eIds translated by `pairs`."""
    values: dict[tuple[str, ...], str] = {}
    for key, value in entry.model_dump(mode="json", exclude_defaults=True).items():
        if isinstance(value, dict):
            values.update({(key, inner): str(inner_value) for inner, inner_value in value.items()})
        elif isinstance(value, list):
            values[key,] = ", ".join(map(str, value))
        else:
            values[key,] = pairs.get(value, value) if key in PROVISION_KEYS else str(value)
    return values


def _match_key(item: Item, values: Values, level: int) -> tuple[object, ...] | None:
    """Return what two entries must share to be matched at a level; None if the entry lacks some of it.

    Level 0 compares all values. Level 1 compares the first keys of `match_by`, which may be absent on both
    sides; each later level compares the next keys, which must all be present.
    """
    if level == 0:
        return item.thing, *values.items()
    if level > len(item.match_by):
        return None
    keys = item.match_by[level - 1]
    shared = tuple((path, value) for path, value in values.items() if path[0] in keys)
    if level > 1 and set(keys) - {path[0] for path, _ in shared}:
        return None
    return item.thing, *shared


def match_items(old: list[Item], new: list[Item], pairs: Mapping[str, str]) -> dict[int, int]:
    """Match two lists, level by level; return position in the new list -> position in the old list.

    `pairs` are the old and new eIds of the provisions that both acts have. Each entry is matched once; of
    several candidates the first is taken.
    """
    before = [entry_values(item.entry, pairs) for item in old]
    after = [entry_values(item.entry, {}) for item in new]
    matches: dict[int, int] = {}
    used: set[int] = set()
    for level in range(1 + max((len(item.match_by) for item in (*old, *new)), default=0)):
        candidates: dict[tuple[object, ...] | None, deque[int]] = defaultdict(deque)
        for position, item in enumerate(old):
            if position not in used:
                candidates[_match_key(item, before[position], level)].append(position)
        candidates.pop(None, None)
        for position, item in enumerate(new):
            queue = candidates.get(_match_key(item, after[position], level))
            if position not in matches and queue:
                matches[position] = queue.popleft()
                used.add(matches[position])
    return matches
