"""The text of an act in a second language, matched with the provisions of the first by number and nesting.

A provision with a printed number is matched by it. One without is matched by its place, and only where both
languages have as many of its kind in the same unit: else nothing says which is which, and none is matched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import Provision


@dataclass(frozen=True)
class Matched:
    """What was matched: the words by eId; and by eId too what has no counterpart."""

    words: dict[str, str]
    lacking: tuple[str, ...]
    """Provisions of the original that the other text has nothing for."""
    strange: tuple[str, ...]
    """Provisions of the other text, by the eIds they have there, that the original has nothing for."""


def match(ours: Sequence[Provision], theirs: Sequence[Provision], code: str) -> Matched:
    """Match the provisions of the original with those of the text in the language `code`."""
    other = {one.eid: one for one in theirs}
    counts, others = _unnumbered(ours), _unnumbered(theirs)
    words: dict[str, str] = {}
    for one in ours:
        twin = other.get(one.eid)
        if twin is None or twin.kind is not one.kind or (one.parent and one.parent not in words):
            continue
        row = (one.parent, one.kind)
        numbered = bool(one.num or one.ordinal)
        if numbered == bool(twin.num or twin.ordinal) and (numbered or counts[row] == others[row]):
            words[one.eid] = twin.text[code]
    return Matched(
        words,
        tuple(one.eid for one in ours if one.eid not in words),
        tuple(one.eid for one in theirs if one.eid not in words),
    )


def _unnumbered(provisions: Sequence[Provision]) -> Counter[tuple[str | None, str]]:
    return Counter((one.parent, one.kind) for one in provisions if not (one.num or one.ordinal))
