"""Import moves words only by declared repairs; other gaps keep their order and are reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli import main
from generator.commands.import_act import import_act
from generator.problems import ProblemsError
from tests.conftest import rendered
from tests.support.imported import KK, RU, files, import_texts, prepare_data

GAPS = """\
Положение об Агентстве сельских библиотек

      1.  Агентство имеет печать.
      2. Агентство  имеет печать и дом.
      3. Штат:
      Отдел книг    5 единиц
      Министр    К. Ойлап
"""
ENTRY = (
    "- {line: 4, raw: 'Агентство  имеет печать и дом.', "
    "repaired: 'Агентство дом. имеет печать и', reason: gap"
)
EVIDENCE = ", confidence: very-high, evidence: {ru: В издании стоят эти слова.}}"


def with_gaps(root: Path, entry: str = "", text: str = GAPS) -> Path:
    """Found a folder from a text with gaps, and declare a repair of it."""
    (root / "act.txt").write_text(text, encoding="utf-8")
    import_texts(root / "data", root / "act.txt")
    if entry:
        repairs = f"repairs:\n  {entry}\n"
        (root / "data" / "source" / "repairs.yml").write_text(repairs, encoding="utf-8")
    return root / "act.txt"


def words_of(data: Path) -> list[str]:
    return [one.text["ru"] for one in prepare_data(data).dataset.provisions]


ORDER = [
    "Положение об Агентстве сельских библиотек",
    "Агентство имеет печать.",
    "Агентство имеет печать и дом.",
    "Штат:",
    "Отдел книг 5 единиц",
    "Министр К. Ойлап",
]


def test_import_moves_no_words_on_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = with_gaps(tmp_path)
    report = list(import_act(text, tmp_path / "data"))
    gaps = [line for line in report if "has a gap" in line]
    assert [line.partition(": ")[0] for line in gaps] == ["act.txt:4", "act.txt:6", "act.txt:7"]
    assert gaps[0].endswith(f"with `confidence` and `evidence`: {ENTRY}}}")
    assert "every word is kept: 24 = 24; words moved: none" in report
    assert words_of(tmp_path / "data") == ORDER
    assert main(["--data", str(tmp_path / "data"), "check"]) == 0
    assert "word for word; words moved: none\n" in capsys.readouterr().out
    page = rendered(prepare_data(tmp_path / "data"))["how-the-text-was-made.md"]
    assert "Порядок слов исходного текста не изменен." in page
    assert "Перемещено" not in page


def test_a_declared_repair_moves_its_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text, data = with_gaps(tmp_path, ENTRY + EVIDENCE), tmp_path / "data"
    report = list(import_act(text, data))
    assert [line.partition(": ")[0] for line in report if "has a gap" in line] == ["act.txt:6", "act.txt:7"]
    moved = "words moved: 1, by the declared repairs of the source's lines 4"
    assert f"every word is kept: 24 = 24; {moved}" in report
    assert words_of(data) == [*ORDER[:2], "Агентство дом. имеет печать и", *ORDER[3:]]
    assert main(["--data", str(data), "check"]) == 0
    assert f"word for word; {moved}\n" in capsys.readouterr().out
    page = rendered(prepare_data(data))["how-the-text-was-made.md"]
    assert "Перемещено слов – 1;" in page
    assert "Порядок слов исходного текста не изменен." not in page
    before = files(data)
    assert "nothing changed" in import_texts(data, text)
    assert files(data) == before


@pytest.mark.parametrize("renew", [False, True])
def test_a_move_without_evidence_is_refused(renew: bool, tmp_path: Path) -> None:
    text, data = with_gaps(tmp_path, f"{ENTRY}, confidence: very-high}}"), tmp_path / "data"
    before = files(data)
    with pytest.raises(ProblemsError) as raised:
        list(import_act(text, data, accept_repairs=renew))
    assert str(raised.value) == (
        "data/source/repairs.yml:2: moves words without `evidence`; expected what else supports this reading"
    )
    assert files(data) == before


@pytest.mark.parametrize("renew", [False, True])
@pytest.mark.parametrize(("old", "new"), [("line: 4", "line: 3"), ("имеет печать и'", "печать имеет и'")])
def test_a_declared_move_that_the_source_does_not_give_is_refused(
    renew: bool, old: str, new: str, tmp_path: Path
) -> None:
    entry = ENTRY.replace(old, new)
    text, data = with_gaps(tmp_path, entry + EVIDENCE), tmp_path / "data"
    before = files(data)
    with pytest.raises(ProblemsError) as raised:
        list(import_act(text, data, accept_repairs=renew))
    line = 3 if "line: 3" in entry else 4
    assert str(raised.value) == (
        f"data/source/repairs.yml:2: this repair does not match line {line} of the source"
    )
    assert files(data) == before


def test_a_renewal_declares_no_move(tmp_path: Path) -> None:
    text, data = with_gaps(tmp_path), tmp_path / "data"
    report = list(import_act(text, data, accept_repairs=True))
    assert "nothing changed" in report
    assert sum("has a gap" in line for line in report) == 3


def test_a_folder_may_declare_its_moves_before_it_is_founded(tmp_path: Path) -> None:
    text, data = with_gaps(tmp_path, ENTRY + EVIDENCE), tmp_path / "data"
    (data / "act.yml").unlink()
    assert any("words moved: 1" in line for line in import_act(text, data))
    assert words_of(data)[2] == "Агентство дом. имеет печать и"
    assert prepare_data(data).dataset.corrections.repairs[0].evidence == {"ru": "В издании стоят эти слова."}


def test_the_gaps_of_a_second_language_are_told_and_stay(tmp_path: Path) -> None:
    data, text = tmp_path / "data", tmp_path / "other.ru.txt"
    russian = RU.read_text(encoding="utf-8").replace(
        "Агентство имеет печать.", "Агентство  имеет печать и дом."
    )
    text.write_text(russian, encoding="utf-8")
    report = import_texts(data, KK, text)
    (gap,) = [line for line in report if "has a gap" in line]
    assert gap.endswith("if the act reads «Агентство дом. имеет печать и», correct the text")
    assert "Агентство имеет печать и дом." in words_of(data)
