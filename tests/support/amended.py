"""A statute with a real amending act: decree No. 808 on the Archive of the President, amended by No. 660."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.commands import import_act
from generator.timeline import received
from tests.support.paths import INPUTS

AMENDED = INPUTS / "amended"
BEFORE = AMENDED / "source" / "808-2022-02-09.kk.md"
CONSOLIDATED = AMENDED / "source" / "808-2025-01-01.kk.md"


def plain(markdown: str) -> str:
    """Return a Markdown file as plain text whose body is indented, as `import` expects it."""
    lines = []
    for paragraph in received.paragraphs(markdown):
        indent = "    " if paragraph.style is received.Style.TEXT else ""
        lines += [f"{indent}{paragraph.text}", ""]
    return "\n".join(lines)


def import_808(folder: Path) -> Path:
    """Import No. 808 as adopted, add No. 660 to it, and return the data folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text, data = folder / "decree-808.kk.txt", folder / "data"
    text.write_text(plain(BEFORE.read_text(encoding="utf-8")), encoding="utf-8")
    list(import_act.import_act(text, data))
    shutil.copytree(AMENDED, data, dirs_exist_ok=True)
    return data
