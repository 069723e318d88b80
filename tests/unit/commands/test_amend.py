"""Tests of the `amend` command: an invented statute, both languages, and what it refuses."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from generator.checks.amendments import prove
from generator.cli import main
from generator.commands import import_act
from generator.dataset import loader
from generator.timeline import engine
from tests.support.amended import AMENDED, import_808
from tests.support.paths import GOLDEN, INPUTS

LIBRARY = INPUTS / "library"
REFUSED = INPUTS / "refused-amendments"
ACTS = {code: LIBRARY / f"amendment-12.{code}.md" for code in ("kk", "ru")}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an invented statute in two languages."""
    data = tmp_path_factory.mktemp("library") / "data"
    for code in ("kk", "ru"):
        list(import_act.import_act(LIBRARY / f"library.{code}.txt", data))
    return data


@pytest.fixture
def data(library: Path, tmp_path: Path) -> Path:
    """A copy of the invented statute."""
    shutil.copytree(library, tmp_path / "data")
    return tmp_path / "data"


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def amend(text: Path, data: Path, *options: str) -> int:
    return main(["amend", str(text), "--data", str(data), *options])


def expect(name: str, actual: str) -> None:
    """Compare with a golden file, or write it."""
    path = GOLDEN / "amendments" / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
    assert actual == path.read_text(encoding="utf-8")


