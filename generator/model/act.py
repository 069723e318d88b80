"""The act: its FRBR work, the version of its text, its sources and later changes."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from generator.model.base import Entry, Identified
from generator.model.fields import Checked, Day, EId, Id, Label, Name, Text, Url, Words

UNKNOWN_COUNTRY = "xx"
"""No country: ISO 3166-1 leaves the code to users. An address of a work that has it is not shown."""


class Source(Identified):
    """Where a fact was read."""

    name: Name
    """What the source is called, with its date where it has one."""
    url: Url | None = None
    """Where it can be read."""


class Change(Identified):
    """What is known to have happened to the act, or to an act it cites, after its date."""

    date: Day | None = None
    """The day of the change; none where it is not known."""
    text: Text
    """What happened, in one or two sentences of the site's own."""
    sources: tuple[Id, ...]
    """The ids of the sources that say so."""
    checked: Day
    """When this was last looked up."""
    provisions: tuple[EId, ...] = ()
    """The provisions whose reading the change concerns; their pages carry the note."""


class Version(Entry):
    """An expression (FRBR) of the act: its words on one date."""

    date: Day | None = None
    """The day whose words these are; none where the text does not say it."""
    source: Words
    """The file under `data/source/` that holds the words as received."""
    language: Words
    """The code of the language that the source is in."""


class Act(Entry):
    """`data/act.yml`: the act, its redaction, the parts it is read in, and what changed since."""

    work: Words
    """The FRBR work address, for example `/akn/kz/act/decree/president/2020-01-31/7`."""
    number: Label | None = None
    """The number of the act as the citations have it; none where the text gives none."""
    date: Day | None = None
    """The day on which the act was signed; none where the text gives none."""
    title: Name
    """What the act is called on the site (a short form)."""
    statute: Name
    """What the statute that the act brings is called."""
    approved_by: Name | None = None
    """The act that the statute belongs to, where one approved it."""
    cited_as: Name
    """The statute's name in the form that a citation wants (genitive: `… ереженің`, `Положения …`)."""
    act_cited_as: Name | None = None
    """The same of the act that brings it, for the provisions outside the annex; none without such an act."""
    office: Id
    """The body that the statute is about."""
    version: Version
    """Which of its redactions the data hold."""
    received: tuple[Version, ...] = ()
    """The act in other languages as received; words in a language without one are the site's translation."""
    checked: Checked | None = None
    """When the status of the redaction was last looked up; none where nobody has."""
    changed_since: bool = False
    """Whether the act was changed after this redaction."""
    parts: tuple[Id, ...]
    """The names of the files under `data/provisions/`, in the order of the act."""
    unpublished: tuple[EId, ...] = ()
    """Provisions that name something which was not published."""
    sources: tuple[Source, ...] = ()
    """Where the facts about the act were read."""
    changes: tuple[Change, ...] = ()
    """What happened to the act, or to an act it cites, since."""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if self.checked and not self.version.date:
            raise ValueError("a redaction whose status was looked up has its `date`")
        return self
