"""Glossary terms, links to them, cited acts and the references that cite them."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from generator.model.base import Entry, Identified
from generator.model.fields import (
    Id,
    Label,
    Name,
    Pattern,
    ProvisionRef,
    QuotedFrom,
    RefersTo,
    Text,
    Url,
    Urls,
    Words,
)


class Term(Identified):
    """A legal term in each language."""

    term: Name
    """The term in each language."""
    definition: Text | None = None
    """The definition, as in the source."""
    note: Text | None = None
    """An editorial note for readers and translators."""
    forms: dict[str, tuple[Words, ...]] = {}
    """Language code -> other word forms of the term in the act."""
    source: Text
    """The source of the term and of its translation."""

    @property
    def explained(self) -> bool:
        """Whether the term has a definition or a note; only such a term has a page and is linked."""
        return bool(self.definition or self.note)


class GlossaryFile(Entry):
    """`data/glossary.yml`."""

    terms: tuple[Term, ...] = ()
    """The terms."""


class TermLink(Entry):
    """Words of a provision that were reviewed and mean a glossary term."""

    provision: ProvisionRef
    """The eId of the provision."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), RefersTo("language")]
    """The language code of the words."""
    words: Words
    """The words, exactly as in the text; only their first occurrence becomes a link."""
    term: Annotated[Id, RefersTo("term")]
    """The id of the term."""


class RejectedTermLink(Entry):
    """Words that look like a glossary term and were reviewed: they do not mean it."""

    provision: ProvisionRef | None = None
    """The eId of the provision; without it the words mean something else in every provision."""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$"), RefersTo("language")]
    """The language code of the words."""
    words: Words
    """The words, exactly as in the text; words around them may be included to tell two places apart."""
    term: Annotated[Id, RefersTo("term")]
    """The id of the term that the words do not mean."""
    reason: Label
    """Why they do not mean it, for maintainers."""


class TermLinksFile(Entry):
    """`data/term-links.yml`: the words that link to the glossary; no other word does."""

    term_links: tuple[TermLink, ...] = ()
    """The links, each reviewed by a person."""
    rejected: tuple[RejectedTermLink, ...] = ()
    """The words that were reviewed and are no links."""


class CitedAct(Identified):
    """An act that the text cites."""

    name: Name
    """The kind, date, number and title, as cited."""
    status: Text
    """An editorial note on its current status."""
    changes: tuple[Annotated[Id, RefersTo("change")], ...] = ()
    """The ids of the related changes in `act.yml`."""
    url: Url | None = None
    """Its web address."""
    urls: Urls = {}
    """Language code -> its web address in that language; `url` serves the other languages."""
    page: Id | None = None
    """The name of the page of this site that holds its text, if any."""


class Reference(Entry):
    """A citation of another act, or of a provision of this act."""

    provision: ProvisionRef
    """The eId of the provision that contains the citation."""
    words: Annotated[Text, QuotedFrom("provision")]
    """The words of the citation, exactly as in the text."""
    act: Annotated[Id, RefersTo("act")] | None = None
    """The id of the cited act."""
    target: ProvisionRef | None = None
    """The eId of the cited provision of this act; use instead of `act`."""
    place: Name | None = None
    """The cited place in that act: article, point, subpoint."""

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.act is None) == (self.target is None):
            raise ValueError("expected exactly one of `act` and `target`")
        return self


class ReferencesFile(Entry):
    """`data/references.yml`."""

    acts: tuple[CitedAct, ...] = ()
    """The acts that the text cites."""
    find: dict[str, tuple[Pattern, ...]] = {}
    """Language code -> regular expressions that find citations; `references` must declare each match."""
    references: tuple[Reference, ...] = ()
    """The citations."""
