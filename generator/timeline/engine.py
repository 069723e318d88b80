"""Builds the table of wordings of a dataset from its text and the operations of its amending acts."""

from __future__ import annotations

from generator.model import Dataset
from generator.timeline.table import Table


def build(dataset: Dataset) -> Table:
    """Return the table of wordings. Raises `ProblemsError` with every operation that cannot be applied."""
    raise NotImplementedError
