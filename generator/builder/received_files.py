"""Checks that the received files, which texts of the act were read from, are those that were imported."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from generator import limits
from generator.files.names import is_safe_file_name
from generator.model import Dataset
from generator.problems import Problem

FOLDER = "source/received"


def problems(data: Path, dataset: Dataset) -> Iterator[Problem]:
    """Yield a problem for each received file that is missing, changed or no plain file of its folder."""
    for entry in dataset.received_files:
        name = f"{data.name}/{FOLDER}/{entry.file}"
        path = data / FOLDER / entry.file
        place = entry.at.of("file")
        if not is_safe_file_name(entry.file):
            yield Problem(*place, f"`{entry.file}` is not a file name that every system accepts")
        elif not is_safe_file_name(entry.source) or not (data / "source" / entry.source).is_file():
            message = f"`{entry.source}` is not a file of {data.name}/source"
            yield Problem(*entry.at.of("source"), message)
        elif path.is_symlink() or not path.is_file() or path.stat().st_size > limits.FILE:
            yield Problem(*place, f"{name} is missing; import the act again, or remove this entry")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256:
            yield Problem(name, 1, "is not the file that was imported: its digest differs; import it again")
