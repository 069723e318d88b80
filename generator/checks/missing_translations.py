"""Checks that every text has every published language, and no undeclared one.

The fields are those whose type is annotated with `Translated`, and the interface text of `site.yml`. A
quotation may lack a language in which the act itself was received: pages then quote the original.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks.locations import problem_at
from generator.model import ByLanguage, Dataset, Entry, QuotedFrom, Text, Translated, annotated_values
from generator.problems import Problem, nearest


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for each missing and each undeclared language of a text."""
    declared = [language.code for language in dataset.languages]
    published = [language.code for language in dataset.published]
    received = {version.language for version in dataset.act.received}
    for entry, key, urls, _ in annotated_values(dataset, ByLanguage):
        for code in urls:
            if code not in declared:
                yield problem_at(entry, key, _unknown(code, declared))
    quotations = {(id(entry), key) for entry, key, _, _ in annotated_values(dataset, QuotedFrom)}
    for entry, key, text, partial in _texts(dataset):
        for code in text:
            if code not in declared:
                yield problem_at(entry, key, _unknown(code, declared))
        optional = received if (id(entry), key) in quotations else frozenset()
        for code in [dataset.original] if partial else published:
            if code not in text and code not in optional:
                yield problem_at(entry, key, f"the {code} text is missing; add a line `{code}: …`")


def _unknown(code: str, declared: Sequence[str]) -> str:
    expected = f"expected one of {', '.join(declared)}{nearest(code, declared)}"
    return f"unknown language `{code}`; {expected}"


def _texts(dataset: Dataset) -> Iterator[tuple[Entry, str, Text, bool]]:
    """Yield (entry, key, text, whether only the original is required)."""
    for entry, key, text, translated in annotated_values(dataset, Translated):
        yield entry, key, text, translated.partial
    for text in dataset.site.interface.values():
        yield dataset.site, "interface", text, False
