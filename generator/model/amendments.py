"""Amendments: the acts that amend the statute, their operations, and what is known to be unknown.

`data/amendments.yml` (`TimelineFile`) says what the timeline covers and lists the amending acts.
`data/amendments/<act>.yml` (`AmendingActFile`) holds one act's operations, and
`data/amendments/provisions/<act>.yml` (`ProvisionsFile`) its words, as those of the statute are held. An
operation names provisions; it never repeats words.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from annotated_types import Len
from pydantic import Field, StringConstraints, model_validator

from generator.model.base import Entry, Identified
from generator.model.fields import Day, EId, Id, Label, Name, ProvisionRef, RefersTo, Text, Url, Words
from generator.model.provisions import Kind, Provision

UnitOrEId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=200)]
"""The eId of a provision in the version that an operation amends, or the id of a unit of amendments.yml."""

NewWords = Annotated[
    str,
    StringConstraints(
        pattern=r"^(quotation( [1-9][0-9]*(-[1-9][0-9]*)?)?|words [1-9][0-9]*|[A-Za-z0-9_-]+)$",
        max_length=200,
    ),
]
"""Where new words are: `quotation` (all quoted paragraphs below the instruction), `quotation 2` or
`quotation 1-3` (some of them), `words 2` (the second quotation inside the instruction's own text), or the eId
of a provision of the amending act."""

QuotedWords = Annotated[str, StringConstraints(pattern=r"^words [1-9][0-9]*$")]
"""`words 1`: the first quotation inside the instruction's own text."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in hexadecimal digits."""


class Verb(StrEnum):
    """What an instruction of an amending act does to its target."""

    REPLACE = "replace"
    INSERT = "insert"
    REPEAL = "repeal"
    WORDS = "words"
    """Words of the target are replaced by others, or struck."""
    UNPUBLISHED = "unpublished"
    """The target is restated by words that are not public."""
    UNKNOWN = "unknown"
    """The target changes; what its words are is not known."""


class Operation(Entry):
    """An instruction of an amending act, or a part of it: the provision that orders it, a verb, a target."""

    by: EId
    """The eId of the instruction, in the amending act."""
    do: Verb
    """What it does."""
    target: UnitOrEId
    """What it changes: an eId of the statute as it is on that day, or the id of a unit of amendments.yml. For
    `insert`, the provision that gets the new ones."""
    after: Annotated[int, Field(ge=1)] | None = None
    """For `insert` of paragraphs: the number of the paragraph after which they stand. The introductory line
    of the target is its first paragraph. Without it, a numbered provision is placed by its number."""
    count: Annotated[int, Field(ge=1)] | None = None
    """For `insert` with `after`: how many ordinals the instruction names; as many paragraphs are quoted."""
    kind: Kind | None = None
    """For `insert`: the kind of the new provisions, if that of their neighbours or an indent is wrong."""
    alone: bool = False
    """For `replace`: whether only the target's own words (a heading) change, not what is below it."""
    old: QuotedWords | None = None
    """For `words`: the words taken out."""
    times: Annotated[int, Field(ge=1)] = 1
    """For `words`: how many times the target has the words; all of them are replaced."""
    new: NewWords | None = None
    """Where the new words are."""
    on: Day | None = None
    """The day of its entry into force, if it differs from the act's."""

    @model_validator(mode="after")
    def _fits_its_verb(self) -> Self:
        if self.do is Verb.WORDS and self.old is None:
            raise ValueError("`do: words` needs `old`, the words taken out, as `words 1`")
        if self.do is not Verb.WORDS and self.old is not None:
            raise ValueError("`old` belongs to `do: words`")
        if self.do in (Verb.REPLACE, Verb.INSERT) and self.new is None:
            raise ValueError(f"`do: {self.do}` needs `new`, the place of the new words")
        if self.do in (Verb.REPEAL, Verb.UNPUBLISHED, Verb.UNKNOWN) and self.new is not None:
            raise ValueError(f"`do: {self.do}` brings no words; remove `new`")
        if self.do is Verb.WORDS and self.new is not None and not self.new.startswith("words "):
            raise ValueError("`do: words` takes its `new` words from a quotation in the text, as `words 2`")
        if (self.after is None) != (self.count is None) or (self.after and self.do is not Verb.INSERT):
            raise ValueError("`after` and `count` go together, and with `do: insert` only")
        if self.alone and self.do is not Verb.REPLACE:
            raise ValueError("`alone` belongs to `do: replace`")
        return self


class AmendingActText(Entry):
    """The words of an act as received, in one language."""

    language: Annotated[str, RefersTo("language")]
    """The language code."""
    source: Words
    """The file in `data/source/`."""
    sha256: Digest
    """The SHA-256 digest of the file, which is kept as it was received."""
    origin: Url | None = None
    """Where it was taken from."""
    unofficial_copy: bool = False
    """Whether the text was taken from an unofficial copy and not compared with the official database."""
    omits: Name | None = None
    """What the file leaves out, if anything."""


class AmendingActFile(Entry):
    """`data/amendments/<act>.yml`: an act that amends the statute, and its operations."""

    act: Id
    """Its id, the name of this file. It is part of page addresses; never change it."""
    work: Words
    """The FRBR work address, for example `/akn/kz/act/decree/president/2025-12-17/1125`."""
    number: Label
    """The number of the act."""
    date: Day
    """The date of signature."""
    in_force: Day
    """The day of entry into force; an operation may have its own."""
    name: Name
    """The act as readers name it: kind, date and number."""
    title: Name
    """Its title."""
    source: Annotated[Id, RefersTo("source")] | None = None
    """The id of the source in act.yml that its words were taken from."""
    received: Annotated[tuple[AmendingActText, ...], Len(min_length=1)]
    """Its words as received, one file for each language."""
    operations: tuple[Operation, ...] = ()
    """What it does to the statute, in its order."""
    outside: tuple[EId, ...] = ()
    """The instructions about other acts."""
    undisclosed: tuple[EId, ...] = ()
    """The provisions that are named and not published (`Для служебного пользования`, `Секретно`)."""
    own: tuple[EId, ...] = ()
    """The norms of the act itself, which amend nothing."""
    context: tuple[EId, ...] = ()
    """The lines that only say where the instructions after them apply (`в пункте 15:`)."""


class Unit(Identified):
    """Something that amending acts name as a whole: a list, a structure, an annex."""

    name: Name
    """Its name."""
    provision: ProvisionRef | None = None
    """Its eId in the version of act.yml; omit it if that version lacks it, or if that is not certain."""


class Cause(StrEnum):
    """How the cause of a change of unknown extent is known."""

    STATED = "stated"
    """A source says that the act changed these provisions."""
    INFERRED = "inferred"
    """That something changed them follows from `ground`; which act did it is not established."""
    POSSIBLE = "possible"
    """The act is known to exist; whether it changed these provisions is not known."""


class UnknownChange(Identified):
    """A change whose words are not at hand, or an act whose effect is unknown."""

    on: Day
    """The day of the change."""
    no_later_than: bool = False
    """Whether the change may have happened before that day, after the last day whose text is known."""
    cause: Cause
    """How its cause is known."""
    act: Name | None = None
    """The act that made it, if stated, or whose effect is unknown."""
    provisions: tuple[UnitOrEId, ...] = ()
    """The provisions whose words are unknown from that day, with all below them. Of all others the wording is
    from then on only the last known one."""
    ground: Text
    """What this is known from."""
    sources: tuple[Annotated[Id, RefersTo("source")], ...] = ()
    """The ids of the sources in act.yml."""


class Continuation(Entry):
    """An editorial statement that a provision has the same subject before and after an unknown change."""

    provision: ProvisionRef
    """The eId of the provision, in both versions."""
    ground: Text
    """Why the site says so."""


class StatedBody(Entry):
    """A body that the text of a later day names outside the list of its structure."""

    provision: EId
    """The eId of the provision that names it, in the version of that day."""
    name: Name
    """Its name, as the provision has it."""


class StatedNumber(Entry):
    """A number of staff that an amending act states."""

    act: Id
    """The id of the amending act."""
    provision: EId
    """The eId of the provision of that act that is the number and no more."""
    of: EId
    """The eId of the provision of that act that says whose number it is."""


class SimilarName(Entry):
    """An editorial statement that two names of different days are alike; not that they name the same body."""

    before: ProvisionRef
    """The eId of the line of the list in the version of act.yml."""
    after: EId
    """The eId of the line of the list on the later day."""


class DatedStructure(Entry):
    """The structure of the body on a later day, as an amending act restates it."""

    on: Day
    """The day; an act gave the list on it."""
    list: UnitOrEId
    """The list of the units: the id of a unit of amendments.yml, or the eId of a list."""
    bodies: tuple[StatedBody, ...] = ()
    """The bodies that other provisions of that day name."""
    similar: tuple[SimilarName, ...] = ()
    """The names that are alike without being the same."""
    numbers: tuple[StatedNumber, ...] = ()
    """The numbers of staff that amending acts state."""


class Consolidation(Entry):
    """An official text of the statute as of a day, to compare the computed text with."""

    date: Day
    """The day of the text."""
    language: Annotated[str, RefersTo("language")]
    """Its language code."""
    source: Words
    """The file in `data/source/`."""
    sha256: Digest
    """The SHA-256 digest of the file."""
    origin: Url | None = None
    """Where it was taken from."""


class TimelineFile(Entry):
    """`data/amendments.yml`: what amends the statute, and what is not known. A statute may have none."""

    work: Words | None = None
    """The FRBR work address of the act whose text is amended, if it is not the one of act.yml."""
    approved: Day | None = None
    """The day on which the statute was approved, if that is before the version of act.yml."""
    covers: tuple[ProvisionRef, ...] = ()
    """The provisions that the amending acts amend, each with all below it; without them, the whole act."""
    acts: tuple[Id, ...] = ()
    """The names of the files in `data/amendments/`, by date."""
    units: tuple[Unit, ...] = ()
    """What the operations name by id."""
    unknown: tuple[UnknownChange, ...] = ()
    """The changes of unknown extent, and the acts of unknown effect."""
    continuations: tuple[Continuation, ...] = ()
    """The provisions that are linked across a change of unknown extent. No other is."""
    structures: tuple[DatedStructure, ...] = ()
    """The structures of later days that have a page."""
    consolidations: tuple[Consolidation, ...] = ()
    """The official texts that the computed text is compared with."""


class Amendments(Entry):
    """Everything about the statute in time, as a dataset holds it; empty if nothing amends the statute."""

    timeline: TimelineFile = TimelineFile.model_construct()
    """What the timeline covers."""
    acts: tuple[AmendingActFile, ...] = ()
    """The amending acts, in the order of `timeline`."""
    provisions: dict[str, tuple[Provision, ...]] = {}
    """Act id -> the provisions of the amending act in document order, with their eIds."""
