"""The `todo` command: it lists what waits for a person, with file and line."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from generator.arguments import Subparsers, add_command
from generator.builder.project import Project
from generator.dataset import loader
from generator.drafts import review
from generator.model import UNKNOWN_COUNTRY, Basis, Dataset, Draft, Entry, Relation
from generator.problems import Problem

DRAFTS = "data/drafts.yml"


def todo(arguments: argparse.Namespace, project: Project) -> None:
    """List what waits for a person, with file and line: facts that are missing, and drafts."""
    dataset = loader.load(project.data)
    rows = [*facts(dataset), *drafts(dataset, project.data)]
    for row in rows:
        print(row)
    print(f"{len(rows)} to do" if rows else "nothing to do")
    if loader.drafts(project.data).drafts:
        print(
            f"`drafts accept ID …` (or --all) and `drafts refuse ID …` decide; edit a draft in {DRAFTS} first"
        )


def facts(dataset: Dataset) -> Iterator[Problem]:
    """Yield the facts that the data lack and only a person can add."""
    act, site = dataset.act, dataset.site
    if f"/{UNKNOWN_COUNTRY}/" in act.work:
        yield _at(act, "work", f"`work` has the country `{UNKNOWN_COUNTRY}`; write the code of the country")
    if act.checked is None:
        yield _at(act, "", "has no `checked`; add the day on which you checked the act for amendments")
    for key in ("date", "number"):
        if getattr(act, key) is None:
            yield _at(act, "", f"has no `{key}`; add it if you know it")
    if site.publisher is None:
        yield _at(site, "", "has no `publisher`; add who publishes the site")
    tied = sum(assignment.basis is Basis.EDITORIAL for assignment in dataset.assignments)
    if tied and not site.show_editorial_assignments:
        message = f"hides {tied} editorial assignments; set it to true when all functions are reviewed"
        yield _at(site, "show_editorial_assignments", f"`show_editorial_assignments` {message}")
    for language in dataset.languages:
        if language.draft:
            yield _at(language, "draft", f"{language.code} is a draft, so the site does not show it")


def _at(entry: Entry, key: str, message: str) -> Problem:
    return Problem(*entry.at.of(key), message)


def drafts(dataset: Dataset, data: Path) -> Iterator[Problem]:
    """Yield the drafts; those whose words the act does not have any more say so."""
    file = loader.drafts(data)
    stale = {draft.id: wrong for draft, wrong in review.stale(file.drafts, dataset)}
    for draft in file.drafts:
        if draft.id in stale:
            message = f"draft `{draft.id}` {stale[draft.id]}; run `drafts propose` again"
        else:
            message = f"draft `{draft.id}`: {describe(draft, dataset.original)}"
        yield Problem(draft.at.file, draft.at.line, message)


def describe(draft: Draft, code: str) -> str:
    """Return what a draft proposes and the words that it rests on, in one line."""
    entry, words = draft.entry, next(iter(draft.words.values()), "")
    words = draft.words.get(code, words)
    if isinstance(entry, Relation):
        object_ = entry.object or (entry.literal or {}).get(code, "")
        other = f" ({entry.other})" if entry.other else ""
        proposal = f"{entry.subject} {entry.kind.value} {object_}{other}"
    else:
        name = getattr(entry, "name", None) or getattr(entry, "term", {})
        proposal = f"{draft.proposes} «{name.get(code, entry.id).strip('«»')}»"
    return f"{proposal}; {draft.place}: «{words}»"


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `todo` to the command line; it takes the options of `options`."""
    add_command(commands, todo, options)
