"""Builds what pages of bodies and posts show of the relations that the act states.

Relations that the same words of the act state are shown as one statement with several parties, above one
quotation. What the act states of a group is shown on the pages of the group's members.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.act.targets import Target
from generator.model import Body, Post, Relation, RelationKind
from generator.views.context import PageContext
from generator.views.parts import Link, Quotation


class Statement(Struct, frozen=True):
    """What the act states of the subject of a page: one kind of relation, with all its parties."""

    label: Markup
    actor: Link | None
    """Who acts, on the page of a third party; otherwise the page's subject or one of `parties` does."""
    parties: Sequence[Link]
    """The parties; the `note` of a link is the remark on that party alone."""
    literal: str
    """The words of the act instead of a party that the data do not name."""
    others: Sequence[Link]
    """The third parties."""
    other_label: Markup
    """What the third parties do: consent, or receive what is proposed."""
    detail: str
    """The remark on all parties."""


class QuotedStatements(Struct, frozen=True):
    """Statements with the words of the act that make them."""

    statements: Sequence[Statement]
    place: Link
    quotation: Quotation | None
    """The words; None if the page that `place` leads to is about them."""
    later: Link | None
    """The link to the first known later change of the provision."""


class GroupStatements(Struct, frozen=True):
    """What the act states of a group that a body or post belongs to."""

    group: Link
    rows: Sequence[QuotedStatements]


def about(
    context: PageContext, id_: str, relations: Iterable[Relation], *, unquoted: Collection[str] = ()
) -> list[QuotedStatements]:
    """Return relations of a body, post or group as its page shows them, in the order of the data.

    `unquoted` are the eIds of provisions whose words the page does not repeat. They are quoted nevertheless
    if they have no page of their own.
    """
    by_words: dict[tuple[str, str], list[Relation]] = {}
    original = context.index.dataset.original
    for relation in relations:
        by_words.setdefault((relation.provision, relation.quote[original]), []).append(relation)
    return [_quoted(context, id_, same, unquoted) for same in by_words.values()]


def about_groups(
    context: PageContext, member: Body | Post, kinds: Iterable[RelationKind]
) -> list[GroupStatements]:
    """Return what the act states of the groups of a body or post, by relations of some kinds."""
    wanted = frozenset(kinds)
    rows = [
        GroupStatements(
            context.actor(group.id),
            about(
                context,
                group.id,
                [one for one in context.index.relations_of[group.id] if one.kind in wanted],
            ),
        )
        for group in context.index.groups_of[member.id]
    ]
    return [row for row in rows if row.rows]


def _quoted(
    context: PageContext, id_: str, relations: Sequence[Relation], unquoted: Collection[str]
) -> QuotedStatements:
    """Return the statements of relations that the same words of the act state."""
    alike: dict[tuple[RelationKind, str], list[Relation]] = {}
    for relation in relations:
        alike.setdefault((relation.kind, _role(relation, id_)), []).append(relation)
    first = relations[0]
    quotation = context.quotation(first.quote, first.provision)
    own = Target.own(first.provision)
    paged = first.provision in unquoted and context.has(own)
    return QuotedStatements(
        statements=[_statement(context, role, same) for (_, role), same in alike.items()],
        place=replace(quotation.place, href=context.link(own)) if paged else quotation.place,
        quotation=None if paged else quotation,
        later=later(context, first.provision),
    )


def later(context: PageContext, eid: str) -> Link | None:
    """Return the link to the first known later change of a provision; None if none is known."""
    changes = context.index.changes_of[eid]
    return context.note(changes[0], eid) if changes else None


def _role(relation: Relation, id_: str) -> str:
    return "subject" if relation.subject == id_ else "object" if relation.object == id_ else "other"


def _statement(context: PageContext, role: str, relations: Sequence[Relation]) -> Statement:
    """Return relations of one kind as a statement; the page's subject has the same role in all of them."""
    localization, first = context.localization, relations[0]
    details = [localization.text(relation.detail) for relation in relations]
    common = details[0] if len(set(details)) == 1 else ""
    parties: dict[str, Link] = {}
    for relation, detail in zip(relations, details, strict=True):
        party = relation.subject if role == "object" else relation.object
        if party:
            parties.setdefault(party, replace(context.actor(party), note="" if common else detail))
    third = dict.fromkeys(relation.other for relation in relations if relation.other)
    literals = dict.fromkeys(localization.text(relation.literal) for relation in relations)
    return Statement(
        label=localization.message(f"relation.{first.kind}.{role}"),
        actor=context.actor(first.subject) if role == "other" else None,
        parties=list(parties.values()),
        literal="" if role == "object" else "; ".join(filter(None, literals)),
        others=[context.actor(other) for other in third if role != "other"],
        other_label=context.other_label(first),
        detail=common,
    )


def repeated(line: Quotation, rows: Iterable[QuotedStatements]) -> bool:
    """Say whether one of the quotations of a page already shows a line of the act."""
    quotations = [row.quotation for row in rows if row.quotation]
    return any(
        quotation.place.href == line.place.href and line.quote in quotation.quote for quotation in quotations
    )
