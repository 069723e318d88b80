"""What a text says of itself, and what it leaves to a maintainer."""

from __future__ import annotations

import pytest

from generator.act import eid
from generator.commands.received_text import vocabulary
from generator.ingest.metadata import Facts, read_facts
from generator.ingest.parser import parse
from generator.ingest.pdf_text import extract
from tests.unit.ingest.test_acts import source

BODY = "      "


def facts_of(text: str, code: str) -> Facts:
    words = vocabulary(code)
    return read_facts(eid.address(parse(extract(text), words).parts), words, "text")


def test_an_act_around_a_statute() -> None:
    facts = facts_of(*source("decree-with-an-annex-in-russian"))
    assert facts.statute == "Положение об Агентстве сельских библиотек"
    assert facts.statute_of == "Положения об Агентстве сельских библиотек"
    assert facts.title == "Постановление от 5 марта 2021 года № 7"
    assert facts.title_of == "Постановления от 5 марта 2021 года № 7"
    assert (facts.subtype, facts.number, facts.date) == ("resolution", "7", "2021-03-05")
    assert (facts.office, facts.named_in) == ("Агентство сельских библиотек", "chp_1__para_1")
    assert facts.notes == ()


def test_a_statute_that_stands_alone() -> None:
    facts = facts_of(*source("statute-alone"))
    assert (facts.subtype, facts.number, facts.date) == ("order", "15", "2020-05-12")
    assert facts.title_of == ""
    assert facts.office == "Шежіре комитеті"


@pytest.mark.parametrize(
    ("title", "genitive"),
    [
        ("Кітап үйі туралы ереже", "Кітап үйі туралы ереженің"),
        ("Кітап үйінің Ережесі", "Кітап үйінің Ережесінің"),
        ("Кітап үйінің ЖАРҒЫСЫ", "Кітап үйінің жарғысының"),
    ],
)
def test_the_form_that_a_citation_wants(title: str, genitive: str) -> None:
    assert facts_of(f"{title}\n\n{BODY}1. Кітап үйі ашық.\n", "kk").statute_of == genitive


def test_the_name_in_a_genitive_title_must_stand_in_a_point() -> None:
    text = f"Кітап үйінің ережесі\n\n{BODY}1. Ол ашық.\n{BODY}2. Кітап үйі ауылда.\n"
    facts = facts_of(text, "kk")
    assert (facts.office, facts.named_in) == ("Кітап үйі", "para_2")


def test_what_the_text_does_not_say_is_told() -> None:
    facts = facts_of(f"Біздің үй\n\n{BODY}1. Ашық.\n", "kk")
    assert (facts.number, facts.date, facts.office) == ("", "", "Біздің үй")
    assert [(note.file, note.key) for note in facts.notes] == [
        ("act.yml", "cited_as"),
        ("bodies.yml", "name"),
    ]


def test_a_day_that_no_calendar_has_is_none() -> None:
    text = f"2021 жылғы 31 ақпандағы № 5 бұйрықпен\nбекітілген\n\nКітап үйі туралы ереже\n\n{BODY}1. Үй.\n"
    assert facts_of(text, "kk").date == ""


@pytest.mark.parametrize("case", ["stamps-beside-the-approval", "stamps-beside-the-approval-in-russian"])
def test_the_date_and_number_of_an_agreement_are_not_those_of_the_act(case: str) -> None:
    facts = facts_of(*source(case))
    assert (facts.number, facts.date) == ("7", "2021-03-05")


def test_an_agreement_that_cannot_be_told_from_the_approval_gives_no_date() -> None:
    facts = facts_of(*source("stamp-and-approval-run-together"))
    assert (facts.number, facts.date) == ("", "")
