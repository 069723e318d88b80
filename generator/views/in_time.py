"""Names places, days and sources for the pages of the statute in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import AmendingActFile, Operation
from generator.plan.history import History
from generator.plan.localization import Localization
from generator.timeline.table import Provenance, State, Wording
from generator.views.context import PageContext
from generator.views.parts import Link

ACTS_OWN = (Provenance.ORIGINAL, Provenance.OFFICIAL, Provenance.UNOFFICIAL_COPY)
"""The provenances of an act's own words, in whatever copy; the other one is the site's translation."""


def history_of(context: PageContext) -> History:
    """Return the history of the statute; only sites that have one have pages that ask for it."""
    history = context.plan.history
    assert history, "the plan has a page of the statute in time and no history"
    return history


def short_date(context: PageContext, day: dt.date) -> Markup:
    """Return a day in digits, as in `17.12.2025`."""
    return context.localization.message(
        "date.short", day=f"{day.day:02}", month=f"{day.month:02}", year=day.year
    )


def dated(context: PageContext, day: dt.date) -> Localization:
    """Return the language of a page with the provisions of a later day, for places and citations."""
    history = history_of(context)
    return Localization(history.index_on(day), context.localization.language)


def place(context: PageContext, day: dt.date, eid: str) -> str:
    """Return a short name of a place in the text of a day, or the name of a unit of amendments.yml."""
    history, localization = history_of(context), context.localization
    for unit in history.dataset.amendments.timeline.units:
        if eid in (unit.id, unit.provision):
            return localization.text(unit.name)
    on_day = dated(context, day)
    row = history.table.at(eid, day)
    if row and row.unit:
        name = place(context, day, row.unit)
        return localization.plain("in_time.in_unit", unit=name, num=row.num or "")
    provision = on_day.index.provisions.get(eid) or context.index.provisions.get(eid)
    return on_day.place(provision) if provision and provision.eid in on_day.index.provisions else eid


def what(context: PageContext, act: AmendingActFile, operation: Operation) -> Markup:
    """Return what an operation does, as `пункт 11 – новая редакция`."""
    day = history_of(context).day_of(act, operation)
    return context.localization.message(
        f"in_time.do.{operation.do}", place=place(context, day, operation.target)
    )


def act_link(context: PageContext, act: str, eid: str = "") -> Link:
    """Return the link to an amending act, or to its instruction."""
    file = history_of(context).acts[act]
    return Link(context.localization.text(file.name), context.link(Target.amendment(act, eid)))


def markable(old: Wording, new: Wording, code: str) -> bool:
    """Say whether changed words may be marked between two wordings in a language.

    Both must be an act's own words, or both the site's translation: a difference between a translation and an
    official text would say more about the translator than about the law.
    """
    kinds = [code in row.provenance and row.provenance[code] in ACTS_OWN for row in (old, new)]
    return code in old.text and code in new.text and kinds[0] == kinds[1]


def whose(context: PageContext, rows: Iterable[Wording]) -> str:
    """Return whose words some rows are in the language of the page; empty if no row has words."""
    code = context.localization.code
    with_words = [row for row in rows if row.text]
    if any(code not in row.text for row in with_words):
        return context.localization.strings["in_time.provenance.elsewhere"]
    kinds = {row.provenance[code] for row in with_words}
    for kind in (Provenance.TRANSLATION, *reversed(ACTS_OWN)):
        if kind in kinds:
            return context.localization.strings[f"in_time.provenance.{kind}"]
    return ""


def words(row: Wording, code: str, original: str) -> str:
    """Return the words of a row in a language, or in the original where that language has none."""
    text: Mapping[str, str] = row.text
    return text.get(code) or text.get(original, "")


def quiet_line(context: PageContext, eid: str) -> Link | None:
    """Return the line that a provision was changed later, which leads to its wordings side by side.

    It is None for a provision that is not joined to a later wording.
    """
    history = context.plan.history
    if history is None or eid not in history.compared:
        return None
    parts = [
        context.localization.plain(
            "in_time.line", date=short_date(context, day), what="; ".join(changes_on(context, eid, day))
        )
        for day in history.compared[eid]
    ]
    return Link("; ".join(parts), context.link(Target.comparison(eid)))


def changes_on(context: PageContext, eid: str, day: dt.date) -> Sequence[str]:
    """Return what the operations of a day did to a provision or to parts of it, in their order."""
    history = history_of(context)
    done: dict[str, None] = {}
    for act in history.dataset.amendments.acts:
        for operation in act.operations:
            given = history.given_by(operation)
            touched = any(row.eid == eid or row.eid.startswith(f"{eid}__") for row in given)
            if history.day_of(act, operation) == day and (touched or operation.target == eid):
                done[str(what(context, act, operation).unescape())] = None
    return tuple(done)


def is_given(row: Wording, day: dt.date) -> bool:
    """Say whether the words of a row are known for a day and not only the last known ones."""
    return row.state_on(day) is State.KNOWN
