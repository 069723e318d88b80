"""Editorial additions: topics, short titles, completions, synonyms."""

from __future__ import annotations

from typing import Annotated

from msgspec import Struct

from generator.model.base import Entry, Identified
from generator.model.fields import Id, Name, PartialText, ProvisionRef, QuotedFrom, RefersTo, Text, Words


class Topic(Identified):
    """An editorial topic that groups provisions."""

    name: Name
    """The name of the topic."""
    about: Text
    """What it covers, in one sentence."""
    provisions: tuple[ProvisionRef, ...] = ()
    """The eIds of its provisions whose short title, if they have one, does not name the topic."""


class Title(Entry):
    """The editorial short title and topic of a provision. They never replace its text.

    Where short titles name topics, they divide the whole act: each point and each provision with a page needs
    one. Short titles without topics may be given to some provisions only.
    """

    provision: ProvisionRef
    """The eId of the provision."""
    title: Name
    """The short title, at most eight words."""
    topic: Annotated[Id, RefersTo("topic")] | None = None
    """The id of the topic, if the short titles divide the act into topics."""


class TopicsFile(Entry):
    """`data/topics.yml`."""

    topics: tuple[Topic, ...] = ()
    """The topics, in display order."""
    titles: tuple[Title, ...] = ()
    """The short titles of the provisions."""


class Completion(Entry):
    """Closing words, printed in a later provision, that complete earlier ones."""

    words: Annotated[PartialText, QuotedFrom("source")]
    """The closing words, exactly as in `source`. Leave out a language whose introductory line has them."""
    source: ProvisionRef
    """The eId of the provision that contains the words."""
    completes: tuple[ProvisionRef, ...]
    """The eIds of the provisions that they complete."""


class CompletionsFile(Entry):
    """`data/completions.yml`."""

    completions: tuple[Completion, ...] = ()
    """Closing words that complete earlier provisions."""


class Synonym(Entry):
    """Other names that readers search by: other spellings, other languages, abbreviations."""

    of: Annotated[Words, RefersTo("region", "body", "post", "group", "provision")]
    """The id of a region, body, post or group, or the eId of a provision."""
    words: tuple[Words, ...] = ()
    """The other names, in any language and spelling."""
    asked: tuple[Words, ...] = ()
    """Questions that the entry answers, in a reader's words: `how many deputies`."""
    source: Words = "site"
    """Where the words are from: `site` if they are the site's own, else the name of a source."""


class SynonymsFile(Entry):
    """`data/synonyms.yml`: search terms that the pages do not contain."""

    synonyms: tuple[Synonym, ...] = ()
    """The other names, by what they stand for."""


class HandWritten(Struct, frozen=True):
    """A hand-written page of `docs/<language>/`: its front matter and its Markdown."""

    name: str
    title: str
    description: str
    body: str
    file: str
    before: int = 0
    """The number of lines above the body in the file."""
