"""Composes the small charts of a page: the neighbourhood of a body, and the bodies of a function.

A body's chart shows its chain of subordination up to the head of the office, the number of its siblings, and
what is under it. A function's chart shows who bears it by the words of the act, whom its words name, and the
editors' assignments, under a row that names the kind; `dot` places it.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from generator.act.index import Actor
from generator.act.targets import Target
from generator.charts.evidence import CHAIRING, STRUCTURE
from generator.charts.geometry import LEADING, PAD, Figure, Layout, Vertex, label
from generator.charts.graph import GraphWriter, text_height
from generator.charts.organisation import SHOWN, Composer
from generator.charts.statement_layout import NARROW
from generator.charts.tree_layout import Edge, Node, Style, bottom, lay
from generator.model import Basis, Body, BodyKind, Provision, RelationKind
from generator.plan.pages import PAGED_BODIES

WIDTH = 326
ROWS = Style(gap=5, least=44, indent=16, fold=False)

KINDS = STATED, NAMED, EDITORIAL = "stated", "named", "editorial"
"""The kinds of line of a function's chart."""


def of_body(composer: Composer, body: Body, name: str, title: str) -> Figure:
    """Return the chart of a body's neighbourhood; `title` is the id of the element that names the chart."""
    here = replace(composer.node(body), strong=True, href="", kind=f"{body.kind.value} here")
    here = replace(here, children=tuple(_below(composer, body)))
    return _figure(_chain(composer, body, here), name, title)


def _chain(composer: Composer, body: Body, here: Node) -> Node:
    """Return the root of the chain of bodies above a body; `here`, the body's node, hangs at its end.

    The count of the body's siblings hangs beside it.
    """
    index, grounds = composer.index, composer.grounds
    head = composer.head
    if head and body.kind is BodyKind.COLLEGIAL and grounds.between(head.id, RelationKind.CHAIRS, body.id):
        node = replace(here, edges=(Edge(head.id, CHAIRING),))
        return composer.node(head, "head", strong=True, children=(node,))
    node, current = here, body
    while current.parent:
        parent = index.bodies[current.parent]
        edges = (Edge(parent.id, STRUCTURE),) if grounds.below(current.id, parent.id) else ()
        siblings = _siblings(composer, current) if current is body else ()
        node = composer.node(parent, strong=True, children=(replace(node, edges=edges), *siblings))
        current = parent
    if head and current.id == index.office.id:
        node = replace(node, edges=(Edge(head.id, STRUCTURE),))
        return composer.node(head, "head", strong=True, children=(node,))
    return node


def _siblings(composer: Composer, body: Body) -> tuple[Node, ...]:
    """Return the count of the other bodies of the same kind under the same body, if there are any."""
    siblings = [
        sibling
        for sibling in composer.index.bodies_below[body.parent or ""]
        if sibling.kind is body.kind and sibling.id != body.id
    ]
    return (_count(composer, body.kind, len(siblings), body.parent or ""),) if siblings else ()


def _count(composer: Composer, kind: BodyKind, number: int, parent: str) -> Node:
    """Return a node that stands for several bodies of a kind; it links to their page or their parent's."""
    target = Target.body_kind(kind) if Target.body_kind(kind) in composer.plan.homes else Target.body(parent)
    words = composer.localization.plain(
        "chart.more", count=composer.localization.count(f"count.{kind}", number)
    )
    return Node(
        f"more.{kind}",
        "more",
        words,
        href=composer.plan.link(composer.page, target),
        name=words,
        edges=(Edge(parent, STRUCTURE),),
    )


def _below(composer: Composer, body: Body) -> Iterable[Node]:
    """Yield the bodies under a body; a kind with more than `SHOWN` members ends in a count."""
    kinds: dict[BodyKind, list[Body]] = {}
    for child in composer.index.bodies_below[body.id]:
        if child.kind in PAGED_BODIES and child.kind is not BodyKind.COLLEGIAL:
            kinds.setdefault(child.kind, []).append(child)
    several = len(kinds) > 1
    for kind, members in kinds.items():
        shown = members if len(members) <= SHOWN else members[: 0 if several else SHOWN - 1]
        for member in shown:
            proven = composer.grounds.below(member.id, body.id)
            yield composer.node(member, edges=(Edge(body.id, STRUCTURE),) if proven else ())
        if len(shown) < len(members):
            yield _count(composer, kind, len(members) - len(shown), body.id)


