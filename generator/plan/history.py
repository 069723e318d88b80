"""Selects what the site shows of the statute in time: days, amending acts, provisions with later wordings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.act.eid import within
from generator.act.index import Index
from generator.act.targets import Target
from generator.model import AmendingActFile, Dataset, Operation, Provision, UnknownChange
from generator.timeline import engine
from generator.timeline.table import State, Table, Wording


@dataclass(frozen=True)
class History:
    """The table of wordings of a statute that is amended, and what the site shows of it.

    It has no words, so that it is the same in every language.
    """

    dataset: Dataset = field(repr=False)
    table: Table

    @cached_property
    def acts(self) -> dict[str, AmendingActFile]:
        """The amending acts by their ids."""
        return {act.act: act for act in self.dataset.amendments.acts}

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """The later days on which an act gave words or took them, in order."""
        return tuple(sorted({row.start for row in self.table.rows if self.is_later(row)}))

    def is_later(self, row: Wording) -> bool:
        """Say whether an act gave the words of a row, or repealed them, after the version of the site."""
        return bool(row.by and row.by.operation and not row.moved_by and row.state is not State.UNKNOWN)

    @cached_property
    def compared(self) -> dict[str, tuple[dt.date, ...]]:
        """The provisions of the site's version with later wordings -> the days of those, in order.

        They are those that the acts themselves continue, and those of the `continuations` of amendments.yml.
        No other provision is joined to a later wording: after a change of unknown extent the same address may
        be another provision.
        """
        days: dict[str, set[dt.date]] = {}
        for continuation in self.dataset.amendments.timeline.continuations:
            eid = continuation.provision
            days[eid] = {row.start for row in self.table.rows if self.is_later(row) and within(row.eid, eid)}
        for identity, rows in self.table.by_identity.items():
            eid = identity.partition("/")[2]
            certain = all(row.last_known_from is None for row in rows if row.until)
            if rows[0].start == self.table.first and rows[0].by is None and certain:
                later = {row.start for row in rows if self.is_later(row)}
                if later and not any(within(eid, other) for other in days):
                    days[eid] = later
        order = [provision.eid for provision in self.dataset.provisions]
        return {eid: tuple(sorted(days[eid])) for eid in order if days.get(eid)}

    def compared_at(self, eid: str) -> str:
        """Return the provision of `compared` that is a provision or above it; empty if there is none."""
        return next((other for other in self.compared if within(eid, other)), "")

    def same_address(self, provision: Provision) -> tuple[Wording, ...]:
        """Return the later wordings at the address of a provision that have other words.

        A provision that is joined to its later wordings has none. Whether these are wordings of the same
        provision is not known: its number may have passed to another.
        """
        if self.compared_at(provision.eid):
            return ()
        rows = self.table.by_eid.get(provision.eid, ())
        original = self.dataset.original
        later = (row for row in rows if self.is_later(row) and row.text)
        return tuple(row for row in later if row.text[original] != provision.text[original])

    @cached_property
    def _indexes(self) -> dict[dt.date, Index]:
        return {}

    def index_on(self, day: dt.date) -> Index:
        """Return the provisions of a day with their addresses, numbers and words, for places and citations.

        What the timeline does not cover is as in the version of the site. Provisions of unknown words have
        none. Terms, references and titles belong to the version of the site: the index has none of them.
        """
        if day not in self._indexes:
            provisions = tuple(self._provisions(day))
            bare = Dataset.model_construct(**dict(self.dataset))
            empty = {
                # The edition that citations name is that of the site's version.
                "act": self.dataset.act.model_copy(update={"edition": None}),
                "glossary": type(self.dataset.glossary)(),
                "editorial": type(self.dataset.editorial)(),
                "citations": type(self.dataset.citations)(),
                "provisions": provisions,
            }
            self._indexes[day] = Index(bare.model_copy(update=empty))
        return self._indexes[day]

    def _provisions(self, day: dt.date) -> Iterator[Provision]:
        rows = {row.eid: row for row in self.table.on(day)}
        covers = self.dataset.amendments.timeline.covers
        original = {provision.eid: provision for provision in self.dataset.provisions}
        for provision in self.dataset.provisions:
            if covers and not any(within(provision.eid, root) for root in covers):
                yield provision
        children: dict[str, list[str]] = {}
        for row in rows.values():
            children.setdefault(row.parent or "", []).append(row.eid)
        for row in rows.values():
            before = original.get(row.eid)
            yield Provision.model_construct(
                eid=row.eid,
                parent=row.parent or (before.parent if before else None),
                kind=row.kind,
                role=None,
                num=row.num,
                ordinal=None,
                text=row.text,
                children=tuple(children.get(row.eid, ())),
                part="",
            )

    def given_by(self, operation: Operation) -> Sequence[Wording]:
        """Return the rows of the words that an operation gave, in the order of the text."""
        return self._given.get(id(operation), ())

    @cached_property
    def _given(self) -> dict[int, list[Wording]]:
        """The id of each operation of the dataset -> the rows of the words that it gave."""
        given: dict[int, list[Wording]] = {}
        for row in self.table.rows:
            if row.by and row.by.operation and self.is_later(row) and row.state is State.KNOWN:
                given.setdefault(id(row.by.operation), []).append(row)
        return given

    def day_of(self, act: AmendingActFile, operation: Operation) -> dt.date:
        """Return the day on which an operation enters into force."""
        return operation.on or act.in_force

    def pages(self) -> Iterator[tuple[str, str, str]]:
        """Yield (address, kind, subject) of each page below that of the history."""
        for day in self.days:
            yield f"versions/{day}.html", "version", f"{day}"
        if self.compared:
            yield "comparisons.html", "comparisons", ""
        for structure in self.dataset.amendments.timeline.structures:
            yield f"structures/{structure.on}.html", "structure", f"{structure.on}"
        for act in self.acts:
            yield f"amendments/{act}.html", "amendment", act

    def addresses(self) -> dict[Target, str]:
        """Return the address of each provision of an amending act and of each wording of a later day."""
        homes = {Target.comparison(eid): f"comparisons.html#{eid}" for eid in self.compared}
        for day in self.days:
            for row in self.table.on(day):
                if self.is_shown(row):
                    homes[Target.version(day, row.eid)] = f"versions/{day}.html#{row.eid}"
        for act, provisions in self.dataset.amendments.provisions.items():
            for provision in provisions:
                homes[Target.amendment(act, provision.eid)] = f"amendments/{act}.html#{provision.eid}"
        return homes

    def is_shown(self, row: Wording) -> bool:
        """Say whether the page of a later day shows the words of a row.

        The words of the version of the site are shown as those of a later day only if nothing of unknown
        effect happened since.
        """
        return row.state is State.KNOWN and (row.by is not None or row.last_known_from is None)

    @property
    def unknown(self) -> tuple[UnknownChange, ...]:
        """The changes of unknown extent and the acts of unknown effect, by date."""
        return tuple(sorted(self.dataset.amendments.timeline.unknown, key=lambda change: change.on))


def history(dataset: Dataset, table: Table | None = None) -> History | None:
    """Return the history of a statute; None if the data name neither an amending act nor an unknown change.

    `table` is the table of wordings, if it is built already. Raises `ProblemsError` with every operation that
    cannot be applied.
    """
    timeline = dataset.amendments.timeline
    if not dataset.amendments.acts and not timeline.unknown:
        return None
    return History(dataset, table or engine.build(dataset))
