"""Tree of provisions under construction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind, Node, Role

Part = tuple[str, tuple[Node, ...]]
"""The name of a file in `data/provisions/`, without its extension, and the provisions it holds."""


REPEALABLE = (Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.ITEM)
"""The kinds of provision whose words may only say that they were repealed."""


class Draft(Struct, frozen=True):
    """A provision under construction; only `below` grows."""

    kind: Kind
    text: str
    num: str | None = None
    ordinal: str | None = None
    line: int = 0
    """The line of the source where it begins, counted from 1."""
    below: list[Draft] = field(default_factory=list)

    def node(self, vocabulary: Vocabulary, role: Role | None = None) -> Node:
        """Return the finished provision; `role` is the one that the provision above assigns to it."""
        introduced_role = vocabulary.role(self.kind, self.text)
        is_repealed = self.kind in REPEALABLE and vocabulary.is_repealed(self.text)
        passes_on = role is not None and self._is_subheading
        role_below = role if passes_on else introduced_role
        return Node(
            kind=self.kind,
            num=self.num,
            ordinal=self.ordinal,
            # A provision that introduces a role only groups what is below it, so it has none itself.
            role=None if role_below or is_repealed else role,
            repealed=is_repealed,
            text={vocabulary.language: self.text},
            provisions=tuple(
                draft.node(vocabulary, role_below if draft.kind in (Kind.INDENT, Kind.SUBPOINT) else None)
                for draft in self.below
            ),
        )

    @property
    def _is_subheading(self) -> bool:
        """Whether the provision is a line without number that only heads the numbered ones below it."""
        return (
            self.kind is Kind.INDENT
            and self.text.endswith(":")
            and any(draft.kind is Kind.SUBPOINT for draft in self.below)
        )


def kinds(drafts: Iterable[Draft]) -> list[Kind]:
    """Return the kind of each draft."""
    return [draft.kind for draft in drafts]


def walk(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Yield the drafts and everything below them, in document order."""
    for draft in drafts:
        yield draft
        yield from walk(draft.below)
