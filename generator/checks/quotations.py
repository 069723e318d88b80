"""Checks that quotations match the provision that they are taken from.

The fields are those whose type is annotated with `QuotedFrom`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.index import Index
from generator.checks.locations import problem_at
from generator.language.characters import flat
from generator.model import QuotedFrom, annotated_values
from generator.problems import Problem, nearest, runs


def problems(index: Index) -> Iterator[Problem]:
    """Yield a problem for each quotation that differs from the text; only white space may differ."""
    for entry, key, quotation, source in annotated_values(index.dataset, QuotedFrom):
        eid = getattr(entry, source.key)
        provision = index.provisions.get(eid)
        for code, words in quotation.items():
            text = provision.text.get(code) if provision else None
            if text is not None and flat(words) not in flat(text):
                suggestion = nearest(flat(words), runs(text, len(words.split())))
                yield problem_at(entry, key, f"«{words}» is not in the {code} text of `{eid}`{suggestion}")
