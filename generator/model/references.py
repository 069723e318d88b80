"""Terms, the acts that the text cites, and the places that cite them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from generator.model.base import Entry, Identified
from generator.model.fields import EId, Id, Name, Pattern, Text, Url, Words


class Term(Identified):
    """A legal term in each language."""

    term: Name
    """The term as each language has it."""
    definition: Text | None = None
    """What it means, as the source has it."""
    note: Text | None = None
    """What a reader or a translator should know of it: editorial."""
    forms: dict[str, tuple[Words, ...]] = {}
    """Language code -> other words that stand for the term in the act."""
    source: Text
    """Where the term and its rendering were read."""


class GlossaryFile(Entry):
    """`data/glossary.yml`."""

    terms: tuple[Term, ...] = ()
    """The terms."""


class TermLink(Entry):
    """A place where a word of a provision was read and has the meaning of a term of the glossary."""

    provision: EId
    """The provision that the words stand in."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The language of the words."""
    words: Words
    """The words as they stand, letter by letter; where they stand more than once, the first is meant."""
    term: Id
    """The term that they mean."""


class TermLinksFile(Entry):
    """`data/term-links.yml`: the places that lead to the glossary; a word that is not here is no link."""

    term_links: tuple[TermLink, ...] = ()
    """The places, each read by a person."""


class CitedAct(Identified):
    """An act that the text cites."""

    name: Name
    """Its kind, date, number and title, as it is cited."""
    status: Text
    """What is known of it today; the site's own words."""
    changes: tuple[Id, ...] = ()
    """The later changes of `act.yml` that tell more, with their sources."""
    url: Url | None = None
    """Where it can be read."""
    page: Id | None = None
    """The page of the site that holds it, where one does."""


class Reference(Entry):
    """A place where the text cites an act, or a provision of this one."""

    provision: EId
    """The provision that cites."""
    words: Text
    """The words that cite, letter by letter."""
    act: Id | None = None
    """The act that is cited."""
    target: EId | None = None
    """A provision of this act, instead."""
    place: Name | None = None
    """The place in the act cited: article, point, subpoint."""

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.act is None) == (self.target is None):
            raise ValueError("needs either `act` or `target`, and not both")
        return self


class ReferencesFile(Entry):
    """`data/references.yml`."""

    acts: tuple[CitedAct, ...] = ()
    """The acts that the text cites."""
    find: dict[str, tuple[Pattern, ...]] = {}
    """Language code -> regular expressions of what looks like a reference; each hit must be declared."""
    references: tuple[Reference, ...] = ()
    """The places that cite."""
