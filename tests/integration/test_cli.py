"""The command line: what it prints, what it returns, and that nobody ever sees a traceback."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cli
from generator.builder import preparation
from generator.builder.project import Project
from generator.cli import main, parser
from tests.support.paths import ROOT

COMMANDS = (
    "new",
    "pages",
    "import",
    "amend",
    "check",
    "write",
    "build",
    "serve",
    "bundle",
    "links",
    "schema",
    "diff",
    "terms",
    "drafts",
    "todo",
    "chart",
    "sample",
    "text",
    "verify-quote",
    "preview",
    "release",
)


def run(project: Project, *arguments: str) -> int:
    return main(["--root", str(project.root), *arguments])


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    for command in COMMANDS:
        assert re.search(rf"^    {command}\s", printed, re.MULTILINE)
    assert "file:line" in printed


def leaves(
    parser: argparse.ArgumentParser, *names: str
) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """Yield every command that runs, with the names that lead to it: `("preview", "pack")`."""
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield names, parser
    for group in groups:
        for name, subparser in group.choices.items():
            yield from leaves(subparser, *names, name)


LEAVES = dict(leaves(parser()))


def required(command: argparse.ArgumentParser) -> list[str]:
    """Return arguments that a command cannot do without; `1` is a number, a name and a path."""
    arguments = []
    for action in command._actions:
        value = "a" * 40 if action.dest in ("commit", "main") else "1"
        if action.option_strings:
            arguments += [action.option_strings[0], value] if action.required else []
        elif action.required:
            arguments.append(value)
    return arguments


def test_the_commands_are_those_of_the_list() -> None:
    assert tuple(dict.fromkeys(names[0] for names in LEAVES)) == COMMANDS
    assert ("preview", "prune") in LEAVES


def test_help_has_the_same_summaries_as_the_commands() -> None:
    """`--help` does not import the modules of the commands, so it has their summaries in a table."""
    (group,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    summaries = {name: one for commands in cli.COMMANDS.values() for name, one in commands.items()}
    assert {name: command.description for name, command in group.choices.items()} == summaries


def test_help_imports_no_library_and_a_command_only_its_own() -> None:
    script = (
        "import sys; from generator import cli; cli.parser(words={words}); "
        "print(*sorted({{name.partition('.')[0] for name in sys.modules}} & {libraries}))"
    )
    libraries = {"pydantic", "yaml", "jinja2", "mkdocs", "docx", "pypdf", "lxml", "markdown_it"}

    def imported(*words: str) -> set[str]:
        code = script.format(words=words, libraries=libraries)
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        return set(run.stdout.split())

    assert imported("--help") == set()
    assert not imported("check") & {"mkdocs", "docx", "pypdf"}
    assert not imported("import") & {"mkdocs", "docx", "pypdf", "lxml"}


@pytest.mark.parametrize("names", LEAVES, ids=" ".join)
def test_every_command_takes_the_project_before_and_after_its_name(names: tuple[str, ...]) -> None:
    arguments = [*names, *required(LEAVES[names])]
    before, after = ["--data", "a/data", "--root", "a"], ["--data", "b/data", "--root", "b"]

    def project(*given: str) -> tuple[Path | None, Path | None]:
        options = parser().parse_args(given)
        return options.data, options.root

    assert project(*arguments) == (None, None)
    assert project(*before, *arguments) == (Path("a/data"), Path("a"))
    assert project(*arguments, *after) == (Path("b/data"), Path("b"))
    assert project(names[0], *after, *arguments[1:]) == (Path("b/data"), Path("b"))
    assert project(*before, *arguments, *after) == (Path("b/data"), Path("b"))


@pytest.mark.parametrize("names", LEAVES, ids=" ".join)
@pytest.mark.parametrize("prog", ["statute", "python -m generator"])
def test_every_command_has_help_of_its_own(
    names: tuple[str, ...], prog: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit) as left:
        main([*names, "--help"], prog)
    assert left.value.code == 0
    usage, _, description, *_ = capsys.readouterr().out.splitlines()
    assert usage.startswith(f"usage: {prog} {' '.join(names)} [-h] [--root DIR] [--data DIR]")
    assert description == LEAVES[names].description
    assert description and description[0].isupper() and description.endswith(".")


EXPECTED = ", ".join(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "command", "problem"),
    [
        ([], "", "the following arguments are required: COMMAND"),
        (
            ["chek"],
            "",
            f"argument COMMAND: `chek` is not a valid choice; expected one of {EXPECTED}; nearest: `check`",
        ),
        (["xyz"], "", f"argument COMMAND: `xyz` is not a valid choice; expected one of {EXPECTED}"),
        (["check", "--strict"], "", "unrecognized arguments: --strict"),
        (["import"], " import", "the following arguments are required: text"),
        (
            ["diff", "a", "b", "--format", "jsn"],
            " diff",
            "argument --format: `jsn` is not a valid choice; expected one of text, markdown, json; "
            "nearest: `json`",
        ),
        (
            ["preview", "prun"],
            " preview",
            "argument COMMAND: `prun` is not a valid choice; expected one of number, pack, build, standing, "
            "accept, post, publish, fail, remove, prune; nearest: `prune`",
        ),
    ],
)
@pytest.mark.parametrize("prog", ["statute", "python -m generator"])
def test_a_wrong_usage_names_the_problem_and_the_nearest_choice(
    arguments: list[str],
    command: str,
    problem: str,
    prog: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    with pytest.raises(SystemExit) as left:
        main(arguments, prog)
    assert left.value.code == 2
    usage, error = capsys.readouterr().err.splitlines()
    assert usage.startswith(f"usage: {prog}{command} [-h] [--root DIR] [--data DIR] ")
    assert error == f"{prog}{command}: error: {problem}"


def test_the_program_is_called_as_it_was_started() -> None:
    assert parser().prog == "statute"
    done = subprocess.run(
        [sys.executable, "-m", "generator", "chek"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m generator [-h] ")


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
