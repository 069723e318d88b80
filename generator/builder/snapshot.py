"""What the Markdown of a site is made from, in digests that tell what differs from the last build.

`take` walks everything that a page may be made from and parts it in two. The words of the data are numbered:
a page reports which of them it reads (`model/reads.py`), and depends on no others. All the rest – the
structure of the data, the plan, the interface words, the program – is one digest on which every page depends.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Set
from enum import Enum
from functools import cache
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from generator.builder.manifest import digest
from generator.builder.preparation import PreparedSite
from generator.builder.up_to_date import program
from generator.model import Entry
from generator.model.reads import NAMED, Key, TracedText
from generator.views.context import Downloads


class Snapshot(Struct, frozen=True):
    """What the pages of a build are made from."""

    shared: str
    """The digest of what every page depends on."""
    places: Mapping[Key, int]
    """What a page may read -> its place in `values`."""
    values: tuple[str, ...]
    """The digest of each of them."""


def walked(prepared: PreparedSite) -> _Walk:
    """Number the texts of a prepared site; return what `take` begins with.

    Raises TypeError for a value of a type that the walk does not know.
    """
    walk = _Walk()
    for localization in prepared.localizations:
        parts = (localization.code, localization.strings, localization.written, localization.drafts)
        walk.add((parts, localization.language, localization.index.dataset))
    walk.add((prepared.plan, prepared.base_url))
    return walk


def take(prepared: PreparedSite, downloads: Downloads, walk: _Walk | None = None) -> Snapshot:
    """Return the snapshot of a prepared site; `walk` is what `walked` returned for it, if it was called.

    Raises TypeError as `walked` does.
    """
    walk = walk or walked(prepared)
    named = {"proof": prepared.proof, "downloads": downloads}
    walk.add(list(named))
    shared = digest(walk.structure(), program())
    keys: dict[Key, str] = {}
    for text in walk.texts:
        for code, words in text.items():
            keys[text.number, code] = digest(words.encode())
    for name, value in named.items():
        other = _Walk()
        other.add(value)
        keys[NAMED, name] = digest(other.structure())
    return Snapshot(shared, {key: place for place, key in enumerate(keys)}, tuple(keys.values()))


class _Walk:
    """Collects the structure of values, and numbers the texts in them."""

    def __init__(self) -> None:
        self.texts: list[TracedText] = []
        self._hash = hashlib.blake2b(digest_size=20)
        self._seen: dict[int, int] = {}
        """The id of each value that was walked -> its number, so that it is walked once."""
        self._kept: list[object] = []
        """These values, so that no id is used again."""

    def structure(self) -> bytes:
        """Return the digest of the structure."""
        return self._hash.digest()

    def add(self, value: object) -> None:
        """Walk a value and everything in it."""
        parts: list[str] = []
        self._walk(value, parts)
        self._hash.update(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass"))

    def _walk(self, value: Any, parts: list[str]) -> None:
        kind = type(value)
        if kind is str:
            parts += ("s", value)
        elif kind is tuple or kind is list:
            parts += ("(", str(len(value)))
            for item in value:
                self._walk(item, parts)
        elif value is None or kind in PLAIN or isinstance(value, Enum):
            parts += (kind.__name__, repr(value))
        elif isinstance(value, str):
            parts += (kind.__name__, str(value))
        elif isinstance(value, tuple | list):
            parts += (kind.__name__, str(len(value)))
            for item in value:
                self._walk(item, parts)
        elif id(value) in self._seen:
            parts += ("again", str(self._seen[id(value)]))
        else:
            self._seen[id(value)] = len(self._seen)
            self._kept.append(value)
            self._open(value, parts)

    def _open(self, value: Any, parts: list[str]) -> None:
        """Walk a value that is not plain and was not walked before."""
        if isinstance(value, TracedText):
            self.texts.append(value)
            value.number = len(self.texts)
            parts += ("text", str(len(value)), *value)
        elif isinstance(value, Mapping):
            parts += (type(value).__name__, str(len(value)))
            for key, item in value.items():
                self._walk(key, parts)
                self._walk(item, parts)
        elif isinstance(value, Set):
            parts += ("set", str(len(value)), *sorted(map(repr, value)))
        else:
            parts.append(type(value).__name__)
            if isinstance(value, Entry):
                # Links to correct an entry name its file and line.
                parts += (value.at.file, str(value.at.line))
            names, values = _fields(value)
            # The class, which is part of the program, says what its fields are called.
            if names is not None:
                parts += names
            for item in values:
                self._walk(item, parts)


PLAIN = frozenset({bool, int, float, dt.date, dt.datetime})


def _fields(value: Any) -> tuple[Iterable[str] | None, Iterable[Any]]:
    """Return the names and values of what an object is made of; None for the names that its class declares.

    Raises TypeError for an object of another type.
    """
    if isinstance(value, BaseModel):
        fields = value.__dict__
        return None if fields.keys() == type(value).model_fields.keys() else fields, fields.values()
    if isinstance(value, Struct):
        return None, [getattr(value, name) for name in value.__struct_fields__]
    if dataclasses.is_dataclass(value):
        # A class is hashable; mypy looks at the `__hash__` of its instances.
        return None, [getattr(value, name) for name in _names(type(value))]  # type: ignore[arg-type]
    raise TypeError(
        f"a page may be made from a {type(value).__name__}, of which nobody knows when it changes"
    )


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    return tuple(field.name for field in dataclasses.fields(kind))
