"""Checks that white text is legible on the colour of the site."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.locations import problem_at
from generator.model import Site
from generator.problems import Problem

MIN_CONTRAST = 4.5
"""The least contrast ratio of text and background (WCAG 2.2, success criterion 1.4.3)."""


def problems(site: Site) -> Iterator[Problem]:
    """Yield a problem if `colour` is too light for white text."""
    if site.colour and (ratio := _contrast_with_white(site.colour)) < MIN_CONTRAST:
        message = (
            f"white text on `{site.colour}` has a contrast of {ratio:.1f}; expected {MIN_CONTRAST} or more"
        )
        yield problem_at(site, "colour", message)


def _contrast_with_white(colour: str) -> float:
    """Return the contrast ratio of a colour with white (WCAG 2.2, relative luminance)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
