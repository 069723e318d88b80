"""Finds the relations of the act that a line rests on; a line that rests on none is not drawn."""

from __future__ import annotations

from generator.act.index import Index
from generator.model import Relation, RelationKind

STRUCTURE = "structure"
ACCOUNTABILITY = "accountability"
CHAIRING = "chairing"
CONSENT = "consent"

KINDS = (STRUCTURE, ACCOUNTABILITY, CHAIRING, CONSENT)
"""The kinds of line, each of which a visitor can hide, in the order of the legend."""

BELOW = (
    RelationKind.UNIT_OF,
    RelationKind.AGENCY_OF,
    RelationKind.TERRITORIAL_BODY_OF,
    RelationKind.UNDER_JURISDICTION_OF,
    RelationKind.ATTACHED_TO,
    RelationKind.SUBORDINATE_TO,
)
"""Relations from a lower body (the subject) to the body above it."""

ABOVE = (RelationKind.DIRECTS,)
"""Relations from an upper body (the subject) to the body below it."""


class Grounds:
    """The relations that a chart's lines rest on, numbered in the order of their first use."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.used: list[Relation] = []
        self._numbers: dict[int, int] = {}

    def cite(self, relations: list[Relation]) -> str:
        """Return the numbers of relations, starting at 1 and separated by spaces."""
        for relation in relations:
            if id(relation) not in self._numbers:
                self.used.append(relation)
                self._numbers[id(relation)] = len(self.used)
        return " ".join(str(self._numbers[id(relation)]) for relation in relations)

    def below(self, child: str, parent: str) -> list[Relation]:
        """Return the relations that place a body, or a group it belongs to, under another body."""
        ids = self._with_groups(child)
        return [
            relation
            for relation in self._index.relations_of[parent]
            if (relation.kind in BELOW and relation.subject in ids and relation.object == parent)
            or (relation.kind in ABOVE and relation.subject == parent and relation.object in ids)
        ]

    def between(self, subject: str, kind: RelationKind, object_: str | None = None) -> list[Relation]:
        """Return the relations of a kind from a subject, to one object or to any."""
        return [
            relation
            for relation in self._index.relations_of[subject]
            if relation.subject == subject and relation.kind is kind and object_ in (None, relation.object)
        ]

    def _with_groups(self, id_: str) -> set[str]:
        """Return the id of a body and the ids of the groups it belongs to."""
        return {id_, *(group.id for group in self._index.groups_of[id_])}
