"""The ledger of a build: what each page was made from, and what came out.

`build/<language>/made.json` holds it. It only saves work: one that is lost, damaged or of another site is
empty or does not fit, and the pages are made anew.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from generator.files.atomic import keep

NAME = "made.json"


@dataclass(frozen=True)
class Ledger:
    """What one build of a language made."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The source of a page -> the key of what it was made from, and the digest of the page."""
    redone: list[str] = field(default_factory=list)
    """The addresses of the pages that this build did not take over from the last one."""


def read(path: Path) -> Ledger:
    """Return a ledger, an empty one where it cannot be read."""
    try:
        found = json.loads(path.read_bytes())
        pages = {str(source): (str(key), str(made)) for source, (key, made) in found["pages"].items()}
        return Ledger(pages, [str(address) for address in found["redone"]])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Ledger()


def write(path: Path, ledger: Ledger) -> None:
    """Put a ledger in the place of the last one, whole."""
    text = json.dumps({"pages": ledger.pages, "redone": ledger.redone}, sort_keys=True)
    keep(path, text.encode())


def digest(*parts: bytes) -> str:
    """Return a digest of some bytes; where one part ends matters."""
    made = hashlib.blake2b(digest_size=20)
    for part in parts:
        made.update(len(part).to_bytes(8, "big") + part)
    return made.hexdigest()
