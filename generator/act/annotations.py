"""Which words of a provision lead somewhere: the references it makes, and the term links declared for it.

Links never change the words: a mark is a span of the text and what it leads to. Only declared words become
links, because a word form alone does not tell which meaning of the word stands in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.act.targets import Target
from generator.model import Provision, Reference, TermLink


@dataclass(frozen=True, order=True)
class Mark:
    """A span of a provision's text and the target it leads to."""

    start: int
    end: int
    target: Target
    term: str = ""
    """The id of the term, where the mark is one."""


def marks(
    provision: Provision, code: str, references: Iterable[Reference], term_links: Iterable[TermLink]
) -> list[Mark]:
    """Return the marks of a provision's words in one language, in order, none inside another.

    `references` and `term_links` are those of this provision. References come first, then the longest terms;
    each term becomes a link at most once.
    """
    text = provision.text.get(code, "")
    found: list[Mark] = list(reference_marks(references, code, text))
    for mark in _terms(term_links, code, text):
        if all(mark.term != one.term and (mark.end <= one.start or one.end <= mark.start) for one in found):
            found.append(mark)
    return sorted(found)


def reference_marks(references: Iterable[Reference], code: str, text: str) -> Iterator[Mark]:
    """Yield the marks of the references whose words stand in a text."""
    for one in references:
        start = text.find(one.words[code]) if code in one.words else -1
        if start >= 0:
            target = Target.act(one.act) if one.act else Target.provision(one.target or "")
            yield Mark(start, start + len(one.words[code]), target)


def _terms(term_links: Iterable[TermLink], code: str, text: str) -> list[Mark]:
    """Return the declared terms, the longest first, so that a term inside a longer one gives way."""
    found = []
    for one in term_links:
        span = place(one.words, text) if one.language == code else None
        if span:
            found.append(Mark(*span, Target.term(one.term), one.term))
    return sorted(found, key=lambda mark: (mark.start - mark.end, mark.start))


def place(words: str, text: str) -> tuple[int, int] | None:
    """Return where words stand first in a text as whole words, letter by letter; none where they do not."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    return found.span() if found else None
