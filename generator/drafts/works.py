"""Finds the country and the author of an act in its head, for the address of the work."""

from __future__ import annotations

import re

from generator.drafts.mentions import WORD, Grammar, Phrase, PhraseFinder, normal
from generator.drafts.regions import country_of
from generator.drafts.vocabulary import Country
from generator.model import UNKNOWN_COUNTRY, Dataset, Kind

HEAD = (Kind.APPROVAL, Kind.DESIGNATION)
"""The kinds of provision that say whose act it is."""

UNNAMED = re.compile(rf"^/akn/{UNKNOWN_COUNTRY}/act/(?P<subtype>[^/]+)/")


def address(dataset: Dataset, grammar: Grammar, countries: tuple[Country, ...]) -> str:
    """Return the address of the work with its country and author, if the act's head names them.

    `grammar` is that of the act's language. An address that has a country stays as it is.
    """
    code, work = dataset.original, dataset.act.work
    head = [provision.text.get(code, "") for provision in dataset.provisions if provision.kind in HEAD]
    country = country_of(head, code, countries)
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
    author = f"{mentions[0].actor}/" if mentions else ""
    return UNNAMED.sub(rf"/akn/{iso.split('-')[0].lower()}/act/\g<subtype>/{author}", work)
