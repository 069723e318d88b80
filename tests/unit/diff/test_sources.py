"""The data to compare: folders and git revisions."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.builder.project import Project
from generator.cli import main
from generator.diff import sources
from generator.problems import ProblemsError
from tests.conftest import copy_tiny
from tests.support.paths import GOLDEN
from tests.unit.diff.edits import put, reword

COMPARED = GOLDEN / "compare"


@pytest.fixture
def repository(tiny: Project) -> Project:
    """The tiny project as a git repository of two commits; the second commit rewords a function."""
    git = ["git", "-C", str(tiny.root), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for step in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "first"]):
        subprocess.run([*git, *step], check=True)
    reword(tiny.data)
    subprocess.run([*git, "commit", "--quiet", "-am", "second"], check=True)
    return tiny


def test_two_revisions(repository: Project, capsys: pytest.CaptureFixture[str]) -> None:
    before = subprocess.run(
        ["git", "-C", repository.root, "status", "--porcelain"], capture_output=True, check=True
    )
    assert main(["--root", str(repository.root), "diff", "HEAD~1", "HEAD"]) == 0
    assert capsys.readouterr().out == (COMPARED / "reworded.txt").read_text(encoding="utf-8")
    after = subprocess.run(
        ["git", "-C", repository.root, "status", "--porcelain"], capture_output=True, check=True
    )
    assert before.stdout == after.stdout


def test_a_revision_and_a_folder(repository: Project, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "--root",
        str(repository.root),
        "diff",
        "HEAD~1",
        str(repository.data),
        "--format",
        "markdown",
    ]
    assert main(arguments) == 0
    assert capsys.readouterr().out == (COMPARED / "reworded.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["HEAD~7", "--all", "-h", "HEAD:docs", ""])
def test_a_name_that_is_not_a_revision(
    name: str, repository: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["--root", str(repository.root), "diff", "--", name, str(repository.data)]
    assert main(arguments) == 1
    assert capsys.readouterr().err == f"{name}:1: is neither a folder nor a git revision that holds data/\n"


def test_a_reason_of_git_is_reported(tiny: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ProblemsError, match="holds data/ \\(fatal: not a git repository"):
        sources.data_of("HEAD", tiny.root).__enter__()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ProblemsError, match="git is not installed, or not on the PATH"):
        sources.data_of("HEAD", tiny.root).__enter__()


def test_problems_of_both_folders_are_reported_under_their_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = copy_tiny(tmp_path / "old"), copy_tiny(tmp_path / "new")
    (old.data / "assignments.yml").write_text("", encoding="utf-8")
    (new.data / "act.yml").unlink()
    with pytest.raises(ProblemsError) as raised:
        sources.compare_folders(old.data, new.data, ("main", "here"))
    assert str(raised.value).splitlines() == [
        "here/act.yml:1: is missing; expected this file",
        "main/assignments.yml:1: is empty; expected a mapping",
    ]


@pytest.mark.parametrize("source", ["../../../etc/hostname", "a/b.txt", "a\\b.txt", ".."])
def test_a_source_that_is_a_path_is_refused(source: str, tiny: Project) -> None:
    put("act.yml", ("source: resolution-7.kk.txt", f"source: {source}"))(tiny.data)
    with pytest.raises(ProblemsError, match="is a path; expected the name of a file"):
        sources.read(tiny.data)


def test_a_source_that_is_a_symbolic_link_is_refused(tiny: Project) -> None:
    source = tiny.data / "source" / "resolution-7.kk.txt"
    source.rename(tiny.root / "elsewhere.txt")
    source.symlink_to(tiny.root / "elsewhere.txt")
    with pytest.raises(ProblemsError, match="is a symbolic link"):
        sources.read(tiny.data)
