"""Drafts topics: provisions of the same role pages whose words share a phrase of two words.

The rule sees words, not meaning: a phrase that few provisions share, in any form of its words, names a topic.
Each provision is in one topic, that of the phrase which most of the provisions left share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from msgspec import Struct, field

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

LEAST_WRITTEN_ALIKE = 0.5
"""How like the words of two languages must be written to be taken for the same loan words."""

MAX_JOINED = 0.5
"""The share of the places inside enumerations from which on a phrase only names one of several parties."""

PHRASE = re.compile(rf"(?=\b([^\W\d_]{{{SHORTEST},}})( (?:[^\W\d_]{{1,3}} )?)([^\W\d_]{{{SHORTEST},}})\b)")
"""Two words, with at most one short word between them and no mark."""


class Shared(Struct):
    """A phrase and the provisions that share it."""

    provisions: list[str] = field(default_factory=list)
    """Their eIds, in the order of the act."""
    forms: Counter[str] = field(default_factory=Counter)
    """How the phrase is written in them."""
    joined: int = 0
    """How many of the places are inside an enumeration, after another part of it."""

    @property
    def form(self) -> str:
        """The most frequent form."""
        return self.forms.most_common(1)[0][0].lower()


class DraftedTopic(Struct, frozen=True):
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
        named = phrase if code == original else _like(phrases, members, phrase.form)
        if named is None:
            continue
        forms[code] = named.form
        here = next((form for form in named.forms if form in first.text.get(code, "")), "")
        if here:
            words[code] = here
    forms = {code: _nominative(form, vocabularies[code]) or form for code, form in forms.items()}
    # Words that keep the case that they have in the act stand in quotation marks.
    names = {
        code: form[:1].upper() + form[1:] if _is_nominative(form, vocabularies[code]) else f"«{form}»"
        for code, form in forms.items()
    }
    about = {code: vocabularies[code].topic_about.format(words=form) for code, form in forms.items()}
    return DraftedTopic(members, names, about, words)


def _like(phrases: list[Shared], members: tuple[str, ...], form: str) -> Shared | None:
    """Return the phrase that every member of a topic has, and the fewest other provisions.

    Of several, the one that is written most like the topic's own words, as loan words are; none if several
    are not, because nothing then tells which of them has the same meaning.
    """

    def alike(phrase: Shared) -> float:
        both = len(set(phrase.provisions).intersection(members))
        return both / len(set(phrase.provisions).union(members))

    def written(phrase: Shared) -> float:
        return SequenceMatcher(None, phrase.form, form, autojunk=False).ratio()

    in_all = [phrase for phrase in phrases if set(members).issubset(phrase.provisions)]
    most = max(map(alike, in_all), default=0)
    if most < LEAST_ALIKE:
        return None
    best = [phrase for phrase in in_all if alike(phrase) == most]
    if len(best) == 1:
        return best[0]
    chosen = max(best, key=written)
    return chosen if written(chosen) >= LEAST_WRITTEN_ALIKE else None


def _nominative(form: str, vocabulary: DraftingVocabulary) -> str:
    """Return a phrase of two words in the nominative; "" where the endings of its language do not tell."""
    first, *others, last = form.split(" ")
    noun = _changed(last, vocabulary.nominatives)
    adjective = (
        _changed(first, vocabulary.nominative_adjectives) if vocabulary.nominative_adjectives else first
    )
    return " ".join([adjective, *others, noun]) if noun and adjective and not others else ""


def _is_nominative(form: str, vocabulary: DraftingVocabulary) -> bool:
    """Tell whether a phrase ends as `_nominative` lets it end."""
    first, *others, last = form.split(" ")
    adjectives = tuple(vocabulary.nominative_adjectives.values())
    nouns = tuple(vocabulary.nominatives.values())
    return not others and last.endswith(nouns) and (not adjectives or first.endswith(adjectives))


def _changed(word: str, endings: Mapping[str, str]) -> str:
    """Return a word with the ending for its own longest one; "" if it has none of them."""
    longest = max((ending for ending in endings if word.endswith(ending)), key=len, default="")
    return word.removesuffix(longest) + endings[longest] if longest else ""


def _shared(
    index: Index, provisions: list[Provision], vocabulary: DraftingVocabulary, code: str, most: float
) -> list[Shared]:
    """Return the phrases that at least `FEWEST` and at most `most` of the provisions share."""
    words = re.findall(r"\w+", index.office.name.get(code, ""))
    office = {
        _stem(form) for word in words for form in (word, _changed(word, vocabulary.nominatives)) if form
    }
    phrases: dict[tuple[str, str], Shared] = {}
    for provision in provisions:
        for stems, form, joined in _phrases(provision.text.get(code, ""), vocabulary):
            if office.issuperset(stems):
                continue
            phrase = phrases.setdefault(stems, Shared())
            phrase.forms[form] += 1
            phrase.joined += joined
            if provision.eid not in phrase.provisions:
                phrase.provisions.append(provision.eid)
    parties = {
        stems: set(phrase.provisions)
        for stems, phrase in phrases.items()
        if phrase.joined > MAX_JOINED * phrase.forms.total()
    }
    return [
        phrase
        for stems, phrase in phrases.items()
        if FEWEST <= len(phrase.provisions) <= most and not _names_party(stems, phrase, parties)
    ]


def _names_party(stems: tuple[str, str], phrase: Shared, parties: Mapping[tuple[str, str], set[str]]) -> bool:
    """Tell whether a phrase is one of several parties that provisions enumerate, or goes on with its name."""
    longer = (places for party, places in parties.items() if party[1] == stems[0])
    return stems in parties or any(places.issuperset(phrase.provisions) for places in longer)


def _phrases(text: str, vocabulary: DraftingVocabulary) -> Iterator[tuple[tuple[str, str], str, bool]]:
    """Yield the stems and the words of each phrase of a text, and whether an enumeration goes on with it."""
    common = re.compile(vocabulary.topic_without, re.IGNORECASE)
    attribute = re.compile(rf"(?:{vocabulary.topic_not_last})$", re.IGNORECASE)
    for match in PHRASE.finditer(text):
        first, between, second = match.groups()
        oblique = (
            vocabulary.inflects_last
            and _changed(first, vocabulary.nominatives)
            and not first.endswith(vocabulary.genitive_endings)
        )
        if not (oblique or common.match(first) or common.match(second) or attribute.search(second)):
            joined = text.endswith(vocabulary.joints, 0, match.start())
            last = _changed(second, vocabulary.nominatives) if vocabulary.inflects_last else ""
            yield (_stem(first), _stem(last or second)), f"{first}{between}{second}", joined


def _stem(word: str) -> str:
    """Return the letters by which the forms of a word are taken for the same."""
    return word.lower()[: min(LONGEST_STEM, max(SHORTEST, len(word) - MAX_ENDING))]
