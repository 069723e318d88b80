"""Bodies, posts, classes and regions: who they are, what the act states of them, who appoints whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.model import Basis, Body, BodyKind, Post, Provision, Region, Relation, RelationKind
from generator.pages import PAGED_BODIES, ROW, Page
from generator.views import charts
from generator.views.desk import Desk, Link

APPOINTMENTS = (
    RelationKind.APPOINTS,
    RelationKind.APPOINTS_WITH_CONSENT,
    RelationKind.PROPOSES_APPOINTMENT,
    RelationKind.APPOINTED_UNDER,
)


def structure(desk: Desk) -> dict[str, Any]:
    """Every body of the organisation as a tree, with its posts and collegial bodies."""
    index = desk.index
    office = index.office
    return {
        "tree": tree(desk, office),
        "collegial": [desk.actor(one.id) for one in index.bodies_of(BodyKind.COLLEGIAL)],
        "posts": [desk.actor(one.id) for one in index.institution.posts],
        "above": [
            told
            for told in desk.statements(office.id)
            if told["kind"] in ("subordinate-to", "accountable-to")
        ],
        "correction": desk.correction(office),
    }


def tree(desk: Desk, body: Body) -> dict[str, Any]:
    """Return a body with the bodies below it, grouped by kind in the order of the data.

    A long row that has a page of its own is one link to it.
    """
    r, index = desk.reader, desk.index
    groups: dict[BodyKind, list[Body]] = {}
    for one in index.bodies_below[body.id]:
        if one.kind in PAGED_BODIES and one.kind is not BodyKind.COLLEGIAL:
            groups.setdefault(one.kind, []).append(one)
    return {
        "link": Link(r.short(body), desk.link(f"body:{body.id}")),
        "groups": [
            {"name": r.count(f"count.{kind}", len(members)), "members": _members(desk, kind, members)}
            for kind, members in groups.items()
        ],
    }


def _members(desk: Desk, kind: BodyKind, bodies: list[Body]) -> list[dict[str, Any]]:
    target = f"class:{kind}"
    if len(bodies) > ROW and target in desk.plan.homes:
        return [{"link": Link(desk.reader.strings[f"page.class.{kind}"], desk.link(target)), "groups": []}]
    return [tree(desk, one) for one in bodies]


def members(desk: Desk) -> dict[str, Any]:
    """The bodies of one kind, in the order of the act and by their region."""
    r, index = desk.reader, desk.index
    kind = BodyKind(desk.page.subject)
    found = index.bodies_of(kind)
    by_name = r.sort((r.short(one), one) for one in found)
    lists = dict.fromkeys(index.provisions[one.named_in].parent or one.named_in for one in found)
    return {
        "class_kind": kind.value,
        "count": r.count(f"count.{kind}", len(found)),
        "rows": [_member(desk, one) for one in found],
        "alphabet": [Link(r.short(one), desk.link(f"body:{one.id}")) for one in by_name],
        "places": [desk.provision(eid) for eid in lists],
        "correction": desk.correction(found[0]),
    }


def _member(desk: Desk, body: Body) -> dict[str, Any]:
    r = desk.reader
    ties = [one for one in desk.index.ties_of_body[body.id] if one.basis is Basis.EDITORIAL]
    return {
        "num": desk.index.provisions[body.named_in].num or "",
        "link": Link(r.name(body), desk.link(f"body:{body.id}")),
        "form": form(desk, body),
        "region": _region_link(desk, body),
        "ties": [desk.role_link(desk.index.provisions[tie.provision]) for tie in ties],
    }


def form(desk: Desk, body: Body) -> str:
    """Return what a body calls itself, or what its kind is called."""
    r = desk.reader
    return r.strings[f"form.{body.form}"] if body.form else r.strings[f"kind.{body.kind}"]


def _region_link(desk: Desk, body: Body) -> Link | None:
    if not body.region:
        return None
    return Link(desk.reader.t(desk.index.regions[body.region].name), desk.link(f"region:{body.region}"))


def body(desk: Desk) -> dict[str, Any]:
    """The page of one body."""
    r, index = desk.reader, desk.index
    one = index.bodies[desk.page.subject]
    provision = index.provisions[one.named_in]
    stated = desk.statements(one.id)
    ties = index.ties_of_body[one.id]
    siblings = [other for other in index.bodies_below[one.parent or ""] if other.kind is one.kind]
    posts = [post for post in index.institution.posts if post.of == one.id]
    return {
        "name": r.name(one),
        "form": form(desk, one),
        "body_kind": r.strings[f"kind.{one.kind}"],
        "parent": desk.actor(one.parent) if one.parent else None,
        "region": _region_link(desk, one),
        "remark": r.t(one.remark),
        "line": desk.quotation(one.quote or provision.text, one.named_in),
        **charts.around_body(desk, one),
        "citation": r.citation(provision),
        "place_in_list": _place_in_list(desk, one),
        "stated": stated,
        "of_class": desk.class_statements(one),
        "bears": _bears(desk, one.id),
        "named_ties": [desk.tie(tie, of_body=True) for tie in ties if tie.basis is Basis.NAMED],
        "editorial": [desk.tie(tie, of_body=True) for tie in ties if tie.basis is Basis.EDITORIAL],
        "ties_possible": one.kind in (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.INSTITUTION),
        "counterparts": [
            desk.actor(other.id)
            for other in (index.bodies_in[one.region] if one.region else [])
            if other.id != one.id
        ],
        "siblings": len(siblings) - 1,
        "siblings_words": r.count(f"count.{one.kind}", len(siblings)),
        "posts": [desk.actor(post.id) for post in posts],
        "below": tree(desk, one)["groups"],
        "official_url": one.url or "",
        "changes": desk.changes({one.named_in}),
        "correction": desk.correction(one),
    }


def _place_in_list(desk: Desk, body: Body) -> dict[str, Any] | None:
    """Return where a listed body stands in its list: the list's words, its number and how many there are."""
    provision = desk.index.provisions[body.named_in]
    if provision.kind.value != "item" or not provision.parent:
        return None
    parent = desk.index.provisions[provision.parent]
    number = parent.children.index(provision.eid) + 1
    return {
        "words": desk.reader.w("body.place_in_list", number=number, total=len(parent.children)),
        "list": Link(desk.reader.t(parent.text), desk.link(f"provision:{parent.eid}")),
    }


