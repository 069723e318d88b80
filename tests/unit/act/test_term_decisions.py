"""Where the words of a term stand in the act, and which of these places are decided."""

from __future__ import annotations

from typing import Any

import pytest

from generator.act.index import Index
from generator.act.term_decisions import TermDecisions, occurrences, variants_of
from generator.builder.preparation import PreparedSite
from generator.dataset.inflection_tables import inflections
from generator.model import Dataset, RejectedTermLink, Term, TermLink
from tests.support.datasets import changed

FORMS = inflections()


@pytest.fixture
def dataset(tiny_prepared: PreparedSite) -> Dataset:
    return changed(tiny_prepared.dataset, term_links=())


def candidates(dataset: Dataset) -> list[tuple[str, str, str]]:
    found = TermDecisions(Index(dataset)).candidates("kk", FORMS)
    return [(candidate.provision.eid, candidate.words, candidate.term.id) for candidate in found]


def link(words: str, term: str, provision: str) -> TermLink:
    return TermLink(provision=provision, language="kk", words=words, term=term)


def rejection(words: str, term: str, provision: str | None = None) -> RejectedTermLink:
    return RejectedTermLink(provision=provision, language="kk", words=words, term=term, reason="another word")


ALL = [
    ("para_1", "кітапханалары", "library"),
    ("chp_1__para_1", "кітапханалары", "library"),
    ("chp_1__para_1__p_2", "кітапханалар", "library"),
    ("chp_1__para_2", "Қолжазба", "manuscript"),
    ("chp_2__para_6__subpara_1__al_2", "қолжазбаларды", "manuscript"),
    ("chp_2__para_6__subpara_3", "Қолжазба", "manuscript"),
    ("chp_2__para_7__subpara_1", "Қолжазба", "manuscript"),
]
"""Every place of the explained terms. The name of the statute and its headings have the same words."""


def test_every_inflected_form_in_a_sentence_is_a_candidate(dataset: Dataset) -> None:
    assert candidates(dataset) == ALL


def test_a_term_without_explanation_is_no_candidate(dataset: Dataset) -> None:
    terms = (Term(id="book", term={"kk": "кітап"}, source={"kk": "own"}),)
    assert candidates(changed(dataset, terms=terms)) == []
    explained = (Term(id="book", term={"kk": "кітап"}, note={"kk": "a note"}, source={"kk": "own"}),)
    assert candidates(changed(dataset, terms=explained))


def test_a_listed_term_is_no_candidate_in_that_provision(dataset: Dataset) -> None:
    links = (link("кітапханалар", "library", "chp_1__para_1__p_2"),)
    assert candidates(changed(dataset, term_links=links)) == [row for row in ALL if row != ALL[2]]


@pytest.mark.parametrize("words", ["Қолжазба", "Қолжазба комитеті", "Агенттіктің ведомствосы – Қолжазба"])
def test_rejected_words_cover_what_stands_in_them(dataset: Dataset, words: str) -> None:
    rejected = (rejection(words, "manuscript", "chp_1__para_2"),)
    assert candidates(changed(dataset, rejected=rejected)) == [row for row in ALL if row != ALL[3]]


def test_words_rejected_without_a_provision_are_rejected_everywhere(dataset: Dataset) -> None:
    rejected = (rejection("Қолжазба", "manuscript"),)
    left = [row for row in ALL if row[1] != "Қолжазба"]
    assert candidates(changed(dataset, rejected=rejected)) == left


def test_a_rejection_concerns_its_term_only(dataset: Dataset) -> None:
    rejected = (rejection("Қолжазба", "library", "chp_1__para_2"),)
    assert candidates(changed(dataset, rejected=rejected)) == ALL


def test_words_within_a_link_to_another_term_are_decided(dataset: Dataset) -> None:
    links = (link("Қолжазба комитеті", "library", "chp_1__para_2"),)
    assert ALL[3] not in candidates(changed(dataset, term_links=links))


def test_a_form_that_is_a_link_is_undecided_elsewhere(dataset: Dataset) -> None:
    """Capital letters make no difference: «қолжазба» would count as well."""
    links = (link("Қолжазба", "manuscript", "chp_1__para_2"),)

    def undecided(**parts: Any) -> list[tuple[int, str]]:
        decisions = TermDecisions(Index(changed(dataset, term_links=links, **parts)))
        return [(position, provision.eid) for position, provision in decisions.undecided_forms()]

    assert undecided() == [(0, "chp_2__para_6__subpara_3"), (0, "chp_2__para_7__subpara_1")]
    here = rejection("Қолжазба", "manuscript", "chp_2__para_6__subpara_3")
    assert undecided(rejected=(here,)) == [(0, "chp_2__para_7__subpara_1")]
    assert undecided(rejected=(rejection("Қолжазба", "manuscript"),)) == []


def test_the_reason_names_the_form(dataset: Dataset) -> None:
    reasons = [candidate.reason for candidate in TermDecisions(Index(dataset)).candidates("kk", FORMS)]
    assert reasons[1:4] == [
        "«кітапханалары» is a form of «кітапхана» (plural possessive)",
        "«кітапханалар» is a form of «кітапхана» (plural)",
        "the words of the term",
    ]


def test_occurrences_are_whole_words() -> None:
    assert list(occurrences("кітап", "кітап, Кітап, кітапхана")) == [(0, 5)]
    assert list(occurrences("кітап", "кітап, Кітап, кітапхана", ignore_case=True)) == [(0, 5), (7, 12)]


def test_variants_are_split_and_lose_their_brackets() -> None:
    term = Term(
        id="capital",
        term={"ru": "столица; город республиканского значения"},
        forms={"ru": ("обращение (гражданина)",)},
        source={"ru": "own"},
    )
    variants = variants_of(term, "ru")
    assert variants[0] == ("город", "республиканского", "значения")
    assert sorted(variants[1:]) == [("обращение",), ("столица",)]