def test_every_instruction_becomes_an_operation(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each language is read on its own, and what it orders is compared."""
    for code in ("kk", "ru"):
        assert amend(ACTS[code], data) == 0
        printed = capsys.readouterr().out
        expect(f"resolution-12.{code}.txt", printed)
        assert "differs" not in printed
        operations = (data / "amendments" / "resolution-12.yml").read_text(encoding="utf-8")
        expect("resolution-12.yml", operations[operations.index("operations:") :])


def test_the_file_is_kept_and_the_words_are_proved(data: Path) -> None:
    assert amend(ACTS["kk"], data) == 0
    kept = (data / "source" / "amendment-12.kk.md").read_bytes()
    assert kept == ACTS["kk"].read_bytes()
    dataset = loader.load(data)
    (act,) = dataset.amendments.acts
    assert act.received[0].sha256 == hashlib.sha256(kept).hexdigest()
    proof = prove(data, dataset, engine.build(dataset))
    assert (proof.acts[0].instructions, proof.acts[0].operations) == (5, 5)


def test_a_second_language_adds_its_words_and_the_same_file_changes_nothing(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for code in ("kk", "ru"):
        assert amend(ACTS[code], data) == 0
    both = contents(data)
    capsys.readouterr()
    for code in ("ru", "kk"):
        assert amend(ACTS[code], data) == 0
        assert capsys.readouterr().out.endswith("nothing changed\n")
    assert contents(data) == both
    dataset = loader.load(data)
    assert [file.language for file in dataset.amendments.acts[0].received] == ["kk", "ru"]
    assert all(len(one.text) == 2 for one in dataset.amendments.provisions["resolution-12"])
    prove(data, dataset, engine.build(dataset))


def test_what_people_wrote_stays_and_differences_are_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert amend(ACTS["kk"], data) == 0
    file = data / "amendments" / "resolution-12.yml"
    changed = file.read_text(encoding="utf-8").replace("do: repeal", "do: unknown")
    file.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert amend(ACTS["kk"], data) == 0
    printed = capsys.readouterr().out
    assert "differs: `para_1__al_7` is unknown chp_2__para_4__subpara_2 in the data, which stay" in printed
    assert file.read_text(encoding="utf-8") == changed


def test_what_is_not_certain_is_left_and_told_until_it_is_filled_in(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "act.kk.md"
    words = ACTS["kk"].read_text(encoding="utf-8")
    text.write_text(
        words.replace("2\\) тармақша алып тасталсын", "соңғы тармақша алып тасталсын"), encoding="utf-8"
    )
    assert amend(text, data) == 0
    line = "act.kk.md:29: to fill in: `para_1__al_7` names a place that is not read with certainty"
    assert line in capsys.readouterr().out
    file = data / "amendments" / "resolution-12.yml"
    filled = file.read_text(encoding="utf-8").replace(
        "own:\n", "  - {by: para_1__al_7, do: repeal, target: chp_2__para_4__subpara_2}\nown:\n"
    )
    file.write_text(filled, encoding="utf-8")
    assert amend(text, data) == 0
    assert "filled in by hand: 1, to fill in: 0" in capsys.readouterr().out


@pytest.mark.parametrize("case", sorted(path.name for path in REFUSED.iterdir()))
def test_what_contradicts_itself_is_refused_and_nothing_is_written(
    case: str, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(data)
    assert amend(REFUSED / case / "act.kk.md", data) == 1
    printed = capsys.readouterr()
    expected = REFUSED / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(printed.err, encoding="utf-8")
    assert printed.err == expected.read_text(encoding="utf-8")
    assert printed.out == ""
    assert contents(data) == before


def test_a_day_that_the_text_does_not_give_can_be_given(data: Path) -> None:
    text = REFUSED / "day-of-publication" / "act.kk.md"
    assert amend(text, data, "--in-force", "2023-02-20") == 0
    assert loader.load(data).amendments.acts[0].in_force.isoformat() == "2023-02-20"


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        (("kk",), "is in `ru`; the statute is in kk; import it in that language first"),
        (("kk", "ru"), "is in `ru`; expected the act in `kk`, the original, first"),
    ],
)
def test_the_original_comes_first(
    codes: tuple[str, ...], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    for code in codes:
        list(import_act.import_act(LIBRARY / f"library.{code}.txt", data))
    capsys.readouterr()
    assert amend(ACTS["ru"], data) == 1
    assert capsys.readouterr().err == f"amendment-12.ru.md:1: {message}\n"


def test_words_that_are_too_long_are_refused_with_their_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "act.kk.md"
    words = ACTS["kk"].read_text(encoding="utf-8").replace("көшіреді", "көшіреді " * 3_000)
    text.write_text(words, encoding="utf-8")
    assert amend(text, data) == 1
    assert capsys.readouterr().err == (
        "act.kk.md:27: ««1-1) кітаптарды цифрлық түрге көшіреді …» is too long; expected at most 20,000 "
        "characters\n"
    )


def test_another_text_of_an_act_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert amend(ACTS["kk"], data) == 0
    before = contents(data)
    text = tmp_path / "other.kk.md"
    text.write_text(ACTS["kk"].read_text(encoding="utf-8").replace("көшіреді", "аударады"), encoding="utf-8")
    capsys.readouterr()
    assert amend(text, data) == 1
    assert capsys.readouterr().err == (
        "other.kk.md:27: `para_1__al_6__qstr_1` has other words than the kept text; expected the same act\n"
    )
    assert contents(data) == before


def test_the_own_points_of_an_act_are_not_those_of_its_statute(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The data have the statute alone; point 2 of the resolution that approves it is another."""
    text = tmp_path / "act.kk.md"
    words = (REFUSED / "missing-point" / "act.kk.md").read_text(encoding="utf-8")
    heading = "   көрсетілген қаулымен бекітілген Ауыл кітапханалары агенттігі туралы ережеде:\n\n"
    text.write_text(words.replace(heading, "").replace("9-тармақ", "2-тармақ").replace("«9.", "«2."), "utf-8")
    assert amend(text, data) == 0
    assert (
        "act.kk.md:10: to fill in: `para_1__al_1` changes a point of № 7 of 2021-03-05, whose own points are "
        "not in the data\n"
    ) in capsys.readouterr().out


def test_a_real_act_needs_no_hand_edit(tmp_path: Path) -> None:
    """No. 660 gives neither its date nor its number; its operations are those made by hand."""
    data = import_808(tmp_path)
    by_hand = loader.load(data).amendments.acts[0]
    shutil.rmtree(data / "amendments")
    (data / "amendments.yml").unlink()
    (data / "source" / "808-2025-01-01.kk.md").unlink()
    text = AMENDED / "source" / "660.kk.md"
    assert amend(text, data) == 1
    assert amend(text, data, "--number", "660", "--date", "2024-09-26") == 0
    (read,) = loader.load(data).amendments.acts
    differing = {"work", "received"}
    assert read.model_dump(exclude=differing) == by_hand.model_dump(exclude=differing)
