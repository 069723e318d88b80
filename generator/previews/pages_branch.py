"""The pages branch of a repository: the site at its root, a preview of every open request under `pr/<n>/`.

The branch is one commit without a past: what is published now, nothing that was. Each publication makes the
whole tree anew from the branch as it stands and takes its place only if the branch is still as it was read;
else it begins again, so that publications side by side lose nothing.
"""

from __future__ import annotations

import base64
import os
import random
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from generator.previews import artifact
from generator.problems import Problem, ProblemsError

PREVIEWS = "pr"
"""The folder of the previews."""

BRANCH = "pages"
TOKEN = "PAGES_TOKEN"
"""The environment variable that holds a token for pushing over https; it stands in no command line."""

ATTEMPTS = 8
PAUSE = 0.5
"""Seconds before the second attempt; each later one waits twice as long at most."""

AUTHOR = {
    "GIT_AUTHOR_NAME": "pages",
    "GIT_AUTHOR_EMAIL": "pages@localhost",
    "GIT_COMMITTER_NAME": "pages",
    "GIT_COMMITTER_EMAIL": "pages@localhost",
}
"""Who commits: nobody's name, as nobody wrote what is published here."""

REMOTE = re.compile(r"(?![-])(?!ext::|fd::)\S+")
"""An address that git takes for no option and no command."""

BUSY = re.compile(r"stale info|rejected|cannot lock ref|fetch first|failed to update ref")
"""What git says where somebody else was faster."""


@dataclass(frozen=True)
class Pages:
    """Where the published tree lies: the address of a repository, and the branch."""

    remote: str
    branch: str = BRANCH

    def __post_init__(self) -> None:
        if not REMOTE.fullmatch(self.remote):
            raise ProblemsError([Problem(self.remote or "--remote", 1, "is no address of a repository")])


class OvertakenError(Exception):
    """Somebody else published in between."""


@dataclass(frozen=True)
class _Git:
    """Git in a bare repository of its own, with an index of its own."""

    folder: Path

    def __call__(self, *arguments: str, tree: Path | None = None, words: str = "") -> str:
        environment = {
            **os.environ,
            **AUTHOR,
            **_authorisation(os.environ.get(TOKEN, "")),
            "GIT_DIR": str(self.folder),
            "GIT_INDEX_FILE": str(self.folder / "new.index"),
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
            **({"GIT_WORK_TREE": str(tree)} if tree else {}),
        }
        command = ["git", "-c", "core.autocrlf=false", "-c", "core.attributesFile=/dev/null", *arguments]
        done = subprocess.run(
            command, env=environment, cwd=tree, input=words, capture_output=True, text=True, check=False
        )
        if done.returncode:
            message = done.stderr.strip()
            if arguments[0] == "push" and BUSY.search(message):
                raise OvertakenError(message)
            raise ProblemsError(
                [Problem(f"git {arguments[0]}", 1, message or f"exit code {done.returncode}")]
            )
        return done.stdout.strip()

    def clear(self) -> None:
        """Empty the index."""
        self("read-tree", "--empty")


def _authorisation(token: str) -> dict[str, str]:
    """Return the configuration that sends a token over https, as environment variables (git-config(1))."""
    if not token:
        return {}
    secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "http.extraHeader",
        "GIT_CONFIG_VALUE_0": f"Authorization: Basic {secret}",
    }


@contextmanager
def _workshop() -> Iterator[_Git]:
    with tempfile.TemporaryDirectory() as folder:
        git = _Git(Path(folder) / "pages.git")
        git("init", "--quiet", "--bare", str(git.folder))
        yield git


def _tip(git: _Git, pages: Pages) -> str:
    """Fetch the branch; return its commit, or nothing where the branch does not exist yet."""
    listed = git("ls-remote", "--", pages.remote, f"refs/heads/{pages.branch}")
    if not listed:
        return ""
    git("fetch", "--quiet", "--depth=1", "--", pages.remote, f"+refs/heads/{pages.branch}:refs/heads/tip")
    return git("rev-parse", "refs/heads/tip")


