"""Edits of the tiny project's data folder, to compare it with the original."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

Edit = Callable[[Path], None]


def put(file: str, *changes: tuple[str, str]) -> Edit:
    """Return an edit that changes one place of a data file for each pair."""

    def edit(data: Path) -> None:
        path = data / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (file, old, text.count(old))
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    return edit


def every(*edits: Edit) -> Edit:
    """Return an edit that makes several edits."""

    def edit_all(data: Path) -> None:
        for edit in edits:
            edit(data)

    return edit_all


CHAPTER = "provisions/chapter-2.yml"
SECOND = "          - kind: subpoint\n            num: 2)\n            role: function\n"
SUBPOINT = "          - kind: subpoint\n            num: {})\n            role: function\n            text:\n"


def renumber(data: Path) -> None:
    """Insert a subpoint before the four functions; they are renumbered, and the assignments with them."""
    path = data / CHAPTER
    text = path.read_text(encoding="utf-8")
    before, functions, after = re.split(
        r"(?s)(?<=Функциялары:'\n        provisions:\n)(.*?)(?=      - kind: point)", text
    )
    shifted = re.sub(r"num: (\d)\)", lambda match: f"num: {int(match[1]) + 1})", functions)
    added = SUBPOINT.format(1) + "              kk: ауыл кітапханаларын есепке алады;\n"
    path.write_text(before + added + shifted + after, encoding="utf-8")
    path = data / "assignments.yml"
    text = path.read_text(encoding="utf-8")
    moved = re.sub(r"(para_6__subpara_)(\d)", lambda match: f"{match[1]}{int(match[2]) + 1}", text)
    path.write_text(moved, encoding="utf-8")


reword = put(CHAPTER, ("kk: оқырмандарға қызмет көрсетеді;", "kk: оқырмандарға сапалы қызмет көрсетеді;"))

hostile = put(
    CHAPTER,
    (
        "kk: оқырмандарға қызмет көрсетеді;",
        "kk: '<img src=x onerror=alert(1)> @everyone #12 | [x](javascript:alert(1)) `code` **b** "
        "https://example.org www.example.org :tada: GH-7 {% include %} {{7*7}}'",
    ),
)
