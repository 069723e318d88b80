"""Builds the relations that the page of a provision shows, and what they rest on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.escape import escape
from generator.model import Assignment, Relation
from generator.views.context import PageContext
from generator.views.parts import AssignmentRow, Bearer, Link, Quotation, Statement, merged


class RelationRow(Struct, frozen=True):
    """What the words of a provision state of its bearer, or of another subject."""

    subject: Link | None
    """The subject, if it is not the bearer."""
    statement: Statement


class Ground(Struct, frozen=True):
    """What ties of a provision rest on: words of the act, or the reason that editors give."""

    names: Sequence[str | Markup]
    """The bodies, or what is stated."""
    quotation: Quotation | None
    elsewhere: bool = False
    """Whether the quoted words stand outside the provision."""
    assignment: AssignmentRow | None = None
    """The editorial assignment with its reason."""


def statements(
    context: PageContext, relations: Sequence[Relation], bearing: Collection[Link]
) -> list[RelationRow]:
    """Return what relations state, those of the same words joined; bearers are not named as subjects."""
    by_subject: dict[str, list[Statement]] = {}
    for relation in relations:
        statement = context.statement(relation, relation.subject)
        by_subject.setdefault(relation.subject, []).append(statement)
    rows = []
    for id_, about in by_subject.items():
        subject = context.actor(id_)
        rows += [RelationRow(None if subject in bearing else subject, row) for row in merged(about)]
    return rows


def grounds(
    context: PageContext,
    bearing: Sequence[Bearer],
    statements: Sequence[RelationRow],
    named: Sequence[Assignment],
) -> list[Ground]:
    """Return the words of the act on which the ties of a provision rest; each quotation comes once."""
    names: dict[Quotation, list[str | Markup]] = {}
    for bearer in bearing:
        names.setdefault(bearer.quotation, []).append(bearer.link.words)
    for row in statements:
        subject = Markup(": ") + escape(row.subject.words) if row.subject else Markup()
        names.setdefault(row.statement.quotation, []).append(row.statement.label + subject)
    for assignment in named:
        if assignment.quote:
            quotation = context.quotation(assignment.quote, assignment.provision)
            names.setdefault(quotation, []).append(context.actor(assignment.body).words)
    here = {bearer.quotation for bearer in bearing}
    return [
        Ground(list(dict.fromkeys(rows)), quotation, quotation in here) for quotation, rows in names.items()
    ]
