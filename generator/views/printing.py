"""The whole act laid out for paper, in one language or with the languages side by side."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.escape import act_words
from generator.model import Kind, Provision
from generator.reader import Reader
from generator.views.desk import Desk

STEPS = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
"""The kinds below which a line stands further in."""

PLAIN = " .,:;()/–-№"
"""The signs that stand in a CSS string as they are, beside letters and digits."""


def sheets(desk: Desk) -> dict[str, Any]:
    """Every line of the act with its place on the sheet, and the words at the edges of each page."""
    index = desk.index
    readers = desk.readers() if desk.page.parallel else [desk.reader]
    readers.sort(key=lambda one: not one.is_original)
    return {
        "languages": [(one.code, one.language.name, one.standing()) for one in readers],
        "rows": [_row(desk, readers, one) for one in index.institution.provisions],
        "statute": desk.reader.t(index.institution.act.statute),
        "edges": edges(desk.reader),
        "other": desk.parallel(),
        "correction": desk.correction(index.institution.provisions[0]),
    }


def _row(desk: Desk, readers: list[Reader], provision: Provision) -> dict[str, Any]:
    above = [one for one in desk.index.ancestors(provision) if one.kind in STEPS]
    return {
        "kind": provision.kind.value,
        "step": len(above),
        "sides": [
            {"language": one.code, "num": one.num(provision), "words": act_words(one.t(provision.text))}
            for one in readers
        ],
    }


def edges(reader: Reader) -> Markup:
    """Return the margin boxes of CSS Paged Media that hold words; the style sheet places them."""
    boxes = {
        "top-left": reader.t(reader.index.institution.act.statute),
        "top-right": reader.strings["unofficial"],
        "bottom-left": " ".join(
            [
                Markup(reader.status()).unescape(),
                *([] if reader.is_original else [reader.standing()]),
            ]
        ),
    }
    found = "".join(f"@{box}{{content:{css_string(words)}}}" for box, words in boxes.items())
    return Markup(f"@page{{{found}}}")


def css_string(words: str) -> str:
    """Return words as a CSS string in which every sign but letters, digits and `PLAIN` is a code."""
    return '"' + "".join(one if one.isalnum() or one in PLAIN else f"\\{ord(one):x} " for one in words) + '"'
