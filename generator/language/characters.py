"""Characters that readers cannot see or tell apart: control, invisible and not composed ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, line separators that editors do not show, bidirectional control characters, and what is
not a character: surrogates, a byte order mark within text, and the two that XML 1.0 excludes."""

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164"
    "\u2800\ufe00-\ufe0f\uffa0\ufff0-\ufffb\U00016fe4\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
"""Characters that are not shown at all: soft hyphens, zero-width spaces and joiners, fillers, tags, variation
selectors (Unicode, `Default_Ignorable_Code_Point`), and two fillers that look like spaces. They may be words
of an act, so they are kept in its source and in the provisions, which are compared with the source letter by
letter."""

COVERING = re.compile(
    "[\u0334-\u0338\u0488\u0489\u1abe\u20d2\u20d3\u20d8-\u20da\u20dd-\u20e6\u20ea\u20eb\ua670-\ua672]"
)
"""Marks that strike out or surround the letter before them. An act may have them too."""

PRIVATE = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff]")
"""Characters for private use, which each font shows in its own way, and what is not a character."""

FORM: Final = "NFC"
"""The Unicode normal form (Unicode Standard Annex 15) that text is expected in: letters are composed."""


def flat(text: str) -> str:
    """Return a text with single spaces between its words, to compare it with text of another layout."""
    return " ".join(text.split())


def unclear(text: str, *, of_an_act: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for the first unclear character of each line of a text.

    The words of an act are kept as they are: with `of_an_act` only control characters are reported.
    """
    # Most texts have none; the whole is tried first.
    if not CONTROL.search(text) and (
        of_an_act
        or not (
            any(kind.search(text) for kind in (INVISIBLE, COVERING, PRIVATE))
            or unicodedata.normalize(FORM, text) != text
        )
    ):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        match = CONTROL.search(line) or (None if of_an_act else INVISIBLE.search(line))
        if match:
            name = f"U+{ord(match.group()):04X}"
            yield number, f"contains the invisible or control character {name}; remove it"
        elif not of_an_act and (match := COVERING.search(line)):
            yield number, f"contains U+{ord(match.group()):04X}, which covers the letter before it; remove it"
        elif not of_an_act and (match := PRIVATE.search(line)):
            yield (
                number,
                f"contains U+{ord(match.group()):04X}, which fonts show in different ways; remove it",
            )
        elif not of_an_act and (word := next(uncomposed(line), None)):
            yield number, describe_uncomposed(word)


def uncomposed(text: str) -> Iterator[str]:
    """Yield the words of a text that are not in normal form C, between spaces and tabs."""
    if not unicodedata.is_normalized(FORM, text):
        yield from (word for word in text.split() if not unicodedata.is_normalized(FORM, word))


def describe_uncomposed(word: str) -> str:
    """Return what is wrong with a word that is not in normal form C, and what was expected."""
    composed = unicodedata.normalize(FORM, word)
    start = _common(word, composed)
    end = _common(word[start:][::-1], composed[start:][::-1])
    raw, expected = (
        " ".join(f"U+{ord(letter):04X}" for letter in form[start : len(form) - end][:4])
        for form in (word, composed)
    )
    return f"«{word[:40]}» contains {raw}, which is not in Unicode normal form C; expected {expected}"


def _common(left: str, right: str) -> int:
    """Return the number of characters that two texts have in common at their beginning."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(left), len(right)))
