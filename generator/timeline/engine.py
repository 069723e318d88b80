"""Builds the table of wordings of a dataset from its text and the operations of its amending acts.

The engine goes through the days on which something happens. On each it applies the unknown changes first,
then the acts in their order. The operations of one act are resolved against the text before that act, since
an act names provisions and counts paragraphs as they were.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.model import AmendingActFile, Dataset, Operation, Provision, UnknownChange
from generator.model.reads import TracedText
from generator.problems import Problem, ProblemsError, nearest
from generator.timeline import places
from generator.timeline.operations import OperationError, Step, apply
from generator.timeline.places import Life, Place, Tree
from generator.timeline.table import Cause, Provenance, State, Table, Wording

STATES = {Life.GIVEN: State.KNOWN, Life.UNKNOWN: State.UNKNOWN, Life.REPEALED: State.REPEALED}


class _Event(Struct):
    """What happens on a day, by one act or unknown change."""

    day: dt.date
    unknown: UnknownChange | None = None
    act: AmendingActFile | None = None
    operations: tuple[Operation, ...] = ()


def build(dataset: Dataset) -> Table:
    """Return the table of wordings. Raises `ProblemsError` with every operation that cannot be applied."""
    return _Engine(dataset).run()


def first_day(dataset: Dataset) -> dt.date | None:
    """Return the day of the text that the data hold, or None if they do not state it."""
    return dataset.act.version.date or dataset.act.date


class _Engine:
    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.amendments = dataset.amendments
        self.timeline = dataset.amendments.timeline
        self.first = first_day(dataset)
        roots = places.base(dataset.provisions, self.timeline.covers, provenance(dataset))
        self.units = {unit.id: unit for unit in self.timeline.units}
        for unit in self.timeline.units:
            if unit.provision is None:
                roots.append(places.silent(unit.id))
        self.tree = Tree(roots)
        self.problems: list[Problem] = []
        self.rows: list[tuple[Place, Wording]] = []
        self.open: dict[Place, Wording] = {}

    def run(self) -> Table:
        start = self.first or dt.date.min
        for place in self.tree.all():
            place.given = start
        events = list(self._events())
        self._record(start)
        for day in sorted({event.day for event in events}):
            for event in (event for event in events if event.day == day):
                self._take(event)
            self._record(day)
        if self.problems:
            raise ProblemsError(self.problems)
        self.rows += self.open.items()
        order = {place: position for position, place in enumerate(self.tree.all())}
        rows = [
            replace(self._doubted(row), order=order[place], text=TracedText(row.text))
            for place, row in self.rows
        ]
        rows.sort(key=lambda row: (row.order, row.start))
        days = {row.start for row in rows} | {row.last_known_from for row in rows if row.last_known_from}
        return Table(tuple(rows), self.timeline.approved, self.first, tuple(sorted(days)))

    def _events(self) -> Iterator[_Event]:
        """Yield the events: on one day the unknown changes first, then the acts in their order."""
        for change in self.timeline.unknown:
            if change.provisions:
                yield _Event(change.on, unknown=change)
        for act in self.amendments.acts:
            days = sorted({operation.on or act.in_force for operation in act.operations})
            for day in days:
                its = tuple(one for one in act.operations if (one.on or act.in_force) == day)
                if day < act.date:
                    for operation in its:
                        message = (
                            f"`on`: {day} is before the act itself, of {act.date}; expected that day or later"
                        )
                        self._problem(operation, message, "on")
                elif self.first and day <= self.first:
                    for operation in its:
                        message = (
                            f"begins on {day}, and the text at hand is that of {self.first}; expected a "
                            "later day"
                        )
                        self._problem(operation, message, "on")
                else:
                    yield _Event(day, act=act, operations=its)

    def _problem(self, operation: Operation, message: str, key: str = "target") -> None:
        file, line = operation.at.of(key)
        self.problems.append(Problem(file, line, message))

    def _take(self, event: _Event) -> None:
        if event.unknown:
            self._forget(event.unknown)
            return
        assert event.act
        provisions = {one.eid: one for one in self.amendments.provisions[event.act.act]}
        resolved = []
        for operation in event.operations:
            step = self._resolve(operation, event, provisions)
            if step:
                resolved.append(step)
        self._conflicts(resolved)
        for step in resolved:
            try:
                apply(self.tree, step)
            except OperationError as error:
                self._problem(step.operation, str(error), error.key)
        self.tree.address()

    def _resolve(
        self, operation: Operation, event: _Event, provisions: Mapping[str, Provision]
    ) -> Step | None:
        assert event.act
        if operation.by not in provisions:
            choices = nearest(operation.by, provisions)
            self._problem(
                operation, f"`by`: `{event.act.act}` has no provision `{operation.by}`{choices}", "by"
            )
            return None
        unit = self.units.get(operation.target)
        target = unit.provision if unit and unit.provision else operation.target
        place = self.tree.find(target)
        above = None if place else self.tree.nearest_above(target)
        if place is None and (above is None or above.life is not Life.UNKNOWN):
            known = [one.eid for one in self.tree.all() if one.life in (Life.GIVEN, Life.UNKNOWN)]
            known += self.units
            message = (
                f"`{operation.target}` is not in the text of {event.day}{nearest(operation.target, known)}"
            )
            self._problem(operation, message)
            return None
        received = {
            file.language: Provenance.UNOFFICIAL_COPY if file.unofficial_copy else Provenance.OFFICIAL
            for file in event.act.received
        }
        return Step(
            operation=operation,
            cause=Cause(event.act.act, operation),
            day=event.day,
            provisions=provisions,
            target=target,
            place=place,
            above=above,
            there=tuple(place.paragraphs()) if place else (),
            provenance=received,
            original=self.dataset.act.version.language,
        )

    def _conflicts(self, steps: list[Step]) -> None:
        """Report operations of one act and day that change the same place."""
        for position, step in enumerate(steps):
            for other in steps[:position]:
                if step.clashes(other):
                    line = other.operation.at.line
                    message = (
                        f"changes `{step.operation.target}` on {step.day}, as the operation of line {line} "
                        "does; expected one operation on one place on one day"
                    )
                    self._problem(step.operation, message)

    def _forget(self, change: UnknownChange) -> None:
        """Make the words of provisions unknown, with all below them."""
        for position, name in enumerate(change.provisions):
            unit = self.units.get(name)
            place = self.tree.find(unit.provision if unit and unit.provision else name)
            if place is None:
                known = [one.eid for one in self.tree.all()]
                file, line = change.at.of(f"provisions.{position}")
                message = f"`{name}` is not in the text of {change.on}{nearest(name, known)}"
                self.problems.append(Problem(file, line, message))
                continue
            for one in place.below():
                if one.life in (Life.GIVEN, Life.SILENT):
                    one.life, one.cause, one.given = Life.UNKNOWN, Cause(change.id), change.on

    def _record(self, day: dt.date) -> None:
        """Close the rows that no longer hold on a day, and open those that begin."""
        for place in list(self.tree.all()):
            before = self.open.get(place)
            now = self._row(place, day)
            if before and now and _same(before, now):
                continue
            if before:
                ended = place.ended_by or place.moved_by or place.cause
                if before.start < day:
                    self.rows.append((place, replace(before, until=day, ended_by=ended)))
                del self.open[place]
            if now:
                self.open[place] = now
            place.moved_by = None

    def _row(self, place: Place, day: dt.date) -> Wording | None:
        if place.life not in STATES:
            return None
        place.identity = place.identity or f"{day}/{place.eid}"
        given = place.life is Life.GIVEN
        return Wording(
            eid=place.eid,
            identity=place.identity,
            parent=place.parent.eid if place.parent else None,
            kind=place.kind,
            num=place.num,
            order=0,
            start=day,
            until=None,
            state=STATES[place.life],
            text=dict(place.text) if given else {},
            provenance=dict(place.provenance) if given else {},
            by=place.cause,
            moved_by=place.moved_by if given and place.given != day else None,
            given=place.given,
            unit=place.unit,
        )

    def _doubted(self, row: Wording) -> Wording:
        """Return a row with the first day on which its words are only the last known ones."""
        if row.state is not State.KNOWN or row.given is None:
            return row
        days = []
        for change in self.timeline.unknown:
            if change.no_later_than and change.on > row.given:
                # It may have happened on any day after the words were given.
                days.append(row.given + dt.timedelta(days=1))
            elif not change.no_later_than and change.on >= row.given:
                days.append(change.on)
        day = max(min(days, default=dt.date.max), row.start)
        if day == dt.date.max or (row.until and day >= row.until):
            return row
        return replace(row, last_known_from=day)


def _same(before: Wording, now: Wording) -> bool:
    """Tell whether a row goes on: the same words at the same address."""
    return (before.eid, before.parent, before.num, before.state, before.text, before.by) == (
        now.eid,
        now.parent,
        now.num,
        now.state,
        now.text,
        now.by,
    )


def provenance(dataset: Dataset) -> dict[str, Provenance]:
    """Return where the words of the act come from: language code -> provenance."""
    official = {version.language for version in dataset.act.received}
    kinds = {language.code: Provenance.TRANSLATION for language in dataset.languages}
    kinds |= dict.fromkeys(official, Provenance.OFFICIAL)
    return kinds | {dataset.act.version.language: Provenance.ORIGINAL}