def of_provision(
    composer: Composer, provision: Provision, words: str, name: str, title: str
) -> Figure | None:
    """Return the chart of the bodies assigned to a provision; None if there are none.

    `words` is the label of the provision, `title` the id of the element that names the chart.
    """
    index = composer.index
    below = list(index.descendants(provision))
    assignments = [assignment for part in below for assignment in index.assignments_of_provision[part.eid]]
    if not assignments:
        return None
    outer = {part.eid for part in [*index.ancestors(provision), provision]}
    kinds: dict[str, str] = {}
    for bearer in index.dataset.bearers:
        if bearer.provision in outer:
            kinds.setdefault(bearer.body, STATED)
    for basis, kind in ((Basis.NAMED, NAMED), (Basis.EDITORIAL, EDITORIAL)):
        for assignment in assignments:
            if assignment.basis is basis:
                kinds.setdefault(assignment.body, kind)
    rows: list[Vertex | tuple[Vertex, str]] = []
    for kind in KINDS:
        named = [id_ for id_, basis in kinds.items() if basis == kind]
        if named:
            spoken = composer.localization.strings[f"chart.assignment.{kind}"]
            rows.append((_vertex(f"k{len(rows)}", "says", spoken, 312, middle=True), kind))
            rows += [
                _assigned(composer, index.actors[id_], f"b{len(rows)}_{number}", kind, spoken)
                for number, id_ in enumerate(named)
            ]
    here = _vertex("here", "here", words, 326, middle=True)
    return Figure(name, NARROW, 0, (), "near", title, layouts=(_rows(here, rows),))


def _vertex(name: str, kind: str, words: str, width: float, *, middle: bool = False) -> Vertex:
    text = label(words, width - 2 * PAD, bold=middle, middle=middle)
    return Vertex(name, kind, width, text_height(text, (), LEADING, PAD, 38), text)


def _assigned(composer: Composer, actor: Actor, name: str, kind: str, spoken: str) -> Vertex:
    """Return the box of a body under a kind; its accessible name says how it is assigned."""
    node = composer.node(actor)
    return replace(
        _vertex(name, f"{node.kind} {kind}", node.words, 298),
        href=node.href,
        spoken=f"{node.name} ({spoken})",
        data=(("n", actor.id),),
    )


def _rows(here: Vertex, rows: list[Vertex | tuple[Vertex, str]]) -> Layout:
    """Return the graph of a function: a rank for each row, a spine for the kinds and one for each kind."""
    writer = GraphWriter(rankdir="TB", nodesep=13, ranksep=9, arrowsize=0.6)
    writer.vertex(here, group="M")
    last = max(place for place, row in enumerate(rows) if isinstance(row, tuple))
    before, kind, above = here.name, "", here.name
    for place, row in enumerate(rows):
        spine = f"s{place}"
        writer.junction(spine, "S")
        previous = f"s{place - 1}" if place else here.name
        port = {} if place else {"tailport": "sw"}
        if place <= last:
            writer.arc(previous, spine, "lane", weight="100", **port)
        else:
            writer.order([previous, spine], weight="100")
        if isinstance(row, tuple):
            vertex, kind = row
            writer.vertex(vertex, group="K")
            writer.rank([spine, vertex.name])
            writer.arc(spine, vertex.name, kind, weight="1")
            above = vertex.name
        else:
            branch = f"t{place}"
            writer.junction(branch, "T")
            writer.vertex(row, group="O")
            writer.rank([spine, branch, row.name])
            port = {"tailport": "sw"} if above == before else {}
            writer.arc(above, branch, kind, weight="100", **port)
            writer.order([spine, branch], weight="1")
            writer.arc(branch, row.name, kind, weight="1")
            above = branch
        writer.order([before, (row[0] if isinstance(row, tuple) else row).name], weight="0")
        before = (row[0] if isinstance(row, tuple) else row).name
    return writer.layout()


def _figure(root: Node, name: str, title: str) -> Figure:
    items = lay((root,), (1, 1 - ROWS.gap), WIDTH - 2, ROWS)
    return Figure(name, WIDTH, bottom(items) + 1, items, "near", title)
