"""Finds where the words of a term stand in the act, and tells which of these places are decided.

A place is decided if it is a link, if it is rejected, or if its words are a link already: a citation, another
term, or a list item that leads to the page of its body. Headings are names, not sentences: nothing in them is
a term link.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain, pairwise

from msgspec import Struct

from generator.act.annotations import place, reference_marks
from generator.act.index import Index
from generator.language.inflection import Inflections
from generator.model import Kind, Provision, RejectedTermLink, Term

LINKABLE = frozenset({Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.CLOSING, Kind.ITEM})
"""The kinds of provision whose words may link to the glossary."""

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
GAP = re.compile(r"[\s,]+")
"""What may stand between two words of a term."""

Span = tuple[int, int]


class Candidate(Struct, frozen=True):
    """Words that may mean a term; `forms` are (word as it stands, word of the term, grammatical name)."""

    provision: Provision
    language: str
    span: Span
    term: Term
    forms: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> str:
        """The words as they stand."""
        return self.provision.text[self.language][slice(*self.span)]

    @property
    def reason(self) -> str:
        """Say which word is a form of which."""
        changed = [
            f"«{word}» is a form of «{base}» ({name})"
            for word, base, name in self.forms
            if word.lower() != base
        ]
        return "; ".join(changed) or "the words of the term"


def occurrences(words: str, text: str, *, ignore_case: bool = False) -> Iterator[Span]:
    """Yield the span of each occurrence of some words in a text, as whole words.

    The words are at least one letter. Where the case is ignored, letters are compared in lower case.
    """
    if ignore_case:
        words, text = _lower(words), _lower(text)
    found = place(words, text)
    while found:
        yield found
        found = place(words, text, found[1])


def _lower(text: str) -> str:
    """Return a text in lower case, with each letter in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower()[0] for letter in text)


class TermDecisions:
    """What the data say about the words of the act that may mean a term."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def linkable(self) -> Iterator[Provision]:
        """Yield the provisions whose words may link to the glossary, in order."""
        for provision in self.index.dataset.provisions:
            item_of_body = provision.kind is Kind.ITEM and provision.eid in self.index.named_here
            if provision.kind in LINKABLE and not item_of_body:
                yield provision

    def decided(self, provision: Provision, code: str, term: str, span: Span) -> bool:
        """Tell whether it is decided what some words of a provision mean, as regards one term."""
        links = self.index.term_links_in.get(provision.eid, ())
        if any(link.language == code and link.term == term for link in links):
            return True
        text = provision.text[code]
        words = [link.words for link in links if link.language == code]
        rejected = (self._rejected.get((code, term, where), ()) for where in (None, provision.eid))
        words += [row.words for row in chain.from_iterable(rejected)]
        spans = [found for one in words for found in occurrences(one, text)]
        if any(start <= span[0] and span[1] <= end for start, end in spans):
            return True
        citations = reference_marks(self.index.references_in.get(provision.eid, ()), code, text)
        return any(mark.start < span[1] and span[0] < mark.end for mark in citations)

    def undecided_forms(self) -> Iterator[tuple[int, Provision]]:
        """Yield (position of a link in the data, provision) where the link's words are not decided.

        A form that is a link in one provision must be a link or be rejected in every other one; capital
        letters make no difference. Each provision is yielded once for each language and term.
        """
        forms: dict[tuple[str, str, str], int] = {}
        for position, link in enumerate(self.index.dataset.glossary.term_links):
            forms.setdefault((link.language, link.term, link.words.lower()), position)
        for provision in self._linkable:
            lower = {code: text.lower() for code, text in provision.text.items()}
            yielded: set[tuple[str, str]] = set()
            for (code, term, words), position in forms.items():
                if words not in lower.get(code, "") or (code, term) in yielded:
                    continue
                spans = occurrences(words, provision.text[code], ignore_case=True)
                if any(not self.decided(provision, code, term, span) for span in spans):
                    yielded.add((code, term))
                    yield position, provision

    def candidates(self, code: str, inflections: Inflections) -> Iterator[Candidate]:
        """Yield the undecided places of the explained terms in one language, in the order of the act."""
        inflector = inflections[code]
        terms = [term for term in self.index.dataset.glossary.terms if term.explained]
        variants = {
            term.id: [
                tuple((word, inflector.forms(word)) for word in words) for words in variants_of(term, code)
            ]
            for term in terms
        }
        for provision in self._linkable:
            text = provision.text.get(code, "")
            tokens = list(WORD.finditer(text))
            for term in terms:
                for span, forms in _matches(tokens, text, variants[term.id]):
                    if not self.decided(provision, code, term.id, span):
                        yield Candidate(provision, code, span, term, forms)
                        break

    @cached_property
    def _linkable(self) -> list[Provision]:
        return list(self.linkable())

    @cached_property
    def _rejected(self) -> dict[tuple[str, str, str | None], list[RejectedTermLink]]:
        """The rejected rows by language, term and provision; None stands for every provision."""
        rejected: dict[tuple[str, str, str | None], list[RejectedTermLink]] = defaultdict(list)
        for row in self.index.dataset.glossary.rejected:
            rejected[row.language, row.term, row.provision].append(row)
        return rejected


def variants_of(term: Term, code: str) -> list[tuple[str, ...]]:
    """Return the words of a term and its other forms; `;` and `/` separate forms, brackets are cut."""
    names = (term.term.get(code, ""), *term.forms.get(code, ()))
    parts = (part for name in names for part in re.split("[;/]", re.sub(r"\([^)]*\)", "", name)))
    words = (tuple(word.lower() for word in WORD.findall(part)) for part in parts)
    return sorted({variant for variant in words if variant}, key=lambda variant: (-len(variant), variant))


Variant = tuple[tuple[str, dict[str, str]], ...]
"""The words of a term, each with its forms and their names."""


def _matches(
    tokens: list[re.Match[str]], text: str, variants: list[Variant]
) -> Iterator[tuple[Span, tuple[tuple[str, str, str], ...]]]:
    """Yield the span and the forms of each place where every word is a form of a variant's word."""
    for position in range(len(tokens)):
        for variant in variants:
            here = tokens[position : position + len(variant)]
            if len(here) < len(variant) or not all(
                token[0].lower() in forms for token, (_, forms) in zip(here, variant, strict=True)
            ):
                continue
            if _adjoining(here, text):
                yield (
                    (here[0].start(), here[-1].end()),
                    tuple(
                        (token[0], word, forms[token[0].lower()])
                        for token, (word, forms) in zip(here, variant, strict=True)
                    ),
                )
                break


def _adjoining(tokens: list[re.Match[str]], text: str) -> bool:
    """Tell whether nothing but white space and commas stands between the words."""
    return all(GAP.fullmatch(text[before.end() : after.start()]) for before, after in pairwise(tokens))
