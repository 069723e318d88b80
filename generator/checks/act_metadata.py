"""Checks `act.yml`: the work address, the sources, their languages and the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.locations import problem_at
from generator.files.names import is_safe_file_name, safe_file_name
from generator.model import Act, Change, Dataset, Effect
from generator.problems import Problem

WORK_ADDRESS = re.compile(r"/akn/[a-z]{2}(-[a-z0-9]+)?/act(/[a-z0-9-]+)+")
"""The FRBR address of a work (Akoma Ntoso Naming Convention 1.0)."""


def problems(dataset: Dataset) -> Iterator[Problem]:
    """Yield the problems of the act's metadata."""
    act, original = dataset.act, dataset.languages[0]
    if not WORK_ADDRESS.fullmatch(act.work):
        message = f"`{act.work}` is not a work address; expected /akn/<country>/act/…/<date>/<number>"
        yield problem_at(act, "work", message)
    for version in (act.version, *act.received):
        if not is_safe_file_name(version.source):
            nearest_name = safe_file_name(version.source, f"act.{original.code}")
            message = f"`{version.source}` is not a file name that every system accepts"
            message += f"; expected ASCII letters, digits, `.`, `-` and `_`, as `{nearest_name}`"
            yield problem_at(version, "source", message)
    translations = [language.code for language in dataset.languages[1:]]
    for version in act.received:
        if version.language not in translations:
            expected = f"one of {', '.join(translations)}" if translations else "no `received` entry"
            message = f"`{version.language}` is not a translation of languages.yml; expected {expected}"
            yield problem_at(version, "language", message)
    if act.version.language != original.code:
        message = f"`{act.version.language}` is not the original language; expected `{original.code}`"
        yield problem_at(act.version, "language", message)
    for change in act.changes:
        if change.amended_by:
            yield from _amendment(change, act)
        yield from _similar(change)
    for place, part in enumerate(act.parts):
        if (first := act.parts.index(part)) < place:
            line = act.at.of(f"parts.{first}")[1]
            yield problem_at(act, f"parts.{place}", f"duplicate part `{part}`; first used on line {line}")


def _similar(change: Change) -> Iterator[Problem]:
    """Yield the entries of `similar` that the change does not concern, or that no changed words stand for."""
    for place, eid in enumerate(change.similar):
        if eid not in change.provisions:
            yield problem_at(change, f"similar.{place}", f"`{eid}` is not one of `provisions`")
    if change.similar and change.effect is not Effect.WORDS:
        yield problem_at(change, "similar", f"requires `effect: {Effect.WORDS}`")


def _amendment(change: Change, act: Act) -> Iterator[Problem]:
    """Yield what contradicts that a change made a later version of the statute."""
    if not change.date:
        yield problem_at(change, "amended_by", "requires the `date` of the version that it made")
    elif act.version.date and change.date <= act.version.date:
        message = f"`{change.date}` is not after the version of the text; expected after {act.version.date}"
        yield problem_at(change, "date", message)
    if not act.changed_since:
        yield problem_at(change, "amended_by", "requires `changed_since: true` in act.yml")
