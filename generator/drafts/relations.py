"""Drafts relations from the sentences of an act, by the rules of its language's vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.act.index import Index
from generator.drafts import actors as actors_of
from generator.drafts import quotations
from generator.drafts.actors import Actors
from generator.drafts.mentions import Marked, Mention, mark, pattern
from generator.drafts.vocabulary import DraftingVocabulary, RelationRule
from generator.model import Kind, Provision, RelationKind

SENTENCE_START = re.compile(r"(?:^|[.;]\s+)(?:⟦(?P<subject>\d+):[a-z,]*nom[a-z,]*⟧)(?!\s*⟦)")


class DraftedRelation(Struct, frozen=True):
    """A relation that a sentence states, with the words and the places of its actors."""

    kind: RelationKind
    subject: str
    object: str | None
    literal: str | None
    other: str | None
    provision: str
    quote: str
    ground: str
    is_phrase: bool
    """Whether the literal is words of the sentence, in the case that it gives them."""
    mentions: Mapping[str, Mention]
    """Actor -> where this provision mentions it."""

    @property
    def key(self) -> tuple[str | None, ...]:
        """What makes two drafts the same statement."""
        return self.kind, self.subject, self.object, self.literal, self.other, self.provision


class RelationDrafter:
    """Drafts the relations of an act in one language."""

    def __init__(self, index: Index, vocabulary: DraftingVocabulary, actors: Actors) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._actors = actors
        self._code = vocabulary.language
        self._aside = re.compile(vocabulary.aside)
        self._bearer = [pattern(words) for words in vocabulary.bearer]
        self._rules = [(rule, words, pattern(words)) for rule in vocabulary.relations for words in rule.words]
        self._general = {actor.id for actor in vocabulary.actors if actor.id.isalpha()}
        self._marked: dict[str, Marked] = {}

    def draft(self) -> list[DraftedRelation]:
        """Return the relations in the order of the act; of the rules for a kind the first counts."""
        drafted: dict[tuple[str | None, ...], DraftedRelation] = {}
        for provision in self._index.dataset.provisions:
            is_read = provision.kind in actors_of.READ and not provision.repealed
            if is_read and self._is_of_statute(provision):
                for relation in self._of(provision):
                    drafted.setdefault(relation.key, relation)
        return list(drafted.values())

    def _is_of_statute(self, provision: Provision) -> bool:
        """Tell whether a provision is part of the statute and not of the act around it."""
        annexes = self._index.of_kind(Kind.ANNEX)
        chapter = self._index.nearest(provision, Kind.CHAPTER)
        return bool(chapter) or not annexes or self._index.nearest(provision, Kind.ANNEX) is not None

    def _mark(self, provision: Provision) -> Marked:
        if provision.eid not in self._marked:
            text = provision.text.get(self._code, "")
            mentions = self._actors.find(text)
            self._marked[provision.eid] = mark(text, mentions, self._aside)
        return self._marked[provision.eid]

    def _of(self, provision: Provision) -> Iterator[DraftedRelation]:
        marked = self._mark(provision)
        taken: list[tuple[RelationKind, int, int]] = []
        for rule, words, regex in self._rules:
            for match in regex.finditer(marked.text):
                span = (rule.kind, match.start(), match.end())
                if not rule.besides and any(
                    kind is rule.kind and start < span[2] and span[1] < end for kind, start, end in taken
                ):
                    continue
                relations = list(self._relations(provision, marked, rule, words, match))
                if relations and not rule.besides:
                    taken.append(span)
                yield from relations

    def _relations(
        self, provision: Provision, marked: Marked, rule: RelationRule, words: str, match: re.Match[str]
    ) -> Iterator[DraftedRelation]:
        groups = match.groupdict()
        parties = {
            name: marked.mentions[int(groups[name])]
            for name in ("subject", "object", "other")
            if groups.get(name) is not None
        }
        if any(
            marked.mentions[int(groups[name])].actor != name for name in self._general if groups.get(name)
        ):
            return
        subject = parties["subject"].actor if "subject" in parties else self._subject(provision, marked, rule)
        literal = self._literal(rule, marked, match)
        objects = [parties["object"], *self._joined(marked, match)] if "object" in parties else [None]
        for object_ in objects:
            actor = object_.actor if object_ and not literal else None
            if actor == subject or (actor is None and literal is None):
                continue
            if rule.object_is and (actor is None or self._kind(actor) != rule.object_is):
                continue
            mentions = {mention.actor: mention for mention in (*parties.values(), object_) if mention}
            yield DraftedRelation(
                kind=rule.kind,
                subject=subject,
                object=actor,
                literal=literal,
                other=parties["other"].actor if "other" in parties else None,
                provision=provision.eid,
                quote=_quote(marked, match, object_),
                ground=words,
                is_phrase=rule.literal == "{phrase}",
                mentions=mentions,
            )

    def _kind(self, actor: str) -> str:
        """Return `body`, `post` or `group`, as the data have an actor or would get it."""
        if actor in self._actors.proposals:
            return self._actors.proposals[actor].proposes
        index = self._index
        return "post" if actor in index.posts else "group" if actor in index.groups else "body"

    def _joined(self, marked: Marked, match: re.Match[str]) -> list[Mention]:
        """Return the other actors that the sentence lists together with the object."""
        joints = "|".join(map(re.escape, self._vocabulary.joints))
        before = re.compile(rf"⟦(\d+):[a-z,]+⟧(?:{joints})$")
        after = re.compile(rf"(?:{joints})⟦(\d+):[a-z,]+⟧")
        start, end = match.start("object") - 1, marked.text.index("⟧", match.end("object")) + 1
        joined: list[Mention] = []
        while link := before.search(marked.text[:start]):
            joined.append(marked.mentions[int(link[1])])
            start = link.start()
        # Where the last word carries the case, what follows in the same case is another part of the sentence.
        while not self._vocabulary.inflects_last and (link := after.match(marked.text, end)):
            joined.append(marked.mentions[int(link[1])])
            end = link.end()
        return joined

    def _literal(self, rule: RelationRule, marked: Marked, match: re.Match[str]) -> str | None:
        """Return the words of an object that is no actor, or None if the rule has an actor as object."""
        literal = rule.literal
        for name, value in match.groupdict().items() if literal else ():
            if literal and value and f"{{{name}}}" in literal:
                start, end = match.span(name)
                if subject := SENTENCE_START.match(marked.text[start:end]):
                    # The sentence begins with its subject, which is no part of the object.
                    start += subject.end()
                words = marked.words(start, end)
                if value.isdigit():
                    mention = marked.mentions[int(value)]
                    words = marked.original[mention.start : mention.end]
                literal = literal.replace(f"{{{name}}}", words)
            if literal and value and f"{{{name}:gen}}" in literal:
                of = self._actors.genitive(marked.mentions[int(value)].actor, self._index)
                literal = literal.replace(f"{{{name}:gen}}", of)
        return literal

    def _subject(self, provision: Provision, marked: Marked, rule: RelationRule) -> str:
        """Return the subject that a rule leaves to the context."""
        if rule.subject:
            return self._index.office.id if rule.subject == "office" else rule.subject
        if provision.kind in (Kind.POINT, Kind.PART) and (match := SENTENCE_START.search(marked.text)):
            return marked.mentions[int(match["subject"])].actor
        return self._bearer_of(provision)

    def _bearer_of(self, provision: Provision) -> str:
        """Return the actor whose functions or powers a provision is one of: the nearest named above."""
        for above in reversed(self._index.ancestors(provision)):
            marked = self._mark(above)
            for regex in self._bearer:
                match = regex.search(marked.text)
                if match:
                    return marked.mentions[int(match["subject"])].actor
        return self._index.office.id


def _quote(marked: Marked, match: re.Match[str], object_: Mention | None) -> str:
    """Return the clause that states a relation, with an object that the sentence lists later."""
    start, end = marked.span(match.start(), match.end())
    return quotations.clause(marked.original, start, max(end, object_.end if object_ else 0))
