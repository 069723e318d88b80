"""Assignments of provisions to bodies, and the bearers of functions and powers."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from generator.model.base import Entry
from generator.model.fields import EId, Id, Text


class Basis(StrEnum):
    """What a tie rests on."""

    NAMED = "named"
    """The words of the provision name the body: stated, but not that the body carries it out."""
    EDITORIAL = "editorial"


class Confidence(StrEnum):
    """How sure the editors are of a tie; low ones are kept and not shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Assignment(Entry):
    """A tie between a provision and a body or post."""

    provision: EId
    """The provision."""
    body: Id
    """The body or post that it is tied to."""
    basis: Basis
    """What the tie rests on."""
    quote: Text | None = None
    """For a named body: the words that name it."""
    ground: Text | None = None
    """For an editorial tie: why."""
    confidence: Confidence | None = None
    """For an editorial tie: how sure the editors are."""
    later_law: bool = False
    """The ground is taken from a law later than the act."""

    @model_validator(mode="after")
    def _has_ground(self) -> Self:
        if self.basis is Basis.NAMED and self.quote is None:
            raise ValueError("a named body needs the `quote` that names it")
        if self.basis is Basis.EDITORIAL and (self.ground is None or self.confidence is None):
            raise ValueError("an editorial tie needs its `ground` and its `confidence`")
        return self


class Bearer(Entry):
    """Whose functions, powers, tasks … a point lists: stated by the words of the point or of its chapter."""

    provision: EId
    """The point that lists them."""
    body: Id
    """The body or post that they belong to."""
    named_in: EId
    """The provision whose words say so."""
    quote: Text
    """Those words, letter by letter."""


class AssignmentsFile(Entry):
    """`data/assignments.yml`."""

    bearers: tuple[Bearer, ...] = ()
    """Whose functions, powers, tasks, rights and duties the points list."""
    assignments: tuple[Assignment, ...] = ()
    """The ties."""
