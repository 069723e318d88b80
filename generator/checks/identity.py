"""Checks that ids, addresses and language codes are unique and can be used as file names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator import limits
from generator.checks.locations import problem_at
from generator.files.names import is_device_name
from generator.model import Dataset, Identified
from generator.problems import Problem

RESERVED = ("index", "units", "territorial", "institutions", "collegial", "named")
"""The names of pages in `bodies/` and `posts/`, which no body or post can use as its id."""


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of ids, eIds and language codes."""
    yield from _ids(dataset)
    yield from _eids(dataset)
    yield from _languages(dataset)


def _ids(dataset: Dataset) -> Iterator[Problem]:
    organisation = dataset.organisation
    namespaces: list[Sequence[Identified]] = [
        [*organisation.bodies, *organisation.posts, *organisation.groups],
        organisation.regions,
        dataset.glossary.terms,
        dataset.editorial.topics,
        dataset.act.changes,
        dataset.act.sources,
        [*dataset.outside.current_text, *(dataset.outside.appeals.sites if dataset.outside.appeals else ())],
    ]
    for entries in namespaces:
        by_id: dict[str, Identified] = {}
        for entry in entries:
            first = by_id.setdefault(entry.id, entry)
            if is_device_name(entry.id):
                yield problem_at(
                    entry, "id", f"`{entry.id}` is a reserved name on Windows; choose another id"
                )
            if first is not entry:
                message = f"duplicate id `{entry.id}`; first used in {first.at.file}:{first.at.line}"
                yield problem_at(entry, "id", message)
    for actor in (*organisation.bodies, *organisation.posts):
        if actor.id in RESERVED:
            yield problem_at(actor, "id", f"`{actor.id}` is the name of a page; choose another id")


def _eids(dataset: Dataset) -> Iterator[Problem]:
    counts = Counter(provision.eid for provision in dataset.provisions)
    for provision in dataset.provisions:
        if (count := counts[provision.eid]) > 1:
            message = f"{count} provisions have the address `{provision.eid}`; give them different numbers"
            yield Problem(provision.at.file, provision.at.line, message)


def _languages(dataset: Dataset) -> Iterator[Problem]:
    counts = Counter(language.code for language in dataset.languages)
    for language in dataset.languages:
        if counts[language.code] > 1:
            yield problem_at(language, "code", f"duplicate language `{language.code}`")
        if is_device_name(language.code):
            message = f"`{language.code}` is a reserved name on Windows; a folder cannot have it"
            yield problem_at(language, "code", message)
    if len(dataset.languages) > limits.LANGUAGES:
        message = f"{len(dataset.languages)} languages; expected at most {limits.LANGUAGES}"
        yield problem_at(dataset.languages[limits.LANGUAGES], "code", message)
