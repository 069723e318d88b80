"""Whom drafting takes for the head of a body, and how it calls the posts around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.import_act import import_act
from tests.unit.drafts.support import drafts_of

TEXTS = {
    "kk": """«Кітап жолдары басқармасы» мемлекеттік мекемесі туралы ереже

1. «Кітап жолдары басқармасы» мемлекеттік мекемесі (бұдан әрі – Басқарма) – мемлекеттік орган.
2. Басқармаға басшылықты оның міндеттерінің орындалуына жауапты болатын бірінші басшы жүзеге асырады.
3. Басқарманың бірінші басшысының орынбасары болады.
4. Бірінші басшы өз орынбасарының өкілеттіктерін айқындайды.
5. Басқарма басшысы ауылдық кітапханалардың қызметін үйлестіреді.
6. Басқарманың бірінші басшысы болмаған кезеңде оның өкілеттіктерін оны алмастыратын адам жүзеге асырады.
7. Қаржыландыру аудандық бюджеттен жүзеге асырылады.
""",
    "ru": """Положение о государственном учреждении «Управление книжных дорог»

1. Государственное учреждение «Управление книжных дорог» (далее – Управление) является органом.
2. Структура Управления утверждается руководителем аппарата по согласованию с Министром чтения.
3. Руководство Управлением осуществляется первым руководителем, который несет ответственность.
4. Первый руководитель Управления имеет заместителя, который назначается на должность.
5. Первый руководитель определяет полномочия своего заместителя.
6. Исполнение полномочий первого руководителя Управления в период его отсутствия осуществляется лицом, \
его замещающим.
7. Финансирование Управления осуществляется из районного бюджета.
""",
}


@pytest.fixture(params=["kk", "ru"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_head_is_called_with_the_name_of_the_body(code: str, tmp_path: Path) -> None:
    (tmp_path / f"act.{code}.txt").write_text(TEXTS[code], encoding="utf-8")
    list(import_act(tmp_path / f"act.{code}.txt", tmp_path / "data"))
    names = {
        draft.id: entry.name[code]
        for draft in drafts_of(tmp_path / "data")
        if (entry := draft.post or draft.group)
    }
    assert (
        names
        == {
            "kk": {
                "post-head": "Басқарманың бірінші басшысы",
                "post-deputies": "Басқарманың бірінші басшысының орынбасары",
                "group-acting-head": "Басқарманың бірінші басшысын алмастыратын адам",
            },
            "ru": {
                "post-head": "Первый руководитель Управления",
                "post-deputies": "Заместитель Первого руководителя Управления",
                "group-acting-head": "Лицо, замещающее Первого руководителя Управления",
            },
        }[code]
    )


def test_sentences_that_begin_with_the_head_alone_state_what_it_does(code: str, tmp_path: Path) -> None:
    (tmp_path / f"act.{code}.txt").write_text(TEXTS[code], encoding="utf-8")
    list(import_act(tmp_path / f"act.{code}.txt", tmp_path / "data"))
    stated = [
        (relation.kind.value, relation.subject, relation.object or (relation.literal or {})[code])
        for draft in drafts_of(tmp_path / "data")
        if (relation := draft.relation)
    ]
    assert ("defines-powers-of", "head", "deputies") in stated
    assert ("has-post", "head", "deputies") in stated
    budget = {"kk": "аудандық бюджет", "ru": "районный бюджет"}[code]
    assert ("financed-from", "office", budget) in stated
    # The subject at the beginning of the sentence is no part of the object.
    assert code == "ru" or ("coordinates", "head", "ауылдық кітапханалар") in stated
