"""References and term links in the act's words: none changes a word."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from generator.check import check
from generator.escape import Span, linked_words
from generator.index import Index
from generator.model import Reference
from generator.reader import Reader
from generator.tree import Edition

GOLDEN = Path(__file__).parent / "golden"


def _rows(name: str) -> list[list[str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _readers(edition: Edition) -> dict[str, Reader]:
    return {one.code: one for one in edition.readers}


def test_every_reference_of_the_text_in_a_readable_list(real: Edition) -> None:
    found = [
        [provision.eid, code, mark.target, provision.text[code][mark.start : mark.end]]
        for provision in real.institution.provisions
        for code, reader in _readers(real).items()
        for mark in reader.marks(provision)
        if not mark.term
    ]
    assert found == _rows("references.tsv")


def test_every_reference_leads_somewhere(real: Edition) -> None:
    for provision in real.institution.provisions:
        for reader in real.readers:
            for mark in reader.marks(provision):
                assert mark.target in real.plan.homes


def test_marks_change_no_word_and_never_overlap(real: Edition) -> None:
    for provision in real.institution.provisions:
        for reader in real.readers:
            found = reader.marks(provision)
            assert all(one.end <= other.start for one, other in pairwise(found))
            text = provision.text[reader.code]
            html = linked_words(text, [Span(one.start, one.end, "#", "ref") for one in found])
            assert html.striptags() == text


def test_what_looks_like_a_reference_and_is_not_declared_is_a_fault(real: Edition) -> None:
    fewer = tuple(one for one in real.institution.references if one.provision != "chp_3__para_19__subpara_38")
    messages = [fault.message for fault in check(real.institution.model_copy(update={"references": fewer}))]
    assert messages == [
        "`chp_3__para_19__subpara_38`: «Законом» looks like a reference that references.yml lacks",
        "`chp_3__para_19__subpara_38`: «Заңға» looks like a reference that references.yml lacks",
    ]


def test_a_reference_whose_words_do_not_stand_there_is_a_fault(real: Edition) -> None:
    wrong = Reference(provision="chp_1__para_3", words={"kk": "Азаматтық кодекске"}, act="constitution")
    changed = real.institution.model_copy(update={"references": (*real.institution.references, wrong)})
    assert any("«Азаматтық кодекске» does not stand" in fault.message for fault in check(changed))


@pytest.mark.parametrize("row", _rows("citations.tsv"), ids=lambda row: f"{row[0]}-{row[1]}")
def test_citations_in_both_languages(row: list[str], real: Edition) -> None:
    eid, code, citation = row
    reader = _readers(real)[code]
    assert reader.citation(reader.index.provisions[eid]) == citation


def test_back_links_are_complete(real: Edition) -> None:
    """For every relation, tie and name that rests on a provision, the provision knows the body."""
    index: Index = real.readers[0].index
    for relation in real.institution.relations:
        assert relation.subject in index.named_by[relation.provision]
    for tie in index.shown_ties:
        assert tie.body in index.named_by[tie.provision]
    for reference in real.institution.references:
        assert reference in index.references_of[reference.act or reference.target or ""]
