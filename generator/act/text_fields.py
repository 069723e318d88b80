"""Every map of words in the data, found by its declared place, so that no new field is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.model import Dataset, Entry, Text

NOT_TEXTS = ("strings",)


def every_text(dataset: Dataset) -> Iterator[tuple[Entry, str, Text]]:
    """Yield (entry, key, words by language) for every text of an institution."""
    for name in type(dataset).model_fields:
        value = getattr(dataset, name)
        if name not in NOT_TEXTS:
            yield from _in(value if isinstance(value, tuple) else (value,))


def _in(entries: Iterable[Any]) -> Iterator[tuple[Entry, str, Text]]:
    for entry in entries:
        for key in type(entry).model_fields if isinstance(entry, Entry) else ():
            value = getattr(entry, key)
            if isinstance(value, dict) and key not in ("forms", "find", "interface"):
                yield entry, key, value
            elif isinstance(value, Entry):
                yield from _in((value,))
            elif isinstance(value, tuple):
                yield from _in(value)
