"""Collects the documents of the search index: provisions, bodies, posts, regions, terms and pages."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from generator.act.index import Actor
from generator.act.targets import Target
from generator.escape import PLACEHOLDER
from generator.model import Body, Kind, Post, Provision, Region
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from generator.search.answers import Phrase, as_json, phrases

TERM_WEIGHT = 0.15
"""How much a match in a term counts, where a match in a provision counts 1."""

NAMED_WEIGHT = 0.2
"""How much a match counts in a body or group that shares a page with others."""

MARKDOWN = re.compile(r"<[^<>]+>|\{[^{}]*\}|!?\[([^\[\]]*)\]\([^()]*\)|^[#>*\-\s|:]+|[*`|]", re.MULTILINE)
"""Markup of Markdown; the group is the text of a link."""


class SearchedKind(Protocol):
    """What the search must know about a kind of page."""

    @property
    def page_name(self) -> Callable[[Localization, Page], str]:
        """Return the function that names a page of this kind."""

    @property
    def search_weight(self) -> float | None:
        """Return how much a match in such a page counts; None if the page is no document of its own."""


class Document(Struct, frozen=True):
    """A document of the search index, as plain text."""

    location: str
    """Address below the language's folder, with an anchor if it is part of a page."""
    kind: str
    title: str
    paragraphs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    """Where a provision is in the act: its chapter and point."""
    keys: tuple[str, ...] = ()
    """Search terms that are not shown: references as `query.js` rewrites them, and synonyms."""
    weight: float = 1.0
    """How much a match counts."""
    asked: tuple[Phrase, ...] = ()
    """The phrases that the document answers."""

    def as_json(self) -> dict[str, Any]:
        """Return the document as Material's search worker expects it."""
        paragraphs = [_escaped(text) for text in self.paragraphs if text]
        document: dict[str, Any] = {
            "location": self.location,
            "title": _escaped(self.title),
            "text": "".join(f"<p>{text}</p>" for text in paragraphs),
        }
        if self.places:
            document["tags"] = [_escaped(place) for place in self.places]
        if self.keys:
            document["keys"] = " ".join(self.keys)
        if self.asked:
            document["asked"] = as_json(self.asked)
        return document if self.weight == 1 else {**document, "boost": self.weight}


def documents(plan: Plan, localization: Localization, kinds: Mapping[str, SearchedKind]) -> list[Document]:
    """Return all documents of a language; the document of a page precedes those of its parts.

    `kinds` are the registered kinds of page, by name.
    """
    author = _Author(plan, localization)
    pages = [
        replace(author.page(page, kinds[page.kind].page_name(localization, page)), weight=weight)
        for page in plan.pages
        if (weight := kinds[page.kind].search_weight) is not None
    ]
    parts = [*author.provisions(), *author.terms(), *author.named()]
    below: dict[str, list[Document]] = defaultdict(list)
    for part in parts:
        below[part.location.partition("#")[0]].append(part)
    ordered: list[Document] = []
    for page in pages:
        ordered += [page, *below.pop(page.location, [])]
    ordered += [part for parts in below.values() for part in parts]
    days, asked = Days(localization), phrases(plan, localization, kinds)
    return [
        replace(
            document,
            keys=(*document.keys, *days.keys(document)),
            asked=tuple(asked.get(document.location, ())),
        )
        for document in ordered
    ]


class Days:
    """Finds the dates that documents name, as keys by which a date in figures finds them."""

    def __init__(self, localization: Localization) -> None:
        """Read how the language writes a date from its interface words."""
        self._months: dict[str, int] = {}
        self._patterns: list[re.Pattern[str]] = []
        for form, month in (("date", "month"), ("date.of", "month.of")):
            names = {localization.strings[f"{month}.{number}"]: number for number in range(1, 13)}
            groups = {
                "day": r"(?P<day>\d{1,2})",
                "month": f"(?P<month>{'|'.join(map(re.escape, names))})",
                "year": r"(?P<year>\d{4})",
            }
            parts = PLACEHOLDER.split(localization.strings[form])
            parts[::2] = [re.escape(words) for words in parts[::2]]
            parts[1::2] = [groups[name] for name in parts[1::2]]
            self._months |= names
            self._patterns.append(re.compile("".join(parts)))

    def keys(self, document: Document) -> list[str]:
        """Return a key such as `d20221003` for each date of a document, and `d20221003title` if titled so."""
        titled = self._dates(document.title)
        dates = titled | self._dates(" ".join(document.paragraphs))
        return [*sorted(dates), *(f"{date}title" for date in sorted(titled))]

    def _dates(self, text: str) -> set[str]:
        matches = (match for pattern in self._patterns for match in pattern.finditer(text))
        return {
            f"d{match['year']}{self._months[match['month']]:02}{int(match['day']):02}" for match in matches
        }


