"""The organisational chart: the office under whom it stands, its head, and every body under it.

Nothing editorial is drawn. A body stands where the data put it; a line is drawn only where words of the act
state a relation, and the posts and collegial bodies that only the head is tied to stand apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from generator.act.index import Actor, Index
from generator.act.targets import Target
from generator.charts.evidence import ACCOUNTABILITY, CHAIRING, CONSENT, STRUCTURE, Proofs
from generator.charts.tree_layout import Edge, Node
from generator.model import Body, BodyKind, Post, Relation, RelationKind
from generator.plan.localization import Localization
from generator.plan.pages import ROW, Page, Plan

TIED = {
    RelationKind.HAS_POST: Target.page("posts/index"),
    RelationKind.CHAIRS: Target.body_kind(BodyKind.COLLEGIAL),
    RelationKind.APPOINTS_WITH_CONSENT: Target.page("appointments"),
}
"""Where what the head is tied to is listed."""

SHOWN = 7
"""The most bodies of a kind that are drawn one by one where there is little room; more are a count."""

COMMAND_KINDS = (
    BodyKind.UNIT,
    BodyKind.AGENCY,
    BodyKind.TERRITORIAL,
    BodyKind.DIRECTORATE,
    BodyKind.INSTITUTION,
)


CROWD = 800
"""With more bodies than this in all, the chart counts what stands under another body than the office."""

CLASS = "class."
"""Begins the name of a node that stands for a class of bodies; no id holds a full stop."""


@dataclass(frozen=True)
class Top:
    """The upper part: who stands above the office, who heads it, what is tied to the head alone."""

    office: Node
    superiors: tuple[Node, ...]
    head: Node | None
    posts: tuple[Node, ...]
    apart: tuple[Node, ...]
    """Collegial bodies and classes of posts, which have lines to the head alone."""


@dataclass(frozen=True)
class Organisation:
    """The chart before it is laid out, the same for both widths."""

    top: Top
    trees: tuple[Node, ...]
    proofs: Proofs

    def tree(self) -> tuple[Node, ...]:
        """Return everything as one tree: superior, office, head with posts, then the bodies."""
        top = self.top
        head = (replace(top.head, children=(*top.posts, *top.apart)),) if top.head else ()
        alone = () if top.head else (*top.posts, *top.apart)
        office = replace(top.office, children=(*head, *self.trees, *alone))
        if not top.superiors:
            return (office,)
        first, *others = top.superiors
        return (*others, replace(first, strong=True, children=(office,)))


class Composer:
    """Makes nodes in the words of one language, as links from one page."""

    def __init__(self, localization: Localization, plan: Plan, page: Page) -> None:
        self.localization, self.plan, self.page = localization, plan, page
        self.index: Index = localization.index
        self.proofs = Proofs(self.index)

    def organisation(self) -> Organisation:
        """Return the whole organisation."""
        top = self._top()
        trees = tuple(self._trees(top.office.id))
        return Organisation(top, trees, self.proofs)

    def node(self, actor: Actor, kind: str = "", **more: object) -> Node:
        """Return the node of a body, a post or a class: its short name leads to its page."""
        short, name = self.localization.short(actor), self.localization.name(actor)
        target = Target.actor(actor)
        made = Node(
            actor.id,
            kind or (actor.kind.value if isinstance(actor, Body) else target.kind),
            short,
            self.plan.link(self.page, target),
            name if name.startswith(short) else f"{short} – {name}",
        )
        return replace(made, **more)  # type: ignore[arg-type]

    def _top(self) -> Top:
        index, proofs = self.index, self.proofs
        office = index.office
        head = next(
            (
                index.posts[one.subject]
                for one in index.relations_of[office.id]
                if one.kind is RelationKind.HEADS and one.object == office.id and one.subject in index.posts
            ),
            None,
        )
        under = proofs.between(office.id, RelationKind.SUBORDINATE_TO)
        accounts = proofs.between(office.id, RelationKind.ACCOUNTABLE_TO)
        superiors = dict.fromkeys(one.object for one in (*under, *accounts) if one.object)
        reports = proofs.between(head.id, RelationKind.REPORTS_TO) if head else []
        edges = (
            *(Edge(one.object, STRUCTURE) for one in under if one.object),
            *(Edge(one.object, ACCOUNTABILITY) for one in accounts if one.object),
        )
        return Top(
            office=self.node(
                office,
                edges=edges,
                proofs=proofs.cite(under + accounts),
                strong=True,
                up=head.id if head else "",
            ),
            superiors=tuple(self.node(index.actors[one]) for one in superiors),
            head=self._head(head, reports) if head else None,
            posts=tuple(self._tied(head, RelationKind.HAS_POST, STRUCTURE)) if head else (),
            apart=tuple(self._apart(head)),
        )

    def _head(self, head: Post, reports: list[Relation]) -> Node:
        heads = self.proofs.between(head.id, RelationKind.HEADS, self.index.office.id)
        edges = (
            Edge(self.index.office.id, STRUCTURE),
            *(Edge(one.object, ACCOUNTABILITY) for one in reports if one.object),
        )
        return self.node(
            head, "head", edges=edges, proofs=self.proofs.cite(heads + reports), strong=True, up="-"
        )

    def _tied(self, head: Post, kind: RelationKind, line: str) -> list[Node]:
        """Return the nodes that the head has a line of one kind to."""
        found: dict[str, list[Relation]] = {}
        for one in self.proofs.between(head.id, kind):
            if one.object:
                found.setdefault(one.object, []).append(one)
        if len(found) > ROW:
            return [self._others(len(found), TIED[kind])]
        return [
            self.node(
                self.index.actors[id_],
                edges=(Edge(head.id, line), *(Edge(one.other, line) for one in relations if one.other)),
                proofs=self.proofs.cite(relations),
            )
            for id_, relations in found.items()
        ]

    def _apart(self, head: Post | None) -> list[Node]:
        chaired = self._tied(head, RelationKind.CHAIRS, CHAIRING) if head else []
        known = {one.id for one in chaired}
        others = [one for one in self.index.bodies_of(BodyKind.COLLEGIAL) if one.id not in known]
        if len(others) > ROW:
            chaired, others = [self._others(len(others), TIED[RelationKind.CHAIRS])], []
        consented = self._tied(head, RelationKind.APPOINTS_WITH_CONSENT, CONSENT) if head else []
        return [*chaired, *(self.node(one) for one in others), *consented]

    def _trees(self, office: str) -> list[Node]:
        """Return the bodies under the office: a class with a page gathers its own, the others stand alone."""
        loose = [
            one for one in self.index.dataset.organisation.bodies if one.parent is None and one.id != office
        ]
        below = [*self.index.bodies_below[office], *loose]
        found: list[Node] = []
        for kind in COMMAND_KINDS:
            bodies = [one for one in below if one.kind is kind]
            members = tuple(self._body(one, office) for one in bodies[:ROW])
            target = Target.body_kind(kind)
            if not members or target not in self.plan.homes:
                found += [replace(one, strong=True, up=office) for one in members]
                continue
            words = self.localization.strings[f"page.body-kind.{kind}"]
            first = members[0]
            if len(bodies) > ROW:
                members = (self._count(kind, len(bodies), f"{CLASS}{kind}.all", target),)
            found.append(
                Node(
                    f"{CLASS}{kind}",
                    "class",
                    words,
                    self.plan.link(self.page, target),
                    words,
                    first.edges,
                    first.proofs,
                    office,
                    True,
                    tuple(replace(one, edges=_retie(one, f"{CLASS}{kind}")) for one in members),
                )
            )
        return found

    def _body(self, body: Body, parent: str) -> Node:
        relations = self.proofs.below(body.id, parent)
        return self.node(
            body,
            edges=(Edge(parent, STRUCTURE),) if relations else (),
            proofs=self.proofs.cite(relations),
            children=tuple(self._below(body)),
        )

    def _below(self, body: Body) -> Iterator[Node]:
        """Yield what stands under a body other than the office; a long row is a count that leads to it."""
        below = [one for one in self.index.bodies_below[body.id] if one.kind in COMMAND_KINDS]
        for kind in COMMAND_KINDS:
            members = [one for one in below if one.kind is kind]
            if len(members) > (SHOWN if self._crowded else ROW):
                name = f"{CLASS}{kind}.{body.id}"
                yield self._count(kind, len(members), name, Target.body(body.id))
            else:
                yield from (self._body(one, body.id) for one in members)

    @cached_property
    def _crowded(self) -> bool:
        return len(self.index.bodies_of(*COMMAND_KINDS)) > CROWD

    def shows(self, body: Body) -> bool:
        """Whether the whole chart has a node for a body, and not only a count of its row."""
        if body.kind is BodyKind.COLLEGIAL:
            return len(self.index.bodies_of(BodyKind.COLLEGIAL)) <= ROW
        office = self.index.office.id
        above = self.index.bodies.get(body.parent or "")
        row = [one for one in self.index.bodies_below[body.parent or ""] if one.kind is body.kind]
        if above is None or above.id == office:
            return len(row) <= ROW or Target.body_kind(body.kind) not in self.plan.homes
        return len(row) <= (SHOWN if self._crowded else ROW) and self.shows(above)

    def _count(self, kind: BodyKind, number: int, name: str, target: Target) -> Node:
        """Return the node that stands for a long row of bodies and leads to where they are listed."""
        words = str(self.localization.count(f"count.{kind}", number))
        return Node(name, "more", words, self.plan.link(self.page, target), words)

    def _others(self, number: int, target: Target) -> Node:
        """Return the node that stands for a long row of what the head is tied to."""
        return Node(f"{CLASS}{target}", "more", f"+{number}", self.plan.link(self.page, target), f"+{number}")


def _retie(node: Node, to: str) -> tuple[Edge, ...]:
    return tuple(replace(edge, to=to) for edge in node.edges)
