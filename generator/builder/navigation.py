"""Builds the navigation of a language for MkDocs."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from markupsafe import escape as html_escape

from generator.plan.localization import Localization
from generator.plan.pages import ROW, Branch
from generator.render.page_kinds import page_name


def html_text(escaped: object) -> str:
    """Return the plain text of escaped HTML text; the theme escapes it again."""
    return html.unescape(str(escaped))


def navigation(tree: Iterable[Branch], localization: Localization) -> list[Any]:
    """Return the value of `nav` in `mkdocs.yml`; titles are escaped, because MkDocs does not escape them."""
    entries: list[Any] = []
    for branch in sorted(tree, key=lambda branch: localization.position(branch.page)):
        title = page_name(localization, branch.page) if branch.page else localization.strings[branch.key]
        title = str(html_escape(title))
        below = grouped(navigation(branch.below, localization))
        if branch.page and below:
            entries.append({title: [{title: branch.page.source}, *below]})
        else:
            entries.append({title: branch.page.source if branch.page else below})
    return entries


def grouped(entries: list[Any], first: int = 1) -> list[Any]:
    """Group a long list of entries under headings with their numbers (`1–100`, `101–200`), of several levels.

    Every page shows the entries of its own group, so no page lists more than `ROW` of a level. `first` is the
    number of the first entry.
    """
    if len(entries) <= ROW:
        return entries
    size = ROW
    while len(entries) > size * ROW:
        size *= ROW
    groups = [entries[start : start + size] for start in range(0, len(entries), size)]
    starts = range(first, first + len(entries), size)
    return [
        {f"{start}–{start + len(group) - 1}": grouped(group, start)}
        for start, group in zip(starts, groups, strict=True)
    ]
