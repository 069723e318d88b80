"""Removes the source maps of the theme's scripts and style sheets, which no reader of a site needs.

They are a third of the bytes that a host would store, and only a developer of Material could use them.
"""

from __future__ import annotations

import re
from pathlib import Path

COMMENT = re.compile(r"\n?(?:/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=\S+)[ \t]*")
"""The comment by which a style sheet or script names its map (ECMA-426, "Extracting source map URLs")."""


def remove(site: Path) -> None:
    """Delete every source map below a folder, and the comments that name one."""
    for path in sorted(site.rglob("*.map")):
        path.unlink()
    for path in sorted([*site.rglob("*.js"), *site.rglob("*.css")]):
        text = path.read_text(encoding="utf-8")
        if "sourceMappingURL=" in text:
            path.write_text(COMMENT.sub("", text), encoding="utf-8")
