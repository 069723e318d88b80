"""Data model of a comparison: what happened to each provision and entry."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class Alteration(StrEnum):
    """What happened to a provision or an entry."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    CHANGED = "changed"


class Thing(StrEnum):
    """What kind of entry changed."""

    BODY = "body"
    POST = "post"
    GROUP = "group"
    RELATION = "relation"
    BEARER = "bearer"
    ASSIGNMENT = "assignment"


class Field(NamedTuple):
    """A value that differs; None on the side that lacks it.

    The path leads to the value inside its entry: `("parent",)`, `("name", "kk")`. For a provision's text it
    is the language code alone.
    """

    path: tuple[str, ...]
    old: str | None
    new: str | None

    @property
    def key(self) -> str:
        """The path as it is shown: `name.kk`."""
        return ".".join(self.path)


class ProvisionChange(Struct, frozen=True, kw_only=True):
    """What happened to a provision.

    The eIds and the printed numbers are None for the act that does not have the provision; the numbers also
    where nothing is printed.
    """

    alteration: Alteration
    old: str | None
    new: str | None
    old_num: str | None
    new_num: str | None
    fields: tuple[Field, ...] = ()
    below: int = 0
    """How many provisions below it were renumbered along with it."""


class EntryChange(Struct, frozen=True, kw_only=True):
    """What happened to a body, post, group, relation, bearer or assignment."""

    alteration: Alteration
    thing: Thing
    name: str
    """The ids by which a message names the entry."""
    about: str
    """The id of the body, post or group; the eId of the provision that states the relation or is assigned."""
    fields: tuple[Field, ...]


Change = ProvisionChange | EntryChange


class Source(Struct, frozen=True, kw_only=True):
    """Whether the words are unchanged: in the text as received, and in the provisions in its language."""

    file_unchanged: bool
    provisions_unchanged: bool

    @property
    def unchanged(self) -> bool:
        """Whether no word of the source changed in either place."""
        return self.file_unchanged and self.provisions_unchanged


class Comparison(Struct, frozen=True, kw_only=True):
    """Everything that differs between two datasets, each kind in the order of the data."""

    source: Source
    provisions: tuple[ProvisionChange, ...] = ()
    bodies: tuple[EntryChange, ...] = ()
    """Changes of bodies, posts and groups."""
    relations: tuple[EntryChange, ...] = ()
    assignments: tuple[EntryChange, ...] = ()
    other: tuple[str, ...] = ()
    """The names of the other parts of the data that differ (`terms`, `titles`, `strings` …)."""

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        changes = (self.provisions, self.bodies, self.relations, self.assignments, self.other)
        return self.source.unchanged and not any(changes)
