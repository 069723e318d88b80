"""Term links: only reviewed words link to the glossary, and a term's page lists only those."""

from __future__ import annotations

from typing import Any

import pytest

from generator.act.annotations import Mark, marks, place
from generator.act.index import Index
from generator.act.targets import Target
from generator.act.term_decisions import TermDecisions
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.checks.rules import check
from generator.dataset.inflection_tables import inflections
from generator.dataset.loader import load
from generator.model import Dataset, Language, Provision, Reference, Term, TermLink
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.render.page_kinds import page_context
from generator.render.renderer import view_of
from tests.conftest import rendered
from tests.support.datasets import changed

TEXT = "кітап қорын сақтау, кітаптарды беру, кітап қорын толықтыру"


def link(words: str, term: str, provision: str = "p", language: str = "kk") -> TermLink:
    return TermLink(provision=provision, language=language, words=words, term=term)


@pytest.fixture
def tiny_dataset(tiny_prepared: PreparedSite) -> Dataset:
    return tiny_prepared.dataset


@pytest.fixture
def provision(tiny_dataset: Dataset) -> Provision:
    return tiny_dataset.provisions[0].model_copy(update={"eid": "p", "text": {"kk": TEXT}})


def spans(provision: Provision, *links: TermLink, references: tuple[Reference, ...] = ()) -> list[Mark]:
    return marks(provision, "kk", references, links)


def test_a_word_that_is_not_declared_is_no_link(provision: Provision) -> None:
    assert spans(provision) == []


def test_the_declared_word_is_the_link_and_no_other_form_of_it(provision: Provision) -> None:
    assert spans(provision, link("кітаптарды", "book")) == [Mark(20, 30, Target.term("book"), "book")]


def test_only_the_language_of_the_entry_has_the_link(provision: Provision) -> None:
    assert spans(provision, link("кітаптарды", "book", language="ru")) == []


def test_a_term_is_a_link_once_in_a_provision(provision: Provision) -> None:
    twice = (link("кітаптарды", "book"), link("кітап қорын", "book"))
    assert spans(provision, *twice) == [Mark(0, 11, Target.term("book"), "book")]


def test_the_longer_term_wins(provision: Provision) -> None:
    both = (link("кітап", "book"), link("кітап қорын", "stock"))
    assert spans(provision, *both) == [Mark(0, 11, Target.term("stock"), "stock")]


def test_a_reference_comes_before_a_term(provision: Provision) -> None:
    reference = Reference(provision="p", words={"kk": "сақтау, кітаптарды"}, target="chp_1")
    marks = spans(provision, link("кітаптарды", "book"), references=(reference,))
    assert [mark.target for mark in marks] == [Target.provision("chp_1")]


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("кітап", (0, 5)),
        ("қор", None),
        ("кітаптар", None),
        ("тарды", None),
        ("Кітап", None),
        ("толықтыру", (49, 58)),
    ],
)
def test_words_stand_as_whole_words_letter_by_letter(words: str, span: tuple[int, int] | None) -> None:
    assert place(words, TEXT) == span


def test_a_part_of_a_hyphenated_word_is_no_whole_word() -> None:
    assert place("тексеру", "тергеп-тексеру, тексеру-бақылау, тексеру") == (33, 40)
    assert place("тексеру", "тергеп-тексеру") is None


def test_data_without_the_file_have_no_term_links(tiny: Project) -> None:
    (tiny.data / "term-links.yml").unlink()
    dataset = load(tiny.data)
    assert check(dataset) == []
    localization = Localization(Index(dataset), dataset.languages[0])
    assert dataset.glossary.terms
    assert not any(mark.term for provision in dataset.provisions for mark in localization.marks(provision))


def context(prepared: PreparedSite, code: str, page: Page) -> Any:
    localization = next(candidate for candidate in prepared.localizations if candidate.code == code)
    return view_of(page_context(page, prepared.plan, localization, prepared.proof))


def test_every_link_of_the_real_data_is_on_the_site(real: PreparedSite) -> None:
    """The words of the entries are the words of the links, once for each term and provision."""
    for localization in real.localizations:
        declared = [
            (term_link.provision, term_link.term, term_link.words)
            for term_link in real.dataset.glossary.term_links
            if term_link.language == localization.code
        ]
        linked = [
            (provision.eid, mark.term, provision.text[localization.code][mark.start : mark.end])
            for provision in real.dataset.provisions
            for mark in localization.marks(provision)
            if mark.term
        ]
        assert sorted(linked) == sorted(declared)
        assert len({row[:2] for row in linked}) == len(linked)


def test_every_link_of_the_real_data_leads_to_an_explanation(real: PreparedSite) -> None:
    terms = {term.id: term for term in real.dataset.glossary.terms}
    assert all(terms[link.term].explained for link in real.dataset.glossary.term_links)


