"""Builds the pages of functions, powers, tasks, rights and duties: indexes, topics and single provisions."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.escape import act_words, opening
from generator.model import Basis, Kind, Provision, Role
from generator.views import charts, in_time, later, provision_relations
from generator.views.context import PageContext
from generator.views.parts import (
    Bearer,
    Block,
    Card,
    ChangeNote,
    ChartedView,
    Link,
    Quotation,
    View,
)
from generator.views.provision_relations import Ground, RelationRow

EXCERPT = 18
"""How many words of a provision stand in a list of a topic."""

NEAREST = 8
"""How many other provisions of its topic the page of a provision shows."""


class TopicsView(View, frozen=True, kw_only=True):
    """What the page of the topics shows."""

    topics: Sequence[Card]


def topics(context: PageContext) -> TopicsView:
    """The site's own topics with what each holds."""
    first = context.index.dataset.editorial.topics[0]
    return TopicsView(
        topics=[topic_card(context, id_) for id_ in context.index.topics],
        correction=context.correction(first),
    )


def topic_card(context: PageContext, id_: str) -> Card:
    """Return a topic's link, its sentence and its counts."""
    localization = context.localization
    topic = context.index.topics[id_]
    return Card(
        link=Link(localization.text(topic.name), context.link(Target.topic(id_))),
        about=localization.text(topic.about),
        counts=_counts(context, _members(context, id_)),
    )


def _members(context: PageContext, topic: str) -> list[Provision]:
    return context.index.members_of_topic[topic]


def _counts(context: PageContext, members: list[Provision]) -> list[str]:
    numbers: dict[str, int] = {}
    for member in members:
        key = f"count.{member.role}" if member.role else "count.points"
        numbers[key] = numbers.get(key, 0) + 1
    return [str(context.localization.count(key, number)) for key, number in numbers.items()]


class RoleRow(Struct, frozen=True):
    """A provision in an index of its role or topic."""

    num: str
    link: Link
    words: Markup
    topic: Link | None
    place: Link


class TopicGroup(Struct, frozen=True):
    """The provisions of one role in a topic."""

    id: str
    name: str
    rows: Sequence[RoleRow]


class TopicView(View, frozen=True, kw_only=True):
    """What the page of a topic shows."""

    about: str
    groups: Sequence[TopicGroup]
    bodies: Sequence[Link]


def topic(context: PageContext) -> TopicView:
    """One topic: its functions, powers and points, with their words, and the bodies assigned to them."""
    localization, index = context.localization, context.index
    topic = index.topics[context.page.subject]
    members = _members(context, topic.id)
    names: dict[Role | None, str] = {role: localization.strings[f"role.{role}.many"] for role in Role}
    names[None] = localization.strings["kind.points"]
    groups = [
        TopicGroup(
            id=role.value if role else "point",
            name=name,
            rows=[_row(context, member) for member in members if member.role is role],
        )
        for role, name in names.items()
    ]
    bodies = dict.fromkeys(
        assignment.body for member in members for assignment in index.assignments_of_provision[member.eid]
    )
    return TopicView(
        about=localization.text(topic.about),
        groups=[group for group in groups if group.rows],
        bodies=[context.actor(body) for body in bodies],
        correction=context.correction(topic),
    )


def _row(context: PageContext, provision: Provision) -> RoleRow:
    return RoleRow(
        num=provision.num or "",
        link=context.role_link(provision),
        words=opening(act_words(context.excerpt(provision, EXCERPT))),
        topic=topic_link(context, provision),
        place=context.provision(provision.eid),
    )


def topic_link(context: PageContext, provision: Provision) -> Link | None:
    """Return the link to the topic of a provision; None if it has none."""
    id_ = context.index.topic_of.get(provision.eid)
    if id_ is None:
        return None
    topic = context.index.topics[id_]
    return Link(context.localization.text(topic.name), context.link(Target.topic(topic.id)))


class RoleView(View, frozen=True, kw_only=True):
    """What the index of a role shows."""

    role: str
    rows: Sequence[RoleRow]
    alphabet: Sequence[Link]
    count: Markup
    added: Sequence[Link]
    """The provisions that amending acts added later to the same points, as links to their words."""
    bearers: Sequence[Bearer]


def role(context: PageContext) -> RoleView:
    """The index of a role: every provision with its number, short title and topic."""
    localization, index = context.localization, context.index
    role = Role(context.page.subject)
    members = index.by_role[role]
    points = dict.fromkeys(point.eid for member in members if (point := index.nearest(member, Kind.POINT)))
    titles = ((localization.title(member), member) for member in members)
    by_title = localization.sort((title, member) for title, member in titles if title)
    return RoleView(
        role=role.value,
        rows=[_row(context, member) for member in members],
        alphabet=[context.role_link(member) for member in by_title],
        count=localization.count(f"count.{role}", len(members)),
        added=added(context, set(points)),
        bearers=[bearer for eid in points for bearer in bearers(context, index.provisions[eid])],
        correction=context.correction(members[0]),
    )


def added(context: PageContext, points: set[str]) -> list[Link]:
    """Return the subpoints that the site's version of some points lacks, named by place and day, in order."""
    if context.plan.history is None:
        return []
    found: dict[str, Link] = {}
    for row in context.plan.history.table.rows:
        target = Target.version(row.start, row.eid)
        missing = (
            row.kind is Kind.SUBPOINT and row.parent in points and row.eid not in context.index.provisions
        )
        if missing and row.eid not in found and context.plan.history.is_later(row) and context.has(target):
            place, day = in_time.place(context, row.start, row.eid), in_time.short_date(context, row.start)
            found[row.eid] = Link(f"{place} ({day})", context.link(target))
    return list(found.values())


