"""Checks that use what the last check found say the same as those that find everything anew.

Every check begins with an empty memory, as a process of its own does.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from generator.act import integrity
from generator.builder import builder, found_record, snapshot, workspace
from generator.builder.project import Project
from generator.checks import handwritten_pages, sandbox, translations
from generator.cli import main
from generator.dataset import yaml_reader
from generator.files import atomic
from generator.model import memory
from generator.render import renderer
from tests.conftest import copy_tiny
from tests.unit.checks.test_broken_data import BROKEN, CASES, lay_over

Check = Callable[[Project], tuple[int, str, str]]


def forget() -> None:
    memory.forget()
    yaml_reader.parse.cache_clear()
    sandbox._finished.clear()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """Check a project as a new process does; return the exit code and what was printed."""

    def run(project: Project) -> tuple[int, str, str]:
        forget()
        capsys.readouterr()
        code = main(["--root", str(project.root), "check"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


@pytest.fixture(scope="module")
def passed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """The tiny project after a check that found everything anew and kept it, and what that printed.

    Tests must not write into it.
    """
    project = copy_tiny(tmp_path_factory.mktemp("checked") / "tiny")
    project.build.mkdir()
    forget()
    with redirect_stdout(StringIO()) as printed:
        assert main(["--root", str(project.root), "check"]) == 0
    return project, printed.getvalue()


@pytest.fixture
def checked(passed: tuple[Project, str], tmp_path: Path) -> Project:
    """A copy of the tiny project after a check that could keep its findings."""
    shutil.copytree(passed[0].root, tmp_path / "tiny")
    return Project.at(tmp_path / "tiny")


def copy(project: Project, folder: Path) -> Project:
    """Copy a project without what an earlier run has left, under the same name."""
    target = folder / project.root.name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.root, target, ignore=shutil.ignore_patterns("build", "site"))
    return Project.at(target)


def count(monkeypatch: pytest.MonkeyPatch, owner: object, name: str) -> list[object]:
    """Return a list that gets the first argument of every call of a function."""
    calls, function = list[object](), getattr(owner, name)

    def called(first: object, *rest: object, **named: object) -> object:
        calls.append(first)
        return function(first, *rest, **named)

    monkeypatch.setattr(owner, name, called)
    return calls


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=[pytest.mark.slow] if place % 20 else []) for place, case in enumerate(CASES)],
)
def test_a_mistake_after_a_check_is_reported_and_an_edit_back_is_none(
    case: str, passed: tuple[Project, str], checked: Project, check: Check
) -> None:
    good, words = passed
    lay_over(BROKEN / case, checked.root)
    expected = (BROKEN / case / "expected.txt").read_text(encoding="utf-8")
    assert check(checked) == (1, "", expected)
    assert check(checked) == (1, "", expected), "the second time"
    for folder in ("data", "docs"):
        shutil.rmtree(checked.root / folder)
        shutil.copytree(good.root / folder, checked.root / folder)
    assert check(checked) == (0, words, "")


def test_the_second_check_finds_nothing_again(
    checked: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = {
        function: count(monkeypatch, owner, function)
        for owner, function in (
            (yaml_reader, "_parse"),
            (handwritten_pages, "judge"),
            (translations, "_messages"),
            (translations, "find_term"),
            (integrity, "prove"),
            (renderer, "render_page"),
        )
    }
    assert check(checked)[0] == 0
    assert not any(calls.values()), {name: len(made) for name, made in calls.items()}


def test_only_the_changed_file_is_read_and_only_pages_of_its_words_are_rendered(
    checked: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = count(monkeypatch, yaml_reader, "_parse")
    rendered = count(monkeypatch, renderer, "render_page")
    path = checked.data / "topics.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n", encoding="utf-8")
    assert check(checked)[0] == 0
    assert parsed == [f"{text}\n"]
    assert rendered == []


def test_an_error_in_the_file_that_another_one_refers_to(checked: Project, check: Check) -> None:
    bodies = checked.data / "bodies.yml"
    text = bodies.read_text(encoding="utf-8")
    first = text.partition("- id: ")[2].partition("\n")[0]
    bodies.write_text(text.replace(f"- id: {first}\n", f"- id: {first}-new\n"), encoding="utf-8")
    code, _, printed = check(checked)
    assert code == 1
    assert f"`{first}`" in printed
    assert any(not line.startswith("data/bodies.yml") for line in printed.splitlines())
    bodies.write_text(text, encoding="utf-8")
    assert check(checked)[0] == 0


def test_two_mistakes_at_once_in_files_checked_before(checked: Project, check: Check, tmp_path: Path) -> None:
    for case in ("unknown-member", "word-for-colour"):
        lay_over(BROKEN / case, checked.root)
    code, printed, problems = check(checked)
    assert code == 1
    assert (code, printed, problems) == check(copy(checked, tmp_path / "anew"))


def test_a_removed_file_is_missed_and_a_returned_one_is_not(checked: Project, check: Check) -> None:
    path = checked.data / "languages.yml"
    text = path.read_bytes()
    path.unlink()
    assert "data/languages.yml:1: is missing" in check(checked)[2]
    path.write_bytes(text)
    assert check(checked)[0] == 0


def test_a_schema_changed_by_hand_is_noticed(checked: Project, check: Check) -> None:
    path = checked.data / "schema" / "topics.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text} ", encoding="utf-8")
    assert "data/schema/topics.json:1: does not match the models" in check(checked)[2]
    path.unlink()
    assert "data/schema/topics.json:1: does not match the models" in check(checked)[2]
    path.write_text(text, encoding="utf-8")
    assert check(checked)[0] == 0


def test_a_page_that_cannot_be_rendered_is_not_taken_for_checked(
    checked: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(found_record, "program", lambda: b"another")
        patch.setattr(snapshot, "program", lambda: b"another")
        patch.setattr(renderer, "join_numbers", lambda text: 1 // 0)
        for _ in range(2):
            with pytest.raises(ZeroDivisionError):
                check(checked)


@pytest.mark.parametrize("name", [found_record.NAME, workspace.CHECKED])
@pytest.mark.parametrize("damage", [b"", b"{}", b"[]", b"null", b'{"program": 1}', b"\xff"])
def test_a_damaged_record_costs_time_only(name: str, damage: bytes, checked: Project, check: Check) -> None:
    path = checked.build / ".cache" / name
    expected = check(checked)
    for content in (damage, path.read_bytes()[:-3]):
        path.write_bytes(content)
        assert check(checked) == expected
    atomic.keep(path, damage)
    assert check(checked) == expected


def test_findings_of_another_program_are_not_used(
    checked: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = count(monkeypatch, handwritten_pages, "judge")
    monkeypatch.setattr(found_record, "program", lambda: b"another")
    assert check(checked)[0] == 0
    assert judged


def test_a_project_that_cannot_be_written_to_is_checked(
    tiny: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        refused.append(path.name)
        raise PermissionError

    refused = list[str]()
    tiny.build.mkdir()
    monkeypatch.setattr(atomic, "keep", refuse)
    assert check(tiny)[0] == 0
    assert refused == [found_record.NAME, workspace.CHECKED]


def test_a_check_where_nothing_was_built_writes_nothing(tiny: Project, check: Check) -> None:
    assert check(tiny)[0] == 0
    assert not tiny.build.exists()
    assert not memory.is_kept()


def test_what_is_published_takes_no_finding_of_an_earlier_run(
    checked: Project, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    judged = count(monkeypatch, handwritten_pages, "judge")
    builder.build(checked, lambda message: None, "https://example.org/act/")
    assert judged
    assert not memory.is_kept()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_any_mistakes_one_after_another_are_reported_as_without_a_record(
    seed: int, checked: Project, check: Check, tmp_path: Path
) -> None:
    chance, good = random.Random(seed), copy(checked, tmp_path / "good")
    for _ in range(12):
        for case in chance.sample(CASES, chance.randint(0, 2)):
            try:
                lay_over(BROKEN / case, checked.root)
            except (AssertionError, FileNotFoundError):
                continue  # The case removes a line or a file that another one has removed.
        assert check(checked) == check(copy(checked, tmp_path / "anew"))
        if chance.random() < 0.5:
            for folder in ("data", "docs"):
                shutil.rmtree(checked.root / folder)
                shutil.copytree(good.root / folder, checked.root / folder)
