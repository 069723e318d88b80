"""Collects the actors of an act: its bodies and posts, its head, offices of state, and general ones.

An actor that the data lack has a proposal: the entry that would have to be added for a relation of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from msgspec import Struct

from generator.act.index import Index
from generator.drafts.bodies import normal_text, spellings
from generator.drafts.mentions import WORD, Grammar, Mention, Phrase, PhraseFinder, Token, normal, tokens
from generator.drafts.vocabulary import ActorVariant, Case, Country, DraftingVocabulary
from generator.model import Body, BodyGroup, BodyKind, Kind, Post

HEAD = "head"
"""The id of the post of the body's head, if the data have none."""

READ = (Kind.POINT, Kind.PART, Kind.SUBPOINT, Kind.INDENT, Kind.CLOSING)
"""The kinds of provision that state relations."""


class ActorName(Struct, frozen=True):
    """How an actor that the data lack would be entered, and how the text may call it."""

    id: str
    proposes: str
    """`body`, `post` or `group`."""
    name: Mapping[str, str]
    kind: BodyKind | None = None
    owned: bool = False
    """Whether the act may call it by words that do not tell whose it is: the deputies, the staff."""


@dataclass
class Actors:
    """The actors of an act with the phrases that mean them, in one language."""

    grammar: Grammar
    phrases: list[Phrase] = field(default_factory=list)
    proposals: dict[str, ActorName] = field(default_factory=dict)
    """The actors that the data lack, by id."""
    _mentions: dict[str, list[Mention]] = field(default_factory=dict)

    @cached_property
    def _finder(self) -> PhraseFinder:
        return PhraseFinder(self.phrases, self.grammar)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of actors in a text; the phrases must be complete by the first call."""
        if text not in self._mentions:
            self._mentions[text] = self._finder.find(text)
        return self._mentions[text]

    def genitive(self, actor: str, index: Index) -> str:
        """Return the name of an actor in the genitive, as far as its forms are known."""
        entry = self.proposals.get(actor) or index.actors[actor]
        return self.grammar.inflected(entry.name.get(self.grammar.language, ""), Case.GENITIVE)


def collect(
    index: Index,
    vocabulary: DraftingVocabulary,
    grammar: Grammar,
    country: Country | None,
    extra: Sequence[Body] = (),
) -> Actors:
    """Return the actors that the text may mention; `extra` are bodies that are drafts themselves."""
    return _Collector(index, vocabulary, grammar, country).collect(extra)


def entry_of(name: ActorName, eid: str, quote: Mapping[str, str], office: str) -> Body | Post | BodyGroup:
    """Return the entry of an actor that a provision names with some words."""
    written, words = dict(name.name), dict(quote)
    if name.proposes == "post":
        return Post(id=name.id, name=written, of=office, named_in=eid, quote=words)
    if name.proposes == "group":
        return BodyGroup(id=name.id, name=written, named_in=eid, quote=words)
    kind = name.kind or BodyKind.NAMED
    parent = office if kind is BodyKind.COLLEGIAL else None
    return Body(id=name.id, kind=kind, name=written, parent=parent, named_in=eid, quote=words)


class _Collector:
    def __init__(
        self, index: Index, vocabulary: DraftingVocabulary, grammar: Grammar, country: Country | None
    ) -> None:
        self._index = index
        self._vocabulary = vocabulary
        self._grammar = grammar
        self._country = country
        self._code = vocabulary.language
        self._actors = Actors(grammar)
        self._codes = [language.code for language in index.dataset.languages]

    def collect(self, extra: Sequence[Body]) -> Actors:
        index = self._index
        for body in (*index.bodies.values(), *extra):
            for name in spellings(body, self._code, index, self._vocabulary):
                # A name of one word may be a common noun, as the unit «Management».
                self._phrase(body.id, name, capital=name[0].isupper() and len(name.split()) == 1)
        for post in index.posts.values():
            self._phrase(post.id, post.name.get(self._code, ""))
        for group in index.groups.values():
            self._phrase(group.id, group.name.get(self._code, ""))
        head = self._head()
        self._offices(taken={phrase.words for phrase in self._actors.phrases})
        self._general(head)
        return self._actors

    def _phrase(self, actor: str, name: str, *, capital: bool = False) -> None:
        words = tuple(WORD.findall(name))
        known = {(phrase.words, phrase.capital) for phrase in self._actors.phrases}
        if words and (tuple(map(normal, words)), capital) not in known:
            self._actors.phrases.append(Phrase(actor, tuple(map(normal, words)), capital))

    @cached_property
    def _office_names(self) -> list[str]:
        return list(spellings(self._index.office, self._code, self._index, self._vocabulary))

    def _head(self) -> str:
        """Find the head of the body, add how the text calls it, and return its name; "" if none is named."""
        name, existing = self._head_name()
        id_ = existing or HEAD
        if not name:
            return ""
        if not existing:
            self._actors.proposals[HEAD] = ActorName(HEAD, "post", {self._code: name}, owned=True)
        for words in self._with_and_without_genitives(name):
            self._phrase(id_, words)
        word = self._head_word(WORD.findall(name))
        if word:
            self._phrase(id_, word, capital=True)
        for office in self._office_names:
            for general in dict.fromkeys((*self._vocabulary.general_heads, word)):
                if general:
                    self._phrase(id_, self._post_of(general, office))
                    if self._vocabulary.inflects_last:
                        self._phrase(id_, f"{office} {general}")
        for alone in self._vocabulary.heads_alone:
            self._phrase(id_, alone)
        self._short_names(id_)
        return name

    def _short_names(self, actor: str) -> None:
        """Add the short names that the act gives an actor in brackets behind one of its names."""
        phrases = [phrase for phrase in self._actors.phrases if phrase.actor == actor]
        own = PhraseFinder(phrases, self._grammar)
        for provision in self._index.dataset.provisions:
            text = provision.text.get(self._code, "")
            for match in re.finditer(self._vocabulary.aside, text):
                mentions = own.find(text[: match.start()])
                if mentions and mentions[-1].end == match.start():
                    self._phrase(actor, match["short"].strip(" –—-"), capital=True)

    def _with_and_without_genitives(self, name: str) -> Iterator[str]:
        """Yield a name, its last two words alone, and both without the endings of the genitive."""
        yield name
        words, endings = name.split(), self._vocabulary.genitive_endings
        if len(words) < 2 or not endings or not words[-2].lower().endswith(endings):
            return
        ending = re.compile(rf"(?:{'|'.join(endings)})$")
        for chosen in (words, words[-2:]):
            yield " ".join(chosen)
            yield " ".join([*(ending.sub("", word) for word in chosen[:-1]), chosen[-1]])

    def _post_of(self, post: str, body: str) -> str:
        genitive = self._grammar.inflected(body, Case.GENITIVE)
        template = self._vocabulary.post_of.replace("{body:gen}", genitive)
        return template.replace("{post}", post)

    def _head_word(self, words: Sequence[str]) -> str:
        return next((word for word in words if self._is_head_word(normal(word))), "")

    def _is_head_word(self, word: str) -> bool:
        return any(word in self._grammar.forms(head) for head in self._vocabulary.head_words)

    def _head_name(self) -> tuple[str, str]:
        """Return what the first sentence about the head calls it, and the id of the post in the data."""
        for provision in self._index.dataset.provisions:
            text = provision.text.get(self._code, "")
            if provision.kind not in READ or not re.search(self._vocabulary.head_sentence, normal_text(text)):
                continue
            words = tokens(text)
            for place, token in enumerate(words):
                name = self._name_at(text, words, place) if self._is_nominative_head(token) else ""
                if name:
                    posts = self._index.posts.values()
                    same = [
                        post.id for post in posts if normal(post.name.get(self._code, "")) == normal(name)
                    ]
                    return name, next(iter(same), "")
        return self._general_head(), ""

    def _general_head(self) -> str:
        """Return the name of the head with that of the body, as another sentence has it; "" if none does."""
        for general in sorted(self._vocabulary.general_heads, key=lambda words: -len(words.split())):
            for office in self._office_names[::-1]:
                names = [self._post_of(general, office)]
                if self._vocabulary.inflects_last:
                    names.insert(0, f"{office} {general}")
                for name in names:
                    if self._has([name]):
                        return name[:1].upper() + name[1:]
        return ""

    def _is_nominative_head(self, token: Token) -> bool:
        """Tell whether a word is a word for a head in the case of a subject."""
        wanted = {Case.NOMINATIVE, Case.INSTRUMENTAL}
        return any(
            wanted & self._grammar.forms(head).get(token.word, frozenset())
            for head in self._vocabulary.head_words
        )

    def _name_at(self, text: str, words: Sequence[Token], place: int) -> str:
        """Return the name of the post whose word for a head stands at a place."""
        surface = [text[token.start : token.end] for token in words]
        offices = [Phrase("", tuple(map(normal, WORD.findall(name)))) for name in self._office_names]
        if self._vocabulary.inflects_last:
            for office in offices:
                start = place - len(office.words)
                if start >= 0 and self._grammar.match(office, words[start:place]):
                    return " ".join(surface[start : place + 1])
            first = place
            while first > 0 and surface[first - 1][0].isupper() and _adjacent(text, words, first):
                first -= 1
            if first == place:
                first = self._genitives_before(words, place)
            name = " ".join(surface[first : place + 1])
            return name[0].upper() + name[1:] if first < place or name[0].isupper() else ""
        dictionary = next(
            head for head in self._vocabulary.head_words if words[place].word in self._grammar.forms(head)
        )
        capital = surface[place][0].isupper()
        post = dictionary[:1].upper() + dictionary[1:]
        before = surface[place - 1] if place else ""
        if capital and before[:1].isupper() and _adjacent(text, words, place):
            endings = (*self._vocabulary.adjective_endings, *self._vocabulary.adjective_cases)
            for ending in self._vocabulary.adjective_endings[:2]:
                adjective = _adjective(before, ending, endings)
                if normal(before) in self._grammar.forms(adjective):
                    return f"{adjective} {post}"
        for office in offices:
            following = words[place + 1 : place + 1 + len(office.words)]
            if len(following) == len(office.words) and self._grammar.match(office, following):
                return " ".join([post, *(surface[place + 1 : place + 1 + len(office.words)])])
        return post if capital else ""

    def _genitives_before(self, words: Sequence[Token], place: int) -> int:
        """Return where the words in the genitive before a post begin, with the adjective before them."""
        first = place
        while first > 0 and words[first - 1].word.endswith(self._vocabulary.genitive_endings):
            first -= 1
        if 0 < first < place and words[first - 1].word.endswith(self._vocabulary.adjective_endings):
            first -= 1
        return first

    def _offices(self, taken: set[tuple[str, ...]]) -> None:
        """Add the offices of state that the data do not have under another id."""
        for office in self._country.offices if self._country else ():
            written = (office.name.get(self._code, ""), *office.also.get(self._code, ()))
            written = tuple(name for name in written if name)
            keys = [tuple(map(normal, WORD.findall(name))) for name in written]
            same = next((phrase.actor for phrase in self._actors.phrases if phrase.words in keys), None)
            id_ = same or office.id
            if not same:
                name = {code: office.name[code] for code in self._codes if code in office.name}
                self._actors.proposals[id_] = ActorName(id_, "body", name, BodyKind.NAMED)
            for words, key in zip(written, keys, strict=True):
                if key not in taken:
                    self._phrase(id_, words, capital=len(key) == 1)

    def _general(self, head: str) -> None:
        for actor in self._vocabulary.actors:
            variant = next((variant for variant in actor.variants if self._fits(variant)), None)
            name = self._filled((variant or actor).name, head)
            if not name:
                continue
            existing = self._same_actor(actor.id, name)
            if not existing:
                names_ = {self._code: name}
                proposal = ActorName(actor.id, actor.proposes, names_, actor.kind, owned=True)
                self._actors.proposals[actor.id] = proposal
            phrases = (*actor.phrases, *(words for other in actor.variants for words in other.phrases))
            for phrase in phrases:
                self._phrase(existing or actor.id, phrase)

    def _fits(self, variant: ActorVariant) -> bool:
        """Tell whether the act calls an actor as a variant says."""
        if variant.where is None:
            return self._has(variant.phrases)
        texts = (provision.text.get(self._code, "") for provision in self._index.dataset.provisions)
        return any(re.search(variant.where, normal_text(text)) for text in texts)

    def _has(self, phrases: Sequence[str]) -> bool:
        """Tell whether a provision has one of some phrases, in any form."""
        finder = PhraseFinder(
            (Phrase("", tuple(map(normal, words.split()))) for words in phrases), self._grammar
        )
        texts = (provision.text.get(self._code, "") for provision in self._index.dataset.provisions)
        return any(finder.find(text) for text in texts)

    def _same_actor(self, id_: str, name: str) -> str:
        """Return the id of an actor that the data have under this id or name, or ""."""
        if id_ in self._index.actors:
            return id_
        actors = self._index.actors.values()
        same = (actor.id for actor in actors if normal(actor.name.get(self._code, "")) == normal(name))
        return next(same, "")

    def _filled(self, template: str, head: str) -> str:
        """Return a name with the head's and the body's names put in; "" if an unknown head is needed."""
        if "{head" in template and not head:
            return ""
        office = (self._office_names or [""])[-1]
        values: Iterator[tuple[str, str]] = iter((("head", head), ("office", office)))
        for key, value in values:
            for case in Case:
                slot = f"{{{key}:{case.value}}}"
                if slot in template:
                    template = template.replace(slot, self._grammar.inflected(value, case))
            template = template.replace(f"{{{key}}}", value)
        return template


def _adjacent(text: str, words: Sequence[Token], place: int) -> bool:
    """Tell whether only a space stands between a word and the one before it."""
    return text[words[place - 1].end : words[place].start] == " "


def _adjective(word: str, ending: str, endings: Sequence[str]) -> str:
    """Return an adjective with another ending in place of the one that its case gives it."""
    longest = max((cut for cut in endings if word.endswith(cut)), key=len, default="")
    return word.removesuffix(longest) + ending
