"""Records what each page of a build was made from, so that the next build can reuse it.

`build/<language>/manifest.json` holds the record. It only saves time: if it is missing, damaged or belongs to
another site, all pages are built.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from generator.files.atomic import replace

NAME = "manifest.json"

DIGITS = 40
"""The hexadecimal digits of a digest."""


@dataclass(frozen=True)
class Manifest:
    """The pages of one language after a build."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The source of a page -> the digest of its input, and the digest of the page."""
    redone: list[str] = field(default_factory=list)
    """The addresses of the pages that this build did not reuse from the last site."""


def read(path: Path) -> Manifest:
    """Return the manifest in a file, or an empty one if the file is missing or damaged."""
    try:
        content = json.loads(path.read_bytes())
        pages = {str(source): (str(key), str(page)) for source, (key, page) in content["pages"].items()}
        return Manifest(pages, [str(address) for address in content["redone"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Manifest()


def write(path: Path, manifest: Manifest) -> None:
    """Replace the manifest in a file atomically."""
    text = json.dumps({"pages": manifest.pages, "redone": manifest.redone}, sort_keys=True)
    replace(path, text.encode())


def digest(*parts: bytes) -> str:
    """Return a digest of several byte strings; it depends on where each of them ends.

    It is the start of a SHA-256, which processors have instructions for.
    """
    hasher = hashlib.sha256(usedforsecurity=False)
    for part in parts:
        hasher.update(len(part).to_bytes(8, "big") + part)
    return hasher.hexdigest()[:DIGITS]
