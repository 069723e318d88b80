"""Finds the words of a provision that are links: its references, and the term links declared for it.

Links never change the words: a mark is a span of the text and its target. Only declared words become links,
because a word form alone does not tell in which meaning a sentence uses the word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.act.targets import Target
from generator.model import Provision, Reference, TermLink

WORD = re.compile(r"[\w-]")
"""A character that is part of a word."""


class Mark(Struct, frozen=True, order=True):
    """A span of a provision's text and the target it leads to."""

    start: int
    end: int
    target: Target
    term: str = ""
    """The id of the term; empty if the mark is a reference."""


def marks(
    provision: Provision, code: str, references: Iterable[Reference], term_links: Iterable[TermLink]
) -> list[Mark]:
    """Return the marks of a provision's words in one language, in order and without overlaps.

    `references` and `term_links` are those of this provision. References have precedence, then longer terms
    over shorter ones; each term becomes a link at most once.
    """
    text = provision.text.get(code, "")
    accepted: list[Mark] = list(reference_marks(references, code, text))
    for candidate in _term_marks(term_links, code, text):
        if all(
            candidate.term != mark.term and (candidate.end <= mark.start or mark.end <= candidate.start)
            for mark in accepted
        ):
            accepted.append(candidate)
    return sorted(accepted)


def reference_marks(references: Iterable[Reference], code: str, text: str) -> Iterator[Mark]:
    """Yield the marks of the references whose words in the language `code` occur in a text."""
    for reference in references:
        words = reference.words.get(code)
        start = text.find(words) if words else -1
        if words and start >= 0:
            target = Target.act(reference.act) if reference.act else Target.provision(reference.target or "")
            yield Mark(start, start + len(words), target)


def _term_marks(term_links: Iterable[TermLink], code: str, text: str) -> list[Mark]:
    """Return the marks of the declared terms, the longest first."""
    term_marks = []
    for link in term_links:
        span = place(link.words, text) if link.language == code else None
        if span:
            term_marks.append(Mark(*span, Target.term(link.term), link.term))
    return sorted(term_marks, key=lambda mark: (mark.start - mark.end, mark.start))


def place(words: str, text: str) -> tuple[int, int] | None:
    """Return the span of the first occurrence of some words in a text, as whole words, or None.

    A part of a hyphenated word is no whole word.
    """
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not WORD.match(text[start - 1 : start]) and not WORD.match(text[end : end + 1]):
            return start, end
        start = text.find(words, start + 1)
    return None
