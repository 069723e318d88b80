"""Rehearses pull requests from a fork on this machine, from their opening to their end.

`python -m tests.support.rehearsal` uses the tiny project, bare repositories in place of GitHub's, and a
server that answers as GitHub's API does. It prints the comment and the published files after each step. Every
step runs the commands of the workflows in their order.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from generator.cli import main as run_command
from generator.files.git import run_git
from generator.previews import pages_branch
from generator.previews.pages_branch import Pages
from tests.conftest import copy_tiny
from tests.support.fake_github import REPOSITORY, TOKEN, FakeGitHub, running

NUMBER = 7
SITE = "https://statutes.example.org/library"
OWN_ADDRESS = "https://previews.example.net/library"
RUN = "https://github.com/statutes/library/actions/runs/1"

GROUND = "kk: Қор жинау – бөлім атауындағы кітап қорының өзі."
HOSTILE = "Қор <img src=x onerror=alert(1)> @maintainers [жинау](javascript:alert(1)) | `#1`"

HURRIED = "import generator.limits\n\ngenerator.limits.SECONDS = 4\n"
"""A `sitecustomize` of a program that gives regular expressions less time."""


class CommandFailedError(Exception):
    """A command exited with 1."""


@dataclass
class Rehearsal:
    """A folder with the main branch, a contributor's fork and the repositories; and GitHub."""

    folder: Path
    github: FakeGitHub
    own_origin: bool = False
    """Whether previews have a repository and an origin of their own."""

    @property
    def main(self) -> Path:
        return self.folder / "main"

    @property
    def fork(self) -> Path:
        return self.folder / "fork"

    @property
    def hosted(self) -> Path:
        """The repository on GitHub, which holds the main branch and the commits of pull requests."""
        return self.folder / "hosted.git"

    @property
    def pages(self) -> Pages:
        return Pages(str(self.folder / ("previews.git" if self.own_origin else "hosted.git")))

    @property
    def head(self) -> str:
        return self.git(self.fork, "rev-parse", "HEAD")

    def run(self, project: Path, *arguments: str | Path) -> str:
        """Run a command of the generator in a project and return what it printed."""
        output = StringIO()
        with redirect_stdout(output):
            code = run_command(["--root", str(project), *map(str, arguments)])
        if code:
            raise CommandFailedError(" ".join(map(str, arguments)))
        return output.getvalue().strip()

    def git(self, folder: Path, *arguments: str) -> str:
        identity = ("-c", "user.name=contributor", "-c", "user.email=contributor@example.org")
        return run_git(*identity, *arguments, folder=folder)

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file of the fork and commit it."""
        path = self.fork / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.commit(f"Change {file}")

    def add(self, file: str, text: str) -> None:
        """Add a file to the fork and commit it."""
        path = self.fork / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.commit(f"Add {file}")

    def commit(self, message: str) -> None:
        self.git(self.fork, "add", "--all")
        self.git(self.fork, "commit", "--quiet", "--message", message)

    def prepare(self) -> None:
        """Make and publish the main branch, and fork it."""
        copy_tiny(self.main)
        (self.main / ".gitignore").write_text("build/\nsite/\nsite.*/\n", encoding="utf-8")
        for repository in ("hosted.git", "previews.git"):
            self.git(self.folder, "init", "--quiet", "--bare", "-b", "main", repository)
        # As on GitHub: commits and trees can be fetched without their files.
        self.git(self.hosted, "config", "uploadpack.allowFilter", "true")
        self.git(self.main, "init", "--quiet", "-b", "main")
        self.git(self.main, "add", ".")
        self.git(self.main, "commit", "--quiet", "-m", "Begin")
        self.git(self.main, "push", "--quiet", str(self.hosted), "main")
        self.git(self.folder, "clone", "--quiet", str(self.main), str(self.fork))
        self.run(self.main, "build")
        self.run(self.main, "preview", "publish", self.main / "site", "--remote", self.hosted)

    def push(self) -> None:
        """Push the fork's newest commit, as GitHub stores it for a pull request, and open the request."""
        reference = f"+HEAD:refs/pull/{NUMBER}/head"
        self.git(self.fork, "push", "--quiet", str(self.hosted), reference)
        self.github.open(NUMBER, self.head)

    def build_unchecked(self, change: Callable[[Path], None] = lambda site: None) -> None:
        """Run `preview-build`; `change` stands for what the request's own code does to its site."""
        shutil.rmtree(self.folder / "unchecked", ignore_errors=True)
        shutil.rmtree(self.fork / "site", ignore_errors=True)
        shutil.copytree(self.main / "site", self.fork / "site")
        change(self.fork / "site")
        self.run(self.fork, "preview", "pack", self.folder / "unchecked" / "preview.zip")

    def publish(self, commit: str = "", *, lost: bool = False, seconds: int = 600) -> None:
        """Run `preview-publish` with the main branch's code, for the fork's newest commit if none is named.

        `lost`: the job that builds with main's generator leaves no archive.
        """
        commit = commit or self.head
        number = self.run(self.main, "preview", "number", commit)
        if not number:
            self.run(self.main, "preview", "prune", "--remote", self.pages.remote)
            return
        address = OWN_ADDRESS if self.own_origin else SITE
        place = ("--number", number, "--address", address)
        with tempfile.TemporaryDirectory() as folder:
            built, accepted = Path(folder) / "built.zip", Path(folder) / "accepted"
            unchecked = self.folder / "unchecked" / "preview.zip"
            main = self.git(self.main, "rev-parse", "HEAD")
            of = ("--main", main, "--remote", self.hosted, "--seconds", str(seconds))
            if not lost:
                self.run(self.main, "preview", "build", commit, built, *of, *place)
            standing = self.run(self.main, "preview", "standing", number, "--remote", self.pages.remote)
            state = ("--commit", commit, "--standing", standing)
            archives = ("--built", built, "--unchecked", unchecked)
            home = ("--home", SITE if self.own_origin else "", "--run", RUN)
            decided = self.run(self.main, "preview", "accept", accepted, *archives, *place, *state, *home)
            self.run(self.main, "preview", "post", number, accepted / "comment.md")
            if decided == "yes":
                target = ("--number", number, "--commit", commit, "--remote", self.pages.remote)
                try:
                    self.run(self.main, "preview", "publish", accepted / "site", *target)
                except CommandFailedError:
                    self.run(self.main, "preview", "fail", *place, *state)

    def published_files(self) -> str:
        """Return the published folders with the number of files in each."""
        counts: Counter[str] = Counter()
        for path in pages_branch.tree(self.pages):
            parts = path.split("/")
            depth = 3 if parts[0] == pages_branch.PREVIEWS else 1
            counts["/".join(parts[:depth]) + ("/" if len(parts) > depth else "")] += 1
        return "\n".join(f"{count:5} {path}" for path, count in sorted(counts.items()))

    def comment(self) -> str:
        """Return the only comment on the pull request."""
        (comment,) = (comment["body"] for comment in self.github.comments if comment["issue"] == NUMBER)
        return str(comment)


