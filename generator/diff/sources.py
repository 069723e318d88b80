"""The data of a folder or of a git revision, ready to be compared."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.dataset import loader
from generator.dataset.yaml_reader import read_text
from generator.diff.compare import Comparison, compare
from generator.model import Dataset
from generator.problems import Problem, ProblemsError

PATH = re.compile(r"^\.|[/\\:]")
"""What makes more of a file's name than a name."""


def read(data: Path) -> tuple[Dataset, str]:
    """Load a data folder with its text as received.

    Raises `ProblemsError`; the data need not pass the check.
    """
    dataset = loader.load(data)
    source = dataset.act.version.source
    name = f"{data.name}/source/{source}"
    path = data / "source" / source
    if PATH.search(source):
        raise ProblemsError(
            [Problem(f"{data.name}/act.yml", 1, f"`{source}` is a path; expected the name of a file")]
        )
    return dataset, read_text(path, name, expected="the act's text as received")


def compared(old: Path, new: Path, names: tuple[str, str]) -> Comparison:
    """Compare two data folders; messages call them by `names`.

    Raises `ProblemsError` with every problem of both.
    """
    found: list[tuple[Dataset, str]] = []
    problems: list[Problem] = []
    for folder, name in zip((old, new), names, strict=True):
        try:
            found.append(read(folder))
        except ProblemsError as error:
            problems += [
                Problem(name + one.file.removeprefix(folder.name), one.line, one.message)
                for one in error.problems
            ]
    if problems:
        raise ProblemsError(problems)
    (before, source), (after, received) = found
    return compare(before, after, (source, received))


def _git(root: Path, *arguments: str, index: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **({"GIT_INDEX_FILE": str(index)} if index else {})}
    command = ["git", "-C", str(root), "-c", "core.autocrlf=false", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@contextmanager
def data_of(name: str, root: Path, inside: str = "data") -> Iterator[Path]:
    """Yield the data folder that a name stands for: a folder, or a git revision of the repository at `root`.

    `inside` is where a revision holds its data; they are written to a temporary folder. Raises
    `ProblemsError` where the name is neither.
    """
    if name and Path(name).is_dir():
        yield Path(name).resolve()
        return
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}:./{inside}")
    if found.returncode:
        message = f"is neither a folder nor a git revision that holds {inside}/"
        raise ProblemsError([Problem(name, 1, message)])
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "data"
        target.mkdir()
        index = Path(folder) / "index"
        for step in (("read-tree", found.stdout.strip()), ("checkout-index", "--all", f"--prefix={target}/")):
            done = _git(root, *step, index=index)
            if done.returncode:
                raise ProblemsError([Problem(name, 1, f"cannot be read: {done.stderr.strip()}")])
        yield target
