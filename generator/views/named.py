"""Builds the page of the bodies that the act names only in general, and of the groups it speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.act.targets import Target
from generator.model import Basis, Body, BodyGroup, BodyKind
from generator.views.bodies import FEW
from generator.views.context import PageContext
from generator.views.parts import AssignmentRow, Link, Quotation, View
from generator.views.statements import QuotedStatements, about, repeated


class NamedRow(Struct, frozen=True):
    """A body or group on the page that they share."""

    id: str
    name: str
    remark: str
    line: Quotation | None
    """The words that name it; None if a statement quotes them."""
    stated: Sequence[QuotedStatements]
    mentions: Sequence[Link]
    """The functions and powers whose words name it."""
    editorial: Sequence[AssignmentRow]
    members: Sequence[Link]


class NamedView(View, frozen=True, kw_only=True):
    """What the page of the named bodies and groups shows."""

    bodies: Sequence[NamedRow]
    groups: Sequence[NamedRow]


def named(context: PageContext) -> NamedView:
    """The bodies outside the organisation or named only in general, and the groups the act speaks of."""
    bodies = context.index.bodies_of(BodyKind.NAMED)
    groups = context.index.dataset.organisation.groups
    return NamedView(
        bodies=[_named(context, body, body.remark) for body in bodies],
        groups=[_named(context, group, members=group.members) for group in groups],
        correction=context.correction((bodies or groups)[0]),
    )


def _named(
    context: PageContext,
    actor: Body | BodyGroup,
    remark: dict[str, str] | None = None,
    members: Sequence[str] = (),
) -> NamedRow:
    index, localization = context.index, context.localization
    assignments = index.assignments_of_body[actor.id]
    stated = about(context, actor.id, index.relations_of[actor.id], unquoted=index.provisions)
    line = context.quotation(actor.quote or index.provisions[actor.named_in].text, actor.named_in)
    return NamedRow(
        id=actor.id,
        name=localization.name(actor),
        remark=localization.text(remark),
        line=None if repeated(line, stated) else line,
        stated=stated,
        mentions=[
            context.role_link(index.provisions[assignment.provision])
            for assignment in assignments
            if assignment.basis is Basis.NAMED
        ],
        editorial=context.assignments(assignments, Basis.EDITORIAL, of_body=True),
        members=_members_of(context, members),
    )


def _members_of(context: PageContext, members: Sequence[str]) -> list[Link]:
    """Return links to the members of a group; many bodies that are all of their kind are one link."""
    index, localization = context.index, context.localization
    kinds: dict[BodyKind, list[Body]] = {}
    for member in members:
        if member in index.bodies:
            kinds.setdefault(index.bodies[member].kind, []).append(index.bodies[member])
    links = []
    for kind, bodies in kinds.items():
        listed_on = Target.body_kind(kind)
        if not context.has(listed_on):
            listed_on = Target.body(bodies[0].parent or bodies[0].id)
        if len(bodies) > FEW and len(bodies) == len(index.bodies_of(kind)):
            count = localization.count(f"count.{kind}", len(bodies))
            links.append(Link(str(count), context.link(listed_on)))
        else:
            links += [
                Link(localization.short(body), context.link(Target.body(body.id)))
                for body in localization.by_region(bodies)
            ]
    return [*links, *(context.actor(member) for member in members if member not in index.bodies)]
