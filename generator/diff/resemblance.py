"""Finds the place of a text that a quotation resembles most, and the words in which they differ."""

from __future__ import annotations

import difflib
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.diff.quoted_text import Stream, Token, tokens
from generator.language.look_alikes import as_typed

LEAST_SHARED = 0.5
"""The least share of a quotation's words, weighted by their rarity, that a text must have to be compared."""

LEAST_WORDS = 3
"""The fewest words that a quotation must share with a text to be compared."""

CANDIDATES = 4
"""The number of places of a text that are compared with a quotation letter by letter."""

BUCKET = 8
"""Words by which two matches may be shifted and still count for one place."""

STRAY = 3
"""How many times its own length, and as many words more, a last common run may be from the one before."""


class Difference(Struct, frozen=True):
    """The words of the act and of a quotation side by side."""

    spans: tuple[tuple[str, str], ...]
    """(words of the act, words of the quotation) of each run; equal for a run that both have."""
    remark: str = ""
    """What kind of difference it is, if all are of one kind."""


class Resemblance(Struct, frozen=True):
    """A run of tokens of a text that is like a quotation."""

    text: Stream
    start: int
    """The first token."""
    end: int
    """The one after the last token."""
    shared: float
    """The share of the quotation's words that it has, weighted by their rarity."""
    difference: Difference


def nearest(quotation: str, streams: Sequence[Stream]) -> Resemblance | None:
    """Return the place that a normalised quotation resembles most; None if there is none like it."""
    theirs = tokens(quotation)
    best: tuple[float, float, Stream, int, int] | None = None
    for text in streams:
        for start, end, shared, score in _candidates(text, theirs):
            # Of equal places that of the first text is named.
            if shared >= LEAST_SHARED and (best is None or score > best[0]):
                best = score, shared, text, start, end
    if best is None:
        return None
    _, shared, text, start, end = best
    difference = _difference(text, start, end, quotation, theirs)
    return Resemblance(text, start, end, shared, difference)


def _candidates(text: Stream, theirs: Sequence[Token]) -> Iterator[tuple[int, int, float, float]]:
    """Yield (first token, one after the last, weighted share of words, score) of the places most like it."""
    words = [(place, token.loose) for place, token in enumerate(theirs) if token.is_word]
    total = len(text.tokens) + 1
    weight = {key: math.log(total / (len(text.places.get(key, ())) + 1)) for _, key in words}
    votes: defaultdict[int, float] = defaultdict(float)
    for place, key in words:
        for other in text.places.get(key, ()):
            bucket = (other - place) // BUCKET
            votes[bucket] += weight[key]
            votes[bucket + 1] += weight[key]
    whole = sum(weight[key] for _, key in words) or 1
    pad = max(12, len(theirs) // 2)
    for bucket in sorted(votes, key=lambda bucket: -votes[bucket])[:CANDIDATES]:
        first = max(0, bucket * BUCKET - pad)
        window = text.tokens[first : bucket * BUCKET + len(theirs) + pad]
        blocks = _blocks([token.loose for token in window], [token.loose for token in theirs])
        blocks = _without_strays(blocks)
        pairs = [
            (window[block.a + offset], theirs[block.b + offset])
            for block in blocks
            for offset in range(block.size)
            if theirs[block.b + offset].is_word
        ]
        if len(pairs) < min(LEAST_WORDS, len(words)):
            continue
        shared = sum(weight[other.loose] for _, other in pairs) / whole
        start, end = _edges(window, theirs, blocks)
        unlike = sum(ours.key != other.key for ours, other in pairs)
        extra = sum(token.is_word for token in window[start:end]) - len(pairs)
        score = shared - (unlike / 10 + extra / 3) / len(words)
        yield first + start, first + end, shared, score


def _without_strays(blocks: list[difflib.Match]) -> list[difflib.Match]:
    """Return the common runs of words without those at the ends that stand far away in the act."""
    kept = list(blocks)
    while len(kept) > 1 and kept[-1].a - kept[-2].a - kept[-2].size > STRAY * kept[-1].size + STRAY:
        del kept[-1]
    while len(kept) > 1 and kept[1].a - kept[0].a - kept[0].size > STRAY * kept[0].size + STRAY:
        del kept[0]
    return kept


def _blocks(ours: list[str], theirs: list[str]) -> list[difflib.Match]:
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    return [block for block in matcher.get_matching_blocks() if block.size]


def _edges(
    window: Sequence[Token], theirs: Sequence[Token], blocks: Sequence[difflib.Match]
) -> tuple[int, int]:
    """Return the run of a window that a quotation stands for: from its first to its last common word.

    As many words more as the quotation has at its ends, so that a changed first or last word is shown.
    """
    first, last = blocks[0], blocks[-1]
    start = max(0, first.a - first.b)
    end = min(len(window), last.a + last.size + len(theirs) - last.b - last.size)
    return start, end


def _difference(text: Stream, start: int, end: int, quotation: str, theirs: Sequence[Token]) -> Difference:
    ours = text.tokens[start:end]
    matcher = difflib.SequenceMatcher(
        None, [token.key for token in ours], [token.key for token in theirs], autojunk=False
    )
    spans, changed = [], []
    for tag, first, last, other_first, other_last in matcher.get_opcodes():
        act = text.slice(start + first, start + last)
        words = theirs[other_first:other_last]
        quoted = quotation[words[0].start : words[-1].end] if words else ""
        # The words are the same, whatever the shape of their dashes: shown as the act has them.
        spans.append((act, act) if tag == "equal" else (act, quoted))
        if tag != "equal":
            changed.append((ours[first:last], theirs[other_first:other_last]))
    return Difference(tuple(spans), _remark(changed))


def _remark(changed: Sequence[tuple[Sequence[Token], Sequence[Token]]]) -> str:
    """Return what kind of difference all changes are, or ""."""

    def same(form: str) -> bool:
        return all(
            [_form(token, form) for token in ours] == [_form(token, form) for token in theirs]
            for ours, theirs in changed
        )

    if same("look-alike"):
        return "only letters that look alike differ: Latin for Cyrillic, or the reverse"
    if same("case"):
        return "only capital letters differ"
    if all(not token.is_word for pair in changed for side in pair for token in side):
        return "only marks differ"
    return ""


def _form(token: Token, form: str) -> str:
    return as_typed(token.key) if form == "look-alike" else token.key.casefold()
