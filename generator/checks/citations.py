"""Checks that every citation in the text is declared in `references.yml`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.model import Dataset, Text
from generator.problems import Problem


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for each match of the `find` patterns that no declared reference covers."""
    declared: dict[str, list[Text]] = defaultdict(list)
    for reference in dataset.citations.references:
        declared[reference.provision].append(reference.words)
    for code, patterns in dataset.citations.find.items():
        for provision in dataset.provisions:
            text = provision.text.get(code, "")
            for match in (match for pattern in patterns for match in re.finditer(pattern, text)):
                spans = [_span(words.get(code, ""), text) for words in declared[provision.eid]]
                if not any(start <= match.start() and match.end() <= end for start, end in spans):
                    message = (
                        f"`{provision.eid}`: «{match[0]}» looks like a citation; declare it in references.yml"
                    )
                    yield Problem(provision.at.file, provision.at.line, message)


def _span(words: str, text: str) -> tuple[int, int]:
    """Return where words are in a text, or a span that covers nothing if they are not there."""
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else (-1, -1)
