"""The nouns: what a statute, its provisions and the bodies it names are made of.

Every YAML file of the data is one of the `…File` models below; `Institution` is all of them together.
The models are frozen and refuse unknown keys. They know nothing of files: the loader gives each entry its
place, so that whoever finds a fault can say where it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import PydanticCustomError

from generator import limits


@dataclass(frozen=True)
class Place:
    """Where an entry stands: the file as the maintainer names it, its first line, the line of each key."""

    file: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)

    def of(self, key: str) -> tuple[str, int]:
        """Return (file, line) of one key; the entry's own line where the key is absent."""
        return self.file, self.keys.get(key, self.line)


NOWHERE = Place("", 0)


class Located(dict[str, Any]):
    """A mapping read from a file, with its place."""

    place: Place = NOWHERE


Words = Annotated[str, StringConstraints(min_length=1, max_length=limits.WORDS, strip_whitespace=True)]
Text = dict[str, Words]
"""Language code -> words. The original language is required; which others are is the check's business."""

Label = Annotated[str, StringConstraints(min_length=1, max_length=limits.NAME, strip_whitespace=True)]
Name = dict[str, Label]
"""A text that stands in narrow places: in headings, charts and navigation."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return pattern


Pattern = Annotated[
    str,
    StringConstraints(min_length=1, max_length=limits.PATTERN, strip_whitespace=True),
    AfterValidator(_compiles),
]
"""A regular expression as Python reads them."""


def _written_out(day: Any) -> Any:
    """Refuse what pydantic would take for seconds since 1970."""
    if isinstance(day, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        raise PydanticCustomError("date_form", "no day of the calendar")
    return day


Day = Annotated[dt.date, BeforeValidator(_written_out)]


def _fits_a_zip(day: dt.date) -> dt.date:
    if not 1980 <= day.year <= 2107:
        raise ValueError("no zip carries this day; expected the years 1980 to 2107")
    return day


Checked = Annotated[Day, AfterValidator(_fits_a_zip)]
"""A day that the site's own files bear."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id written by hand: it stands in addresses for ever, so it is plain ASCII that any file system keeps."""

Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[\w.-]+(:[0-9]{1,5})?([/?#][\w./~:?#@!$&()*+,;=%-]*)?$", max_length=limits.ADDRESS
    ),
]
"""A web address that may stand in a link."""

Printed = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""A number as it is printed."""

UNKNOWN_COUNTRY = "xx"
"""No country: ISO 3166-1 leaves the code to users. An address of a work that has it is not shown."""

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""A colour of CSS with six digits."""

EId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=200)]
"""An address of a provision as `eid.py` computes it."""


class Entry(BaseModel):
    """A mapping of a data file: frozen, no unknown key, and it remembers its place."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    _at: Place = PrivateAttr(default_factory=lambda: NOWHERE)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        entry = handler(data)
        if isinstance(data, Located):
            entry._at = data.place
        return entry

    @property
    def at(self) -> Place:
        """The place in the data that this entry was read from."""
        return self._at


class Identified(Entry):
    """An entry with an id written by hand."""

    id: Id
    """Its id: small Latin letters, digits and hyphens. It stands in addresses and never changes."""


class Kind(StrEnum):
    """Kinds of provision, after Akoma Ntoso 3.0; `eid.py` holds the abbreviation of each."""

    TITLE = "title"
    DESIGNATION = "designation"
    FORMULA = "formula"
    SIGNATURE = "signature"
    """The office that signs; the name is a provision below it."""
    NAME = "name"
    ANNEX = "annex"
    APPROVAL = "approval"
    CHAPTER = "chapter"
    POINT = "point"
    SUBPOINT = "subpoint"
    INDENT = "indent"
    PART = "part"
    CLOSING = "closing"
    LIST = "list"
    ITEM = "item"
    NOTE = "note"
    """A remark that the text itself carries (`Ескерту.`, `Сноска.`): who changed a provision, and when."""


class Role(StrEnum):
    """What a provision gives the body it speaks of."""

    FUNCTION = "function"
    POWER = "power"
    TASK = "task"
    RIGHT = "right"
    DUTY = "duty"


class Node(Entry):
    """A provision as `data/provisions/*.yml` holds it: its words and the provisions below it, in order."""

    kind: Kind
    """What unit of the act it is."""
    num: Printed | None = None
    """The number as printed (`15.`, `1)`, `1-тарау.`); none where nothing is printed before the words."""
    ordinal: Printed | None = None
    """The number of a unit that prints it inside its words (an annex: `2-ҚОСЫМША`)."""
    role: Role | None = None
    """What it gives the body it speaks of; none for a provision that gives nothing."""
    text: Text
    """The words without the number."""
    provisions: tuple[Node, ...] = ()
    """The provisions below it, in the order of the act."""


class ProvisionsFile(Entry):
    """`data/provisions/<part>.yml`."""

    provisions: tuple[Node, ...]
    """The outermost provisions of this part of the act, in order."""


class Provision(Entry):
    """A provision in its place in the act; `Institution.provisions` holds them in document order."""

    eid: EId
    """Its address, computed from its nesting."""
    parent: EId | None
    """The address of the provision it stands in; none for an outermost one."""
    kind: Kind
    """What unit of the act it is."""
    role: Role | None
    """What it gives the body it speaks of."""
    num: str | None
    """The number as printed."""
    ordinal: str | None
    """The number of a unit that prints it inside its words."""
    text: Text
    """The words without the number."""
    children: tuple[EId, ...]
    """The addresses of the provisions directly below it, in order."""
    part: str
    """The name of the file under `data/provisions/` that holds it, without its ending."""


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


class Redaction(Entry):
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
    redaction: Redaction
    """Which of its redactions the data hold."""
    received: tuple[Redaction, ...] = ()
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
        if self.checked and not self.redaction.date:
            raise ValueError("a redaction whose status was looked up has its `date`")
        return self


class Language(Entry):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """Its ISO 639 code; it names the language's folder and its key in every text."""
    name: Label
    """Its own name for itself."""
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The ISO 639-2 code that Akoma Ntoso wants (`kaz`, `rus`)."""
    alphabet: Label
    """Its letters in order, parted by spaces; lists are sorted by it."""
    plural: Annotated[str, StringConstraints(pattern=r"^(one|two|slavic)$")] = "one"
    """Which rule chooses the form of a counted word."""
    citation: Annotated[str, StringConstraints(pattern=r"^(outer-first|inner-first)$")]
    """Whether a citation names the chapter or the subpoint first."""
    stem: Annotated[int, Field(ge=1, le=20)] = 4
    """The fewest letters of a word that its inflected forms share."""
    ending: Annotated[int, Field(ge=0, le=20)] = 1
    """How many letters at a word's end may change when it is inflected."""
    draft: bool = False
    """A translation under way: it may stand in the data, but is neither required nor published."""


