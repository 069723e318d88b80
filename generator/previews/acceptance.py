"""Decides what becomes of a built preview: which comment is posted, and which site, if any, is published.

What other jobs have built is data here. A site is published only with its marks; a site that the request's
own code built only where previews have an origin of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from generator.plan.localization import Localization
from generator.previews import artifact, banner, notices, outcome
from generator.previews.notices import Place
from generator.problems import ProblemsError

COMMENT = "comment.md"
SITE = "site"

UNFINISHED = "the job that builds it with main's generator did not finish"
UNBUILT = "it touches code, and its own build left no site"
UNREADABLE = "what its own build left cannot be read as a site"
UNMARKED = "the banner and `noindex` would not be visible on its pages"


class Preview(Struct, frozen=True, kw_only=True):
    """What is decided about."""

    number: int
    place: Place
    built: Path
    """The archive of the job that builds with main's generator; it may be missing."""
    unchecked: Path
    """The archive of the request's own build; it may be missing."""
    home: str = ""
    """The address of the published site; empty if it is the root above the previews."""

    @property
    def own_origin(self) -> bool:
        """Whether previews have an origin (RFC 6454) of their own, on another host than the site.

        Another repository is not enough: on GitHub Pages, all repositories of an owner share the origin
        `https://<owner>.github.io` unless they have their own domains. Another scheme or port is not enough
        either: port 443 is the one of `https`, and a host may redirect one to the other.
        """
        return bool(self.home) and _host(self.home) != _host(self.place.address)


def accept(preview: Preview, localizations: Sequence[Localization], folder: Path) -> None:
    """Write the comment into a new folder, and the marked site if one is to be published."""
    folder.mkdir(parents=True)
    try:
        comment, site = _choose(preview, folder)
        if site:
            try:
                banner.mark_pages(site, preview.number, localizations, preview.home)
                site.rename(folder / SITE)
            except ProblemsError as error:
                comment = _refusal(preview, UNMARKED, error)
    finally:
        for leftover in ("built", "unchecked"):
            shutil.rmtree(folder / leftover, ignore_errors=True)
    (folder / COMMENT).write_text(comment, encoding="utf-8")


def refuse(preview: Preview, reason: str, folder: Path) -> None:
    """Replace what is in the folder by the comment of a refusal."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / COMMENT).write_text(notices.refusal(preview.place, reason), encoding="utf-8")


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").rstrip(".")


def _choose(preview: Preview, folder: Path) -> tuple[str, Path | None]:
    """Return the comment, and the folder of the site that may be published once it is marked."""
    if not preview.built.is_file():
        return notices.refusal(preview.place, UNFINISHED), None
    try:
        artifact.unpack(preview.built, folder / "built", folders=("report", "site"), required="report")
        result = outcome.read(folder / "built" / "report")
    except ProblemsError as error:
        return _refusal(preview, UNFINISHED, error), None
    if result.refusal:
        return notices.refusal(preview.place, result.refusal, result.problems, result.omitted), None
    if not result.code:
        return result.comment, folder / "built" / "site"
    if not preview.unchecked.is_file():
        return notices.refusal(preview.place, UNBUILT), None
    if not preview.own_origin:
        return notices.code_not_published(preview.place, result.code, result.omitted), None
    try:
        artifact.unpack(preview.unchecked, folder / "unchecked")
    except ProblemsError as error:
        return _refusal(preview, UNREADABLE, error), None
    return notices.code_published(preview.place, result.code, result.omitted), folder / "unchecked" / "site"


def _refusal(preview: Preview, reason: str, error: ProblemsError) -> str:
    return notices.refusal(preview.place, reason, [str(problem) for problem in error.problems])
