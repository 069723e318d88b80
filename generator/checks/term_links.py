"""Checks `term-links.yml`: the words are in the provision, once, and outside any citation."""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.annotations import place, reference_marks
from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.model import TermLink
from generator.problems import Problem, nearest, runs


def problems(index: Index) -> Iterator[Problem]:
    """Yield a problem for each link that is a duplicate, is not in the text, or overlaps a citation."""
    codes = {language.code for language in index.dataset.languages}
    by_key: dict[tuple[str, str, str, str], TermLink] = {}
    for link in index.dataset.glossary.term_links:
        key = (link.provision, link.language, link.words, link.term)
        first = by_key.setdefault(key, link)
        if first is not link:
            message = f"duplicate link «{link.words}»; first used in {first.at.file}:{first.at.line}"
            yield problem_at(link, "words", message)
            continue
        provision = index.provisions.get(link.provision)
        if provision is None or link.language not in codes:
            continue
        code, text = link.language, provision.text.get(link.language, "")
        span = place(link.words, text)
        if span is None:
            suggestion = nearest(link.words, runs(text, len(link.words.split())))
            message = f"«{link.words}» is not in the {code} text of `{link.provision}` as whole words"
            yield problem_at(link, "words", message + suggestion)
            continue
        for mark in reference_marks(index.references_in.get(link.provision, ()), code, text):
            if mark.start < span[1] and span[0] < mark.end:
                citation = text[mark.start : mark.end]
                message = (
                    f"«{link.words}» is part of the citation «{citation}»; expected words outside a citation"
                )
                yield problem_at(link, "words", message)