def bearers(context: PageContext, provision: Provision) -> list[Bearer]:
    """Return whose function, power … a provision is, with the words that say so."""
    outer = {ancestor.eid for ancestor in [*context.index.ancestors(provision), provision]}
    return [
        Bearer(context.actor(bearer.body), context.quotation(bearer.quote, bearer.named_in))
        for bearer in context.index.dataset.bearers
        if bearer.provision in outer
    ]


class Completion(Struct, frozen=True):
    """Closing words on which some provisions depend, with the places of those provisions."""

    quotation: Quotation
    completes: Sequence[Link]


class SameRow(Struct, frozen=True):
    """Another provision of the same topic: its number, with that of its point, and its name."""

    num: str
    link: Link


class ProvisionView(ChartedView, frozen=True, kw_only=True):
    """What the page of a function or power shows."""

    role: str
    short: str
    """Its editorial title."""
    lead_in: Sequence[Block]
    block: Block
    completions: Sequence[Completion]
    citations: Sequence[tuple[str, str, str]]
    """(language, its name, citation) in every published language, this one first."""
    place: Link
    full_text: Markup
    """The link to the provision in the full text."""
    bearers: Sequence[Bearer]
    statements: Sequence[RelationRow]
    named: Sequence[Link]
    """The bodies that its words name and none of its statements does."""
    editorial: Sequence[Link]
    """The bodies that editors assign to it."""
    editorial_possible: bool
    """Whether editors could assign a body to it."""
    grounds: Sequence[Ground]
    topic: Link | None
    topic_size: int
    same: Sequence[SameRow]
    """The provisions of its topic that are nearest to it in the act."""
    changes: Sequence[ChangeNote]
    later: later.LaterStatus


def provision(context: PageContext) -> ProvisionView:
    """The page of one function or power."""
    localization, index = context.localization, context.index
    provision = index.provisions[context.page.subject]
    eid = provision.eid
    below = list(index.descendants(provision))
    eids = {around.eid for around in [*index.ancestors(provision), *below]}
    assignments = [assignment for part in below for assignment in index.assignments_of_provision[part.eid]]
    relations = index.relations_in(below)
    stated = {id_ for relation in relations for id_ in (relation.subject, relation.object, relation.other)}
    named = [
        assignment
        for assignment in assignments
        if assignment.basis is Basis.NAMED and assignment.body not in stated
    ]
    editorial = context.assignments(assignments, Basis.EDITORIAL)
    bearing = bearers(context, provision)
    statements = provision_relations.statements(context, relations, {bearer.link for bearer in bearing})
    in_topic = _members(context, index.topic_of[eid]) if eid in index.topic_of else []
    return ProvisionView(
        role=provision.role.value if provision.role else "",
        short=localization.title(provision),
        lead_in=[context.block(above, depth=0) for above in _lead_in(context, provision)],
        block=context.block(provision, on=context.link(Target.provision(eid)).partition("#")[0]),
        completions=_completions(context, {part.eid for part in below}),
        citations=_citations(context, provision),
        place=context.provision(eid),
        full_text=context.link(Target.text(eid)),
        bearers=bearing,
        statements=statements,
        named=[context.actor(id_) for id_ in dict.fromkeys(assignment.body for assignment in named)],
        editorial=[row.link for row in editorial],
        editorial_possible=(
            provision.role is Role.FUNCTION and index.dataset.site.show_editorial_assignments
        ),
        grounds=[
            *provision_relations.grounds(context, bearing, statements, named),
            *(Ground([row.link.words], row.quotation, assignment=row) for row in editorial),
        ],
        chart=charts.around_provision(context, provision),
        topic=topic_link(context, provision),
        topic_size=len(in_topic),
        same=[_same(context, member) for member in _nearest(in_topic, provision)],
        changes=context.changes(eids),
        later=later.status(context, provision),
        correction=context.correction(provision),
    )


def _citations(context: PageContext, provision: Provision) -> list[tuple[str, str, str]]:
    """Return a provision's citation in every published language, the language of the page first."""
    citations, code = dict(context.citations(provision)), context.localization.code
    rows = [
        (language.code, language.name, citations[language.code])
        for language in context.index.dataset.published
    ]
    return sorted(rows, key=lambda row: row[0] != code)


def _nearest(members: Sequence[Provision], provision: Provision) -> list[Provision]:
    """Return the provisions around one in the order of the act, without it: at most `NEAREST`."""
    if provision not in members:
        return []
    place = members.index(provision)
    start = max(min(place - NEAREST // 2, len(members) - NEAREST - 1), 0)
    return [member for member in members[start : start + NEAREST + 1] if member is not provision]


def _same(context: PageContext, provision: Provision) -> SameRow:
    """Return a provision as `15 10)`, or as its own number if it is no subpoint, with its link."""
    num, point = context.localization.num(provision), context.index.nearest(provision, Kind.POINT)
    above = f"{context.index.number(point)} " if point and point is not provision else ""
    return SameRow(f"{above}{num}", context.role_link(provision))


def _lead_in(context: PageContext, provision: Provision) -> list[Provision]:
    """Return the introductions that the words need before them: the point's and the subpoint's."""
    ancestors = context.index.ancestors(provision)
    return [ancestor for ancestor in ancestors if ancestor.kind in (Kind.POINT, Kind.SUBPOINT)]


def _completions(context: PageContext, eids: set[str]) -> list[Completion]:
    """Return the closing words on which some of the provisions depend."""
    return [
        Completion(
            context.quotation(completion.words, completion.source),
            [context.provision(eid) for eid in completion.completes],
        )
        for completion in context.index.dataset.editorial.completions
        if eids & set(completion.completes) and context.localization.code in completion.words
    ]
