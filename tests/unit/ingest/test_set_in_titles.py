"""Headers whose last line is as long as the others, and titles that are set in as the header before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commands.import_act import import_act
from generator.dataset import loader
from generator.model import Kind

HEADS = {
    "kk": (
        "Абай облысы әкімдігінің 2023 жылғы «7» қарашадағы № 214 қаулысымен бекітілді",
        "«Абай облысының кітап жолдары басқармасы» мемлекеттік мекемесі туралы ереже",
    ),
    "ru": (
        "Утверждено постановлением акимата области Абай от «7» ноября 2023 года № 214",
        "Положение о государственном учреждении «Управление книжных дорог области Абай»",
    ),
}

BODIES = {
    "kk": """{0}1. «Абай облысының кітап жолдары басқармасы» мемлекеттік мекемесі (бұдан
әрі – Басқарма) мемлекеттік орган болып табылады.
{0}2. Басқарма өз қызметін Қазақстан Республикасының Конституциясына, заңдарына
және осы Ережеге сәйкес жүзеге асырады.
""",
    "ru": """{0}1. Государственное учреждение «Управление книжных дорог области Абай» является
государственным органом, который осуществляет руководство в сфере книжных дорог.
{0}2. Управление осуществляет свою деятельность в соответствии с Конституцией,
законами Республики Казахстан и настоящим Положением.
""",
}


@pytest.mark.parametrize("code", ["kk", "ru"])
@pytest.mark.parametrize("indent", ["", "      "])
def test_the_header_ends_before_the_title(code: str, indent: str, tmp_path: Path) -> None:
    header, title = HEADS[code]
    text = f"{indent}{header}\n{indent}{title}\n{BODIES[code].format(indent)}"
    (tmp_path / f"act.{code}.txt").write_text(text, encoding="utf-8")
    report = list(import_act(tmp_path / f"act.{code}.txt", tmp_path / "data"))
    assert "uncertain places: 0" in report
    dataset = loader.load(tmp_path / "data")
    assert [(provision.kind, provision.text[code]) for provision in dataset.provisions[:2]] == [
        (Kind.APPROVAL, header),
        (Kind.TITLE, title),
    ]
    assert sum(provision.kind is Kind.POINT for provision in dataset.provisions) == 2


def test_a_set_in_title_of_two_lines_is_one(tmp_path: Path) -> None:
    text = "      Положение об Агентстве книжных\n      полей\n\nГлава 1. Общее\n\n      1. Агентство есть.\n"
    (tmp_path / "act.ru.txt").write_text(text, encoding="utf-8")
    list(import_act(tmp_path / "act.ru.txt", tmp_path / "data"))
    first = loader.load(tmp_path / "data").provisions[0]
    assert (first.kind, first.text["ru"]) == (Kind.TITLE, "Положение об Агентстве книжных полей")
