"""The arguments of the command line: the commands there are, their help, their options, and a wrong usage."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import cli
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


LIBRARIES = {"msgspec", "pydantic", "yaml", "jinja2", "mkdocs", "docx", "pypdf", "lxml", "markdown_it"}


def imported(statement: str) -> set[str]:
    """Return the libraries that a new interpreter has imported after a statement."""
    script = f"import sys; {statement}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(run.stdout.split()) & LIBRARIES


def test_help_imports_no_library_and_a_command_only_its_own() -> None:
    def imported_for(words: str) -> set[str]:
        return imported(f"from generator import cli; cli.parser(words=({words!r},))")

    assert imported_for("--help") == set()
    assert not imported_for("check") & {"mkdocs", "docx", "pypdf"}
    assert not imported_for("import") & {"mkdocs", "docx", "pypdf", "lxml"}
    assert {"msgspec", "pydantic"} <= imported("import generator.model")


def test_a_build_begins_without_a_library() -> None:
    """The processes that get ready for it start before the libraries are imported."""
    assert imported("import generator.commands.site, generator.builder.workspace") == set()


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


ENDING = """
import sys
from generator import cli

class Left:
    def __del__(self):
        print("freed", file=sys.stderr)

left = Left()
cli.main = lambda prog: 3
if sys.argv[1] == "run":
    cli.run()
sys.exit(cli.main("statute"))
"""


@pytest.mark.parametrize(("how", "said"), [("run", ""), ("main", "freed\n")])
def test_a_program_leaves_its_objects_to_the_system(how: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDING, how], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (3, said)
