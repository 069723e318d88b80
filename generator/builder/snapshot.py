"""What the Markdown of a site is made from, in digests that tell what differs from the last build.

`take` walks everything that a page may be made from and parts it in two. The words of the data are numbered:
a page reports which of them it reads (`model/reads.py`), and depends on no others. All the rest – the
structure of the data, the plan, the interface words, the program – is one digest on which every page depends.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any

import msgspec
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
        self._hash.update(msgspec.json.encode(self._walk(value)))

    def _walk(self, value: Any) -> Any:
        """Return a JSON value that only this value has: a text is itself, all else a list with its type."""
        kind = type(value)
        if kind in AS_THEY_ARE:
            return value
        if kind is tuple or kind is list:
            return ["(", *self._items(value)]
        # A class is hashable; mypy looks at the `__hash__` of its instances.
        if _is_plain(kind):  # type: ignore[arg-type]
            return self._plain(value)
        number = self._seen.get(id(value))
        if number is not None:
            return ["again", number]
        self._seen[id(value)] = len(self._seen)
        self._kept.append(value)
        return self._open(value)

    def _items(self, values: Iterable[Any]) -> list[Any]:
        return [item if type(item) in AS_THEY_ARE else self._walk(item) for item in values]

    def _plain(self, value: Any) -> list[Any]:
        """Return what says the same as a value that is equal to others, not walked once."""
        name = type(value).__name__
        if isinstance(value, Enum):
            return [name, value.name]
        if isinstance(value, str):
            return [name, str(value)]
        if isinstance(value, tuple | list):
            return [name, *self._items(value)]
        return [name, repr(value)]

    def _open(self, value: Any) -> list[Any]:
        """Walk a value that is not plain and was not walked before."""
        name = type(value).__name__
        if isinstance(value, TracedText):
            self.texts.append(value)
            value.number = len(self.texts)
            return ["text", *value]
        if isinstance(value, Mapping):
            return [name, self._items(value), self._items(value.values())]
        if isinstance(value, Set):
            return ["set", *sorted(map(repr, value))]
        # The class, which is part of the program, says what its fields are called.
        if isinstance(value, BaseModel):
            fields = value.__dict__
            declared = _declared(type(value))
            names = None if fields.keys() == declared else [*fields]
            # Links to correct an entry name its file and line.
            place = (value.at.file, value.at.line) if isinstance(value, Entry) else ()
            return [name, names, *place, *self._items(fields.values())]
        values_of = _fields(type(value))  # type: ignore[arg-type]
        return [name, *self._items(values_of(value))]


AS_THEY_ARE = frozenset({str, NoneType, bool})
PLAIN = (int, float, dt.date, Enum, str, tuple, list)
"""The types whose values are walked wherever they are."""


@cache
def _is_plain(kind: type) -> bool:
    return issubclass(kind, PLAIN)


@cache
def _declared(model: type[BaseModel]) -> Set[str]:
    """Return the names of the fields that a model declares."""
    return model.model_fields.keys()


@cache
def _fields(kind: type) -> Callable[[Any], Iterable[Any]]:
    """Return what gets the values that an object of a type is made of. Raises TypeError for unknown types."""
    names: Sequence[str]
    if issubclass(kind, Struct):
        names = kind.__struct_fields__
    elif dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
    else:
        raise TypeError(f"a page may be made from a {kind.__name__}, of which nobody knows when it changes")
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: [getattr(value, name) for name in names]
