"""Finds the regions of a country in the names of bodies."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.drafts.mentions import Grammar, tokens
from generator.drafts.vocabulary import Country, CountryRegion
from generator.model import Region


def country_of(texts: Sequence[str], code: str, countries: Sequence[Country]) -> Country | None:
    """Return the country whose name most of the texts contain, or None."""
    counts = [
        (sum(bool(_forms(country.names[code]).search(text)) for text in texts), place)
        for place, country in enumerate(countries)
        if code in country.names
    ]
    most, place = max(counts, default=(0, 0))
    return countries[place] if most else None


def country_in(text: str, code: str, country: Country) -> list[tuple[int, int]]:
    """Return where a text has the name of a country: the place of its first letter and of the end."""
    return [match.span() for match in _forms(country.names[code]).finditer(text)]


def _forms(name: str) -> re.Pattern[str]:
    """Return a pattern of a country's name in any case: the beginnings of its words."""
    return re.compile(r"\s+".join(rf"{re.escape(word[:-2])}\w*" for word in name.split()), re.IGNORECASE)


def region_in(name: str, code: str, country: Country, grammar: Grammar) -> tuple[CountryRegion, bool] | None:
    """Return the region that a name contains, and whether by an earlier name; None unless there is one."""
    matches: dict[str, tuple[CountryRegion, bool]] = {}
    for entry in country.regions:
        current, former = entry.region.name.get(code, ""), entry.former.get(code, ())
        for place, words in enumerate((current, *former)):
            if words and _contains(name, words.split(), grammar):
                matches.setdefault(entry.region.id, (entry, place > 0))
    return next(iter(matches.values())) if len(matches) == 1 else None


def _contains(name: str, words: list[str], grammar: Grammar) -> bool:
    """Tell whether a name contains some words, each in any form."""
    has = [token.word for token in tokens(name)]
    forms = [grammar.forms(word) for word in words]
    return any(
        all(word in known for word, known in zip(has[start : start + len(words)], forms, strict=True))
        for start in range(len(has) - len(words) + 1)
    )


def entry_of(region: CountryRegion, codes: Sequence[str], *, former: bool) -> Region:
    """Return the entry of a region for regions.yml, in some languages; with a remark for an earlier name."""
    entry = region.region
    update = {
        key: {code: text[code] for code in codes if code in text}
        for key in ("name", "short", "code", "centre", "source")
        if (text := getattr(entry, key))
    }
    remark = region.former_remark if former else None
    return entry.model_copy(
        update={
            **update,
            "remark": {code: remark[code] for code in codes if code in remark} if remark else None,
        }
    )
