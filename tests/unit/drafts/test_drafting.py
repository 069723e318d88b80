"""Bodies, regions and drafts that an import gets out of an invented statute in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checks import rules
from generator.dataset import loader
from tests.unit.drafts.support import bodies, drafts_of, imported, relations

NAMES = {
    "kk": [
        ("agency", "Оқу комитеті", None),
        ("agency", "Мұрағат комитеті", None),
        ("unit", "Қаржы департаменті", None),
        ("unit", "Кітап қоры басқармасы", None),
        ("territorial", "Абай облысының департаменті", "kz-10"),
        ("territorial", "Алматы қаласының департаменті", "kz-75"),
    ],
    "ru": [
        ("agency", "Комитет чтения", None),
        ("agency", "Комитет архивов", None),
        ("unit", "Департамент финансов", None),
        ("unit", "Управление книжного фонда", None),
        ("territorial", "Департамент области Абай", "kz-10"),
        ("territorial", "Департамент города Алматы", "kz-75"),
    ],
}

STATED = {
    ("subordinate-to", "office", "president"),
    ("accountable-to", "office", "president"),
    ("heads", "head", "office"),
    ("appoints", "president", "head"),
    ("has-post", "head", "deputies"),
    ("organises-work-of", "head", "office"),
    ("appoints", "head", "staff"),
    ("approves-statute-of", "head", "structural-units"),
}


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_lists_and_structures_name_bodies(code: str, tmp_path: Path) -> None:
    dataset = loader.load(imported(tmp_path, code))
    assert bodies(dataset, code) == NAMES[code]
    assert [region.id for region in dataset.organisation.regions] == ["kz-10", "kz-75"]
    assert rules.check(dataset) == []


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_an_item_without_a_word_for_a_body_is_a_draft(code: str, tmp_path: Path) -> None:
    waiting = [
        draft.body.name[code]
        for draft in drafts_of(imported(tmp_path, code))
        if draft.ground == "list" and draft.body
    ]
    assert waiting == [{"kk": "тәуелсіз кеңесшілер", "ru": "независимые советники"}[code]]


@pytest.mark.parametrize("code", ["kk", "ru"])
def test_sentences_state_relations(code: str, tmp_path: Path) -> None:
    drafted = relations(drafts_of(imported(tmp_path, code)))
    stated = {key for key, relation in drafted.items() if relation.object}
    assert stated == STATED
    literal = {key[0] for key, relation in drafted.items() if relation.literal}
    assert literal == {"has-legal-form", "financed-from"}


def test_a_quotation_is_the_words_of_its_provision(tmp_path: Path) -> None:
    data = imported(tmp_path, "kk")
    texts = {provision.eid: provision.text["kk"] for provision in loader.load(data).provisions}
    for draft in drafts_of(data):
        for words in draft.words.values():
            assert words in texts[draft.place]


def test_a_second_language_completes_names_and_drafts(tmp_path: Path) -> None:
    data = imported(tmp_path, "kk", "ru")
    dataset = loader.load(data)
    assert bodies(dataset, "ru") == NAMES["ru"]
    assert [language.draft for language in dataset.languages] == [False, False]
    drafted = relations(drafts_of(data))
    assert drafted.keys() >= STATED
    assert drafted["heads", "head", "office"].quote == {
        "kk": "Агенттікке басшылықты Агенттік төрағасы жүзеге асырады",
        "ru": "Руководство Агентством осуществляет Председатель Агентства",
    }


def test_the_short_name_of_the_body_is_the_act_s_own(tmp_path: Path) -> None:
    office = loader.load(imported(tmp_path, "kk", "ru")).organisation.bodies[0]
    assert office.short == {"kk": "Агенттік", "ru": "Агентство"}
