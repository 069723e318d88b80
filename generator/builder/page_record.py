"""Remembers what the Markdown of each page was made from, so that the next build need not make it again.

`build/.cache/pages` holds the record: the digests of all texts, and for each page which of them it reads and
what came of it. A page is kept if nothing that it reads has changed and its files are still as they were
written. The record only saves time: if it is missing, damaged or of another program, every page is made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from generator.builder.manifest import digest
from generator.builder.snapshot import Snapshot
from generator.files import atomic
from generator.model.reads import UNNUMBERED, Key

Languages = Mapping[str, Mapping[str, "Made"]]
"""Language -> the Markdown file of a page -> what was made."""


class Made(Struct, frozen=True):
    """What was made of a page in one language."""

    files: dict[str, str]
    """The files below `docs/`, the Markdown first -> their digests."""
    drawings: list[str]
    """The files of the drawings in the cache."""
    illegible: int
    """How many of its figures have no legible picture."""
    reads: list[int]
    """The places in `Snapshot.values` of what the page read."""

    def holds(self, docs: Path, charts: Path) -> bool:
        """Tell whether the files are as they were written and the drawings are in the cache."""
        try:
            same = all(digest((docs / name).read_bytes()) == known for name, known in self.files.items())
        except OSError:
            return False
        return same and all((charts / name).is_file() for name in self.drawings)


def places(snapshot: Snapshot, reads: Set[Key]) -> list[int] | None:
    """Return the places of what was read; None if a text was read that the snapshot does not have.

    Which languages a text has is part of what all pages share, so a language that it lacks needs no place.
    """
    if any(number == UNNUMBERED for number, _ in reads):
        return None
    return sorted(place for key in reads if (place := snapshot.places.get(key)) is not None)


def read(path: Path, snapshot: Snapshot) -> dict[str, dict[str, Made]]:
    """Return the pages of the last build of which nothing that they read has changed."""
    try:
        record = json.loads(atomic.recall(path) or b"")
        values = record["values"]
        if record["shared"] != snapshot.shared or len(values) != len(snapshot.values):
            return {}
        pairs = enumerate(zip(values, snapshot.values, strict=True))
        changed = {place for place, (before, now) in pairs if before != now}
        return {
            code: {
                source: Made(**made) for source, made in pages.items() if changed.isdisjoint(made["reads"])
            }
            for code, pages in record["pages"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write(path: Path, snapshot: Snapshot, pages: Languages) -> None:
    """Record a build, unless the record says the same."""
    made = {code: {source: asdict(one) for source, one in files.items()} for code, files in pages.items()}
    record = {"shared": snapshot.shared, "values": snapshot.values, "pages": made}
    content = json.dumps(record, separators=(",", ":"), sort_keys=True).encode()
    if atomic.recall(path) != content:
        atomic.keep(path, content)