class LanguagesFile(Entry):
    """`data/languages.yml`; the first language is the original."""

    languages: tuple[Language, ...]
    """The languages, the original first."""


class BodyKind(StrEnum):
    """Kinds of body; in W3C ORG terms an organisation, an agency under it, or a unit of it."""

    OFFICE = "office"
    UNIT = "unit"
    AGENCY = "agency"
    TERRITORIAL = "territorial"
    DIRECTORATE = "directorate"
    INSTITUTION = "institution"
    COLLEGIAL = "collegial"
    NAMED = "named"
    """Named in the act but not part of the organisation, or named only in general: all share one page."""


class Body(Identified):
    """A body that the act names."""

    kind: BodyKind
    """What kind of body it is; its pages and its place in the charts follow from it."""
    form: Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")] | None = None
    """What the body calls itself: its word stands under `form.<form>` in the strings."""
    name: Name
    """Its full name as the act has it."""
    short: Name | None = None
    """A shorter name for narrow places; the site's own."""
    parent: Id | None = None
    """The body that it belongs to."""
    region: Id | None = None
    """The region whose body it is."""
    named_in: EId
    """The provision that names it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    remark: Text | None = None
    """What the text does not say and a reader would assume: editorial."""
    url: Url | None = None
    """Its own site."""


class Post(Identified):
    """A post (W3C ORG `Post`)."""

    name: Name
    """The name of the post as the act has it."""
    of: Id
    """The body that the post belongs to (`postIn`)."""
    named_in: EId
    """The provision that names it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    remark: Text | None = None
    """What the text does not say and a reader would assume: editorial."""


class Group(Identified):
    """A class of bodies or posts that the act speaks of as one."""

    name: Name
    """What the act calls the class."""
    named_in: EId
    """The provision that speaks of it."""
    quote: Text | None = None
    """The words that name it, where the provision says more than its name."""
    members: tuple[Id, ...] = ()
    """The members that have a page; empty where the act names none of them."""


class BodiesFile(Entry):
    """`data/bodies.yml`."""

    bodies: tuple[Body, ...]
    """The bodies, in the order of the act."""
    posts: tuple[Post, ...] = ()
    """The posts, in the order of the act."""
    groups: tuple[Group, ...] = ()
    """The classes that the act speaks of as one."""


class Tile(Entry):
    """A place in the tile map, counted from 0 at the north-west."""

    column: Annotated[int, Field(ge=0, le=999)]
    """How many columns stand west of it."""
    row: Annotated[int, Field(ge=0, le=999)]
    """How many rows stand north of it."""
    width: Annotated[int, Field(ge=1, le=999)] = 1
    """How many columns it takes."""


