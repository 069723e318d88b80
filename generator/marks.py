"""Which words of a provision lead somewhere: the references it makes, and the terms of the glossary.

Links never change the words: a mark is a span of the text and what it leads to. References come first; a term
is marked where it stands for the first time in a provision, in whatever form, and never inside another mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from generator.model import Institution, Language, Provision, Term


@dataclass(frozen=True, order=True)
class Mark:
    """A span of a provision's text and the target it leads to, as the plan of the site names it."""

    start: int
    end: int
    target: str
    term: str = ""
    """The id of the term, where the mark is one."""


def marks(institution: Institution, provision: Provision, language: Language) -> list[Mark]:
    """Return the marks of a provision's words in one language, in order, none inside another."""
    text = provision.text.get(language.code, "")
    found: list[Mark] = list(_references(institution, provision, language.code, text))
    for mark in _terms(institution, language, text):
        if all(mark.end <= one.start or one.end <= mark.start for one in found):
            found.append(mark)
    return sorted(found)


def _references(institution: Institution, provision: Provision, code: str, text: str) -> Iterator[Mark]:
    for one in institution.references:
        if one.provision == provision.eid and code in one.words:
            start = text.index(one.words[code])
            target = f"act:{one.act}" if one.act else f"provision:{one.target}"
            yield Mark(start, start + len(one.words[code]), target)


def _terms(institution: Institution, language: Language, text: str) -> Iterator[Mark]:
    """Find the terms, the longest first, so that a term inside a longer one gives way."""
    found = []
    for term in institution.terms:
        span = first(term, language, text)
        if span:
            found.append(Mark(*span, f"term:{term.id}", term.id))
    yield from sorted(found, key=lambda mark: (mark.start - mark.end, mark.start))


def first(term: Term, language: Language, text: str) -> tuple[int, int] | None:
    """Return where a term stands first in a text, in whatever form; none where it does not."""
    variants = (term.term.get(language.code, ""), *term.forms.get(language.code, ()))
    beginnings, pattern = _pattern(variants, language.stem, language.ending)
    low = text.lower()
    if not any(one in low for one in beginnings):
        return None
    found = pattern.search(text)
    return found.span() if found else None


WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _pattern(variants: tuple[str, ...], stem: int, ending: int) -> tuple[list[str], re.Pattern[str]]:
    """Return the pattern of a term whose words may change their ends, in order, nothing between them.

    Before it, how a term may begin: most texts hold no term, and that is seen at once.
    """
    beginnings, patterns = [], []
    for variant in (part for words in variants for part in words.split("/")):
        words = WORD.findall(re.sub(r"\([^)]*\)", "", variant))
        stems = [word[: max(stem, len(word) - ending)] for word in words]
        if stems:
            beginnings.append(stems[0].lower())
            patterns.append(r"[\w-]*[\s,]+".join(map(re.escape, stems)) + r"[\w-]*")
    return beginnings, re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})" if patterns else r"(?!)", re.IGNORECASE)
