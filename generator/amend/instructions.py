"""What was read from an amending act: its instructions, and what people have to fill in."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from generator.amend.designations import Designation
from generator.amend.phrases import Phrase
from generator.amend.quotations import Quotation
from generator.amend.vocabulary import Source
from generator.model import Verb
from generator.timeline.received import Paragraph

By = tuple[str, ...]
"""The printed numbers of the point and subpoints of the amending act that an instruction stands in."""


class Scope(Struct, frozen=True):
    """Where instructions apply: the act, and inside it the part and the place that headings named."""

    act: Designation | None = None
    document: str = ""
    """The name of the part of the act, as the heading has it; empty for the act's own points."""
    place: Phrase = ()


class Instruction(Struct, frozen=True):
    """An order to change an act, read with certainty."""

    at: int
    """The position of its paragraph."""
    by: By
    do: Verb
    scope: Scope
    """Where it applies; its place is complete."""
    new_units: Phrase = ()
    """For an insertion: the units that are brought in."""
    anchor: Phrase = ()
    """For an insertion: the unit that they come after."""
    quotation: Quotation | None = None
    old: int | None = None
    new: int | None = None
    """For words: which quotation inside the sentence is taken out, and which is brought in, from 1."""
    source: Source = Source.QUOTATION
    marked: bool = False
    """Whether the annex with the new words is marked as not public."""
    whole_act: bool = False
    """Whether it repeals the whole act."""


class Doubt(Struct, frozen=True):
    """Something that was not read with certainty, to be filled in by people."""

    at: int
    """The position of its paragraph."""
    reason: str
    quotation: Quotation | None = None
    scope: Scope = Scope()


class EntryIntoForce(Struct, frozen=True):
    """The days from which an amending act applies."""

    at: int | None = None
    """The position of the paragraph that says so."""
    signing: bool = False
    """Whether the act applies from the day of its signature."""
    day: dt.date | None = None
    """The day that the act names."""
    own: tuple[tuple[By, dt.date], ...] = ()
    """Parts of the act with a day of their own."""

    def day_of(self, by: By) -> dt.date | None:
        """Return the day from which a part of the act applies if it has one of its own, else None."""
        days = [day for part, day in self.own if by[: len(part)] == part]
        return days[-1] if days else None


class Reading(Struct, frozen=True):
    """Everything read from an amending act in one language."""

    paragraphs: tuple[Paragraph, ...]
    designation: Designation | None
    """Its own date and number; None if the text gives none."""
    instructions: tuple[Instruction, ...]
    headings: tuple[int, ...]
    """The positions of the paragraphs that only say where the instructions after them apply."""
    unpublished: tuple[int, ...]
    """The positions of the items that are named and not published."""
    doubts: tuple[Doubt, ...]
    notes: tuple[Doubt, ...]
    """What is kept as the act prints it though it looks wrong: marks that do not balance."""
    entry: EntryIntoForce
