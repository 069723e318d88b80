"""Tests of the `text` command: the text of a day, and days and languages that are not valid."""

from __future__ import annotations

import shutil

import pytest

from generator.builder.project import Project
from generator.cli import main
from tests.support.paths import INPUTS


@pytest.fixture
def amended(tiny: Project) -> Project:
    """The tiny project with an invented act that amends it."""
    shutil.copytree(INPUTS / "amended-tiny", tiny.root, dirs_exist_ok=True)
    return tiny


def printed(project: Project, *arguments: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["text", "--data", str(project.data), *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def refused(project: Project, *arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["text", "--data", str(project.data), *arguments]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    (line,) = output.err.splitlines()
    return line


def test_a_folder_without_amendments_prints_its_one_text(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed(tiny, "--on", "2021-03-05", capsys=capsys)
    assert "3. Агенттік республикалық бюджеттен қаржыландырылады." in lines
    assert printed(tiny, "--on", "2099-12-31", capsys=capsys) == lines
    assert not any("[" in line for line in lines)


def test_the_text_of_a_day_has_the_amendments_of_that_day(
    amended: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = printed(amended, "--on", "2022-05-09", capsys=capsys)
    after = printed(amended, "--on", "2022-05-10", capsys=capsys)
    assert [line for line in before if line not in after] == [
        "1. Ауыл кітапханалары агенттігі (бұдан әрі – Агенттік) – Үкіметке бағынатын ойдан шығарылған орган.",
        "2. Агенттіктің ведомствосы – Қолжазба комитеті.",
        "3. Агенттік республикалық бюджеттен қаржыландырылады.",
    ]
    assert [line for line in after if line not in before] == [
        "1. Ауыл кітапханалары агенттігі (бұдан әрі – Агенттік) – Президентке бағынатын ойдан шығарылған "
        "орган.",
        "3. Агенттік жергілікті бюджеттен қаржыландырылады.",
        "кітаптарды қалпына келтіру;",
        "кітап дүкендерін ашу;",
    ]
    place = after.index("кітаптарды қалпына келтіру;")
    assert after[place - 2 : place] == ["4. Міндеттері:", "әр ауылға кітап жеткізу;"]


def test_before_the_text_and_before_the_act(amended: Project, capsys: pytest.CaptureFixture[str]) -> None:
    timeline = amended.data / "amendments.yml"
    timeline.write_text(f"approved: 2020-06-01\n{timeline.read_text(encoding='utf-8')}", encoding="utf-8")
    for day in ("2020-06-01", "2021-03-04"):
        assert printed(amended, "--on", day, capsys=capsys) == ["[words not at hand]"]
    line = refused(amended, "--on", "2020-05-31", capsys=capsys)
    assert line == "--on:1: 2020-05-31 is before the act, of 2020-06-01; expected that day or a later one"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--on", "2021-3-5"], "--on:1: `2021-3-5` is not a date; expected a day, as 2022-10-03"),
        (["--on", "2021-02-30"], "--on:1: `2021-02-30` is not a date; expected a day, as 2022-10-03"),
        (["--on", "20210305"], "--on:1: `20210305` is not written as a date; expected a day, as 2022-10-03"),
        (["--on", "today"], "--on:1: `today` is not a date; expected a day, as 2022-10-03"),
        (["--on", ""], "--on:1: `` is not a date; expected a day, as 2022-10-03"),
        (
            ["--on", "2021-03-05", "--language", "kz"],
            "--language:1: `kz` is not a language of the data; expected one of kk",
        ),
        (
            ["--on", "2021-03-04"],
            "--on:1: 2021-03-04 is before the act, of 2021-03-05; expected that day or a later one",
        ),
    ],
)
def test_what_is_not_valid_is_said_on_one_line(
    tiny: Project, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert refused(tiny, *arguments, capsys=capsys).partition("; nearest")[0] == message
