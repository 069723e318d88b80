"""Lists what the site adds to the words of the act, each with its claim, so that a person can judge it."""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial

from msgspec import Struct

from generator.arguments import Subparsers, add_command
from generator.builder.preparation import PreparedSite, prepare
from generator.builder.project import Project
from generator.commands.output import around
from generator.model import Basis, Body, Change, Confidence, Entry, Post, Provision, Text
from generator.plan import change_words
from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError

NUMBERED = "№"
"""The sign before the number of an act; a text with it names its source."""

AROUND = 70
"""The most characters shown before and after the words of an addition."""


class AdditionKind(StrEnum):
    """The kinds of addition that the site makes."""

    TERM_LINK = "term-link"
    REFERENCE = "reference"
    ASSIGNMENT = "assignment"
    GROUND = "ground"
    NOTE = "note"
    TITLE = "title"
    LABEL = "label"


class Claim(Struct, frozen=True):
    """An addition in one language: where it stands, the words it is about, and what it says."""

    language: str
    place: str
    words: str
    says: str


class Addition(Struct, frozen=True):
    """One addition. `at` is its (file, line) in the data, `source` what it names as its source, or ""."""

    kind: AdditionKind
    at: tuple[str, int]
    source: str
    claims: tuple[Claim, ...]


def additions(prepared: PreparedSite) -> list[Addition]:
    """Return every addition of a site, by kind and in the order of the data."""
    lister = _Lister(prepared.localizations)
    rows = [
        *lister.term_links(),
        *lister.references(),
        *lister.assignments(),
        *lister.notes(),
        *lister.titles(),
        *lister.labels(),
    ]
    order = list(AdditionKind)
    return sorted(rows, key=lambda row: order.index(row.kind))


def summary(rows: Sequence[Addition]) -> str:
    """Return how many additions of each kind there are, and how many of them name a source."""
    counts = []
    for kind in AdditionKind:
        members = [row for row in rows if row.kind is kind]
        sourced = sum(bool(row.source) for row in members)
        counts.append(f"{len(members)} {kind.value.replace('-', ' ')}s ({sourced} name a source)")
    return f"additions: {', '.join(counts)}"


