"""What `mkdocs_adapter.py` and `page_renderer.py` rely on inside MkDocs and Material.

When one of these tests fails after an update, its message says which assumption no longer holds; change
the module and the test together.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator.builder import mkdocs_adapter
from generator.builder.manifest import digest
from generator.builder.mkdocs_adapter import IncrementalPlugin, PageInput
from generator.builder.mkdocs_config import configuration
from generator.builder.page_renderer import PageRenderer
from generator.builder.preparation import PreparedSite

PAGES = {"index.md": "# Home\n", "section/inner.md": "# Inner\n", "unlisted.md": "# Not in the navigation\n"}
NAV: list[Any] = [{"Home": "index.md"}, {"Section": [{"Inner": "section/inner.md"}]}]


def assumption(package: str, text: str) -> str:
    """Return the message of a failed assumption."""
    return f"{package} {version(package)}: {text}; adapt generator/builder/mkdocs_adapter.py"


def project(folder: Path, **settings: Any) -> Path:
    """Write a small MkDocs project; return its `mkdocs.yml`."""
    for name, text in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    settings = {
        "site_name": "Site",
        "theme": {"name": "mkdocs"},
        "plugins": [],
        "use_directory_urls": False,
        "nav": NAV,
        "validation": {"nav": {"omitted_files": "ignore"}},
        **settings,
    }
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path


class Recorder:
    """A page cache that reuses some pages and records every call."""

    def __init__(self, *reused: str) -> None:
        self.reused = set(reused)
        self.asked: list[PageInput] = []
        self.recorded: dict[str, bytes] = {}

    def is_modified(self, page: PageInput) -> bool:
        self.asked.append(page)
        return page.source not in self.reused

    def record(self, source: str, address: str, content: bytes) -> None:
        self.recorded[address] = content


def pages_of(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}


def run(config: MkDocsConfig, *, dirty: bool) -> None:
    mkdocs_build.build(config, dirty=dirty)


def test_a_dirty_build_asks_each_page_twice_whether_it_is_modified(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path)), site_dir=str(tmp_path / "site"))
    calls: dict[str, int] = {}

    class Plugin:
        def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
            for file in files.documentation_pages():
                file.is_modified = self.answer(file)  # type: ignore[method-assign]

        def answer(self, file: File) -> Callable[[], bool]:
            def is_modified() -> bool:
                text = "File.page is no longer set when a dirty build asks File.is_modified"
                assert file.page is not None, assumption("mkdocs", text)
                calls[file.src_uri] = calls.get(file.src_uri, 0) + 1
                return file.src_uri != "index.md"

            return is_modified

    plugins: Any = config.plugins
    plugins["contract"] = Plugin()
    run(config, dirty=True)
    text = "a dirty build no longer asks File.is_modified once to read and once to write a page"
    assert calls == dict.fromkeys(PAGES, 2), assumption("mkdocs", text)
    text = "a dirty build no longer leaves out pages whose File.is_modified is false"
    assert pages_of(tmp_path / "site") == {"section/inner.html", "unlisted.html"}, assumption("mkdocs", text)


def test_pages_have_their_place_in_the_navigation_when_nav_is_ready(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path)), site_dir=str(tmp_path / "site"))
    places: dict[str, Any] = {}

    class Plugin:
        def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
            for page in nav.pages:
                places[page.file.src_uri] = (
                    page.url,
                    page.previous_page and page.previous_page.url,
                    page.next_page and page.next_page.url,
                    [ancestor.title for ancestor in page.ancestors],
                )

    plugins: Any = config.plugins
    plugins["contract"] = Plugin()
    run(config, dirty=False)
    expected = {
        "index.md": ("index.html", None, "section/inner.html", []),
        "section/inner.md": ("section/inner.html", "index.html", None, ["Section"]),
    }
    text = "Page no longer has url, previous_page, next_page and ancestors at the nav event"
    assert places == expected, assumption("mkdocs", text)


def test_the_adapter_builds_modified_pages_only(tmp_path: Path) -> None:
    cache = Recorder("index.md")
    mkdocs_adapter.build_language(project(tmp_path), tmp_path / "site", cache, strict=True)
    assert pages_of(tmp_path / "site") == {"section/inner.html", "unlisted.html"}
    assert sorted(page.source for page in cache.asked) == sorted(PAGES)
    assert {page.source: Path(page.file).read_text(encoding="utf-8") for page in cache.asked} == PAGES
    assert {page.address for page in cache.asked} == {"index.html", "section/inner.html", "unlisted.html"}


@pytest.mark.parametrize("title", ["Плановый", "A lone surrogate \\ud800"])
def test_a_page_is_recorded_as_mkdocs_writes_it(title: str, tmp_path: Path) -> None:
    cache = Recorder()
    path = project(tmp_path)
    (tmp_path / "docs" / "index.md").write_text(f'---\ntitle: "{title}"\n---\n', encoding="utf-8")
    mkdocs_adapter.build_language(path, tmp_path / "site", cache, strict=True)
    written = {address: (tmp_path / "site" / address).read_bytes() for address in cache.recorded}
    text = "a page is no longer written as UTF-8 with xmlcharrefreplace, or is changed after post_page"
    assert len(written) == len(PAGES)
    assert cache.recorded == written, assumption("mkdocs", text)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({}, set()),
        ({"nav": [{"Start": "index.md"}, NAV[1]]}, {"index.md", "section/inner.md", "unlisted.md"}),
        ({"nav": [NAV[0], {"Section": [{"Other": "section/inner.md"}]}]}, {"section/inner.md"}),
    ],
)
def test_the_navigation_of_a_page_is_what_it_shows(
    change: dict[str, Any], changed: set[str], tmp_path: Path
) -> None:
    navigation = []
    for name, settings in (("before", {}), ("after", change)):
        cache = Recorder()
        path = project(tmp_path / name, **settings)
        mkdocs_adapter.build_language(path, tmp_path / name / "site", cache, strict=True)
        navigation.append({page.source: page.navigation for page in cache.asked})
    before, after = navigation
    assert {source for source in before if before[source] != after[source]} == changed


def test_a_dirty_build_warns_with_known_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The adapter filters this warning, which would make every strict build fail."""
    config = load_config(str(project(tmp_path)), site_dir=str(tmp_path / "site"), strict=True)
    text = f"a dirty build no longer logs a warning with `{mkdocs_adapter.DIRTY_WARNING}` to "
    text += mkdocs_adapter.BUILD_LOGGER
    with caplog.at_level(logging.WARNING), pytest.raises(Abort, match="1 warning"):
        run(config, dirty=True)
    warnings = [record for record in caplog.records if mkdocs_adapter.DIRTY_WARNING in str(record.msg)]
    assert [record.name for record in warnings] == [mkdocs_adapter.BUILD_LOGGER], assumption("mkdocs", text)
    logger = logging.getLogger(mkdocs_adapter.BUILD_LOGGER)
    filters = list(logger.filters)
    mkdocs_adapter.build_language(tmp_path / "mkdocs.yml", tmp_path / "other", Recorder(), strict=True)
    assert logger.filters == filters