class _Author(Struct, frozen=True):
    """Builds the documents of one language."""

    plan: Plan
    localization: Localization

    def page(self, page: Page, name: str) -> Document:
        """Return the document of a page."""
        index = self.localization.index
        if page.kind in ("body", "post"):
            return self._actor(page, index.actors[page.subject])
        if page.kind == "region":
            return self._region(page, index.regions[page.subject])
        keys: tuple[str, ...] = ()
        paragraphs: tuple[str, ...] = ()
        if page.kind == "hand-written":
            written = self.localization.written[page.subject]
            paragraphs = (written.description, _plain(written.body))
        elif page.kind == "topic":
            paragraphs = (self.localization.text(index.topics[page.subject].about),)
        elif page.kind == "appeals":
            paragraphs = (self.localization.strings["appeals.words"],)
            keys = tuple(self.localization.strings["appeals.search"].split())
        elif page.kind == "chapter":
            keys = (f"c{index.number(index.provisions[page.subject])}", *self._names(page.subject))
        return Document(page.path, page.kind, name, paragraphs, keys=keys)

    def _actor(self, page: Page, actor: Actor) -> Document:
        keys = self._names(actor.id)
        paragraphs: list[str] = []
        if isinstance(actor, Body):
            paragraphs = [self.localization.text(actor.short), self.localization.text(actor.remark)]
            region = self.localization.index.regions.get(actor.region or "")
            if region:
                paragraphs += [self.localization.text(region.name), self.localization.text(region.centre)]
                keys += self._names(region.id)
        elif isinstance(actor, Post):
            paragraphs = [self.localization.text(actor.quote), self.localization.text(actor.remark)]
        title = self.localization.name(actor)
        different = tuple(text for text in paragraphs if text != title)
        return Document(page.path, page.kind, title, different, keys=keys)

    def _region(self, page: Page, region: Region) -> Document:
        bodies = [self.localization.name(body) for body in self.localization.index.bodies_in[region.id]]
        keys = (region.id.replace("-", ""), *self._names(region.id))
        paragraphs = (self.localization.text(region.centre), *bodies, self.localization.text(region.remark))
        return Document(page.path, page.kind, self.localization.text(region.name), paragraphs, keys=keys)

    def provisions(self) -> Iterator[Document]:
        """Yield a document for each provision; a provision with a page includes its parts."""
        index, covered = self.localization.index, set[str]()
        for provision in index.dataset.provisions:
            is_name = provision.kind is Kind.ITEM and provision.eid in index.named_here
            if provision.eid in covered or provision.kind is Kind.CHAPTER or is_name:
                continue
            own = self.plan.homes.get(Target.own(provision.eid))
            parts = list(index.descendants(provision)) if own else [provision, *self._parts(provision)]
            covered |= {part.eid for part in parts}
            yield self._provision(provision, own or self.plan.homes[Target.provision(provision.eid)], parts)

    def _parts(self, provision: Provision) -> list[Provision]:
        children = self.localization.index.children(provision)
        return [child for child in children if child.kind is Kind.PART]

    def _provision(self, provision: Provision, location: str, parts: list[Provision]) -> Document:
        """Return the document of a provision with the text of `parts`."""
        index, title = self.localization.index, self.localization.title(provision)
        chapter = index.nearest(provision, Kind.CHAPTER)
        place = self.localization.place(provision)
        places: tuple[str, ...] = ()
        if "#" not in location and chapter:
            number = index.number(chapter)
            places = (self.localization.plain("place.chapter", number=number), place)
            heading = self.localization.plain(
                f"heading.{provision.role}", number=index.number(provision), title=title
            )
        else:
            heading = f"{place}. {title}" if title else place
            heading = heading[:1].upper() + heading[1:]
        if provision.repealed:
            heading = f"{heading} ({self.localization.strings['label.repealed']})"
        paragraphs = tuple(self.localization.text(part.text) for part in parts)
        references = self._references(provision) if chapter else ()
        eids = [part.eid.replace("_", "") for part in parts]
        keys = (*references, *eids, *self._names(provision.eid))
        return Document(location, "provision", heading, paragraphs, places, keys)

    def _references(self, provision: Provision) -> Iterator[str]:
        """Yield the keys into which `query.js` rewrites a typed reference to a provision."""
        index = self.localization.index
        number = index.number(provision)
        point, parent = index.nearest(provision, Kind.POINT), index.provisions.get(provision.parent or "")
        if provision.role:
            yield f"{provision.role}{number}"
        if provision.kind is Kind.POINT:
            yield f"p{number}"
        elif provision.kind is Kind.SUBPOINT and point is parent and point:
            yield f"p{index.number(point)}s{number}"
        if provision.kind in (Kind.POINT, Kind.SUBPOINT):
            yield f"n{number}"

    def terms(self) -> Iterator[Document]:
        """Yield the documents of the terms."""
        for term in self.localization.index.dataset.glossary.terms:
            texts = (self.localization.text(term.definition), self.localization.text(term.note))
            location, title = self.plan.homes[Target.term(term.id)], self.localization.text(term.term)
            yield Document(location, "term", title, tuple(filter(None, texts)), weight=TERM_WEIGHT)

    def named(self) -> Iterator[Document]:
        """Yield the documents of the bodies and groups that share a page."""
        organisation = self.localization.index.dataset.organisation
        actors: tuple[Actor, ...] = (*organisation.bodies, *organisation.groups)
        for actor in actors:
            location = self.plan.homes[Target.actor(actor)]
            if "#" in location:
                name, keys = self.localization.name(actor), self._names(actor.id)
                yield Document(location, "named", name, keys=keys, weight=NAMED_WEIGHT)

    def _names(self, of: str) -> tuple[str, ...]:
        """Return the words of an entry's other names, from the data, each once: repetition would weigh."""
        words: dict[str, str] = {}
        for synonym in self.localization.index.dataset.editorial.synonyms:
            for name in synonym.words if synonym.of == of else ():
                for word in name.split():
                    words.setdefault(word.casefold(), _escaped(word))
        return tuple(words.values())


def _escaped(text: str) -> str:
    """Return text escaped for HTML, as which Material's script inserts it into the page."""
    return html.escape(text, quote=False)


def _plain(markdown: str) -> str:
    """Return the text of Markdown without its markup."""
    return " ".join(MARKDOWN.sub(lambda match: f" {match[1] or ''} ", markdown).split())
