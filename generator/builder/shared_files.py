"""Makes what a site has beside its pages and follows from the prepared data alone.

It is made beside the pages, and written when they are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.builder import css, english_page, llms, root_page, text_twins
from generator.builder.manifest import digest
from generator.builder.preparation import PreparedSite
from generator.files.package import THEME
from generator.render.page_kinds import PAGE_KINDS
from generator.search import index


class SharedFiles(Struct, frozen=True):
    """The files of a site that are not made from its pages."""

    files: Mapping[str, str]
    """The path below the site -> the content."""
    heads: text_twins.Heads
    """The first lines of the text twins, which are made from the pages."""
    styles: Mapping[str, str]
    """The theme's own style sheets as they are -> as readers get them: without comments and indentation."""


def write(site: Path, files: Mapping[str, str]) -> dict[str, str]:
    """Write files (path below the site -> content) into a site; return their digests."""
    digests = {}
    for name, text in files.items():
        path, content = site / name, text.encode("utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        digests[name] = digest(content)
    return digests


def make(prepared: PreparedSite) -> SharedFiles:
    """Return the shared files of a prepared site."""
    files = {"index.html": root_page.front_page(prepared), **llms.language_maps(prepared)}
    for localization in prepared.localizations:
        content = index.search_index(prepared.plan, localization, PAGE_KINDS)
        for name, text in index.files(content).items():
            files[f"{localization.code}/{name}"] = text
    if english_page.is_made(prepared.dataset):
        files[english_page.FILE] = english_page.render(prepared)
    sheets = [path.read_text(encoding="utf-8") for path in (THEME / "assets").glob("*.css")]
    return SharedFiles(files, text_twins.heads(prepared), {sheet: css.compact(sheet) for sheet in sheets})
