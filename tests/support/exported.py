"""The files for machines of a dataset, made once for all tests of a process."""

from __future__ import annotations

from collections.abc import Mapping

from generator import exports
from generator.model import Dataset

_made: list[tuple[Dataset, Mapping[str, str]]] = []
"""Datasets, compared by identity, and their files. A dataset is frozen, so its files stay the same."""


def files_of(dataset: Dataset) -> Mapping[str, str]:
    """Return name -> content of every file that belongs under `data/` of the site."""
    for known, files in _made:
        if known is dataset:
            return files
    files = exports.files(dataset)
    _made.append((dataset, files))
    return files
