"""Plural rules of Unicode CLDR, by the name that `languages.yml` uses."""

from __future__ import annotations

from collections.abc import Callable

PLURALS: dict[str, Callable[[int], str]] = {
    "one": lambda number: "other",
    "two": lambda number: "one" if number == 1 else "other",
    "slavic": lambda number: (
        "one"
        if number % 10 == 1 and number % 100 != 11
        else "few"
        if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14
        else "other"
    ),
}
"""Name of the rule -> function from a number to its plural form (Unicode CLDR, cardinal rules)."""
