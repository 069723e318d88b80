"""Builds the pages of bodies: the structure, the bodies of one kind, one body, and the named bodies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import Basis, Body, BodyGroup, BodyKind, Kind, Provision, RelationKind
from generator.plan.pages import PAGED_BODIES, ROW, Page
from generator.views import charts
from generator.views.context import PageContext
from generator.views.parts import (
    AssignmentRow,
    ChangeNote,
    ChartedView,
    GroupStatements,
    Link,
    Quotation,
    Statement,
    TreeGroup,
    TreeNode,
    View,
)

ASSIGNABLE = (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.INSTITUTION)
"""The kinds of body to which editors may assign functions."""

SUPERIOR = (RelationKind.SUBORDINATE_TO, RelationKind.ACCOUNTABLE_TO)
"""The kinds of relation that lead to a body above."""


@dataclass(frozen=True, kw_only=True)
class StructureView(View):
    """What the page of the structure shows."""

    tree: TreeNode
    collegial: Sequence[Link]
    posts: Sequence[Link]
    above: Sequence[Statement]


def structure(context: PageContext) -> StructureView:
    """Every body of the organisation as a tree, with its posts and collegial bodies."""
    index = context.index
    office = index.office
    others = [kind for kind in RelationKind if kind not in SUPERIOR]
    return StructureView(
        tree=tree(context, office),
        collegial=[context.actor(body.id) for body in index.bodies_of(BodyKind.COLLEGIAL)],
        posts=[context.actor(post.id) for post in index.dataset.organisation.posts],
        above=context.statements(office.id, skip=others),
        correction=context.correction(office),
    )


def tree(context: PageContext, body: Body) -> TreeNode:
    """Return a body with the bodies below it, grouped by kind in the order of the data.

    A long row that has a page of its own is one link to it.
    """
    localization = context.localization
    kinds: dict[BodyKind, list[Body]] = {}
    for below in context.index.bodies_below[body.id]:
        if below.kind in PAGED_BODIES and below.kind is not BodyKind.COLLEGIAL:
            kinds.setdefault(below.kind, []).append(below)
    return TreeNode(
        Link(localization.short(body), context.link(Target.body(body.id))),
        [
            TreeGroup(localization.count(f"count.{kind}", len(bodies)), _members(context, kind, bodies))
            for kind, bodies in kinds.items()
        ],
    )


def _members(context: PageContext, kind: BodyKind, bodies: list[Body]) -> list[TreeNode]:
    target = Target.body_kind(kind)
    if len(bodies) > ROW and context.has(target):
        name = context.localization.strings[f"page.body-kind.{kind}"]
        return [TreeNode(Link(name, context.link(target)), [])]
    return [tree(context, body) for body in bodies]


@dataclass(frozen=True)
class MemberRow:
    """A body in the list of its kind, with the functions that editors assign to it."""

    num: str
    link: Link
    form: str
    region: Link | None
    assignments: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class BodyKindView(View):
    """What the page of the bodies of one kind shows."""

    body_kind: str
    count: Markup
    rows: Sequence[MemberRow]
    alphabet: Sequence[Link]
    places: Sequence[Link]


def members(context: PageContext) -> BodyKindView:
    """The bodies of one kind, in the order of the act and by their region."""
    localization, index = context.localization, context.index
    kind = BodyKind(context.page.subject)
    bodies = index.bodies_of(kind)
    by_name = localization.sort((localization.short(body), body) for body in bodies)
    lists = dict.fromkeys(index.provisions[body.named_in].parent or body.named_in for body in bodies)
    return BodyKindView(
        body_kind=kind.value,
        count=localization.count(f"count.{kind}", len(bodies)),
        rows=[_member(context, body) for body in bodies],
        alphabet=[Link(localization.short(body), context.link(Target.body(body.id))) for body in by_name],
        places=[context.provision(eid) for eid in lists],
        correction=context.correction(bodies[0]),
    )


def _member(context: PageContext, body: Body) -> MemberRow:
    provisions = context.index.provisions
    return MemberRow(
        num=provisions[body.named_in].num or "",
        link=Link(context.localization.name(body), context.link(Target.body(body.id))),
        form=form(context, body),
        region=region_link(context, body),
        assignments=[
            context.role_link(provisions[assignment.provision])
            for assignment in context.index.assignments_of_body[body.id]
            if assignment.basis is Basis.EDITORIAL
        ],
    )


def form(context: PageContext, body: Body) -> str:
    """Return what a body calls itself, or what its kind is called."""
    strings = context.localization.strings
    return strings[f"form.{body.form}"] if body.form else strings[f"kind.{body.kind}"]


def region_link(context: PageContext, body: Body) -> Link | None:
    """Return the link to the region of a body; None if it has none."""
    if not body.region:
        return None
    name = context.localization.text(context.index.regions[body.region].name)
    return Link(name, context.link(Target.region(body.region)))


@dataclass(frozen=True)
class PlaceInList:
    """Where a body stands in a list of the act."""

    words: Markup
    list: Link


@dataclass(frozen=True)
class BearsRow:
    """A point that lists what a body or post may or must do: its count, its provisions, the act's words."""

    link: Link
    members: Sequence[Link]
    quotation: Quotation


