"""`build` does nothing if it would change nothing, and notices every change of what it reads or wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.builder import up_to_date
from generator.builder.manifest import digest
from generator.builder.project import Project
from generator.cli import main
from generator.commands.output import say
from generator.files import package
from tests.integration.test_build import files

pytestmark = pytest.mark.site

NOTHING = "nothing has changed since the last build"


@pytest.fixture
def built(tiny_site: Project, tmp_path: Path) -> Project:
    """Return a copy of the built project with the record that `build` leaves."""
    shutil.copytree(tiny_site.root, tmp_path / "tiny")
    project = Project.at(tmp_path / "tiny")
    up_to_date.record(project, up_to_date.inputs(project), 7)
    return project


def append(path: Path, content: bytes) -> None:
    path.write_bytes(path.read_bytes() + content)


def first(folder: Path, pattern: str) -> Path:
    return sorted(folder.glob(pattern))[0]


CHANGES: tuple[Callable[[Project], object], ...] = (
    lambda project: append(project.data / "act.yml", b"# one more comment\n"),
    lambda project: append(first(project.data, "source/*"), b" "),
    lambda project: append(first(project.docs, "*/about.md"), b"."),
    lambda project: append(project.root / "mkdocs.yml", b"# one more comment\n"),
    lambda project: (project.docs / "kk" / "zhana.md").write_text("new", encoding="utf-8"),
    lambda project: first(project.docs, "*/about.md").unlink(),
    lambda project: append(first(project.site, "*/index.html"), b" "),
    lambda project: first(project.site, "data/*").unlink(),
    lambda project: (project.site / "strange.html").write_text("new", encoding="utf-8"),
    lambda project: append(first(project.build, "*/docs/index.md"), b" "),
    lambda project: (project.build / up_to_date.NAME).write_bytes(b'{"pages": 7}'),
    lambda project: (project.build / up_to_date.NAME).write_bytes(b"\xff"),
    lambda project: shutil.rmtree(project.site),
)


def test_the_record_holds_until_something_changes(built: Project) -> None:
    assert up_to_date.pages(built, up_to_date.inputs(built)) == 7


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(change: Callable[[Project], object], built: Project) -> None:
    change(built)
    assert up_to_date.pages(built, up_to_date.inputs(built)) is None


def test_the_outputs_are_the_same_before_the_site_is_in_its_place(built: Project) -> None:
    pages = {name: digest(content) for name, content in files(built.site).items() if name.endswith(".html")}
    made = {name: digest(content) for name, content in files(built.build).items() if name.endswith(".md")}
    digests = up_to_date.Digests(pages, made)
    assert pages and made
    expected = up_to_date.outputs(built)
    staging = built.site.rename(built.root / "site.new")
    assert up_to_date.outputs(built, staging) == expected
    assert up_to_date.outputs(built, staging, digests) == expected
    # A file that differs from what the build knows of it is noticed when the record is read.
    append(staging / "kk" / "index.html", b" ")
    assert up_to_date.outputs(built, staging, digests) == expected
    assert up_to_date.outputs(built, staging) != expected


def test_a_library_of_another_version_is_noticed(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "libraries", lambda: ["other-1.0.dist-info"])
    assert up_to_date.pages(built, up_to_date.inputs(built)) is None


def test_within_a_build_the_program_is_digested_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["one-1.0.dist-info"]
    monkeypatch.setattr(package, "libraries", lambda: names)
    with up_to_date.program_digested_once():
        first_digest = up_to_date.program()
        names.append("other-1.0.dist-info")
        assert up_to_date.program() == first_digest
    assert up_to_date.program() != first_digest
    with up_to_date.program_digested_once():
        assert up_to_date.program() != first_digest


def test_the_second_build_does_nothing(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--root", str(built.root), "build"]
    up_to_date.forget(built)
    assert main(command) == 0
    first_run = capsys.readouterr()
    assert NOTHING not in first_run.err
    before = files(built.site)
    assert main(command) == 0
    second_run = capsys.readouterr()
    assert NOTHING in second_run.err
    assert second_run.out == first_run.out
    assert files(built.site) == before


@pytest.mark.parametrize("fails", [False, True])
def test_a_change_that_is_taken_back_while_a_build_runs_leaves_no_trace(
    fails: bool, built: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["--root", str(built.root), "build"]
    up_to_date.forget(built)
    assert main(command) == 0
    before, page = files(built.site), first(built.docs, "*/about.md")
    content = page.read_bytes()
    append(built.docs / "kk" / "about.md", b".")  # so that there is something to build

    def change(line: str) -> None:
        say(line)
        if line == "checking the data":
            page.write_bytes(content + ("\n[Жаңа](жоқ.md)\n" if fails else "\nЖаңа сөз.\n").encode())

    monkeypatch.setattr("generator.commands.site.say", change)
    assert main(command) == fails
    assert "was changed meanwhile" in capsys.readouterr().err
    monkeypatch.undo()
    page.write_bytes(content)
    assert main(command) == 0
    assert NOTHING not in capsys.readouterr().err
    assert files(built.site) == before


def test_a_failed_build_leaves_no_record(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    append(built.data / "act.yml", b"strange: key\n")
    assert main(["--root", str(built.root), "build"]) == 1
    assert not (built.build / up_to_date.NAME).exists()


@pytest.mark.slow
def test_a_build_for_an_address_is_always_made(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--root", str(built.root), "build", "--url", "https://statute.example"])
    assert NOTHING not in capsys.readouterr().err
    assert up_to_date.pages(built, up_to_date.inputs(built)) is None
