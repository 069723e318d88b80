"""Writes the files of the data, `build/data/`, which another process makes while the data are checked.

Nothing is written before the data have passed their checks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from generator import exports
from generator.builder.project import Project
from generator.exports import act_json
from generator.files import folders, forks
from generator.model import Dataset, memory
from generator.timeline import engine
from generator.views.context import Downloads

FOLDER = "data"
"""The folder in `build/`, and in a site."""

Written = tuple[Downloads, Counter[str]]
"""The sizes of the files, and how many of them were written, kept and removed."""


class DataFiles(forks.Closing):
    """The files of the data of a project; a context that ends the process that makes them."""

    def __init__(self, project: Project) -> None:
        """Make nothing yet."""
        self._folder = project.build / FOLDER
        self._dataset: Dataset | None = None
        self._formats: dict[str, Mapping[str, str]] = {}
        self._process: forks.Ahead[None, Written] | None = None

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.close()

    def begin(self, dataset: Dataset) -> None:
        """Begin to make the files of a dataset in another process, if the system can fork; only once."""
        if self._dataset is None:
            self._dataset = dataset
            if memory.is_kept():
                act_json.schema_text()  # here: what another process finds is not kept
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
        folders.fill(self._folder, content, counts)
        return exports.sizes(self._formats), counts
