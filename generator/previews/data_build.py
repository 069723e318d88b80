"""Builds the preview of a pull request that touches only data and pages, with main's own generator.

It needs no secret and runs no code of the request. The comment is written here, because only this build
establishes what it says: whether the words of the source are unchanged, what changed, which pages differ.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from msgspec import Struct

from generator.builder import asset_digests, builder, link_check
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.workspace import Say
from generator.diff import sources
from generator.diff.compare import compare
from generator.previews import outcome, report, request_files, site_diff
from generator.previews.outcome import Outcome
from generator.previews.request_files import Request
from generator.problems import ProblemsError

INVALID = "main's generator refused its data or pages"
UNREADABLE = "its data and pages cannot be read"
OUTDATED = "main's generator cannot build the commit of main that it starts from; merge main into it"


class Subject(Struct, frozen=True, kw_only=True):
    """What is built, and where it will be published."""

    remote: str
    main: str
    head: str
    address: str
    """The address of the preview, with a slash at the end."""


def build(subject: Subject, folder: Path, say: Say) -> Outcome:
    """Build the preview into `folder/site` and return the outcome. Every fault of a request is an outcome.

    The site is built from nothing, in new folders, without anything that an earlier build kept.
    """
    try:
        with request_files.fetched(subject.remote, subject.main, subject.head) as request:
            code = request.code()
            if code:
                return Outcome(code=tuple(code))
            request.write(request.head, folder / "after")
            return _build_both(request, subject, folder, say)
    except ProblemsError as error:
        return outcome.refused(UNREADABLE, error)


def build_site(project: Project, say: Say) -> PreparedSite:
    """Build a site with the digests of a website: a later preview at the same address has other scripts."""
    prepared = builder.build(project, say)
    asset_digests.add_digests(project.site, [localization.code for localization in prepared.localizations])
    return prepared


def _build_both(request: Request, subject: Subject, folder: Path, say: Say) -> Outcome:
    """Build the site of the request and that of its base, and compare them."""
    after = Project.at(folder / "after")
    try:
        prepared = build_site(after, say)
    except ProblemsError as error:
        return outcome.refused(INVALID, error)
    try:
        request.write(request.base, folder / "before")
        before = Project.at(folder / "before")
        build_site(before, say)
        old = sources.read(before.data)
    except ProblemsError as error:
        return outcome.refused(OUTDATED, error)
    review = report.Review(
        comparison=compare(old, sources.read(after.data)),
        difference=site_diff.differ(before.site, after.site),
        links=link_check.check(after.site),
        address=subject.address,
        commit=request.head,
        base=request.base,
        find_page=report.page_finder(prepared.dataset, after.site),
    )
    (after.site / report.FULL_REPORT).write_text(report.full_report(review), encoding="utf-8")
    shutil.move(after.site, folder / "site")
    return Outcome(comment=report.comment(review))
