"""Vocabularies of drafting: the words by which it recognises bodies, posts and relations, as data.

The code has no words of any language and names no country. To support another language, add
`vocabularies/<language>.yml`; to support another country, add `countries/<country>.yml`.
"""

from __future__ import annotations

from enum import StrEnum

from generator.model import (
    BodyKind,
    Entry,
    Id,
    Identified,
    Name,
    Pattern,
    Region,
    RelationKind,
    Text,
    Words,
)


class Case(StrEnum):
    """The grammatical cases that a pattern may ask for, as patterns write them."""

    NOMINATIVE = "nom"
    GENITIVE = "gen"
    DATIVE = "dat"
    ACCUSATIVE = "acc"
    INSTRUMENTAL = "ins"
    LOCATIVE = "loc"
    ABLATIVE = "abl"
    PREPOSITIONAL = "pre"


class Heading(Entry):
    """Words above a list that say what its items are."""

    kind: BodyKind
    """The kind of the bodies that the items name."""
    words: Pattern


class BodyWord(Entry):
    """A word that the names of bodies end or begin with: `department`, `committee`."""

    word: Words
    form: Id | None = None
    """The interface key `form.<form>`, if the interface has a word for it."""


class ActorVariant(Entry):
    """Another name of a general actor, for acts that call it by other words."""

    name: Words
    phrases: tuple[Words, ...] = ()
    """The words of the act that this name is for."""
    where: Pattern | None = None
    """Or what the act says, if these words alone do not tell."""


class GeneralActor(Identified):
    """A body, post or group that acts speak of without a name of its own: deputies, staff."""

    proposes: Words
    """`body`, `post` or `group`."""
    kind: BodyKind | None = None
    """The kind of a body."""
    name: Words
    """Its name, with `{office}` and `{head}`, in the genitive as `{office:gen}`."""
    phrases: tuple[Words, ...]
    """How acts call it; the word that carries the case may be inflected."""
    variants: tuple[ActorVariant, ...] = ()
    """Names for acts that have the phrases of one; the first counts."""


class RelationRule(Entry):
    """The words that state a relation.

    In `words`, `{object:acc}` stands for an actor in the accusative, `{other}` for one in any case, and `…`
    for a few words of the same clause. A rule without `{subject}` states something of the bearer of the list,
    or of the actor that the sentence begins with.
    """

    kind: RelationKind
    words: tuple[Pattern, ...]
    literal: Words | None = None
    """An object that is no actor; `{name}` stands for a group of the pattern, or for an actor's words.

    `{name:gen}` is the name of an actor in the genitive. A literal that is only `{phrase}` is put in the
    nominative, or in quotation marks.
    """
    besides: bool = False
    """Whether the words state this besides what another rule of the kind reads in them."""
    object_is: Words | None = None
    """What the object must be: `body`, `post` or `group`; anything if it is not set."""
    subject: Id | None = None
    """The subject, if the words are always about the same actor, as `office`."""


class DraftingVocabulary(Entry):
    """The content of `vocabularies/<language>.yml`."""

    language: Words
    inflects_last: bool
    """Whether the last word of a name carries its case; if not, its first noun does."""
    adjective_endings: tuple[Words, ...] = ()
    """Endings of adjectives, which agree with the noun that follows them; the masculine ones first."""
    adjective_cases: tuple[Words, ...] = ()
    """Endings of masculine adjectives in the other cases."""
    adjective_declensions: dict[Words, dict[Case, Words]] = {}
    """The endings of an adjective in the nominative -> in the other cases; the longest that fits counts."""
    genitive_endings: tuple[Words, ...] = ()
    """Endings of words in the genitive, where these stand before the name of a post."""
    nominatives: dict[Words, Words] = {}
    """Endings of the last word of a phrase in other cases -> the ending of the nominative."""
    nominative_adjectives: dict[Words, Words] = {}
    """The same for the words before it; empty where these do not change."""
    accusative_of: tuple[Case, ...] = ()
    """The cases whose forms may also be an accusative."""
    letters: Words
    """How letters are written in ids, as `а:a б:b`."""
    aside: Pattern
    """A remark in brackets that introduces a short name, with the group `short`."""
    headings: tuple[Heading, ...]
    """Words of list headings."""
    introductions: tuple[Heading, ...]
    """Words of introductory lines that end in `:`."""
    agency: tuple[Pattern, ...]
    """A sentence that names an agency, with the group `name`."""
    body_words: tuple[BodyWord, ...]
    head_words: tuple[Words, ...]
    """The words for the head of a body."""
    general_heads: tuple[Words, ...]
    """Words for the head of any body, which follow or precede the body's name."""
    heads_alone: tuple[Words, ...] = ()
    """Words for the head of the body that need not name it."""
    authors: tuple[Words, ...] = ()
    """The words for who makes acts, besides the offices of state: a minister, an akimat."""
    author_ends: tuple[Words, ...] = ()
    """The words beside an author's name that do not belong to it."""
    head_sentence: Pattern
    """What a sentence says that names the head."""
    post_of: Words
    """The name of a post of a body, with `{post}` and `{body}`."""
    bearer: tuple[Pattern, ...]
    """Introductions and headings that say whose functions or powers follow, with `{subject:gen}`."""
    actors: tuple[GeneralActor, ...]
    relations: tuple[RelationRule, ...]
    joints: tuple[str, ...]
    """What stands between the parts of an enumeration."""
    term_source: Words
    """Where the act introduces a term, with the `{number}` of the point."""
    topic_without: Pattern
    """The beginnings of words that most provisions of any act have, and that tell no topic."""
    topic_not_last: Pattern
    """The endings of words that need another word after them, so that no topic ends in one."""
    topic_about: Words
    """What a drafted topic covers, with the shared `{words}`."""


class CountryRegion(Entry):
    """A region of a country."""

    region: Region
    former: dict[str, tuple[Words, ...]] = {}
    """Language code -> earlier names."""
    former_remark: Text | None = None
    """A remark for a region that an act calls by an earlier name."""


class Office(Identified):
    """An office of state that acts of the country name."""

    name: Name
    also: dict[str, tuple[Words, ...]] = {}
    """Language code -> the other ways in which acts write the name."""


class Country(Entry):
    """The content of `countries/<country>.yml`."""

    names: Name
    regions: tuple[CountryRegion, ...]
    offices: tuple[Office, ...]
