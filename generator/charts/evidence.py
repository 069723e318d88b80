"""Which relations of the act a line rests on; a line that rests on none is not drawn."""

from __future__ import annotations

from generator.act.index import Index
from generator.model import Relation, RelationKind

STRUCTURE = "structure"
ACCOUNTABILITY = "accountability"
CHAIRING = "chairing"
CONSENT = "consent"

KINDS = (STRUCTURE, ACCOUNTABILITY, CHAIRING, CONSENT)
"""The kinds of line that a reader can tell apart and hide, in the order of the legend."""

BELOW = (
    RelationKind.UNIT_OF,
    RelationKind.AGENCY_OF,
    RelationKind.TERRITORIAL_BODY_OF,
    RelationKind.UNDER_JURISDICTION_OF,
    RelationKind.ATTACHED_TO,
    RelationKind.SUBORDINATE_TO,
)
"""What a lower body (the subject) is to the one above it."""

ABOVE = (RelationKind.DIRECTS,)
"""What an upper body (the subject) is to the one below it."""


class Proofs:
    """The relations that a chart's lines rest on, numbered in the order of their first use."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.used: list[Relation] = []
        self._numbers: dict[int, int] = {}

    def cite(self, relations: list[Relation]) -> str:
        """Return the numbers of relations, from 1, parted by spaces."""
        for one in relations:
            if id(one) not in self._numbers:
                self.used.append(one)
                self._numbers[id(one)] = len(self.used)
        return " ".join(str(self._numbers[id(one)]) for one in relations)

    def below(self, child: str, parent: str) -> list[Relation]:
        """Return what states that one body stands under another: of itself, or of a class it belongs to."""
        names = self._names(child)
        return [
            one
            for one in self._index.relations_of[parent]
            if (one.kind in BELOW and one.subject in names and one.object == parent)
            or (one.kind in ABOVE and one.subject == parent and one.object in names)
        ]

    def between(self, subject: str, kind: RelationKind, object_: str | None = None) -> list[Relation]:
        """Return the relations of a kind from a subject, to one object or to any."""
        return [
            one
            for one in self._index.relations_of[subject]
            if one.subject == subject and one.kind is kind and object_ in (None, one.object)
        ]

    def _names(self, id_: str) -> set[str]:
        return {id_, *(group.id for group in self._index.groups_of[id_])}
