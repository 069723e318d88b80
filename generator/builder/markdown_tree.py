"""Writes the Markdown tree of every language under `build/`.

`build/<language>/docs/` holds ordinary Markdown, and `build/<language>/mkdocs.yml` an ordinary configuration
that inherits the root's, so that any tool that reads `mkdocs.yml` can build it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import yaml

from generator import exports
from generator.builder.mkdocs_config import configuration
from generator.builder.navigation import html_text
from generator.builder.preparation import PreparedSite
from generator.drawing import downloads, social_cards, svg
from generator.drawing.palette import THEME, Palette
from generator.files import atomic, forks
from generator.plan.localization import Localization
from generator.render import renderer
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search import index
from generator.views.context import Downloads


def write(prepared: PreparedSite) -> dict[str, int]:
    """Write the tree of every language, changing only files whose content differs.

    The languages are written in parallel if the system can fork. Returns the number of files `written`,
    `kept` and `removed`, and of charts `drawn`, `undrawn` (taken from the cache) and `illegible` (left out).
    Raises `ProblemsError` if a process is killed.
    """
    counts: Counter[str] = Counter(
        {"written": 0, "kept": 0, "removed": 0, "drawn": 0, "undrawn": 0, "illegible": 0}
    )
    drawings: set[Path] = set()
    formats = exports.files_by_format(prepared.dataset, prepared.wordings)
    for language_counts, language_drawings in _side_by_side(prepared, exports.sizes(formats)):
        counts.update(language_counts)
        drawings |= language_drawings
    svg.tidy(prepared.project.build / ".cache" / "charts", drawings)
    atomic.sweep(prepared.project.build / ".cache" / "pictures")
    data = {name: content for format_files in formats.values() for name, content in format_files.items()}
    _put_all(prepared.project.build / "data", data, counts)
    return dict(counts)


def _side_by_side(
    prepared: PreparedSite, offered: Downloads | None = None
) -> list[tuple[Counter[str], set[Path]]]:
    """Write each language in its own process if possible. Raises `ProblemsError` if one is killed."""
    renderer.compile_templates()
    write_language = partial(_language, prepared, offered or {})
    return forks.each(write_language, prepared.localizations, "writes a language")


def _language(
    prepared: PreparedSite, offered: Downloads, localization: Localization
) -> tuple[Counter[str], set[Path]]:
    """Write the tree of a language; return its counts and the cached drawings it uses."""
    build = prepared.project.build
    counts: Counter[str] = Counter()
    pencil = svg.Pencil(build / ".cache" / "charts")
    folder = build / localization.code
    files = dict(renderer.render(prepared.plan, localization, prepared.proof, pencil.draw, downloads=offered))
    script = index.language_file(localization.code)
    if script:
        files[f"assets/javascripts/lunr/min/lunr.{localization.code}.min.js"] = script
    notes = (html_text(localization.status()), localization.strings["unofficial"])
    palette = THEME.with_accent(prepared.dataset.site.colour)
    chart_files = dict(downloads.files(pencil.files, notes, build / ".cache" / "pictures", palette))
    cards = _cards(prepared, localization, palette) if prepared.base_url else {}
    _put_all(folder / "docs", {**files, **chart_files, **cards}, counts)
    _put(folder / "mkdocs.yml", settings(prepared, localization), counts)
    counts["drawn"] += pencil.drawn
    counts["undrawn"] += len(pencil.wanted) - pencil.drawn
    counts["illegible"] += len(pencil.illegible)
    return counts, pencil.wanted


def settings(prepared: PreparedSite, localization: Localization) -> str:
    """Return the `mkdocs.yml` of a language."""
    inherit = os.path.relpath(prepared.project.settings, prepared.project.build / localization.code)
    content = {"INHERIT": inherit, **configuration(prepared, localization), "hooks": []}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)


def _cards(prepared: PreparedSite, localization: Localization, palette: Palette) -> dict[str, bytes]:
    """Draw the social card of every page of a language; return address -> PNG."""
    contexts = (
        page_context(page, prepared.plan, localization, prepared.proof) for page in prepared.plan.pages
    )
    titles = ((context.page.path, PAGE_KINDS[context.page.kind].title(context)) for context in contexts)
    site = localization.text(prepared.dataset.site.name)
    return dict(social_cards.files(titles, site, localization.strings["unofficial"], palette))


def _put_all(folder: Path, files: Mapping[str, str | bytes], counts: Counter[str]) -> None:
    """Make a folder hold exactly these files."""
    for name, content in files.items():
        _put(folder / name, content, counts)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            counts["removed"] += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _put(path: Path, content: str | bytes, counts: Counter[str]) -> None:
    """Write a file if its content differs."""
    content = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        counts["kept"] += 1
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    counts["written"] += 1
