"""Pages of bodies: the structure, body groups, one body, the named bodies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import Basis, Body, BodyKind, Provision
from generator.plan.pages import PAGED_BODIES, ROW, Page
from generator.views import charts
from generator.views.context import Link, PageContext


def structure(context: PageContext) -> dict[str, Any]:
    """Every body of the organisation as a tree, with its posts and collegial bodies."""
    index = context.index
    office = index.office
    return {
        "tree": tree(context, office),
        "collegial": [context.actor(one.id) for one in index.bodies_of(BodyKind.COLLEGIAL)],
        "posts": [context.actor(one.id) for one in index.dataset.organisation.posts],
        "above": [
            told
            for told in context.statements(office.id)
            if told["kind"] in ("subordinate-to", "accountable-to")
        ],
        "correction": context.correction(office),
    }


def tree(context: PageContext, body: Body) -> dict[str, Any]:
    """Return a body with the bodies below it, grouped by kind in the order of the data.

    A long row that has a page of its own is one link to it.
    """
    r, index = context.localization, context.index
    groups: dict[BodyKind, list[Body]] = {}
    for one in index.bodies_below[body.id]:
        if one.kind in PAGED_BODIES and one.kind is not BodyKind.COLLEGIAL:
            groups.setdefault(one.kind, []).append(one)
    return {
        "link": Link(r.short(body), context.link(Target.body(body.id))),
        "groups": [
            {"name": r.count(f"count.{kind}", len(members)), "members": _members(context, kind, members)}
            for kind, members in groups.items()
        ],
    }


def _members(context: PageContext, kind: BodyKind, bodies: list[Body]) -> list[dict[str, Any]]:
    target = Target.body_kind(kind)
    if len(bodies) > ROW and target in context.plan.homes:
        return [
            {
                "link": Link(context.localization.strings[f"page.body-kind.{kind}"], context.link(target)),
                "groups": [],
            }
        ]
    return [tree(context, one) for one in bodies]


def members(context: PageContext) -> dict[str, Any]:
    """The bodies of one kind, in the order of the act and by their region."""
    r, index = context.localization, context.index
    kind = BodyKind(context.page.subject)
    found = index.bodies_of(kind)
    by_name = r.sort((r.short(one), one) for one in found)
    lists = dict.fromkeys(index.provisions[one.named_in].parent or one.named_in for one in found)
    return {
        "body_kind": kind.value,
        "count": r.count(f"count.{kind}", len(found)),
        "rows": [_member(context, one) for one in found],
        "alphabet": [Link(r.short(one), context.link(Target.body(one.id))) for one in by_name],
        "places": [context.provision(eid) for eid in lists],
        "correction": context.correction(found[0]),
    }


def _member(context: PageContext, body: Body) -> dict[str, Any]:
    r = context.localization
    assignments = [one for one in context.index.assignments_of_body[body.id] if one.basis is Basis.EDITORIAL]
    return {
        "num": context.index.provisions[body.named_in].num or "",
        "link": Link(r.name(body), context.link(Target.body(body.id))),
        "form": form(context, body),
        "region": region_link(context, body),
        "assignments": [
            context.role_link(context.index.provisions[assignment.provision]) for assignment in assignments
        ],
    }


def form(context: PageContext, body: Body) -> str:
    """Return what a body calls itself, or what its kind is called."""
    r = context.localization
    return r.strings[f"form.{body.form}"] if body.form else r.strings[f"kind.{body.kind}"]


def region_link(context: PageContext, body: Body) -> Link | None:
    if not body.region:
        return None
    return Link(
        context.localization.text(context.index.regions[body.region].name),
        context.link(Target.region(body.region)),
    )


def body(context: PageContext) -> dict[str, Any]:
    """The page of one body."""
    r, index = context.localization, context.index
    one = index.bodies[context.page.subject]
    provision = index.provisions[one.named_in]
    stated = context.statements(one.id)
    assignments = index.assignments_of_body[one.id]
    siblings = [other for other in index.bodies_below[one.parent or ""] if other.kind is one.kind]
    posts = [post for post in index.dataset.organisation.posts if post.of == one.id]
    return {
        "name": r.name(one),
        "form": form(context, one),
        "body_kind": r.strings[f"kind.{one.kind}"],
        "parent": context.actor(one.parent) if one.parent else None,
        "region": region_link(context, one),
        "remark": r.text(one.remark),
        "line": context.quotation(one.quote or provision.text, one.named_in),
        **charts.around_body(context, one),
        "citation": r.citation(provision),
        "place_in_list": _place_in_list(context, one),
        "stated": stated,
        "of_class": context.class_statements(one),
        "bears": bears(context, one.id),
        "named_assignments": [
            context.assignment(assignment, of_body=True)
            for assignment in assignments
            if assignment.basis is Basis.NAMED
        ],
        "editorial": [
            context.assignment(assignment, of_body=True)
            for assignment in assignments
            if assignment.basis is Basis.EDITORIAL
        ],
        "assignments_possible": one.kind in (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.INSTITUTION),
        "counterparts": [
            context.actor(other.id)
            for other in (index.bodies_in[one.region] if one.region else [])
            if other.id != one.id
        ],
        "siblings": len(siblings) - 1,
        "siblings_words": r.count(f"count.{one.kind}", len(siblings)),
        "posts": [context.actor(post.id) for post in posts],
        "below": tree(context, one)["groups"],
        "official_url": one.url or "",
        "changes": context.changes({one.named_in}),
        "correction": context.correction(one),
    }


def _place_in_list(context: PageContext, body: Body) -> dict[str, Any] | None:
    """Return where a listed body stands in its list: the list's words, its number and how many there are."""
    provision = context.index.provisions[body.named_in]
    if provision.kind.value != "item" or not provision.parent:
        return None
    parent = context.index.provisions[provision.parent]
    number = parent.children.index(provision.eid) + 1
    return {
        "words": context.localization.message(
            "body.place_in_list", number=number, total=len(parent.children)
        ),
        "list": Link(context.localization.text(parent.text), context.link(Target.provision(parent.eid))),
    }


