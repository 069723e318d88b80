"""Checks that editorial words in the files of an act have no invisible or uncomposed characters.

The reader refuses such characters in all other files. In `provisions/` and `source/` it keeps them, because
the words of an act are compared with its source letter by letter; a translation of the site's own and the
evidence of a repair have no source that they must equal.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.language.characters import unclear
from generator.model import Dataset, Entry
from generator.problems import Problem


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for each editorial text in the files of the act that has an unclear character."""
    from_sources = {version.language for version in (dataset.act.version, *dataset.act.received)}
    for provision in dataset.provisions:
        for code, text in provision.text.items():
            if code not in from_sources:
                yield from _problems(provision, "text", code, text)
    for repair in dataset.corrections.repairs:
        for code, text in (repair.evidence or {}).items():
            yield from _problems(repair, "evidence", code, text)


def _problems(entry: Entry, key: str, code: str, text: str) -> Iterator[Problem]:
    for _, message in unclear(text):
        yield Problem(*entry.at.of(key), f"`{key}`, {code}: {message}")
        return
