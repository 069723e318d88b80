"""Tree of provisions that the engine changes day by day, with the address of each on the current day."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum, auto

from msgspec import Struct, field

from generator.act.eid import ABBREVIATIONS, number
from generator.model import Kind, Provision
from generator.timeline.table import Cause, Provenance

LOCAL = re.compile(r"(?P<kind>[A-Za-z]+)_(?P<number>\d+(?:-\d+)*)")


class Life(Enum):
    """Whether a place has words on the current day."""

    GIVEN = auto()
    UNKNOWN = auto()
    REPEALED = auto()
    ENDED = auto()
    """Replaced, with what it belonged to."""
    SILENT = auto()
    """Only a name that operations use; nothing is known of it yet."""


class Place(Struct, eq=False):
    """A provision at its place in the statute. It is never removed, so that the order of all days is one."""

    kind: Kind
    num: str | None
    ordinal: str | None
    text: dict[str, str]
    provenance: dict[str, Provenance]
    parent: Place | None = None
    children: list[Place] = field(default_factory=list)
    life: Life = Life.GIVEN
    eid: str = ""
    """The address on the current day, or on the last one."""
    lead: str | None = None
    """What stands before the last part of the address, if that is not the parent's address."""
    fixed: str | None = None
    """The last part of the address, where the text around is not at hand and positions cannot be counted."""
    unit: str | None = None
    cause: Cause | None = None
    """What gave the words."""
    moved_by: Cause | None = None
    ended_by: Cause | None = None
    given: dt.date | None = None
    identity: str = ""

    def below(self) -> Iterator[Place]:
        """Yield the place and all below it, in order."""
        yield self
        for child in self.children:
            yield from child.below()

    def paragraphs(self) -> list[Place]:
        """Return the paragraphs (абзац) that have words: the introductory line first, then all below it."""
        return [place for place in self.below() if place.life is Life.GIVEN and place.kind is not Kind.NOTE]


class Tree:
    """The provisions of a statute on one day."""

    def __init__(self, roots: list[Place]) -> None:
        self.roots = roots

    def all(self) -> Iterator[Place]:
        """Yield every place, in order, with those that have no words on the current day."""
        for root in self.roots:
            yield from root.below()

    def find(self, eid: str) -> Place | None:
        """Return the place of an address: the one with words, else the unknown or silent one."""
        at = [place for place in self.all() if place.eid == eid]
        for life in (Life.GIVEN, Life.UNKNOWN, Life.SILENT):
            for place in reversed(at):
                if place.life is life:
                    return place
        return None

    def nearest_above(self, eid: str) -> Place | None:
        """Return the closest place above an address that is on the current day's text or unknown."""
        while "__" in eid:
            eid = eid.rsplit("__", 1)[0]
            place = self.find(eid)
            if place:
                return place
        return None

    def address(self) -> None:
        """Compute the addresses of the current day, as `act.eid` does; those that have ended keep theirs."""
        self._below(self.roots, None)

    def _below(self, siblings: Iterable[Place], above: Place | None) -> None:
        taken: Counter[str] = Counter()
        positions: Counter[Kind] = Counter()
        for place in siblings:
            if place.life is Life.GIVEN and not (above and above.life is Life.UNKNOWN):
                prefix = place.lead if place.lead is not None else f"{above.eid}__" if above else ""
                place.eid = self._local(place, above, positions, prefix, taken)
            self._below(place.children, place)

    @staticmethod
    def _local(
        place: Place, above: Place | None, positions: Counter[Kind], prefix: str, taken: Counter[str]
    ) -> str:
        positions[place.kind] += 1
        has_opening = place.kind is Kind.PART and above is not None
        has_opening = has_opening and above.kind not in (Kind.CHAPTER, Kind.ANNEX)  # type: ignore[union-attr]
        position = positions[place.kind] + has_opening
        printed = number(place.num) or number(place.ordinal) or str(position)
        local = place.fixed or f"{ABBREVIATIONS[place.kind]}_{printed}"
        eid = f"{prefix}{local}"
        taken[eid] += 1
        return eid if taken[eid] == 1 else f"{eid}_{taken[eid]}"


def base(
    provisions: Iterable[Provision], covers: Iterable[str], provenance: Mapping[str, Provenance]
) -> list[Place]:
    """Return the covered provisions of a version as roots with all below them."""
    covered = frozenset(covers)
    places: dict[str, Place] = {}
    roots: list[Place] = []
    for provision in provisions:
        parent = places.get(provision.parent or "")
        if covered and provision.eid not in covered and parent is None:
            continue
        place = Place(
            kind=provision.kind,
            num=provision.num,
            ordinal=provision.ordinal,
            text=dict(provision.text),
            provenance={code: provenance[code] for code in provision.text},
            parent=parent,
            eid=provision.eid,
        )
        places[provision.eid] = place
        if parent is None:
            place.fixed, place.lead = provision.eid, ""
            roots.append(place)
        else:
            parent.children.append(place)
            if not provision.eid.startswith(f"{parent.eid}__"):
                # What stands below an annex leaves the annex out of its address.
                place.lead = provision.eid.rsplit("__", 1)[0] + "__" if "__" in provision.eid else ""
    return roots


def position_of(local: str) -> tuple[str, tuple[int, ...]] | None:
    """Return (kind, numbers) of the last part of an address, to order siblings; None if it has no number."""
    match = LOCAL.fullmatch(local)
    return (match["kind"], tuple(map(int, match["number"].split("-")))) if match else None


def place_by_number(parent: Place, new: Place, local: str) -> None:
    """Put a place among its siblings after the last one of its kind whose number is not greater."""
    mine = position_of(local)
    at = None
    for index, sibling in enumerate(parent.children):
        theirs = position_of(sibling.eid.rsplit("__", 1)[-1])
        if mine and theirs and theirs[0] == mine[0] and theirs[1] <= mine[1]:
            at = index + 1
    parent.children.insert(len(parent.children) if at is None else at, new)


def silent(unit: str) -> Place:
    """Return the place of a unit that the version at hand lacks; its id stands for its address."""
    place = Place(Kind.LIST, None, None, {}, {}, life=Life.SILENT, eid=unit, lead="", fixed=unit)
    place.unit = unit
    return place
