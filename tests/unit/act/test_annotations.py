"""References and term links in the act's words: none changes a word."""

from __future__ import annotations

import csv
import random
import re
from itertools import pairwise

import markdown
import pytest
from lxml import html

from generator.act.annotations import place
from generator.act.index import Index
from generator.builder.preparation import PreparedSite
from generator.checks.rules import check
from generator.escape import Span, linked_words
from generator.model import Dataset, Reference
from generator.plan.localization import Localization
from tests.support.paths import GOLDEN


def _rows(name: str) -> list[list[str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


def with_references(prepared: PreparedSite, *references: Reference) -> Dataset:
    citations = prepared.dataset.citations.model_copy(update={"references": references})
    return prepared.dataset.model_copy(update={"citations": citations})


def _localizations(prepared: PreparedSite) -> dict[str, Localization]:
    return {localization.code: localization for localization in prepared.localizations}


def test_every_reference_of_the_text_in_a_readable_list(real: PreparedSite) -> None:
    rows = [
        [provision.eid, code, str(mark.target), provision.text[code][mark.start : mark.end]]
        for provision in real.dataset.provisions
        for code, localization in _localizations(real).items()
        for mark in localization.marks(provision)
        if not mark.term
    ]
    assert rows == _rows("references.tsv")


def test_every_reference_leads_somewhere(real: PreparedSite) -> None:
    for provision in real.dataset.provisions:
        for localization in real.localizations:
            for mark in localization.marks(provision):
                assert mark.target in real.plan.homes


def test_marks_change_no_word_and_never_overlap(real: PreparedSite) -> None:
    for provision in real.dataset.provisions:
        for localization in real.localizations:
            marks = localization.marks(provision)
            assert all(mark.end <= following.start for mark, following in pairwise(marks))
            text = provision.text[localization.code]
            linked = linked_words(text, [Span(mark.start, mark.end, "#", "ref") for mark in marks])
            tree = html.fromstring(markdown.markdown(linked))
            assert "".join(map(str, tree.itertext())) == text
            assert len(tree.findall(".//a")) == len(marks)


def test_an_undeclared_reference_is_a_problem(real: PreparedSite) -> None:
    fewer = tuple(
        reference
        for reference in real.dataset.citations.references
        if reference.provision != "chp_3__para_19__subpara_38"
    )
    messages = [problem.message for problem in check(with_references(real, *fewer))]
    assert messages == [
        "`chp_3__para_19__subpara_38`: «Законом» looks like a citation; declare it in references.yml",
        "`chp_3__para_19__subpara_38`: «Заңға» looks like a citation; declare it in references.yml",
    ]


def test_a_reference_whose_words_the_provision_lacks_is_a_problem(real: PreparedSite) -> None:
    wrong = Reference(provision="chp_1__para_3", words={"kk": "Азаматтық кодекске"}, act="constitution")
    changed = with_references(real, *real.dataset.citations.references, wrong)
    assert any("«Азаматтық кодекске» is not in" in problem.message for problem in check(changed))


@pytest.mark.parametrize("row", _rows("citations.tsv"), ids=lambda row: f"{row[0]}-{row[1]}")
def test_citations_in_both_languages(row: list[str], real: PreparedSite) -> None:
    eid, code, citation = row
    localization = _localizations(real)[code]
    assert localization.citation(localization.index.provisions[eid]) == citation


def test_back_links_are_complete(real: PreparedSite) -> None:
    """A provision that a relation, an assignment or a name rests on knows the body."""
    index: Index = real.localizations[0].index
    for relation in real.dataset.relations:
        assert relation.subject in index.actors_of[relation.provision]
    for assignment in index.shown_assignments:
        assert assignment.body in index.actors_of[assignment.provision]
    for reference in real.dataset.citations.references:
        assert reference in index.references_of[reference.act or reference.target or ""]


@pytest.mark.parametrize("seed", range(4))
def test_words_are_found_as_whole_words(seed: int) -> None:
    chance = random.Random(seed)
    found = 0
    for _ in range(3000):
        text = "".join(chance.choices("аб -.әA\n", k=chance.randint(0, 12)))
        words = "".join(chance.choices("аб -.", k=chance.randint(1, 3)))
        match = re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text)
        assert place(words, text) == (match.span() if match else None), (words, text)
        found += match is not None
    assert found > 100
