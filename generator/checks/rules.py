"""Runs every rule that compares entries of the dataset with each other.

The rules themselves are in the other modules of this package, one per subject. They take a loaded dataset,
open no file, and yield problems with the file and line of the entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator import limits
from generator.act import integrity
from generator.act.index import Index
from generator.checks import (
    act_metadata,
    citations,
    colours,
    hierarchy,
    identity,
    interface,
    interface_keys,
    list_names,
    missing_translations,
    quotations,
    references,
    repealed,
    term_links,
    titles,
    unclear_words,
)
from generator.model import Dataset
from generator.problems import Problem


def check(dataset: Dataset) -> list[Problem]:
    """Return every problem of a dataset, sorted by file and line."""
    index = Index(dataset)
    rules = (
        act_metadata.problems(dataset),
        integrity.repairs_without_evidence(dataset.corrections.repairs),
        colours.problems(dataset.site),
        identity.problems(dataset),
        references.problems(index),
        hierarchy.problems(index),
        repealed.problems(index),
        quotations.problems(index),
        citations.problems(dataset),
        term_links.problems(index),
        list_names.problems(index),
        titles.problems(index),
        unclear_words.problems(dataset),
        missing_translations.problems(dataset),
        interface_keys.problems(dataset),
        interface.problems(dataset),
    )
    return sorted({problem for rule in rules for problem in _limited(rule)})


def _limited(problems: Iterator[Problem]) -> Iterator[Problem]:
    """Yield the first problems of a rule: finding the nearest choice for thousands would take hours."""
    yield from islice(problems, limits.MAX_REPORTED)
    for problem in islice(problems, 1):
        yield replace(problem, message=f"and more problems of this kind: {problem.message}")