def test_material_indexes_pages_at_the_page_context_event(tmp_path: Path) -> None:
    path = project(tmp_path, theme={"name": "material"}, plugins=["search"])
    config = load_config(str(path), site_dir=str(tmp_path / "site"))
    text = f"the search plugin is no longer registered as {mkdocs_adapter.SEARCH_PLUGIN}"
    plugin: Any = config.plugins.get(mkdocs_adapter.SEARCH_PLUGIN)
    assert plugin is not None, assumption("mkdocs-material", text)
    text = "the search plugin no longer indexes pages in on_page_context"
    events = config.plugins.events["page_context"]
    assert plugin.on_page_context in events, assumption("mkdocs-material", text)
    source = inspect.getsource(type(plugin).on_page_context)
    assert "add_entry_from_context" in source, assumption("mkdocs-material", text)
    mkdocs_adapter.remove_search_index(config)
    assert plugin.on_page_context not in events


def test_a_project_without_search_builds_too(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path)))
    mkdocs_adapter.remove_search_index(config)


@pytest.mark.parametrize("event", ["nav", "post_page", "pre_page"])
def test_the_events_of_the_plugins_exist(event: str, tmp_path: Path) -> None:
    """Any object with methods named after events can be registered; MkDocs loads hooks in the same way."""
    config = load_config(str(project(tmp_path)))
    plugin = PageRenderer() if event == "pre_page" else IncrementalPlugin(Recorder())
    plugins: Any = config.plugins
    plugins["contract"] = plugin
    text = f"a plugin is no longer registered for the event {event}"
    method = getattr(plugin, f"on_{event}")
    assert method in config.plugins.events[event], assumption("mkdocs", text)


def test_a_build_from_the_root_takes_over_every_setting_of_a_language(tiny_prepared: PreparedSite) -> None:
    known = {name for name, _ in MkDocsConfig()._schema}
    text = "unknown settings"
    assert set(mkdocs_adapter.LANGUAGE_SETTINGS) <= known, assumption("mkdocs", text)
    settings = configuration(tiny_prepared, tiny_prepared.localizations[0])
    assert settings.keys() <= set(mkdocs_adapter.LANGUAGE_SETTINGS)


