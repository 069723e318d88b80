"""The other names by which the search in a chart finds its nodes."""

from __future__ import annotations

import json

import pytest

from generator.views import chart_names
from tests.support import charted


@pytest.fixture(params=[language.code for language in charted.dataset().published])
def names(request: pytest.FixtureRequest) -> dict[str, str]:
    localization, _ = charted.localization(charted.dataset(), str(request.param))
    index = localization.index
    found: dict[str, str] = json.loads(chart_names.as_json(localization, (*index.actors, *index.regions)))
    return found


def test_a_body_has_the_names_of_its_region_and_of_the_centre(names: dict[str, str]) -> None:
    index = charted.localization(charted.dataset())[0].index
    for body in index.bodies.values():
        if body.region:
            region = index.regions[body.region]
            for text in (region.name, region.short, region.centre):
                known = [names[body.id], *body.name.values()]
                for words in (text or {}).values():
                    assert any(words in one for one in known), body.id


def test_every_synonym_of_the_data_is_known(names: dict[str, str]) -> None:
    index = charted.localization(charted.dataset())[0].index
    names = names | {id_: names.get(id_, "") for id_ in (*index.actors, *index.regions)}
    for synonym in charted.dataset().editorial.synonyms:
        entry = index.actors.get(synonym.of) or index.regions.get(synonym.of)
        for name in synonym.words if entry else ():
            known = [names[synonym.of], *(entry.name.values() if entry else ())]
            assert any(name in words for words in known), (synonym.of, name)


def test_a_region_and_its_bodies_have_the_towns_that_readers_ask_for(names: dict[str, str]) -> None:
    index = charted.localization(charted.dataset())[0].index
    towns = [
        (synonym.of, town)
        for synonym in charted.dataset().editorial.synonyms
        if synonym.of in index.regions
        for town in synonym.asked
    ]
    assert towns
    for region, town in towns:
        for id_ in (region, *(body.id for body in index.bodies_in[region])):
            assert town in names[id_], id_


def test_an_unknown_id_has_no_names() -> None:
    localization, _ = charted.localization(charted.dataset())
    assert chart_names.as_json(localization, ["body-kind.unit", "nowhere"]) == "{}"
