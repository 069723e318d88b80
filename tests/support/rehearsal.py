"""A pull request from a fork, played on this machine: opened, updated, refused, closed.

`python -m tests.rehearsal` plays it with the tiny project, a bare repository as the remote and a forge that
answers as GitHub's API does, and prints the comment and the published tree after each step. Every step is the
command that the workflow of the same name calls.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from generator.cli import main as command
from generator.previews import pages_branch
from generator.previews.pages_branch import Pages
from tests.conftest import copy_tiny
from tests.support.fake_github import REPOSITORY, TOKEN, FakeForge, running

NUMBER = 7
ADDRESS = "https://statutes.example.org/library"

GROUND = "kk: Қор жинау – бөлім атауындағы кітап қорының өзі."
HOSTILE = "Қор <img src=x onerror=alert(1)> @maintainers [жинау](javascript:alert(1)) | `#1`"


class Refused(Exception):  # noqa: N818 - it is what the step ended with
    """A command exited with 1."""


@dataclass
class Stage:
    """A folder with the main branch, the stranger's fork and the repository of the pages; and the forge."""

    folder: Path
    forge: FakeForge

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
        """Run one command of the generator in a project; return what it printed."""
        printed = StringIO()
        with redirect_stdout(printed):
            code = command(["--root", str(project), *map(str, arguments)])
        if code:
            raise Refused(f"{arguments} failed")
        return printed.getvalue().strip()

    def git(self, project: Path, *arguments: str) -> str:
        identity = ["-c", "user.name=stranger", "-c", "user.email=stranger@example.org"]
        line = ["git", "-C", str(project), *identity, *arguments]
        return subprocess.run(line, check=True, capture_output=True, text=True).stdout.strip()

    def edit(self, file: str, old: str, new: str) -> None:
        """Change a file of the fork and commit it."""
        path = self.fork / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        self.git(self.fork, "commit", "--quiet", "--all", "--message", f"Change {file}")

    def prepare(self) -> None:
        """Set the stage: a main branch that is published, and a fork of it."""
        copy_tiny(self.main)
        (self.main / ".gitignore").write_text("build/\nsite/\nsite.*/\n", encoding="utf-8")
        for step in (("init", "--quiet", "-b", "main"), ("add", "."), ("commit", "--quiet", "-m", "Begin")):
            self.git(self.main, *step)
        self.git(self.folder, "clone", "--quiet", str(self.main), str(self.fork))
        self.git(self.folder, "init", "--quiet", "--bare", self.pages.remote)
        self.run(self.main, "build")
        self.run(self.main, "preview", "publish", self.main / "site", "--remote", self.pages.remote)

    def build(self) -> str:
        """Play `preview-build`: the stranger's code and data, no right and no secret; return the commit."""
        self.run(self.fork, "build")
        self.run(self.fork, "preview", "pack", self.folder / "upload" / "preview.zip")
        return self.git(self.fork, "rev-parse", "HEAD")

    def publish(self, commit: str) -> None:
        """Play `preview-publish`: the main branch's code, the stranger's archive as data."""
        number = self.run(self.main, "preview", "number", commit)
        if not number:
            self.run(self.main, "preview", "prune", "--remote", self.pages.remote)
            return
        with tempfile.TemporaryDirectory() as folder:
            preview, words = Path(folder) / "preview", Path(folder) / "comment.md"
            refusal = ("--refusal", Path(folder) / "refusal.md")
            archive = self.folder / "upload" / "preview.zip"
            about = ("--number", number, "--address", ADDRESS, "--commit", commit, "--output", words)
            to = ("--number", number, "--remote", self.pages.remote)
            try:
                self.run(self.main, "preview", "check", archive, preview, *refusal)
                self.run(self.main, "preview", "comment", preview, *about)
                self.run(self.main, "preview", "publish", preview / "site", *to, *refusal)
            except Refused:
                words = refusal[1]
            self.run(self.main, "preview", "post", number, words)

    def tree(self) -> str:
        """Return the published tree: its folders down to the pages' kinds, with the number of files."""
        counts: Counter[str] = Counter()
        for path in pages_branch.tree(self.pages):
            steps = path.split("/")
            depth = 3 if steps[0] == pages_branch.PREVIEWS else 1
            counts["/".join(steps[:depth]) + ("/" if len(steps) > depth else "")] += 1
        return "\n".join(f"{count:5} {path}" for path, count in sorted(counts.items()))

    def comments(self) -> str:
        return "\n".join(one["body"] for one in self.forge.comments if one["issue"] == NUMBER)


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """Set the stage in a folder, with a forge running."""
    with running() as forge:
        settings = {"GITHUB_REPOSITORY": REPOSITORY, "GITHUB_TOKEN": TOKEN, "GITHUB_API_URL": forge.address}
        before = {key: os.environ.get(key) for key in settings}
        os.environ.update(settings)
        try:
            stage = Stage(folder, forge)
            stage.prepare()
            yield stage
        finally:
            for key, value in before.items():
                if value is None:
                    del os.environ[key]
                else:
                    os.environ[key] = value


def opened(stage: Stage) -> None:
    """The stranger is surer of a tie, and gives another a ground that would be more than words."""
    stage.edit("data/assignments.yml", "confidence: medium", "confidence: high")
    stage.edit("data/assignments.yml", GROUND, f"kk: '{HOSTILE}'")
    commit = stage.build()
    stage.forge.open(NUMBER, commit)
    stage.publish(commit)


def updated(stage: Stage) -> None:
    """The stranger changes words of the act, with its source, and pushes again."""
    for file in ("data/provisions/chapter-2.yml", "data/source/resolution-7.kk.txt"):
        stage.edit(file, "оқырмандарға қызмет көрсетеді", "оқырмандарға сапалы қызмет көрсетеді")
    stage.edit("data/assignments.yml", f"kk: '{HOSTILE}'", GROUND)
    stage.edit("data/relations.yml", "object: head-of-manuscripts", "object: deputy")
    commit = stage.build()
    stage.forge.open(NUMBER, commit)
    stage.publish(commit)


def refused(stage: Stage) -> None:
    """The stranger's build leaves an archive that would write beside its folder."""
    stage.edit("data/assignments.yml", "confidence: high", "confidence: medium")
    commit = stage.build()
    with zipfile.ZipFile(stage.folder / "upload" / "preview.zip", "a") as archive:
        archive.writestr("site/../../@maintainers/<b>.html", "")
    stage.forge.open(NUMBER, commit)
    stage.publish(commit)


def closed(stage: Stage) -> None:
    """The request is closed; the build that this starts finds no open request."""
    stage.forge.close(NUMBER)
    stage.publish(stage.git(stage.fork, "rev-parse", "HEAD"))


STEPS = {
    "A request from a fork is opened": opened,
    "It is updated": updated,
    "It is refused": refused,
    "It is closed": closed,
}


def main() -> int:
    """Play every step and print what stands after it."""
    with tempfile.TemporaryDirectory() as folder, staged(Path(folder)) as stage:
        print(f"==== Before\n\n{stage.tree()}\n")
        for name, step in STEPS.items():
            step(stage)
            print(f"==== {name}\n\n---- the comment\n\n{stage.comments()}")
            print(f"---- the published tree\n\n{stage.tree()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
