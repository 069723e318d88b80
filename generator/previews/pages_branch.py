"""Publishes the site at the root of the pages branch and previews under `pr/<number>/`.

The branch always holds a single commit without parents: what is published now and no history. Each
publication builds the complete tree from the current branch and pushes it on condition that the branch has
not moved since it was read. If it has moved, the publication starts again, so concurrent publications lose
nothing.
"""

from __future__ import annotations

import base64
import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct

from generator.files.git import GitError, run_git
from generator.previews import artifact
from generator.problems import Problem, ProblemsError

PREVIEWS = "pr"
"""The folder of the previews."""

BRANCH = "pages"
TOKEN = "PAGES_TOKEN"
"""The environment variable with the token for pushing over HTTPS."""

COMMIT_FILE = "commit.txt"
"""The file of a preview that names the commit it was built from."""
COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
"""The full id of a commit (SHA-1 or SHA-256)."""

ATTEMPTS = 8
PAUSE = 0.5
"""Longest pause before the second attempt, in seconds; it doubles with each attempt."""

AUTHOR = {
    "GIT_AUTHOR_NAME": "pages",
    "GIT_AUTHOR_EMAIL": "pages@localhost",
    "GIT_COMMITTER_NAME": "pages",
    "GIT_COMMITTER_EMAIL": "pages@localhost",
}
"""The author of every commit: a program, not a person."""

REMOTE = re.compile(r"(?![-])(?!ext::|fd::)\S+")
"""An address that git cannot take for an option or for a command to run (git-remote-ext(1))."""

ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+)*/?")

REJECTED = re.compile(r"(?m)^!\t[^\t]*\t(.*)$")
"""The line of `git push --porcelain` for a branch that was not updated, with the reason; see git-push(1)."""


def expect_address(address: str, option: str) -> None:
    """Raise `ProblemsError` unless `address` is a web address that needs no escaping in Markdown and HTML."""
    if not ADDRESS.fullmatch(address):
        message = f"is not an address for {option}; expected https://, a host and a path of plain names"
        raise ProblemsError([Problem(address, 1, message)])


def expect_remote(remote: str) -> None:
    """Raise `ProblemsError` unless git can only take `remote` for the address of a repository."""
    if not REMOTE.fullmatch(remote):
        message = "is not the address of a git repository; expected a URL or a path without spaces"
        raise ProblemsError([Problem(remote or "--remote", 1, message)])


@dataclass(frozen=True)
class Pages:
    """The repository and branch that hold the published files. Raises `ProblemsError` for a bad address."""

    remote: str
    branch: str = BRANCH

    def __post_init__(self) -> None:
        expect_remote(self.remote)

    @property
    def reference(self) -> str:
        """The full name of the branch."""
        return f"refs/heads/{self.branch}"


class RejectedError(Exception):
    """The remote did not accept a push, usually because somebody else published in between."""


class _Repository(Struct, frozen=True):
    """A temporary bare repository, in which the tree to publish is put together in the index."""

    folder: Path
    pages: Pages

    def git(self, *arguments: str, work_tree: Path | None = None, standard_input: str = "") -> str:
        """Run git here and return its output. Raises `ProblemsError` with what git said."""
        variables = {
            **AUTHOR,
            "GIT_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "new.index"),
            **({"GIT_WORK_TREE": str(work_tree)} if work_tree else {}),
        }
        try:
            return run_git(
                *arguments,
                folder=work_tree or self.folder,
                variables=variables,
                configuration=_authorization(os.environ.get(TOKEN, "")),
                standard_input=standard_input,
            )
        except GitError as error:
            rejection = REJECTED.search(error.output) if error.command == "push" else None
            if rejection:
                raise RejectedError(rejection[1]) from error
            raise ProblemsError([Problem(self.pages.remote, 1, str(error))]) from error

    def fetch_tip(self) -> str:
        """Fetch the branch and return the id of its commit, or nothing if the branch does not exist yet."""
        reference = self.pages.reference
        if not self.git("ls-remote", "--", self.pages.remote, reference):
            return ""
        self.git("fetch", "--quiet", "--depth=1", "--", self.pages.remote, f"+{reference}:refs/heads/tip")
        return self.git("rev-parse", "refs/heads/tip")

    def store_folder(self, folder: Path) -> str:
        """Store the files of a folder and return the id of their tree."""
        artifact.expect(folder)
        self.git("read-tree", "--empty")
        self.git("add", "--all", "--force", "--", ".", work_tree=folder)
        return self.git("write-tree")

    def read_branch(self, tip: str, *, without: Iterable[int]) -> None:
        """Fill the index with the files of the commit `tip`, except those of some previews."""
        self.git("read-tree", "--empty")
        if not tip:
            return
        self.git("read-tree", tip)
        for number in without:
            paths = self.git("ls-files", "-z", "--", f"{_preview_folder(number)}/").split("\0")
            # A mode of 0 removes a path from the index; see git-update-index(1).
            lines = [f"0 {'0' * 40}\t{path}\0" for path in paths if path]
            self.git("update-index", "-z", "--index-info", standard_input="".join(lines))

    def has_previews(self, tip: str) -> bool:
        """Tell whether the commit `tip` holds previews."""
        return bool(tip) and bool(self.git("ls-tree", tip, "--", PREVIEWS))

    def write_tree(self) -> str:
        """Write the index as a tree that GitHub Pages serves unchanged, without Jekyll; return its id."""
        empty = self.git("hash-object", "-w", "--stdin")
        self.git("update-index", "--add", "--cacheinfo", f"100644,{empty},.nojekyll")
        return self.git("write-tree")

    def replace_branch(self, make_tree: Callable[[str], str], message: str) -> bool:
        """Replace the branch by a commit of the tree that `make_tree` returns for its current commit.

        Returns whether the published files changed. Raises `ProblemsError` if git fails or if the remote
        rejects every attempt.
        """
        reason = ""
        for attempt in range(ATTEMPTS):
            tip = self.fetch_tip()
            tree = make_tree(tip)
            if tip and tree == self.git("rev-parse", f"{tip}^{{tree}}"):
                return False
            commit = self.git("commit-tree", tree, standard_input=f"{message}\n")
            reference = self.pages.reference
            lease = f"--force-with-lease={reference}:{tip}"
            try:
                self.git("push", "--porcelain", lease, "--", self.pages.remote, f"{commit}:{reference}")
            except RejectedError as error:
                reason = str(error)
                # Random pauses keep two publications from colliding again.
                time.sleep(random.uniform(PAUSE / 2, PAUSE) * 2**attempt)
                continue
            return True
        message = f"the remote rejected {ATTEMPTS} attempts to update `{self.pages.branch}`; last: {reason}"
        raise ProblemsError([Problem(self.pages.remote, 1, message)])


