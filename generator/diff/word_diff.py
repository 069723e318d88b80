"""Compares two texts word by word."""

from __future__ import annotations

import difflib
from typing import NamedTuple

from generator.diff.changes import Alteration


class Span(NamedTuple):
    """A run of words that was kept (None), removed or added."""

    alteration: Alteration | None
    words: str


MAX_ALIGNED = 2_000_000
"""The product of two texts' word counts above which they are shown as removed and added completely."""


def spans(old: str, new: str) -> tuple[Span, ...]:
    """Return the word difference of two texts.

    The kept and the removed spans, joined by spaces, are the old text; the kept and the added ones the new
    text. Words are separated by single spaces, so that any other white space shows as a difference.
    """
    before, after = old.split(" "), new.split(" ")
    if len(before) * len(after) > MAX_ALIGNED:
        return (Span(Alteration.REMOVED, old), Span(Alteration.ADDED, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    result = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            result.append(Span(None, " ".join(before[old_start:old_end])))
            continue
        if old_start < old_end:
            result.append(Span(Alteration.REMOVED, " ".join(before[old_start:old_end])))
        if new_start < new_end:
            result.append(Span(Alteration.ADDED, " ".join(after[new_start:new_end])))
    return tuple(result)
