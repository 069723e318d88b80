"""Removes the source maps of the theme's scripts and style sheets, which no reader of a site needs.

They are a third of the bytes that a host would store, and only a developer of Material could use them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

COMMENT = re.compile(r"\n?(?:/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=\S+)[ \t]*")
"""The comment by which a style sheet or script names its map (ECMA-426, "Extracting source map URLs")."""


def remove(site: Path) -> None:
    """Delete every source map below a folder, and the comments that name one."""
    for folder, _, names in os.walk(site):
        for name in names:
            if name.endswith(".map"):
                Path(folder, name).unlink()
            elif name.endswith((".js", ".css")):
                _remove_comment(Path(folder, name))


def _remove_comment(path: Path) -> None:
    if b"sourceMappingURL=" in path.read_bytes():
        path.write_text(COMMENT.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