def _bears(desk: Desk, id_: str) -> list[dict[str, Any]]:
    """Return the points that list what a body or post may or must do, with their counts."""
    r, index = desk.reader, desk.index
    found = []
    for bearer in index.institution.bearers:
        if bearer.body != id_:
            continue
        point = index.provisions[bearer.provision]
        roles: dict[str, list[Provision]] = {}
        for one in index.descendants(point):
            if one.role:
                roles.setdefault(one.role.value, []).append(one)
        for role, members in roles.items():
            paged = desk.has(f"role:{role}")
            target = f"role:{role}" if paged else f"provision:{point.eid}"
            found.append(
                {
                    "link": Link(str(r.count(f"count.{role}", len(members))), desk.link(target)),
                    "members": [desk.role_link(one) for one in members] if paged else [],
                    **desk.quotation(bearer.quote, bearer.named_in),
                }
            )
    return found


def post(desk: Desk) -> dict[str, Any]:
    """The page of one post."""
    r, index = desk.reader, desk.index
    one = index.posts[desk.page.subject]
    provision = index.provisions[one.named_in]
    ties = index.ties_of_body[one.id]
    return {
        "name": r.name(one),
        "of": desk.actor(one.of),
        "remark": r.t(one.remark),
        "line": desk.quotation(one.quote or provision.text, one.named_in),
        "citation": r.citation(provision),
        "appointment": [desk.relation(told, one.id) for told in _appointing(desk, one)],
        "stated": desk.statements(one.id, skip=frozenset(kind.value for kind in APPOINTMENTS)),
        "of_class": desk.class_statements(one),
        "bears": _bears(desk, one.id),
        "named_ties": [desk.tie(tie, of_body=True) for tie in ties if tie.basis is Basis.NAMED],
        "siblings": _others(desk, list(index.posts), desk.actor, Page("posts/index.html", "posts")),
        "changes": desk.changes({one.named_in}),
        "correction": desk.correction(one),
    }


def _appointing(desk: Desk, post: Post) -> list[Relation]:
    return [one for one in desk.index.relations_of[post.id] if one.kind in APPOINTMENTS]


def posts(desk: Desk) -> dict[str, Any]:
    """The posts that the act names."""
    r, index = desk.reader, desk.index
    return {
        "rows": [
            {
                "link": desk.actor(one.id),
                "of": desk.actor(one.of),
                **desk.quotation(one.quote or index.provisions[one.named_in].text, one.named_in),
            }
            for one in index.institution.posts
        ],
        "appointments": Link(r.strings["page.appointments"], desk.link("page:appointments")),
        "correction": desk.correction(index.institution.posts[0]),
    }


def named(desk: Desk) -> dict[str, Any]:
    """The bodies outside the organisation or named only in general, and the classes the act speaks of."""
    index = desk.index
    return {
        "bodies": [_named(desk, one) for one in index.bodies_of(BodyKind.NAMED)],
        "groups": [
            {
                **_named(desk, one),
                "members": [desk.actor(member) for member in one.members],
            }
            for one in index.institution.groups
        ],
        "correction": desk.correction((index.bodies_of(BodyKind.NAMED) or index.institution.groups)[0]),
    }


