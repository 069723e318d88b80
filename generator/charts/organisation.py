"""Composes the organisational chart: the office, who is above it, its head, and every body under it.

Nothing editorial is drawn. A body is placed where the data put it, and a line is drawn only where the act
states a relation. Posts and collegial bodies that only the head is related to are placed apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from generator.act.index import Actor, Index
from generator.act.targets import Target
from generator.charts.evidence import ACCOUNTABILITY, CHAIRING, CONSENT, STRUCTURE, Grounds
from generator.charts.tree_layout import Edge, Node
from generator.model import Body, BodyKind, Post, Relation, RelationKind
from generator.plan.localization import Localization
from generator.plan.pages import ROW, Page, Plan

LISTED = {
    RelationKind.HAS_POST: Target.page("posts/index"),
    RelationKind.CHAIRS: Target.body_kind(BodyKind.COLLEGIAL),
    RelationKind.APPOINTS_WITH_CONSENT: Target.page("appointments"),
}
"""Kind of relation of the head -> the link target of the page that lists its objects."""

SHOWN = 7
"""Most bodies of a kind drawn as nodes of their own where room is short; more become a count."""

COMMAND_KINDS = (
    BodyKind.UNIT,
    BodyKind.AGENCY,
    BodyKind.TERRITORIAL,
    BodyKind.DIRECTORATE,
    BodyKind.INSTITUTION,
)
"""The kinds of body in the chain of command, in the order of the chart."""

CROWD = 800
"""With more bodies than this in all, bodies under another body than the office become counts."""

BODY_KIND = "body-kind."
"""Prefix of the ids of nodes that stand for all bodies of a kind; no id of the data holds a full stop."""


class Top(Struct, frozen=True):
    """The upper part: the bodies above the office, its head, and what only the head is related to."""

    office: Node
    superiors: tuple[Node, ...]
    head: Node | None
    posts: tuple[Node, ...]
    apart: tuple[Node, ...]
    """Collegial bodies and groups of posts, which have lines to the head only."""


class Organisation(Struct, frozen=True):
    """The chart before it is laid out, the same for both layouts."""

    top: Top
    trees: tuple[Node, ...]
    grounds: Grounds

    def tree(self) -> tuple[Node, ...]:
        """Return the chart as a tree: superiors, office, head with posts, then the bodies."""
        top = self.top
        head = (replace(top.head, children=(*top.posts, *top.apart)),) if top.head else ()
        alone = () if top.head else (*top.posts, *top.apart)
        office = replace(top.office, children=(*head, *self.trees, *alone))
        if not top.superiors:
            return (office,)
        first, *others = top.superiors
        return (*others, replace(first, strong=True, children=(office,)))


class Composer:
    """Composes nodes in one language, with links relative to one page."""

    def __init__(self, localization: Localization, plan: Plan, page: Page) -> None:
        self.localization, self.plan, self.page = localization, plan, page
        self.index: Index = localization.index
        self.grounds = Grounds(self.index)

    @cached_property
    def head(self) -> Post | None:
        """The post that heads the office."""
        index = self.index
        heads = (
            index.posts[relation.subject]
            for relation in index.relations_of[index.office.id]
            if relation.kind is RelationKind.HEADS
            and relation.object == index.office.id
            and relation.subject in index.posts
        )
        return next(heads, None)

    def organisation(self) -> Organisation:
        """Return the organisational chart of the whole dataset."""
        top = self._top()
        trees = tuple(self._trees(top.office.id))
        return Organisation(top, trees, self.grounds)

    def node(self, actor: Actor, kind: str = "", **more: object) -> Node:
        """Return the node of a body, post or group: its short name, linked to its page.

        `kind` replaces the class of its box, `more` sets other fields of the node.
        """
        short, name = self.localization.short(actor), self.localization.name(actor)
        target = Target.actor(actor)
        node = Node(
            actor.id,
            kind or (actor.kind.value if isinstance(actor, Body) else target.kind),
            short,
            self.plan.link(self.page, target),
            name if name.startswith(short) else f"{short} – {name}",
        )
        return replace(node, **more)

    def _top(self) -> Top:
        index, grounds, head = self.index, self.grounds, self.head
        office = index.office
        under = grounds.between(office.id, RelationKind.SUBORDINATE_TO)
        accounts = grounds.between(office.id, RelationKind.ACCOUNTABLE_TO)
        superiors = dict.fromkeys(relation.object for relation in (*under, *accounts) if relation.object)
        # A report to an actor that the chart does not show is no line of it.
        reports = [
            relation
            for relation in (grounds.between(head.id, RelationKind.REPORTS_TO) if head else [])
            if relation.object in superiors
        ]
        edges = (
            *(Edge(relation.object, STRUCTURE) for relation in under if relation.object),
            *(Edge(relation.object, ACCOUNTABILITY) for relation in accounts if relation.object),
        )
        return Top(
            office=self.node(
                office,
                edges=edges,
                grounds=grounds.cite(under + accounts),
                strong=True,
                up=head.id if head else "",
            ),
            superiors=tuple(self.node(index.actors[id_]) for id_ in superiors),
            head=self._head(head, reports) if head else None,
            posts=tuple(self._related(head, RelationKind.HAS_POST, STRUCTURE)) if head else (),
            apart=tuple(self._apart(head)),
        )

    def _head(self, head: Post, reports: list[Relation]) -> Node:
        heads = self.grounds.between(head.id, RelationKind.HEADS, self.index.office.id)
        edges = (
            Edge(self.index.office.id, STRUCTURE),
            *(Edge(relation.object, ACCOUNTABILITY) for relation in reports if relation.object),
        )
        return self.node(
            head, "head", edges=edges, grounds=self.grounds.cite(heads + reports), strong=True, up="-"
        )

    def _related(self, head: Post, kind: RelationKind, line: str) -> list[Node]:
        """Return the objects of the head's relations of one kind, as nodes with a line to the head."""
        objects: dict[str, list[Relation]] = {}
        for relation in self.grounds.between(head.id, kind):
            if relation.object:
                objects.setdefault(relation.object, []).append(relation)
        if len(objects) > ROW:
            return [self._others(len(objects), LISTED[kind])]
        return [
            self.node(
                self.index.actors[id_],
                edges=(
                    Edge(head.id, line),
                    *(Edge(relation.other, line) for relation in relations if relation.other),
                ),
                grounds=self.grounds.cite(relations),
            )
            for id_, relations in objects.items()
        ]

    def _apart(self, head: Post | None) -> list[Node]:
        """Return the collegial bodies and the groups that the head appoints to with consent."""
        chaired = self._related(head, RelationKind.CHAIRS, CHAIRING) if head else []
        known = {node.id for node in chaired}
        others = [body for body in self.index.bodies_of(BodyKind.COLLEGIAL) if body.id not in known]
        if len(others) > ROW:
            chaired, others = [self._others(len(others), LISTED[RelationKind.CHAIRS])], []
        consented = self._related(head, RelationKind.APPOINTS_WITH_CONSENT, CONSENT) if head else []
        return [*chaired, *(self.node(body) for body in others), *consented]

    def _trees(self, office: str) -> list[Node]:
        """Return the bodies under the office; those of a kind with a page hang under a node of the kind."""
        loose = [
            body
            for body in self.index.dataset.organisation.bodies
            if body.parent is None and body.id != office
        ]
        below = [*self.index.bodies_below[office], *loose]
        trees: list[Node] = []
        for kind in COMMAND_KINDS:
            bodies = [body for body in below if body.kind is kind]
            members = tuple(self._body(body, office) for body in bodies[:ROW])
            target = Target.body_kind(kind)
            if not members or target not in self.plan.homes:
                trees += [replace(member, strong=True, up=office) for member in members]
                continue
            words = self.localization.strings[f"page.body-kind.{kind}"]
            first = members[0]
            if len(bodies) > ROW:
                members = (self._count(kind, len(bodies), f"{BODY_KIND}{kind}.all", target),)
            trees.append(
                Node(
                    f"{BODY_KIND}{kind}",
                    "body-kind",
                    words,
                    href=self.plan.link(self.page, target),
                    name=words,
                    edges=first.edges,
                    grounds=first.grounds,
                    up=office,
                    strong=True,
                    children=tuple(
                        replace(member, edges=_move_edges(member, f"{BODY_KIND}{kind}")) for member in members
                    ),
                )
            )
        return trees

    def _body(self, body: Body, parent: str) -> Node:
        relations = self.grounds.below(body.id, parent)
        return self.node(
            body,
            edges=(Edge(parent, STRUCTURE),) if relations else (),
            grounds=self.grounds.cite(relations),
            children=tuple(self._below(body)),
        )

    def _below(self, body: Body) -> Iterator[Node]:
        """Yield the bodies under a body other than the office; a long row becomes a count with a link."""
        below = [child for child in self.index.bodies_below[body.id] if child.kind in COMMAND_KINDS]
        for kind in COMMAND_KINDS:
            members = [child for child in below if child.kind is kind]
            if len(members) > (SHOWN if self._crowded else ROW):
                name = f"{BODY_KIND}{kind}.{body.id}"
                yield self._count(kind, len(members), name, Target.body(body.id))
            else:
                yield from (self._body(member, body.id) for member in members)

    @cached_property
    def _crowded(self) -> bool:
        return len(self.index.bodies_of(*COMMAND_KINDS)) > CROWD

    def shows(self, body: Body) -> bool:
        """Whether the organisational chart has a node for a body, not only a count of its row."""
        if body.kind is BodyKind.COLLEGIAL:
            return len(self.index.bodies_of(BodyKind.COLLEGIAL)) <= ROW
        office = self.index.office.id
        above = self.index.bodies.get(body.parent or "")
        row = [sibling for sibling in self.index.bodies_below[body.parent or ""] if sibling.kind is body.kind]
        if above is None or above.id == office:
            return len(row) <= ROW or Target.body_kind(body.kind) not in self.plan.homes
        return len(row) <= (SHOWN if self._crowded else ROW) and self.shows(above)

    def _count(self, kind: BodyKind, number: int, name: str, target: Target) -> Node:
        """Return the node that stands for a long row of bodies and links to their list."""
        words = str(self.localization.count(f"count.{kind}", number))
        return Node(name, "more", words, self.plan.link(self.page, target), words)

    def _others(self, number: int, target: Target) -> Node:
        """Return the node that stands for a long row of what the head is related to."""
        return Node(
            f"{BODY_KIND}{target}", "more", f"+{number}", self.plan.link(self.page, target), f"+{number}"
        )


def _move_edges(node: Node, to: str) -> tuple[Edge, ...]:
    """Return the edges of a node, all of them pointing to the node `to`."""
    return tuple(replace(edge, to=to) for edge in node.edges)