@dataclass(frozen=True, kw_only=True)
class BodyView(ChartedView):
    """What the page of a body shows."""

    form: str
    body_kind: str
    parent: Link | None
    region: Link | None
    remark: str
    line: Quotation
    place_in_list: PlaceInList | None
    stated: Sequence[Statement]
    of_group: Sequence[GroupStatements]
    bears: Sequence[BearsRow]
    named_assignments: Sequence[AssignmentRow]
    editorial: Sequence[AssignmentRow]
    assignments_possible: bool
    counterparts: Sequence[Link]
    posts: Sequence[Link]
    below: Sequence[TreeGroup]
    official_url: str
    changes: Sequence[ChangeNote]


def body(context: PageContext) -> BodyView:
    """The page of one body."""
    localization, index = context.localization, context.index
    body = index.bodies[context.page.subject]
    assignments = index.assignments_of_body[body.id]
    in_region = index.bodies_in[body.region] if body.region else []
    posts = index.dataset.organisation.posts
    return BodyView(
        form=form(context, body),
        body_kind=localization.strings[f"kind.{body.kind}"],
        parent=context.actor(body.parent) if body.parent else None,
        region=region_link(context, body),
        remark=localization.text(body.remark),
        line=context.quotation(body.quote or index.provisions[body.named_in].text, body.named_in),
        chart=charts.around_body(context, body),
        place_in_list=_place_in_list(context, body),
        stated=context.statements(body.id),
        of_group=context.group_statements(body),
        bears=bears(context, body.id),
        named_assignments=context.assignments(assignments, Basis.NAMED, of_body=True),
        editorial=context.assignments(assignments, Basis.EDITORIAL, of_body=True),
        assignments_possible=body.kind in ASSIGNABLE,
        counterparts=[context.actor(other.id) for other in in_region if other.id != body.id],
        posts=[context.actor(post.id) for post in posts if post.of == body.id],
        below=tree(context, body).groups,
        official_url=body.url or "",
        changes=context.changes({body.named_in}),
        correction=context.correction(body),
    )


def _place_in_list(context: PageContext, body: Body) -> PlaceInList | None:
    """Return where a body stands in its list; None if no list names it."""
    provision = context.index.provisions[body.named_in]
    if provision.kind is not Kind.ITEM or not provision.parent:
        return None
    list_ = context.index.provisions[provision.parent]
    number = list_.children.index(provision.eid) + 1
    return PlaceInList(
        context.localization.message("body.place_in_list", number=number, total=len(list_.children)),
        Link(context.localization.heading(list_), context.link(Target.provision(list_.eid))),
    )


def bears(context: PageContext, id_: str) -> list[BearsRow]:
    """Return the points that list what a body or post may or must do, one row for each role."""
    rows = []
    for bearer in context.index.dataset.bearers:
        if bearer.body != id_:
            continue
        point = context.index.provisions[bearer.provision]
        quotation = context.quotation(bearer.quote, bearer.named_in)
        roles: dict[str, list[Provision]] = {}
        for provision in context.index.descendants(point):
            if provision.role:
                roles.setdefault(provision.role.value, []).append(provision)
        for role, provisions in roles.items():
            paged = context.has(Target.role(role))
            target = Target.role(role) if paged else Target.provision(point.eid)
            count = str(context.localization.count(f"count.{role}", len(provisions)))
            shown = [context.role_link(provision) for provision in provisions] if paged else []
            rows.append(BearsRow(Link(count, context.link(target)), shown, quotation))
    return rows


@dataclass(frozen=True)
class NamedRow:
    """A body or group on the page that they share."""

    id: str
    name: str
    remark: str
    line: Quotation
    stated: Sequence[Statement]
    assignments: Sequence[AssignmentRow]
    members: Sequence[Link]


@dataclass(frozen=True, kw_only=True)
class NamedView(View):
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
    quote = actor.quote or context.index.provisions[actor.named_in].text
    assignments = context.index.assignments_of_body[actor.id]
    return NamedRow(
        id=actor.id,
        name=context.localization.name(actor),
        remark=context.localization.text(remark),
        line=context.quotation(quote, actor.named_in),
        stated=context.statements(actor.id),
        assignments=[context.assignment(assignment, of_body=True) for assignment in assignments],
        members=[context.actor(member) for member in members],
    )


def others_of(
    context: PageContext, ids: list[str], link: Callable[[str], Link], *, listed_on: Page
) -> list[Link]:
    """Return links to the others of a row of ids, made by `link`.

    Of a row longer than `ROW`, the links to those around the page's subject and to `listed_on`, the page that
    lists all.
    """
    subject = context.page.subject
    place = ids.index(subject)
    around = ids if len(ids) <= ROW else ids[max(place - ROW // 2, 0) : place + ROW // 2]
    links = [link(id_) for id_ in around if id_ != subject]
    return links if around is ids else [*links, context.page_link(listed_on)]
