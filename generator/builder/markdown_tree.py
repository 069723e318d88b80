"""Writes the Markdown tree of every language under `build/`.

`build/<language>/docs/` holds ordinary Markdown, `build/<language>/mkdocs.yml` an ordinary configuration that
inherits the root's, so that any builder that reads `mkdocs.yml` can take over.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path

import yaml

from generator import exports
from generator.builder.mkdocs_config import configuration
from generator.builder.navigation import html_text
from generator.builder.preparation import PreparedSite
from generator.drawing import downloads, social_cards, svg
from generator.files import atomic
from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError
from generator.render import renderer
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search import index


def write(prepared: PreparedSite) -> dict[str, int]:
    """Write every language's tree, touching only files whose content changed.

    The languages are written side by side where the system can fork. Returns the number of files written,
    kept and removed.
    """
    counts: Counter[str] = Counter({"written": 0, "kept": 0, "removed": 0, "drawn": 0, "undrawn": 0})
    wanted: set[Path] = set()
    for found, drawings in _side_by_side(prepared):
        counts.update(found)
        wanted |= drawings
    svg.tidy(prepared.project.build / ".cache" / "charts", wanted)
    atomic.sweep(prepared.project.build / ".cache" / "pictures")
    _put_all(prepared.project.build / "data", exports.files(prepared.dataset), counts)
    return dict(counts)


_shared: list[PreparedSite] = []
"""What the forked processes write: it is handed over by the fork itself, not copied."""


def _side_by_side(prepared: PreparedSite) -> list[tuple[Counter[str], set[Path]]]:
    """Write each language in a process of its own; one after the other where that cannot be done safely."""
    places = range(len(prepared.localizations))
    _shared[:] = [prepared]
    # A fork beside other threads may inherit a lock that nobody opens again: the server runs in threads.
    if len(places) == 1 or threading.active_count() > 1 or "fork" not in get_all_start_methods():
        return [_language(place) for place in places]
    pool = ProcessPoolExecutor(len(places), mp_context=get_context("fork"), initializer=_end_with_parent)
    try:
        with pool:
            return list(pool.map(_language, places))
    except BrokenExecutor:
        message = "the process that writes a language was ended from outside; is there memory enough?"
        raise ProblemsError([Problem("build", 1, message)]) from None


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: nobody would ever give it work again."""
    parent = parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _language(place: int) -> tuple[Counter[str], set[Path]]:
    """Write one language's tree; return the counts of its files and the drawings that it needs."""
    prepared = _shared[0]
    localization, build = prepared.localizations[place], prepared.project.build
    counts: Counter[str] = Counter()
    pencil = svg.Pencil(build / ".cache" / "charts")
    folder = build / localization.code
    pages_of = dict(renderer.render(prepared.plan, localization, prepared.proof, pencil.draw))
    files = renderer.with_structured_data(pages_of, prepared.plan, localization, prepared.proof)
    script = index.language_file(localization.code)
    if script:
        files[f"assets/javascripts/lunr/min/lunr.{localization.code}.min.js"] = script
    notes = (html_text(localization.status()), localization.strings["unofficial"])
    takeaways = dict(downloads.files(pencil.files, notes, build / ".cache" / "pictures"))
    cards = _cards(prepared, localization) if prepared.base_url else {}
    _put_all(folder / "docs", {**files, **takeaways, **cards}, counts)
    inherit = os.path.relpath(prepared.project.settings, folder)
    settings = {"INHERIT": inherit, **configuration(prepared, localization), "hooks": []}
    _put(
        folder / "mkdocs.yml",
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000),
        counts,
    )
    counts["drawn"] += pencil.drawn
    counts["undrawn"] += len(pencil.wanted) - pencil.drawn
    return counts, pencil.wanted


def _cards(prepared: PreparedSite, localization: Localization) -> dict[str, bytes]:
    """Draw the card of every page of one language; return address -> PNG."""
    contexts = (
        page_context(page, prepared.plan, localization, prepared.proof) for page in prepared.plan.pages
    )
    titles = ((context.page.path, PAGE_KINDS[context.page.kind].title(context)) for context in contexts)
    site = localization.text(prepared.dataset.site.name)
    kept = prepared.project.build / ".cache" / "cards"
    return dict(social_cards.files(titles, site, localization.strings["unofficial"], kept))


def _put_all(folder: Path, files: Mapping[str, str | bytes], counts: Counter[str]) -> None:
    for name, content in files.items():
        _put(folder / name, content, counts)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            counts["removed"] += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _put(path: Path, content: str | bytes, counts: Counter[str]) -> None:
    content = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        counts["kept"] += 1
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    counts["written"] += 1
