"""Reads the data and the pages of a pull request through git, as data: nothing of it is checked out or run.

Commits are fetched into a temporary bare repository. Of their trees only `data/` and `docs/` are read, blob
by blob, into an empty folder: ordinary files with plain names, limited in number and size.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator import limits
from generator.files.git import GitError, read_git, run_git
from generator.previews import untrusted_names
from generator.previews.artifact import MAX_REPORTED
from generator.previews.pages_branch import COMMIT, expect_remote
from generator.previews.untrusted_names import printable
from generator.problems import Problem, ProblemsError

FOLDERS = ("data", "docs")
"""The folders that main's generator builds from; a request that touches nothing else needs no other code."""

MAX_FILES = 4_000
"""Files of both folders together; those of a site are about 100."""

MAX_TOTAL = 100_000_000
"""Bytes of all files together."""

MODES = {"120000": "is a symbolic link", "160000": "is a submodule"}
"""Modes of tree entries that are no files, see git-fast-import(1)."""
FILE_MODES = ("100644", "100755")


class _Entry(Struct, frozen=True):
    """An entry of a tree."""

    mode: str
    blob: str
    path: str


class Request(Struct, frozen=True):
    """The commits of a pull request, in a bare repository that can fetch nothing more."""

    repository: Path
    base: str
    """The newest commit of the main branch that the request contains."""
    head: str

    def touched(self) -> list[str]:
        """Return the paths that the request adds, changes or removes, sorted."""
        command = ("diff-tree", "-r", "-z", "--name-only", "--no-renames", self.base, self.head)
        names = _read(self.repository, *command).decode("utf-8", "replace").split("\0")
        return sorted(name for name in names if name)

    def code(self) -> list[str]:
        """Return the touched paths outside `data/` and `docs/`, sorted."""
        return [path for path in self.touched() if path.partition("/")[0] not in FOLDERS or "/" not in path]

    def write(self, commit: str, target: Path) -> None:
        """Write `data/` and `docs/` of a commit into the new folder `target`.

        Raises `ProblemsError` with everything that is not an ordinary file with a plain name and a sensible
        size; then nothing is written.
        """
        entries = self._entries(commit)
        sizes = self._sizes(entries)
        problems = [
            Problem(printable(entry.path), 1, message)
            for entry in entries
            for message in _entry_problems(entry, sizes.get(entry.blob))
        ]
        clashes = untrusted_names.clashes([entry.path for entry in entries])
        problems += [Problem(printable(path), 1, message) for path, message in clashes]
        if len(entries) > MAX_FILES:
            problems = [Problem("data", 1, f"and docs hold over {MAX_FILES:,} files; expected fewer")]
        elif not problems and (total := sum(sizes[entry.blob] or 0 for entry in entries)) > MAX_TOTAL:
            problems = [Problem("data", 1, f"and docs hold {total:,} bytes; expected at most {MAX_TOTAL:,}")]
        if problems:
            raise ProblemsError(sorted(problems)[:MAX_REPORTED])
        target.mkdir(parents=True)
        for folder in FOLDERS:
            (target / folder).mkdir()
        for entry in entries:
            path = target / entry.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(_read(self.repository, "cat-file", "blob", entry.blob))

    def _entries(self, commit: str) -> list[_Entry]:
        lines = _read(self.repository, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *FOLDERS)
        entries = []
        for line in lines.split(b"\0"):
            if line:
                about, _, path = line.partition(b"\t")
                mode, _, blob = about.decode().split(" ")
                entries.append(_Entry(mode, blob, path.decode("utf-8", "surrogateescape")))
        return entries

    def _sizes(self, entries: Sequence[_Entry]) -> dict[str, int | None]:
        """Return the size of each blob; None if it was too large to be fetched."""
        blobs = sorted({entry.blob for entry in entries if entry.mode in FILE_MODES})
        names = "".join(f"{blob}\n" for blob in blobs)
        output = _read(self.repository, "cat-file", "--batch-check=%(objectsize)", standard_input=names)
        sizes = [int(size) if size.isdigit() else None for size in output.decode().splitlines()]
        return dict(zip(blobs, sizes, strict=True))


def _entry_problems(entry: _Entry, size: int | None) -> Iterator[str]:
    parts = entry.path.split("/")
    if not all(untrusted_names.is_plain(part) for part in parts):
        yield untrusted_names.NOT_PLAIN
    yield from untrusted_names.length_problems(entry.path)
    if len(parts) == 1:
        yield "is a file; expected a folder"
    if entry.mode not in FILE_MODES:
        yield f"{MODES.get(entry.mode, 'is a special file')}; expected an ordinary file"
    elif size is None or size > limits.FILE:
        yield f"exceeds {limits.FILE:,} bytes; split it"


@contextmanager
def fetched(remote: str, main: str, head: str) -> Iterator[Request]:
    """Fetch a pull request and yield it; `main` is the commit that it is compared with, `head` its own.

    `remote` is a repository that holds both commits; nothing else of it is read. Raises `ProblemsError` if it
    cannot be fetched or shares no single base with main.
    """
    expect_remote(remote)
    for commit in (main, head):
        if not COMMIT.fullmatch(commit):
            raise ProblemsError([Problem(printable(commit), 1, "is not the full id of a commit")])
    with tempfile.TemporaryDirectory() as folder:
        history = _fetch(Path(folder) / "history.git", remote, [main, head], "--filter=tree:0")
        try:
            bases = run_git("merge-base", "--all", main, head, folder=history).split()
        except GitError:
            bases = []
        if len(bases) != 1:
            message = "has no single newest commit in common with main; expected main to be merged into it"
            raise ProblemsError([Problem(head[:12], 1, message)])
        limit = f"--filter=blob:limit={limits.FILE + 1}"
        files = _fetch(Path(folder) / "files.git", remote, [*bases, head], "--depth=1", limit)
        yield Request(files, bases[0], head)


def _fetch(repository: Path, remote: str, commits: Sequence[str], *options: str) -> Path:
    """Fetch commits into a new bare repository, and forget where from, so that nothing is fetched later."""
    repository.mkdir()
    _read(repository, "init", "--quiet", "--bare")
    arguments = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", *options)
    # A path would name no promisor remote; see gitrepository-layout(5) and git-clone(1), --filter.
    address = f"file://{Path(remote).resolve()}" if Path(remote).is_dir() else remote
    _read(repository, "fetch", *arguments, "--", address, *commits)
    (repository / "config").unlink()
    _read(repository, "init", "--quiet", "--bare")
    return repository


def _read(repository: Path, *arguments: str, standard_input: str = "") -> bytes:
    variables = {"GIT_DIR": str(repository), "GIT_NO_LAZY_FETCH": "1"}
    try:
        return read_git(*arguments, folder=repository, variables=variables, standard_input=standard_input)
    except GitError as error:
        raise ProblemsError([Problem("git", 1, str(error))]) from error
