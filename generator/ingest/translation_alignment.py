"""Aligns the provisions of a translation with those of the original, by number and nesting.

A provision with a printed number is aligned by it. A provision without is aligned by its position, and only
if both languages have the same number of provisions of its kind in the same unit; otherwise nothing tells
which belongs to which.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.model import Provision


class Alignment(Struct, frozen=True):
    """The words of the translation by the eIds of the original, and the provisions without a counterpart."""

    words: dict[str, str]
    missing: tuple[str, ...]
    """The eIds of the original that the translation lacks."""
    extra: tuple[str, ...]
    """The eIds of the translation that the original lacks."""


def align(original: Sequence[Provision], translation: Sequence[Provision], code: str) -> Alignment:
    """Align the provisions of the original with those of a translation into the language `code`."""
    candidates = {provision.eid: provision for provision in translation}
    original_counts, translation_counts = _count_unnumbered(original), _count_unnumbered(translation)
    words: dict[str, str] = {}
    for provision in original:
        candidate = candidates.get(provision.eid)
        is_below_unaligned = provision.parent is not None and provision.parent not in words
        if candidate is None or candidate.kind is not provision.kind or is_below_unaligned:
            continue
        row = (provision.parent, provision.kind)
        numbered = _is_numbered(provision)
        same_count = original_counts[row] == translation_counts[row]
        if numbered == _is_numbered(candidate) and (numbered or same_count):
            words[provision.eid] = candidate.text[code]
    return Alignment(
        words=words,
        missing=tuple(provision.eid for provision in original if provision.eid not in words),
        extra=tuple(provision.eid for provision in translation if provision.eid not in words),
    )


def _is_numbered(provision: Provision) -> bool:
    return bool(provision.num or provision.ordinal)


def _count_unnumbered(provisions: Sequence[Provision]) -> Counter[tuple[str | None, str]]:
    """Count the unnumbered provisions of each kind below each parent."""
    return Counter(
        (provision.parent, provision.kind) for provision in provisions if not _is_numbered(provision)
    )
