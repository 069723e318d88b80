"""The navigation of one language, as MkDocs reads it."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from markupsafe import escape as html_escape

from generator.plan.localization import Localization
from generator.plan.pages import ROW, Branch
from generator.render.page_kinds import page_name


def html_text(words: object) -> str:
    """Return escaped words as the plain text that the theme escapes by itself."""
    return html.unescape(str(words))


def navigation(tree: Iterable[Branch], localization: Localization) -> list[Any]:
    """Return the navigation as MkDocs reads it; titles are escaped, because MkDocs puts them out raw."""
    found: list[Any] = []
    for branch in tree:
        title = page_name(localization, branch.page) if branch.page else localization.strings[branch.key]
        title = str(html_escape(title))
        below = grouped(navigation(branch.below, localization))
        if branch.page and below:
            found.append({title: [{title: branch.page.source}, *below]})
        else:
            found.append({title: branch.page.source if branch.page else below})
    return found


def grouped(entries: list[Any], first: int = 1) -> list[Any]:
    """Put a long row of entries under headings that count them (`1–60`, `61–120`).

    A page shows all entries beside its own, so a long row would cost every page of it as much as the row.
    """
    if len(entries) <= ROW:
        return entries
    size = ROW
    while len(entries) > size * ROW:
        size *= ROW
    groups = [entries[at : at + size] for at in range(0, len(entries), size)]
    starts = range(first, first + len(entries), size)
    return [
        {f"{start}–{start + len(group) - 1}": grouped(group, start)}
        for start, group in zip(starts, groups, strict=True)
    ]
