"""Shortens the words of a provision to a title, by rule."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST = 4
"""The fewest words of a title; a shorter text stays as it is."""

MOST = 12
"""The most words of a title; a longer one ends in an ellipsis."""

MOST_BEFORE = 4
"""The most words that go with a phrase that they stand before: whose order it is, or by which law."""

BRACKETS = re.compile(r"\s*\([^()]*\)")


def shorten(
    text: str,
    cut_out: Sequence[str],
    cut_from: Sequence[str],
    cut_to: Sequence[str],
    unfinished: Sequence[str] = (),
) -> str:
    """Return a title made of a provision's words.

    Brackets go, and the phrases of `cut_out`. At one of the phrases of `cut_from` the rest goes with it; one
    of `cut_to` goes with the few words before it, from the beginning or the last comma on. No cut leaves
    fewer than `FEWEST` words, or ends in one of the endings `unfinished`, which need the words that were cut.
    Those of them that are whole words also go before an ellipsis, and so does a quotation that would stay
    open. The first letter is a capital, and the mark at the end goes.
    """
    title = BRACKETS.sub("", " ".join(text.split())).rstrip(" .;:,")
    for phrase in cut_out:
        title = _longer(_without(title, phrase), title)
    for phrase in cut_to:
        title = _longer(_without_beginning(title, phrase), title)
    for phrase in cut_from:
        place = title.lower().find(phrase.lower())
        if place > 0:
            cut = title[:place].rstrip(" ,;–—-")
            title = title if cut.endswith(tuple(unfinished)) else _longer(cut, title)
    words = title.split()
    if len(words) > MOST:
        kept = words[:MOST]
        while f" {kept[-1].lower()}" in unfinished and len(kept) > FEWEST:
            kept.pop()
        title = " ".join(kept)
        if title.count("«") > title.count("»"):
            # A quotation that would stay open is left out.
            title = title[: title.rindex("«")]
        title = f"{title.rstrip(' ,;–—-')} …"
    return title[:1].upper() + title[1:]


def _without(title: str, phrase: str) -> str:
    """Return a title without a phrase."""
    cut = re.sub(rf"(?:^|\s){re.escape(phrase)}(?=[\s,]|$)", "", title, flags=re.IGNORECASE)
    return cut.strip(" ,")


def _without_beginning(title: str, phrase: str) -> str:
    """Return a title without a phrase and the few words before it, from the last comma on."""
    match = re.search(rf"\b{re.escape(phrase)}[ ,]+", title, re.IGNORECASE)
    if match is None:
        return title
    comma = title.rfind(", ", 0, match.start())
    start = comma + 2 if comma >= 0 else 0
    if len(title[start : match.start()].split()) > MOST_BEFORE:
        return title
    return title[:start] + title[match.end() :]


def _longer(cut: str, title: str) -> str:
    """Return the cut title, or the whole one if the cut leaves too few words."""
    return cut if len(cut.split()) >= FEWEST else title
