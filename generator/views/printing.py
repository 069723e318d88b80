"""The whole act laid out for paper, in one language or with the languages side by side."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.escape import act_words
from generator.model import Kind, Provision
from generator.plan.localization import Localization
from generator.views.context import PageContext

STEPS = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
"""The kinds below which a line stands further in."""

PLAIN = " .,:;()/–-№"
"""The signs that stand in a CSS string as they are, beside letters and digits."""


def sheets(context: PageContext) -> dict[str, Any]:
    """Every line of the act with its place on the sheet, and the words at the edges of each page."""
    index = context.index
    localizations = context.localization.published if context.page.parallel else (context.localization,)
    localizations = tuple(sorted(localizations, key=lambda localization: not localization.is_original))
    return {
        "languages": [(one.code, one.language.name, one.standing()) for one in localizations],
        "rows": [_row(context, localizations, one) for one in index.dataset.provisions],
        "statute": context.localization.text(index.dataset.act.statute),
        "edges": edges(context.localization),
        "other": context.parallel(),
        "correction": context.correction(index.dataset.provisions[0]),
    }


def _row(
    context: PageContext, localizations: tuple[Localization, ...], provision: Provision
) -> dict[str, Any]:
    above = [one for one in context.index.ancestors(provision) if one.kind in STEPS]
    return {
        "kind": provision.kind.value,
        "step": len(above),
        "sides": [
            {"language": one.code, "num": one.num(provision), "words": act_words(one.text(provision.text))}
            for one in localizations
        ],
    }


def edges(localization: Localization) -> Markup:
    """Return the margin boxes of CSS Paged Media that hold words; the style sheet places them."""
    boxes = {
        "top-left": localization.text(localization.index.dataset.act.statute),
        "top-right": localization.strings["unofficial"],
        "bottom-left": " ".join(
            [
                Markup(localization.status()).unescape(),
                *([] if localization.is_original else [localization.standing()]),
            ]
        ),
    }
    found = "".join(f"@{box}{{content:{css_string(words)}}}" for box, words in boxes.items())
    return Markup(f"@page{{{found}}}")


def css_string(words: str) -> str:
    """Return words as a CSS string in which every sign but letters, digits and `PLAIN` is a code."""
    return '"' + "".join(one if one.isalnum() or one in PLAIN else f"\\{ord(one):x} " for one in words) + '"'
