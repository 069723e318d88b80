"""Builds the page of the wordings side by side: those of the site's version and the later ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.eid import within
from generator.diff.changes import Alteration
from generator.diff.word_diff import spans
from generator.escape import markdown_words
from generator.plan import history_words
from generator.timeline.table import State, Wording
from generator.views import in_time
from generator.views.context import PageContext
from generator.views.parts import Link, View


class MarkedRun(Struct, frozen=True):
    """A run of words; `mark` is `out` for words taken out, `in` for words brought in, else empty."""

    mark: str
    words: Markup


class Cell(Struct, frozen=True):
    """A paragraph on one side."""

    eid: str
    kind: str
    num: str
    runs: Sequence[MarkedRun]
    day: str
    """The day of the wording in digits, for a narrow page, where the sides stand one below the other."""
    note: str
    """What the site says of it: not known, or only the last known words; else empty."""


class Step(Struct, frozen=True):
    """Two wordings of a provision side by side."""

    before: Markup
    """The day of the left wording."""
    before_whose: str
    after: Markup
    after_whose: str
    rows: Sequence[tuple[Cell | None, Cell | None]]
    marked: bool
    """Whether changed words are marked."""
    translated: bool
    """Whether the left side is the site's translation and the right side is official."""
    marked_page: Link | None
    """The link to the same in the original language, where it is marked there."""


class Compared(Struct, frozen=True):
    """A provision with its wordings, from step to step."""

    eid: str
    name: str
    changes: Sequence[str]
    """What was done to it on each day."""
    place: Link
    ground: str
    """Why the site joins the wordings; empty if the acts themselves do."""
    steps: Sequence[Step]


class ComparisonsView(View, frozen=True, kw_only=True):
    """What the page of the wordings side by side shows."""

    provisions: Sequence[Compared]
    closed: bool
    """Whether the site joined any of them itself, across a change of unknown extent."""


def comparisons(context: PageContext) -> ComparisonsView:
    """The wordings of the provisions that later acts changed, side by side."""
    history, localization = in_time.history_of(context), context.localization
    timeline = history.dataset.amendments.timeline
    grounds = {one.provision: localization.text(one.ground) for one in timeline.continuations}
    return ComparisonsView(
        provisions=[
            Compared(
                eid=Markup(eid),
                name=localization.place(context.index.provisions[eid]),
                changes=history_words.lines(history, localization, eid),
                place=context.provision(eid),
                ground=grounds.get(eid, ""),
                steps=list(_steps(context, eid, days)),
            )
            for eid, days in history.compared.items()
        ],
        closed=bool(grounds),
        correction=context.correction(timeline),
    )


def _steps(context: PageContext, eid: str, days: Sequence[dt.date]) -> Iterator[Step]:
    history = in_time.history_of(context)
    first = history.table.first or dt.date.min
    for before, after in zip((first, *days), days, strict=False):
        yield _step(context, eid, before, after)


def _step(context: PageContext, eid: str, before: dt.date, after: dt.date) -> Step:
    history, localization = in_time.history_of(context), context.localization
    code, original = localization.code, history.dataset.original
    old = [row for row in history.table.on(before) if within(row.eid, eid) and row.text]
    new = [row for row in history.table.on(after) if within(row.eid, eid)]
    pairs = list(_pairs(old, new, eid))
    joined = [(left, right) for left, right in pairs if left and right and right.text]
    marked = bool(joined) and all(in_time.markable(left, right, code) for left, right in joined)
    in_original = bool(joined) and all(in_time.markable(left, right, original) for left, right in joined)
    here = context.in_language(original, eid)
    return Step(
        before=localization.date(before),
        before_whose=in_time.whose(context, old),
        after=localization.date(after),
        after_whose=in_time.whose(context, new),
        rows=[_row(context, left, right, (before, after), marked=marked) for left, right in pairs],
        marked=marked,
        translated=not marked and bool(joined),
        marked_page=Link(localization.strings["comparison.marked_page"], here)
        if in_original and not marked
        else None,
    )


def _pairs(
    old: Sequence[Wording], new: Sequence[Wording], eid: str
) -> Iterator[tuple[Wording | None, Wording | None]]:
    """Yield the paragraphs side by side.

    Paragraphs are joined by their address if the later text gives the provision as a whole. If it gives only
    parts of it, the same address may be another paragraph: the two texts then stand one after the other.
    """
    left = {row.eid: row for row in old}
    if any(row.eid == eid and row.text for row in new):
        for row in new:
            yield left.pop(row.eid, None), row
        for row in left.values():
            yield row, None
        return
    for row in old:
        yield row, None
    unknown = False
    for row in new:
        if row.text or not unknown:
            yield None, row
        unknown = not row.text


def _row(
    context: PageContext,
    left: Wording | None,
    right: Wording | None,
    days: tuple[dt.date, dt.date],
    *,
    marked: bool,
) -> tuple[Cell | None, Cell | None]:
    code, original = context.localization.code, context.index.dataset.original
    old = in_time.words(left, code, original) if left else ""
    new = in_time.words(right, code, original) if right else ""
    runs_left, runs_right = [MarkedRun("", markdown_words(old))], [MarkedRun("", markdown_words(new))]
    if marked and right is None:
        runs_left = [MarkedRun("out", markdown_words(old))]
    elif marked and left is None and right and right.text:
        runs_right = [MarkedRun("in", markdown_words(new))]
    elif marked and left and right and right.text and old != new:
        found = spans(old, new)
        runs_left = _runs(found, Alteration.REMOVED, "out")
        runs_right = _runs(found, Alteration.ADDED, "in")
    return (
        _cell(context, left, runs_left, days[0], known=True) if left else None,
        _cell(context, right, runs_right, days[1], known=False) if right else None,
    )


def _runs(found: Sequence[tuple[Alteration | None, str]], side: Alteration, mark: str) -> list[MarkedRun]:
    return [
        MarkedRun(mark if alteration is side else "", markdown_words(words))
        for alteration, words in found
        if alteration in (None, side)
    ]


def _cell(
    context: PageContext, row: Wording, runs: Sequence[MarkedRun], day: dt.date, *, known: bool
) -> Cell:
    strings, note = context.localization.strings, ""
    if not row.text:
        note = strings["version.gap"]
    elif not known and row.state_on(day) is State.LAST_KNOWN:
        given = in_time.short_date(context, row.given or row.start)
        note = context.localization.plain("version.last", date=given)
    num = row.num or "" if row.text or row.kind.value in ("point", "subpoint") else ""
    return Cell(
        eid=Markup(row.eid),
        kind=row.kind.value,
        num=num,
        runs=runs if row.text else (),
        day=in_time.short_date(context, day),
        note=note,
    )