def _replace(git: _Git, pages: Pages, change: Callable[[str], str], words: str) -> bool:
    """Replace the branch's tree by what `change` makes of its commit; return whether anything changed."""
    for attempt in range(ATTEMPTS):
        tip = _tip(git, pages)
        tree = change(tip)
        if tip and tree == git("rev-parse", f"{tip}^{{tree}}"):
            return False
        commit = git("commit-tree", tree, words=f"{words}\n")
        target = f"refs/heads/{pages.branch}"
        lease = f"--force-with-lease={target}:{tip}"
        try:
            git("push", "--quiet", lease, "--", pages.remote, f"{commit}:{target}")
        except OvertakenError:
            # Each waits for another while, so that they do not meet again.
            time.sleep(random.uniform(PAUSE / 2, PAUSE) * 2**attempt)
            continue
        return True
    raise ProblemsError(
        [Problem(pages.branch, 1, f"changed under each of {ATTEMPTS} attempts to publish; try again")]
    )


def _folder_tree(git: _Git, folder: Path) -> str:
    """Store a folder's files; return the id of their tree."""
    artifact.expect(folder)
    git.clear()
    git("add", "--all", "--force", "--", ".", tree=folder)
    return git("write-tree")


def _plain_branch(git: _Git) -> str:
    """Write the index as a tree that a server shows as it is; return its id."""
    empty = git("hash-object", "-w", "--stdin")
    git("update-index", "--add", "--cacheinfo", f"100644,{empty},.nojekyll")
    return git("write-tree")


def _under(tree: str, path: str, git: _Git) -> bool:
    return bool(tree) and bool(git("ls-tree", tree, "--", path))


def publish_site(site: Path, pages: Pages) -> bool:
    """Put a site at the root of the branch, previews left as they are; return whether anything changed.

    Raises `ProblemsError` for a site that holds what no site holds, or `pr/`, and where git refuses.
    """
    if (site / PREVIEWS).exists():
        raise ProblemsError([Problem(site.name, 1, f"holds {PREVIEWS}/, which is where the previews stand")])
    with _workshop() as git:
        new = _folder_tree(git, site)

        def change(tip: str) -> str:
            git("read-tree", new)
            if _under(tip, PREVIEWS, git):
                git("read-tree", "-i", f"--prefix={PREVIEWS}/", f"{tip}:{PREVIEWS}")
            return _plain_branch(git)

        return _replace(git, pages, change, "Publish the site")


def publish_preview(site: Path, number: int, pages: Pages) -> bool:
    """Put a preview under `pr/<number>/`, all else left as it is; return whether anything changed.

    Raises `ProblemsError` for a site that holds what no site holds, and where git refuses.
    """
    with _workshop() as git:
        new = _folder_tree(git, site)

        def change(tip: str) -> str:
            _start(git, tip, [number])
            git("read-tree", "-i", f"--prefix={_place(number)}/", new)
            return _plain_branch(git)

        return _replace(git, pages, change, f"Preview request {number}")


def remove_previews(numbers: Iterable[int], pages: Pages) -> bool:
    """Remove previews; return whether any was there. Raises `ProblemsError` where git refuses."""
    gone = sorted(set(numbers))
    with _workshop() as git:
        if not _tip(git, pages):
            return False

        def change(tip: str) -> str:
            _start(git, tip, gone)
            return _plain_branch(git)

        return _replace(git, pages, change, f"Remove the preview of {', '.join(map(str, gone))}")


def previews(pages: Pages) -> list[int]:
    """Return the numbers of the requests that have a preview, in order."""
    with _workshop() as git:
        tip = _tip(git, pages)
        if not tip:
            return []
        names = git("ls-tree", "--name-only", tip, "--", f"{PREVIEWS}/").splitlines()
    return sorted(int(name.partition("/")[2]) for name in names if name.partition("/")[2].isdecimal())


def _place(number: int) -> str:
    if number < 1:
        raise ProblemsError([Problem(str(number), 1, "is no number of a request")])
    return f"{PREVIEWS}/{number}"


def _start(git: _Git, tip: str, without: Iterable[int]) -> None:
    """Fill the index with the branch as it stands, without some previews."""
    git.clear()
    if tip:
        git("read-tree", tip)
        for number in without:
            paths = git("ls-files", "-z", "--", f"{_place(number)}/").split("\0")
            # A mode of 0 takes a path out of the index; see git-update-index(1).
            lines = [f"0 {'0' * 40}\t{path}\0" for path in paths if path]
            git("update-index", "-z", "--index-info", words="".join(lines))


def tree(pages: Pages) -> Mapping[str, str]:
    """Return every path of the branch with the id of its content."""
    with _workshop() as git:
        tip = _tip(git, pages)
        lines = git("ls-tree", "-r", tip).splitlines() if tip else []
    return {line.partition("\t")[2]: line.split()[2] for line in lines}
