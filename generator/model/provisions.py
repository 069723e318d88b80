"""Provisions of an act: kinds, roles and their tree."""

from __future__ import annotations

from enum import StrEnum

from generator.model.base import Entry
from generator.model.fields import EId, PrintedNumber, Text


class Kind(StrEnum):
    """Kinds of provision, after Akoma Ntoso 3.0; `act.eid` has their abbreviations."""

    TITLE = "title"
    DESIGNATION = "designation"
    FORMULA = "formula"
    SIGNATURE = "signature"
    """The office that signs; the person's name is a provision below it."""
    NAME = "name"
    ANNEX = "annex"
    APPROVAL = "approval"
    CHAPTER = "chapter"
    POINT = "point"
    SUBPOINT = "subpoint"
    INDENT = "indent"
    PART = "part"
    CLOSING = "closing"
    LIST = "list"
    ITEM = "item"
    NOTE = "note"
    """An amendment note in the text itself (`Ескерту.`, `Сноска.`): who changed a provision, and when."""
    QUOTED = "quoted"
    """A paragraph that an amending act quotes as new words, with its quotation marks."""


class Role(StrEnum):
    """What a provision gives to a body."""

    FUNCTION = "function"
    POWER = "power"
    TASK = "task"
    RIGHT = "right"
    DUTY = "duty"


class Node(Entry):
    """A provision in `data/provisions/*.yml`: its text and the provisions below it."""

    kind: Kind
    """The kind of provision."""
    num: PrintedNumber | None = None
    """The number as printed before the text (`15.`, `1)`, `1-тарау.`); omit it if none is printed."""
    ordinal: PrintedNumber | None = None
    """The number of a unit that is printed within its text (an annex: `2-ҚОСЫМША`)."""
    role: Role | None = None
    """What it gives to a body; omit it if it gives nothing."""
    text: Text
    """The text without the number."""
    provisions: tuple[Node, ...] = ()
    """The provisions below it, in document order."""


class ProvisionsFile(Entry):
    """`data/provisions/<part>.yml`."""

    provisions: tuple[Node, ...]
    """The top-level provisions of this part of the act, in document order."""


class Provision(Entry):
    """A provision with its address; `Dataset.provisions` holds them in document order."""

    eid: EId
    """The address, computed from the nesting of the provisions."""
    parent: EId | None
    """The eId of the provision above it; none at the top level."""
    kind: Kind
    """The kind of provision."""
    role: Role | None
    """What it gives to a body."""
    num: str | None
    """The number as printed."""
    ordinal: str | None
    """The number of a unit that is printed within its text."""
    text: Text
    """The text without the number."""
    children: tuple[EId, ...]
    """The eIds of the provisions directly below it, in order."""
    part: str
    """The name of its file in `data/provisions/`, without extension."""