def _named(desk: Desk, one: Any) -> dict[str, Any]:
    ties = [desk.tie(tie, of_body=True) for tie in desk.index.ties_of_body[one.id]]
    return {
        "id": one.id,
        "name": desk.reader.name(one),
        "remark": desk.reader.t(getattr(one, "remark", None)),
        "line": desk.quotation(one.quote or desk.index.provisions[one.named_in].text, one.named_in),
        "stated": desk.statements(one.id),
        "ties": ties,
    }


def appointments(desk: Desk) -> dict[str, Any]:
    """Who proposes, who consents, who appoints and dismisses, by which provision."""
    found = [one for one in desk.index.institution.relations if one.kind in APPOINTMENTS]
    return {
        "rows": [appointment(desk, one) for one in found],
        "changes": desk.changes({one.provision for one in found}),
        "correction": desk.correction(found[0] if found else desk.index.institution.posts[0]),
    }


def appointment(desk: Desk, relation: Relation) -> dict[str, Any]:
    """Return one row of the table; an empty cell is what the act does not say."""
    r = desk.reader
    subject, other = desk.actor(relation.subject), desk.actor(relation.other) if relation.other else None
    object_ = desk.actor(relation.object) if relation.object else None
    kind = relation.kind
    under = kind is RelationKind.APPOINTED_UNDER
    proposes = kind is RelationKind.PROPOSES_APPOINTMENT
    return {
        "who": subject if under else object_ or Link(r.t(relation.literal), ""),
        "proposes": subject if proposes else None,
        "consents": other if kind is RelationKind.APPOINTS_WITH_CONSENT else None,
        "appoints": None if under or proposes else subject,
        "proposed_to": other if proposes else None,
        "under": (r.t(relation.literal) or (object_.words if object_ else "")) if under else "",
        **desk.quotation(relation.quote, relation.provision),
    }


def regions(desk: Desk) -> dict[str, Any]:
    """The regions as tiles and as a list, each with its bodies; those outside the regions beside them."""
    index = desk.index
    return {
        **charts.territory(desk),
        "rows": [_region(desk, one) for one in desk.reader.regions if one.iso],
        "outside": [_region(desk, one) for one in index.regions.values() if not one.iso],
        "correction": desk.correction(index.institution.regions[0]),
    }


def tiles(desk: Desk) -> list[dict[str, Any]]:
    """Return the tile map, in alphabetical order so that the narrow layout reads as a list."""
    r, index = desk.reader, desk.index
    ordered = [one for one in r.regions if one.tile]
    outside = [one for one in index.regions.values() if not one.tile]
    return [{**_region(desk, one), "tile": one.tile} for one in [*ordered, *outside]]


def _others(desk: Desk, row: list[str], link: Callable[[str], Link], whole: Page) -> list[Link]:
    """Return links to the others of a row of ids; of a long one, to those around this and to the whole."""
    own = desk.page.subject
    place = row.index(own)
    around = row if len(row) <= ROW else row[max(place - ROW // 2, 0) : place + ROW // 2]
    shown = [link(one) for one in around if one != own]
    all_of_them = desk.page_link(whole)
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


def _region(desk: Desk, region: Region) -> dict[str, Any]:
    r = desk.reader
    return {
        "id": region.id,
        "iso": region.iso or "",
        "name": r.t(region.name),
        "short": r.t(region.short),
        "href": desk.link(f"region:{region.id}"),
        "centre": r.t(region.centre),
        "bodies": [
            {
                "link": Link(r.short(one), desk.link(f"body:{one.id}")),
                "form": form(desk, one),
                "short": r.strings[f"tile.{one.kind}"],
            }
            for one in desk.index.bodies_in[region.id]
        ],
    }


def region(desk: Desk) -> dict[str, Any]:
    """The page of one region with its bodies and the lines of the act that name them."""
    r, index = desk.reader, desk.index
    one = index.regions[desk.page.subject]
    found = index.bodies_in[one.id]
    return {
        **_region(desk, one),
        "remark": r.t(one.remark),
        "source": r.t(one.source),
        "lines": [
            {
                "id": Markup(body.id),
                "link": desk.actor(body.id),
                "form": form(desk, body),
                "parent": desk.actor(body.parent) if body.parent else None,
                "of_class": desk.class_statements(body),
                **desk.quotation(index.provisions[body.named_in].text, body.named_in),
            }
            for body in found
        ],
        "others": _others(
            desk,
            [each.id for each in r.regions],
            lambda id_: Link(r.t(index.regions[id_].short), desk.link(f"region:{id_}")),
            Page("regions/index.html", "regions"),
        ),
        "changes": desk.changes({body.named_in for body in found}),
        "correction": desk.correction(one),
    }
