"""Functions, powers, tasks, rights and duties: their indexes, their topics and their own pages."""

from __future__ import annotations

from typing import Any

from generator.act.targets import Target
from generator.escape import act_words
from generator.model import Basis, Kind, Provision, Role
from generator.views import charts
from generator.views.context import Link, PageContext


def topics(context: PageContext) -> dict[str, Any]:
    """The site's own topics with what each holds."""
    first = context.index.dataset.editorial.topics[0]
    return {
        "topics": [topic_card(context, one) for one in context.index.topics],
        "correction": context.correction(first),
    }


def topic_card(context: PageContext, id_: str) -> dict[str, Any]:
    """Return a topic's link, its sentence and its counts."""
    r = context.localization
    topic = context.index.topics[id_]
    return {
        "link": Link(r.text(topic.name), context.link(Target.topic(id_))),
        "about": r.text(topic.about),
        "counts": _counts(context, _members(context, id_)),
    }


def _members(context: PageContext, topic: str) -> list[Provision]:
    return [context.index.provisions[title.provision] for title in context.index.titles_of_topic[topic]]


def _counts(context: PageContext, members: list[Provision]) -> list[str]:
    roles: dict[str, int] = {}
    for one in members:
        key = f"count.{one.role}" if one.role else "count.points"
        roles[key] = roles.get(key, 0) + 1
    return [str(context.localization.count(key, number)) for key, number in roles.items()]


def topic(context: PageContext) -> dict[str, Any]:
    """One topic: its functions, powers and points, with their words, and the bodies tied to them."""
    r, index = context.localization, context.index
    one = index.topics[context.page.subject]
    members = _members(context, one.id)
    groups = [
        {
            "id": role.value,
            "name": r.strings[f"role.{role}.many"],
            "rows": [_row(context, member) for member in members if member.role is role],
        }
        for role in Role
    ]
    groups.append(
        {
            "id": "point",
            "name": r.strings["kind.points"],
            "rows": [_row(context, member) for member in members if member.role is None],
        }
    )
    tied = dict.fromkeys(
        assignment.body for member in members for assignment in index.assignments_of_provision[member.eid]
    )
    return {
        "about": r.text(one.about),
        "groups": [group for group in groups if group["rows"]],
        "bodies": [context.actor(body) for body in tied],
        "correction": context.correction(one),
    }


def _row(context: PageContext, provision: Provision) -> dict[str, Any]:
    r, index = context.localization, context.index
    title = index.titles.get(provision.eid)
    topic = index.topics[title.topic] if title else None
    return {
        "num": provision.num or "",
        "link": context.role_link(provision),
        "words": act_words(context.excerpt(provision, 18)),
        "topic": Link(r.text(topic.name), context.link(Target.topic(topic.id))) if topic else None,
        "place": context.provision(provision.eid),
    }


def role(context: PageContext) -> dict[str, Any]:
    """The index of a role: every provision with its number, short title and topic."""
    r, index = context.localization, context.index
    role = Role(context.page.subject)
    members = index.by_role[role]
    points = dict.fromkeys(point.eid for one in members if (point := index.nearest(one, Kind.POINT)))
    by_title = r.sort((r.title(one), one) for one in members if r.title(one))
    return {
        "role": role.value,
        "rows": [_row(context, one) for one in members],
        "alphabet": [context.role_link(one) for one in by_title],
        "count": r.count(f"count.{role}", len(members)),
        "points": [context.provision(eid) for eid in points],
        "bearers": [bearer for eid in points for bearer in bearers(context, index.provisions[eid])],
        "correction": context.correction(members[0]),
    }


def bearers(context: PageContext, provision: Provision) -> list[dict[str, Any]]:
    """Return whose function, power … a provision is, with the words that say so."""
    outer = {one.eid for one in [*context.index.ancestors(provision), provision]}
    return [
        {"link": context.actor(one.body), **context.quotation(one.quote, one.named_in)}
        for one in context.index.dataset.bearers
        if one.provision in outer
    ]


def point(context: PageContext) -> dict[str, Any]:
    """The page of a point whose tasks, rights or duties have no pages of their own."""
    index = context.index
    one = index.provisions[context.page.subject]
    eids = {below.eid for below in index.descendants(one)}
    return {
        "blocks": [context.block(child) for child in index.children(one)],
        "head": context.block(one, depth=0),
        "place": context.provision(one.eid),
        "citation": context.localization.citation(one),
        "bearers": bearers(context, one),
        "topics": _topics_of(context, one),
        "changes": context.changes(eids),
        "correction": context.correction(one),
    }


def _topics_of(context: PageContext, point: Provision) -> list[Link]:
    title = context.index.titles.get(point.eid)
    topic = context.index.topics[title.topic] if title else None
    return (
        [Link(context.localization.text(topic.name), context.link(Target.topic(topic.id)))] if topic else []
    )


def provision(context: PageContext) -> dict[str, Any]:
    """The page of one function or power."""
    r, index = context.localization, context.index
    one = index.provisions[context.page.subject]
    below = list(index.descendants(one))
    eids = {around.eid for around in [*index.ancestors(one), *below]}
    title = index.titles.get(one.eid)
    topic = index.topics[title.topic] if title else None
    same = [member for member in (_members(context, topic.id) if topic else []) if member.eid != one.eid]
    assignments = [
        assignment for below_one in below for assignment in index.assignments_of_provision[below_one.eid]
    ]
    named_assignments = [
        context.assignment(assignment) for assignment in assignments if assignment.basis is Basis.NAMED
    ]
    relations = [context.relation(relation, relation.subject) for relation in index.relations_in(below)]
    return {
        "role": one.role.value if one.role else "",
        "num": one.num or "",
        "short": r.title(one),
        "lead_in": [context.block(above, depth=0) for above in _lead_in(context, one)],
        "block": context.block(one, on=context.link(Target.provision(one.eid)).partition("#")[0]),
        "completions": _completions(context, below),
        "citations": context.citations(one),
        "place": context.provision(one.eid),
        "whole": context.link(Target.text(one.eid)),
        "chapter": _chapter(context, one),
        "bearers": bearers(context, one),
        "relations": [
            {"subject": context.actor(relation.subject), **told}
            for relation, told in zip(index.relations_in(below), relations, strict=True)
        ],
        "named": named_assignments,
        "editorial": [
            context.assignment(assignment)
            for assignment in assignments
            if assignment.basis is Basis.EDITORIAL
        ],
        **charts.around_provision(context, one),
        "show_editorial": index.dataset.site.show_editorial_assignments,
        "topic": Link(r.text(topic.name), context.link(Target.topic(topic.id))) if topic else None,
        "same": [context.role_link(member) for member in same],
        "changes": context.changes(eids),
        "correction": context.correction(one),
    }


def _chapter(context: PageContext, provision: Provision) -> Link | None:
    chapter = context.index.nearest(provision, Kind.CHAPTER)
    return context.provision(chapter.eid) if chapter else None


def _lead_in(context: PageContext, provision: Provision) -> list[Provision]:
    """Return the introductions that the words need before them: the point's and the subpoint's."""
    return [one for one in context.index.ancestors(provision) if one.kind in (Kind.POINT, Kind.SUBPOINT)]


def _completions(context: PageContext, below: list[Provision]) -> list[dict[str, Any]]:
    """Return the closing words that some of the provisions lean on, each with those provisions' places."""
    found = []
    eids = {one.eid for one in below}
    for one in context.index.dataset.editorial.completions:
        if eids & set(one.completes):
            found.append(
                {
                    **context.quotation(one.words, one.source),
                    "completes": [context.provision(eid) for eid in one.completes],
                }
            )
    return found
