"""Which pages of two built sites differ, and by what a reader sees.

Bytes are compared first; only pages whose bytes differ are read. What counts then is the text of the article:
a page whose frame alone differs (navigation, another version of a script) is told apart.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

ARTICLE = "//article[contains(concat(' ', @class, ' '), ' md-content__inner ')]"
SPACE = re.compile(r"\s+")
INDEX = "search/search_index.json"


@dataclass(frozen=True)
class Sizes:
    """How large a site is, in files, pages and bytes."""

    files: int
    pages: int
    total: int
    largest: int
    """The largest page, gzipped as a server sends it."""
    index: int
    """The largest search index, gzipped."""


@dataclass(frozen=True)
class Difference:
    """What differs between two sites; addresses below the site, in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    reworded: tuple[str, ...]
    """Pages whose article reads otherwise."""
    reframed: tuple[str, ...]
    """Pages whose bytes differ, but not the text of the article."""
    files: tuple[str, ...]
    """Whatever else differs: drawings, scripts, styles, data; added and removed ones too."""
    before: Sizes
    after: Sizes

    @property
    def pages(self) -> tuple[tuple[str, str], ...]:
        """The pages that a reviewer looks at: (what happened, address)."""
        kinds = (("added", self.added), ("removed", self.removed), ("changed", self.reworded))
        return tuple((kind, name) for kind, names in kinds for name in names)


def differ(old: Path, new: Path) -> Difference:
    """Compare two built sites."""
    before, after = dict(_files(old)), dict(_files(new))
    shared = sorted(before.keys() & after.keys())
    changed = [name for name in shared if before[name].read_bytes() != after[name].read_bytes()]
    pages = [name for name in changed if name.endswith(".html")]
    reworded = [name for name in pages if article(before[name]) != article(after[name])]
    one_side = sorted(before.keys() ^ after.keys())
    return Difference(
        tuple(name for name in one_side if name in after and name.endswith(".html")),
        tuple(name for name in one_side if name in before and name.endswith(".html")),
        tuple(reworded),
        tuple(name for name in pages if name not in set(reworded)),
        tuple(sorted(name for name in (*changed, *one_side) if not name.endswith(".html"))),
        sizes(before),
        sizes(after),
    )


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path


def article(page: Path) -> str:
    """Return the text of a page's article, or of the whole page where it has none; nothing for no page."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root: etree._Element | None = etree.fromstring(page.read_bytes() or b"<html>", parser)
    if root is None:
        return ""
    found = root.xpath(ARTICLE)
    article_ = found[0] if isinstance(found, list) and found else root
    assert isinstance(article_, etree._Element)
    return SPACE.sub(" ", " ".join(str(one) for one in article_.itertext())).strip()


def sizes(files: dict[str, Path]) -> Sizes:
    """Measure the files of a site, address -> path."""
    pages = [path for name, path in files.items() if name.endswith(".html")]
    indexes = [path for name, path in files.items() if name.endswith(INDEX)]
    return Sizes(
        len(files),
        len(pages),
        sum(path.stat().st_size for path in files.values()),
        # The largest of all is among the largest as they lie on disk.
        max((_zipped(path) for path in sorted(pages, key=_size)[-5:]), default=0),
        max((_zipped(path) for path in indexes), default=0),
    )


def _size(path: Path) -> int:
    return path.stat().st_size


def _zipped(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), mtime=0))
