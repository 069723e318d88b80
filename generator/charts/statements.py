"""Composes the statements of an act about who appoints, proposes, consents, chairs and answers to whom.

A statement is what one provision says about one subject in one way; it may have several objects, and a third
party that consents or receives a proposal. Everything comes from the relations of the data.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from generator.charts.organisation import Composer
from generator.charts.tree_layout import Node
from generator.model import Relation, RelationKind

APPOINTS, CONSENT, PROPOSES, LAW = "appoints", "consent", "proposes", "law"
CHAIRS, ANSWERS, HEADS = "chairs", "answers", "heads"

LEGISLATION = "legislation"
"""The kind of a node that is neither a body nor a post, but the law that a post is filled under."""

LINES = {
    RelationKind.APPOINTED_UNDER: LAW,
    RelationKind.PROPOSES_APPOINTMENT: PROPOSES,
    RelationKind.APPOINTS_WITH_CONSENT: APPOINTS,
    RelationKind.APPOINTS: APPOINTS,
    RelationKind.CHAIRS: CHAIRS,
    RelationKind.PROPOSES: PROPOSES,
    RelationKind.NOMINATES_FOR_RANKS: PROPOSES,
    RelationKind.PROPOSES_FORMATION: PROPOSES,
    RelationKind.HEADS: HEADS,
    RelationKind.SUBORDINATE_TO: ANSWERS,
    RelationKind.ACCOUNTABLE_TO: ANSWERS,
    RelationKind.REPORTS_TO: ANSWERS,
    RelationKind.EXECUTES_ASSIGNMENTS_OF: ANSWERS,
}
"""Kind of relation -> kind of line, in the order that the chart states them."""

KINDS = (APPOINTS, CONSENT, PROPOSES, LAW, CHAIRS, ANSWERS, HEADS)
"""The kinds of line, in the order of the legend."""

TIPS = {
    APPOINTS: "M27 1L36 4L27 7z",
    CONSENT: "M26 4L31 1L36 4L31 7z",
    PROPOSES: "M27 1L36 4L27 7z",
    LAW: "M27 1L36 4L27 7z",
    CHAIRS: "M30 4a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
    ANSWERS: "M28 1L36 4L28 7L31 4z",
    HEADS: "M30 1H36V7H30z",
}
"""Kind of line -> the arrowhead of its sample in a legend, in a box of 36 by 8."""

HOLLOW = frozenset({CONSENT, PROPOSES, LAW})
"""The kinds of line with a hollow arrowhead."""

ACTS = frozenset({APPOINTS, PROPOSES, LAW, CHAIRS})
"""The kinds that make a chart; without one of them there is nothing to show."""

Place = Callable[[str], tuple[str, str]]
"""Returns (words, link) of a provision by its eId."""


class Statement(Struct):
    """What one provision says about one subject in one way; ids are those of `Statements.nodes`."""

    id: str
    kind: str
    relation: RelationKind
    subject: str
    place: tuple[str, str]
    """The words and the link of the provision."""
    verbs: list[str]
    literal: str = ""
    """What is proposed or done, in words of the data, where it is not a body or a post."""
    objects: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Who consents, who receives the proposal, or to whom the subject answers."""

    @property
    def consents(self) -> bool:
        """Whether the others consent, instead of receiving something."""
        return self.relation is RelationKind.APPOINTS_WITH_CONSENT

    @property
    def verb(self) -> str:
        """What the subject does."""
        return ", ".join(self.verbs)


