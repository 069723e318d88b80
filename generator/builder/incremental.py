"""One language's build by MkDocs in which a page is made anew only when what it is made from has changed.

A page is made from its Markdown, from its place in the navigation, and from what all pages share: the
configuration, the theme and the libraries. The ledger (`ledger.py`) keeps for each page a key of these
and the digest of the page that came out. A page whose key is the same is taken over from the last site,
provided that it still lies there byte for byte; a lost ledger or a strange site cost time and nothing else.

MkDocs' own `dirty` build does the work: it asks each file whether it was modified, and this module answers.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import event_priority
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from generator.builder import manifest
from generator.builder.manifest import Ledger, digest

PRIVATE = ("nav", "docs_dir", "site_dir")
"""Settings that no page shows as a whole: the navigation counts by each page's own part of it."""


def common(configuration: Path) -> str:
    """Return the key of what all pages of a language share, given its `mkdocs.yml`."""
    settings = yaml.safe_load(configuration.read_text(encoding="utf-8"))
    root = configuration.parent / settings["INHERIT"]
    theme = Path(settings["theme"].pop("custom_dir"))
    shown = {key: value for key, value in settings.items() if key not in PRIVATE}
    libraries = sorted(f"{one.metadata['Name']} {one.version}" for one in distributions())
    files = [root, Path(__file__), *sorted(path for path in theme.rglob("*") if path.is_file())]
    words = [json.dumps(shown, sort_keys=True), *libraries, platform.python_version()]
    words.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return digest(*(word.encode() for word in words), *(path.read_bytes() for path in files))


@dataclass
class Renewal:
    """A plugin of MkDocs that answers for each page whether it must be made anew, and keeps what was made."""

    shared: str
    last: Path
    """Where the last site of the language lies, whole or not at all."""
    before: Ledger
    now: Ledger = field(default_factory=Ledger)
    kept: dict[str, str] = field(default_factory=dict)
    """The source of each page that can be taken over -> its address."""
    _keys: dict[str, str] = field(default_factory=dict)
    _sections: dict[int, str] = field(default_factory=dict)

    @event_priority(-100)
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> None:
        """Take over the question whether a page was modified."""
        for file in files.documentation_pages():
            # MkDocs asks twice, once the page is in its place.
            file.is_modified = partial(self._is_modified, file, nav)  # type: ignore[method-assign]

    def on_env(self, env: Environment, /, *, config: MkDocsConfig, files: Files) -> None:
        """Look at each template once: nobody changes one during a build."""
        env.auto_reload = False

    @event_priority(-100)
    def on_post_page(self, output: str, /, *, page: Page, config: MkDocsConfig) -> None:
        """Note the page as MkDocs is about to write it."""
        source = page.file.src_uri
        # As `mkdocs.commands.build` encodes it.
        self.now.pages[source] = self._keys[source], digest(output.encode("utf-8", "xmlcharrefreplace"))
        self.now.redone.append(page.file.dest_uri)

    def take_over(self, target: Path) -> None:
        """Copy the pages that are still good from the last site."""
        for address in self.kept.values():
            path = target / address
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.last / address, path)

    def _is_modified(self, file: File, nav: Navigation) -> bool:
        source = file.src_uri
        if source not in self._keys:
            assert file.page is not None
            place = "\n".join(self._place(file.page, nav))
            self._keys[source] = digest(self.shared.encode(), place.encode(), file.content_bytes)
            known = self.before.pages.get(source, ("", ""))
            if known[0] == self._keys[source] and self._stands(file.dest_uri, known[1]):
                self.now.pages[source] = known
                self.kept[source] = file.dest_uri
        return source not in self.kept

    def _stands(self, address: str, expected: str) -> bool:
        try:
            return digest((self.last / address).read_bytes()) == expected
        except OSError:
            return False

    def _place(self, page: Page, nav: Navigation) -> Iterator[str]:
        """Yield what the theme shows of the navigation on a page: its neighbours and every level above it."""
        yield page.url
        yield from (one.url if one else "" for one in (page.previous_page, page.next_page))
        yield self._level(nav, nav.items)
        for above in page.ancestors:
            if isinstance(above, Section):
                yield self._level(above, above.children)

    def _level(self, owner: object, items: Sequence[StructureItem]) -> str:
        if id(owner) not in self._sections:
            words = [f"{one.title}\n{_address(one)}" for one in items]
            self._sections[id(owner)] = digest(*(word.encode() for word in words))
        return self._sections[id(owner)]


def _address(item: StructureItem) -> str:
    """Return where the theme lets an item of the navigation lead: to its page or its first one."""
    if isinstance(item, Section):
        return _address(item.children[0]) if item.children else ""
    return str(getattr(item, "url", ""))


def renew(configuration: Path, target: Path, last: Path, *, strict: bool) -> None:
    """Build the language of a `mkdocs.yml` into the empty folder `target`, and write its ledger beside it.

    Raises what MkDocs raises.
    """
    path = configuration.with_name(manifest.NAME)
    renewal = Renewal(common(configuration), last, manifest.read(path))
    config = load_config(str(configuration), site_dir=str(target), strict=strict)
    # As a hook is: an object with methods named after events.
    plugins: Any = config.plugins
    plugins["renewal"] = renewal
    # Its index of the pages gives way to the site's own (`searching`); making it takes a sixth of a build.
    indexing = config.plugins["material/search"].on_page_context
    config.plugins.events["page_context"].remove(indexing)
    config.plugins.on_startup(command="build", dirty=False)
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.msg)
    build(config, dirty=True)
    config.plugins.on_shutdown()
    renewal.take_over(target)
    manifest.write(path, renewal.now)


def main(arguments: Sequence[str]) -> int:
    """Build one language: its `mkdocs.yml`, the target, the last site, and `--strict` or nothing."""
    configuration, target, last = map(Path, arguments[:3])
    logging.basicConfig(format="%(levelname)-8s-  %(message)s", level=logging.INFO, stream=sys.stdout)
    try:
        renew(configuration, target, last, strict="--strict" in arguments)
    except (MkDocsException, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
