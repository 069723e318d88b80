"""Raised and lowered digits as characters, so that `5` with a raised `1` is not read as `51`."""

from __future__ import annotations

RAISED = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")


def raise_digits(text: str) -> str:
    """Return a text with its digits raised; letters stay as they are."""
    return text.translate(RAISED)


def lower_digits(text: str) -> str:
    """Return a text with its digits lowered; letters stay as they are."""
    return text.translate(LOWERED)
