"""Adapts the build to MkDocs and Material.

Beside it only `page_renderer`, `live_reload` and `website` rely on their inside.

`tests/unit/builder/test_mkdocs_contract.py` checks each assumption against the installed versions.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import yaml
from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page, build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, Section, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import get_yaml_loader, yaml_load
from msgspec import Struct

from generator.builder import theme_environment
from generator.builder.manifest import digest
from generator.builder.page_renderer import PageRenderer
from generator.builder.up_to_date import CACHE

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.config")

LOADER = getattr(yaml, "CLoader", yaml.Loader)
"""MkDocs' loader of YAML, from YAML's C library if it is installed."""

BUILD_LOGGER = "mkdocs.commands.build"
DIRTY_WARNING = "'dirty' build"
"""Part of the warning by which MkDocs announces a dirty build; `--strict` would count it."""

COMPILED = "theme"
"""The folder of the compiled templates, in `build/.cache/`."""

SEARCH_PLUGIN = "material/search"

LANGUAGE_SETTINGS = (
    "site_name",
    "site_description",
    "docs_dir",
    "site_dir",
    "site_url",
    "nav",
    "theme",
    "extra",
    "repo_url",
)
"""The settings that a build from the root takes from the `mkdocs.yml` of the original language."""


class PageInput(Struct, frozen=True):
    """What MkDocs builds one page from, apart from what all pages share."""

    source: str
    """The path of the Markdown file below `docs_dir`."""
    address: str
    """The path of the HTML file below `site_dir`."""
    file: str
    """The Markdown file."""
    navigation: str
    """What the theme shows of the navigation on this page."""


class PageCache(Protocol):
    """Decides which pages MkDocs builds, and records the pages that it has built."""

    def is_modified(self, page: PageInput) -> bool:
        """Return whether MkDocs must build the page; called once for each page."""

    def record(self, source: str, address: str, content: bytes) -> None:
        """Record the content of a page that MkDocs is about to write."""


@dataclass
class IncrementalPlugin:
    """A plugin that lets a `PageCache` answer MkDocs' question whether a page was modified."""

    cache: PageCache
    _modified: dict[str, bool] = field(default_factory=dict)
    """The source of each page that MkDocs asked about -> the answer."""
    _levels: dict[int, str] = field(default_factory=dict)
    """The id of a section of the navigation -> the digest of its entries."""

    @event_priority(-100)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Replace `is_modified` of every page, once no other plugin changes the navigation any more."""
        for file in files.documentation_pages():
            file.is_modified = partial(self._is_modified, file, nav)  # type: ignore[method-assign]

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> None:
        """Record the page, encoded as MkDocs encodes it."""
        content = output.encode("utf-8", "xmlcharrefreplace")
        self.cache.record(page.file.src_uri, page.file.dest_uri, content)

    def _is_modified(self, file: File, nav: Navigation) -> bool:
        # MkDocs asks before it reads a page and again before it writes it. `File.page` is set by then.
        if file.src_uri not in self._modified:
            assert file.page is not None
            navigation = "\n".join(self._shown_navigation(file.page, nav))
            page = PageInput(file.src_uri, file.dest_uri, str(file.abs_src_path), navigation)
            self._modified[file.src_uri] = self.cache.is_modified(page)
        return self._modified[file.src_uri]

    def _shown_navigation(self, page: Page, nav: Navigation) -> Iterator[str]:
        """Yield what the theme shows of the navigation on a page: its neighbours and every level above it."""
        yield page.url
        yield from (neighbour.url if neighbour else "" for neighbour in (page.previous_page, page.next_page))
        yield self._level(nav, nav.items)
        for ancestor in page.ancestors:
            if isinstance(ancestor, Section):
                yield self._level(ancestor, ancestor.children)

    def _level(self, owner: object, items: Sequence[StructureItem]) -> str:
        if id(owner) not in self._levels:
            entries = [f"{item.title}\n{_address(item)}" for item in items]
            self._levels[id(owner)] = digest(*(entry.encode() for entry in entries))
        return self._levels[id(owner)]


def _address(item: StructureItem) -> str:
    """Return where the theme links an item of the navigation: to its page, or to the first one below it."""
    if isinstance(item, Section):
        return _address(item.children[0]) if item.children else ""
    return str(getattr(item, "url", ""))


def _load(configuration: Path, target: Path, *, strict: bool) -> MkDocsConfig:
    """Load a `mkdocs.yml` as `load_config` does, but with YAML's C library, if it is installed.

    Raises Abort if a setting is wrong, or causes a warning in a strict build.
    """
    config = MkDocsConfig(config_file_path=str(configuration))
    with configuration.open("rb") as stream:
        config.load_dict(yaml_load(stream, get_yaml_loader(LOADER, config)))
    config.load_dict({"site_dir": str(target), "strict": strict})
    errors, warnings = config.validate()
    for level, problems in ((logging.WARNING, warnings), (logging.ERROR, errors)):
        for setting, problem in problems:
            log.log(level, "Config value '%s': %s", setting, problem)
    if errors or (strict and warnings):
        raise Abort("the configuration has problems; expected none")
    return config


def quicken(config: MkDocsConfig, compiled: Path) -> None:
    """Make MkDocs render the pages of a language faster, with the same result.

    Compiled templates are kept in the folder `compiled`.
    """
    remove_search_index(config)
    plugins: Any = config.plugins
    plugins["renderer"] = PageRenderer()
    theme: Any = config.theme
    make = theme.get_env
    environments: dict[tuple[str, ...], Environment] = {}

    def environment() -> Environment:
        folders = tuple(theme.dirs)
        if folders not in environments:
            environments[folders] = theme_environment.quicken(make(), compiled)
        return environments[folders]

    theme.get_env = environment


def load(configuration: Path, build: Path) -> None:
    """Import what MkDocs needs for the root's `mkdocs.yml`, and compile the templates of its theme.

    `build` is the folder of the languages. Raises what MkDocs raises.
    """
    config = load_config(str(configuration), hooks=[])
    quicken(config, build / CACHE / COMPILED)
    environment = config.theme.get_env()
    theme_environment.compile_templates(environment, config.theme.static_templates | {"main.html"})


def read_ahead(configuration: Path) -> MkDocsConfig:
    """Return what `build_language` needs of a `mkdocs.yml`. Raises Abort if it is wrong or warned of."""
    return _load(configuration, configuration.with_name("site"), strict=True)


def build_language(
    configuration: Path, target: Path, cache: PageCache, *, strict: bool, config: MkDocsConfig | None = None
) -> None:
    """Build the language of a `mkdocs.yml` into the empty folder `target`, without its unmodified pages.

    `config` is what `read_ahead` has returned for it, if it was called. MkDocs' own `dirty` build does the
    work. Raises what MkDocs raises.
    """
    if config is None:
        config = _load(configuration, target, strict=strict)
    config.site_dir, config.strict = str(target), strict
    plugins: Any = config.plugins
    # MkDocs registers a hook in the same way: any object with methods named after events.
    plugins["incremental"] = IncrementalPlugin(cache)
    quicken(config, configuration.parent.with_name(CACHE) / COMPILED)
    config.plugins.on_startup(command="build", dirty=False)
    logger = logging.getLogger(BUILD_LOGGER)
    logger.addFilter(_is_relevant)
    try:
        build(config, dirty=True)
    finally:
        logger.removeFilter(_is_relevant)
    config.plugins.on_shutdown()


class LoadedLanguage:
    """A language whose configuration, navigation and theme are loaded, so that a page of it is built at once.

    It is valid as long as the configuration and the set of pages stay the same.
    """

    def __init__(self, configuration: Path, target: Path) -> None:
        """Load the language of a `mkdocs.yml`, to write pages below `target`. Raises what MkDocs raises."""
        config = _load(configuration, target, strict=False)
        quicken(config, configuration.parent.with_name(CACHE) / COMPILED)
        config.plugins.on_startup(command="build", dirty=False)
        self._config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        self._files = config.plugins.on_files(files, config=config)
        set_exclusions(self._files, config)
        self._navigation = config.plugins.on_nav(
            get_navigation(self._files, config), config=config, files=self._files
        )
        for file in self._files.documentation_pages():
            if file.page is None:
                Page(None, file, config)
        self._environment = config.plugins.on_env(env, config=config, files=self._files)

    def build_page(self, source: str) -> Path:
        """Build the page of a Markdown file below `docs_dir`; return the written file.

        Raises KeyError if there is no such page, and what MkDocs raises.
        """
        file = self._files.src_uris[source]
        page, pages = file.page, self._files.documentation_pages()
        assert page is not None
        _populate_page(page, self._config, self._files)
        _build_page(page, self._config, pages, self._navigation, self._environment)
        return Path(file.abs_dest_path)


def _is_relevant(record: logging.LogRecord) -> bool:
    return DIRTY_WARNING not in str(record.msg)


def remove_search_index(config: MkDocsConfig) -> None:
    """Stop Material's search plugin from indexing pages, which takes a sixth of a build.

    `search/index.py` writes the index that the site uses.
    """
    plugin: Any = config.plugins.get(SEARCH_PLUGIN)
    if plugin:
        config.plugins.events["page_context"].remove(plugin.on_page_context)


def use_language(config: MkDocsConfig, configuration: Path) -> None:
    """Make a build from the root the build of one language, given that language's `mkdocs.yml`."""
    language = load_config(str(configuration))
    for key in LANGUAGE_SETTINGS:
        config[key] = language[key]


def serve_folder(server: LiveReloadServer, config: MkDocsConfig, site: Path, watched: Iterable[Path]) -> None:
    """Make the server of `mkdocs serve` show the folder `site` and rebuild when a watched folder changes.

    By default it shows the temporary folder that MkDocs passes as `site_dir`, which `use_language` replaces,
    and watches `docs_dir`, to which every build writes.
    """
    server.root = str(site)
    for folder in watched:
        server.watch(str(folder))
    server.unwatch(config.docs_dir)
