"""Matches the provisions of two acts: by text, by the provisions below, by similarity, by eId.

Text comes before eIds, because a provision inserted in the middle shifts the eIds of all that follow.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from generator.model import Provision

MIN_SIMILARITY = 0.5
"""The share of common words from which two provisions under one parent are taken for the same, reworded."""

MAX_COMPARED = 10_000
"""The most pairs of one parent's provisions that are compared word by word; beyond it eIds decide."""


class _Act:
    """One of the two acts: its provisions by eId, and the children of each."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = {provision.eid: provision for provision in provisions}
        self.children: dict[str | None, list[Provision]] = defaultdict(list)
        for provision in provisions:
            self.children[provision.parent].append(provision)
        self.shapes: dict[str, int] = {}
        """eId -> a number that provisions share whose kind, text and subtree are equal."""

    def parent(self, provision: Provision) -> Provision | None:
        return self.provisions[provision.parent] if provision.parent else None


class _Matcher:
    """Matches the provisions of two acts, whose texts are compared in one language."""

    def __init__(self, old: Sequence[Provision], new: Sequence[Provision], language: str) -> None:
        self.old, self.new = _Act(old), _Act(new)
        self.language = language
        self.pairs: dict[str, str] = {}
        self.matched: set[str] = set()
        """The eIds of the new act that are matched."""
        shapes: dict[tuple[object, ...], int] = {}
        for act, provisions in ((self.old, old), (self.new, new)):
            # Children follow their parent, so in reverse order their shapes are known first.
            for provision in reversed(provisions):
                below = tuple(act.shapes[child.eid] for child in act.children[provision.eid])
                shape = (provision.kind, self.text(provision), below)
                act.shapes[provision.eid] = shapes.setdefault(shape, len(shapes))

    def text(self, provision: Provision) -> str:
        return provision.text.get(self.language, "")

    def can_match(self, old: Provision, new: Provision) -> bool:
        return old.eid not in self.pairs and new.eid not in self.matched and old.kind is new.kind

    def match(self, old: Provision, new: Provision) -> None:
        self.pairs[old.eid] = new.eid
        self.matched.add(new.eid)

    def match_subtrees(self, old: Provision, new: Provision) -> None:
        """Match two provisions of one shape, and what is below them one by one."""
        stack = [(old, new)]
        while stack:
            old, new = stack.pop()
            if self.can_match(old, new):
                self.match(old, new)
            stack += zip(self.old.children[old.eid], self.new.children[new.eid], strict=True)

    def match_by_text(self) -> None:
        """Match provisions of one shape with all that is below them: at the same eId, then anywhere."""
        for old in self.old.provisions.values():
            new = self.new.provisions.get(old.eid)
            if new and self.can_match(old, new) and self.old.shapes[old.eid] == self.new.shapes[new.eid]:
                self.match_subtrees(old, new)
        by_shape: dict[int, deque[Provision]] = defaultdict(deque)
        for new in self.new.provisions.values():
            by_shape[self.new.shapes[new.eid]].append(new)
        for old in self.old.provisions.values():
            candidates = by_shape[self.old.shapes[old.eid]]
            while old.eid not in self.pairs and candidates:
                new = candidates.popleft()
                if self.can_match(old, new):
                    self.match_subtrees(old, new)

    def match_by_children(self) -> None:
        """Match the provisions above those already matched, where most of what is below them agrees."""
        votes: Counter[tuple[str, str]] = Counter()
        for old_eid, new_eid in self.pairs.items():
            old = self.old.parent(self.old.provisions[old_eid])
            new = self.new.parent(self.new.provisions[new_eid])
            while old and new and old.kind is new.kind:
                votes[old.eid, new.eid] += 1
                old, new = self.old.parent(old), self.new.parent(new)
        # Most votes first; of equal votes, those at the same eId first.
        ranked = sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][0] != vote[0][1]))
        for (old_eid, new_eid), _ in ranked:
            old, new = self.old.provisions[old_eid], self.new.provisions[new_eid]
            if self.can_match(old, new):
                self.match(old, new)

    def match_by_similarity(self) -> None:
        """Match what is left under matched parents: the most similar first, then what has the same eId."""
        self._match_siblings(None, None)
        for eid in self.old.provisions:
            if eid in self.pairs:
                self._match_siblings(eid, self.pairs[eid])

    def _match_siblings(self, old_parent: str | None, new_parent: str | None) -> None:
        left = [child for child in self.old.children[old_parent] if child.eid not in self.pairs]
        right = [child for child in self.new.children[new_parent] if child.eid not in self.matched]
        if len(left) * len(right) <= MAX_COMPARED:
            for _, old, new in sorted(self._similar(left, right), key=lambda candidate: -candidate[0]):
                if self.can_match(old, new):
                    self.match(old, new)
        by_eid = {new.eid: new for new in right}
        for old in left:
            if old.eid in by_eid and self.can_match(old, by_eid[old.eid]):
                self.match(old, by_eid[old.eid])

    def _similar(
        self, left: list[Provision], right: list[Provision]
    ) -> Iterator[tuple[float, Provision, Provision]]:
        """Yield the pairs that are similar enough, each with its similarity."""
        counted = [(new, Counter(self.text(new).split())) for new in right]
        for old in left:
            old_words = Counter(self.text(old).split())
            for new, new_words in counted:
                # Dice's coefficient over the words, repeated words counted each time.
                total = old_words.total() + new_words.total()
                similarity = 2 * (old_words & new_words).total() / max(1, total)
                if similarity >= MIN_SIMILARITY:
                    yield similarity, old, new


def pair(old: Sequence[Provision], new: Sequence[Provision], language: str) -> dict[str, str]:
    """Return old eId -> new eId for every provision that both acts have.

    Takes the provisions of two acts in document order and the language whose texts are compared. Provisions
    with the same text are matched wherever they are; the others only under parents that are matched.
    """
    matcher = _Matcher(old, new, language)
    matcher.match_by_text()
    matcher.match_by_children()
    matcher.match_by_similarity()
    return matcher.pairs