class Statements(Struct, frozen=True):
    """The statements of a dataset, with the nodes that they name."""

    rows: tuple[Statement, ...]
    nodes: dict[str, Node]
    laws: tuple[str, ...]
    """The ids of nodes that are legislation, not a body or a post."""
    members: dict[str, tuple[str, ...]]
    """Group -> its members, for the groups whose members are all nodes of the chart."""

    def kinds_at(self, id_: str) -> tuple[str, ...]:
        """Return the kinds of line that lead to an actor, or to a group that it is a member of."""
        kinds = set()
        for row in self.rows:
            objects = {one for group in row.objects for one in (group, *self.members.get(group, ()))}
            if id_ == row.subject or id_ in objects:
                kinds.add(row.kind)
            if id_ in row.others:
                kinds.add(CONSENT if row.consents else row.kind)
        return tuple(kind for kind in KINDS if kind in kinds)

    @property
    def height(self) -> int:
        """How many rows the chart has where each actor, statement and object is a row."""
        subjects = {row.subject for row in self.rows}
        return len(subjects) + sum(1 + len(row.objects) for row in self.rows)

    @property
    def lines(self) -> int:
        """How many lines the chart has from statements to what they name."""
        return sum(1 + len(row.objects) + len(row.others) for row in self.rows)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of line that the chart has."""
        used = {row.kind for row in self.rows} | {CONSENT for row in self.rows if row.consents and row.others}
        return tuple(kind for kind in KINDS if kind in used)


def compose(composer: Composer, place: Place) -> Statements | None:
    """Return the statements of a dataset; None if it states no appointment, proposal or chair."""
    relations = [relation for relation in composer.index.dataset.relations if relation.kind in LINES]
    acting = {relation.subject for relation in relations if LINES[relation.kind] in ACTS - {LAW}}
    relations = [
        relation for relation in relations if LINES[relation.kind] != HEADS or relation.subject in acting
    ]
    if not any(LINES[relation.kind] in ACTS for relation in relations):
        return None
    collected = _Collector(composer, place)
    for relation in relations:
        collected.add(relation)
    rows = collected.rows.values()
    named = {id_ for row in rows for id_ in (row.subject, *row.objects, *row.others)}
    members = {
        group.id: group.members
        for group in composer.index.dataset.organisation.groups
        if group.id in named and group.members and set(group.members) <= named
    }
    return Statements(
        tuple(_sorted(list(rows), members)), collected.nodes, tuple(collected.laws.values()), members
    )


class _Collector:
    """Collects relations into statements."""

    def __init__(self, composer: Composer, place: Place) -> None:
        self._composer, self._place = composer, place
        self.rows: dict[tuple[str, ...], Statement] = {}
        self.nodes: dict[str, Node] = {}
        self.laws: dict[str, str] = {}

    def add(self, relation: Relation) -> None:
        """Add a relation to the statement that it belongs to."""
        kind, localization = LINES[relation.kind], self._composer.localization
        literal = localization.text(relation.literal)
        under = kind == LAW
        subject = relation.subject
        if under:
            subject = self._law(literal) if literal else self._node(relation.object or "")
        verb = localization.strings[f"chart.who.verb.{relation.kind}"]
        form = kind if kind == ANSWERS else relation.kind.value
        key = (relation.provision, form, subject, "" if under else literal)
        row = self.rows.get(key)
        if row is None:
            row = Statement(
                f"s{len(self.rows)}",
                kind,
                relation.kind,
                subject if under else self._node(subject),
                self._place(relation.provision),
                [],
                "" if under else literal,
            )
            self.rows[key] = row
        if verb not in row.verbs:
            row.verbs.append(verb)
        others = [relation.other] if relation.other else []
        objects = [relation.subject] if under else [relation.object] if relation.object else []
        if kind == ANSWERS:
            objects, others = [], [*objects, *others]
        for ids, target in ((objects, row.objects), (others, row.others)):
            target += [self._node(id_) for id_ in ids if id_ not in target]

    def _node(self, id_: str) -> str:
        self.nodes.setdefault(id_, self._composer.node(self._composer.index.actors[id_]))
        return id_

    def _law(self, words: str) -> str:
        id_ = self.laws.setdefault(words, f"law.{len(self.laws)}")
        self.nodes[id_] = Node(id_, LEGISLATION, words[:1].upper() + words[1:])
        return id_


def _sorted(rows: list[Statement], members: dict[str, tuple[str, ...]]) -> list[Statement]:
    """Return statements in the order of the chart, those that share an object beside each other."""
    order = list(LINES)
    objects = {row.id: {one for id_ in row.objects for one in members.get(id_, (id_,))} for row in rows}

    def place(row: Statement) -> tuple[int, bool]:
        late = row.relation is RelationKind.PROPOSES and len(row.others) > 1
        shared = any(objects[row.id] & objects[other.id] for other in rows if other is not row)
        return order.index(RelationKind.HEADS if late else row.relation), shared

    return sorted(rows, key=place)
