"""Numbers of list items in the formats of ECMA-376."""

from __future__ import annotations

import pytest

from generator.readers.numerals import format_number


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (12, "decimal", "12"),
        (7, "decimalZero", "07"),
        (3, "lowerLetter", "c"),
        (28, "upperLetter", "BB"),
        (4, "upperRoman", "IV"),
        (494, "lowerRoman", "cdxciv"),
        (10, "russianLower", "к"),
        (29, "russianUpper", "Я"),
        (1, "none", ""),
        (0, "lowerLetter", None),
        (1, "chicago", None),
        (5, "cardinalText", None),
    ],
)
def test_formats(number: int, form: str, expected: str | None) -> None:
    assert format_number(number, form) == expected
