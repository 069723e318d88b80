"""Builds the pages of bodies: the structure, the bodies of one kind, one body, and the named bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.model import Basis, Body, BodyKind, Kind, RelationKind
from generator.plan.pages import PAGED_BODIES, ROW, Page
from generator.views import charts, in_time
from generator.views.context import PageContext
from generator.views.parts import (
    AssignmentRow,
    ChangeNote,
    ChartedView,
    Link,
    Quotation,
    TreeGroup,
    TreeNode,
    View,
)
from generator.views.statements import GroupStatements, QuotedStatements, about, about_groups, repeated

ASSIGNABLE = (BodyKind.UNIT, BodyKind.AGENCY, BodyKind.INSTITUTION)
"""The kinds of body to which editors may assign functions."""

FEW = 8
"""How many bodies of a kind that has a page of its own another page lists one by one."""

SUPERIOR = (RelationKind.SUBORDINATE_TO, RelationKind.ACCOUNTABLE_TO)
"""The kinds of relation that lead to a body above."""


class StructureView(View, frozen=True, kw_only=True):
    """What the page of the structure shows."""

    tree: TreeNode
    collegial: Sequence[Link]
    posts: Sequence[Link]
    above: Sequence[QuotedStatements]
    as_of: str
    """The sentence on the version that the structure is of."""
    later: Sequence[Link]
    """The structures of later days."""


def structure(context: PageContext) -> StructureView:
    """Every body of the organisation as a tree, with its posts and collegial bodies."""
    index = context.index
    office = index.office
    superior = [relation for relation in index.relations_of[office.id] if relation.kind in SUPERIOR]
    return StructureView(
        tree=tree(context, office),
        collegial=[context.actor(body.id) for body in index.bodies_of(BodyKind.COLLEGIAL)],
        posts=[context.actor(post.id) for post in index.dataset.organisation.posts],
        above=about(context, office.id, superior),
        as_of=context.localization.as_of(),
        later=in_time.structures(context),
        correction=context.correction(office),
    )


def tree(context: PageContext, body: Body) -> TreeNode:
    """Return a body with the bodies below it, grouped by kind in the order of the data.

    A long row that has a page of its own is one link to it.
    """
    link = Link(context.localization.short(body), context.link(Target.body(body.id)))
    return TreeNode(link, groups_below(context, body))


def groups_below(context: PageContext, body: Body, most: int = ROW) -> list[TreeGroup]:
    """Return the bodies below a body, grouped by kind in the order of the data.

    A kind with more than `most` bodies that has a page of its own is one link to it.
    """
    localization = context.localization
    kinds: dict[BodyKind, list[Body]] = {}
    for below in context.index.bodies_below[body.id]:
        if below.kind in PAGED_BODIES and below.kind is not BodyKind.COLLEGIAL:
            kinds.setdefault(below.kind, []).append(below)
    groups = []
    for kind, bodies in kinds.items():
        target = Target.body_kind(kind)
        if len(bodies) > most and context.has(target):
            members = [
                TreeNode(Link(localization.strings[f"page.body-kind.{kind}"], context.link(target)), [])
            ]
        else:
            members = [tree(context, below) for below in localization.by_region(bodies)]
        groups.append(TreeGroup(localization.count(f"count.{kind}", len(bodies)), members))
    return groups


class MemberRow(Struct, frozen=True):
    """A body in the list of its kind, with the functions that editors assign to it."""

    num: str
    link: Link
    assignments: Sequence[Link]


class BodyKindView(View, frozen=True, kw_only=True):
    """What the page of the bodies of one kind shows."""

    body_kind: str
    count: Markup
    as_of: str
    """The sentence on the version that the count is of."""
    later: Sequence[Link]
    """The structures of later days, if the bodies are its units."""
    rows: Sequence[MemberRow]
    """The bodies in the order of the act, or of their regions if each has one."""
    places: Sequence[Link]


def members(context: PageContext) -> BodyKindView:
    """The bodies of one kind, in the order of the act, or of their regions if each has one."""
    localization, index = context.localization, context.index
    kind = BodyKind(context.page.subject)
    bodies = index.bodies_of(kind)
    lists = dict.fromkeys(index.provisions[body.named_in].parent or body.named_in for body in bodies)
    return BodyKindView(
        body_kind=kind.value,
        count=localization.count(f"count.{kind}", len(bodies)),
        as_of=localization.as_of(),
        later=in_time.structures(context) if kind is BodyKind.UNIT else [],
        rows=[_member(context, body) for body in localization.by_region(bodies)],
        places=[context.provision(eid) for eid in lists],
        correction=context.correction(bodies[0]),
    )


def _member(context: PageContext, body: Body) -> MemberRow:
    provisions = context.index.provisions
    return MemberRow(
        num=provisions[body.named_in].num or "",
        link=Link(context.localization.name(body), context.link(Target.body(body.id))),
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


class BearsRow(Struct, frozen=True):
    """What a body or post may or must do by the same words of the act: counts that lead to the provisions."""

    links: Sequence[Link]
    quotation: Quotation


class BodyView(ChartedView, frozen=True, kw_only=True):
    """What the page of a body shows."""

    form: str
    body_kind: str
    parent: Link | None
    region: Link | None
    outside: bool
    """Whether `region` is a jurisdiction that is not a region."""
    remark: str
    line: Quotation | None
    """The words that name the body; None if a statement on the page quotes them."""
    place_in_list: Markup | None
    """Where the body stands in the list that names it."""
    stated: Sequence[QuotedStatements]
    of_group: Sequence[GroupStatements]
    bears: Sequence[BearsRow]
    named_assignments: Sequence[AssignmentRow]
    editorial: Sequence[AssignmentRow]
    assignments_possible: bool
    counterparts: Sequence[Link]
    posts: Sequence[Link]
    below: Sequence[TreeGroup]
    official: Link | None
    changes: Sequence[ChangeNote]
    later: Sequence[Link]
    """The structures of later days, if it is a unit."""


def body(context: PageContext) -> BodyView:
    """The page of one body."""
    localization, index = context.localization, context.index
    body = index.bodies[context.page.subject]
    assignments = index.assignments_of_body[body.id]
    in_region = index.bodies_in[body.region] if body.region else []
    posts = index.dataset.organisation.posts
    stated = about(context, body.id, index.relations_of[body.id], unquoted=borne(context, body.id))
    line = context.quotation(body.quote or index.provisions[body.named_in].text, body.named_in)
    return BodyView(
        form=form(context, body),
        body_kind=localization.strings[f"kind.{body.kind}"],
        parent=context.actor(body.parent) if body.parent else None,
        region=region_link(context, body),
        outside=bool(body.region) and not index.regions[body.region or ""].iso,
        remark=localization.text(body.remark),
        line=None if repeated(line, stated) else line,
        chart=charts.around_body(context, body) if context.has(Target.page("chart")) else None,
        place_in_list=_place_in_list(context, body),
        stated=stated,
        of_group=about_groups(context, body, RelationKind),
        bears=bears(context, body.id),
        named_assignments=context.assignments(assignments, Basis.NAMED, of_body=True),
        editorial=context.assignments(assignments, Basis.EDITORIAL, of_body=True),
        assignments_possible=body.kind in ASSIGNABLE,
        counterparts=[context.actor(other.id) for other in in_region if other.id != body.id],
        posts=[context.actor(post.id) for post in posts if post.of == body.id],
        below=groups_below(context, body, FEW),
        official=official(context, body),
        changes=context.changes({body.named_in}),
        later=in_time.structures(context) if body.kind is BodyKind.UNIT else [],
        correction=context.correction(body),
    )


def official(context: PageContext, body: Body) -> Link | None:
    """Return the website of a body, or of the closest body above it that has one, named by its owner."""
    owner: Body | None = body
    while owner and not owner.url:
        owner = context.index.bodies.get(owner.parent or "")
    return Link(context.localization.short(owner), owner.url or "") if owner else None


def _place_in_list(context: PageContext, body: Body) -> Markup | None:
    """Return where a body stands in its list; None if no list names it."""
    provision = context.index.provisions[body.named_in]
    if provision.kind is not Kind.ITEM or not provision.parent:
        return None
    list_ = context.index.provisions[provision.parent]
    number = list_.children.index(provision.eid) + 1
    return context.localization.message("body.place_in_list", number=number, total=len(list_.children))


def borne(context: PageContext, id_: str) -> set[str]:
    """Return the eIds of the provisions that list what a body or post may or must do, and of their parts."""
    index = context.index
    points = [index.provisions[bearer.provision] for bearer in index.dataset.bearers if bearer.body == id_]
    return {provision.eid for point in points for provision in index.descendants(point)}


def bears(context: PageContext, id_: str) -> list[BearsRow]:
    """Return what a body or post may or must do, one link for each role that a point lists."""
    links: dict[tuple[str, str], list[Link]] = {}
    quotations: dict[tuple[str, str], Quotation] = {}
    for bearer in context.index.dataset.bearers:
        if bearer.body != id_:
            continue
        point = context.index.provisions[bearer.provision]
        quotation = context.quotation(bearer.quote, bearer.named_in)
        words = bearer.named_in, str(quotation.quote)
        quotations[words] = quotation
        below = [provision.role for provision in context.index.descendants(point) if provision.role]
        for role, number in Counter(below).items():
            target = Target.role(role) if context.has(Target.role(role)) else Target.provision(point.eid)
            count = str(context.localization.count(f"count.{role}", number))
            links.setdefault(words, []).append(Link(count, context.link(target)))
    return [BearsRow(links.get(words, []), quotation) for words, quotation in quotations.items()]


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
