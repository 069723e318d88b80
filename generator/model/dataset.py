"""The dataset: all data of a statute, loaded and addressed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from generator.model.act import Act
from generator.model.amendments import Amendments
from generator.model.assignments import Assignment, Bearer
from generator.model.base import Entry
from generator.model.corrections import RepairsFile
from generator.model.editorial import Completion, Synonym, Title, Topic
from generator.model.english import EnglishFile
from generator.model.organisation import Body, BodyGroup, Post, Region
from generator.model.outside import OutsideFile
from generator.model.provisions import Provision
from generator.model.received import ReceivedFile
from generator.model.references import ReferencesFile, RejectedTermLink, Term, TermLink
from generator.model.relations import Relation
from generator.model.settings import Site
from generator.model.translation import Language, ParityFile


class Organisation(Entry):
    """The bodies and posts of `bodies.yml` and the regions of `regions.yml`."""

    bodies: tuple[Body, ...]
    """The bodies, in document order."""
    posts: tuple[Post, ...] = ()
    """The posts, in document order."""
    groups: tuple[BodyGroup, ...] = ()
    """The body groups."""
    regions: tuple[Region, ...] = ()
    """The regions, and jurisdictions that are not regions."""


class Glossary(Entry):
    """The terms of `glossary.yml` and the reviewed links to them of `term-links.yml`."""

    terms: tuple[Term, ...] = ()
    """The terms."""
    term_links: tuple[TermLink, ...] = ()
    """The links from words of the act to a term."""
    rejected: tuple[RejectedTermLink, ...] = ()
    """The words that look like a term and do not mean it."""


class Editorial(Entry):
    """Editorial additions: `topics.yml`, `completions.yml`, `synonyms.yml`."""

    topics: tuple[Topic, ...] = ()
    """The topics, in display order."""
    titles: tuple[Title, ...] = ()
    """The short titles of provisions."""
    completions: tuple[Completion, ...] = ()
    """Closing words that complete earlier provisions."""
    synonyms: tuple[Synonym, ...] = ()
    """Other names that readers search by."""


class Dataset(BaseModel):
    """All data of a statute, loaded and addressed."""

    # It is made of parts that were checked, so its validator is hardly ever needed.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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
    received_files: tuple[ReceivedFile, ...] = ()
    """The files that texts of the act were read from, if they are more than plain text."""
    citations: ReferencesFile
    parity: ParityFile
    outside: OutsideFile
    english: EnglishFile = EnglishFile.model_construct()
    """English names with their sources; empty if there are none."""
    amendments: Amendments = Amendments.model_construct()
    """The acts that amend the statute; empty if there are none."""
    strings: dict[str, dict[str, str]]
    """Language code -> key -> interface text."""

    @property
    def original(self) -> str:
        """The language code of the act itself."""
        return self.languages[0].code

    def file_of(self, source: str) -> str:
        """Return the name of the received file that a text in `source/` was read from: its own, if plain."""
        files = {file.source: file.file for file in self.received_files}
        return files.get(source, source)

    @property
    def published(self) -> tuple[Language, ...]:
        """The languages that the site is built in."""
        return tuple(language for language in self.languages if not language.draft)
