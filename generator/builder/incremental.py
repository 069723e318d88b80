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
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from msgspec import Struct
from msgspec.structs import replace

from generator.builder import manifest, mkdocs_adapter
from generator.builder.manifest import Manifest, digest
from generator.builder.mkdocs_adapter import PageInput
from generator.builder.up_to_date import content, files_below
from generator.files import folders, package
from generator.files.garbage import collect_rarely
from generator.files.package import PACKAGE

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader of YAML's C library, if it is installed."""

SETTINGS = "mkdocs.yml"
"""The file of the settings of a language, in its folder in `build/`."""

NOT_SHARED = ("nav", "docs_dir", "site_dir")
"""Settings that no page shows in full; each page's part of the navigation belongs to its own input."""


def shared_input(settings: Mapping[str, Any], program: str) -> str:
    """Return the digest of the input that all pages of a language share.

    `settings` are those of its `mkdocs.yml`, `program` is what `program_input` has returned.
    """
    shared = {key: value for key, value in settings.items() if key not in NOT_SHARED}
    shared["theme"] = {key: value for key, value in settings["theme"].items() if key != "custom_dir"}
    texts = [json.dumps(shared, sort_keys=True), program, os.environ.get("SOURCE_DATE_EPOCH", "")]
    return digest(*(text.encode() for text in texts))


def program_input(root: Path, theme: Path) -> str:
    """Return the digest of the input of all languages: the root's `mkdocs.yml`, the theme, the program."""
    code = (path for path in files_below(PACKAGE) if path.endswith(".py"))
    files = [os.fspath(root), *code, *files_below(theme)]
    texts = (*package.libraries(), platform.python_version())
    return digest(*(text.encode() for text in texts), *map(content, files))


class FileDigests:
    """Digests of files, each taken once; one that was replaced since then is read again."""

    def __init__(self) -> None:
        """Know none yet."""
        self._taken: dict[str, tuple[tuple[int, ...], str]] = {}

    def of(self, path: str) -> str:
        """Return the digest of a file. Raises OSError."""
        status = os.stat(path)  # noqa: PTH116 - `Path` takes as long as reading
        state = status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        known = self._taken.get(path)
        if known is None or known[0] != state:
            known = self._taken[path] = state, digest(content(path))
        return known[1]


@dataclass
class LastSite:
    """The last site of a language, from which unmodified pages are reused."""

    folder: Path
    shared: str
    """The digest of the input that all pages share in this build."""
    previous: Manifest
    digests: FileDigests
    current: Manifest = field(default_factory=Manifest)
    reused: list[str] = field(default_factory=list)
    """The addresses of the pages to reuse."""
    _inputs: dict[str, str] = field(default_factory=dict)

    def is_modified(self, page: PageInput) -> bool:
        """Return whether a page must be built; record it in the manifest if it is reused."""
        parts = (self.shared, page.navigation, self.digests.of(page.file))
        key = digest(*(part.encode() for part in parts))
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
            return self.digests.of(f"{self.folder}/{address}") == expected
        except OSError:
            return False


class _Settings(Struct, frozen=True):
    """The settings of a language, read from its `mkdocs.yml`."""

    text: bytes
    values: Mapping[str, Any]
    program: str
    """What `program_input` returns for them."""
    config: MkDocsConfig | None = None
    """What MkDocs has loaded of them, if it has."""


class Languages:
    """Builds languages, each at most once.

    What earlier builds have left can be read ahead; it is used as far as nobody has changed it since.
    """

    def __init__(self) -> None:
        """Read nothing ahead."""
        self._settings: dict[Path, _Settings] = {}
        self._digests = FileDigests()
        self._programs: dict[tuple[Path, Path], str] = {}
        """The root's `mkdocs.yml` and the folder of the theme -> what `program_input` returns for them."""

    def read_ahead(self, build: Path, site: Path) -> None:
        """Read the settings of the languages in `build`, and their pages there and in the last site.

        Raises what MkDocs and reading files raise.
        """
        for path in sorted(build.glob(f"*/{SETTINGS}")):
            settings = self._read(path)
            self._settings[path] = replace(settings, config=mkdocs_adapter.read_ahead(path))
            for source in manifest.read(path.with_name(manifest.NAME)).pages:
                with suppress(OSError):
                    self._digests.of(f"{path.parent}/docs/{source}")
            for file in files_below(site / path.parent.name):
                if file.endswith(".html"):
                    self._digests.of(file)

    def build(self, configuration: Path, target: Path, last: Path, *, strict: bool) -> None:
        """Build the language of a `mkdocs.yml` into the empty folder `target`, and write its manifest.

        The manifest lies beside `mkdocs.yml`. `last` is the folder of the language in the last site; it may
        be missing. Raises what MkDocs raises.
        """
        path = configuration.with_name(manifest.NAME)
        settings = self._read(configuration)
        shared = shared_input(settings.values, settings.program)
        last_site = LastSite(last, shared, manifest.read(path), self._digests)
        mkdocs_adapter.build_language(configuration, target, last_site, strict=strict, config=settings.config)
        last_site.put_reused(target)
        manifest.write(path, last_site.current)

    def _read(self, path: Path) -> _Settings:
        """Return the settings in a file, as they were read ahead if it is the same."""
        text = path.read_bytes()
        ahead = self._settings.get(path)
        if ahead and ahead.text == text:
            return ahead
        values = yaml.load(text, Loader=LOADER)
        root, theme = path.parent / values["INHERIT"], Path(values["theme"]["custom_dir"])
        program = self._programs.get((root, theme)) or program_input(root, theme)
        self._programs[root, theme] = program
        return _Settings(text, values, program)


def main(arguments: Sequence[str], languages: Languages | None = None) -> int:
    """Build one language; the arguments are its `mkdocs.yml`, the target, the last site, and `--strict`.

    `languages` has perhaps read it ahead.
    """
    languages = languages or Languages()
    collect_rarely()
    configuration, target, last = map(Path, arguments[:3])
    logging.basicConfig(
        format="%(levelname)-8s-  %(message)s", level=logging.INFO, stream=sys.stdout, force=True
    )
    try:
        languages.build(configuration, target, last, strict="--strict" in arguments)
    except (MkDocsException, OSError) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
