"""Builds one language with MkDocs, reusing every page of the last site whose input has not changed.

The input of a page is its Markdown, its place in the navigation, and what all pages share: the configuration,
the theme, this package and the libraries. The manifest (`manifest.py`) holds for each page a digest of its
input and a digest of the page itself. A page is reused if its input is the same and the last site still holds
it byte for byte; so a lost manifest or a changed site costs time, but is never wrong.
"""

from __future__ import annotations

import json
import logging
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from mkdocs.exceptions import MkDocsException

from generator.builder import manifest, mkdocs_adapter
from generator.builder.manifest import Manifest, digest
from generator.builder.mkdocs_adapter import PageInput
from generator.builder.up_to_date import content, files_below
from generator.files import folders, package
from generator.files.garbage import collect_rarely
from generator.files.package import PACKAGE

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of YAML's C library, if it is installed."""

NOT_SHARED = ("nav", "docs_dir", "site_dir")
"""Settings that no page shows in full; each page's part of the navigation belongs to its own input."""


def shared_input(configuration: Path) -> str:
    """Return the digest of the input that all pages of a language share, given its `mkdocs.yml`."""
    settings = yaml.load(configuration.read_bytes(), Loader=LOADER)
    root = configuration.parent / settings["INHERIT"]
    theme = Path(settings["theme"].pop("custom_dir"))
    shared = {key: value for key, value in settings.items() if key not in NOT_SHARED}
    code = (path for path in files_below(PACKAGE) if path.endswith(".py"))
    files = [os.fspath(root), *code, *files_below(theme)]
    texts = [json.dumps(shared, sort_keys=True), *package.libraries(), platform.python_version()]
    texts.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    return digest(*(text.encode() for text in texts), *map(content, files))


@dataclass
class LastSite:
    """The last site of a language, from which unmodified pages are reused."""

    folder: Path
    shared: str
    """The digest of the input that all pages share in this build."""
    previous: Manifest
    current: Manifest = field(default_factory=Manifest)
    reused: list[str] = field(default_factory=list)
    """The addresses of the pages to reuse."""
    _inputs: dict[str, str] = field(default_factory=dict)

    def is_modified(self, page: PageInput) -> bool:
        """Return whether a page must be built; record it in the manifest if it is reused."""
        key = digest(self.shared.encode(), page.navigation.encode(), page.markdown)
        entry = self.previous.pages.get(page.source, ("", ""))
        if entry[0] == key and self._holds(page.address, entry[1]):
            self.current.pages[page.source] = entry
            self.reused.append(page.address)
            return False
        self._inputs[page.source] = key
        return True

    def record(self, source: str, address: str, content: bytes) -> None:
        """Record a built page in the manifest."""
        self.current.pages[source] = self._inputs[source], digest(content)
        self.current.redone.append(address)

    def put_reused(self, target: Path) -> None:
        """Put the pages to reuse into the new site: as links to the same files, where the system has them.

        No later step of a build may write into such a file, because the last site has it too; a step that
        changes pages must reuse none, as in a build for an address.
        """
        made: set[str] = set()
        for address in self.reused:
            path = os.path.join(target, address)  # noqa: PTH118 - `Path` takes as long as linking
            folder = os.path.dirname(path)  # noqa: PTH120
            if folder not in made:
                Path(folder).mkdir(parents=True, exist_ok=True)
                made.add(folder)
            folders.share(f"{self.folder}/{address}", path)

    def _holds(self, address: str, expected: str) -> bool:
        try:
            return digest((self.folder / address).read_bytes()) == expected
        except OSError:
            return False


def build(configuration: Path, target: Path, last: Path, *, strict: bool) -> None:
    """Build the language of a `mkdocs.yml` into the empty folder `target`, and write its manifest.

    The manifest lies beside `mkdocs.yml`. `last` is the folder of the language in the last site; it may be
    missing. Raises what MkDocs raises.
    """
    path = configuration.with_name(manifest.NAME)
    last_site = LastSite(last, shared_input(configuration), manifest.read(path))
    mkdocs_adapter.build_language(configuration, target, last_site, strict=strict)
    last_site.put_reused(target)
    manifest.write(path, last_site.current)


def load(configuration: Path, build: Path) -> None:
    """Load what every language needs, before each is built in a fork.

    `configuration` is the root's `mkdocs.yml`, `build` the folder of the languages.
    """
    mkdocs_adapter.load(configuration, build)


def main(arguments: Sequence[str]) -> int:
    """Build one language; the arguments are its `mkdocs.yml`, the target, the last site, and `--strict`."""
    collect_rarely()
    configuration, target, last = map(Path, arguments[:3])
    logging.basicConfig(
        format="%(levelname)-8s-  %(message)s", level=logging.INFO, stream=sys.stdout, force=True
    )
    try:
        build(configuration, target, last, strict="--strict" in arguments)
    except (MkDocsException, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
