"""Functions, powers, tasks, rights and duties: their indexes, their topics and their own pages."""

from __future__ import annotations

from typing import Any

from generator.escape import act_words
from generator.model import Basis, Kind, Provision, Role
from generator.views import charts
from generator.views.desk import Desk, Link, point_name


def topics(desk: Desk) -> dict[str, Any]:
    """The site's own topics with what each holds."""
    first = desk.index.institution.topics[0]
    return {
        "topics": [topic_card(desk, one) for one in desk.index.topics],
        "correction": desk.correction(first),
    }


def topic_card(desk: Desk, id_: str) -> dict[str, Any]:
    """Return a topic's link, its sentence and its counts."""
    r = desk.reader
    topic = desk.index.topics[id_]
    return {
        "link": Link(r.t(topic.name), desk.link(f"topic:{id_}")),
        "about": r.t(topic.about),
        "counts": _counts(desk, _members(desk, id_)),
    }


def _members(desk: Desk, topic: str) -> list[Provision]:
    return [desk.index.provisions[title.provision] for title in desk.index.titles_of_topic[topic]]


def _counts(desk: Desk, members: list[Provision]) -> list[str]:
    roles: dict[str, int] = {}
    for one in members:
        key = f"count.{one.role}" if one.role else "count.points"
        roles[key] = roles.get(key, 0) + 1
    return [str(desk.reader.count(key, number)) for key, number in roles.items()]


def topic(desk: Desk) -> dict[str, Any]:
    """One topic: its functions, powers and points, with their words, and the bodies tied to them."""
    r, index = desk.reader, desk.index
    one = index.topics[desk.page.subject]
    members = _members(desk, one.id)
    groups = [
        {
            "id": role.value,
            "name": r.strings[f"role.{role}.many"],
            "rows": [_row(desk, member) for member in members if member.role is role],
        }
        for role in Role
    ]
    groups.append(
        {
            "id": "point",
            "name": r.strings["kind.points"],
            "rows": [_row(desk, member) for member in members if member.role is None],
        }
    )
    tied = dict.fromkeys(tie.body for member in members for tie in index.ties_of_provision[member.eid])
    return {
        "about": r.t(one.about),
        "groups": [group for group in groups if group["rows"]],
        "bodies": [desk.actor(body) for body in tied],
        "correction": desk.correction(one),
    }


def _row(desk: Desk, provision: Provision) -> dict[str, Any]:
    r, index = desk.reader, desk.index
    title = index.titles.get(provision.eid)
    topic = index.topics[title.topic] if title else None
    return {
        "num": provision.num or "",
        "link": desk.role_link(provision),
        "words": act_words(desk.excerpt(provision, 18)),
        "topic": Link(r.t(topic.name), desk.link(f"topic:{topic.id}")) if topic else None,
        "place": desk.provision(provision.eid),
    }


def role(desk: Desk) -> dict[str, Any]:
    """The index of a role: every provision with its number, short title and topic."""
    r, index = desk.reader, desk.index
    role = Role(desk.page.subject)
    members = index.by_role[role]
    points = dict.fromkeys(point.eid for one in members if (point := index.nearest(one, Kind.POINT)))
    by_title = r.sort((r.title(one), one) for one in members if r.title(one))
    return {
        "role": role.value,
        "rows": [_row(desk, one) for one in members],
        "alphabet": [desk.role_link(one) for one in by_title],
        "count": r.count(f"count.{role}", len(members)),
        "points": [desk.provision(eid) for eid in points],
        "bearers": [bearer for eid in points for bearer in bearers(desk, index.provisions[eid])],
        "correction": desk.correction(members[0]),
    }


def bearers(desk: Desk, provision: Provision) -> list[dict[str, Any]]:
    """Return whose function, power … a provision is, with the words that say so."""
    outer = {one.eid for one in [*desk.index.ancestors(provision), provision]}
    return [
        {"link": desk.actor(one.body), **desk.quotation(one.quote, one.named_in)}
        for one in desk.index.institution.bearers
        if one.provision in outer
    ]


