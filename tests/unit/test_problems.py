"""Problems: the nearest valid choice, and what is too long to get one."""

from __future__ import annotations

import pytest

from generator import problems
from generator.problems import LONGEST, nearest, runs


def test_the_nearest_choice() -> None:
    assert nearest("chapterr", ["chapter", "point"]) == "; nearest: `chapter`"
    assert nearest("xyz", ["chapter", "point"]) == ""
    assert nearest("b c", runs("a b d e", 2)) == "; nearest: `b d`"


def test_what_is_long_gets_no_suggestion(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quotation of 4,000 words would be compared with every run of as many words."""
    long = "a" * (LONGEST + 1)
    assert nearest("a" * LONGEST, [long]) == ""
    monkeypatch.setattr(problems, "difflib", None)
    words = "word " * 4000
    assert nearest(words, runs(words * 5, 4000)) == ""
