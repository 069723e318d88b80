"""The act: its FRBR work, the version of its text, its sources and later changes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import model_validator

from generator.model.base import Entry, Identified
from generator.model.fields import (
    BodyRef,
    CheckDate,
    Day,
    Id,
    Label,
    Name,
    ProvisionRef,
    RefersTo,
    Text,
    Url,
    Urls,
    Words,
)

UNKNOWN_COUNTRY = "xx"
"""Stands for an unknown country in a work address, which is then not shown; ISO 3166-1 leaves it to users."""


class Source(Identified):
    """A source that facts about the act were taken from."""

    name: Name
    """The name of the source, with its date if it has one."""
    version: Day | None = None
    """The date of the wording that was read, if the source is an act that changes."""
    url: Url | None = None
    """Its web address."""
    urls: Urls = {}
    """Language code -> its web address in that language; `url` serves the other languages."""


class Effect(StrEnum):
    """What a later change means for the provisions that it concerns."""

    WORDS = "words"
    """Their words were changed."""
    NUMBERS = "numbers"
    """The numbers of what stands below them may be others today."""
    CITED = "cited"
    """An act that their words name is no longer in force."""
    COMPARED = "compared"
    """Another act says something else of the same matter, or more; their own words may be unchanged."""


class Change(Identified):
    """A later event that concerns the act or an act it cites, for example an amendment."""

    date: Day | None = None
    """The date of the change; omit it if unknown."""
    text: Text
    """What happened, in one or two editorial sentences."""
    amended_by: Name | None = None
    """The act that made a new version of the statute on `date`; omit it if the change made none."""
    sources: tuple[Annotated[Id, RefersTo("source")], ...]
    """The ids of the sources."""
    checked: Day
    """The date on which this was last verified."""
    provisions: tuple[ProvisionRef, ...] = ()
    """The provisions that the change concerns; their pages show it."""
    effect: Effect | None = None
    """What it means for them, which stands beside their citations; omit it if none of the effects fits."""
    similar: tuple[ProvisionRef, ...] = ()
    """Those of `provisions` that are tied to the changed words only by their subject, in the judgement of the
    editors: the act that changed them does not say which provisions of this version they replace."""
    short: Text | None = None
    """What happened, in a few words, which then name the change instead of its effect."""


class CitedName(Entry):
    """What citations call a list, together with the act that it belongs to and `{edition}`."""

    provision: ProvisionRef
    """The eId of the list."""
    name: Name
    """Its full name, as a citation of the whole list begins: `Перечень …, приведенный в Положении …`."""
    genitive: Name
    """The same in the genitive, as a citation of one of its items ends."""


class Version(Entry):
    """A version of the act's text (FRBR expression): its words on one date."""

    date: Day | None = None
    """The date of the version; omit it if the text does not state it."""
    source: Words
    """The file in `data/source/` with the text as received."""
    language: Words
    """The language code of the source."""


class Act(Entry):
    """`data/act.yml`: the act, the version of its text, its parts, and later changes."""

    work: Words
    """The FRBR work address, for example `/akn/kz/act/decree/president/2020-01-31/7`."""
    number: Label | None = None
    """The number of the act as it is cited; omit it if the text does not state it."""
    date: Day | None = None
    """The date of signature; omit it if the text does not state it."""
    title: Name
    """The short title of the act, as shown on the site."""
    statute: Name
    """The title of the statute that the act approves."""
    approved_by: Name | None = None
    """The act that approved the statute, if any."""
    cited_as: Name
    """The statute's name as used in citations (genitive: `… ереженің`, `Положения …`), with `{edition}` where
    its edition is named."""
    edition: Name | None = None
    """The words that name the edition of the data's text; citations have them in place of `{edition}`."""
    act_cited_as: Name | None = None
    """The approving act's name as used in citations of provisions outside the annex."""
    cited_names: tuple[CitedName, ...] = ()
    """What citations call the lists of the act."""
    office: BodyRef
    """The id of the body that the statute is about."""
    version: Version
    """The version of the text that the data hold."""
    received: tuple[Version, ...] = ()
    """The act as received in other languages; without one, a language's text is the site's translation."""
    checked: CheckDate | None = None
    """The date on which the status of the version was last verified; omit it if never."""
    changed_since: bool = False
    """Whether the act was amended after this version."""
    parts: tuple[Id, ...]
    """The names of the files in `data/provisions/`, in document order."""
    unpublished: tuple[ProvisionRef, ...] = ()
    """The provisions that refer to something unpublished."""
    sources: tuple[Source, ...] = ()
    """The sources of the facts about the act."""
    changes: tuple[Change, ...] = ()
    """Later changes to the act or to acts it cites."""

    @model_validator(mode="after")
    def _checked_needs_date(self) -> Self:
        if self.checked and not self.version.date:
            raise ValueError("`checked` requires the `date` of the `version`")
        return self