def point(desk: Desk) -> dict[str, Any]:
    """The page of a point whose tasks, rights or duties have no pages of their own."""
    index = desk.index
    one = index.provisions[desk.page.subject]
    eids = {below.eid for below in index.descendants(one)}
    return {
        "name": point_name(desk.reader, one),
        "blocks": [desk.block(child) for child in index.children(one)],
        "head": desk.block(one, depth=0),
        "place": desk.provision(one.eid),
        "citation": desk.reader.citation(one),
        "bearers": bearers(desk, one),
        "topics": _topics_of(desk, one),
        "changes": desk.changes(eids),
        "correction": desk.correction(one),
    }


def _topics_of(desk: Desk, point: Provision) -> list[Link]:
    title = desk.index.titles.get(point.eid)
    topic = desk.index.topics[title.topic] if title else None
    return [Link(desk.reader.t(topic.name), desk.link(f"topic:{topic.id}"))] if topic else []


def provision(desk: Desk) -> dict[str, Any]:
    """The page of one function or power."""
    r, index = desk.reader, desk.index
    one = index.provisions[desk.page.subject]
    below = list(index.descendants(one))
    eids = {around.eid for around in [*index.ancestors(one), *below]}
    title = index.titles.get(one.eid)
    topic = index.topics[title.topic] if title else None
    same = [member for member in (_members(desk, topic.id) if topic else []) if member.eid != one.eid]
    ties = [tie for below_one in below for tie in index.ties_of_provision[below_one.eid]]
    named_ties = [desk.tie(tie) for tie in ties if tie.basis is Basis.NAMED]
    relations = [desk.relation(relation, relation.subject) for relation in index.relations_in(below)]
    return {
        "role": one.role.value if one.role else "",
        "num": one.num or "",
        "short": r.title(one),
        "lead_in": [desk.block(above, depth=0) for above in _lead_in(desk, one)],
        "block": desk.block(one, on=desk.link(f"provision:{one.eid}").partition("#")[0]),
        "completions": _completions(desk, below),
        "citations": desk.citations(one),
        "place": desk.provision(one.eid),
        "whole": desk.link(f"text:{one.eid}"),
        "chapter": _chapter(desk, one),
        "bearers": bearers(desk, one),
        "relations": [
            {"subject": desk.actor(relation.subject), **told}
            for relation, told in zip(index.relations_in(below), relations, strict=True)
        ],
        "named": named_ties,
        "editorial": [desk.tie(tie) for tie in ties if tie.basis is Basis.EDITORIAL],
        **charts.around_provision(desk, one),
        "show_editorial": index.institution.site.show_editorial_ties,
        "topic": Link(r.t(topic.name), desk.link(f"topic:{topic.id}")) if topic else None,
        "same": [desk.role_link(member) for member in same],
        "changes": desk.changes(eids),
        "correction": desk.correction(one),
    }


def _chapter(desk: Desk, provision: Provision) -> Link | None:
    chapter = desk.index.nearest(provision, Kind.CHAPTER)
    return desk.provision(chapter.eid) if chapter else None


def _lead_in(desk: Desk, provision: Provision) -> list[Provision]:
    """Return the introductions that the words need before them: the point's and the subpoint's."""
    return [one for one in desk.index.ancestors(provision) if one.kind in (Kind.POINT, Kind.SUBPOINT)]


def _completions(desk: Desk, below: list[Provision]) -> list[dict[str, Any]]:
    """Return the closing words that some of the provisions lean on, each with those provisions' places."""
    found = []
    eids = {one.eid for one in below}
    for one in desk.index.institution.completions:
        if eids & set(one.completes):
            found.append(
                {
                    **desk.quotation(one.words, one.source),
                    "completes": [desk.provision(eid) for eid in one.completes],
                }
            )
    return found
