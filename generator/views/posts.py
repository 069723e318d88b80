"""Builds the pages of posts and of appointments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.act.targets import Target
from generator.model import Basis, Relation, RelationKind
from generator.plan.pages import Page
from generator.views import charts
from generator.views.bodies import BearsRow, bears, borne, others_of
from generator.views.context import PageContext
from generator.views.parts import AssignmentRow, ChangeNote, ChartedView, Link, Quotation, View
from generator.views.statements import (
    GroupStatements,
    QuotedStatements,
    about,
    about_groups,
    later,
    repeated,
)

APPOINTMENTS = (
    RelationKind.APPOINTS,
    RelationKind.APPOINTS_WITH_CONSENT,
    RelationKind.PROPOSES_APPOINTMENT,
    RelationKind.APPOINTED_UNDER,
)
"""The kinds of relation that say how a post is filled."""


class PostView(View, frozen=True, kw_only=True):
    """What the page of a post shows."""

    of: Link
    remark: str
    line: Quotation | None
    """The words that name the post; None if a statement on the page quotes them."""
    citation: str
    appointment: Sequence[QuotedStatements]
    """How the post is filled."""
    appointment_of_group: Sequence[GroupStatements]
    """How the posts of a group are filled that the post belongs to."""
    appoints: Sequence[QuotedStatements]
    """Whom the holder of the post appoints, or proposes for appointment."""
    stated: Sequence[QuotedStatements]
    of_group: Sequence[GroupStatements]
    bears: Sequence[BearsRow]
    named_assignments: Sequence[AssignmentRow]
    siblings: Sequence[Link]
    changes: Sequence[ChangeNote]
    """The later changes of the provisions that name the post or say how it is filled."""


def post(context: PageContext) -> PostView:
    """The page of one post."""
    localization, index = context.localization, context.index
    post = index.posts[context.page.subject]
    provision = index.provisions[post.named_in]
    relations = index.relations_of[post.id]
    filling = [relation for relation in relations if fills(relation, post.id)]
    appointing = [one for one in relations if one.kind in APPOINTMENTS and one not in filling]
    rest = [one for one in relations if one.kind not in APPOINTMENTS]
    line = context.quotation(post.quote or provision.text, post.named_in)
    appointment = about(context, post.id, filling)
    stated = about(context, post.id, rest, unquoted=borne(context, post.id))
    return PostView(
        of=context.actor(post.of),
        remark=localization.text(post.remark),
        line=None if repeated(line, [*appointment, *stated]) else line,
        citation=localization.citation(provision),
        appointment=appointment,
        appointment_of_group=about_groups(context, post, APPOINTMENTS),
        appoints=about(context, post.id, appointing),
        stated=stated,
        of_group=about_groups(context, post, [kind for kind in RelationKind if kind not in APPOINTMENTS]),
        bears=bears(context, post.id),
        named_assignments=context.assignments(index.assignments_of_body[post.id], Basis.NAMED, of_body=True),
        siblings=others_of(
            context, list(index.posts), context.actor, listed_on=Page("posts/index.html", "posts")
        ),
        changes=context.changes({post.named_in, *(relation.provision for relation in filling)}),
        correction=context.correction(post),
    )


def fills(relation: Relation, id_: str) -> bool:
    """Say whether a relation tells how the post `id_` is filled, and not whom its holder appoints."""
    if relation.kind is RelationKind.APPOINTED_UNDER:
        return relation.subject == id_
    return relation.kind in APPOINTMENTS and relation.object == id_


class PostRow(Struct, frozen=True):
    """A post with its body and the provision that names it."""

    link: Link
    of: Link
    place: Link


class PostsView(View, frozen=True, kw_only=True):
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
            place=context.provision(post.named_in),
        )
        for post in posts
    ]
    name = context.localization.strings["page.appointments"]
    return PostsView(
        rows=rows,
        appointments=Link(name, context.link(Target.page("appointments"))),
        correction=context.correction(posts[0]),
    )


class Appointment(Struct, frozen=True):
    """How a post is filled by one provision; a field is empty where the provision says nothing."""

    who: Link
    proposes: Link | None
    consents: Link | None
    appoints: Link | None
    proposed_to: Link | None
    under: str
    """The law under which a post is filled, in the act's words."""
    detail: str
    """An editorial remark, for example on exceptions."""
    quotation: Quotation
    later: Link | None
    """The link to the first known later change of the provision."""
    id: str = ""
    """Its anchor on the page of appointments."""


class AppointmentsView(ChartedView, frozen=True, kw_only=True):
    """What the page of appointments shows."""

    rows: Sequence[Appointment]
    statements: Sequence[charts.StatementGroup]
    """The chart's statements as a list, by kind."""


def appointments(context: PageContext) -> AppointmentsView:
    """Who proposes, who consents, who appoints and dismisses, by which provision."""
    dataset = context.index.dataset
    relations = [relation for relation in dataset.relations if relation.kind in APPOINTMENTS]
    proposals = _proposals(relations)
    anchors: Counter[str] = Counter()
    rows = []
    for relation in relations:
        if relation in proposals.values():
            continue
        anchor = relation.subject if relation.kind is RelationKind.APPOINTED_UNDER else relation.object
        anchor = f"appointment-{anchor or relation.subject}"
        anchors[anchor] += 1
        anchor = anchor if anchors[anchor] == 1 else f"{anchor}-{anchors[anchor]}"
        row = replace(appointment(context, relation), id=Markup(anchor))
        if proposal := proposals.get(_key(relation)):
            row = replace(row, proposes=context.actor(proposal.subject))
        rows.append(row)
    chart, statements = charts.appointments(context)
    return AppointmentsView(
        rows=rows,
        chart=chart,
        statements=statements,
        correction=context.correction(relations[0] if relations else dataset.organisation.posts[0]),
    )


def _key(relation: Relation) -> tuple[str | None, str, str | None]:
    """Return what the appointment and the proposal of one provision have in common: who, where, by whom."""
    appoints = relation.other if relation.kind is RelationKind.PROPOSES_APPOINTMENT else relation.subject
    return relation.object, relation.provision, appoints


def _proposals(relations: Sequence[Relation]) -> dict[tuple[str | None, str, str | None], Relation]:
    """Return the proposals of which the same provision names who appoints, so that one row shows both."""
    kinds = (RelationKind.APPOINTS, RelationKind.APPOINTS_WITH_CONSENT)
    appointed = {_key(relation) for relation in relations if relation.object and relation.kind in kinds}
    return {
        _key(relation): relation
        for relation in relations
        if relation.kind is RelationKind.PROPOSES_APPOINTMENT and _key(relation) in appointed
    }


def appointment(context: PageContext, relation: Relation) -> Appointment:
    """Return one row of the list of appointments."""
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
        detail="" if under else context.localization.text(relation.detail),
        quotation=context.quotation(relation.quote, relation.provision),
        later=later(context, relation.provision),
    )
