"""Adds entries to the lists of data files and keeps the rest of a file, with its comments, as it is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable

from generator.dataset.yaml_writer import dump
from generator.model import Entry

SCHEMA = "# yaml-language-server: $schema=schema/{}.json\n"
"""The first line of a file of the data folder, for editors."""

KEY = re.compile(r"^[a-z]", re.MULTILINE)


def with_entries(text: str, name: str, key: str, entries: Iterable[Entry]) -> str:
    """Return the text of a file with entries added at the end of one of its lists.

    `name` is the file's name without extension, for the first line of a new file; `key` is the list's. A file
    or a list that is not there begins with them.
    """
    added = "".join(_item(entry) for entry in entries)
    if not added:
        return text
    text = text or SCHEMA.format(name)
    if not text.endswith("\n"):
        text += "\n"
    text = re.sub(rf"^{key}:[ ]*\[\][ ]*$", f"{key}:", text, flags=re.MULTILINE)
    match = re.search(rf"^{key}:[ ]*(?:#.*)?\n", text, re.MULTILINE)
    if match is None:
        return f"{text}{key}:\n{added}"
    following = KEY.search(text, match.end())
    end = following.start() if following else len(text)
    # A comment above the next key belongs to that key.
    body = text[match.end() : end]
    comments = re.search(r"(?:^(?:#.*)?\n)+\Z", body, re.MULTILINE) if following else None
    if comments:
        end -= len(comments[0])
    return text[:end] + added + text[end:]


def _item(entry: Entry) -> str:
    first, *rest = dump(entry).splitlines()
    below = textwrap.indent("".join(f"{line}\n" for line in rest), "    ")
    return f"  - {first}\n{below}"
