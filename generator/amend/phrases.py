"""Reads the place that an instruction names: `подпункт 1) пункта 14`, `13-тармақтың төртінші абзацы`.

Every word of a phrase must be understood; a phrase with any other word is not a place.
"""

from __future__ import annotations

import re

from msgspec import Struct

from generator.amend.vocabulary import UnitKind, Vocabulary
from generator.ingest.vocabulary import NUMBER

RANGE = re.compile(r"\s+[–—-]\s+|(?<=[\d)])[–—](?=\d)")
LAST_RANGE = 1_000
"""The most units that a range may name."""


class Unit(Struct, frozen=True):
    """Units of one kind: `подпункты 5), 6) и 7)`, `раздел «…»`, `заголовок`."""

    kind: UnitKind
    numbers: tuple[str, ...] = ()
    """Their numbers as printed, without marks; a paragraph's is its ordinal in digits."""
    name: str = ""
    """The mask of a section's name in quotation marks."""


Phrase = tuple[Unit, ...]
"""Units, each inside the one before it."""


def read(text: str, vocabulary: Vocabulary) -> Phrase | None:
    """Return the units that a phrase names, the largest first, or None if it says anything else.

    None too if it names two units of a kind apart from a list of numbers, or a part and a subpoint: which of
    them is inside the other is not certain.
    """
    filler, unit_form = vocabulary.place_filler, vocabulary.place_unit
    units: list[Unit] = []
    at = 0
    text = text.strip(" ,:")
    while at < len(text):
        skipped = filler.match(text, at)
        if skipped and skipped.end() > at:
            at = skipped.end()
            continue
        match = unit_form.match(text, at)
        if not match:
            return None
        unit = _unit(match, vocabulary)
        if unit is None:
            return None
        units.append(unit)
        at = match.end()
    kinds = [unit.kind for unit in units]
    if not units or len(set(kinds)) < len(kinds) or {UnitKind.PART, UnitKind.SUBPOINT} <= set(kinds):
        return None
    units.sort(key=lambda unit: list(UnitKind).index(unit.kind))
    if any(len(unit.numbers) > 1 for unit in units[:-1]):
        return None
    return tuple(units)


def begins_with_target(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text begins with the number of what it amends (`19) тармақша`), not with its own."""
    pattern = rf"{NUMBER}\)\s*-?\s*(?:{vocabulary.units[UnitKind.SUBPOINT]})"
    return vocabulary.number_first and bool(re.match(pattern, text, re.IGNORECASE))


def divide(text: str, vocabulary: Vocabulary) -> tuple[Phrase, str] | None:
    """Divide words into a place and the words for the part of the act that has it, or return None.

    The place is the longest run of words that is one; it stands where a number stands, before the other words
    or after them.
    """
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        if vocabulary.number_first:
            rest, place = words[:-size], words[-size:]
        else:
            place, rest = words[:size], words[size:]
        phrase = read(" ".join(place), vocabulary)
        if phrase is not None:
            return phrase, " ".join(rest)
    return None


def _unit(match: re.Match[str], vocabulary: Vocabulary) -> Unit | None:
    groups = match.groupdict()
    if groups.get("named"):
        return Unit(UnitKind.SECTION, name=groups["name"])
    kind = next(kind for kind in UnitKind if groups.get(kind.value))
    if kind is UnitKind.HEADING:
        return Unit(kind)
    listed = groups.get(f"{kind}_numbers") or groups.get(f"{kind}_before") or ""
    numbers = read_numbers(listed, vocabulary)
    return Unit(kind, numbers) if numbers else None


def read_numbers(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the numbers of a list: `5), 6) и 7)`, `пятым – седьмым`; empty if one is not understood."""
    joins = "|".join(vocabulary.joins)
    numbers: list[str] = []
    for item in re.split(rf"\s*,\s*(?:(?:{joins})\s+)?|\s+(?:{joins})\s+", text):
        ends = [_number(end.strip(), vocabulary) for end in RANGE.split(item)]
        if not all(ends) or len(ends) > 2:
            return ()
        if len(ends) == 1:
            numbers.append(ends[0])
        else:
            first, last = ends
            if not (first.isdigit() and last.isdigit()) or not 0 < int(last) - int(first) < LAST_RANGE:
                return ()
            numbers.extend(str(number) for number in range(int(first), int(last) + 1))
    return tuple(numbers)


def _number(text: str, vocabulary: Vocabulary) -> str:
    """Return a number in digits, or ""."""
    if re.fullmatch(rf"{NUMBER}\)?", text):
        return text.rstrip(")")
    value = vocabulary.ordinal_value(text)
    return str(value) if value else ""
