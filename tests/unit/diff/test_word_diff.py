"""The word by word comparison of two texts."""

from __future__ import annotations

import pytest

from generator.diff.changes import Alteration
from generator.diff.word_diff import MAX_ALIGNED, Span, spans


@pytest.mark.parametrize(
    ("old", "new"),
    [("", ""), ("a", ""), ("", "a"), ("a b c", "a c"), ("a  b", "a b"), ("x a b", "a b y"), ("a\nb", "a b")],
)
def test_spans_keep_every_character(old: str, new: str) -> None:
    def side(dropped: Alteration) -> str:
        return " ".join(span.words for span in spans(old, new) if span.alteration is not dropped)

    # An empty text has no spans, or empty ones beside others.
    assert side(Alteration.ADDED).strip() == old.strip()
    assert side(Alteration.REMOVED).strip() == new.strip()


def test_texts_too_long_to_align_are_replaced_completely() -> None:
    old, new = "a " * MAX_ALIGNED, "b a"
    assert spans(old, new) == (Span(Alteration.REMOVED, old), Span(Alteration.ADDED, new))
