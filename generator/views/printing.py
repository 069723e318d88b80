"""Builds the pages for paper: the full act in one language or with the languages side by side."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.escape import act_words
from generator.model import Kind, Provision
from generator.plan.localization import Localization
from generator.views.context import PageContext
from generator.views.parts import Link, Side, View

STEPS = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
"""The kinds below which a line is indented further."""

PLAIN = " .,:;()/–-№"
"""The characters, beside letters and digits, that need no escape in a CSS string."""


class SheetRow(Struct, frozen=True):
    """A provision on the sheet; `step` says how far it is indented."""

    kind: str
    step: int
    sides: Sequence[Side]


class PrintView(View, frozen=True, kw_only=True):
    """What a page for paper shows."""

    languages: Sequence[tuple[str, str, str]]
    """(code, name, whose words these are) of each language."""
    rows: Sequence[SheetRow]
    other: Link | None


def sheets(context: PageContext) -> PrintView:
    """Every line of the act with its place on the sheet."""
    provisions = context.index.dataset.provisions
    shown = context.localization.published if context.page.parallel else (context.localization,)
    localizations = sorted(shown, key=lambda localization: not localization.is_original)
    return PrintView(
        languages=[
            (localization.code, localization.language.name, localization.standing())
            for localization in localizations
        ],
        rows=[_row(context, localizations, provision) for provision in provisions],
        other=context.parallel(),
        correction=context.correction(provisions[0]),
    )


def _row(context: PageContext, localizations: Sequence[Localization], provision: Provision) -> SheetRow:
    above = [ancestor for ancestor in context.index.ancestors(provision) if ancestor.kind in STEPS]
    return SheetRow(provision.kind.value, len(above), sides(localizations, provision))


def sides(localizations: Sequence[Localization], provision: Provision) -> list[Side]:
    """Return a provision in each language."""
    return [
        Side(
            localization.code,
            localization.num(provision),
            act_words(localization.text(provision.text)),
        )
        for localization in localizations
    ]


def edges(context: PageContext) -> Markup:
    """Return the margin boxes of CSS Paged Media that hold words; the style sheet places them."""
    localization = context.localization
    status = [Markup(localization.status()).unescape()]
    if not localization.is_original:
        status.append(localization.standing())
    boxes = {
        "top-left": _running_head(context),
        "top-right": localization.strings["unofficial"],
        "bottom-left": " ".join(status),
    }
    rules = "".join(f"@{box}{{content:{css_string(words)}}}" for box, words in boxes.items())
    return Markup(f"@page{{{rules}}}")


def _running_head(context: PageContext) -> str:
    """Return the citation of the chapter that a page shows, or the name of the act."""
    localization, index = context.localization, context.index
    if context.page.subject in index.provisions:
        return localization.citation(index.provisions[context.page.subject])
    act = index.dataset.act
    return localization.text(act.title if context.page.kind == "decree" else act.statute)


def css_string(words: str) -> str:
    """Return words as a CSS string in which every character but letters, digits and `PLAIN` is escaped."""
    escaped = (
        character if character.isalnum() or character in PLAIN else f"\\{ord(character):x} "
        for character in words
    )
    return '"' + "".join(escaped) + '"'
