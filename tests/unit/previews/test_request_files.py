"""The data and pages of a pull request, read through git as data."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator import limits
from generator.files.git import run_git
from generator.previews import request_files
from generator.previews.request_files import fetched
from generator.problems import ProblemsError

IDENTITY = ("-c", "user.name=a", "-c", "user.email=a@example.org")


class Repository:
    """A repository whose commits are made from trees, without a working tree."""

    def __init__(self, folder: Path, filters: bool) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "--quiet", "--bare")
        self.git("config", "uploadpack.allowFilter", str(filters).lower())

    def git(self, *arguments: str, text: str = "") -> str:
        return run_git(*IDENTITY, *arguments, folder=self.folder, standard_input=text)

    def commit(self, files: dict[str, str], *parents: str, modes: dict[str, str] | None = None) -> str:
        self.git("read-tree", "--empty")
        for path, text in files.items():
            mode = (modes or {}).get(path, "100644")
            blob = text if mode == "160000" else self.git("hash-object", "-w", "--stdin", text=text)
            self.git("update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
        tree = self.git("write-tree")
        lines = [part for parent in parents for part in ("-p", parent)]
        return self.git("commit-tree", tree, *lines, text="x")


GOOD = {"data/act.yml": "work: x\n", "docs/kk/about.md": "a\r\nb", "generator/x.py": "x", "README.md": "x"}


FILTERS = ("with filters", "without filters")
"""Whether the remote can leave out what nobody needs. `make test` asks one that cannot in one test."""


@pytest.fixture(
    params=[
        pytest.param(True, id=FILTERS[0]),
        pytest.param(False, id=FILTERS[1], marks=pytest.mark.slow),
    ]
)
def repository(request: pytest.FixtureRequest, tmp_path: Path) -> Repository:
    return Repository(tmp_path / "remote.git", request.param)


def write(repository: Repository, main: str, head: str, target: Path) -> dict[str, bytes]:
    with fetched(str(repository.folder), main, head) as pull_request:
        pull_request.write(head, target)
    return {
        path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("repository", [True, False], ids=FILTERS, indirect=True)
def test_data_and_pages_are_written_byte_for_byte(repository: Repository, tmp_path: Path) -> None:
    base = repository.commit(GOOD)
    files = {**GOOD, "data/site.yml": "ә\n"}
    head = repository.commit(files, base, modes={"data/site.yml": "100755"})
    main = repository.commit({**GOOD, "data/bodies.yml": "later\n"}, base)
    with fetched(str(repository.folder), main, head) as pull_request:
        assert (pull_request.base, pull_request.touched()) == (base, ["data/site.yml"])
        assert pull_request.code() == []
    written = write(repository, main, head, tmp_path / "out")
    assert written == {
        "data/act.yml": b"work: x\n",
        "data/site.yml": "ә\n".encode(),
        "docs/kk/about.md": b"a\r\nb",
    }
    assert not (tmp_path / "out" / "data" / "site.yml").stat().st_mode & 0o111


@pytest.mark.parametrize(
    ("changes", "modes"),
    [
        ({"generator/x.py": "y"}, {}),
        ({"README.md": "y"}, {}),
        ({".github/workflows/a.yml": "y"}, {}),
        ({"data2/act.yml": "y"}, {}),
        ({"mkdocs.yml": "y"}, {}),
        ({"generator/x.py": "x"}, {"generator/x.py": "100755"}),
    ],
)
def test_what_counts_as_code(
    changes: dict[str, str], modes: dict[str, str], repository: Repository, tmp_path: Path
) -> None:
    base = repository.commit(GOOD)
    head = repository.commit({**GOOD, "data/act.yml": "work: y\n", **changes}, base, modes=modes)
    with fetched(str(repository.folder), base, head) as pull_request:
        assert pull_request.code() == list(changes)


def test_a_folder_that_becomes_a_file_or_a_link_is_code(repository: Repository) -> None:
    base = repository.commit(GOOD)
    files = {path: text for path, text in GOOD.items() if not path.startswith("data/")}
    for mode in ("100644", "120000"):
        head = repository.commit({**files, "data": "/etc"}, base, modes={"data": mode})
        with fetched(str(repository.folder), base, head) as pull_request:
            assert pull_request.code() == ["data"]


@pytest.mark.parametrize(
    ("path", "mode", "message"),
    [
        ("data/x.yml", "120000", "`data/x.yml`:1: is a symbolic link; expected an ordinary file"),
        ("docs/x", "160000", "`docs/x`:1: is a submodule; expected an ordinary file"),
        ("data/.gitattributes", "100644", "is not a plain name"),
        ("data/con.yml", "100644", "is not a plain name"),
        ("data/a b.yml", "100644", "is not a plain name"),
        ("data/\u202ea.yml", "100644", "`data/\\u202ea.yml`:1: is not a plain name"),
        ("data/a\\b.yml", "100644", "is not a plain name"),
        ("data/ACT.yml", "100644", "is a duplicate; names must differ in more than letter case"),
        ("data/act.YML/x", "100644", "is both a file and a folder"),
        (f"data/{'a' * 250}.yml", "100644", "has a path of 259 characters"),
    ],
)
def test_what_is_no_plain_file(
    path: str, mode: str, message: str, repository: Repository, tmp_path: Path
) -> None:
    base = repository.commit(GOOD)
    text = base if mode == "160000" else "/etc/passwd"
    head = repository.commit({**GOOD, path: text}, base, modes={path: mode})
    with pytest.raises(ProblemsError) as raised:
        write(repository, base, head, tmp_path / "out")
    assert any(message in str(problem) for problem in raised.value.problems), raised.value
    assert not (tmp_path / "out").exists()


def test_limits(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = repository.commit(GOOD)
    head = repository.commit({**GOOD, "data/big.yml": "a" * 3000, "data/b.yml": "a" * 900}, base)
    monkeypatch.setattr(limits, "FILE", 1000)
    with pytest.raises(ProblemsError, match=r"big\.yml`:1: exceeds 1,000 bytes; split it"):
        write(repository, base, head, tmp_path / "out")
    monkeypatch.setattr(limits, "FILE", 10_000)
    monkeypatch.setattr(request_files, "MAX_TOTAL", 3000)
    with pytest.raises(ProblemsError, match="hold 3,912 bytes; expected at most 3,000"):
        write(repository, base, head, tmp_path / "out")
    monkeypatch.setattr(request_files, "MAX_FILES", 2)
    with pytest.raises(ProblemsError, match="hold over 2 files"):
        write(repository, base, head, tmp_path / "out")


def test_no_common_commit_and_no_commit(repository: Repository) -> None:
    base, other = repository.commit(GOOD), repository.commit({**GOOD, "README.md": "other"})
    for head, message in (
        (other, "has no single newest commit in common with main"),
        ("0" * 40, "git fetch failed"),
        ("HEAD", "is not the full id of a commit"),
    ):
        with pytest.raises(ProblemsError, match=message), fetched(str(repository.folder), base, head):
            pass
    with pytest.raises(ProblemsError, match="is not the address"), fetched("ext::sh -c x", base, base):
        pass


def test_nothing_of_a_request_is_run(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither attributes with filters nor hooks nor submodules of the request have any effect."""
    base = repository.commit(GOOD)
    trap = "* filter=x ident text eol=crlf\n"
    head = repository.commit(
        {**GOOD, ".gitattributes": trap, ".gitmodules": "[x]", "docs/x.md": "$Id$\n"}, base
    )
    commands: list[str] = []
    run = subprocess.run

    def record(line: list[str], **options: object) -> object:
        commands.append(line[-1] if "cat-file" in line else " ".join(line))
        return run(line, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", record)
    assert write(repository, base, head, tmp_path / "out")["docs/x.md"] == b"$Id$\n"
    assert not any(word in line for line in commands for word in ("checkout", "submodule update", "clone"))
