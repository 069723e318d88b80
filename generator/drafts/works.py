"""Finds the country and the author of an act in its head, for the address of the work."""

from __future__ import annotations

import re

from generator.drafts import names
from generator.drafts.mentions import WORD, Grammar, Phrase, PhraseFinder, normal, tokens
from generator.drafts.regions import country_in, country_of, region_in
from generator.drafts.vocabulary import Country, DraftingVocabulary
from generator.model import UNKNOWN_COUNTRY, Dataset, Kind

HEAD = (Kind.APPROVAL, Kind.DESIGNATION, Kind.ANNEX)
"""The kinds of provision that say whose act it is."""

MAX_AUTHOR = 8
"""The most words of the name of an author."""

UNNAMED = re.compile(rf"^/akn/{UNKNOWN_COUNTRY}/act/(?P<subtype>[^/]+)/")


def address(
    dataset: Dataset, vocabulary: DraftingVocabulary, grammar: Grammar, countries: tuple[Country, ...]
) -> str:
    """Return the address of the work with its country and author, if the act's head names them.

    An author that is no office of state is named by its own words in Latin letters: `ministr-finansov`. A
    region in the head names its country too. `vocabulary` and `grammar` are those of the act's language. An
    address that has a country stays as it is.
    """
    code, work = dataset.original, dataset.act.work
    head = [provision.text.get(code, "") for provision in dataset.provisions if provision.kind in HEAD]
    country = country_of(head, code, countries)
    if country is None and head:
        of_region = (entry for entry in countries if region_in(head[0], code, entry, grammar))
        country = next(of_region, None)
    iso = next((entry.region.iso for entry in country.regions if entry.region.iso), "") if country else ""
    if not country or not iso:
        return work
    phrases = [
        Phrase(office.id, tuple(map(normal, WORD.findall(name))), capital=len(name.split()) == 1)
        for office in country.offices
        for name in (office.name.get(code, ""), *office.also.get(code, ()))
        if name
    ]
    mentions = PhraseFinder(phrases, grammar).find(head[0])
    author = mentions[0].actor if mentions else _author(head[0], vocabulary, grammar, country)
    author = f"{author}/" if author else ""
    return UNNAMED.sub(rf"/akn/{iso.split('-')[0].lower()}/act/\g<subtype>/{author}", work)


def _author(head: str, vocabulary: DraftingVocabulary, grammar: Grammar, country: Country) -> str:
    """Return an id for the author that the head of an act names in the genitive, or ""."""
    named = country_in(head, vocabulary.language, country)
    words = tokens(head)
    for place, token in enumerate(words):
        author = next((word for word in vocabulary.authors if token.word in grammar.forms(word)), "")
        if not author:
            continue
        chosen: list[str] = []
        rest = words[:place][::-1] if vocabulary.inflects_last else words[place + 1 :]
        for other in rest[:MAX_AUTHOR]:
            in_country = any(start <= other.start < end for start, end in named)
            if in_country or other.word in vocabulary.author_ends or not other.word.isalpha():
                break
            chosen.append(other.word)
        name = [*chosen[::-1], author] if vocabulary.inflects_last else [author, *chosen]
        return names.slug(" ".join(name), vocabulary) if chosen else ""
    return ""
