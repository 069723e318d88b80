"""Tests of the `verify-quote` command on an invented statute and an invented act that amends it."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest

from generator.builder.project import Project
from generator.cli import main
from tests.support.paths import INPUTS

POINT_2 = "Агенттіктің ведомствосы – Қолжазба комитеті."


@pytest.fixture
def amended(tiny: Project) -> Project:
    """The tiny project with an invented act that amends it."""
    shutil.copytree(INPUTS / "amended-tiny", tiny.root, dirs_exist_ok=True)
    return tiny


def printed(
    project: Project, *arguments: str, capsys: pytest.CaptureFixture[str], code: int = 0
) -> list[str]:
    words = ["verify-quote", "--data", str(project.data), *arguments]
    if code:
        with pytest.raises(SystemExit) as end:
            main(words)
        assert end.value.code == code
    else:
        assert main(words) == 0
    return capsys.readouterr().out.splitlines()


def test_a_verbatim_quotation_has_its_place_day_and_provenance(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(tiny, f"«{POINT_2[:-1]}».", capsys=capsys)
    assert lines[0] == "verbatim: `chp_1__para_2`, a part (kk)"
    assert "  version of 2021-03-05" in lines
    assert "  the act's own words, as received" in lines
    assert lines[-1] == "  overlooked: the quotation marks around it"


def test_a_changed_word_is_shown(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(tiny, POINT_2.replace("Қолжазба", "Кітап"), capsys=capsys, code=1)
    assert lines[0] == "differs: `chp_1__para_2`, in part or whole (kk)"
    assert any("[-Қолжазба-]{+Кітап+}" in line for line in lines)


def test_words_of_no_text_are_nowhere(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(tiny, "Судьи независимы и подчиняются только закону", capsys=capsys, code=1)
    assert lines == ["nowhere: no text at hand has these words or words like them"]


def test_a_day_has_its_own_text(amended: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(amended, POINT_2, "--on", "2022-05-09", capsys=capsys)
    lines = printed(amended, POINT_2, "--on", "2022-05-10", capsys=capsys, code=1)
    assert lines[0] == "not in the words at hand for 2022-05-10; of another day:"
    new = "кітап дүкендерін ашу;"
    assert printed(amended, new, "--on", "2022-05-10", capsys=capsys)[0].startswith("verbatim: ")


def test_a_quotation_from_a_file_and_from_standard_input(
    tiny: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "quotation.txt"
    file.write_text(POINT_2, encoding="utf-8-sig")
    expected = printed(tiny, POINT_2, capsys=capsys)
    assert printed(tiny, "--file", str(file), capsys=capsys) == expected
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(POINT_2.encode())))
    assert printed(tiny, capsys=capsys) == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["«…»"], "text:1: contains no words; expected a quotation"),
        (["а" * 100_001], "text:1: has 100,001 characters; expected a quotation of at most 100,000"),
        (["сөз", "--file", "x"], "--file:1: a text is given as well; expected one of them"),
        (["сөз", "--on", "2021"], "--on:1: `2021` is not a date; expected a day, as 2022-10-03"),
        (
            ["сөз", "--on", "1999-01-01"],
            "--on:1: 1999-01-01 is before the act, of 2021-03-05; expected that day or a later one",
        ),
        (
            ["сөз", "--language", "kx"],
            "--language:1: `kx` is not a language of the data; expected one of kk",
        ),
    ],
)
def test_mistakes(
    tiny: Project, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify-quote", "--data", str(tiny.data), *arguments]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err.strip()) == ("", message)


def test_a_file_that_is_not_utf_8(tiny: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "quotation.txt"
    file.write_bytes(b"abc\n\xff")
    assert main(["verify-quote", "--data", str(tiny.data), "--file", str(file)]) == 1
    assert capsys.readouterr().err == f"{file}:2: byte 0xff is not UTF-8; expected UTF-8 text\n"
