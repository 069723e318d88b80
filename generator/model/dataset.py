"""All the data of a statute, loaded and addressed."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from generator.model.act import Act
from generator.model.assignments import Assignment, Bearer
from generator.model.corrections import LookAlike, Repair
from generator.model.editorial import Completion, Synonym, Title, Topic
from generator.model.fields import Pattern, Words
from generator.model.organisation import Body, BodyGroup, Post, Region
from generator.model.provisions import Provision
from generator.model.references import CitedAct, Reference, Term, TermLink
from generator.model.relations import Relation
from generator.model.settings import Site
from generator.model.translation import Language, ParityException


class Dataset(BaseModel):
    """Everything that the data say, loaded and addressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    site: Site
    act: Act
    languages: tuple[Language, ...]
    provisions: tuple[Provision, ...]
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]
    groups: tuple[BodyGroup, ...]
    regions: tuple[Region, ...]
    relations: tuple[Relation, ...]
    bearers: tuple[Bearer, ...]
    assignments: tuple[Assignment, ...]
    terms: tuple[Term, ...]
    term_links: tuple[TermLink, ...] = ()
    topics: tuple[Topic, ...]
    titles: tuple[Title, ...]
    completions: tuple[Completion, ...]
    synonyms: tuple[Synonym, ...]
    repairs: tuple[Repair, ...]
    look_alikes: tuple[LookAlike, ...]
    acts: tuple[CitedAct, ...] = ()
    find: dict[str, tuple[Pattern, ...]] = {}
    references: tuple[Reference, ...] = ()
    patterns: tuple[dict[str, Pattern], ...] = ()
    same: tuple[Words, ...] = ()
    names: tuple[Words, ...] = ()
    same_numbers: tuple[str, ...] = ()
    exceptions: tuple[ParityException, ...] = ()
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
