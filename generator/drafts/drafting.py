"""Drafts bodies, posts, relations and terms from the words of an act, in every language that it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from generator.act import eid
from generator.act.index import Index
from generator.drafts import actors, bodies, literals, names, quotations, regions, topics
from generator.drafts.actors import Actors
from generator.drafts.mentions import Grammar, Phrase, normal, tokens
from generator.drafts.relations import DraftedRelation, RelationDrafter
from generator.drafts.vocabulary import Country, DraftingVocabulary
from generator.language.inflection import Inflections
from generator.model import (
    Body,
    BodyGroup,
    Dataset,
    Draft,
    Kind,
    Post,
    Provision,
    Region,
    Relation,
    Term,
    Topic,
)

MAX_DEFINITION = 40
"""The most words that the full form of a term may have."""


class Knowledge(Struct, frozen=True):
    """What drafting knows of languages and countries."""

    vocabularies: Mapping[str, DraftingVocabulary]
    inflections: Inflections
    countries: Sequence[Country]


class Drafting(Struct):
    """What drafting got out of an act."""

    bodies: list[Body] = field(default_factory=list)
    """Bodies that a list or a structure names as such."""
    regions: dict[str, Region] = field(default_factory=dict)
    """The regions of these bodies that the data lack."""
    drafts: list[Draft] = field(default_factory=list)


def draft(dataset: Dataset, knowledge: Knowledge) -> Drafting:
    """Return what the words of an act say of bodies, posts and relations, and its data lack.

    Languages without a vocabulary are left out; an act in such a language has no drafts.
    """
    if dataset.original not in knowledge.vocabularies:
        return Drafting()
    return _Drafter(dataset, knowledge).draft()


class _Drafter:
    def __init__(self, dataset: Dataset, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._index = Index(dataset)
        self._original = dataset.original
        codes = [language.code for language in dataset.languages if language.code in knowledge.vocabularies]
        texts = {
            code: [provision.text[code] for provision in dataset.provisions if code in provision.text]
            for code in codes
        }
        self._codes = [code for code in codes if texts[code]]
        self._country = regions.country_of(texts[self._original], self._original, knowledge.countries)
        self._grammars = {
            code: Grammar(knowledge.vocabularies[code], knowledge.inflections[code]) for code in self._codes
        }
        self._drafts: dict[str, Draft] = {}
        self._taken: set[str] = set()

    def draft(self) -> Drafting:
        """Return the drafts, in the order of the act."""
        drafted = bodies.BodyDrafter(
            self._index,
            self._knowledge.vocabularies[self._original],
            self._grammars[self._original],
            self._country,
        ).draft()
        certain = [self._translated(body) for body in drafted.certain]
        unsure = [self._translated(body) for body in drafted.unsure]
        for body in unsure:
            self._add("body", f"body-{body.id}", body.named_in, body.quote or body.name, "list", body)
        known = (*certain, *unsure)
        collected = {code: self._collect(code, known) for code in self._codes}
        self._relations(collected)
        self._terms(collected[self._original])
        self._topics()
        order = self._index.order
        drafts = sorted(self._drafts.values(), key=lambda draft: order[draft.place])
        return Drafting(certain, drafted.regions, drafts)

    def _translated(self, body: Body) -> Body:
        for code in self._codes:
            if code != self._original:
                body = bodies.translate(body, self._index, code, dict(self._knowledge.vocabularies))
        return body

    def _collect(self, code: str, known: Sequence[Body]) -> Actors:
        vocabulary = self._knowledge.vocabularies[code]
        return actors.collect(self._index, vocabulary, self._grammars[code], self._country, known)

    def _add(
        self,
        proposes: str,
        id_: str,
        place: str,
        words: Mapping[str, str],
        ground: str,
        entry: Body | Post | BodyGroup | Relation | Term | Topic,
    ) -> None:
        id_ = names.unique(id_[:56].strip("-"), self._taken)
        self._taken.add(id_)
        values = {"id": id_, "place": place, "words": dict(words), "ground": ground, proposes: entry}
        self._drafts[id_] = Draft.model_validate(values)

    # Relations

    def _relations(self, collected: Mapping[str, Actors]) -> None:
        """Add the relations that the words state in any language, and the actors that they need."""
        by_language = {
            code: RelationDrafter(self._index, self._knowledge.vocabularies[code], collected[code]).draft()
            for code in self._codes
        }
        merged: dict[tuple[object, ...], dict[str, DraftedRelation]] = {}
        for code, drafted in by_language.items():
            for relation in drafted:
                merged.setdefault(_key(relation), {})[code] = relation
        existing = {(r.kind, r.subject, r.object, r.provision) for r in self._index.dataset.relations}
        order = self._index.order
        needed: dict[str, tuple[str, dict[str, str]]] = {}
        for versions in sorted(merged.values(), key=lambda v: order[next(iter(v.values())).provision]):
            first = next(iter(versions.values()))
            if (first.kind, first.subject, first.object, first.provision) in existing:
                continue
            for actor in (first.subject, first.object, first.other):
                if actor and actor not in needed:
                    needed[actor] = self._named(actor, first.provision, collected)
            self._relation(first, versions)
        self._actors(needed, collected)

    def _relation(self, first: DraftedRelation, versions: Mapping[str, DraftedRelation]) -> None:
        text = self._index.provisions[first.provision].text
        quote = {code: relation.quote for code, relation in versions.items()}
        # A quotation needs the original; if only another language states it, the original is quoted in full.
        quote = {self._original: quote.pop(self._original, text[self._original].rstrip(" ;")), **quote}
        literal = {code: relation.literal for code, relation in versions.items() if relation.literal}
        if literal and self._original not in literal:
            return
        if first.is_phrase:
            literal = literals.written(literal, self._knowledge.vocabularies)
        relation = Relation(
            kind=first.kind,
            subject=first.subject,
            object=first.object,
            literal=literal or None,
            other=first.other,
            provision=first.provision,
            quote=quote,
        )
        numbers = "-".join(re.findall(r"\d+", first.provision))
        ground = f"{first.kind.value}: {first.ground}"
        self._add("relation", f"{first.kind.value}-{numbers}", first.provision, quote, ground, relation)

    def _named(self, actor: str, place: str, collected: Mapping[str, Actors]) -> tuple[str, dict[str, str]]:
        """Return a provision that names an actor, and its words there in each language.

        That is the provision at `place` if it has the full name of the actor, or else the first that has it;
        if none has, the provision at `place` or the first that mentions the actor.
        """
        found, original = collected[self._original], self._original
        proposal = found.proposals.get(actor)
        full = len(tokens(proposal.name.get(original, ""))) if proposal and not proposal.owned else 0
        mentioning: list[Provision] = []
        for provision in (self._index.provisions[place], *self._index.dataset.provisions):
            text = provision.text.get(original, "")
            for mention in found.find(text):
                if mention.actor == actor and len(tokens(text[mention.start : mention.end])) >= full:
                    return provision.eid, self._words_for(actor, provision, collected)
                if mention.actor == actor:
                    mentioning.append(provision)
        if not mentioning:
            return place, {}
        return mentioning[0].eid, self._words_for(actor, mentioning[0], collected)

    def _words_for(self, actor: str, provision: Provision, collected: Mapping[str, Actors]) -> dict[str, str]:
        """Return the words by which a provision names an actor, in each language; the longest count."""
        quote: dict[str, str] = {}
        for code, found in collected.items():
            text = provision.text.get(code, "")
            mentions = found.find(text)
            own = [mention for mention in mentions if mention.actor == actor]
            if own:
                longest = max(own, key=lambda mention: len(tokens(text[mention.start : mention.end])))
                quote[code] = text[longest.start : longest.end]
                if actor in found.proposals and found.proposals[actor].owned:
                    first = self._knowledge.vocabularies[code].inflects_last
                    quote[code] = quotations.with_owner(text, longest, mentions, owner_first=first)
        return quote

    def _actors(
        self, needed: Mapping[str, tuple[str, dict[str, str]]], collected: Mapping[str, Actors]
    ) -> None:
        """Add the posts, bodies and groups that the drafted relations need and the data lack."""
        for actor, (place, quote) in needed.items():
            proposals = [found.proposals[actor] for found in collected.values() if actor in found.proposals]
            if not proposals or not quote:
                continue
            first = proposals[0]
            name = {code: text for proposal in reversed(proposals) for code, text in proposal.name.items()}
            ordered = {code: name[code] for code in self._codes if code in name}
            named = actors.ActorName(actor, first.proposes, ordered, first.kind)
            entry = actors.entry_of(named, place, quote, self._index.office.id)
            self._add(first.proposes, f"{first.proposes}-{actor}", place, quote, "named", entry)

    # Terms

    def _terms(self, collected: Actors) -> None:
        """Add the short names that the act itself gives in brackets to what is no body or post."""
        known = {term.term.get(self._original, "").casefold() for term in self._index.dataset.glossary.terms}
        vocabulary = self._knowledge.vocabularies[self._original]
        actors_ = {phrase.words for phrase in collected.phrases}
        for provision in self._index.dataset.provisions:
            for words in self._introduced(provision):
                short = words[self._original][0]
                if short.casefold() in known or tuple(token.word for token in tokens(short)) in actors_:
                    continue
                known.add(short.casefold())
                term = Term(
                    id=names.slug(short, vocabulary),
                    term={code: short for code, (short, _, _) in words.items()},
                    definition={
                        code: self._in_nominative(full, short, code)
                        for code, (short, full, _) in words.items()
                    },
                    source={code: self._place(provision, code) for code in words},
                )
                quote = {code: aside for code, (_, _, aside) in words.items()}
                self._add("term", f"term-{term.id}", provision.eid, quote, "aside", term)

    def _in_nominative(self, full: str, short: str, code: str) -> str:
        """Return a full form with the words of its short name in the nominative, as far as forms are known.

        What the sentence says before it is left out, where a quotation mark or the name itself tells.
        """
        vocabulary, grammar = self._knowledge.vocabularies[code], self._grammars[code]
        if vocabulary.inflects_last:
            full = full[max(full.find("«"), 0) :]
            head, _, last = full.rpartition(" ")
            endings = [ending for ending in vocabulary.nominatives if last.endswith(ending)]
            if not endings or not normal(last).startswith(normal(short.split()[-1])):
                return full
            ending = max(endings, key=len)
            return f"{head} {last.removesuffix(ending)}{vocabulary.nominatives[ending]}".strip()
        words, phrase = tokens(full), Phrase("", tuple(token.word for token in tokens(short)))
        size = len(phrase.words)
        for place in range(len(words) - size + 1 if size else 0):
            chosen = words[place : place + size]
            adjective = (*vocabulary.adjective_endings, *vocabulary.adjective_cases)
            if place and words[place - 1].word.endswith(adjective):
                # An adjective before the name is part of it, and its form in the nominative is not known.
                continue
            if grammar.match(phrase, chosen):
                return f"{short}{full[chosen[-1].end :]}"
        return full

    def _introduced(self, provision: Provision) -> Iterator[dict[str, tuple[str, str, str]]]:
        """Yield, for each short name in brackets: language -> short name, full form, the words themselves.

        The brackets of the languages are matched by their order, if there are as many.
        """
        by_language = {}
        for code in self._codes:
            text = provision.text.get(code, "")
            by_language[code] = [
                (match["short"].strip(" –—-"), _full(text[: match.start()]), match[0].strip())
                for match in re.finditer(self._knowledge.vocabularies[code].aside, text)
            ]
        own = by_language.pop(self._original)
        for place, words in enumerate(own):
            if not words[0] or not words[1]:
                continue
            others = {code: rest[place] for code, rest in by_language.items() if len(rest) == len(own)}
            yield {self._original: words, **others}

    # Topics

    def _topics(self) -> None:
        """Add the topics of provisions that share words."""
        vocabularies = {code: self._knowledge.vocabularies[code] for code in self._codes}
        for drafted in topics.draft(self._index, vocabularies, self._original):
            id_ = names.slug(drafted.name[self._original], vocabularies[self._original])
            topic = Topic(id=id_, name=drafted.name, about=drafted.about, provisions=drafted.provisions)
            ground = f"shared words: {len(drafted.provisions)} provisions"
            self._add("topic", f"topic-{id_}", drafted.provisions[0], drafted.words, ground, topic)

    def _place(self, provision: Provision, code: str) -> str:
        point = self._index.nearest(provision, Kind.POINT)
        number = eid.number(point.num) if point else ""
        return self._knowledge.vocabularies[code].term_source.format(number=number or provision.eid)


def _key(relation: DraftedRelation) -> tuple[object, ...]:
    """Return what makes two relations the same in two languages; the words of a literal differ."""
    return relation.kind, relation.subject, relation.object, relation.other, relation.provision


def _full(before: str) -> str:
    """Return the full form that stands before a short name: the last part of the clause."""
    clause = re.split(r"(?:[;:.]|,)\s(?![^«]*»)", before)[-1].strip()
    return " ".join(clause.split()[-MAX_DEFINITION:])
