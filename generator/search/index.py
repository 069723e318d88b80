"""Writes the search index of a language, and the script that its search worker loads."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping

from generator.files.package import THEME
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.search.documents import SearchedKind, documents

SOURCES = THEME / "assets" / "javascripts" / "search"
"""Folder of the JavaScript modules that are joined to a language file."""

SHARED = ("query.js", "input.js", "spelling.js", "lunr.js")
"""Modules that follow those of a language."""

PLAIN = "en"
"""The language for which Material's worker needs no file."""

SEPARATOR = '[\\s\\-–—»«„“”"().,;:!?/№]+'
"""What separates words, as a regular expression of JavaScript."""

FIELDS = {"title": {"boost": 2}, "text": {"boost": 1}, "keys": {"boost": 2}}
"""Field of a document -> its weight."""


WORD = re.compile(r"[^\W\d_]{4,}")
"""A word that is worth offering."""

SPACED = re.compile(r" (=>|[!=]==|[-+*/<>]=|[-+*/<>=]|&&|\|\||[?:}]) | (?=})|(?<=[,;{]) ")
"""The spaces around operators of JavaScript, after commas and inside braces."""


def language_file(code: str) -> str | None:
    """Return the script with a language's stemmer for Material's worker; None for a language without one."""
    if not (SOURCES / f"{code}.js").exists():
        return None
    files = (SOURCES / name for name in (f"{code}.js", *SHARED))
    return "".join(compact(minify(file.read_text(encoding="utf-8"))) for file in files)


def compact(source: str) -> str:
    """Return a script without spaces around operators. Its strings may not contain such spaces."""
    return SPACED.sub(r"\1", source)


def minify(source: str) -> str:
    """Return a script without comments and indentation.

    Only for sources in which no string and no regular expression contains `/*` or ` // `.
    """
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    lines = (re.sub(r"(^|\s)//\s.*$", "", line).strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def search_index(plan: Plan, localization: Localization, kinds: Mapping[str, SearchedKind]) -> str:
    """Return the content of `search_index.json` of a language."""
    code = localization.code if (SOURCES / f"{localization.code}.js").exists() else PLAIN
    config = {
        "lang": [code],
        "separator": SEPARATOR,
        "pipeline": ["stemmer", "stopWordFilter"],
        "fields": FIELDS,
    }
    docs = [document.as_json() for document in documents(plan, localization, kinds)]
    return json.dumps({"config": config, "docs": docs}, ensure_ascii=False, separators=(",", ":"))


def files(index: str) -> dict[str, str]:
    """Return path below the language's folder -> content of an index: JSON for servers, scripts for disk."""
    words = json.dumps(title_words(index), ensure_ascii=False, separators=(",", ":"))
    return {
        "search/search_index.json": index,
        "search/search_index.js": f"var __index = {index}",
        "search/words.js": f"var searchWords = {words}",
    }


def title_words(index: str) -> list[str]:
    """Return the words of the titles of an index, which the search offers when it finds nothing."""
    titles = (html.unescape(document["title"]) for document in json.loads(index)["docs"])
    words = {word for title in titles for word in WORD.findall(title.casefold())}
    return sorted(words)