def test_settings_of_a_language_replace_those_of_the_root(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path / "root")))
    language = project(tmp_path / "language", site_name="Language", extra={"key": "value"})
    mkdocs_adapter.use_language(config, language)
    assert (config.site_name, config.extra["key"]) == ("Language", "value")
    assert Path(config.docs_dir) == tmp_path / "language" / "docs"


def test_the_server_shows_its_root_and_watches_folders(tmp_path: Path) -> None:
    config = load_config(str(project(tmp_path)))
    site, data = tmp_path / "site", tmp_path / "data"
    for folder in (site, data):
        folder.mkdir()
    (site / "index.html").write_text("<p>the site</p>", encoding="utf-8")
    server = LiveReloadServer(lambda: None, host="127.0.0.1", port=0, root=str(tmp_path / "other"))
    server.watch(config.docs_dir)
    mkdocs_adapter.serve_folder(server, config, site, [data])
    text = "LiveReloadServer no longer keeps its watched folders in _watched_paths"
    assert set(server._watched_paths) == {str(data)}, assumption("mkdocs", text)
    text = "LiveReloadServer no longer serves the files below its attribute root"
    environment = {"PATH_INFO": "/index.html", "REQUEST_METHOD": "GET"}
    shown = server.serve_request(environment, lambda status, headers: None)
    assert b"the site" in b"".join(shown), assumption("mkdocs", text)
    server.server_close()


def test_a_page_outside_the_navigation_has_no_neighbours(tmp_path: Path) -> None:
    cache = Recorder()
    mkdocs_adapter.build_language(project(tmp_path), tmp_path / "site", cache, strict=True)
    (unlisted,) = (page for page in cache.asked if page.source == "unlisted.md")
    top_level = digest(b"Home\nindex.html", b"Section\nsection/inner.html")
    assert unlisted.navigation.split("\n") == ["unlisted.html", "", "", top_level]


LINKED = {
    "index.md": "# Home {: #home }\n\n[a](section/inner.md#raw) [b](section/inner.md#none) [c](#home)\n"
    "[d](#no) [e](missing.md) [f](section) [g](/absolute.md) [h](https://a.org/)\n"
    "[i](section/inner.md 'title')\n",
    "section/inner.md": "# Inner\n\n"
    "<div id=raw>raw</div>\n\n```\n<p id=code>\n```\n\n[j](../index.md#home)\n",
    "section/other.md": "---\ntitle: Other\n---\n[k](inner.md#inner) [l](inner.md#code) [m](../draft.md)\n",
    "section/third.md": "[TOC]\n\n## Third & last\n\n### `x` *y*\n\n[n](inner.md#none) [o](../draft.md)\n",
    "draft.md": "# Draft\n",
}


@pytest.mark.parametrize("settings", [{}, {"draft_docs": "draft.md"}, {"use_directory_urls": True}])
def test_the_renderer_does_what_mkdocs_does(
    settings: dict[str, Any],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    extensions = ["attr_list", "md_in_html"]
    validation = {"links": {"anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"}}
    settings = {"nav": None, "markdown_extensions": extensions, "validation": validation, **settings}
    outcomes = []
    for rendered in (False, True):
        path = project(tmp_path, **settings)
        for name, text in LINKED.items():
            (path.parent / "docs" / name).write_text(text, encoding="utf-8")
        site = tmp_path / str(rendered)
        config = load_config(str(path), site_dir=str(site))
        if rendered:
            mkdocs_adapter.quicken(config, tmp_path / "theme")
        caplog.clear()
        run(config, dirty=False)
        pages = {name: (site / name).read_bytes() for name in pages_of(site)}
        warnings = [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]
        outcomes.append((pages, warnings))
    expected, given = outcomes
    text = "Page.render does something else now"
    assert len(expected[1]) > 5
    assert given == expected, assumption("mkdocs", text)


def test_an_unknown_extension_is_left_to_mkdocs(tmp_path: Path) -> None:
    path = project(tmp_path, markdown_extensions=["admonition"])
    cache = Recorder()
    (tmp_path / "docs" / "index.md").write_text("!!! note\n    Words\n", encoding="utf-8")
    mkdocs_adapter.build_language(path, tmp_path / "site", cache, strict=True)
    assert b'<div class="admonition note">' in cache.recorded["index.html"]
