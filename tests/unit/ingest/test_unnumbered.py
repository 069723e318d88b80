"""Unnumbered paragraphs: notes, indents, parts and closing paragraphs."""

from __future__ import annotations

import pytest

from generator.ingest.matches import Note, Unnumbered
from generator.ingest.unnumbered import continuation, note, unplaced_paragraph
from generator.model import Kind
from tests.unit.ingest.support import KK, cursor, inside

Unit = tuple[Kind, str | None, str]


def point(mark: str) -> Unit:
    return (Kind.POINT, "1.", f"Орган{mark}")


def subpoint(mark: str) -> Unit:
    return (Kind.SUBPOINT, "1)", f"ашады{mark}")


def indent(mark: str, text: str = "сөз") -> Unit:
    return (Kind.INDENT, None, f"{text}{mark}")


CLOSING: Unit = (Kind.CLOSING, None, "Қорытынды.")


@pytest.mark.parametrize(
    ("units", "following", "kind", "depth"),
    [
        ([point(":")], [], Kind.INDENT, 1),
        ([point(":"), indent(";")], [], Kind.INDENT, 1),
        ([point(":"), indent(",")], [], Kind.INDENT, 1),
        ([point(".")], [], Kind.PART, 1),
        ([point(":"), subpoint(";")], [], Kind.PART, 2),
        ([point(":"), subpoint(".")], [" 2) жабады."], Kind.PART, 2),
        ([point(":"), subpoint(".")], [" 2. Орган."], Kind.CLOSING, 1),
        ([subpoint(".")], [], Kind.PART, 1),
        ([point(":"), CLOSING], [], Kind.CLOSING, 1),
    ],
)
def test_the_kind_follows_from_the_mark_before(
    units: list[Unit], following: list[str], kind: Kind, depth: int
) -> None:
    match = continuation(cursor(" сөз", *following), inside(*units), KK)
    assert match == Unnumbered(kind=kind, text="сөз", depth=depth)


def test_dashes_continue_a_row_whatever_the_mark() -> None:
    match = continuation(cursor(" - сөз"), inside(point(":"), indent(".", "- сөз")), KK)
    assert match == Unnumbered(kind=Kind.INDENT, text="- сөз", depth=1)


@pytest.mark.parametrize(
    ("units", "kind", "warning"),
    [
        (
            [point(":"), indent(".")],
            Kind.PART,
            "follows an indent that ends in `.`; expected `;` between indents; kept as a part",
        ),
        (
            [point(":"), indent("")],
            Kind.INDENT,
            "follows an indent that ends in no mark; expected `;`; kept as an indent",
        ),
        (
            [point(":"), indent(":")],
            Kind.INDENT,
            "follows an indent that ends in `:`; expected `;`; kept as an indent",
        ),
        ([point("")], Kind.PART, "follows a text that ends in none of `.`, `;` and `:`; kept as a part"),
    ],
)
def test_an_uncertain_paragraph_has_a_warning(units: list[Unit], kind: Kind, warning: str) -> None:
    match = continuation(cursor(" сөз"), inside(*units), KK)
    assert match and (match.kind, match.depth, match.warnings) == (kind, 1, (warning,))


def test_only_indented_text_continues_an_open_unit() -> None:
    assert continuation(cursor("сөз"), inside(point(":")), KK) is None
    assert continuation(cursor(" сөз"), inside(), KK) is None


@pytest.mark.parametrize(
    ("following", "depth"),
    [
        ([], 1),
        ([" 2. Келесі."], 1),
        (["Тақырып"], 1),
        ([" 2) жабады;"], 2),
        ([" сөз;"], 3),
        ([" Ескерту. Тағы.", " 2) жабады;"], 2),
    ],
)
def test_the_text_after_a_note_tells_what_it_ends(following: list[str], depth: int) -> None:
    context = inside(point(":"), subpoint(":"), indent(";"))
    match = note(cursor(" Ескерту. Өзгерді.", *following), context, KK)
    assert match == Note(text="Ескерту. Өзгерді.", depth=depth)


def test_other_text_is_no_note() -> None:
    assert note(cursor(" Ескертулер беріледі."), inside(point(":")), KK) is None


@pytest.mark.parametrize(
    ("units", "text", "depth", "stays_open"),
    [([point(":"), subpoint(";")], "сөз", 1, True), ([], "сөз", 0, False), ([], "сөз:", 0, True)],
)
def test_any_paragraph_is_kept(units: list[Unit], text: str, depth: int, stays_open: bool) -> None:
    match = unplaced_paragraph(cursor(text), inside(*units), KK)
    assert (match.kind, match.depth, match.stays_open) == (Kind.PART, depth, stays_open)
    assert len(match.warnings) == 1
