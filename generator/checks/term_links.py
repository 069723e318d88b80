"""The rules of `term-links.yml`: the words stand in the provision, once, and become a link.

Pure: takes an index and returns faults with the file and line of the entry at fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.annotations import place, reference_marks
from generator.act.index import Index
from generator.model import TermLink
from generator.problems import Problem, nearest, runs


def misplaced(index: Index) -> Iterator[Problem]:
    """Find each term link that stands twice, or whose words do not stand in the text or lead elsewhere."""
    codes = {one.code for one in index.dataset.languages}
    taken: dict[tuple[str, str, str, str], TermLink] = {}
    for link in index.dataset.glossary.term_links:
        key = (link.provision, link.language, link.words, link.term)
        before = taken.setdefault(key, link)
        if before is not link:
            where = f"{before.at.file}:{before.at.line}"
            yield _problem(link, f"«{link.words}» is declared twice; expected once, as in {where}")
            continue
        provision = index.provisions.get(link.provision)
        if provision is None or link.language not in codes:
            continue
        code, text = link.language, provision.text.get(link.language, "")
        span = place(link.words, text)
        if span is None:
            like = nearest(link.words, runs(text, len(link.words.split())))
            message = f"«{link.words}» does not stand in the {code} text of `{link.provision}` as whole words"
            yield _problem(link, message + like)
            continue
        for mark in reference_marks(index.references_in.get(link.provision, ()), code, text):
            if mark.start < span[1] and span[0] < mark.end:
                words = text[mark.start : mark.end]
                message = (
                    f"«{link.words}» stands in the reference «{words}»; expected words outside a reference"
                )
                yield _problem(link, message)


def _problem(link: TermLink, message: str) -> Problem:
    file, line = link.at.of("words")
    return Problem(file, line, f"`words`: {message}")
