"""Table of wordings: for each provision the days, the words in each language, and what gave them.

Views as of a day, comparisons, citations and exports are filters over this table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property

from msgspec import Struct, field

from generator.model import Kind, Operation


class State(StrEnum):
    """What is known of a provision on a day."""

    KNOWN = "known"
    """Its wording is given for that day, and nothing of unknown effect happened since."""
    LAST_KNOWN = "last-known"
    """Its wording was given for an earlier day; since then something of unknown effect happened."""
    UNKNOWN = "unknown"
    """It changed, or stands in a text that changed; its words are not at hand."""
    REPEALED = "repealed"
    NOT_YET = "not-yet"
    """It begins on a later day."""
    ENDED = "ended"
    """Another row of the table has its wording of that day."""


class Provenance(StrEnum):
    """Where words come from."""

    ORIGINAL = "original"
    """The statute's own words in the version of act.yml, as received."""
    OFFICIAL = "official"
    """An official text in a second language, or an amending act compared with an official text."""
    UNOFFICIAL_COPY = "unofficial-copy"
    """An official text, read from an unofficial copy and not compared with the official database."""
    TRANSLATION = "translation"
    """The site's own translation."""


class Cause(Struct, frozen=True):
    """The instruction that gave a wording or ended it; or, without an operation, an unknown change."""

    id: str
    """The id of the amending act, or of the unknown change in amendments.yml."""
    operation: Operation | None = None


class Wording(Struct, frozen=True):
    """A row of the table: one provision with one wording, from one day until another.

    `identity` is the same for all rows of a provision that the acts themselves continue; a change of unknown
    extent ends it. A wording given later for the same address has another identity, and only an editorial
    continuation links the two.
    """

    eid: str
    """The address on these days. It is an address within the text of those days, not a name for good."""
    identity: str
    """Joins the rows of one provision: `<first day>/<first eId>`."""
    parent: str | None
    """The address of the provision above it on these days, or None."""
    kind: Kind
    num: str | None
    """The number as printed."""
    order: int
    """The place in the statute: rows of a day sorted by it stand in the order of the text."""
    start: dt.date
    """The first day."""
    until: dt.date | None
    """The first day on which it no longer holds; None if there is no such day."""
    state: State
    """KNOWN, UNKNOWN or REPEALED, as of `start`."""
    text: Mapping[str, str] = field(default_factory=dict)
    """Language code -> the words without the number; empty unless the state is KNOWN."""
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """Language code -> where the words come from."""
    by: Cause | None = None
    """What gave the words, or took them; None for the version of act.yml."""
    moved_by: Cause | None = None
    """What changed only the address, if the row begins for that reason; `by` still gave the words."""
    ended_by: Cause | None = None
    """What ended the row."""
    given: dt.date | None = None
    """The day on which the words were given; earlier than `start` if the row begins with a new address."""
    last_known_from: dt.date | None = None
    """The first day on which the words are only the last known ones; None if there is no such day."""
    unit: str | None = None
    """The id of the unit of amendments.yml that it belongs to, if its address is not one of the statute."""

    def state_on(self, day: dt.date) -> State:
        """Return what is known of this row on a day."""
        if day < self.start:
            return State.NOT_YET
        if self.until and day >= self.until:
            return State.ENDED
        if self.state is State.KNOWN and self.last_known_from and day >= self.last_known_from:
            return State.LAST_KNOWN
        return self.state

    def covers(self, day: dt.date) -> bool:
        """Tell whether the row holds on a day."""
        return self.start <= day and (self.until is None or day < self.until)


class Table(Struct, frozen=True, dict=True):
    """All wordings of a statute.

    `approved` is the day on which the statute was approved, `first` the first day whose text is at hand; both
    are None if the data do not state them, and the text then holds on every day.
    """

    rows: tuple[Wording, ...]
    """In the order of the statute, and of time for one place."""
    approved: dt.date | None
    first: dt.date | None
    days: tuple[dt.date, ...]
    """The days on which something changes or becomes uncertain, in order, `first` included."""

    @cached_property
    def by_eid(self) -> dict[str, tuple[Wording, ...]]:
        """The rows of each address, by time."""
        by_eid: dict[str, list[Wording]] = {}
        for row in self.rows:
            by_eid.setdefault(row.eid, []).append(row)
        return {eid: tuple(sorted(rows, key=lambda row: row.start)) for eid, rows in by_eid.items()}

    @cached_property
    def by_identity(self) -> dict[str, tuple[Wording, ...]]:
        """The rows of each provision, by time."""
        by_identity: dict[str, list[Wording]] = {}
        for row in self.rows:
            by_identity.setdefault(row.identity, []).append(row)
        return {key: tuple(sorted(rows, key=lambda row: row.start)) for key, rows in by_identity.items()}

    def on(self, day: dt.date) -> Iterator[Wording]:
        """Yield the rows of a day in the order of the text, one for each address.

        Repealed provisions are left out. Where a wording is given for an address, the row that says that the
        provision of an earlier version with this address is unknown is left out.
        """
        rows = sorted((row for row in self.rows if row.covers(day)), key=lambda row: row.order)
        given = {row.eid for row in rows if row.state is State.KNOWN}
        for row in rows:
            if row.state is State.KNOWN or (row.state is State.UNKNOWN and row.eid not in given):
                yield row

    def at(self, eid: str, day: dt.date) -> Wording | None:
        """Return the row of an address on a day: the given wording, else the unknown or repealed one."""
        rows = [row for row in self.by_eid.get(eid, ()) if row.covers(day)]
        return min(rows, key=lambda row: row.state is not State.KNOWN, default=None)
