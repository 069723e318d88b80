"""Two institutions in, what differs between them out, as a lawyer would ask for it.

Whether the words of the source are unchanged stands apart from everything else: it is what a reviewer wants
to know first. A provision that only got another number is neither removed nor added.
"""

from __future__ import annotations

import difflib
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.diff.provision_matching import pair
from generator.model import Dataset, Entry, Provision


class Alteration(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    CHANGED = "changed"


class Field(NamedTuple):
    """A value that differs: its key (for words, the code of their language), what was, what is."""

    key: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class ProvisionChange:
    """What happened to a provision; addresses and printed numbers are None where it does not stand."""

    alteration: Alteration
    old: str | None
    new: str | None
    old_num: str | None
    new_num: str | None
    fields: tuple[Field, ...] = ()
    below: int = 0
    """How many provisions below it were renumbered along with it."""


@dataclass(frozen=True)
class EntryChange:
    """What happened to a body, post, class, relation, bearer or tie, named by its ids."""

    alteration: Alteration
    thing: str
    name: str
    about: str
    """The id of the body, post or class; the address of the provision that states the relation or is tied."""
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Source:
    """Whether the words stayed: of the text as received, and of the provisions in its language."""

    file_unchanged: bool
    provisions_unchanged: bool

    @property
    def unchanged(self) -> bool:
        """Whether no word of the source changed anywhere."""
        return self.file_unchanged and self.provisions_unchanged


@dataclass(frozen=True)
class Comparison:
    """All that differs; provisions, bodies, relations and ties in the order of the data."""

    source: Source
    provisions: tuple[ProvisionChange, ...]
    bodies: tuple[EntryChange, ...]
    relations: tuple[EntryChange, ...]
    assignments: tuple[EntryChange, ...]
    other: tuple[str, ...]
    """The names of whatever else of the data differs (`terms`, `titles`, `strings` …)."""

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        changes = (self.provisions, self.bodies, self.relations, self.assignments, self.other)
        return self.source.unchanged and not any(changes)


def compare(old: Dataset, new: Dataset, sources: tuple[str, str]) -> Comparison:
    """Compare two institutions; `sources` are their texts as received, the old one first.

    Neither needs to have passed its check: nothing here follows a reference.
    """
    pairs = pair(old.provisions, new.provisions, old.original)
    return Comparison(
        Source(sources[0].split() == sources[1].split(), _words(old, old) == _words(new, old)),
        tuple(_provisions(old, new, pairs)),
        tuple(_entries(_actors(old), _actors(new), pairs)),
        tuple(_entries(_relations(old), _relations(new), pairs)),
        tuple(_entries(_assignments(old), _assignments(new), pairs)),
        tuple(_other(old, new)),
    )


def _words(dataset: Dataset, first: Dataset) -> list[str]:
    """Return the words of an act with its printed numbers, in the first act's original language."""
    return [
        word
        for one in dataset.provisions
        for words in (one.num or "", one.text.get(first.original, ""))
        for word in words.split()
    ]


def _provisions(old: Dataset, new: Dataset, pairs: dict[str, str]) -> Iterator[ProvisionChange]:
    """Yield what stands in the new act in its order, then what was removed in the old one's."""
    before = {one.eid: one for one in old.provisions}
    known = {partner: before[eid] for eid, partner in pairs.items()}
    carried: dict[str, int] = defaultdict(int)
    for one in reversed(new.provisions):
        if one.parent and one.eid in known and _follows(known[one.eid], one, pairs):
            carried[one.parent] += 1 + carried[one.eid]
    for one in new.provisions:
        if one.eid in known:
            yield from _paired(known[one.eid], one, pairs, carried[one.eid])
        else:
            yield ProvisionChange(Alteration.ADDED, None, one.eid, None, one.num, _texts(None, one))
    for was in old.provisions:
        if was.eid not in pairs:
            yield ProvisionChange(Alteration.REMOVED, was.eid, None, was.num, None, _texts(was, None))


def _segment(eid: str) -> str:
    return eid.rsplit("__", 1)[-1]


def _follows(was: Provision, one: Provision, pairs: dict[str, str]) -> bool:
    """Say whether a provision has another address only because the one above it has."""
    return (
        was.eid != one.eid
        and was.parent is not None
        and pairs.get(was.parent) == one.parent
        and _segment(was.eid) == _segment(one.eid)
        and was.num == one.num
    )


def _paired(was: Provision, one: Provision, pairs: dict[str, str], below: int) -> Iterator[ProvisionChange]:
    def change(alteration: Alteration, fields: tuple[Field, ...] = (), below: int = 0) -> ProvisionChange:
        return ProvisionChange(alteration, was.eid, one.eid, was.num, one.num, fields, below)

    words = _texts(was, one)
    if words:
        yield change(Alteration.REWORDED, words)
    if (was.eid, was.num, was.ordinal) != (one.eid, one.num, one.ordinal) and not _follows(was, one, pairs):
        yield change(Alteration.RENUMBERED, below=below)
    facts = tuple(
        Field(key, before, after)
        for key in ("kind", "role")
        if (before := getattr(was, key)) != (after := getattr(one, key))
    )
    if facts:
        yield change(Alteration.CHANGED, facts)


def _texts(was: Provision | None, one: Provision | None) -> tuple[Field, ...]:
    """Return the words that differ, language by language."""
    before, after = was.text if was else {}, one.text if one else {}
    return tuple(_fields(before, after))


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Field]:
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield Field(key, before.get(key), after.get(key))


