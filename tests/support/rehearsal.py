"""Rehearses a pull request from a fork on this machine: opened, updated, rejected, closed.

`python -m tests.support.rehearsal` uses the tiny project, a bare repository as the remote and a server that
answers as GitHub's API does. It prints the comment and the published files after each step. Every step runs
the commands of the workflow with the same name.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from generator.cli import main as run_command
from generator.files.git import run_git
from generator.previews import pages_branch
from generator.previews.pages_branch import Pages
from tests.conftest import copy_tiny
from tests.support.fake_github import REPOSITORY, TOKEN, FakeGitHub, running

NUMBER = 7
ADDRESS = "https://statutes.example.org/library"

GROUND = "kk: Қор жинау – бөлім атауындағы кітап қорының өзі."
HOSTILE = "Қор <img src=x onerror=alert(1)> @maintainers [жинау](javascript:alert(1)) | `#1`"


class CommandFailedError(Exception):
    """A command exited with 1."""


@dataclass
class Rehearsal:
    """A folder with the main branch, a contributor's fork and the published repository; and GitHub."""

    folder: Path
    github: FakeGitHub

    @property
    def main(self) -> Path:
        return self.folder / "main"

    @property
    def fork(self) -> Path:
        return self.folder / "fork"

    @property
    def pages(self) -> Pages:
        return Pages(str(self.folder / "pages.git"))

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
        self.git(self.fork, "commit", "--quiet", "--all", "--message", f"Change {file}")

    def prepare(self) -> None:
        """Make and publish the main branch, and fork it."""
        copy_tiny(self.main)
        (self.main / ".gitignore").write_text("build/\nsite/\nsite.*/\n", encoding="utf-8")
        self.git(self.main, "init", "--quiet", "-b", "main")
        self.git(self.main, "add", ".")
        self.git(self.main, "commit", "--quiet", "-m", "Begin")
        self.git(self.folder, "clone", "--quiet", str(self.main), str(self.fork))
        self.git(self.folder, "init", "--quiet", "--bare", self.pages.remote)
        self.run(self.main, "build")
        self.run(self.main, "preview", "publish", self.main / "site", "--remote", self.pages.remote)

    def build(self) -> str:
        """Run `preview-build` with the fork's data, without rights or secrets; return the commit."""
        self.run(self.fork, "build")
        self.run(self.fork, "preview", "pack", self.folder / "upload" / "preview.zip")
        return self.git(self.fork, "rev-parse", "HEAD")

    def publish(self, commit: str) -> None:
        """Run `preview-publish` with the main branch's code; the fork's archive is only data."""
        number = self.run(self.main, "preview", "number", commit)
        if not number:
            self.run(self.main, "preview", "prune", "--remote", self.pages.remote)
            return
        with tempfile.TemporaryDirectory() as folder:
            preview, comment = Path(folder) / "preview", Path(folder) / "comment.md"
            rejection = Path(folder) / "rejection.md"
            archive = self.folder / "upload" / "preview.zip"
            subject = ("--number", number, "--address", ADDRESS, "--commit", commit, "--output", comment)
            target = ("--number", number, "--remote", self.pages.remote)
            try:
                self.run(self.main, "preview", "check", archive, preview, "--rejection", rejection)
                self.run(self.main, "preview", "comment", preview, *subject)
                self.run(self.main, "preview", "publish", preview / "site", *target, "--rejection", rejection)
            except CommandFailedError:
                comment = rejection
            self.run(self.main, "preview", "post", number, comment)

    def published_files(self) -> str:
        """Return the published folders with the number of files in each."""
        counts: Counter[str] = Counter()
        for path in pages_branch.tree(self.pages):
            parts = path.split("/")
            depth = 3 if parts[0] == pages_branch.PREVIEWS else 1
            counts["/".join(parts[:depth]) + ("/" if len(parts) > depth else "")] += 1
        return "\n".join(f"{count:5} {path}" for path, count in sorted(counts.items()))

    def comments(self) -> str:
        return "\n".join(comment["body"] for comment in self.github.comments if comment["issue"] == NUMBER)


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
    commit = rehearsal.build()
    rehearsal.github.open(NUMBER, commit)
    rehearsal.publish(commit)


def update_pull_request(rehearsal: Rehearsal) -> None:
    """Change words of the act and of its source, and push again."""
    for file in ("data/provisions/chapter-2.yml", "data/source/resolution-7.kk.txt"):
        rehearsal.edit(file, "оқырмандарға қызмет көрсетеді", "оқырмандарға сапалы қызмет көрсетеді")
    rehearsal.edit("data/assignments.yml", f"kk: '{HOSTILE}'", GROUND)
    rehearsal.edit("data/relations.yml", "object: head-of-manuscripts", "object: deputy")
    commit = rehearsal.build()
    rehearsal.github.open(NUMBER, commit)
    rehearsal.publish(commit)


def push_bad_archive(rehearsal: Rehearsal) -> None:
    """Let the fork's build produce an archive that would write outside its folder."""
    rehearsal.edit("data/assignments.yml", "confidence: high", "confidence: medium")
    commit = rehearsal.build()
    with zipfile.ZipFile(rehearsal.folder / "upload" / "preview.zip", "a") as archive:
        archive.writestr("site/../../@maintainers/<b>.html", "")
    rehearsal.github.open(NUMBER, commit)
    rehearsal.publish(commit)


def close_pull_request(rehearsal: Rehearsal) -> None:
    """Close the pull request; the workflow that this starts finds no open pull request."""
    rehearsal.github.close(NUMBER)
    rehearsal.publish(rehearsal.git(rehearsal.fork, "rev-parse", "HEAD"))


STEPS = {
    "A pull request from a fork is opened": open_pull_request,
    "It is updated": update_pull_request,
    "Its preview is rejected": push_bad_archive,
    "It is closed": close_pull_request,
}


def main() -> int:
    """Run every step and print the comment and the published files after it."""
    with tempfile.TemporaryDirectory() as folder, rehearsing(Path(folder)) as rehearsal:
        print(f"==== Before\n\n{rehearsal.published_files()}\n")
        for title, step in STEPS.items():
            step(rehearsal)
            print(f"==== {title}\n\n---- Comment\n\n{rehearsal.comments()}")
            print(f"---- Published files\n\n{rehearsal.published_files()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
