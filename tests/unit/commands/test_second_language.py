"""A text in a second language that is another act, or an earlier state of the same one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.builder import preparation
from generator.builder.project import Project
from generator.commands.import_act import import_act
from generator.problems import ProblemsError
from tests.support.paths import INPUTS

AS_FOUND = INPUTS / "texts-as-found"
KK, RU = (AS_FOUND / f"agency.{code}.txt" for code in ("kk", "ru"))


def test_an_act_of_another_date_and_number_is_refused(tmp_path: Path) -> None:
    """It has the same chapters and points, so that all of them match by number."""
    list(import_act(KK, tmp_path / "data"))
    other = AS_FOUND / "another-act-of-the-same-shape.ru.txt"
    with pytest.raises(ProblemsError) as raised:
        list(import_act(other, tmp_path / "data"))
    assert str(raised.value) == (
        f"{other.name}:1: is another act than that of data: its date is 2022-04-01, that of the act is "
        "2021-03-05, its number is 99, that of the act is 7; expected the same act"
    )
    assert not (tmp_path / "data" / "source" / other.name).exists()


def test_another_number_alone_is_told(tmp_path: Path) -> None:
    list(import_act(KK, tmp_path / "data"))
    text = tmp_path / "agency.ru.txt"
    text.write_text(RU.read_text(encoding="utf-8").replace("№ 7", "№ 8"), encoding="utf-8")
    report = list(import_act(text, tmp_path / "data"))
    told = "agency.ru.txt:1: its number is 8, that of the act is 7; check that both are the same act"
    assert told in report


def test_words_that_a_newer_text_lacks_are_not_kept(tmp_path: Path) -> None:
    """They are not in the source that the language is proven against, so the language is a draft."""
    data = tmp_path / "data"
    list(import_act(KK, data))
    list(import_act(RU, data))
    shorter = tmp_path / "agency.ru.txt"
    text = RU.read_text(encoding="utf-8")
    shorter.write_text(text[: text.index("      2) обслуживает")].replace("книги;", "книги."), "utf-8")
    report = list(import_act(shorter, data))
    assert "8 of 9 provisions have ru words; ru is a draft: see the lines above" in report
    assert "обслуживает" not in (data / "provisions" / "chapter-2.yml").read_text(encoding="utf-8")
    assert [one.code for one in preparation.prepare(Project.at(data.parent)).dataset.published] == ["kk"]
    shutil.copy(RU, shorter)
    assert "9 of 9 provisions have ru words; ru is published" in list(import_act(shorter, data))