class _Lister:
    """Lists the additions of a dataset, with the words of each published language."""

    def __init__(self, localizations: Sequence[Localization]) -> None:
        self.localizations = localizations
        self.first = localizations[0]
        self.index = self.first.index
        self.dataset = self.index.dataset

    def term_links(self) -> Iterator[Addition]:
        for link in self.dataset.glossary.term_links:
            for localization in self.localizations:
                if localization.code == link.language:
                    term = self.index.terms[link.term]
                    explanation = localization.text(term.definition or term.note)
                    says = f"this means the term «{localization.text(term.term)}»: {explanation}"
                    provision = self.index.provisions[link.provision]
                    claim = self._claim(localization, provision, link.words, says)
                    yield self._addition(
                        AdditionKind.TERM_LINK, link, localization.text(term.source), [claim]
                    )

    def references(self) -> Iterator[Addition]:
        acts = {act.id: act for act in self.dataset.citations.acts}
        for reference in self.dataset.citations.references:
            provision, claims = self.index.provisions[reference.provision], []
            act = acts.get(reference.act or "")
            for localization in self._with(reference.words):
                place = localization.text(reference.place)
                if act:
                    says = f"cites {', '.join(filter(None, (localization.text(act.name), place)))}"
                else:
                    target = self.index.provisions[reference.target or ""]
                    says = f"cites {localization.citation(target)}"
                claims.append(self._claim(localization, provision, reference.words[localization.code], says))
            source = (act.url or "") if act else self.first.text(self.dataset.act.title)
            yield self._addition(AdditionKind.REFERENCE, reference, source, claims)

    def assignments(self) -> Iterator[Addition]:
        for assignment in self.index.shown_assignments:
            provision = self.index.provisions[assignment.provision]
            actor = self.index.actors[assignment.body]
            named = assignment.basis is Basis.NAMED
            claims, grounds = [], []
            for localization in self.localizations:
                name = localization.name(actor)
                confidence = assignment.confidence or Confidence.HIGH
                says = (
                    f"the provision names {name}"
                    if named
                    else f"the provision is close to the work of {name} (editorial, confidence: {confidence})"
                )
                words = localization.text(assignment.quote or provision.text)
                claims.append(self._claim(localization, provision, words, says))
                says = f"{name}: {localization.text(assignment.ground)}"
                grounds.append(self._claim(localization, provision, localization.text(provision.text), says))
            law = self._named(assignment.ground)
            source = self.first.citation(provision) if named else law
            yield self._addition(AdditionKind.ASSIGNMENT, assignment, source, claims)
            if assignment.ground:
                yield self._addition(AdditionKind.GROUND, assignment, law, grounds)

    def notes(self) -> Iterator[Addition]:
        changes = self.dataset.act.changes
        for term in self.dataset.glossary.terms:
            source = self.first.text(term.source)
            yield from self._note(term, "definition of a term", term.term, term.definition, source)
            yield from self._note(term, "note on a term", term.term, term.note, source)
        for act in self.dataset.citations.acts:
            named = act.url or self._sources(change for change in changes if change.id in act.changes)
            yield from self._note(act, "status of a cited act", act.name, act.status, named)
        for change in changes:
            yield from self._note(
                change, "a later change", self.dataset.act.title, change.text, self._sources([change])
            )
        actors: tuple[Body | Post, ...] = (*self.index.bodies.values(), *self.index.posts.values())
        for actor in actors:
            yield from self._note(actor, "remark", actor.name, actor.remark, self._named(actor.remark))
        for region in self.index.regions.values():
            yield from self._note(region, "remark", region.name, region.remark, self._named(region.remark))
        for topic in self.dataset.editorial.topics:
            yield from self._note(topic, "what a topic covers", topic.name, topic.about, "")

    def titles(self) -> Iterator[Addition]:
        for title in self.dataset.editorial.titles:
            provision = self.index.provisions[title.provision]
            topic = self.index.topics[title.topic].name if title.topic else None
            claims = [
                self._claim(
                    localization,
                    provision,
                    localization.text(provision.text),
                    f"is about: {localization.text(title.title)}"
                    + (f"; topic: {localization.text(topic)}" if topic else ""),
                )
                for localization in self.localizations
            ]
            yield self._addition(AdditionKind.TITLE, title, "", claims)

    def labels(self) -> Iterator[Addition]:
        for change in self.dataset.act.changes:
            named = self._sources([change])
            for eid in change.provisions:
                label = partial(change_words.label, change=change, eid=eid)
                yield self._label(change, eid, label, named, change.text)
        for eid in self.dataset.act.unpublished:
            yield self._label(self.index.provisions[eid], eid, None, self.first.text(self.dataset.act.title))
        for assignment in self.index.shown_assignments:
            if assignment.later_law:
                named = self._named(assignment.ground) or "a later law"
                yield self._label(assignment, assignment.provision, _later_law, named, assignment.ground)

    def _label(
        self,
        entry: Entry,
        eid: str,
        words_of: Callable[[Localization], str] | None,
        source: str,
        because: Text | None = None,
    ) -> Addition:
        """Return the label of a provision; without words the provision is marked as unpublished."""
        provision, claims = self.index.provisions[eid], []
        for localization in self.localizations:
            label = f"label «{words_of(localization)}»" if words_of else "refers to something unpublished"
            reason = f": {localization.text(because)}" if because else ""
            words = localization.text(provision.text)
            claims.append(self._claim(localization, provision, words, label + reason))
        return self._addition(AdditionKind.LABEL, entry, source, claims)

    def _note(
        self, entry: Entry, name: str, about: Text, text: Text | None, source: str
    ) -> Iterator[Addition]:
        """Yield the note of an entry, if it has one."""
        if text:
            claims = [
                Claim(row.code, name, row.text(about), f"says: {row.text(text)}") for row in self._with(text)
            ]
            yield self._addition(AdditionKind.NOTE, entry, source, claims)

    def _sources(self, changes: Iterable[Change]) -> str:
        """Return the names of the sources of some later changes."""
        names = {source.id: self.first.text(source.name) for source in self.dataset.act.sources}
        return "; ".join(names[id_] for change in changes for id_ in change.sources)

    def _named(self, text: Text | None) -> str:
        """Return that a text names an act by its number, or ""."""
        return "an act, named in the words" if text and NUMBERED in self.first.text(text) else ""

    def _with(self, text: Text) -> Iterator[Localization]:
        """Yield the localizations whose language a text has."""
        return (localization for localization in self.localizations if localization.code in text)

    @staticmethod
    def _claim(localization: Localization, provision: Provision, words: str, says: str) -> Claim:
        around = _around(words, localization.text(provision.text))
        return Claim(localization.code, localization.citation(provision), around, says)

    @staticmethod
    def _addition(kind: AdditionKind, entry: Entry, source: str, claims: Sequence[Claim]) -> Addition:
        return Addition(kind, (entry.at.file, entry.at.line), source, tuple(claims))


def _around(words: str, text: str) -> str:
    """Return words in brackets with what stands around them; the words alone if they are the whole text."""
    start = text.find(words)
    if words == text or start < 0:
        return words
    return around(text, start, start + len(words), AROUND)


def sample(arguments: argparse.Namespace, project: Project) -> None:
    """Print a random sample of what the site adds to the act: place, words, claim and source of each."""
    if arguments.number < 1:
        raise ProblemsError([Problem("sample", 1, f"`{arguments.number}` is too small; expected at least 1")])
    rows = [row for row in additions(prepare(project)) if arguments.kind in ("", row.kind)]
    seed = arguments.seed if arguments.seed is not None else random.SystemRandom().randrange(1 << 31)
    chosen = random.Random(seed).sample(range(len(rows)), min(arguments.number, len(rows)))
    for number, position in enumerate(sorted(chosen), start=1):
        for line in _lines(number, rows[position]):
            print(line)
    print(f"{len(chosen)} of {len(rows)} additions; --seed {seed} prints the same sample", file=sys.stderr)


def _later_law(localization: Localization) -> str:
    """Return the label of what rests on a later law."""
    return localization.strings["label.later_law"]


def _lines(number: int, row: Addition) -> Iterator[str]:
    """Yield the printed lines of an addition."""
    yield f"{number}. {row.kind}  {row.at[0]}:{row.at[1]}"
    for claim in row.claims:
        yield f"   {claim.language}  {claim.place}"
        yield f"       words: {claim.words}"
        yield f"       claim: {claim.says}"
    yield f"   source: {row.source or 'none named'}"


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `sample` to the command line; it takes the options of `options`."""
    parser = add_command(commands, sample, options)
    parser.add_argument("number", type=int, metavar="N", help="how many additions to print")
    parser.add_argument("--seed", type=int, help="seed of the random numbers (default: a new one)")
    parser.add_argument(
        "--kind", choices=[kind.value for kind in AdditionKind], default="", help="only this kind of addition"
    )