def test_no_place_of_the_real_act_is_undecided(real: PreparedSite) -> None:
    """`terms propose` has nothing left to propose, and there are links in both languages."""
    decisions, forms = TermDecisions(Index(real.dataset)), inflections()
    for language in real.dataset.languages:
        assert list(decisions.candidates(language.code, forms)) == []
    assert {link.language for link in real.dataset.glossary.term_links} == {"kk", "ru"}


@pytest.mark.parametrize(
    ("provision", "language", "words", "term"),
    [
        ("chp_3__para_19__subpara_36", "kk", "үндеу", "address"),
        ("chp_3__para_19__subpara_36", "ru", "обращением", "address"),
        ("chp_2__para_15__subpara_46", "kk", "өтініштерінің", "appeal"),
        ("chp_2__para_15__subpara_46", "ru", "обращений", "appeal"),
        ("chp_2__para_13", "kk", "Міндеттері", "tasks"),
        ("chp_2__para_15__subpara_9", "ru", "проверок", "inspection"),
        ("chp_3__para_19__subpara_38", "kk", "тексеру", "inspection"),
        ("chp_2__para_14__subpara_2", "kk", "міндеттері", "duties"),
        (
            "chp_3__para_19__subpara_45",
            "ru",
            "специального учета военнообязанных и призывников",
            "military-registration",
        ),
    ],
)
def test_homographs_are_decided_by_place(
    real: PreparedSite, provision: str, language: str, words: str, term: str
) -> None:
    links = [link for link in real.dataset.glossary.term_links if link.provision == provision]
    assert [link.term for link in links if (link.language, link.words) == (language, words)] == [term]


def test_an_inspection_by_another_body_is_not_the_prosecutors(real: PreparedSite) -> None:
    places = {link.provision for link in real.dataset.glossary.term_links if link.term == "inspection"}
    others = {"chp_2__para_14__subpara_1__al_4", "chp_2__para_15__subpara_41", "chp_2__para_15__subpara_42"}
    assert places.isdisjoint(others)
    assert len(places) == 5


def test_a_law_in_general_is_not_the_law(real: PreparedSite) -> None:
    assert [link for link in real.dataset.glossary.term_links if link.term == "law"] == []


def test_a_page_of_a_term_lists_the_places_that_lead_to_it(tiny_prepared: PreparedSite) -> None:
    places = context(tiny_prepared, "kk", Page("terms/library.html", "term", "library")).places
    assert [(str(row.before), str(row.words), str(row.after)) for row in places] == [
        ("Агенттік ауылдардағы ", "кітапханалар", " жүйесін басқарады.")
    ]


def test_a_page_of_a_term_says_nothing_of_places_that_nobody_has_read(tiny_prepared: PreparedSite) -> None:
    """«Қолжазба» stands in the name of a committee; the page does not judge whether it is the term."""
    assert any("Қолжазба" in provision.text["kk"] for provision in tiny_prepared.dataset.provisions)
    pages = rendered(tiny_prepared)
    assert "#places" in pages["terms/library.md"]
    assert "#places" not in pages["terms/manuscript.md"]
    assert "chapters/" not in pages["terms/manuscript.md"].partition("# қолжазба")[2].partition("<nav")[0]


def test_the_pages_of_the_real_terms_count_nothing(real: PreparedSite) -> None:
    """No page of a term bears a number of places; those without read places have no list."""
    read = {term_link.term for term_link in real.dataset.glossary.term_links}
    for code in ("kk", "ru"):
        for term in filter(lambda term: term.explained, real.dataset.glossary.terms):
            term_context = context(real, code, Page(f"terms/{term.id}.html", "term", term.id))
            assert bool(term_context.places) == (term.id in read)
    for language in real.dataset.languages:
        words = real.dataset.strings[language.code]
        assert "{number}" not in words["term.places.words"]
        assert "term.places.none" not in words


def test_words_of_a_language_that_nobody_translated_are_no_link(tiny_dataset: Dataset) -> None:
    """A draft shows the original's words where it has none; the links of the draft do not apply to them."""
    draft = Language(code="ru", name="ru", locale="rus", alphabet="а", citation="outer-first", draft=True)
    links = (link("кітапханалар", "library", "chp_1__para_1__p_2", "ru"),)
    more = changed(tiny_dataset, languages=(*tiny_dataset.languages, draft), term_links=links)
    assert [problem.message for problem in check(more)] == [
        "`words`: «кітапханалар» is not in the ru text of `chp_1__para_1__p_2` as whole words"
    ]


def test_a_new_term_of_the_glossary_makes_no_links(tiny_dataset: Dataset) -> None:
    """The marks depend on the declared links alone, not on the terms of the glossary."""
    terms = (Term(id="agency", term={"kk": "агенттік"}, source={"kk": "own"}),)
    more = changed(tiny_dataset, terms=(*tiny_dataset.glossary.terms, *terms))
    language = tiny_dataset.languages[0]
    before, after = (Localization(Index(dataset), language) for dataset in (tiny_dataset, more))
    for provision in tiny_dataset.provisions:
        assert before.marks(provision) == after.marks(provision)
