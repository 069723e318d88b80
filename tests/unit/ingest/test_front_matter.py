"""The beginning of an act or annex: header, title, designation and enacting formula."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.ingest.front_matter import annex_header, front_matter
from generator.ingest.matches import Annex, Approval, Context, FrontMatter
from generator.model import Kind
from tests.unit.ingest.support import KK, cursor, inside

BEGINNING = Context(expected_front=(Kind.APPROVAL, Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA))
AFTER_TITLE = replace(BEGINNING, is_empty=False, expected_front=(Kind.DESIGNATION, Kind.FORMULA))


def test_the_header_of_an_annex() -> None:
    assert annex_header(cursor("Қаулыға", "2-қосымша", "Ереже"), inside(), KK) == Annex(
        size=2, reference="Қаулыға 2-қосымша", mark="2-қосымша", approval=""
    )
    assert annex_header(cursor(" Қаулыға 2-қосымша"), inside(), KK) is None


def test_an_approval_begins_a_statute_only() -> None:
    position = cursor("Бұйрықпен бекітілген", "Ереже")
    assert annex_header(position, BEGINNING, KK) == Approval(size=1, text="Бұйрықпен бекітілген")
    assert annex_header(position, replace(BEGINNING, is_empty=False), KK) is None
    assert annex_header(position, AFTER_TITLE, KK) is None


@pytest.mark.parametrize(
    ("context", "text", "kind"),
    [
        (BEGINNING, "Кітап үйі туралы", Kind.TITLE),
        (AFTER_TITLE, "2021 жылғы 5 наурыз № 7", Kind.DESIGNATION),
        (AFTER_TITLE, " ҚАУЛЫ ЕТЕМІН:", Kind.FORMULA),
    ],
)
def test_front_matter_in_its_order(context: Context, text: str, kind: Kind) -> None:
    assert front_matter(cursor(text), context, KK) == FrontMatter(kind=kind, text=text.strip())


def test_a_designation_may_come_first() -> None:
    position = cursor("2021 жылғы 5 наурыз № 7", "Кітап үйі туралы")
    match = front_matter(position, BEGINNING, KK)
    assert match and match.kind is Kind.DESIGNATION


def test_a_designation_without_date_is_uncertain_unless_the_formula_follows() -> None:
    assert front_matter(cursor("Белгісі", " ЕТЕМІН:"), AFTER_TITLE, KK) == FrontMatter(
        kind=Kind.DESIGNATION, text="Белгісі"
    )
    match = front_matter(cursor("Белгісі", " 1. Орган."), AFTER_TITLE, KK)
    assert match and len(match.warnings) == 1


def test_nothing_is_front_matter_inside_the_body() -> None:
    context = replace(inside((Kind.POINT, "1.", "Орган.")), expected_front=(Kind.TITLE,))
    assert front_matter(cursor("Кітап үйі туралы"), context, KK) is None
    assert front_matter(cursor(" Орган:"), replace(BEGINNING, expected_front=(Kind.TITLE,)), KK) is None
