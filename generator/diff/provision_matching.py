"""Which provision of one act is which of another: by words, by what stands below, by likeness, by address.

Words come before addresses, because a provision put in the middle shifts the address of all that follow.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence

from generator.model import Provision

LIKE = 0.5
"""The share of common words from which two provisions under one parent are taken for one, reworded."""

COMPARED = 10_000
"""The most pairs of one parent's provisions that are compared word by word; beyond it addresses decide."""


class _Side:
    """One act: its provisions by address, the children of each, and what is not yet paired."""

    def __init__(self, provisions: Sequence[Provision]) -> None:
        self.provisions = {one.eid: one for one in provisions}
        self.below: dict[str | None, list[Provision]] = defaultdict(list)
        for one in provisions:
            self.below[one.parent].append(one)
        self.shapes: dict[str, int] = {}

    def up(self, one: Provision) -> Provision | None:
        return self.provisions[one.parent] if one.parent else None


class _Pairing:
    def __init__(self, old: Sequence[Provision], new: Sequence[Provision], language: str) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.language = language
        self.pairs: dict[str, str] = {}
        self.taken: set[str] = set()
        shapes: dict[tuple[object, ...], int] = {}
        for side, provisions in ((self.old, old), (self.new, new)):
            # Children stand after their parent, so their shapes are known first.
            for one in reversed(provisions):
                below = tuple(side.shapes[child.eid] for child in side.below[one.eid])
                shape = (one.kind, self.words(one), below)
                side.shapes[one.eid] = shapes.setdefault(shape, len(shapes))

    def words(self, one: Provision) -> str:
        return one.text.get(self.language, "")

    def free(self, old: Provision, new: Provision) -> bool:
        return old.eid not in self.pairs and new.eid not in self.taken and old.kind is new.kind

    def join(self, old: Provision, new: Provision) -> None:
        self.pairs[old.eid] = new.eid
        self.taken.add(new.eid)

    def join_whole(self, old: Provision, new: Provision) -> None:
        """Pair two provisions of one shape, and what is below them one by one."""
        stack = [(old, new)]
        while stack:
            one, other = stack.pop()
            if self.free(one, other):
                self.join(one, other)
            stack += zip(self.old.below[one.eid], self.new.below[other.eid], strict=True)

    def by_words(self) -> None:
        """Pair what reads the same with all that is below it: at the same address, then anywhere."""
        for one in self.old.provisions.values():
            other = self.new.provisions.get(one.eid)
            if other and self.free(one, other) and self.old.shapes[one.eid] == self.new.shapes[other.eid]:
                self.join_whole(one, other)
        left: dict[int, deque[Provision]] = defaultdict(deque)
        for other in self.new.provisions.values():
            left[self.new.shapes[other.eid]].append(other)
        for one in self.old.provisions.values():
            candidates = left[self.old.shapes[one.eid]]
            while one.eid not in self.pairs and candidates:
                other = candidates.popleft()
                if self.free(one, other):
                    self.join_whole(one, other)

    def by_children(self) -> None:
        """Pair the provisions above those already paired, where most of what is below them agrees."""
        votes: Counter[tuple[str, str]] = Counter()
        for eid, partner in self.pairs.items():
            one, other = self.old.up(self.old.provisions[eid]), self.new.up(self.new.provisions[partner])
            while one and other and one.kind is other.kind:
                votes[one.eid, other.eid] += 1
                one, other = self.old.up(one), self.new.up(other)
        for (eid, partner), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0][0] != vote[0][1])):
            one, other = self.old.provisions[eid], self.new.provisions[partner]
            if self.free(one, other):
                self.join(one, other)

    def by_likeness(self) -> None:
        """Pair what is left under one parent: the most alike first, then what stands at the same address."""
        self._siblings(None, None)
        for eid in self.old.provisions:
            if eid in self.pairs:
                self._siblings(eid, self.pairs[eid])

    def _siblings(self, parent: str | None, partner: str | None) -> None:
        old = [one for one in self.old.below[parent] if one.eid not in self.pairs]
        new = [one for one in self.new.below[partner] if one.eid not in self.taken]
        if len(old) * len(new) <= COMPARED:
            for _, one, other in sorted(self._alike(old, new), key=lambda found: -found[0]):
                if self.free(one, other):
                    self.join(one, other)
        addresses = {one.eid: one for one in new}
        for one in old:
            if one.eid in addresses and self.free(one, addresses[one.eid]):
                self.join(one, addresses[one.eid])

    def _alike(
        self, old: list[Provision], new: list[Provision]
    ) -> Iterator[tuple[float, Provision, Provision]]:
        counted = [(other, Counter(self.words(other).split())) for other in new]
        for one in old:
            words = Counter(self.words(one).split())
            for other, others in counted:
                # Dice's coefficient over the words, each as often as it stands.
                share = 2 * (words & others).total() / max(1, words.total() + others.total())
                if share >= LIKE:
                    yield share, one, other


def pair(old: Sequence[Provision], new: Sequence[Provision], language: str) -> dict[str, str]:
    """Return old address -> new address for every provision that stands in both acts.

    Takes the provisions of two acts in document order, whose words are compared in one language. Provisions
    that read the same keep together wherever they stand; the rest are paired under paired parents only.
    """
    pairing = _Pairing(old, new, language)
    pairing.by_words()
    pairing.by_children()
    pairing.by_likeness()
    return pairing.pairs
