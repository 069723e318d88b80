"""Builds the page of what is known of the text on a later day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.eid import within
from generator.escape import markdown_words
from generator.plan.citations import CITED
from generator.timeline.table import State, Wording
from generator.views import in_time
from generator.views.context import NUMBERED, PageContext
from generator.views.parts import Citations, Cited, CitedGroup, Link, View


class VersionLine(Struct, frozen=True):
    """A wording of the day, a number whose words are not known, or a gap; a gap has neither."""

    eid: str
    kind: str
    num: str
    words: Markup
    depth: int
    by: Link | None
    """The instruction that gave the words, where it differs from that of the line before."""
    last_known: str
    """The words that say since when the wording is only the last known one; empty if it is known."""
    until: str
    """The words that say from when another wording is known; empty if there is none."""


class VersionView(View, frozen=True, kw_only=True):
    """What the page of a later day shows."""

    known: Markup
    """For how many provisions of how many the words of that day are known."""
    last_known: Markup
    """For how many only earlier words are known; empty for none."""
    earlier: Markup
    """For how many only the words of the site's version are known, which the page does not repeat."""
    whose: str
    later: Sequence[Markup]
    """What of unknown effect happened after that day."""
    acts: Sequence[Link]
    amended_by: Sequence[Link]
    """The acts that changed this text later."""
    lines: Sequence[VersionLine]
    citations: Citations


def version(context: PageContext) -> VersionView:
    """What is known of the text on a later day: the known wordings in their order, with the gaps between."""
    localization = context.localization
    history = in_time.history_of(context)
    day = dt.date.fromisoformat(context.page.subject)
    rows = list(history.table.on(day))
    shown = [row for row in rows if history.is_shown(row)]
    known = [row for row in shown if in_time.is_given(row, day)]
    first = history.table.first
    older = len(shown) - len(known)
    earlier = sum(row.state_on(day) is State.LAST_KNOWN and not history.is_shown(row) for row in rows)
    first_date = localization.date_of(first) if first else ""
    return VersionView(
        known=localization.message(
            "version.known",
            known=len(known),
            all=len(rows),
            date=first_date,
        ),
        last_known=localization.message("version.last_known", number=older) if older else Markup(),
        earlier=localization.message("version.earlier", number=earlier, date=first_date)
        if earlier
        else Markup(),
        whose=in_time.whose(context, shown),
        later=[
            localization.message(
                "version.later",
                act=localization.text(change.act),
            )
            for change in history.unknown
            if change.on > day and change.act
        ],
        acts=[
            in_time.act_link(context, act.act)
            for act in history.acts.values()
            if any(history.day_of(act, operation) == day for operation in act.operations)
        ],
        amended_by=[
            in_time.act_link(context, act.act)
            for act in history.acts.values()
            if any(row.ended_by and row.ended_by.id == act.act for row in shown)
        ],
        lines=list(_lines(context, day, rows)),
        citations=_citations(context, day, known),
        correction=context.correction(history.dataset.amendments.timeline),
    )


def _lines(context: PageContext, day: dt.date, rows: Sequence[Wording]) -> Iterator[VersionLine]:
    """Yield the wordings in their order, the numbers above them, and one gap for all between two of them."""
    history, localization = in_time.history_of(context), context.localization
    of_eid = {row.eid: row for row in rows}
    above: set[str] = set()
    for row in rows:
        parent = of_eid.get(row.parent or "") if history.is_shown(row) else None
        while parent and parent.eid not in above:
            above.add(parent.eid)
            parent = of_eid.get(parent.parent or "")
    gap, by, part = False, None, None
    for row in rows:
        depth = _depth(row, of_eid)
        # Of a provision whose words are not known only parts are given: more may have stood after them.
        if part and not (row.parent == part or within(row.eid, part)):
            gap, part = True, None
        if not history.is_shown(row):
            if row.eid in above and row.kind in NUMBERED:
                if gap:
                    yield _gap(0)
                yield VersionLine("", row.kind.value, row.num or "", Markup(), depth, None, "", "")
                gap, by = False, None
            else:
                gap = True
            continue
        if gap:
            yield _gap(depth)
        gap = False
        cause = (row.by.id, row.by.operation.by) if row.by and row.by.operation else None
        given = row.given or row.start
        yield VersionLine(
            eid=Markup(row.eid),
            kind=row.kind.value,
            num=row.num or "",
            words=markdown_words(in_time.words(row, localization.code, history.dataset.original)),
            depth=depth,
            by=in_time.act_link(context, *cause) if cause and cause != by else None,
            last_known=""
            if row.state_on(day) is State.KNOWN
            else localization.plain("version.last", date=in_time.short_date(context, given)),
            until=localization.plain("version.until", date=in_time.short_date(context, row.until))
            if row.until
            else "",
        )
        by = cause
        above_it = of_eid.get(row.parent or "")
        if above_it and above_it.state is State.UNKNOWN and above_it.kind in NUMBERED:
            part = above_it.eid
    if gap:
        yield _gap(0)


def _gap(depth: int) -> VersionLine:
    return VersionLine("", "", "", Markup(), depth, None, "", "")


def _depth(row: Wording, of_eid: dict[str, Wording]) -> int:
    depth, parent = 0, of_eid.get(row.parent or "")
    while parent:
        depth += parent.kind in NUMBERED
        parent = of_eid.get(parent.parent or "")
    return depth


def _citations(context: PageContext, day: dt.date, rows: Sequence[Wording]) -> Citations:
    """Return how to cite the wordings of a day; only those that are given for it."""
    own = context.localization.code
    languages = sorted(context.index.dataset.published, key=lambda language: language.code != own)
    on_day = {one.code: one for one in in_time.dated(context, day).published}
    cited = []
    for row in rows:
        provision = on_day[own].index.provisions[row.eid]
        if row.kind not in CITED or row.unit:
            continue
        citations = tuple(
            (
                language.code,
                on_day[language.code].plain(
                    "cite.version",
                    citation=on_day[language.code].citation(provision),
                    date=on_day[language.code].date_of(day).unescape(),
                ),
            )
            for language in languages
        )
        cited.append(Cited(Markup(row.eid), citations))
    return Citations(
        languages=tuple((language.code, language.name) for language in languages),
        groups=(CitedGroup(tuple((language.code, "") for language in languages), tuple(cited)),)
        if cited
        else (),
        named=False,
    )
