"""Says beside the citation of a provision what is known of its later changes."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.model import Change, Effect, Provision
from generator.plan import change_words
from generator.views.context import PageContext
from generator.views.parts import Link


class LaterLine(Struct, frozen=True):
    """A sentence about a later change, with the link to the note that says more."""

    words: Markup
    details: Link


class LaterStatus(Struct, frozen=True):
    """What is known of the later changes of a provision."""

    lines: Sequence[LaterLine]
    unestablished: str
    """The sentence that it is not established whether its words changed; empty if that is known."""
    today: Link | None
    """Where to read today's text, if the act was changed later."""
    same_number: Sequence[Link]
    """The later days on which another text has this number; whether it is the same provision is not known."""


def status(context: PageContext, provision: Provision) -> LaterStatus:
    """Return what the data know of the later changes of a provision, its parts and what it is part of."""
    index, strings = context.index, context.localization.strings
    below = [part.eid for part in index.descendants(provision)]
    above = [around.eid for around in index.ancestors(provision)]
    touched = [
        (change, next(eid for eid in (*below, *above) if eid in change.provisions))
        for change in index.dataset.act.changes
        if {*below, *above} & set(change.provisions)
    ]
    touched.sort(key=lambda row: change_words.ORDER.index(change_words.meaning(*row)))
    lines = [_line(context, change, eid, provision, above=eid in above) for change, eid in touched]
    changed = index.dataset.act.changed_since
    unestablished = ""
    if changed and not _words_known(context, below):
        unestablished = strings["change.unestablished.words" if lines else "change.unestablished"]
    today = Link(strings["status.where"], context.link(Target.page("currency")))
    return LaterStatus(
        lines=lines,
        unestablished=unestablished,
        today=today if changed and (unestablished or lines) else None,
        same_number=_same_number(context, provision),
    )


def _line(context: PageContext, change: Change, eid: str, provision: Provision, *, above: bool) -> LaterLine:
    localization = context.localization
    meaning, label = change_words.meaning(change, eid), change_words.label(localization, change, eid)
    when: list[str] = [localization.date(change.date)] if change.date else []
    when += [localization.text(change.amended_by)] if change.amended_by else []
    values = {"when": ", ".join(when), "place": context.provision(eid).words, "label": label}
    if change.effect is Effect.NUMBERS:
        key = "change.says.numbers" if above else "change.says.numbers_below"
    elif above and change.effect is Effect.WORDS and when:
        key = "change.says.words_above"
    elif above or not meaning or (change.effect is Effect.WORDS and not when):
        key = "change.says.other"
    else:
        part = meaning == change_words.SIMILAR and eid != provision.eid
        key = "change.says.similar_below" if part else f"change.says.{meaning}"
    details = context.note(change)
    return LaterLine(
        localization.message(key, **values), Link(localization.strings["change.details"], details.href)
    )


def _words_known(context: PageContext, eids: Collection[str]) -> bool:
    """Say whether a later wording of some provisions is known, or that their words were changed."""
    history = context.plan.history
    if history and any(history.compared_at(eid) for eid in eids):
        return True
    return any(
        change.effect is Effect.WORDS or (change.effect is None and not history and change.amended_by)
        for change in context.index.dataset.act.changes
        if set(eids) & set(change.provisions)
    )


def _same_number(context: PageContext, provision: Provision) -> Sequence[Link]:
    history, localization = context.plan.history, context.localization
    rows = history.same_address(provision) if history and provision.num else ()
    return [
        Link(localization.date(row.start), context.link(Target.version(row.start, row.eid))) for row in rows
    ]
