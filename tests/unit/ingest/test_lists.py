"""Lists: headings and subheadings before `1)`, and lists in quotation marks."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.ingest.lists import list_heading, opens_quotation, quoted_list, unclosed_quotation
from generator.ingest.matches import Context, ListHeading, QuotedList
from generator.ingest.parse_tree import Draft
from generator.model import Kind
from tests.unit.ingest.support import KK, cursor, inside

NO_LIST = inside()
INTRODUCED = inside((Kind.POINT, "1.", "Мынадай редакцияда:"))


def in_list(*below: Draft) -> Context:
    outer = Draft(Kind.LIST, "Органдар тізбесі", below=list(below))
    return replace(inside(), outer_list=outer, inner_list=outer)


@pytest.mark.parametrize(
    ("context", "texts", "heading", "subheadings"),
    [
        (NO_LIST, ["Органдар тізбесі"], "Органдар тізбесі", ()),
        (NO_LIST, ["Органдар тізбесі", "Бас орган"], "Органдар тізбесі", ("Бас орган",)),
        (in_list(), ["Комитет"], None, ("Комитет",)),
    ],
)
def test_a_heading(
    context: Context, texts: list[str], heading: str | None, subheadings: tuple[str, ...]
) -> None:
    match = list_heading(cursor(*texts, " 1) а;"), context, KK)
    assert match == ListHeading(size=len(texts), heading=heading, subheadings=subheadings)


@pytest.mark.parametrize(
    ("context", "texts"),
    [
        (NO_LIST, ["Комитет", " 1) а;"]),
        (NO_LIST, ["Органдар тізбесі", " 2) а;"]),
        (NO_LIST, ["Органдар тізбесі."]),
        (NO_LIST, ["Органдар тізбесі"]),
        (in_list(), [" 1) а;"]),
    ],
)
def test_no_heading(context: Context, texts: list[str]) -> None:
    assert list_heading(cursor(*texts), context, KK) is None


@pytest.mark.parametrize(
    ("context", "texts"),
    [
        (NO_LIST, ["Органдар тізбесі", "Бас орган", "Бөлім"]),
        (in_list(Draft(Kind.ITEM, "а;", "1)")), ["Комитет"]),
    ],
)
def test_uncertain_subheadings_have_a_warning(context: Context, texts: list[str]) -> None:
    match = list_heading(cursor(*texts, " 1) а;"), context, KK)
    assert match and match.warnings == (
        "stands before `1)` in a list; expected at most one subheading; kept as subheadings",
    )


def test_a_quoted_list() -> None:
    position = cursor(' "ҚҰРЫЛЫМЫ', " Басшылық", ' Аппарат";', " тізім.")
    assert quoted_list(position, INTRODUCED, KK) == QuotedList(
        size=3, heading='"ҚҰРЫЛЫМЫ', items=("Басшылық", 'Аппарат";')
    )


@pytest.mark.parametrize(
    ("texts", "warning"),
    [
        ([' "ҚҰРЫЛЫМЫ', " Басшылық"], "opens a quotation that never closes; kept as an indent"),
        (
            [' "ҚҰРЫЛЫМЫ', " 2. Орган", ' Аппарат";'],
            "opens a quotation that does not close before the next unit; kept as an indent",
        ),
    ],
)
def test_a_quotation_that_does_not_close_has_a_warning(texts: list[str], warning: str) -> None:
    assert quoted_list(cursor(*texts), INTRODUCED, KK) is None
    assert unclosed_quotation(cursor(*texts), INTRODUCED) == (warning,)


def test_only_an_introduction_quotes_a_list() -> None:
    position = cursor(' "ҚҰРЫЛЫМЫ', ' Аппарат";')
    context = inside((Kind.POINT, "1.", "Мынадай редакцияда."))
    assert quoted_list(position, context, KK) is None
    assert unclosed_quotation(position, context) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"Тізім', True), ('"Тізім"', False), ("«Тізім «а»", True), ("«Тізім»", False), ("Тізім «а", False)],
)
def test_an_open_quotation(text: str, expected: bool) -> None:
    assert opens_quotation(text) is expected
