"""Writes the number of a list item as word processors and browsers print it.

The names of the formats are those of WordprocessingML (ECMA-376 part 1, 17.18.59 `ST_NumberFormat`); the
types of HTML lists have the same forms.
"""

from __future__ import annotations

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""The letters of `russianLower`: those of the alphabet without ё, й, ъ and ь."""

ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip

MAX_LETTERED = 780
"""The highest number written in letters or roman numerals; no list has more, and each repeats letters."""


def format_number(number: int, form: str) -> str | None:
    """Return a number in a format; None if the format is unknown or has no sign for the number."""
    if form == "decimal":
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form == "none":
        return ""
    if not 1 <= number <= MAX_LETTERED:
        return None
    match form.removesuffix("Letter").removesuffix("Roman"):
        case "lower" | "upper" if form.endswith("Letter"):
            letters = _letters(number, LATIN)
        case "lower" | "upper" if form.endswith("Roman"):
            letters = _roman(number)
        case "russianLower" | "russianUpper":
            letters = _letters(number, RUSSIAN)
        case _:
            return None
    return letters.upper() if "pper" in form else letters


def _letters(number: int, alphabet: str) -> str:
    """Return a letter; after the last one, letters are repeated: `aa`, `bb`, as both formats print them."""
    repeats, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (repeats + 1)


def _roman(number: int) -> str:
    digits = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        digits += sign * count
    return digits
