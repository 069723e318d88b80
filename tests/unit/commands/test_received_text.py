"""Texts that import refuses, each with its lines, and the names that the others get."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from generator.cli import main
from generator.files.names import is_safe_file_name, safe_file_name
from generator.previews.untrusted_names import is_plain
from tests.support.paths import INPUTS

KK, RU = (INPUTS / "library" / f"library.{code}.txt" for code in ("kk", "ru"))
REFUSED = INPUTS / "refused-texts"


def import_text(text: Path, data: Path, *options: str) -> int:
    return main(["import", str(text), "--data", str(data), *options])


@pytest.mark.parametrize("case", sorted(path.name for path in REFUSED.iterdir()))
def test_every_problem_of_a_text_has_its_line(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_text(REFUSED / case / "act.txt", tmp_path / "data") == 1
    printed = capsys.readouterr()
    expected = REFUSED / case / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(printed.err, encoding="utf-8")
    assert printed.err == expected.read_text(encoding="utf-8")
    assert printed.out == ""
    assert not (tmp_path / "data").exists()


def test_two_hundred_thousand_line_breaks_are_read(tmp_path: Path) -> None:
    """Also after a hyphen, where a repair reaches over them."""
    text = KK.read_text(encoding="utf-8").replace("(бұдан", "кітап-" + "\n" * 200_000 + "(бұдан", 1)
    (tmp_path / "act.txt").write_text(text, encoding="utf-8")
    assert import_text(tmp_path / "act.txt", tmp_path / "data") == 0


NAMES = {
    "закон.txt": "act.kk.txt",
    "con.txt": "act.kk-con.txt",
    "COM1.tar.gz": "act.kk-COM1.tar.gz",
    "a?b.txt": "a-b.txt",
    "a:b.txt": "a-b.txt",
    "a\nb.txt": "a-b.txt",
    "act.": "act",
    ".act.txt": "act.txt",
    "-rf.txt": "rf.txt",
    "repairs.yml": "act.kk.repairs.yml",
    "resolution-7.kk.txt": "resolution-7.kk.txt",
}


@pytest.mark.parametrize(("name", "safe"), NAMES.items())
def test_a_text_gets_a_name_that_every_system_accepts(
    name: str, safe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copyfile(KK, tmp_path / name)
    data = tmp_path / "data"
    assert import_text(tmp_path / name, data) == 0
    shown = " ".join(name.split())
    note = f"{shown}:1: is kept as data/source/{safe}"
    assert (note in capsys.readouterr().out.splitlines()) == (name != safe)
    assert sorted(path.name for path in (data / "source").iterdir()) == sorted([safe, "repairs.yml"])
    assert (data / "source" / safe).read_bytes() == KK.read_bytes()
    assert main(["--data", str(data), "check"]) == 0


@pytest.mark.parametrize(
    "name", [*NAMES, "", ".", "..", "a/b", "CON", "nul.", "conin$", "٠.txt", "é.txt", "x" * 300 + ".txt"]
)
def test_a_safe_name_is_safe_everywhere(name: str) -> None:
    safe = safe_file_name(name, "act")
    assert is_safe_file_name(safe)
    assert is_plain(safe), "previews refuse it"
    assert safe_file_name(safe, "act") == safe


def test_the_text_of_one_language_never_replaces_that_of_another(tmp_path: Path) -> None:
    data = tmp_path / "data"
    for code, text in (("kk", KK), ("ru", RU)):
        (tmp_path / code).mkdir()
        shutil.copyfile(text, tmp_path / code / "act.txt")
        assert import_text(tmp_path / code / "act.txt", data, "--language", code) == 0
    assert (data / "source" / "act.txt").read_bytes() == KK.read_bytes()
    assert (data / "source" / "act.ru.act.txt").read_bytes() == RU.read_bytes()
    assert main(["--data", str(data), "check"]) == 0


def test_another_name_for_the_same_language_replaces_its_text(tmp_path: Path) -> None:
    """`act.yml` names one text for a language, and the words are proved against that."""
    data = tmp_path / "data"
    for text in (KK, RU):
        assert import_text(text, data) == 0
    for text in (KK, RU):
        changed = text.read_text(encoding="utf-8").replace("2021", "2022")
        (tmp_path / f"new-{text.name}").write_text(changed, encoding="utf-8")
        assert import_text(tmp_path / f"new-{text.name}", data, "--accept-repairs") == 0
    assert main(["--data", str(data), "check"]) == 0
    names = {path.name for path in (data / "source").iterdir()}
    assert names == {KK.name, RU.name, "repairs.yml"}
    assert "2022" in (data / "source" / KK.name).read_text(encoding="utf-8")


def test_invisible_characters_of_an_act_are_kept_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (
        KK.read_text(encoding="utf-8")
        .replace("мөрі", "мө\u200bрі")
        .replace("қаулысымен", "қаулысымени\u0306")
    )
    (tmp_path / "act.txt").write_text(text, encoding="utf-8")
    data = tmp_path / "data"
    assert import_text(tmp_path / "act.txt", data) == 0
    declared = [
        "invisible characters kept: 1, in the source's lines 12",
        "words not in Unicode normal form C kept: 1, in the source's lines 3",
    ]
    assert capsys.readouterr().out.splitlines()[-3:-1] == declared
    assert main(["--data", str(data), "check"]) == 0
    assert set(declared) <= set(capsys.readouterr().out.splitlines())
    chapter = (data / "provisions" / "chapter-1.yml").read_text(encoding="utf-8")
    assert "мө\u200bрі" in chapter or "мө\\u200bрі" in chapter
