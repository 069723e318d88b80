"""Editorial additions: topics, short titles, completions, synonyms."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.base import Entry, Identified
from generator.model.fields import EId, Id, Name, Text, Words


class Topic(Identified):
    """A topic of the site's own making."""

    name: Name
    """What the topic is called."""
    about: Text
    """What it takes in, in one sentence."""


class Title(Entry):
    """The short title and the topic that the editors give a provision; never in place of its words."""

    provision: EId
    """The provision."""
    title: Name
    """Its short title, of eight words at the most."""
    topic: Id
    """The topic that it belongs to."""


class TopicsFile(Entry):
    """`data/topics.yml`."""

    topics: tuple[Topic, ...] = ()
    """The topics, in the order in which they are shown."""
    titles: tuple[Title, ...] = ()
    """The short titles of the provisions."""


class Completion(Entry):
    """Closing words that stand in a later provision and that earlier ones lean on."""

    words: Text
    """The closing words, letter by letter, as `source` has them."""
    source: EId
    """The provision that the closing words stand in."""
    completes: tuple[EId, ...]
    """The provisions that lean on them."""


class CompletionsFile(Entry):
    """`data/completions.yml`."""

    completions: tuple[Completion, ...] = ()
    """The closing words that earlier provisions lean on."""


class Synonym(Entry):
    """Other names by which readers look for something: other spellings, other languages, abbreviations."""

    of: Words
    """The id of a region, body, post or class, or the eId of a provision."""
    words: tuple[Words, ...]
    """The other names, in any language and spelling."""


class SynonymsFile(Entry):
    """`data/synonyms.yml`: what the search knows beside the words of the pages."""

    synonyms: tuple[Synonym, ...] = ()
    """What is looked for under which other names."""


@dataclass(frozen=True)
class HandWritten:
    """A page of `docs/<language>/`: its front matter and its Markdown."""

    name: str
    title: str
    description: str
    body: str
    file: str
    before: int = 0
    """The lines of the file above the body."""