class Region(Identified):
    """A jurisdiction: a region with its ISO 3166-2 code, or one outside the regions."""

    iso: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")] | None = None
    """Its ISO 3166-2 code; none for a jurisdiction outside the regions."""
    name: Name
    """Its full name."""
    short: Name
    """The name without its kind, for the tile."""
    code: Name | None = None
    """Three or four letters for the smallest tile; the first letters of the short name where none is set."""
    centre: Name | None = None
    """Its administrative centre."""
    tile: Tile | None = None
    """Its place in the tile map; none outside the map."""
    remark: Text | None = None
    """What a reader should know of it: editorial."""
    source: Text | None = None
    """Where the facts about it were read."""


class RegionsFile(Entry):
    """`data/regions.yml`."""

    regions: tuple[Region, ...] = ()
    """The regions, and the jurisdictions outside them."""


class RelationKind(StrEnum):
    """What one body or post is to another, in the words of the act; a closed list."""

    SUBORDINATE_TO = "subordinate-to"
    ACCOUNTABLE_TO = "accountable-to"
    REPORTS_TO = "reports-to"
    EXECUTES_ASSIGNMENTS_OF = "executes-assignments-of"
    HEADS = "heads"
    DIRECTS = "directs"
    COORDINATES = "coordinates"
    INSTRUCTS = "instructs"
    CHAIRS = "chairs"
    HAS_POST = "has-post"
    AGENCY_OF = "agency-of"
    UNIT_OF = "unit-of"
    TERRITORIAL_BODY_OF = "territorial-body-of"
    UNDER_JURISDICTION_OF = "under-jurisdiction-of"
    ATTACHED_TO = "attached-to"
    EQUATED_TO = "equated-to"
    APPOINTS = "appoints"
    APPOINTS_WITH_CONSENT = "appoints-with-consent"
    PROPOSES_APPOINTMENT = "proposes-appointment"
    APPOINTED_UNDER = "appointed-under"
    NOMINATES_FOR_RANKS = "nominates-for-ranks"
    FORMS = "forms"
    PROPOSES_FORMATION = "proposes-formation"
    PROPOSES = "proposes"
    ORGANISES_WORK_OF = "organises-work-of"
    APPROVES = "approves"
    APPROVES_STATUTE_OF = "approves-statute-of"
    APPROVES_STRUCTURE_OF = "approves-structure-of"
    APPROVES_RULES_OF = "approves-rules-of"
    SETS_STAFF_OF = "sets-staff-of"
    DEFINES_POWERS_OF = "defines-powers-of"
    DELEGATES_TO = "delegates-to"
    ISSUES_BINDING_ACTS_FOR = "issues-binding-acts-for"
    ISSUES_JOINT_ACTS_WITH = "issues-joint-acts-with"
    CONSENTS_FOR = "consents-for"
    SUBSTITUTES = "substitutes"
    HAS_LEGAL_FORM = "has-legal-form"
    DECIDES_BY = "decides-by"
    FINANCED_FROM = "financed-from"
    OWNED_BY = "owned-by"


class Relation(Entry):
    """A relation that the act states, with the words that state it."""

    kind: RelationKind
    """What the subject is to the object."""
    subject: Id
    """A body, a post or a group."""
    object: Id | None = None
    """A body, a post or a group; or, instead, a literal."""
    literal: Text | None = None
    """What stands instead of a body or post: a legal form, a source of money."""
    other: Id | None = None
    """The third party: who consents, or to whom it is proposed."""
    detail: Text | None = None
    """What the words add: how often, within what bounds. The site's own wording."""
    provision: EId
    """The provision that states it."""
    quote: Text
    """Words that stand in the provision, letter by letter."""

    @model_validator(mode="after")
    def _one_object(self) -> Self:
        if (self.object is None) == (self.literal is None):
            raise ValueError("needs either `object` or `literal`, and not both")
        return self


class RelationsFile(Entry):
    """`data/relations.yml`."""

    relations: tuple[Relation, ...] = ()
    """The relations that the act states."""


class Basis(StrEnum):
    """What a tie rests on."""

    NAMED = "named"
    """The words of the provision name the body: stated, but not that the body carries it out."""
    EDITORIAL = "editorial"


