"""Reads the data to compare from a folder or from a git revision."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.dataset import loader
from generator.dataset.yaml_reader import read_text
from generator.diff.changes import Comparison
from generator.diff.compare import Snapshot, compare
from generator.files.git import GitError, run_git
from generator.files.names import is_safe_file_name
from generator.problems import Problem, ProblemsError


def read(data: Path) -> Snapshot:
    """Load a data folder with the text of the act as received.

    Raises `ProblemsError`; the data need not pass `check`.
    """
    dataset = loader.load(data)
    source = dataset.act.version.source
    if not is_safe_file_name(source):
        message = f"`{source}` is a path; expected the name of a file"
        raise ProblemsError([Problem(f"{data.name}/act.yml", 1, message)])
    path = data / "source" / source
    name = f"{data.name}/source/{source}"
    return Snapshot(dataset, read_text(path, name, expected="the act's text as received"))


def compare_folders(old: Path, new: Path, names: tuple[str, str]) -> Comparison:
    """Compare two data folders; `names` replace the names of the old and the new folder in messages.

    Raises `ProblemsError` with the problems of both.
    """
    snapshots: list[Snapshot] = []
    problems: list[Problem] = []
    for folder, name in zip((old, new), names, strict=True):
        try:
            snapshots.append(read(folder))
        except ProblemsError as error:
            problems += [
                Problem(name + problem.file.removeprefix(folder.name), problem.line, problem.message)
                for problem in error.problems
            ]
    if problems:
        raise ProblemsError(problems)
    return compare(*snapshots)


@contextmanager
def data_of(name: str, root: Path, inside: str = "data") -> Iterator[Path]:
    """Yield the data folder of `name`: a folder, or a git revision of the repository at `root`.

    `inside` is the path of the data in a revision, from `root`. The files of a revision are written to a
    temporary folder; neither the index nor the working tree of the repository changes. Raises `ProblemsError`
    if the name is neither.
    """
    if name and Path(name).is_dir():
        yield Path(name).resolve()
        return
    try:
        revision = f"{name}:./{inside}"
        tree = run_git("rev-parse", "--verify", "--quiet", "--end-of-options", revision, folder=root)
    except GitError as error:
        message = f"is neither a folder nor a git revision that holds {inside}/"
        reason = f" ({error.reason})" if error.reason else ""
        raise ProblemsError([Problem(name, 1, message + reason)]) from error
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "data"
        target.mkdir()
        variables = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        try:
            run_git("read-tree", tree, folder=root, variables=variables)
            run_git("checkout-index", "--all", f"--prefix={target}/", folder=root, variables=variables)
        except GitError as error:
            raise ProblemsError([Problem(name, 1, f"cannot be read: {error}")]) from error
        yield target
