"""The documents that a search can find: provisions, bodies, posts, regions, terms and pages."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from generator.act.index import Actor
from generator.act.targets import Target
from generator.model import Body, Kind, Post, Provision, Region
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan

TERM_WEIGHT = 0.15
"""How much a match in a term counts, where a match in a provision counts 1."""

NAMED_WEIGHT = 0.2
"""How much a match counts in a body or group that shares a page with others."""

MARKDOWN = re.compile(r"<[^<>]+>|\{[^{}]*\}|!?\[([^\[\]]*)\]\([^()]*\)|^[#>*\-\s|:]+|[*`|]", re.MULTILINE)


class SearchedKind(Protocol):
    """What the search must know about a kind of page."""

    @property
    def page_name(self) -> Callable[[Localization, Page], str]:
        """Return the function that names a page of this kind."""

    @property
    def search_weight(self) -> float | None:
        """Return how much a match in such a page counts; None if the page is no document of its own."""


@dataclass(frozen=True)
class Document:
    """One thing to be found."""

    location: str
    kind: str
    title: str
    paragraphs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    weight: float = 1.0
    """How much a match counts."""

    def as_json(self) -> dict[str, Any]:
        """Return the document as Material's worker reads it."""
        words = [_escaped(one) for one in self.paragraphs if one]
        found: dict[str, Any] = {
            "location": self.location,
            "title": _escaped(self.title),
            "text": "".join(f"<p>{one}</p>" for one in words),
        }
        if self.places:
            found["tags"] = [_escaped(one) for one in self.places]
        if self.keys:
            found["keys"] = " ".join(self.keys)
        return found if self.weight == 1 else {**found, "boost": self.weight}


def documents(plan: Plan, localization: Localization, kinds: Mapping[str, SearchedKind]) -> list[Document]:
    """Return everything to be found, the document of a page before those of its parts.

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
    found: list[Document] = []
    for page in pages:
        found += [page, *below.pop(page.location, [])]
    return found + [one for rest in below.values() for one in rest]


@dataclass(frozen=True)
class _Author:
    """Writes the documents of one language."""

    plan: Plan
    r: Localization

    def page(self, page: Page, name: str) -> Document:
        index = self.r.index
        if page.kind in ("body", "post"):
            return self._actor(page, index.actors[page.subject])
        if page.kind == "region":
            return self._region(page, index.regions[page.subject])
        keys: tuple[str, ...] = ()
        words: tuple[str, ...] = ()
        if page.kind == "hand-written":
            written = self.r.written[page.subject]
            words = (written.description, _plain(written.body))
        elif page.kind == "topic":
            words = (self.r.text(index.topics[page.subject].about),)
        elif page.kind == "chapter":
            keys = (f"c{index.number(index.provisions[page.subject])}", *self._names(page.subject))
        return Document(page.path, page.kind, name, words, keys=keys)

    def _actor(self, page: Page, actor: Actor) -> Document:
        keys = self._names(actor.id)
        words: list[str] = []
        if isinstance(actor, Body):
            words = [self.r.text(actor.short), self.r.text(actor.remark)]
            region = self.r.index.regions.get(actor.region or "")
            if region:
                words += [self.r.text(region.name), self.r.text(region.centre)]
                keys += self._names(region.id)
        elif isinstance(actor, Post):
            words = [self.r.text(actor.quote), self.r.text(actor.remark)]
        title = self.r.name(actor)
        return Document(page.path, page.kind, title, tuple(one for one in words if one != title), keys=keys)

    def _region(self, page: Page, region: Region) -> Document:
        bodies = [self.r.name(one) for one in self.r.index.bodies_in[region.id]]
        keys = (region.id.replace("-", ""), *self._names(region.id))
        words = (self.r.text(region.centre), *bodies, self.r.text(region.remark))
        return Document(page.path, page.kind, self.r.text(region.name), words, keys=keys)

    def provisions(self) -> Iterator[Document]:
        """A provision with a page is one document with all that stands below it; others are one each."""
        index, inside = self.r.index, set[str]()
        named = index.named_here
        for one in index.dataset.provisions:
            if one.eid in inside or one.kind is Kind.CHAPTER or (one.kind is Kind.ITEM and one.eid in named):
                continue
            own = self.plan.homes.get(Target.own(one.eid))
            joined = list(index.descendants(one)) if own else [one, *self._parts(one)]
            inside |= {part.eid for part in joined}
            yield self._provision(one, own or self.plan.homes[Target.provision(one.eid)], joined)

    def _parts(self, provision: Provision) -> list[Provision]:
        return [one for one in self.r.index.children(provision) if one.kind is Kind.PART]

    def _provision(self, one: Provision, location: str, joined: list[Provision]) -> Document:
        index, title = self.r.index, self.r.title(one)
        chapter = index.nearest(one, Kind.CHAPTER)
        place = self.r.place(one)
        places: tuple[str, ...] = ()
        if "#" not in location and chapter:
            number = index.number(chapter)
            places = (self.r.plain("place.chapter", number=number), place)
            heading = self.r.plain(f"heading.{one.role}", number=index.number(one), title=title)
        else:
            heading = f"{place}. {title}" if title else place
            heading = heading[:1].upper() + heading[1:]
        words = tuple(self.r.text(part.text) for part in joined)
        keys = (*(self._references(one) if chapter else ()), *self._names(one.eid))
        return Document(location, "provision", heading, words, places, keys)

    def _references(self, one: Provision) -> Iterator[str]:
        """The keys that `query.js` makes of a typed reference to this provision."""
        index, number = self.r.index, self.r.index.number(one)
        point, parent = index.nearest(one, Kind.POINT), index.provisions.get(one.parent or "")
        if one.role:
            yield f"{one.role}{number}"
        if one.kind is Kind.POINT:
            yield f"p{number}"
        elif one.kind is Kind.SUBPOINT and point is parent and point:
            yield f"p{index.number(point)}s{number}"
        if one.kind in (Kind.POINT, Kind.SUBPOINT):
            yield f"n{number}"

    def terms(self) -> Iterator[Document]:
        for term in self.r.index.dataset.glossary.terms:
            words = tuple(filter(None, (self.r.text(term.definition), self.r.text(term.note))))
            home, title = self.plan.homes[Target.term(term.id)], self.r.text(term.term)
            yield Document(home, "term", title, words, weight=TERM_WEIGHT)

    def named(self) -> Iterator[Document]:
        """The bodies and classes that share a page."""
        organisation = self.r.index.dataset.organisation
        actors: tuple[Actor, ...] = (*organisation.bodies, *organisation.groups)
        for actor in actors:
            location = self.plan.homes[Target.actor(actor)]
            if "#" in location:
                name, keys = self.r.name(actor), self._names(actor.id)
                yield Document(location, "named", name, keys=keys, weight=NAMED_WEIGHT)

    def _names(self, of: str) -> tuple[str, ...]:
        """Return the other names of something, from the data."""
        return tuple(
            _escaped(words)
            for one in self.r.index.dataset.editorial.synonyms
            if one.of == of
            for words in one.words
        )


def _escaped(words: str) -> str:
    """Return words as the text of HTML, which Material's page takes them for."""
    return html.escape(words, quote=False)


def _plain(markdown: str) -> str:
    """Return the words of a page written by hand, without its marks."""
    return " ".join(MARKDOWN.sub(lambda found: f" {found[1] or ''} ", markdown).split())