@contextmanager
def rehearsing(folder: Path) -> Iterator[Rehearsal]:
    """Prepare a rehearsal in a folder, with the environment variables that GitHub Actions sets."""
    with running() as github:
        settings = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": github.address}
        before = {key: os.environ.get(key) for key in settings}
        os.environ.update(settings)
        try:
            rehearsal = Rehearsal(folder, github)
            rehearsal.prepare()
            yield rehearsal
        finally:
            for key, value in before.items():
                if value is None:
                    del os.environ[key]
                else:
                    os.environ[key] = value


def open_pull_request(rehearsal: Rehearsal) -> None:
    """Raise the confidence of an assignment, and put markup into the ground of another one."""
    rehearsal.edit("data/assignments.yml", "confidence: medium", "confidence: high")
    rehearsal.edit("data/assignments.yml", GROUND, f"kk: '{HOSTILE}'")
    rehearsal.push()

    # What the request's own build leaves decides nothing: here its site lies.
    def lie(site: Path) -> None:
        (site / "index.html").write_text("<b>The words of the source are unchanged.</b>", encoding="utf-8")

    rehearsal.build_unchecked(lie)
    rehearsal.publish()


def change_the_source(rehearsal: Rehearsal) -> None:
    """Change words of the act and of its source, and push again."""
    for file in ("data/provisions/chapter-2.yml", "data/source/resolution-7.kk.txt"):
        rehearsal.edit(file, "оқырмандарға қызмет көрсетеді", "оқырмандарға сапалы қызмет көрсетеді")
    rehearsal.edit("data/assignments.yml", f"kk: '{HOSTILE}'", GROUND)
    rehearsal.push()
    rehearsal.publish()


