"""Writes the files of the data, `build/data/`, which another process makes while the data are checked.

Nothing is written before the data have passed their checks.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from generator import exports
from generator.builder.project import Project
from generator.files import forks
from generator.model import Dataset
from generator.timeline import engine
from generator.views.context import Downloads

FOLDER = "data"
"""The folder in `build/`, and in a site."""

Written = tuple[Downloads, Counter[str]]
"""The sizes of the files, and how many of them were written, kept and removed."""


class DataFiles:
    """The files of the data of a project; a context that ends the process that makes them."""

    def __init__(self, project: Project) -> None:
        """Make nothing yet."""
        self._folder = project.build / FOLDER
        self._dataset: Dataset | None = None
        self._formats: dict[str, Mapping[str, str]] = {}
        self._process: forks.Ahead[None, Written] | None = None

    def __enter__(self) -> DataFiles:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        if self._process:
            self._process.close()

    def begin(self, dataset: Dataset) -> None:
        """Begin to make the files of a dataset in another process, if the system can fork; only once."""
        if self._dataset is None:
            self._dataset = dataset
            if forks.possible():
                self._process = forks.Ahead(lambda _: self._write(), "writes the data", self._make)
        assert self._dataset is dataset, "the files would be those of another dataset"

    def write(self) -> Written:
        """Write the files of a dataset that has passed its checks. Raises what making them raises."""
        if not self._process:
            return self._write()
        self._process.ask(None)
        return self._process.answer()

    def _make(self) -> None:
        assert self._dataset
        self._formats = exports.files_by_format(self._dataset, engine.build(self._dataset))

    def _write(self) -> Written:
        if not self._formats:
            self._make()
        counts: Counter[str] = Counter()
        content = {name: text for files in self._formats.values() for name, text in files.items()}
        put_all(self._folder, content, counts)
        return exports.sizes(self._formats), counts


def put_all(folder: Path, files: Mapping[str, str | bytes | None], counts: Counter[str]) -> None:
    """Make a folder hold exactly these files; one without content is there already."""
    made: set[Path] = set()
    for name, content in files.items():
        path = folder / name
        if content is None:
            counts["kept"] += 1
            continue
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        put(path, content, counts)
    start = len(os.fspath(folder)) + 1
    for inside, _, names in os.walk(folder, topdown=False):
        for name in names:
            if f"{inside}/{name}"[start:].replace(os.sep, "/") not in files:
                Path(inside, name).unlink()
                counts["removed"] += 1
        if len(inside) > start and not any(Path(inside).iterdir()):
            Path(inside).rmdir()


def put(path: Path, content: str | bytes, counts: Counter[str]) -> None:
    """Write a file into an existing folder if its content differs."""
    content = as_bytes(content)
    if path.is_file() and path.read_bytes() == content:
        counts["kept"] += 1
        return
    path.write_bytes(content)
    counts["written"] += 1


def as_bytes(content: str | bytes) -> bytes:
    """Return the bytes of a file."""
    return content.encode("utf-8") if isinstance(content, str) else content
