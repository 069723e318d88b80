"""Builds the page of drafts, which only the maintainer sees: what is proposed, and from which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.model import Draft, Relation
from generator.views.context import PageContext
from generator.views.parts import Quotation, View


class DraftRow(Struct, frozen=True):
    """A draft on the page."""

    id: str
    kind: str
    """The key of what is proposed, for the interface words `drafts.<kind>`."""
    proposal: str
    line: Quotation
    """The words that it rests on."""
    ground: str


class DraftsView(View, frozen=True, kw_only=True):
    """What the page of drafts shows."""

    count: int
    rows: Sequence[DraftRow]


def drafts(context: PageContext) -> DraftsView:
    """The drafts in the order of the act."""
    waiting = context.localization.drafts
    names = {draft.actor.id: context.localization.text(draft.actor.name) for draft in waiting if draft.actor}
    return DraftsView(
        count=len(waiting),
        rows=[_row(context, draft, names) for draft in waiting],
        correction=context.correction(waiting[0]),
    )


def _row(context: PageContext, draft: Draft, names: Mapping[str, str]) -> DraftRow:
    return DraftRow(
        id=draft.id,
        kind=draft.proposes,
        proposal=_proposal(context, draft, names),
        line=context.quotation(draft.words, draft.place),
        ground=draft.ground,
    )


def _proposal(context: PageContext, draft: Draft, names: Mapping[str, str]) -> str:
    """Return what a draft proposes, in words."""
    localization, entry = context.localization, draft.entry
    if not isinstance(entry, Relation):
        words = getattr(entry, "name", None) or getattr(entry, "term", {})
        return localization.text(words)

    def name(actor: str) -> str:
        known = context.index.actors.get(actor)
        return localization.name(known) if known else names.get(actor, actor)

    label = localization.strings[f"relation.{entry.kind}.subject"]
    object_ = name(entry.object) if entry.object else localization.text(entry.literal)
    other = f" ({name(entry.other)})" if entry.other else ""
    return f"{name(entry.subject)}. {label}: {object_}{other}"
