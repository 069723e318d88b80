"""Checks `term-links.yml`: words are in the text, outside citations, and every form of them is decided."""

from __future__ import annotations

from collections.abc import Iterator

from generator.act.annotations import place, reference_marks
from generator.act.index import Index
from generator.act.term_decisions import TermDecisions
from generator.checks.locations import problem_at
from generator.model import RejectedTermLink, TermLink
from generator.problems import Problem, nearest, runs

Row = TermLink | RejectedTermLink


def problems(index: Index) -> Iterator[Problem]:
    """Yield a problem for each row that repeats another, links nothing, or leaves its words undecided."""
    codes = {language.code for language in index.dataset.languages}
    glossary = index.dataset.glossary
    by_key: dict[tuple[str | None, str, str, str], Row] = {}
    rows: tuple[Row, ...] = (*glossary.term_links, *glossary.rejected)
    for row in rows:
        first = by_key.setdefault((row.provision, row.language, row.words, row.term), row)
        if first is not row:
            yield problem_at(row, "words", _repeated(first, row))
        elif row.language in codes and (row.provision is None or row.provision in index.provisions):
            yield from _misplaced(index, row)
    for link in glossary.term_links:
        term = index.terms.get(link.term)
        if term and not term.explained:
            message = (
                f"`{term.id}` has neither `definition` nor `note`; expected a term that the link explains"
            )
            yield problem_at(link, "term", message)
    for position, provision in TermDecisions(index).undecided_forms():
        link = glossary.term_links[position]
        yield problem_at(
            link,
            "words",
            f"«{link.words}» links to `{link.term}` here, and is neither linked nor rejected in "
            f"`{provision.eid}`; expected an entry under `term_links` or `rejected`",
        )


def _repeated(first: Row, row: Row) -> str:
    """Return what is wrong with a row that has the key of an earlier one."""
    where = f"{first.at.file}:{first.at.line}"
    if type(first) is type(row):
        return f"duplicate link «{row.words}»; first used in {where}"
    return f"«{row.words}» is both linked and rejected; expected one of them; linked in {where}"


def _misplaced(index: Index, row: Row) -> Iterator[Problem]:
    """Yield a problem if the words of a row are not in its provision, or if a link is part of a citation."""
    code = row.language
    if row.provision is None:
        texts = [provision.text.get(code, "") for provision in index.dataset.provisions]
        if not any(place(row.words, text) for text in texts):
            yield problem_at(row, "words", f"«{row.words}» is in no {code} text as whole words")
        return
    text = index.provisions[row.provision].text.get(code, "")
    span = place(row.words, text)
    if span is None:
        suggestion = nearest(row.words, runs(text, len(row.words.split())))
        message = f"«{row.words}» is not in the {code} text of `{row.provision}` as whole words"
        yield problem_at(row, "words", message + suggestion)
        return
    for mark in reference_marks(index.references_in.get(row.provision, ()), code, text):
        if isinstance(row, TermLink) and mark.start < span[1] and span[0] < mark.end:
            citation = text[mark.start : mark.end]
            message = f"«{row.words}» is part of the citation «{citation}»; expected words outside a citation"
            yield problem_at(row, "words", message)
