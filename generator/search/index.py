"""Writes the search index of a language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from generator.files.package import THEME
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.search.documents import SearchedKind, documents

SOURCES = THEME / "assets" / "javascripts" / "search"
"""The JavaScript modules that a language file is made of."""


PLAIN = "en"
"""The language that Material's worker needs no file for."""


SEPARATOR = '[\\s\\-–—»«„“”"().,;:!?/№]+'
"""What parts words, as a regular expression of JavaScript."""


FIELDS = {"title": {"boost": 2}, "text": {"boost": 1}, "keys": {"boost": 2}}


def language_file(code: str) -> str | None:
    """Return the script that teaches Material's worker a language, or None for a language without sources."""
    if not (SOURCES / f"{code}.js").exists():
        return None
    files = (SOURCES / name for name in (f"{code}.js", "query.js", "lunr.js"))
    return "".join(bare(file.read_text(encoding="utf-8")) for file in files)


def bare(source: str) -> str:
    """Return a script without comments and indentation.

    Holds for these sources, where no string and no regular expression contains `/*` or ` // `.
    """
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    lines = (re.sub(r"(^|\s)//\s.*$", "", line).strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def search_index(plan: Plan, localization: Localization, kinds: Mapping[str, SearchedKind]) -> str:
    """Return `search_index.json` of one language."""
    code = localization.code if (SOURCES / f"{localization.code}.js").exists() else PLAIN
    config = {
        "lang": [code],
        "separator": SEPARATOR,
        "pipeline": ["stemmer", "stopWordFilter"],
        "fields": FIELDS,
    }
    found = [one.as_json() for one in documents(plan, localization, kinds)]
    return json.dumps({"config": config, "docs": found}, ensure_ascii=False, separators=(",", ":"))


def write(folder: Path, index: str) -> None:
    """Write an index below a built language: for servers, and as the script that a page on disk loads."""
    target = folder / "search"
    target.mkdir(parents=True, exist_ok=True)
    (target / "search_index.json").write_text(index, encoding="utf-8")
    (target / "search_index.js").write_text(f"var __index = {index}", encoding="utf-8")
