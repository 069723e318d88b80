"""What stands around a body, and around a function: small trees in one column.

A body: its chain of subordination up to the head of the office, its siblings as a count, what is under it.
A function: who bears it by the words of the act, whom its words name, and the editors' ties, told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.act.index import Actor
from generator.act.targets import Target
from generator.charts.evidence import CHAIRING, STRUCTURE
from generator.charts.geometry import Figure
from generator.charts.organisation import SHOWN, Composer
from generator.charts.tree_layout import Edge, Node, Style, bottom, lay
from generator.model import Basis, Body, BodyKind, Provision, RelationKind
from generator.plan.pages import PAGED_BODIES

WIDTH = 326
ROWS = Style(gap=5, least=44, indent=16, fold=False)

TIED = Style(gap=5, least=44, indent=22, fold=False)

STATED, NAMED, EDITORIAL = "stated", "named", "editorial"
"""The kinds of line of a function's chart."""


def of_body(composer: Composer, body: Body, name: str, title: str) -> Figure:
    """Return the chart of a body's neighbourhood."""
    here = replace(composer.node(body), strong=True, href="", kind=f"{body.kind.value} here")
    here = replace(here, children=tuple(_below(composer, body)))
    return _figure(_chain(composer, body, here), name, title)


def _chain(composer: Composer, body: Body, here: Node) -> Node:
    """Hang a node under everything above its body, and its siblings' count beside it."""
    index, proofs = composer.index, composer.proofs
    office = index.office
    head = next(
        (
            one.subject
            for one in index.relations_of[office.id]
            if one.kind is RelationKind.HEADS and one.object == office.id and one.subject in index.posts
        ),
        None,
    )
    if head and body.kind is BodyKind.COLLEGIAL and proofs.between(head, RelationKind.CHAIRS, body.id):
        node = replace(here, edges=(Edge(head, CHAIRING),))
        return composer.node(index.posts[head], "head", strong=True, children=(node,))
    node, one = here, body
    while one.parent:
        parent = index.bodies[one.parent]
        edges = (Edge(parent.id, STRUCTURE),) if proofs.below(one.id, parent.id) else ()
        siblings = _siblings(composer, one) if one is body else ()
        node = composer.node(parent, strong=True, children=(replace(node, edges=edges), *siblings))
        one = parent
    if head and one.id == office.id:
        node = replace(node, edges=(Edge(head, STRUCTURE),))
        return composer.node(index.posts[head], "head", strong=True, children=(node,))
    return node


def _siblings(composer: Composer, body: Body) -> tuple[Node, ...]:
    others = [
        one
        for one in composer.index.bodies_below[body.parent or ""]
        if one.kind is body.kind and one.id != body.id
    ]
    return (_count(composer, body.kind, len(others), body.parent or ""),) if others else ()


def _count(composer: Composer, kind: BodyKind, number: int, parent: str) -> Node:
    """Return a node that stands for several bodies of a kind; it leads to their page or their parent's."""
    target = Target.body_kind(kind)
    if target not in composer.plan.homes:
        target = Target.body(parent)
    words = composer.localization.plain(
        "chart.more", count=composer.localization.count(f"count.{kind}", number)
    )
    return Node(
        f"more.{kind}",
        "more",
        words,
        composer.plan.link(composer.page, target),
        words,
        (Edge(parent, STRUCTURE),),
    )


def _below(composer: Composer, body: Body) -> Iterable[Node]:
    """Yield the bodies under a body; of a kind with many members only as many as can be seen at once."""
    kinds: dict[BodyKind, list[Body]] = {}
    for one in composer.index.bodies_below[body.id]:
        if one.kind in PAGED_BODIES and one.kind is not BodyKind.COLLEGIAL:
            kinds.setdefault(one.kind, []).append(one)
    several = len(kinds) > 1
    for kind, members in kinds.items():
        shown = members if len(members) <= SHOWN else members[: 0 if several else SHOWN - 1]
        for one in shown:
            proven = composer.proofs.below(one.id, body.id)
            yield composer.node(one, edges=(Edge(body.id, STRUCTURE),) if proven else ())
        if len(shown) < len(members):
            yield _count(composer, kind, len(members) - len(shown), body.id)


def of_provision(
    composer: Composer, provision: Provision, words: str, name: str, title: str
) -> Figure | None:
    """Return the chart of who is tied to a provision, whose own label is given; None where nobody is."""
    index = composer.index
    below = list(index.descendants(provision))
    edges = [edge for one in below for edge in index.assignments_of_provision[one.eid]]
    if not edges:
        return None
    outer = {one.eid for one in [*index.ancestors(provision), provision]}
    kinds: dict[str, str] = {}
    for bearer in index.dataset.bearers:
        if bearer.provision in outer:
            kinds.setdefault(bearer.body, STATED)
    for basis, kind in ((Basis.NAMED, NAMED), (Basis.EDITORIAL, EDITORIAL)):
        for edge in edges:
            if edge.basis is basis:
                kinds.setdefault(edge.body, kind)
    root = f"provision.{provision.eid}"
    children = tuple(_tied(composer, index.actors[id_], root, kind) for id_, kind in kinds.items())
    here = Node(root, "here", words, name=words, strong=True, children=children)
    return _figure(here, name, title, TIED)


def _tied(composer: Composer, actor: Actor, root: str, kind: str) -> Node:
    node = composer.node(actor, edges=(Edge(root, kind),))
    spoken = composer.localization.strings[f"chart.assignment.{kind}"]
    return replace(node, kind=f"{node.kind} {kind}", name=f"{node.name} ({spoken})")


def _figure(root: Node, name: str, title: str, style: Style = ROWS) -> Figure:
    items = lay((root,), (1, 1 - style.gap), WIDTH - 2, style)
    return Figure(name, WIDTH, bottom(items) + 1, items, "near", title)
