"""Removes the source maps of the theme's scripts and style sheets, which no reader of a site needs.

They are a third of the bytes that a host would store, and only a developer of Material could use them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator.builder.manifest import digest
from generator.builder.up_to_date import content, files_below

COMMENT = re.compile(r"\n?(?:/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=\S+)[ \t]*")
"""The comment by which a style sheet or script names its map (ECMA-426, "Extracting source map URLs")."""


def remove(site: Path) -> dict[str, str]:
    """Delete every source map below a folder, and the comments that name one.

    Return path below the folder -> digest of every script and style sheet that remains.
    """
    digests = {}
    for path in files_below(site):
        if path.endswith(".map"):
            Path(path).unlink()
        elif path.endswith((".js", ".css")):
            digests[path[len(os.fspath(site)) + 1 :]] = digest(_without_comment(path))
    return digests


def _without_comment(path: str) -> bytes:
    """Remove the comment from a script or style sheet; return what it contains then."""
    text = content(path)
    if b"sourceMappingURL=" in text:
        text = COMMENT.sub("", text.decode("utf-8")).encode("utf-8")
        Path(path).write_bytes(text)
    return text