def break_the_data(rehearsal: Rehearsal) -> None:
    """Push data that the generator refuses."""
    rehearsal.edit("data/assignments.yml", "confidence: high", "confidence: <b>@all</b>")
    rehearsal.push()
    rehearsal.publish()


def hang_the_generator(rehearsal: Rehearsal) -> None:
    """Push a regular expression that runs for years; it is given less time than the program gives it."""
    rehearsal.edit("data/assignments.yml", "confidence: <b>@all</b>", "confidence: high")
    rehearsal.add("data/references.yml", "find:\n  kk: ['((\\w|\\s)+)+%']\nacts: []\n")
    rehearsal.push()
    hurried = rehearsal.folder / "hurried"
    hurried.mkdir()
    (hurried / "sitecustomize.py").write_text(HURRIED, encoding="utf-8")
    with patch.dict(os.environ, {"PYTHONPATH": str(hurried)}):
        rehearsal.publish()


def link_a_file(rehearsal: Rehearsal) -> None:
    """Push a symbolic link among the data."""
    (rehearsal.fork / "data" / "references.yml").unlink()
    (rehearsal.fork / "data" / "references.yml").symlink_to("/etc/passwd")
    rehearsal.commit("Link a file")
    rehearsal.push()
    rehearsal.publish()


def touch_code(rehearsal: Rehearsal) -> None:
    """Push code beside the data."""
    (rehearsal.fork / "data" / "references.yml").unlink()
    rehearsal.add("generator/@team [x](y).py", "print('ours')\n")
    rehearsal.push()
    rehearsal.build_unchecked()
    rehearsal.publish()


def touch_code_with_own_origin(rehearsal: Rehearsal) -> None:
    """Publish the same commit where previews have an origin of their own."""
    rehearsal.own_origin = True
    rehearsal.publish()


def hide_the_banner(rehearsal: Rehearsal) -> None:
    """Let the request's own code hide the banner of its site."""

    def hide(site: Path) -> None:
        page = site / "kk" / "index.html"
        style = "<style>aside{display:none!important}</style></head>"
        page.write_text(page.read_text(encoding="utf-8").replace("</head>", style), encoding="utf-8")

    rehearsal.add("generator/more.py", "")
    rehearsal.push()
    rehearsal.build_unchecked(hide)
    rehearsal.publish()


def corrupt_the_archive(rehearsal: Rehearsal) -> None:
    """Let the request's own code leave an archive with damaged content."""
    rehearsal.build_unchecked()
    path = rehearsal.folder / "unchecked" / "preview.zip"
    with zipfile.ZipFile(path) as archive:
        offset = archive.infolist()[0].header_offset + 100
    content = bytearray(path.read_bytes())
    content[offset : offset + 200] = b"\xff" * 200
    path.write_bytes(content)
    rehearsal.publish()


def lose_the_build(rehearsal: Rehearsal) -> None:
    """The job that builds with main's generator is killed."""
    rehearsal.publish(lost=True)


def close_pull_request(rehearsal: Rehearsal) -> None:
    """Close the pull request; the workflow that this starts finds no open pull request."""
    rehearsal.github.close(NUMBER)
    rehearsal.publish()


STEPS = {
    "A pull request from a fork is opened": open_pull_request,
    "It changes the words of the source": change_the_source,
    "Its data are broken": break_the_data,
    "Its data hold an expression that never ends": hang_the_generator,
    "Its data hold a symbolic link": link_a_file,
    "It touches code": touch_code,
    "The same where previews have an origin of their own": touch_code_with_own_origin,
    "Its own code hides the banner": hide_the_banner,
    "Its own code leaves a damaged archive": corrupt_the_archive,
    "The job that builds is killed": lose_the_build,
    "It is closed": close_pull_request,
}


def main() -> int:
    """Run every step and print the comment and the published files after it."""
    with tempfile.TemporaryDirectory() as folder, rehearsing(Path(folder)) as rehearsal:
        print(f"==== Before\n\n{rehearsal.published_files()}\n")
        for title, step in STEPS.items():
            step(rehearsal)
            print(f"==== {title}\n\n---- Comment\n\n{rehearsal.comment()}")
            print(f"---- Published files\n\n{rehearsal.published_files()}\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
