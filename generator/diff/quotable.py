"""Collects the wordings that can be quoted: the act, the statute in time, and the amending acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from generator.diff.quoted_text import Unit
from generator.model import AmendingActFile, Dataset, Kind
from generator.timeline import engine
from generator.timeline.table import Provenance, State, Table, Wording


def texts(dataset: Dataset, table: Table) -> list[tuple[Unit, ...]]:
    """Return every text: the act in the version of the data, then the later days, then the amending acts."""
    first = dataset.act.version.date or dt.date.min
    given = {row.eid: row for row in table.on(table.first or first)}
    provenance = engine.provenance(dataset)
    act = tuple(
        _wording(given[provision.eid])
        if provision.eid in given
        else Unit(
            "",
            provision.eid,
            provision.num,
            provision.text,
            provenance,
            dataset.act.version.date,
            None,
            None,
        )
        for provision in dataset.provisions
        if provision.kind is not Kind.NOTE
    )
    days = [day for day in table.days if day > (table.first or first)]
    return _distinct([act, *(_on(table, day) for day in days), *_amending(dataset, dt.date.max)])


def texts_on(dataset: Dataset, table: Table, day: dt.date) -> list[tuple[Unit, ...]]:
    """Return the texts of a day, with the last known wordings; empty if none is at hand for it."""
    statute = _on(table, day) if not table.first or day >= table.first else ()
    in_time = set(table.by_eid)
    act = tuple(
        unit
        for unit in texts(dataset, table)[0]
        if unit.eid not in in_time and (unit.start is None or unit.start <= day)
    )
    return _distinct([statute, act, *_amending(dataset, day)])


def _on(table: Table, day: dt.date) -> tuple[Unit, ...]:
    rows = (row for row in table.on(day) if row.state is State.KNOWN and row.kind is not Kind.NOTE)
    return tuple(_wording(row) for row in rows)


def _wording(row: Wording) -> Unit:
    start = row.start if row.start > dt.date.min else None
    given = row.given if row.given and row.given > dt.date.min else start
    return Unit("", row.eid, row.num, row.text, row.provenance, given, row.until, row.last_known_from)


def _amending(dataset: Dataset, day: dt.date) -> Iterator[tuple[Unit, ...]]:
    """Yield the amending acts of a day or of an earlier one."""
    for act in dataset.amendments.acts:
        if act.date <= day:
            provenance = {file.language: _received(act, file.language) for file in act.received}
            yield tuple(
                Unit(act.act, provision.eid, provision.num, provision.text, provenance, act.date, None, None)
                for provision in dataset.amendments.provisions[act.act]
            )


def _received(act: AmendingActFile, language: str) -> Provenance:
    file = next(file for file in act.received if file.language == language)
    return Provenance.UNOFFICIAL_COPY if file.unofficial_copy else Provenance.OFFICIAL


def _distinct(found: Sequence[tuple[Unit, ...]]) -> list[tuple[Unit, ...]]:
    """Return the texts that have units, each once."""
    distinct: dict[tuple[tuple[str, str, dt.date | None, str | None], ...], tuple[Unit, ...]] = {}
    for units in found:
        if units:
            key = tuple((unit.source, unit.eid, unit.start, unit.num) for unit in units)
            distinct.setdefault(key, units)
    return list(distinct.values())
