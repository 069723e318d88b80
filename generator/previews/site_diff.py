"""Compares two built sites: which pages differ, and whether their text or only their frame differs.

Files are compared by their bytes first; only pages that differ are parsed. Then the text of the article
decides. A page whose article reads the same (another navigation, another version of a script) is counted
apart.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from msgspec import Struct

ARTICLE = "//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]"
SPACE = re.compile(r"\s+")
SEARCH_INDEX = "search/search_index.json"


class Sizes(Struct, frozen=True, kw_only=True):
    """How large a site is."""

    files: int
    pages: int
    total: int
    """Bytes of all files."""
    largest_page: int
    """Bytes of the largest page, gzipped as a server sends it."""
    search_index: int
    """Bytes of the largest search index, gzipped."""


class PageStatus(StrEnum):
    """What happened to a page."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class PageChange(NamedTuple):
    """A page that a reviewer looks at."""

    status: PageStatus
    path: str
    """Its path below the site."""


class Difference(Struct, frozen=True, kw_only=True):
    """What differs between two sites; sorted paths below the site."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    """Pages whose article has another text."""
    frame_only: tuple[str, ...] = ()
    """Pages whose bytes differ, but not the text of the article."""
    other_files: tuple[str, ...] = ()
    """Other files that were changed, added or removed: pictures, scripts, styles, data."""
    before: Sizes
    after: Sizes

    @property
    def pages(self) -> tuple[PageChange, ...]:
        """The pages that a reviewer looks at."""
        paths_by_status = (
            (PageStatus.ADDED, self.added),
            (PageStatus.REMOVED, self.removed),
            (PageStatus.CHANGED, self.changed),
        )
        return tuple(PageChange(status, path) for status, paths in paths_by_status for path in paths)


def differ(old: Path, new: Path) -> Difference:
    """Compare two built sites."""
    before, after = dict(_files(old)), dict(_files(new))
    in_both = sorted(before.keys() & after.keys())
    different = [path for path in in_both if before[path].read_bytes() != after[path].read_bytes()]
    different_pages = [path for path in different if _is_page(path)]
    changed = [path for path in different_pages if article(before[path]) != article(after[path])]
    in_one = sorted(before.keys() ^ after.keys())
    return Difference(
        added=tuple(path for path in in_one if path in after and _is_page(path)),
        removed=tuple(path for path in in_one if path in before and _is_page(path)),
        changed=tuple(changed),
        frame_only=tuple(path for path in different_pages if path not in set(changed)),
        other_files=tuple(sorted(path for path in (*different, *in_one) if not _is_page(path))),
        before=sizes(before),
        after=sizes(after),
    )


def _is_page(path: str) -> bool:
    return path.endswith(".html")


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path


def article(page: Path) -> str:
    """Return the text of a page's article, or of the complete page if it has none."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root: etree._Element | None = etree.fromstring(page.read_bytes() or b"<html>", parser)
    if root is None:
        return ""
    articles = root.xpath(ARTICLE)
    element = articles[0] if isinstance(articles, list) and articles else root
    assert isinstance(element, etree._Element)
    return SPACE.sub(" ", " ".join(str(text) for text in element.itertext())).strip()


def sizes(files: dict[str, Path]) -> Sizes:
    """Measure a site, given its files by their path below the site."""
    pages = [file for path, file in files.items() if _is_page(path)]
    search_indexes = [file for path, file in files.items() if path.endswith(SEARCH_INDEX)]
    # The page that is largest when gzipped is taken to be among the five largest files.
    candidates = sorted(pages, key=_size)[-5:]
    return Sizes(
        files=len(files),
        pages=len(pages),
        total=sum(_size(file) for file in files.values()),
        largest_page=max((_gzipped_size(file) for file in candidates), default=0),
        search_index=max((_gzipped_size(file) for file in search_indexes), default=0),
    )


def _size(path: Path) -> int:
    return path.stat().st_size


def _gzipped_size(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))
