"""Names places, days and sources for the pages of the statute in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import AmendingActFile, Operation
from generator.plan import history_words
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


def structures(context: PageContext) -> list[Link]:
    """Return the links to the structures of later days; none if the site has no history."""
    if context.plan.history is None:
        return []
    return [
        Link(
            context.localization.plain(
                "page.structure", date=context.localization.date_of(one.on).unescape()
            ),
            context.link(Target.structure(one.on)),
        )
        for one in context.index.dataset.amendments.timeline.structures
    ]


def short_date(context: PageContext, day: dt.date) -> str:
    """Return a day in digits, as in `17.12.2025`."""
    return history_words.short_date(context.localization, day)


def dated(context: PageContext, day: dt.date) -> Localization:
    """Return the language of a page with the provisions of a later day, for places and citations."""
    return history_words.dated(history_of(context), context.localization, day)


def place(context: PageContext, day: dt.date, eid: str) -> str:
    """Return a short name of a place in the text of a day, or the name of a unit of amendments.yml."""
    return history_words.place(history_of(context), context.localization, day, eid)


def what(context: PageContext, act: AmendingActFile, operation: Operation) -> Markup:
    """Return what an operation does, as `пункт 11 – новая редакция`."""
    return history_words.what(history_of(context), context.localization, act, operation)


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


def is_given(row: Wording, day: dt.date) -> bool:
    """Say whether the words of a row are known for a day and not only the last known ones."""
    return row.state_on(day) is State.KNOWN
