"""Builds the pages of posts and of appointments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.act.targets import Target
from generator.model import Basis, Relation, RelationKind
from generator.plan.pages import Page
from generator.views.bodies import BearsRow, bears, others_of
from generator.views.context import PageContext
from generator.views.parts import AssignmentRow, ChangeNote, GroupStatements, Link, Quotation, Statement, View

APPOINTMENTS = (
    RelationKind.APPOINTS,
    RelationKind.APPOINTS_WITH_CONSENT,
    RelationKind.PROPOSES_APPOINTMENT,
    RelationKind.APPOINTED_UNDER,
)
"""The kinds of relation that say how a post is filled."""


@dataclass(frozen=True, kw_only=True)
class PostView(View):
    """What the page of a post shows."""

    of: Link
    remark: str
    line: Quotation
    citation: str
    appointment: Sequence[Statement]
    stated: Sequence[Statement]
    of_group: Sequence[GroupStatements]
    bears: Sequence[BearsRow]
    named_assignments: Sequence[AssignmentRow]
    siblings: Sequence[Link]
    changes: Sequence[ChangeNote]


def post(context: PageContext) -> PostView:
    """The page of one post."""
    localization, index = context.localization, context.index
    post = index.posts[context.page.subject]
    provision = index.provisions[post.named_in]
    relations = index.relations_of[post.id]
    all_posts = Page("posts/index.html", "posts")
    return PostView(
        of=context.actor(post.of),
        remark=localization.text(post.remark),
        line=context.quotation(post.quote or provision.text, post.named_in),
        citation=localization.citation(provision),
        appointment=[
            context.statement(relation, post.id) for relation in relations if relation.kind in APPOINTMENTS
        ],
        stated=context.statements(post.id, skip=APPOINTMENTS),
        of_group=context.group_statements(post),
        bears=bears(context, post.id),
        named_assignments=context.assignments(index.assignments_of_body[post.id], Basis.NAMED, of_body=True),
        siblings=others_of(context, list(index.posts), context.actor, listed_on=all_posts),
        changes=context.changes({post.named_in}),
        correction=context.correction(post),
    )


@dataclass(frozen=True)
class PostRow:
    """A post with its body and the words that name it."""

    link: Link
    of: Link
    quotation: Quotation


@dataclass(frozen=True, kw_only=True)
class PostsView(View):
    """What the list of posts shows."""

    rows: Sequence[PostRow]
    appointments: Link


def posts(context: PageContext) -> PostsView:
    """The posts that the act names."""
    index = context.index
    posts = index.dataset.organisation.posts
    rows = [
        PostRow(
            link=context.actor(post.id),
            of=context.actor(post.of),
            quotation=context.quotation(post.quote or index.provisions[post.named_in].text, post.named_in),
        )
        for post in posts
    ]
    name = context.localization.strings["page.appointments"]
    return PostsView(
        rows=rows,
        appointments=Link(name, context.link(Target.page("appointments"))),
        correction=context.correction(posts[0]),
    )


@dataclass(frozen=True)
class Appointment:
    """How a post is filled; a field is empty where the act says nothing."""

    who: Link
    proposes: Link | None
    consents: Link | None
    appoints: Link | None
    proposed_to: Link | None
    under: str
    """The law under which a post is filled, in the act's words."""
    quotation: Quotation


@dataclass(frozen=True, kw_only=True)
class AppointmentsView(View):
    """What the page of appointments shows."""

    rows: Sequence[Appointment]
    changes: Sequence[ChangeNote]


def appointments(context: PageContext) -> AppointmentsView:
    """Who proposes, who consents, who appoints and dismisses, by which provision."""
    dataset = context.index.dataset
    relations = [relation for relation in dataset.relations if relation.kind in APPOINTMENTS]
    return AppointmentsView(
        rows=[appointment(context, relation) for relation in relations],
        changes=context.changes({relation.provision for relation in relations}),
        correction=context.correction(relations[0] if relations else dataset.organisation.posts[0]),
    )


def appointment(context: PageContext, relation: Relation) -> Appointment:
    """Return one row of the table of appointments."""
    literal = context.localization.text(relation.literal)
    subject = context.actor(relation.subject)
    other = context.actor(relation.other) if relation.other else None
    object_ = context.actor(relation.object) if relation.object else None
    kind = relation.kind
    under = kind is RelationKind.APPOINTED_UNDER
    proposes = kind is RelationKind.PROPOSES_APPOINTMENT
    return Appointment(
        who=subject if under else object_ or Link(literal, ""),
        proposes=subject if proposes else None,
        consents=other if kind is RelationKind.APPOINTS_WITH_CONSENT else None,
        appoints=None if under or proposes else subject,
        proposed_to=other if proposes else None,
        under=(literal or (object_.words if object_ else "")) if under else "",
        quotation=context.quotation(relation.quote, relation.provision),
    )
