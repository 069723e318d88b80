"""Recognises rows numbered `1.`, `2.` inside a point, as the points themselves are.

Such a row begins with `1.` after a `:`, although the chapter has points already. The numbers of the points go
on after it: `2. …:`, `1. …;`, `2. …;`, `3. ….`, `3. …`. A number that fits both is told by the mark before it
and by the numbers after it; where neither tells, that is a doubt.
"""

from __future__ import annotations

from collections.abc import Sequence

from generator.ingest.cursor import Cursor
from generator.ingest.matches import Context, Point, Subpoint
from generator.ingest.numbering import NUMBERED, closing_mark, follows, is_point_number
from generator.ingest.parse_tree import Draft
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind

UNSURE_ROW = (
    "begins a row inside a point that is numbered as the points are, and nothing tells where the row ends; "
    "kept as subpoints: number them `1)`"
)
UNSURE_POINT = (
    "may be the next point, or go on with the row numbered `1.` before it; kept as a point: "
    "number the row `1)`"
)

CONTINUED = (";", ",", ":")
"""The marks after which a row goes on."""


def dotted_subpoint(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Subpoint | Point | None:
    """Recognise `1.` in a row inside a point; None for a number that is clearly that of a point."""
    number = NUMBERED.fullmatch(cursor.paragraph.text)
    if not number or not is_point_number(number) or not context.has_points or context.inner_list:
        return None
    num, text, units, point = number["num"], number["text"], context.open_units, context.point
    if point is None or not units:
        return None
    depth = row_depth(units)
    if depth is not None and follows(num, units[depth].num):
        in_row = not follows(num, point.num) or _is_in_row(cursor, context, depth, vocabulary)
        if in_row is None:
            return Point(num=num, text=text, warnings=(UNSURE_POINT,))
        return Subpoint(num=num, text=text, depth=depth) if in_row else None
    if context.last_mark != ":" or not follows(num, None):
        return None
    sure = _has_marks_of_row(cursor) or _points_go_on(cursor, point.num, vocabulary)
    return Subpoint(num=num, text=text, depth=len(units), warnings=() if sure else (UNSURE_ROW,))


def row_depth(units: Sequence[Draft]) -> int | None:
    """Return the depth of the innermost open row that is numbered `1.`, or None."""
    return next((depth for depth in reversed(range(len(units))) if _is_dotted(units[depth])), None)


def _is_dotted(unit: Draft) -> bool:
    return unit.kind is Kind.SUBPOINT and (unit.num or "").endswith(".")


def _is_in_row(cursor: Cursor, context: Context, depth: int, vocabulary: Vocabulary) -> bool | None:
    """Tell whether a number that fits a row and the points goes on with the row; None if nothing tells."""
    assert context.point
    if context.last_mark in CONTINUED:
        return True
    here, next_chapter = _numbers(cursor, vocabulary)
    in_sequence = _in_sequence(here)
    if len(in_sequence) < len(here) and here[len(in_sequence)] == here[0]:
        # The same number comes again, as that of the point after the row.
        return True
    if next_chapter and follows(next_chapter, context.point.num):
        return True
    row = [unit for unit in context.open_units[depth - 1].below if _is_dotted(unit)]
    ended = any(closing_mark(unit.text) == ";" for unit in row)
    goes_on = next_chapter is not None and follows(next_chapter, in_sequence[-1])
    return False if ended or goes_on else None


def _has_marks_of_row(cursor: Cursor) -> bool:
    """Tell whether the texts from the cursor on end as a row does: in `;`, the last in a full stop."""
    marks: list[str] = []
    for paragraph in cursor.remaining():
        number = NUMBERED.match(paragraph.text)
        if number is None:
            break
        if not is_point_number(number):
            # A row of its own below the text before.
            continue
        marks.append(closing_mark(paragraph.text))
        if marks[-1] == ".":
            return len(marks) > 1 and set(marks[:-1]) <= {";", ":"}
    return False


def _points_go_on(cursor: Cursor, point: str | None, vocabulary: Vocabulary) -> bool:
    """Tell whether the number after that of a point comes after the row that begins at the cursor."""
    here, next_chapter = _numbers(cursor, vocabulary)
    after_row = here[len(_in_sequence(here)) :]
    return any(follows(num, point) for num in after_row[:1]) or (
        not after_row and next_chapter is not None and follows(next_chapter, point)
    )


def _in_sequence(numbers: Sequence[str]) -> Sequence[str]:
    """Return the numbers at the beginning that follow each other."""
    size = 1
    while size < len(numbers) and follows(numbers[size], numbers[size - 1]):
        size += 1
    return numbers[:size]


def _numbers(cursor: Cursor, vocabulary: Vocabulary) -> tuple[list[str], str | None]:
    """Return the numbers `1.` from the cursor to the next heading of a chapter, and the first after it."""
    here: list[str] = []
    in_next = False
    for paragraph in cursor.remaining():
        number = NUMBERED.match(paragraph.text)
        if vocabulary.heading_number.match(paragraph.text):
            in_next = True
        elif number and is_point_number(number):
            if in_next:
                return here, number["num"]
            here.append(number["num"])
    return here, None
