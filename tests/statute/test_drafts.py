"""What drafting reads in this act without its hand-made data, measured against them: precision and recall."""

from __future__ import annotations

import pytest

from generator.commands.drafts import knowledge
from generator.dataset import loader
from generator.drafts.drafting import Drafting, draft
from generator.model import Dataset, Glossary, Organisation, Relation
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return loader.load(ROOT / "data")


@pytest.fixture(scope="module")
def drafting(dataset: Dataset) -> Drafting:
    """Return what is drafted from the act as an import leaves it: with the office and nothing else."""
    office = [body for body in dataset.organisation.bodies if body.id == dataset.act.office]
    bare = {
        "organisation": Organisation(bodies=tuple(office)),
        "relations": (),
        "assignments": (),
        "bearers": (),
        "glossary": Glossary(),
    }
    return draft(dataset.model_copy(update=bare), knowledge())


def place(relation: Relation) -> tuple[str, str]:
    """Return what a relation says, and where; the data name actors by other ids than drafting."""
    return relation.kind.value, relation.provision


def test_bodies_from_lists_are_those_of_the_data(dataset: Dataset, drafting: Drafting) -> None:
    known = {body.name["kk"] for body in dataset.organisation.bodies}
    drafted = [body.name["kk"] for body in drafting.bodies]
    assert len(drafted) >= 65
    assert set(drafted) <= known


def test_relations_are_those_of_the_data(dataset: Dataset, drafting: Drafting) -> None:
    drafted = [entry.relation for entry in drafting.drafts if entry.relation]
    stated = {place(relation) for relation in dataset.relations}
    right = [relation for relation in drafted if place(relation) in stated]
    found = {place(relation) for relation in drafted}
    recalled = [relation for relation in dataset.relations if place(relation) in found]
    assert len(right) / len(drafted) >= 42 / 44
    assert len(recalled) >= 70


def test_every_quotation_is_in_its_provision_and_ends_with_a_word(
    dataset: Dataset, drafting: Drafting
) -> None:
    texts = {provision.eid: provision.text for provision in dataset.provisions}
    for entry in drafting.drafts:
        for code, words in entry.words.items():
            text = texts[entry.place][code]
            assert words in text, entry.id
            end = text.index(words) + len(words)
            assert not text[end : end + 1].isalnum(), entry.id
