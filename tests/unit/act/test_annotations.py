"""References and term links in the act's words: none changes a word."""

from __future__ import annotations

import csv
from itertools import pairwise

import pytest

from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.checks.rules import check
from generator.escape import Span, linked_words
from generator.model import Reference
from generator.plan.localization import Localization
from tests.support.datasets import changed
from tests.support.paths import GOLDEN


def _rows(name: str) -> list[list[str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def _readers(prepared: PreparedSite) -> dict[str, Localization]:
    return {one.code: one for one in prepared.localizations}


def test_every_reference_of_the_text_in_a_readable_list(real: PreparedSite) -> None:
    found = [
        [provision.eid, code, str(mark.target), provision.text[code][mark.start : mark.end]]
        for provision in real.dataset.provisions
        for code, localization in _readers(real).items()
        for mark in localization.marks(provision)
        if not mark.term
    ]
    assert found == _rows("references.tsv")


def test_every_reference_leads_somewhere(real: PreparedSite) -> None:
    for provision in real.dataset.provisions:
        for localization in real.localizations:
            for mark in localization.marks(provision):
                assert mark.target in real.plan.homes


def test_marks_change_no_word_and_never_overlap(real: PreparedSite) -> None:
    for provision in real.dataset.provisions:
        for localization in real.localizations:
            found = localization.marks(provision)
            assert all(one.end <= other.start for one, other in pairwise(found))
            text = provision.text[localization.code]
            html = linked_words(text, [Span(one.start, one.end, "#", "ref") for one in found])
            assert html.striptags() == text


def test_what_looks_like_a_reference_and_is_not_declared_is_a_fault(real: PreparedSite) -> None:
    fewer = tuple(
        one for one in real.dataset.citations.references if one.provision != "chp_3__para_19__subpara_38"
    )
    messages = [problem.message for problem in check(changed(real.dataset, references=fewer))]
    assert messages == [
        "`chp_3__para_19__subpara_38`: «Законом» looks like a citation; declare it in references.yml",
        "`chp_3__para_19__subpara_38`: «Заңға» looks like a citation; declare it in references.yml",
    ]


def test_a_reference_whose_words_do_not_stand_there_is_a_fault(real: PreparedSite) -> None:
    wrong = Reference(provision="chp_1__para_3", words={"kk": "Азаматтық кодекске"}, act="constitution")
    more = changed(real.dataset, references=(*real.dataset.citations.references, wrong))
    assert any("«Азаматтық кодекске» is not in" in problem.message for problem in check(more))


@pytest.mark.parametrize("row", _rows("citations.tsv"), ids=lambda row: f"{row[0]}-{row[1]}")
def test_citations_in_both_languages(row: list[str], real: PreparedSite) -> None:
    eid, code, citation = row
    localization = _readers(real)[code]
    assert localization.citation(localization.index.provisions[eid]) == citation


def test_back_links_are_complete(real: PreparedSite) -> None:
    """For every relation, tie and name that rests on a provision, the provision knows the body."""
    index: Index = real.localizations[0].index
    for relation in real.dataset.relations:
        assert relation.subject in index.named_by[relation.provision]
    for assignment in index.shown_assignments:
        assert assignment.body in index.named_by[assignment.provision]
    for reference in real.dataset.citations.references:
        assert reference in index.references_of[reference.act or reference.target or ""]
