"""Adds entries to the lists of data files and keeps the rest of a file, with its comments, as it is."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterable

from generator.dataset.yaml_writer import SCHEMA, dump
from generator.model import Entry

KEY = re.compile(r"^[a-z]", re.MULTILINE)


def with_entries(text: str, name: str, key: str, entries: Iterable[Entry]) -> str:
    """Return the text of a file with entries added at the end of one of its lists.

    `name` is the file's name without extension, for the first line of a new file; `key` is the list's. A file
    or a list that is not there begins with them.
    """
    return with_items(text, name, key, "".join(_item(entry) for entry in entries))


def with_items(text: str, name: str, key: str, items: str) -> str:
    """Return the text of a file with lines added at the end of one of its lists; see `with_entries`."""
    if not items:
        return text
    text = text or SCHEMA.format("", name) + "\n"
    if not text.endswith("\n"):
        text += "\n"
    text = re.sub(rf"^{key}:[ ]*\[\][ ]*(#.*)?$", _block_list(key), text, flags=re.MULTILINE)
    place = list_place(text, key)
    if place is None:
        return f"{text}{key}:\n{items}"
    return text[: place[1]] + items + text[place[1] :]


def _block_list(key: str) -> Callable[[re.Match[str]], str]:
    """Return what an empty list in brackets becomes, with the comment behind it."""
    return lambda match: f"{key}: {match[1]}" if match[1] else f"{key}:"


def list_place(text: str, key: str) -> tuple[int, int] | None:
    """Return where the items of a list begin and end, or None if the text has no such list."""
    match = re.search(rf"^{key}:[ ]*(?:#.*)?\n", text, re.MULTILINE)
    if match is None:
        return None
    following = KEY.search(text, match.end())
    end = following.start() if following else len(text)
    # A comment above the next key belongs to that key.
    body = text[match.end() : end]
    comments = re.search(r"(?:^(?:#.*)?\n)+\Z", body, re.MULTILINE) if following else None
    return match.end(), end - (len(comments[0]) if comments else 0)


def _item(entry: Entry) -> str:
    first, *rest = dump(entry).splitlines()
    below = textwrap.indent("".join(f"{line}\n" for line in rest), "    ")
    return f"  - {first}\n{below}"
