"""The reading position moves without changing."""

from __future__ import annotations

from tests.unit.ingest.support import cursor


def test_advancing_returns_a_new_cursor() -> None:
    first = cursor("a", "b", "c")
    second = first.advance(1)
    assert (first.paragraph.text, second.paragraph.text) == ("a", "b")
    assert [paragraph.text for paragraph in second.remaining()] == ["b", "c"]
    assert [paragraph.text for paragraph in second.remaining(1)] == ["c"]


def test_there_is_nothing_after_the_last_paragraph() -> None:
    last = cursor("a")
    assert (last.next, last.at_end, last.advance(1).at_end) == (None, False, True)
    assert list(last.advance(1).remaining()) == []