@dataclass(frozen=True)
class _Named:
    """An entry with what it is, its name, and the keys by which it is found again, the surest first."""

    thing: str
    name: str
    about: str
    entry: Entry
    keys: tuple[tuple[str, ...], ...]
    place: tuple[str, ...]
    """The keys that say where it stands: another value there means that it moved."""


def _actors(dataset: Dataset) -> list[_Named]:
    kinds = (
        ("body", dataset.organisation.bodies),
        ("post", dataset.organisation.posts),
        ("group", dataset.organisation.groups),
    )
    return [
        _Named(thing, one.id, one.id, one, (("id",),), ("parent", "region", "of"))
        for thing, members in kinds
        for one in members
    ]


def _relations(dataset: Dataset) -> list[_Named]:
    ends = ("subject", "object", "literal", "other")
    keys = (("kind", *ends), ("kind", "subject", "provision"), ("kind", "object", "provision"), ends[:2])
    found = []
    for one in dataset.relations:
        target = one.object or next(iter((one.literal or {}).values()), "")
        third = f" ({one.other})" if one.other else ""
        name = f"{one.subject} {one.kind} {target}{third}"
        found.append(_Named("relation", name, one.provision, one, keys, ends))
    return found


def _assignments(dataset: Dataset) -> list[_Named]:
    place = ("provision", "body")
    tied = (place, ("body", "ground"), ("body", "quote"), ("provision", "basis"))
    kinds = (("bearer", dataset.bearers, (place, place[:1])), ("assignment", dataset.assignments, tied))
    return [
        _Named(thing, f"{one.provision} – {one.body}", one.provision, one, keys, place)
        for thing, members, keys in kinds
        for one in members
    ]


FOLLOWING = ("provision", "named_in")
"""The keys of an entry that hold the address of a provision."""


def _values(entry: Entry, pairs: Mapping[str, str]) -> dict[str, str]:
    """Return an entry's values, each under a key such as `name.kk`, addresses as the pairs have them."""
    found: dict[str, str] = {}
    for key, value in entry.model_dump(mode="json", exclude_defaults=True).items():
        if isinstance(value, dict):
            found.update({f"{key}.{inner}": str(one) for inner, one in value.items()})
        elif isinstance(value, list):
            found[key] = ", ".join(map(str, value))
        else:
            found[key] = pairs.get(value, value) if key in FOLLOWING else str(value)
    return found


def _key(values: dict[str, str], names: tuple[str, ...], *, whole: bool) -> tuple[object, ...] | None:
    """Return the values of some keys; None where one is lacking though the whole is wanted."""
    wanted = tuple((key, value) for key, value in values.items() if key.partition(".")[0] in names)
    lacking = set(names) - {key.partition(".")[0] for key, _ in wanted}
    return None if whole and lacking else wanted


