"""Drafts topics: provisions of the same role pages whose words share a phrase of two words.

The rule sees words, not meaning: a phrase that few provisions share, in any form of its words, names a topic.
Each provision is in one topic, that of the phrase which most of the provisions left share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.act.index import Index
from generator.drafts.vocabulary import DraftingVocabulary
from generator.model import Provision

FEWEST = 3
"""The fewest provisions of a topic."""

MAX_SHARE = 0.4
"""The share of the provisions that a phrase may be in; one that more have tells them apart in nothing."""

MAX_TOPICS = 8

SHORTEST = 5
"""Letters of the shortest word that a phrase is made of; shorter ones are mostly particles."""

LONGEST_STEM = 8
"""The letters by which the forms of a word are taken for the same."""

MAX_ENDING = 3

LEAST_ALIKE = 0.5
"""The share of provisions that a phrase of another language must have in common with a topic to name it."""

PHRASE = re.compile(rf"(?=\b([^\W\d_]{{{SHORTEST},}})( (?:[^\W\d_]{{1,3}} )?)([^\W\d_]{{{SHORTEST},}})\b)")
"""Two words, with at most one short word between them and no mark."""


@dataclass
class Shared:
    """A phrase and the provisions that share it."""

    provisions: list[str] = field(default_factory=list)
    """Their eIds, in the order of the act."""
    forms: Counter[str] = field(default_factory=Counter)
    """How the phrase is written in them."""

    @property
    def form(self) -> str:
        """The most frequent form."""
        return self.forms.most_common(1)[0][0].lower()


@dataclass(frozen=True)
class DraftedTopic:
    """A topic with the words that name it."""

    provisions: tuple[str, ...]
    name: dict[str, str]
    about: dict[str, str]
    words: Mapping[str, str]
    """The shared words of each language, as the first provision has them."""


def draft(index: Index, vocabularies: Mapping[str, DraftingVocabulary], original: str) -> list[DraftedTopic]:
    """Return the topics that the words of an act suggest; none if its data have topics.

    `vocabularies` are those of the languages of the act.
    """
    if index.dataset.editorial.topics:
        return []
    provisions = [
        provision
        for role in index.paged_roles
        for provision in index.by_role[role]
        if not provision.repealed and provision.eid not in index.titles
    ]
    provisions.sort(key=lambda provision: index.order[provision.eid])
    most = MAX_SHARE * len(provisions)
    shared = {
        code: _shared(index, provisions, vocabulary, code, most) for code, vocabulary in vocabularies.items()
    }
    topics: list[DraftedTopic] = []
    free = {provision.eid for provision in provisions}
    while len(topics) < MAX_TOPICS:
        candidates = [(len(free.intersection(phrase.provisions)), phrase) for phrase in shared[original]]
        count, phrase = max(candidates, key=lambda pair: pair[0], default=(0, Shared()))
        if count < FEWEST:
            break
        members = tuple(eid for eid in phrase.provisions if eid in free)
        free -= set(members)
        topics.append(_topic(index, members, phrase, shared, vocabularies, original))
    return topics


def _topic(
    index: Index,
    members: tuple[str, ...],
    phrase: Shared,
    shared: Mapping[str, list[Shared]],
    vocabularies: Mapping[str, DraftingVocabulary],
    original: str,
) -> DraftedTopic:
    """Return a topic with its names; a language whose provisions share no phrase has none."""
    forms, words = {original: phrase.form}, {}
    first = index.provisions[members[0]]
    for code, phrases in shared.items():
        named = phrase if code == original else _like(phrases, members)
        if named is None:
            continue
        forms[code] = named.form
        here = next((form for form in named.forms if form in first.text.get(code, "")), "")
        if here:
            words[code] = here
    # The words stand in quotation marks: they are the act's, in whatever case they have there.
    names = {code: f"«{form}»" for code, form in forms.items()}
    about = {code: vocabularies[code].topic_about.format(words=form) for code, form in forms.items()}
    return DraftedTopic(members, names, about, words)


def _like(phrases: list[Shared], members: tuple[str, ...]) -> Shared | None:
    """Return the phrase that every member of a topic has, and the fewest other provisions."""

    def alike(phrase: Shared) -> float:
        both = len(set(phrase.provisions).intersection(members))
        return both / len(set(phrase.provisions).union(members))

    in_all = [phrase for phrase in phrases if set(members).issubset(phrase.provisions)]
    best = max(in_all, key=alike, default=None)
    return best if best and alike(best) >= LEAST_ALIKE else None


def _shared(
    index: Index, provisions: list[Provision], vocabulary: DraftingVocabulary, code: str, most: float
) -> list[Shared]:
    """Return the phrases that at least `FEWEST` and at most `most` of the provisions share."""
    office = {_stem(word) for word in re.findall(r"\w+", index.office.name.get(code, ""))}
    phrases: dict[tuple[str, str], Shared] = {}
    for provision in provisions:
        for stems, form in _phrases(provision.text.get(code, ""), vocabulary):
            if office.issuperset(stems):
                continue
            phrase = phrases.setdefault(stems, Shared())
            phrase.forms[form] += 1
            if provision.eid not in phrase.provisions:
                phrase.provisions.append(provision.eid)
    return [phrase for phrase in phrases.values() if FEWEST <= len(phrase.provisions) <= most]


def _phrases(text: str, vocabulary: DraftingVocabulary) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the stems and the words of each phrase of a text."""
    common = re.compile(vocabulary.topic_without, re.IGNORECASE)
    attribute = re.compile(rf"(?:{vocabulary.topic_not_last})$", re.IGNORECASE)
    for match in PHRASE.finditer(text):
        first, between, second = match.groups()
        if not (common.match(first) or common.match(second) or attribute.search(second)):
            yield (_stem(first), _stem(second)), f"{first}{between}{second}"


def _stem(word: str) -> str:
    """Return the letters by which the forms of a word are taken for the same."""
    return word.lower()[: min(LONGEST_STEM, max(SHORTEST, len(word) - MAX_ENDING))]
