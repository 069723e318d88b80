"""Writes the number of a list item as word processors and browsers print it.

The names of the formats are those of WordprocessingML (ECMA-376 part 1, 17.18.59 `ST_NumberFormat`); the
types of HTML lists have the same forms.
"""

from __future__ import annotations

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""The letters of `russianLower`: those of the alphabet without ё, й, ъ and ь."""

ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40, "x": 10, "ix": 9,
    "v": 5, "iv": 4, "i": 1,
}  # fmt: skip

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
    for sign, value in ROMAN.items():
        count, number = divmod(number, value)
        digits += sign * count
    return digits
