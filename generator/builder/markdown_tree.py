"""Writes the Markdown tree of every language under `build/`.

`build/<language>/docs/` holds ordinary Markdown, and `build/<language>/mkdocs.yml` an ordinary configuration
that inherits the root's, so that any tool that reads `mkdocs.yml` can build it.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml
from msgspec import Struct

from generator.builder import page_record, page_templates, snapshot
from generator.builder.data_files import DataFiles
from generator.builder.manifest import digest
from generator.builder.mkdocs_config import configuration
from generator.builder.navigation import html_text
from generator.builder.page_record import Languages, Made
from generator.builder.preparation import PreparedSite
from generator.builder.snapshot import Snapshot
from generator.builder.warm_processes import WarmProcesses
from generator.builder.workspace import PAGES
from generator.charts.geometry import Figure
from generator.drawing import downloads, social_cards, svg
from generator.drawing.palette import THEME, Palette
from generator.files import atomic, folders, forks
from generator.plan.localization import Localization
from generator.render import environment, renderer
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search import index
from generator.views.context import Downloads

UNPRINTED = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""A character that YAML reads only if it is escaped: none of its "printable" ones, or a line break."""

KEY = re.compile(r'"(?:[^"\\]|\\.)*":')
LONGEST_KEY = 1000
"""The most characters that a key in the JSON style may have, quotes and colon included; YAML allows 1,024."""


def write(
    prepared: PreparedSite,
    warm: WarmProcesses | None = None,
    data: DataFiles | None = None,
    ended: Callable[[str], object] = lambda code: None,
    digests: dict[str, str] | None = None,
) -> dict[str, int]:
    """Write the tree of every language and the files of the data, changing only files that differ.

    The languages are written in parallel if the system can fork, unless only `forks.FEW` pages are made;
    the `warm` processes may have compiled the templates, and `data` may have been begun. `ended` is called
    with the code of each language whose tree is written, while another may still be. `digests` gets the path
    below `build/` and the digest of files that were read or written. Returns the number of
    files `written`, `kept` and `removed`, and of charts `drawn`, `undrawn` (taken from the cache) and
    `illegible` (left out). Raises `ProblemsError` if a process is killed.
    """
    counts: Counter[str] = Counter(
        {"written": 0, "kept": 0, "removed": 0, "drawn": 0, "undrawn": 0, "illegible": 0}
    )
    cache = prepared.project.build / ".cache"
    with data or DataFiles(prepared.project) as files:
        files.begin(prepared.dataset)
        walk = snapshot.walked(prepared)
        offered, data_counts = files.write()
    counts.update(data_counts)
    taken = snapshot.take(prepared, offered, walk)
    known = page_record.read(cache / PAGES, taken)
    pages = len(prepared.localizations) * len(prepared.plan.pages)
    write_language = partial(_language, prepared, offered, taken, known)
    with page_templates.kept(cache):
        if pages - sum(map(len, known.values())) <= forks.FEW:
            trees = _one_by_one(write_language, prepared.localizations, known, ended)
        else:
            trees = _side_by_side(write_language, prepared.localizations, warm, ended)
    for localization, tree in zip(prepared.localizations, trees, strict=True):
        counts.update(tree.counts)
        if digests is not None:
            for page in tree.made.values():
                digests.update(
                    (f"{localization.code}/docs/{name}", file) for name, file in page.files.items()
                )
    svg.tidy(cache / "charts", {path for tree in trees for path in tree.drawings})
    codes = [localization.code for localization in prepared.localizations]
    page_record.write(cache / PAGES, taken, dict(zip(codes, (tree.made for tree in trees), strict=True)))
    return dict(counts)


class _Tree(Struct):
    """The tree of a language after it was written."""

    counts: Counter[str]
    drawings: set[Path]
    """The cached drawings that it uses."""
    made: dict[str, Made]
    """The Markdown file of each page -> what was made of the page."""


def _one_by_one(
    write_language: Callable[[Localization], _Tree],
    localizations: Sequence[Localization],
    known: Languages,
    ended: Callable[[str], object],
) -> list[_Tree]:
    """Write each language in this process: what one has read and compiled, the next one has.

    The language of which most pages are made anew comes first, because its build takes longest.
    """
    trees = {}
    for localization in sorted(localizations, key=lambda one: len(known.get(one.code, ()))):
        trees[localization.code] = write_language(localization)
        ended(localization.code)
    return [trees[localization.code] for localization in localizations]


def _side_by_side(
    write_language: Callable[[Localization], _Tree],
    localizations: Sequence[Localization],
    warm: WarmProcesses | None,
    ended: Callable[[str], object],
) -> list[_Tree]:
    """Write each language in its own process if possible. Raises `ProblemsError` if one is killed."""
    if warm:
        warm.load_templates()
    else:
        environment.compile_templates()
    return forks.each(write_language, localizations, "writes a language", lambda one: ended(one.code))