class Confidence(StrEnum):
    """How sure the editors are of a tie; low ones are kept and not shown."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Tie(Entry):
    """A tie between a provision and a body or post."""

    provision: EId
    """The provision."""
    body: Id
    """The body or post that it is tied to."""
    basis: Basis
    """What the tie rests on."""
    quote: Text | None = None
    """For a named body: the words that name it."""
    ground: Text | None = None
    """For an editorial tie: why."""
    confidence: Confidence | None = None
    """For an editorial tie: how sure the editors are."""
    later_law: bool = False
    """The ground is taken from a law later than the act."""

    @model_validator(mode="after")
    def _has_ground(self) -> Self:
        if self.basis is Basis.NAMED and self.quote is None:
            raise ValueError("a named body needs the `quote` that names it")
        if self.basis is Basis.EDITORIAL and (self.ground is None or self.confidence is None):
            raise ValueError("an editorial tie needs its `ground` and its `confidence`")
        return self


class Bearer(Entry):
    """Whose functions, powers, tasks … a point lists: stated by the words of the point or of its chapter."""

    provision: EId
    """The point that lists them."""
    body: Id
    """The body or post that they belong to."""
    named_in: EId
    """The provision whose words say so."""
    quote: Text
    """Those words, letter by letter."""


class TiesFile(Entry):
    """`data/ties.yml`."""

    bearers: tuple[Bearer, ...] = ()
    """Whose functions, powers, tasks, rights and duties the points list."""
    ties: tuple[Tie, ...] = ()
    """The ties."""


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


class ParityException(Entry):
    """A term that a translation renders otherwise in some provisions, and why."""

    term: Id
    """The term."""
    provisions: tuple[EId, ...]
    """The provisions whose translation renders it otherwise."""
    reason: Words
    """Why that is right."""


class ParityFile(Entry):
    """`data/parity.yml`: how the languages are compared, and the declared differences."""

    patterns: tuple[dict[str, Pattern], ...] = ()
    """Language code -> the regular expression of one kind of reference; its numbers must agree."""
    same: tuple[Words, ...] = ()
    """Texts that are rightly the same in two languages."""
    names: tuple[Words, ...] = ()
    """Words that keep the original's letters in a translation."""
    same_numbers: tuple[str, ...] = ()
    """Ids of entries whose numbers are written as digits in one language and as words in another."""
    exceptions: tuple[ParityException, ...] = ()
    """The terms that some provisions rightly render otherwise."""


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


class RepairRule(StrEnum):
    """Why the extraction is repaired at a place; `extraction.py` says how."""

    GAP = "gap"
    HYPHEN = "hyphen"
    LONE_MARK = "lone-mark"
    OPEN_BRACKET = "open-bracket"


class Repair(Entry):
    """A place of the source that was put back in order: the same characters but for spaces."""

    line: int
    """The line of the source, counted from 1."""
    raw: Words
    """The words as received."""
    repaired: Words
    """The same words put back in order."""
    reason: RepairRule
    """The rule that found it."""
    confidence: Annotated[str, StringConstraints(pattern=r"^(certain|very-high)$")]
    """How sure the repair is."""
    evidence: Text | None = None
    """What else speaks for the reading; written by hand, kept by import. A gap needs it: it moves words."""


class LookAlike(Entry):
    """A word of the act that holds Latin letters among Cyrillic ones; kept as the act has it."""

    line: int
    """The line of the source, counted from 1."""
    word: Words
    """The word, letter by letter."""
    reads: Words
    """The word as a reader would type it."""


class RepairsFile(Entry):
    """`data/source/repairs.yml`."""

    repairs: tuple[Repair, ...] = ()
    """The repairs."""
    look_alikes: tuple[LookAlike, ...] = ()
    """The words with look-alike letters; none of them is changed."""


class Site(Entry):
    """`data/site.yml`: the settings of the site."""

    name: Name
    """What the site is called, at the head of every page."""
    description: Text
    """What the site is, in one or two sentences, for search engines and the home page."""
    bundle: Id
    """The name of the offline bundle's file, without version."""
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*$", max_length=40)]
    """The version of the bundle and of its release."""
    publisher: Name | None = None
    """Who publishes the site; none keeps the line out."""
    repository: Url | None = None
    """The web address of the repository; corrections are proposed there."""
    branch: Annotated[
        str, StringConstraints(pattern=r"^[0-9A-Za-z_-]+([./][0-9A-Za-z_-]+)*$", max_length=100)
    ] = "main"
    """The branch of the repository that corrections are proposed to."""
    show_editorial_ties: bool = True
    """Whether the ties that only the editors see are shown."""
    pages: tuple[Role, ...] = (Role.FUNCTION, Role.POWER)
    """The roles whose provisions have a page each."""
    colour: Colour | None = None
    """The colour of header and footer in place of the theme's; white words stand on it."""
    interface: dict[str, Text] = {}
    """Interface words of this institution's own, in place of those of `strings/`: key -> words."""


class Institution(BaseModel):
    """Everything that the data say, loaded and addressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    site: Site
    act: Act
    languages: tuple[Language, ...]
    provisions: tuple[Provision, ...]
    bodies: tuple[Body, ...]
    posts: tuple[Post, ...]
    groups: tuple[Group, ...]
    regions: tuple[Region, ...]
    relations: tuple[Relation, ...]
    bearers: tuple[Bearer, ...]
    ties: tuple[Tie, ...]
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
