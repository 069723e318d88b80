"""Names days, places and changes of the statute in time, in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from generator.act.eid import within
from generator.model import AmendingActFile, Operation
from generator.plan.history import History
from generator.plan.localization import Localization


def short_date(localization: Localization, day: dt.date) -> str:
    """Return a day in digits, as in `17.12.2025`."""
    return localization.plain("date.short", day=f"{day.day:02}", month=f"{day.month:02}", year=day.year)


def dated(history: History, localization: Localization, day: dt.date) -> Localization:
    """Return a language with the provisions of a later day, for places and citations."""
    return Localization(history.index_on(day), localization.language)


def place(history: History, localization: Localization, day: dt.date, eid: str) -> str:
    """Return a short name of a place in the text of a day, or the name of a unit of amendments.yml."""
    for unit in history.dataset.amendments.timeline.units:
        if eid in (unit.id, unit.provision):
            return localization.text(unit.name)
    row = history.table.at(eid, day)
    if row and row.unit:
        name = place(history, localization, day, row.unit)
        return localization.plain("in_time.in_unit", unit=name, num=row.num or "")
    on_day = dated(history, localization, day)
    provision = on_day.index.provisions.get(eid)
    if provision:
        return on_day.place(provision)
    provision = localization.index.provisions.get(eid)
    return localization.place(provision) if provision else eid


def what(history: History, localization: Localization, act: AmendingActFile, operation: Operation) -> Markup:
    """Return what an operation does, as `пункт 11 – новая редакция`."""
    where = place(history, localization, history.day_of(act, operation), operation.target)
    return localization.message(f"in_time.do.{operation.do}", place=where)


def changes_on(history: History, localization: Localization, eid: str, day: dt.date) -> Sequence[str]:
    """Return what the operations of a day did to a provision or to parts of it, in their order."""
    done: dict[str, None] = {}
    for act in history.dataset.amendments.acts:
        for operation in act.operations:
            touched = any(within(row.eid, eid) for row in history.given_by(operation))
            if history.day_of(act, operation) == day and (touched or operation.target == eid):
                done[str(what(history, localization, act, operation).unescape())] = None
    return tuple(done)


def lines(history: History, localization: Localization, eid: str) -> Sequence[str]:
    """Return a line for each day on which a provision of `compared` was changed, as `17.12.2025: …`."""
    return [
        localization.plain(
            "in_time.line",
            date=short_date(localization, day),
            what="; ".join(changes_on(history, localization, eid, day)),
        )
        for day in history.compared[eid]
    ]


def quiet_line(history: History | None, localization: Localization, eid: str) -> str | None:
    """Return the line that says how a provision was changed later.

    It is empty for a provision below one that has the line, and None for a provision whose later wording is
    not known or not joined to that of the site.
    """
    joined = history.compared_at(eid) if history else ""
    if history is None or not joined:
        return None
    return "; ".join(lines(history, localization, eid)) if joined == eid else ""
