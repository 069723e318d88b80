"""All the data of a statute, loaded and addressed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from generator.model.act import Act
from generator.model.assignments import Assignment, Bearer
from generator.model.base import Entry
from generator.model.corrections import RepairsFile
from generator.model.editorial import Completion, Synonym, Title, Topic
from generator.model.organisation import Body, BodyGroup, Post, Region
from generator.model.provisions import Provision
from generator.model.references import ReferencesFile, Term, TermLink
from generator.model.relations import Relation
from generator.model.settings import Site
from generator.model.translation import Language, ParityFile


class Organisation(Entry):
    """The bodies and posts of `bodies.yml` and the regions of `regions.yml`."""

    bodies: tuple[Body, ...]
    """The bodies, in the order of the act."""
    posts: tuple[Post, ...] = ()
    """The posts, in the order of the act."""
    groups: tuple[BodyGroup, ...] = ()
    """The groups that the act speaks of as one."""
    regions: tuple[Region, ...] = ()
    """The regions, and the jurisdictions outside them."""


class Glossary(Entry):
    """The terms of `glossary.yml` and the reviewed links to them of `term-links.yml`."""

    terms: tuple[Term, ...] = ()
    """The terms."""
    term_links: tuple[TermLink, ...] = ()
    """The words that lead to a term."""


class Editorial(Entry):
    """What the editors add: `topics.yml`, `completions.yml`, `synonyms.yml`."""

    topics: tuple[Topic, ...] = ()
    """The topics, in the order in which they are shown."""
    titles: tuple[Title, ...] = ()
    """The short titles of provisions."""
    completions: tuple[Completion, ...] = ()
    """The closing words that earlier provisions lean on."""
    synonyms: tuple[Synonym, ...] = ()
    """Other names by which readers search."""


class Dataset(BaseModel):
    """All the data of a statute, loaded and addressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    site: Site
    act: Act
    languages: tuple[Language, ...]
    """The languages, the original first."""
    provisions: tuple[Provision, ...]
    """The provisions in document order, with their eIds."""
    organisation: Organisation
    relations: tuple[Relation, ...]
    bearers: tuple[Bearer, ...]
    assignments: tuple[Assignment, ...]
    glossary: Glossary
    editorial: Editorial
    corrections: RepairsFile
    citations: ReferencesFile
    parity: ParityFile
    strings: dict[str, dict[str, str]]
    """Language code -> key -> words of the interface."""

    @property
    def original(self) -> str:
        """The code of the language that the act is in."""
        return self.languages[0].code

    @property
    def published(self) -> tuple[Language, ...]:
        """The languages that the site is built in."""
        return tuple(language for language in self.languages if not language.draft)
