"""`new` makes a complete repository or nothing; `pages` writes the pages that a language lacks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.builder import preparation
from generator.builder.project import Project
from generator.cli import main
from generator.commands import new
from generator.dataset import loader
from generator.problems import ProblemsError
from generator.scaffold import wheel
from tests.support.paths import INPUTS

KAZAKH, RUSSIAN = INPUTS / "library" / "library.kk.txt", INPUTS / "library" / "library.ru.txt"


@pytest.fixture(scope="module", autouse=True)
def program() -> Iterator[None]:
    """Leave out the program, which tests/unit/scaffold covers, so that these tests write little."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wheel, "build", lambda: wheel.Wheel("program.whl", b""))
        yield


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository of the invented library in both languages. Tests must not write into it."""
    folder = tmp_path_factory.mktemp("made") / "library"
    list(new.create(folder, [KAZAKH, RUSSIAN], names=["Ауыл кітапханалары", "Сельские библиотеки"]))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_repository_has_data_pages_commands_workflows_and_the_program(library: Path) -> None:
    assert {path.split("/")[0] for path in contents(library)} == {
        ".gitattributes",
        ".github",
        ".gitignore",
        "Makefile",
        "README.md",
        "data",
        "docs",
        "requirements.txt",
        "vendor",
    }
    assert [path.name for path in library.parent.iterdir()] == ["library"]


def test_its_data_and_pages_check(library: Path) -> None:
    prepared = preparation.prepare(Project.at(library))
    assert [localization.code for localization in prepared.localizations] == ["kk", "ru"]
    pages = {page.path for page in prepared.plan.pages}
    assert {"about.html", "how-to-cite.html", "sources.html"} <= pages


def test_the_names_of_the_site_are_those_given(library: Path) -> None:
    site = loader.load(library / "data").site
    assert site.name == {"kk": "Ауыл кітапханалары", "ru": "Сельские библиотеки"}
    assert (library / "README.md").read_text(encoding="utf-8").startswith("# Ауыл кітапханалары\n")
    assert (library / "data" / "site.yml").read_text(encoding="utf-8").startswith("# yaml-language-server")


def test_the_same_texts_give_the_same_bytes(library: Path, tmp_path: Path) -> None:
    folder = tmp_path / "again"
    list(new.create(folder, [KAZAKH, RUSSIAN], names=["Ауыл кітапханалары", "Сельские библиотеки"]))
    assert contents(folder) == contents(library)


def test_one_text_makes_a_site_in_its_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    assert main(["new", str(folder), str(RUSSIAN)]) == 0
    *_, last = capsys.readouterr().out.splitlines()
    count = len(contents(folder))
    assert last == f"{folder}: {count} files; see README.md, then run `make site` there"
    assert "Этот репозиторий – сайт с текстом акта" in (folder / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in (folder / "docs").iterdir()] == ["ru"]


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "kept.txt").write_text("kept", encoding="utf-8")
    assert main(["new", str(folder), str(KAZAKH)]) == 1
    printed = capsys.readouterr()
    assert printed.err == f"{folder}: is not empty; expected a new or an empty folder\n" and not printed.out
    assert contents(tmp_path) == {"library/kept.txt": b"kept"}


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("file", "file: is not a folder; expected a new or an empty folder"),
        ("link", "link: is not a folder; expected a new or an empty folder"),
        ("missing/library", "missing: is no folder; make it first"),
        (".", ".: is the current folder, which cannot be replaced; expected another one"),
    ],
)
def test_a_place_where_no_folder_can_be_made_is_refused(
    place: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to("empty")
    monkeypatch.chdir(tmp_path / "empty" if place == "." else tmp_path)
    assert main(["new", place, str(KAZAKH)]) == 1
    assert capsys.readouterr().err == f"{message}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["empty", "file", "link"]


@pytest.mark.parametrize("option", ["--root", "--data"])
def test_the_options_of_a_project_are_refused(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", str(tmp_path / "library"), str(KAZAKH), option, str(tmp_path)]) == 1
    message = f"{option}:1: chooses an existing project; `new` makes its folders in FOLDER\n"
    assert capsys.readouterr().err == message
    assert not list(tmp_path.iterdir())


def refuse(folder: Path, texts: list[Path], names: tuple[str, ...] = ()) -> list[str]:
    with pytest.raises(ProblemsError) as refused:
        list(new.create(folder, texts, names=names))
    assert not folder.exists() and not [path for path in folder.parent.iterdir() if path.name[0] == "."]
    return [str(problem) for problem in refused.value.problems]


def test_a_text_that_is_no_act_leaves_nothing(tmp_path: Path) -> None:
    text = tmp_path / "letter.txt"
    text.write_text("Бұл – хат.\n", encoding="utf-8")
    (problem,) = refuse(tmp_path / "library", [text])
    assert problem.startswith("letter.txt:1: holds no provisions")


def test_a_second_text_in_the_same_language_leaves_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    shutil.copyfile(KAZAKH, copy)
    message = "is in the language of an earlier text; expected one text for each language"
    assert refuse(tmp_path / "library", [KAZAKH, copy]) == [f"copy.txt:1: {message}"]


def test_more_names_than_texts_are_refused(tmp_path: Path) -> None:
    message = "--name:1: is given 2 times; expected at most one name for each text"
    assert refuse(tmp_path / "library", [KAZAKH], names=("бір", "екі")) == [message]


def test_a_name_that_the_site_cannot_have_leaves_nothing(tmp_path: Path) -> None:
    (problem,) = refuse(tmp_path / "library", [KAZAKH], names=("ұзақ " * 200,))
    assert problem.startswith("data/site.yml:3: ")


def test_pages_are_written_for_a_language_that_lacks_them(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "library"
    shutil.copytree(library, root)
    kept = root / "docs" / "kk" / "about.md"
    kept.write_text("edited", encoding="utf-8")
    shutil.rmtree(root / "docs" / "ru")
    assert main(["--root", str(root), "pages"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/ru/about.md",
        "docs/ru/how-to-cite.md",
        "docs/ru/sources.md",
        "pages written: 3; edited ones are left as they are",
    ]
    assert kept.read_text(encoding="utf-8") == "edited"
    assert (root / "docs" / "ru" / "about.md").read_bytes() == (library / "docs/ru/about.md").read_bytes()


def test_a_second_language_is_added_to_pages_that_nobody_edited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "library"
    list(new.create(root, [KAZAKH]))
    edited = root / "docs" / "kk" / "sources.md"
    edited.write_text(f"{edited.read_text(encoding='utf-8')}\nОсы да.\n", encoding="utf-8")
    before = edited.read_bytes()
    assert main(["--root", str(root), "import", str(RUSSIAN)]) == 0
    capsys.readouterr()
    assert main(["--root", str(root), "pages"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "docs/kk/about.md",
        "docs/kk/how-to-cite.md",
        "docs/ru/about.md",
        "docs/ru/how-to-cite.md",
        "docs/ru/sources.md",
        "pages written: 5; edited ones are left as they are",
    ]
    assert edited.read_bytes() == before
    assert "| Норма | Қазақша | Русский |" in (root / "docs/kk/how-to-cite.md").read_text(encoding="utf-8")
    assert main(["--root", str(root), "pages"]) == 0
    assert capsys.readouterr().out == "pages written: 0; edited ones are left as they are\n"
