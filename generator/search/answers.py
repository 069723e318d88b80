"""Collects the phrases that a document answers: names, places, and questions on who does what.

The search compares a query's words with the words of each phrase, in any order and form, before it looks for
single words. What the phrases say comes from the data (names, other names, regions, relations) and from the
interface words (`search.asked.*`, `search.object.*`, `search.subject.*`).
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol

from msgspec import Struct

from generator.act.index import Actor
from generator.act.targets import Target
from generator.model import Region, Relation
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan

EXACT = 0
"""The phrase must be the whole query."""

WITHIN = 1
"""The phrase may be a part of a longer query."""

LITERAL = 2
"""The phrase must be the whole query in the same form; other forms of a common word ask for what the act says
of it."""

NAME, QUESTION, BROADER = 5, 4, 3
"""The rank of a phrase; of documents that a query fits equally well, that of the higher rank comes first."""

PLACES = (3, 1)
"""The rank of a body of a region: directly below the office, or deeper. The region stands between."""

REGION = 2

OF_OFFICE = ("chart", "bodies")
"""The kinds of page whose words are also asked with the name of the office: `structure of the ministry`."""

SEPARATOR = "|"
"""Parts the phrases of an interface word."""


QUOTED = re.compile(r"«([^«»]+)»")
"""The title of an act in its name."""

NUMBER = re.compile(r"№\s*(\d\S*)")
"""The number of an act in its name."""


class Phrase(Struct, frozen=True, order=True):
    """Words that a document answers, alone or with each of some names."""

    words: str
    rank: float
    within: int = EXACT
    names: tuple[str, ...] = ()
    """Names that follow the words; each makes a phrase: who appoints, then every name of the post."""


def as_json(phrases: Iterable[Phrase]) -> list[list[str | float]]:
    """Return the phrases of a document as `lunr.js` reads them, escaped like all words of the index.

    Phrases that differ only in their words share a row.
    """
    alike: dict[tuple[float, int, tuple[str, ...]], list[str]] = defaultdict(list)
    for phrase in phrases:
        alike[phrase.rank, phrase.within, phrase.names].append(phrase.words)
    rows: list[list[str | float]] = []
    for (rank, within, names), words in alike.items():
        row: list[str | float] = [_joined(words), rank, within]
        rows.append([*row, _joined(names)] if names else row)
    return rows


def _joined(words: Iterable[str]) -> str:
    return html.escape(SEPARATOR.join(words), quote=False)


class NamedKind(Protocol):
    """What the phrases must know about a kind of page."""

    @property
    def page_name(self) -> Callable[[Localization, Page], str]:
        """Return the function that names a page of this kind."""


def phrases(
    plan: Plan, localization: Localization, kinds: Mapping[str, NamedKind]
) -> Mapping[str, list[Phrase]]:
    """Return the phrases of each location of the search index; `kinds` are the kinds of page by name."""
    found: dict[str, set[Phrase]] = defaultdict(set)
    author = _Author(plan, localization, kinds)
    for location, phrase in author.all():
        found[location].add(phrase)
    return {location: sorted(of) for location, of in found.items()}


class _Author(Struct, frozen=True, dict=True):
    """Yields pairs of location and phrase."""

    plan: Plan
    localization: Localization
    kinds: Mapping[str, NamedKind]

    def all(self) -> Iterator[tuple[str, Phrase]]:
        yield from self._pages()
        yield from self._names()
        yield from self._places()
        yield from self._asked()
        yield from self._acts()
        for relation in self.localization.index.dataset.relations:
            yield from self._relation(relation)

    def _pages(self) -> Iterator[tuple[str, Phrase]]:
        """Yield what a kind of page, or a page of that kind on one subject, answers: interface words."""
        for page in self.plan.pages:
            keys = (f"search.asked.{page.kind}", f"search.asked.{page.kind}.{page.subject}")
            for place, words in enumerate(words for key in keys for words in self._words(key)):
                rank = QUESTION - place / 100  # of two pages for one phrase, the one that names it earlier
                yield page.path, Phrase(words, rank, WITHIN if " " in words else LITERAL)
                if page.kind in OF_OFFICE:
                    names = self._called(self.localization.index.office.id)
                    yield page.path, Phrase(words, rank, EXACT, tuple(names))

    def _acts(self) -> Iterator[tuple[str, Phrase]]:
        """Yield short names of acts: the kind of act with its number or with its title."""
        for page in self.plan.pages:
            if page.kind not in ("act", "amendment"):
                continue
            words = self.kinds[page.kind].page_name(self.localization, page)
            kinds = {match[0] for match in re.finditer(r"^\w+|\w+$", QUOTED.sub("", words).strip())}
            for kind in [*sorted(kinds), ""]:
                for number in NUMBER.findall(words):
                    yield page.path, Phrase(f"{kind} {number}".strip(), NAME)
                for title in QUOTED.findall(words) if kind else ():
                    yield page.path, Phrase(f"{kind} {title}", NAME, WITHIN)

    def _words(self, key: str) -> list[str]:
        text = self.localization.strings.get(key, "")
        return [words.strip() for words in text.split(SEPARATOR) if words.strip()]

    def _names(self) -> Iterator[tuple[str, Phrase]]:
        """Yield the names of bodies, posts and groups, for their page or the provision that names them."""
        organisation = self.localization.index.dataset.organisation
        actors: tuple[Actor, ...] = (*organisation.bodies, *organisation.posts, *organisation.groups)
        for actor in actors:
            location = self.plan.homes[Target.actor(actor)]
            for name in self._called(actor.id):
                if "#" not in location:
                    yield location, Phrase(name, NAME)
                elif " " in name:
                    yield self._location(actor.named_in), Phrase(name, BROADER)

    def _called(self, of: str) -> list[str]:
        """Return the names of a body, post or group in this language, and its other names."""
        index = self.localization.index
        actor = index.actors[of]
        names = [self.localization.name(actor), self.localization.short(actor)]
        return list(dict.fromkeys([*names, *self._others(of)]))

    def _others(self, of: str) -> Iterator[str]:
        for synonym in self.localization.index.dataset.editorial.synonyms:
            if synonym.of == of:
                yield from synonym.words

    def _questions(self, of: str) -> Iterator[str]:
        for synonym in self.localization.index.dataset.editorial.synonyms:
            if synonym.of == of:
                yield from synonym.asked

    def _places(self) -> Iterator[tuple[str, Phrase]]:
        """Yield the names of the regions, for the bodies of each and for its page."""
        index = self.localization.index
        for region in index.regions.values():
            names = self._place_names(region)
            ranks = {self.plan.homes[Target.region(region.id)]: REGION}
            for body in index.bodies_in[region.id]:
                parent = index.bodies.get(body.parent or "")
                top = parent is not None and parent.parent is None
                ranks[self.plan.homes[Target.actor(body)]] = PLACES[0 if top else 1]
            for location, rank in ranks.items():
                for name in names:
                    yield location, Phrase(name, rank, WITHIN if region.iso else EXACT)

    def _place_names(self, region: Region) -> list[str]:
        """Return the names of a region and what is asked for it, such as its towns.

        A name without its kind is one of them only if no other region is then called so.
        """
        bare = [name for name in self._bare(region) if self._bare_names[name] == 1]
        names = [*self._full(region), *bare, *self._others(region.id), *self._questions(region.id)]
        return list(dict.fromkeys(filter(None, names)))

    def _full(self, region: Region) -> list[str]:
        return [self.localization.text(text) for text in (region.name, region.short, region.centre) if text]

    def _bare(self, region: Region) -> set[str]:
        generic = self.localization.strings["region.generic"].casefold().split()
        return {
            " ".join(word for word in name.split() if word.casefold() not in generic)
            for name in self._full(region)
        }

    @cached_property
    def _bare_names(self) -> Counter[str]:
        regions = self.localization.index.regions.values()
        return Counter(name for region in regions for name in self._bare(region))

    def _asked(self) -> Iterator[tuple[str, Phrase]]:
        """Yield the questions that the data give for an entry other than a region."""
        index = self.localization.index
        for synonym in index.dataset.editorial.synonyms:
            if synonym.of in index.regions:
                continue  # its names are places
            for words in synonym.asked:
                if synonym.of in index.provisions:
                    location = self._location(synonym.of)
                else:
                    location = self.plan.homes[Target.actor(index.actors[synonym.of])]
                yield location, Phrase(words, NAME, WITHIN if " " in words else EXACT)

    def _location(self, eid: str) -> str:
        own = self.plan.homes.get(Target.own(eid))
        return own or self.plan.homes[Target.provision(eid)]

    def _relation(self, relation: Relation) -> Iterator[tuple[str, Phrase]]:
        """Yield who does what to whom, for the provision that says it."""
        for side, actor in (("object", relation.object), ("subject", relation.subject)):
            rank = BROADER if relation.other else QUESTION
            for verb in self._words(f"search.{side}.{relation.kind}") if actor else ():
                names = self._called(actor or "")
                yield self._location(relation.provision), Phrase(verb, rank, WITHIN, tuple(names))
