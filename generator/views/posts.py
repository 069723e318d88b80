"""Pages of posts, and who appoints whom."""

from __future__ import annotations

from typing import Any

from generator.act.targets import Target
from generator.model import Basis, Post, Relation, RelationKind
from generator.plan.pages import Page
from generator.views.bodies import bears, others_of
from generator.views.context import Link, PageContext

APPOINTMENTS = (
    RelationKind.APPOINTS,
    RelationKind.APPOINTS_WITH_CONSENT,
    RelationKind.PROPOSES_APPOINTMENT,
    RelationKind.APPOINTED_UNDER,
)


def post(context: PageContext) -> dict[str, Any]:
    """The page of one post."""
    r, index = context.localization, context.index
    one = index.posts[context.page.subject]
    provision = index.provisions[one.named_in]
    assignments = index.assignments_of_body[one.id]
    return {
        "name": r.name(one),
        "of": context.actor(one.of),
        "remark": r.text(one.remark),
        "line": context.quotation(one.quote or provision.text, one.named_in),
        "citation": r.citation(provision),
        "appointment": [context.relation(told, one.id) for told in _appointing(context, one)],
        "stated": context.statements(one.id, skip=frozenset(kind.value for kind in APPOINTMENTS)),
        "of_class": context.class_statements(one),
        "bears": bears(context, one.id),
        "named_assignments": [
            context.assignment(assignment, of_body=True)
            for assignment in assignments
            if assignment.basis is Basis.NAMED
        ],
        "siblings": others_of(context, list(index.posts), context.actor, Page("posts/index.html", "posts")),
        "changes": context.changes({one.named_in}),
        "correction": context.correction(one),
    }


def _appointing(context: PageContext, post: Post) -> list[Relation]:
    return [one for one in context.index.relations_of[post.id] if one.kind in APPOINTMENTS]


def posts(context: PageContext) -> dict[str, Any]:
    """The posts that the act names."""
    r, index = context.localization, context.index
    return {
        "rows": [
            {
                "link": context.actor(one.id),
                "of": context.actor(one.of),
                **context.quotation(one.quote or index.provisions[one.named_in].text, one.named_in),
            }
            for one in index.dataset.organisation.posts
        ],
        "appointments": Link(r.strings["page.appointments"], context.link(Target.page("appointments"))),
        "correction": context.correction(index.dataset.organisation.posts[0]),
    }


def appointments(context: PageContext) -> dict[str, Any]:
    """Who proposes, who consents, who appoints and dismisses, by which provision."""
    found = [one for one in context.index.dataset.relations if one.kind in APPOINTMENTS]
    return {
        "rows": [appointment(context, one) for one in found],
        "changes": context.changes({one.provision for one in found}),
        "correction": context.correction(found[0] if found else context.index.dataset.organisation.posts[0]),
    }


def appointment(context: PageContext, relation: Relation) -> dict[str, Any]:
    """Return one row of the table; an empty cell is what the act does not say."""
    r = context.localization
    subject, other = (
        context.actor(relation.subject),
        context.actor(relation.other) if relation.other else None,
    )
    object_ = context.actor(relation.object) if relation.object else None
    kind = relation.kind
    under = kind is RelationKind.APPOINTED_UNDER
    proposes = kind is RelationKind.PROPOSES_APPOINTMENT
    return {
        "who": subject if under else object_ or Link(r.text(relation.literal), ""),
        "proposes": subject if proposes else None,
        "consents": other if kind is RelationKind.APPOINTS_WITH_CONSENT else None,
        "appoints": None if under or proposes else subject,
        "proposed_to": other if proposes else None,
        "under": (r.text(relation.literal) or (object_.words if object_ else "")) if under else "",
        **context.quotation(relation.quote, relation.provision),
    }
