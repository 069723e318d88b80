"""Compares two datasets and lists what changed, provision by provision and entry by entry.

Whether the words of the source are unchanged is reported apart from everything else, because a reviewer asks
for it first. A provision that only got another number is reported as renumbered, not as removed and added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.diff.changes import Alteration, Comparison, EntryChange, Field, ProvisionChange, Source
from generator.diff.entry_matching import (
    Item,
    Values,
    assignment_items,
    body_items,
    entry_values,
    match_items,
    relation_items,
)
from generator.diff.provision_matching import pair
from generator.model import Dataset, Entry, Provision


class Snapshot(NamedTuple):
    """A dataset with the text of its act as received."""

    dataset: Dataset
    received: str


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two snapshots. Neither needs to pass `check`: no reference is followed."""
    before, after = old.dataset, new.dataset
    pairs = pair(before.provisions, after.provisions, before.original)
    language = before.original
    return Comparison(
        source=Source(
            file_unchanged=old.received.split() == new.received.split(),
            provisions_unchanged=_words(before, language) == _words(after, language),
        ),
        provisions=tuple(_provision_changes(before, after, pairs)),
        bodies=tuple(_entry_changes(body_items(before), body_items(after), pairs)),
        relations=tuple(_entry_changes(relation_items(before), relation_items(after), pairs)),
        assignments=tuple(_entry_changes(assignment_items(before), assignment_items(after), pairs)),
        other=tuple(_other_parts(before, after)),
    )


def _words(dataset: Dataset, language: str) -> list[str]:
    """Return the words of an act in one language, printed numbers included."""
    return [
        word
        for provision in dataset.provisions
        for text in (provision.num or "", provision.text.get(language, ""))
        for word in text.split()
    ]


def _provision_changes(old: Dataset, new: Dataset, pairs: dict[str, str]) -> Iterator[ProvisionChange]:
    """Yield the changes in the new act's order, then the removed provisions in the old act's order."""
    before = {provision.eid: provision for provision in old.provisions}
    matched = {new_eid: before[old_eid] for old_eid, new_eid in pairs.items()}
    renumbered_below: dict[str, int] = defaultdict(int)
    for provision in reversed(new.provisions):
        partner = matched.get(provision.eid)
        if provision.parent and partner and _follows_parent(partner, provision, pairs):
            renumbered_below[provision.parent] += 1 + renumbered_below[provision.eid]
    for provision in new.provisions:
        if provision.eid in matched:
            below = renumbered_below[provision.eid]
            yield from _matched_changes(matched[provision.eid], provision, pairs, below=below)
        else:
            yield ProvisionChange(
                alteration=Alteration.ADDED,
                old=None,
                new=provision.eid,
                old_num=None,
                new_num=provision.num,
                fields=_text_fields(None, provision),
            )
    for provision in old.provisions:
        if provision.eid not in pairs:
            yield ProvisionChange(
                alteration=Alteration.REMOVED,
                old=provision.eid,
                new=None,
                old_num=provision.num,
                new_num=None,
                fields=_text_fields(provision, None),
            )


def _last_segment(eid: str) -> str:
    return eid.rsplit("__", 1)[-1]


def _follows_parent(old: Provision, new: Provision, pairs: dict[str, str]) -> bool:
    """Tell whether a provision has another eId only because the provision above it has."""
    return (
        old.eid != new.eid
        and old.parent is not None
        and pairs.get(old.parent) == new.parent
        and _last_segment(old.eid) == _last_segment(new.eid)
        and old.num == new.num
    )


def _matched_changes(
    old: Provision, new: Provision, pairs: dict[str, str], *, below: int
) -> Iterator[ProvisionChange]:
    """Yield what happened to a provision that both acts have."""

    def change(alteration: Alteration, fields: tuple[Field, ...] = (), below: int = 0) -> ProvisionChange:
        return ProvisionChange(
            alteration=alteration,
            old=old.eid,
            new=new.eid,
            old_num=old.num,
            new_num=new.num,
            fields=fields,
            below=below,
        )

    if texts := _text_fields(old, new):
        yield change(Alteration.REWORDED, texts)
    renumbered = (old.eid, old.num, old.ordinal) != (new.eid, new.num, new.ordinal)
    if renumbered and not _follows_parent(old, new, pairs):
        yield change(Alteration.RENUMBERED, below=below)
    properties = tuple(
        Field((key,), before, after)
        for key in ("kind", "role")
        if (before := getattr(old, key)) != (after := getattr(new, key))
    )
    if properties:
        yield change(Alteration.CHANGED, properties)


def _text_fields(old: Provision | None, new: Provision | None) -> tuple[Field, ...]:
    """Return the texts that differ, language by language."""
    before: Values = {(code,): text for code, text in (old.text if old else {}).items()}
    after: Values = {(code,): text for code, text in (new.text if new else {}).items()}
    return tuple(_fields(before, after))


def _fields(before: Values, after: Values) -> Iterator[Field]:
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            yield Field(path, before.get(path), after.get(path))


def _entry_changes(old: list[Item], new: list[Item], pairs: Mapping[str, str]) -> Iterator[EntryChange]:
    """Yield the changes in the new list's order, then the removed entries in the old list's order.

    An eId that only followed a renumbered provision is not a difference.
    """

    def change(item: Item, alteration: Alteration, fields: Iterator[Field]) -> EntryChange:
        return EntryChange(
            alteration=alteration, thing=item.thing, name=item.name, about=item.about, fields=tuple(fields)
        )

    matches = match_items(old, new, pairs)
    for position, item in enumerate(new):
        values = entry_values(item.entry, {})
        if position not in matches:
            yield change(item, Alteration.ADDED, _fields({}, values))
            continue
        fields = tuple(_fields(entry_values(old[matches[position]].entry, pairs), values))
        if fields:
            moved = any(field.path[0] in item.position_keys for field in fields)
            yield change(item, Alteration.MOVED if moved else Alteration.CHANGED, iter(fields))
    for position in sorted(set(range(len(old))) - set(matches.values())):
        item = old[position]
        yield change(item, Alteration.REMOVED, _fields(entry_values(item.entry, {}), {}))


COMPARED = {"provisions", "bodies", "posts", "groups", "relations", "bearers", "assignments"}
"""The parts of a dataset that are compared entry by entry."""


def _other_parts(old: Dataset, new: Dataset) -> Iterator[str]:
    """Yield the names of the other parts that differ."""
    after = dict(_parts(new))
    for name, value in _parts(old):
        if name not in COMPARED and _without_places(value) != _without_places(after[name]):
            yield name


def _parts(dataset: Dataset) -> Iterator[tuple[str, object]]:
    """Yield every part of a dataset by its name; of a nested part, each of its own parts."""
    for name in Dataset.model_fields:
        value = getattr(dataset, name)
        if isinstance(value, Entry) and name not in ("site", "act"):
            yield from ((key, getattr(value, key)) for key in type(value).model_fields)
        else:
            yield name, value


def _without_places(value: object) -> object:
    """Return a value without the places in the files that its entries were read from."""
    if isinstance(value, Entry):
        return value.model_dump()
    return [_without_places(item) for item in value] if isinstance(value, tuple) else value