def _language(
    prepared: PreparedSite,
    offered: Downloads,
    taken: Snapshot,
    known: Languages,
    localization: Localization,
) -> _Tree:
    """Write the tree of a language, without the pages that are as they were."""
    build = prepared.project.build
    folder = build / localization.code
    charts = build / ".cache" / "charts"
    before = known.get(localization.code, {})
    contexts = [
        page_context(page, prepared.plan, localization, prepared.proof, downloads=offered)
        for page in prepared.plan.pages
    ]
    made = {
        source: page
        for source in (context.page.source for context in contexts)
        if (page := before.get(source)) and page.holds(folder / "docs", charts)
    }
    files: dict[str, str | bytes | None] = {name: None for page in made.values() for name in page.files}
    tree = _Tree(Counter(undrawn=sum(len(page.drawings) for page in made.values())), set(), made)
    tree.counts["illegible"] = sum(page.illegible for page in made.values())
    tree.drawings = {charts / name for page in made.values() for name in page.drawings}
    pencil = svg.Pencil(charts)
    drawer = _Downloads(prepared, localization)
    missing = [context for context in contexts if context.page.source not in made]
    for rendered in renderer.render_pages(missing, pencil.draw):
        names = {figure.name for figure in rendered.figures}
        figures = [(figure, drawing) for figure, drawing in pencil.files if figure.name in names]
        new = {rendered.page.source: rendered.markdown, **drawer.files(figures)}
        files |= new
        reads = page_record.places(taken, rendered.reads)
        if reads is not None:
            tree.made[rendered.page.source] = Made(
                {name: digest(atomic.as_bytes(content)) for name, content in new.items()},
                sorted(pencil.paths[name].name for name in names),
                len(names.intersection(pencil.illegible)),
                reads,
            )
    shared = _sharing(tree.made)
    if shared and before:
        return _language(prepared, offered, taken, {}, localization)
    for source in shared:
        del tree.made[source]
    script = index.language_file(localization.code)
    if script:
        files[f"assets/javascripts/lunr/min/lunr.{localization.code}.min.js"] = script
    if prepared.base_url:
        files |= _cards(prepared, localization)
    folders.fill(folder / "docs", files, tree.counts)
    folders.put(folder / "mkdocs.yml", settings(prepared, localization), tree.counts)
    tree.drawings |= pencil.wanted
    tree.counts["drawn"] += pencil.drawn
    tree.counts["undrawn"] += len(pencil.wanted) - pencil.drawn
    tree.counts["illegible"] += len(pencil.illegible)
    return tree


def _sharing(made: Mapping[str, Made]) -> list[str]:
    """Return the pages that make a file which another page makes too: only all of them decide on it."""
    makers = Counter(name for page in made.values() for name in page.files)
    return [source for source, page in made.items() if any(makers[name] > 1 for name in page.files)]


class _Downloads:
    """Makes the files of the charts of a language that can be downloaded."""

    def __init__(self, prepared: PreparedSite, localization: Localization) -> None:
        self._notes = (html_text(localization.status()), localization.strings["unofficial"])
        self._pictures = prepared.project.build / ".cache" / "pictures"
        self._palette = _palette(prepared)

    def files(self, figures: Sequence[tuple[Figure, str]]) -> dict[str, str | bytes]:
        """Return address -> content of the files of some figures, which are drawn."""
        return dict(downloads.files(figures, self._notes, self._pictures, self._palette))


def _palette(prepared: PreparedSite) -> Palette:
    return THEME.with_accent(prepared.dataset.site.colour)


def settings(prepared: PreparedSite, localization: Localization) -> str:
    """Return the `mkdocs.yml` of a language."""
    inherit = os.path.relpath(prepared.project.settings, prepared.project.build / localization.code)
    content = {"INHERIT": inherit, **configuration(prepared, localization), "hooks": []}
    # YAML's JSON style takes a twentieth of the time of its block style.
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in content.items())
    if max(map(len, KEY.findall(text))) > LONGEST_KEY:
        return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=1000)
    return UNPRINTED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _cards(prepared: PreparedSite, localization: Localization) -> dict[str, bytes]:
    """Draw the social card of every page of a language; return address -> PNG."""
    contexts = (
        page_context(page, prepared.plan, localization, prepared.proof) for page in prepared.plan.pages
    )
    titles = ((context.page.path, PAGE_KINDS[context.page.kind].title(context)) for context in contexts)
    site = localization.text(prepared.dataset.site.name)
    return dict(social_cards.files(titles, site, localization.strings["unofficial"], _palette(prepared)))
