"""Digest of a wording, by which a program recognises words of the act that it has seen elsewhere.

The rule is part of the contract of `act.json`: the text without its number, in Unicode normal form C, with
every run of white space (no-break spaces and line breaks included) as one space and none at the ends; of
that, in UTF-8, the SHA-256 in hexadecimal digits. No letter, mark or dash is changed.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping

from generator.language.characters import FORM

RULE = (
    "SHA-256 of the text in UTF-8, after Unicode normal form C and with every run of white space as one "
    "space, none at the ends; by language."
)
"""The rule in one sentence, for the published schemas."""


def normalize(text: str) -> str:
    """Return a text in the form that its digest is made of."""
    return " ".join(unicodedata.normalize(FORM, text).split())


def digest(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(normalize(text).encode("utf-8")).hexdigest()


def digests(text: Mapping[str, str]) -> dict[str, str]:
    """Return language code -> digest of the text in that language."""
    return {code: digest(words) for code, words in text.items()}
