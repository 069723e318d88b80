"""Shortens the words of a provision to a title, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 4
"""The fewest words of a title; a shorter text stays as it is."""

MOST = 12
"""The most words of a title; a longer one ends in an ellipsis."""

BRACKETS = re.compile(r"\s*\([^()]*\)")


def shorten(text: str, cut_from: Sequence[str], cut_to: Sequence[str], unfinished: Sequence[str] = ()) -> str:
    """Return a title made of a provision's words.

    Brackets go. At one of the phrases of `cut_from` the rest goes with it; one of `cut_to` goes with what
    stands before it, up to the beginning or the last comma. No cut leaves fewer than `FEWEST` words, or ends
    in one of the endings `unfinished`, which need the words that were cut. The first letter is a capital, and
    the mark at the end goes.
    """
    title = BRACKETS.sub("", " ".join(text.split())).rstrip(" .;:,")
    for phrase in cut_to:
        title = _longer(_without_beginning(title, phrase), title)
    for phrase in cut_from:
        place = title.lower().find(phrase.lower())
        if place > 0:
            cut = title[:place].rstrip(" ,;–—-")
            title = title if cut.endswith(tuple(unfinished)) else _longer(cut, title)
    words = title.split()
    if len(words) > MOST:
        title = f"{' '.join(words[:MOST]).rstrip(' ,;–—-')} …"
    return title[:1].upper() + title[1:]


def _without_beginning(title: str, phrase: str) -> str:
    """Return a title without a phrase and what stands before it, from the last comma on."""
    match = re.search(rf"\b{re.escape(phrase)}[ ,]+", title, re.IGNORECASE)
    if match is None:
        return title
    comma = title.rfind(", ", 0, match.start())
    return title[: comma + 2 if comma >= 0 else 0] + title[match.end() :]


def _longer(cut: str, title: str) -> str:
    """Return the cut title, or the whole one if the cut leaves too few words."""
    return cut if len(cut.split()) >= FEWEST else title
