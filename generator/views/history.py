"""Builds the page of the history of the text: what is known of each day, and what is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.model import AmendingActFile, UnknownChange
from generator.timeline.table import State
from generator.views import in_time
from generator.views.context import PageContext
from generator.views.parts import Link, View


class Event(Struct, frozen=True):
    """A day of the timeline."""

    id: str
    day: Markup
    state: str
    """`approved`, `complete`, `changed`, `partly` or `doubtful`: what is known of the text from that day."""
    title: Markup
    words: Sequence[str]
    links: Sequence[Link]
    sources: Sequence[Link]


class Today(Struct, frozen=True):
    """A provision with a later wording: the link to it, and the day on which an act gave its words."""

    link: Link
    given: str
    partly: bool
    """Whether a later act replaced a part of it."""


class HistoryView(View, frozen=True, kw_only=True):
    """What the page of the history shows."""

    events: Sequence[Event]
    currency: Link
    today: Sequence[Today]
    """The last known wordings that differ from the version of the site."""
    doubt: Markup
    """Since when even these are only the last known ones; empty if nothing is in doubt."""
    compared: Sequence[Link]
    """The provisions whose wordings stand side by side."""
    why: str
    """Why the others have no later wording here; empty if all have."""


def history(context: PageContext) -> HistoryView:
    """The history of the text: what is known of each day, and what is not."""
    history, localization = in_time.history_of(context), context.localization
    lost = [change for change in history.unknown if change.provisions]
    doubts = [change for change in history.unknown if not change.provisions]
    last = doubts[-1] if doubts else None
    return HistoryView(
        events=[event for _, _, event in sorted(_events(context), key=lambda entry: entry[:2])],
        currency=Link(localization.strings["page.currency"], context.link(Target.page("currency"))),
        today=list(_today(context)),
        doubt=localization.message("history.doubt", act=localization.text(last.act)) if last else Markup(),
        compared=[
            Link(
                localization.place(context.index.provisions[eid]),
                context.link(Target.comparison(eid)),
            )
            for eid in history.compared
        ],
        why=localization.text(lost[0].ground) if lost else "",
        correction=context.correction(history.dataset.amendments.timeline),
    )


def _events(context: PageContext) -> Iterator[tuple[dt.date, int, Event]]:
    """Yield (day, rank, event); on one day an unknown change stands before an act."""
    history, localization = in_time.history_of(context), context.localization
    approved, first = history.table.approved, history.table.first
    if approved and approved != first:
        yield approved, 0, _event(context, "approved", approved, [])
    if first:
        links = [
            Link(localization.strings["page.text"], context.link(Target.page("text"))),
            Link(localization.strings["page.proof"], context.link(Target.page("how-the-text-was-made"))),
        ]
        yield first, 1, _event(context, "complete", first, links)
    for change in history.unknown:
        yield change.on, 2, _unknown(context, change)
    for act in history.acts.values():
        days = {history.day_of(act, operation) for operation in act.operations} or {act.in_force}
        for day in sorted(days):
            yield day, 3, _amended(context, act, day)


def _event(context: PageContext, state: str, day: dt.date, links: Sequence[Link]) -> Event:
    localization = context.localization
    return Event(
        id=f"on-{day}-{state}",
        day=localization.date(day),
        state=state,
        title=localization.message(f"history.{state}"),
        words=(localization.strings[f"history.{state}.words"],),
        links=links,
        sources=(),
    )


def _unknown(context: PageContext, change: UnknownChange) -> Event:
    localization = context.localization
    lost = bool(change.provisions)
    date = localization.date(change.on)
    act = localization.text(change.act)
    if lost:
        key = f"history.changed.{change.cause}"
        title = localization.message(key, act=act)
    else:
        title = localization.message("history.doubtful", act=act)
    return Event(
        id=change.id,
        day=localization.message("history.no_later", date=date) if change.no_later_than else date,
        state="changed" if lost else "doubtful",
        title=title,
        words=(localization.text(change.ground),),
        links=(),
        sources=[context.source(id_) for id_ in change.sources],
    )


def _amended(context: PageContext, act: AmendingActFile, day: dt.date) -> Event:
    history, localization = in_time.history_of(context), context.localization
    rows = list(history.table.on(day))
    partly = any(row.state_on(day) in (State.UNKNOWN, State.LAST_KNOWN) for row in rows)
    state = "partly" if partly else "complete"
    links = [in_time.act_link(context, act.act)]
    if day in history.days:
        links.append(
            Link(
                localization.plain("page.version", date=localization.date_of(day).unescape()),
                context.link(Target.version(day)),
            )
        )
    structures = {structure.on for structure in history.dataset.amendments.timeline.structures}
    if day in structures:
        links.append(
            Link(
                localization.plain("page.structure", date=localization.date_of(day).unescape()),
                context.link(Target.structure(day)),
            )
        )
    return Event(
        id=f"{act.act}-{day}",
        day=localization.date(day),
        state=state,
        title=localization.message(f"history.amended.{state}", act=localization.text(act.name)),
        words=(),
        links=links,
        sources=(),
    )


def _today(context: PageContext) -> Iterator[Today]:
    """Yield what the operations gave that no later act replaced, in the order of the text."""
    history = in_time.history_of(context)
    rows = []
    for act in history.acts.values():
        for operation in act.operations:
            every = list(history.given_by(operation))
            given = [row for row in every if row.until is None]
            if given:
                day = history.day_of(act, operation)
                name = str(in_time.what(context, act, operation).unescape())
                last = max(one for one in history.days if one >= given[0].start)
                link = Link(name, context.link(Target.version(last, given[0].eid)))
                partly = any(row.ended_by and row.ended_by.operation for row in every)
                rows.append((given[0].order, day, Today(link, in_time.short_date(context, day), partly)))
    for _, _, today in sorted(rows, key=lambda row: row[:2]):
        yield today
