"""The command line: what its commands print, what they return, and that nobody ever sees a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from generator.builder import preparation
from generator.builder.project import Project
from generator.cli import main
from tests.support.paths import ROOT


def run(project: Project, *arguments: str) -> int:
    return main(["--root", str(project.root), *arguments])


def test_schema_takes_a_data_folder_of_another_place(
    tiny: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny.root / "here").mkdir()
    monkeypatch.chdir(tiny.root / "here")
    assert main(["schema", "--data", "../data"]) == 0
    assert str(tiny.data / "schema" / "act.json") in capsys.readouterr().out.splitlines()
    monkeypatch.chdir(tiny.root)
    assert main(["schema", "--data", "data"]) == 0
    assert "data/schema/act.json" in capsys.readouterr().out.splitlines()


def test_check_says_what_was_compared(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tiny, "check") == 0
    printed = capsys.readouterr()
    assert "1 declared repairs" in printed.out
    assert "look-alike letters kept: 1 in 1 words" in printed.out
    assert "provisions: 46, bodies: 7, posts: 3, relations: 7, assignments: 5, terms: 3, " in printed.out
    assert f"pages: {len(preparation.prepare(tiny).plan.pages)} in kk\n" in printed.out
    assert (
        "the provisions are the source, word for word; "
        "words moved: 1, by the declared repairs of the source's lines 5\n"
    ) in printed.out
    assert printed.err == ""
    # It writes nothing.
    assert not tiny.build.exists() and not tiny.site.exists()


def test_check_takes_another_data_folder(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.data.rename(tiny.root / "other")
    assert run(tiny, "check") == 1
    assert capsys.readouterr().err == "data:1: is not a folder; expected the folder of act.yml\n"
    assert main(["--root", str(tiny.root), "--data", str(tiny.root / "other"), "check"]) == 0


def test_write_counts_what_it_touched(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tiny, "write") == 0
    assert run(tiny, "write") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.endswith("unchanged: 0, removed: 0")
    assert second.startswith("written: 0, unchanged: ")


def test_import_of_the_same_text_changes_nothing(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(tiny.data / "source" / "resolution-7.kk.txt")
    before = {path: path.read_bytes() for path in tiny.data.rglob("*.yml")}
    assert run(tiny, "import", source) == 0
    assert capsys.readouterr().out.splitlines() == [
        "5 parts, 1 repairs, 1 look-alike words",
        "nothing changed",
        "chapters: 2, points: 11, subpoints: 9, indents: 7, parts: 2, closings: 1, items: 4",
        "every word is kept: 229 = 229; words moved: 1, by the declared repairs of the source's lines 5",
        "uncertain places: 0",
    ]
    assert {path: path.read_bytes() for path in tiny.data.rglob("*.yml")} == before


def test_import_makes_the_tiny_provisions_from_the_text_and_its_declared_repairs(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    written = sorted((tiny.data / "provisions").iterdir())
    before = {path: path.read_bytes() for path in written}
    for path in written:
        path.unlink()
    assert run(tiny, "import", str(tiny.data / "source" / "resolution-7.kk.txt")) == 0
    assert "files written: 5\n" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in written} == before


def test_import_of_a_text_with_other_words_says_whose(
    tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tiny.root / "next.kk.txt"
    text = (tiny.data / "source" / "resolution-7.kk.txt").read_text(encoding="utf-8")
    source.write_text(
        text.replace("оқырмандарға қызмет көрсетеді", "оқырмандарға кітап береді"), encoding="utf-8"
    )
    assert run(tiny, "import", str(source)) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[:2] == [
        "next.kk.txt:1: is kept as data/source/resolution-7.kk.txt",
        "chp_2__para_6__subpara_2: the words changed; review its translation, title and assignments",
    ]
    assert "files written: 2" in printed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "text.txt:1: is empty; expected the text of an act"),
        (b"", "text.txt:1: is empty; expected the text of an act"),
        (b"A\n\n      B.\n", "text.txt:1: holds no provisions; expected the text of an act"),
    ],
)
def test_import_of_what_is_no_act(
    content: bytes, message: str, tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tiny.root / "text.txt"
    source.write_bytes(content)
    before = {path: path.read_bytes() for path in tiny.data.rglob("*.yml")}
    assert run(tiny, "import", str(source)) == 1
    assert capsys.readouterr().err.startswith(message)
    assert {path: path.read_bytes() for path in tiny.data.rglob("*.yml")} == before


@pytest.mark.parametrize("act", ["- a\n", "parts: a\n", "parts:\n  - [a]\n  - ../act\n", "x\n"])
def test_import_beside_an_act_that_is_odd(
    act: str, tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny.data / "act.yml").write_text(act, encoding="utf-8")
    before = {path: path.read_bytes() for path in tiny.data.rglob("*.yml")}
    assert run(tiny, "import", str(tiny.data / "source" / "resolution-7.kk.txt")) == 1
    assert "data/act.yml:1: " in capsys.readouterr().err
    assert {path: path.read_bytes() for path in tiny.data.rglob("*.yml")} == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "absent.txt"], "absent.txt:1: is missing; expected the text of an act\n"),
        (["links"], "site"),
        (["schema"], "data"),
    ],
)
def test_files_that_are_not_there(
    arguments: list[str],
    message: str,
    tiny: Project,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tiny.root)
    if arguments == ["schema"]:
        tiny.data.rename(tiny.root / "other")
    assert run(tiny, *arguments) == 1
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.out == ""


def test_every_problem_is_printed_once(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    path = tiny.data / "bodies.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("parent: agency", "parent: agncy"), encoding="utf-8"
    )
    assert run(tiny, "check") == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(set(lines)) == 5
    assert all(line.startswith("data/bodies.yml:") for line in lines)


def test_a_folder_that_cannot_be_written(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.build.write_text("a file where the folder should be", encoding="utf-8")
    assert run(tiny, "write") == 1
    error = capsys.readouterr().err
    assert "build" in error
    assert "Traceback" not in error


def test_the_place_of_the_pages_is_a_file(tiny: Project, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.build.write_text("x", encoding="utf-8")
    assert run(tiny, "write") == 1
    printed = capsys.readouterr().err
    assert printed.count("\n") == 1 and "build" in printed


def test_as_a_program(tiny: Project) -> None:
    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *arguments]
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
        )

    done = called("--root", str(tiny.root), "check")
    assert (done.returncode, done.stderr) == (0, "")
    (tiny.data / "assignments.yml").write_text("", encoding="utf-8")
    done = called("--root", str(tiny.root), "check")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "data/assignments.yml:1: is empty; expected a mapping\n"


def test_a_terminal_without_kazakh_letters_gets_their_code_points(tiny: Project) -> None:
    changed = tiny.root / "changed"
    shutil.copytree(tiny.data, changed)
    bodies = (changed / "bodies.yml").read_text(encoding="utf-8")
    (changed / "bodies.yml").write_text(bodies.replace("kk: Кітап қоры", "kk: Қітап қоры"), encoding="utf-8")
    command = [sys.executable, "-m", "generator", "diff", str(tiny.data), str(changed)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1251", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert rb"\u049a" in done.stdout and "тап" in done.stdout.decode("cp1251")


@pytest.mark.slow
@pytest.mark.parametrize("setting", ["LC_ALL=C", "PYTHONOPTIMIZE=2", "PYTHONIOENCODING=cp1251"])
def test_a_build_in_a_cyrillic_folder_under_unusual_settings(setting: str, tiny: Project) -> None:
    root = tiny.root.with_name("жоба мен бума")
    tiny.root.rename(root)
    name, _, value = setting.partition("=")
    command = [sys.executable, "-m", "generator", "--root", str(root), "build"]
    environment = {**os.environ, name: value}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert (root / "site" / "kk" / "index.html").is_file()


@pytest.mark.parametrize("name", ["build", "site"])
def test_a_symbolic_link_in_place_of_a_folder_is_one_line(
    name: str, tiny: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny.root / "elsewhere").mkdir()
    (tiny.root / name).symlink_to("elsewhere")
    assert main(["--root", str(tiny.root), "build"]) == 1
    lines = [line for line in capsys.readouterr().err.splitlines() if not line.startswith("…")]
    assert lines == [f"{tiny.root / name}: expected a folder, not a symbolic link"]
    assert list((tiny.root / "elsewhere").iterdir()) == []


AT_THE_END = """
import atexit, os, sys

atexit.register(lambda: os.write(2, b"the end"))
"""
"""A `sitecustomize` of a program that has something to do when it ends."""


@pytest.mark.parametrize("broken", [False, True])
def test_the_program_ends_with_all_that_it_printed(tiny: Project, broken: bool) -> None:
    (tiny.root / "sitecustomize.py").write_text(AT_THE_END, encoding="utf-8")
    if broken:
        (tiny.data / "act.yml").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(tiny.root), "check"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tiny.root), str(ROOT)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == broken
    assert done.stdout == "" if broken else "word for word" in done.stdout.splitlines()[-1]
    assert done.stderr.endswith("the end")


def test_output_that_nobody_reads_ends_the_program(tiny: Project) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "--root", str(tiny.root), "check"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "broken pipe" in done.stderr.lower()


@pytest.mark.parametrize("number", [1, 2])
def test_a_program_without_output_works(tiny: Project, number: int) -> None:
    command = f'"{sys.executable}" -m generator --root "{tiny.root}" check {number}>&-'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
