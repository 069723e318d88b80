"""Provisions of an act: their kinds, their roles and the tree they form."""

from __future__ import annotations

from enum import StrEnum

from generator.model.base import Entry
from generator.model.fields import EId, Printed, Text


class Kind(StrEnum):
    """Kinds of provision, after Akoma Ntoso 3.0; `eid.py` holds the abbreviation of each."""

    TITLE = "title"
    DESIGNATION = "designation"
    FORMULA = "formula"
    SIGNATURE = "signature"
    """The office that signs; the name is a provision below it."""
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
    """A remark that the text itself carries (`Ескерту.`, `Сноска.`): who changed a provision, and when."""


class Role(StrEnum):
    """What a provision gives the body it speaks of."""

    FUNCTION = "function"
    POWER = "power"
    TASK = "task"
    RIGHT = "right"
    DUTY = "duty"


class Node(Entry):
    """A provision as `data/provisions/*.yml` holds it: its words and the provisions below it, in order."""

    kind: Kind
    """What unit of the act it is."""
    num: Printed | None = None
    """The number as printed (`15.`, `1)`, `1-тарау.`); none where nothing is printed before the words."""
    ordinal: Printed | None = None
    """The number of a unit that prints it inside its words (an annex: `2-ҚОСЫМША`)."""
    role: Role | None = None
    """What it gives the body it speaks of; none for a provision that gives nothing."""
    text: Text
    """The words without the number."""
    provisions: tuple[Node, ...] = ()
    """The provisions below it, in the order of the act."""


class ProvisionsFile(Entry):
    """`data/provisions/<part>.yml`."""

    provisions: tuple[Node, ...]
    """The outermost provisions of this part of the act, in order."""


class Provision(Entry):
    """A provision in its place in the act; `Dataset.provisions` holds them in document order."""

    eid: EId
    """Its address, computed from its nesting."""
    parent: EId | None
    """The address of the provision it stands in; none for an outermost one."""
    kind: Kind
    """What unit of the act it is."""
    role: Role | None
    """What it gives the body it speaks of."""
    num: str | None
    """The number as printed."""
    ordinal: str | None
    """The number of a unit that prints it inside its words."""
    text: Text
    """The words without the number."""
    children: tuple[EId, ...]
    """The addresses of the provisions directly below it, in order."""
    part: str
    """The name of the file under `data/provisions/` that holds it, without its ending."""
