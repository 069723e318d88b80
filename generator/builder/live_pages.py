"""Builds the pages that a maintainer looks at anew in the running server, ahead of the whole site.

The data are checked and proved in full. What is left out is every other page: a build in the background
makes those, and it gives the same bytes for these.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import exports
from generator.builder import css, language_builds, markdown_tree, mkdocs_config, preparation
from generator.builder.mkdocs_adapter import LoadedLanguage
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.checks import sandbox
from generator.drawing import svg
from generator.files import atomic, swap
from generator.files.package import TEMPLATES, THEME
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.render import environment, renderer
from generator.render.page_kinds import page_context
from generator.views.context import Downloads

MOST = 4
"""The most pages that are built ahead of the others: the last ones that were looked at."""


class _Loaded(Struct, frozen=True):
    """A language that MkDocs has loaded, with the configuration that it was loaded from."""

    configuration: Mapping[str, Any]
    language: LoadedLanguage


class LivePages:
    """The pages of the site at `root`, which `dev_build` has built; `scratch` is an empty folder."""

    def __init__(self, project: Project, root: Path, scratch: Path) -> None:
        """Remember the folders; `load` reads them."""
        self._project = project
        self._root = root
        self._scratch = scratch
        self._prepared: PreparedSite | None = None
        self._downloads: Downloads = {}
        self._loaded: dict[str, _Loaded] = {}

    def load(self) -> None:
        """Load what `show` needs, so that it need not. Raises `ProblemsError` and what MkDocs raises."""
        prepared = self._prepare()
        self._downloads = exports.sizes(exports.files_by_format(prepared.dataset, prepared.wordings))
        environment.compile_templates()
        for localization in prepared.localizations:
            before = self._loaded.get(localization.code)
            language = self._language(prepared, localization)
            if self._loaded[localization.code] is not before:
                # The theme's templates are compiled when they are used first.
                language.build_page(prepared.plan.pages[0].source)
        sandbox.stand_by()
        # What is loaded stays: the next edit need not look whether it is garbage.
        gc.unfreeze()
        gc.collect()
        gc.freeze()

    def show(self, changed: Iterable[Path], addresses: Iterable[str]) -> list[str]:
        """Build pages of the site anew after some files have changed; return those that were built.

        `addresses` are below the root. None is built if a page was added or removed. Raises `ProblemsError`
        with every problem of the data, and what MkDocs raises.
        """
        files = set(changed)
        last, self._prepared = self._prepared, None
        if all(path.is_relative_to(TEMPLATES) or path.is_relative_to(THEME) for path in files):
            self._prepared = last
        swap.recover(self._root)
        docs = self._project.docs.resolve()
        same_data = all(path.is_relative_to(docs) for path in files)
        prepared = self._prepare(last if same_data else None)
        sandbox.stand_by()
        self._copy_assets(prepared, files)
        if any(path.is_relative_to(THEME) and path.suffix == ".html" for path in files):
            self._loaded.clear()
        pages = {page.path: page for page in prepared.plan.pages}
        built = []
        for address in list(addresses)[:MOST]:
            code, _, path = address.partition("/")
            page = pages.get(path)
            for localization in prepared.localizations:
                if localization.code == code and page and self._build(prepared, localization, page):
                    built.append(address)
        return built

    def _prepare(self, last: PreparedSite | None = None) -> PreparedSite:
        """Return the prepared site; `last` is that of the same data, if no other file has changed since."""
        if self._prepared is None:
            self._prepared = preparation.prepare(self._project, drafts=True, last=last)
            os.environ.update(language_builds.environment(self._prepared))
        return self._prepared

    def _copy_assets(self, prepared: PreparedSite, files: Iterable[Path]) -> None:
        """Copy the changed style sheets and scripts of the theme into the site, as `builder` ships them."""
        for path in files:
            if not path.is_relative_to(THEME / "assets") or not path.is_file():
                continue
            content = path.read_bytes()
            if path.suffix == ".css" and path.parent == THEME / "assets":
                content = css.compact(content.decode("utf-8")).encode("utf-8")
            for localization in prepared.localizations:
                target = self._root / localization.code / path.relative_to(THEME)
                if target.exists():
                    atomic.replace(target, content)

    def _build(self, prepared: PreparedSite, localization: Localization, page: Page) -> bool:
        """Build one page; return whether the navigation has it."""
        loaded = self._language(prepared, localization)
        context = page_context(page, prepared.plan, localization, prepared.proof, downloads=self._downloads)
        view = renderer.view_of(context)
        drawings = svg.Pencil(self._project.build / ".cache" / "charts").draw(list(view.figures))
        text = renderer.render_page(context, view, drawings)
        source = self._project.build / localization.code / "docs" / page.source
        if not source.exists():
            return False
        atomic.replace(source, text.encode("utf-8"))
        built = loaded.build_page(page.source)
        atomic.replace(self._root / localization.code / page.path, built.read_bytes())
        return True

    def _language(self, prepared: PreparedSite, localization: Localization) -> LoadedLanguage:
        """Return a language as MkDocs has loaded it, loaded anew if its configuration has changed."""
        configuration = mkdocs_config.configuration(prepared, localization)
        loaded = self._loaded.get(localization.code)
        if loaded is None or loaded.configuration != configuration:
            path = self._project.build / localization.code / "mkdocs.yml"
            atomic.replace(path, markdown_tree.settings(prepared, localization).encode("utf-8"))
            loaded = _Loaded(configuration, LoadedLanguage(path, self._scratch / localization.code))
            self._loaded[localization.code] = loaded
        return loaded.language
