"""The tree grows match by match, and the context describes where it grows."""

from __future__ import annotations

import pytest

from generator.ingest.matches import (
    Annex,
    Chapter,
    FrontMatter,
    Item,
    ListHeading,
    Match,
    Note,
    Point,
    QuotedList,
    Signature,
    Subpoint,
    Unnumbered,
)
from generator.ingest.parse_tree import Draft
from generator.ingest.tree_builder import TreeBuilder
from generator.model import Kind

TITLE = FrontMatter(kind=Kind.TITLE, text="Атауы")
POINT = Point(num="1.", text="Орган:")
SUBPOINT = Subpoint(num="1)", text="ашады:", depth=1)


def build(*matches: Match) -> TreeBuilder:
    builder = TreeBuilder()
    for line, match in enumerate(matches, start=1):
        builder.add(match, line)
    return builder


def outline(drafts: list[Draft]) -> list[object]:
    return [(draft.kind.value, outline(draft.below)) if draft.below else draft.kind.value for draft in drafts]


def test_units_go_below_the_open_ones() -> None:
    builder = build(
        POINT,
        SUBPOINT,
        Unnumbered(kind=Kind.INDENT, text="сөз.", depth=2),
        Subpoint(num="2)", text="жабады.", depth=1),
        Unnumbered(kind=Kind.CLOSING, text="Соңы.", depth=1),
    )
    assert outline(builder.parts["decree"]) == [("point", [("subpoint", ["indent"]), "subpoint", "closing"])]
    assert [draft.kind for draft in builder.context.open_units] == [Kind.POINT, Kind.CLOSING]
    assert builder.context.last_mark == "."


def test_every_draft_has_the_line_of_its_match() -> None:
    builder = build(POINT, SUBPOINT)
    (point,) = builder.parts["decree"]
    assert (point.line, point.below[0].line) == (1, 2)


def test_a_note_keeps_the_mark_before_it() -> None:
    builder = build(POINT, Note(text="Ескерту.", depth=1))
    assert builder.context.last_mark == ":"
    assert [draft.kind for draft in builder.context.open_units] == [Kind.POINT]


def test_a_context_does_not_change() -> None:
    builder = build(TITLE)
    before = builder.context
    builder.add(POINT, 2)
    assert before.point is None
    assert before.open_units == ()


def test_front_matter_is_expected_once() -> None:
    assert build(TITLE).context.expected_front == (Kind.APPROVAL, Kind.DESIGNATION, Kind.FORMULA)
    assert build(FrontMatter(kind=Kind.FORMULA, text="Етемін:")).context.expected_front == ()


ANNEX = Annex(reference="Қаулыға қосымша", mark="қосымша", approval="")
CHAPTER = Chapter(num="1-тарау.", text="Жалпы")


def test_an_annex_starts_again() -> None:
    builder = build(POINT, SUBPOINT, ANNEX)
    context = builder.context
    assert (context.point, context.subpoint, context.open_units) == (None, None, ())
    assert context.expected_front == (Kind.APPROVAL, Kind.TITLE)
    assert not context.is_empty


def test_parts_have_names_of_their_own() -> None:
    builder = build(ANNEX, CHAPTER, CHAPTER, CHAPTER, ANNEX, CHAPTER)
    assert list(builder.parts) == [
        "decree",
        "annex-1",
        "chapter-1",
        "annex-1-chapter-1",
        "annex-1-chapter-1-2",
        "annex-2",
        "annex-2-chapter-1",
    ]


def test_the_approval_of_an_annex_stands_in_its_header() -> None:
    annex = Annex(reference="Қаулыға 3-қосымша", mark="3-қосымша", approval="бекітілген")
    builder = build(annex, TITLE, POINT)
    assert outline(builder.parts["annex-3"]) == [("annex", ["approval", "title"]), "point"]
    assert builder.parts["annex-3"][0].ordinal == "3-қосымша"


def test_lists_have_a_part_with_their_subheadings_and_items() -> None:
    builder = build(
        POINT,
        ListHeading(heading="Тізбе", subheadings=("Бас орган",)),
        Item(num="1)", text="а."),
        ListHeading(heading=None, subheadings=("Комитет",)),
        Item(num="1)", text="ә."),
        ListHeading(heading="Тағы тізбе", subheadings=()),
        Item(num="1)", text="б."),
    )
    assert outline(builder.parts["lists"]) == [
        ("list", [("list", ["item"]), ("list", ["item"])]),
        ("list", ["item"]),
    ]


def test_a_quoted_list_leaves_its_introduction_open() -> None:
    builder = build(POINT, QuotedList(heading='"Құрылымы', items=("Басшылық", 'Аппарат";')))
    assert outline(builder.parts["decree"]) == [("point", [("list", ["item", "item"])])]
    assert [draft.kind for draft in builder.context.open_units] == [Kind.POINT]
    assert builder.context.last_mark == ";"


def test_a_signature_ends_the_points() -> None:
    builder = build(POINT, Signature(office="Төраға", name="А. Ойлап"))
    assert outline(builder.parts["decree"]) == ["point", ("signature", ["name"])]
    assert builder.context.open_units == ()


def test_a_match_of_an_unknown_type_is_an_error() -> None:
    with pytest.raises(TypeError, match="unexpected match"):
        build(Match())
