"""Assignments of provisions to bodies, and the bearers of functions and powers."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.base import Entry
from generator.model.fields import ActorRef, Id, Name, ProvisionRef, QuotedFrom, RefersTo, Text


class Basis(StrEnum):
    """The basis of an assignment."""

    NAMED = "named"
    """The provision names the body; it need not say that the body carries out the function."""
    EDITORIAL = "editorial"


class Confidence(StrEnum):
    """How sure the editors are of an assignment; those with low confidence are not shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class CitedWords(Entry):
    """Words of another act on which a ground rests."""

    source: Annotated[Id, RefersTo("source")]
    """The id of the act in `act.yml`, `sources`; its `version` is the wording that was read."""
    place: Name
    """The article or point of that act, for example `подпункт 1) пункта 13`."""
    words: Text
    """The words, exactly as in that act."""


class Assignment(Entry):
    """An assignment of a provision to a body or post."""

    provision: ProvisionRef
    """The eId of the provision."""
    body: ActorRef
    """The id of the body, post or group that it is assigned to."""
    basis: Basis
    """The basis of the assignment."""
    quote: Annotated[Text, QuotedFrom("provision")] | None = None
    """With basis `named`: the words that name the body, exactly as in the provision."""
    ground: Text | None = None
    """With basis `editorial`: the reason."""
    cites: tuple[CitedWords, ...] = ()
    """With basis `editorial`: the words of other acts that the reason cites."""
    confidence: Confidence | None = None
    """With basis `editorial`: how sure the editors are."""
    later_law: bool = False
    """Whether the reason comes from a law later than the act."""

    @model_validator(mode="after")
    def _has_ground(self) -> Self:
        if self.basis is Basis.NAMED and self.quote is None:
            raise ValueError("basis `named` requires `quote`, the words that name the body")
        if self.basis is Basis.EDITORIAL and (self.ground is None or self.confidence is None):
            raise ValueError("basis `editorial` requires `ground` and `confidence`")
        if self.basis is Basis.NAMED and self.cites:
            raise ValueError("`cites` belongs to basis `editorial`; remove it")
        return self


class Bearer(Entry):
    """The body whose functions, powers, tasks … a point lists, as stated by the point or by its chapter."""

    provision: ProvisionRef
    """The eId of the point."""
    body: ActorRef
    """The id of the body, post or group that they belong to."""
    named_in: ProvisionRef
    """The eId of the provision that states it."""
    quote: Annotated[Text, QuotedFrom("named_in")]
    """The words that state it, exactly as in that provision."""


class AssignmentsFile(Entry):
    """`data/assignments.yml`."""

    bearers: tuple[Bearer, ...] = ()
    """The bodies whose functions, powers, tasks, rights and duties the points list."""
    assignments: tuple[Assignment, ...] = ()
    """The assignments."""