def _authorization(token: str) -> dict[str, str]:
    """Return the git configuration that sends a token over HTTPS (git-config(1), `http.extraHeader`)."""
    if not token:
        return {}
    secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {"http.extraHeader": f"Authorization: Basic {secret}"}


@contextmanager
def _temporary_repository(pages: Pages) -> Iterator[_Repository]:
    with tempfile.TemporaryDirectory() as folder:
        repository = _Repository(Path(folder) / "pages.git", pages)
        repository.folder.mkdir()
        repository.git("init", "--quiet", "--bare")
        yield repository


def publish_site(site: Path, pages: Pages) -> bool:
    """Publish a site at the root of the branch and keep the previews; return whether anything changed.

    Raises `ProblemsError` if the site holds `pr/` or files that a site does not have, and if git fails.
    """
    if (site / PREVIEWS).exists():
        message = f"holds {PREVIEWS}/, the folder of the previews; expected a site without it"
        raise ProblemsError([Problem(site.name, 1, message)])
    with _temporary_repository(pages) as repository:
        site_tree = repository.store_folder(site)

        def make_tree(tip: str) -> str:
            repository.git("read-tree", site_tree)
            if repository.has_previews(tip):
                repository.git("read-tree", "-i", f"--prefix={PREVIEWS}/", f"{tip}:{PREVIEWS}")
            return repository.write_tree()

        return repository.replace_branch(make_tree, "Publish the site")


def publish_preview(site: Path, number: int, pages: Pages, commit: str = "") -> bool:
    """Publish a preview under `pr/<number>/` and keep everything else; return whether anything changed.

    `commit` is recorded beside it, for `standing`. Raises `ProblemsError` if the site holds files that a site
    does not have, and if git fails.
    """
    folder = _preview_folder(number)
    with _temporary_repository(pages) as repository:
        site_tree = repository.store_folder(site)

        def make_tree(tip: str) -> str:
            repository.read_branch(tip, without=[number])
            repository.git("read-tree", "-i", f"--prefix={folder}/", site_tree)
            if commit:
                blob = repository.git("hash-object", "-w", "--stdin", standard_input=f"{commit}\n")
                entry = f"100644,{blob},{folder}/{COMMIT_FILE}"
                repository.git("update-index", "--add", "--cacheinfo", entry)
            return repository.write_tree()

        return repository.replace_branch(make_tree, f"Publish the preview of pull request {number}")


def standing(number: int, pages: Pages) -> str:
    """Return the commit whose preview is published, or "" if there is no preview or no record of it."""
    with _temporary_repository(pages) as repository:
        tip = repository.fetch_tip()
        path = f"{_preview_folder(number)}/{COMMIT_FILE}"
        if not tip or not repository.git("ls-tree", tip, "--", path):
            return ""
        commit = repository.git("cat-file", "blob", f"{tip}:{path}").strip()
    return commit if COMMIT.fullmatch(commit) else ""


def remove_previews(numbers: Iterable[int], pages: Pages) -> bool:
    """Remove the previews of some pull requests; return whether any existed. Raises `ProblemsError`."""
    removed = sorted(set(numbers))
    with _temporary_repository(pages) as repository:
        if not repository.fetch_tip():
            return False

        def make_tree(tip: str) -> str:
            repository.read_branch(tip, without=removed)
            return repository.write_tree()

        message = f"Remove the previews of pull requests {', '.join(map(str, removed))}"
        return repository.replace_branch(make_tree, message)


def previews(pages: Pages) -> list[int]:
    """Return the numbers of the pull requests that have a preview, in ascending order."""
    with _temporary_repository(pages) as repository:
        tip = repository.fetch_tip()
        if not repository.has_previews(tip):
            return []
        names = repository.git("ls-tree", "--name-only", f"{tip}:{PREVIEWS}").splitlines()
    return sorted(int(name) for name in names if name.isdecimal())


def _preview_folder(number: int) -> str:
    if number < 1:
        raise ProblemsError(
            [Problem(str(number), 1, "is not the number of a pull request; expected 1 or more")]
        )
    return f"{PREVIEWS}/{number}"


def tree(pages: Pages) -> Mapping[str, str]:
    """Return every path of the branch with the id of its content."""
    with _temporary_repository(pages) as repository:
        tip = repository.fetch_tip()
        lines = repository.git("ls-tree", "-r", tip).splitlines() if tip else []
    return {line.partition("\t")[2]: line.split()[2] for line in lines}
