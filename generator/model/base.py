"""Base classes of the data: entries and mappings that know their file and line."""

from __future__ import annotations

from typing import Any, Self

from msgspec import Struct, field
from pydantic import BaseModel, ConfigDict, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from generator.model.fields import Id


class Place(Struct, frozen=True):
    """The place of an entry: its file as shown in messages, its first line, and the line of each key."""

    file: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)

    def of(self, key: str) -> tuple[str, int]:
        """Return (file, line) of a key, or the entry's own line if the key is absent."""
        return self.file, self.keys.get(key, self.line)


NOWHERE = Place("", 0)


class Located(dict[str, Any]):
    """A mapping read from a file, with its place."""

    place: Place = NOWHERE


class Entry(BaseModel):
    """A mapping of a data file. It is frozen, refuses unknown keys and knows its place."""

    # Few commands need every model: each is built when it is used first.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _at: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        entry = handler(data)
        if isinstance(data, Located):
            entry._at = data.place
        return entry

    @property
    def at(self) -> Place:
        """The place that this entry was read from."""
        return self._at


class Identified(Entry):
    """An entry with an id written by hand."""

    id: Id
    """Its id: lowercase Latin letters, digits and hyphens. It is part of page addresses; never change it."""
