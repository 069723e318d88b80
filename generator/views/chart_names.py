"""Collects the other names by which the search in a chart finds its nodes, as the site search knows them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from generator.model import Body, Region
from generator.model.fields import Text
from generator.plan.localization import Localization


def as_json(localization: Localization, ids: Iterable[str]) -> str:
    """Return a JSON object of node id -> its other names, for the nodes that have any.

    They are the names in every language, the names, the centre and the towns of a body's region, and the
    synonyms of the data. The name that the chart shows is left out.
    """
    names = {id_: " ".join(_names(localization, id_)) for id_ in ids}
    return json.dumps({id_: words for id_, words in names.items() if words}, ensure_ascii=False)


def _names(localization: Localization, id_: str) -> list[str]:
    """Return the other names of a body, post, group or region, each of them once."""
    index = localization.index
    entry = index.actors.get(id_) or index.regions.get(id_)
    if entry is None:
        return []
    names = [
        *_forms(entry.name, *((entry.short,) if isinstance(entry, Body) else ())),
        *_synonyms(localization, id_),
    ]
    region = entry if isinstance(entry, Region) else None
    if isinstance(entry, Body) and entry.region:
        region = index.regions[entry.region]
        names += _synonyms(localization, region.id)
    if region:
        names += [*_forms(region.name, region.short, region.centre), *_towns(localization, region)]
    if isinstance(entry, Region):
        names += [name for body in index.bodies_in[id_] for name in _forms(body.name)]
    shown = localization.text(entry.name)
    return [name for name in dict.fromkeys(names) if name not in shown]


def _forms(*texts: Text | None) -> Iterator[str]:
    """Yield the words of texts in every language."""
    for text in texts:
        yield from (text or {}).values()


def _synonyms(localization: Localization, id_: str) -> list[str]:
    synonyms = localization.index.dataset.editorial.synonyms
    return [name for synonym in synonyms if synonym.of == id_ for name in synonym.words]


def _towns(localization: Localization, region: Region) -> list[str]:
    """Return the places that readers ask for and that lie in a region."""
    synonyms = localization.index.dataset.editorial.synonyms
    return [place for synonym in synonyms if synonym.of == region.id for place in synonym.asked]