def _matched(old: list[_Named], new: list[_Named], pairs: Mapping[str, str]) -> dict[int, int]:
    """Return place in the new list -> place in the old one: by the whole entry, then by ever weaker keys."""
    before = [_values(one.entry, pairs) for one in old]
    after = [_values(one.entry, {}) for one in new]
    found: dict[int, int] = {}
    used: set[int] = set()
    steps = 1 + max((len(one.keys) for one in (*old, *new)), default=0)
    for step in range(steps):

        def key(one: _Named, values: dict[str, str], step: int = step) -> tuple[object, ...] | None:
            if step == 0:
                return one.thing, *values.items()
            if step > len(one.keys):
                return None
            part = _key(values, one.keys[step - 1], whole=step > 1)
            return None if part is None else (one.thing, *part)

        left: dict[tuple[object, ...] | None, deque[int]] = defaultdict(deque)
        for place, one in enumerate(old):
            if place not in used:
                left[key(one, before[place])].append(place)
        left.pop(None, None)
        for place, one in enumerate(new):
            candidates = left.get(key(one, after[place]))
            if place not in found and candidates:
                found[place] = candidates.popleft()
                used.add(found[place])
    return found


def _entries(old: list[_Named], new: list[_Named], pairs: Mapping[str, str]) -> Iterator[EntryChange]:
    """Yield what stands in the new list in its order, then what was removed in the old one's.

    An address that followed a renumbering is no difference.
    """
    matched = _matched(old, new, pairs)
    for place, one in enumerate(new):
        values = _values(one.entry, {})
        if place not in matched:
            yield EntryChange(Alteration.ADDED, one.thing, one.name, one.about, tuple(_fields({}, values)))
            continue
        was = old[matched[place]]
        fields = tuple(_fields(_values(was.entry, pairs), values))
        if fields:
            moved = any(field.key.partition(".")[0] in one.place for field in fields)
            alteration = Alteration.MOVED if moved else Alteration.CHANGED
            yield EntryChange(alteration, one.thing, one.name, one.about, fields)
    for place in sorted(set(range(len(old))) - set(matched.values())):
        was = old[place]
        fields = tuple(_fields(_values(was.entry, {}), {}))
        yield EntryChange(Alteration.REMOVED, was.thing, was.name, was.about, fields)


COMPARED = {"provisions", "bodies", "posts", "groups", "relations", "bearers", "assignments"}
"""What the comparison tells entry by entry."""


def _other(old: Dataset, new: Dataset) -> Iterator[str]:
    after = dict(_parts(new))
    for name, value in _parts(old):
        if name not in COMPARED and _plain(value) != _plain(after[name]):
            yield name


def _parts(dataset: Dataset) -> Iterator[tuple[str, object]]:
    """Yield every part of a dataset by its name; of a nested part, each of its own."""
    for name in Dataset.model_fields:
        value = getattr(dataset, name)
        if isinstance(value, Entry) and name not in ("site", "act"):
            yield from ((key, getattr(value, key)) for key in type(value).model_fields)
        else:
            yield name, value


def _plain(value: object) -> object:
    """Return a value without the places that its entries were read from."""
    if isinstance(value, Entry):
        return value.model_dump()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


class Span(NamedTuple):
    """A run of words: what happened to it, and the words with the spaces between them."""

    alteration: Alteration | None
    words: str


LONG = 2_000_000
"""The most pairs of words that are aligned; longer texts are shown as replaced whole."""


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return two texts as one row of kept, removed and added words; each text is the spans that it has.

    Words are parted by single spaces, so that other white space shows as a difference.
    """
    before, after = old.split(" "), new.split(" ")
    if len(before) * len(after) > LONG:
        return (Span(Alteration.REMOVED, old), Span(Alteration.ADDED, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    found = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.append(Span(None, " ".join(before[i1:i2])))
            continue
        if i1 < i2:
            found.append(Span(Alteration.REMOVED, " ".join(before[i1:i2])))
        if j1 < j2:
            found.append(Span(Alteration.ADDED, " ".join(after[j1:j2])))
    return tuple(found)