def bears(context: PageContext, id_: str) -> list[dict[str, Any]]:
    """Return the points that list what a body or post may or must do, with their counts."""
    r, index = context.localization, context.index
    found = []
    for bearer in index.dataset.bearers:
        if bearer.body != id_:
            continue
        point = index.provisions[bearer.provision]
        roles: dict[str, list[Provision]] = {}
        for one in index.descendants(point):
            if one.role:
                roles.setdefault(one.role.value, []).append(one)
        for role, members in roles.items():
            paged = context.has(Target.role(role))
            target = Target.role(role) if paged else Target.provision(point.eid)
            found.append(
                {
                    "link": Link(str(r.count(f"count.{role}", len(members))), context.link(target)),
                    "members": [context.role_link(one) for one in members] if paged else [],
                    **context.quotation(bearer.quote, bearer.named_in),
                }
            )
    return found


def named(context: PageContext) -> dict[str, Any]:
    """The bodies outside the organisation or named only in general, and the classes the act speaks of."""
    index = context.index
    return {
        "bodies": [_named(context, one) for one in index.bodies_of(BodyKind.NAMED)],
        "groups": [
            {
                **_named(context, one),
                "members": [context.actor(member) for member in one.members],
            }
            for one in index.dataset.organisation.groups
        ],
        "correction": context.correction(
            (index.bodies_of(BodyKind.NAMED) or index.dataset.organisation.groups)[0]
        ),
    }


def _named(context: PageContext, one: Any) -> dict[str, Any]:
    assignments = [
        context.assignment(assignment, of_body=True)
        for assignment in context.index.assignments_of_body[one.id]
    ]
    return {
        "id": one.id,
        "name": context.localization.name(one),
        "remark": context.localization.text(getattr(one, "remark", None)),
        "line": context.quotation(one.quote or context.index.provisions[one.named_in].text, one.named_in),
        "stated": context.statements(one.id),
        "assignments": assignments,
    }


def others_of(context: PageContext, row: list[str], link: Callable[[str], Link], whole: Page) -> list[Link]:
    """Return links to the others of a row of ids; of a long one, to those around this and to the whole."""
    own = context.page.subject
    place = row.index(own)
    around = row if len(row) <= ROW else row[max(place - ROW // 2, 0) : place + ROW // 2]
    shown = [link(one) for one in around if one != own]
    all_of_them = context.page_link(whole)
    return shown if around is row or all_of_them is None else [*shown, all_of_them]


def places(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return the CSS that puts each tile of `tiles` in its place on the map.

    It is a style sheet and not an attribute of each tile, so that a page needs no inline style.
    """
    return Markup("").join(
        Markup(".tile:nth-child({}){{--column:{};--row:{};--width:{}}}").format(
            number, row["tile"].column, row["tile"].row, row["tile"].width
        )
        for number, row in enumerate(rows, 1)
        if row["tile"]
    )
