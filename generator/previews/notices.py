"""Writes the comments on pull requests that have no checked preview, and the note on closed ones."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.diff.report import plain

MAX_PROBLEM = 300
"""Characters of a problem or a path."""

MAX_LISTED = 5
"""How many problems, or how many paths, a comment lists."""

CLOSED = "*This pull request is closed and its preview was removed. Links to the preview no longer work.*"

TOUCHES_CODE = (
    "This pull request touches code, so its own code builds the site. Nothing is said here about what "
    "changed or about the words of the source; review the changed files themselves."
)

NOT_PUBLISHED = (
    "Its site is not published: previews have no origin of their own here, so its scripts could change what "
    "readers of the real site see."
)
DOWNLOAD = (
    "[Download it]({run}#artifacts) (`preview`, kept for 14 days, needs a GitHub account) and open it on "
    "your own machine if you trust the code."
)


class Place(Struct, frozen=True, kw_only=True):
    """Where a preview is, of which commit, and what stands there so far."""

    commit: str
    """The newest commit of the pull request."""
    address: str
    """The address of the preview, with a slash at the end."""
    standing: str = ""
    """The commit of which a preview is published; empty if none is."""
    run: str = ""
    """The address of the run that built the request's own site; empty if it is not known."""


def refusal(place: Place, reason: str, problems: Sequence[str] = (), omitted: int = 0) -> str:
    """Return the comment that says why the newest commit has no preview, and what is published instead.

    `omitted` is how many problems there are besides `problems`.
    """
    first = f"**The newest commit, {place.commit[:12]}, has no preview: {plain(_cut(reason))}.**"
    return _join([first, _standing(place), _listed(problems, omitted)])


def code_not_published(place: Place, paths: Sequence[str], omitted: int = 0) -> str:
    """Return the comment on a request that touches code, where previews share the site's origin.

    `omitted` is how many paths it touches besides `paths`.
    """
    download = DOWNLOAD.format(run=place.run) if place.run else ""
    first = f"**The newest commit, {place.commit[:12]}, has no preview: it touches code.**"
    reason = f"{TOUCHES_CODE} {NOT_PUBLISHED} {download}".strip()
    return _join([first, reason, _standing(place), _touched(paths, omitted)])


def code_published(place: Place, paths: Sequence[str], omitted: int = 0) -> str:
    """Return the comment on a request that touches code, where previews have an origin of their own.

    `omitted` is how many paths it touches besides `paths`.
    """
    link = (
        f"[Preview of the site]({place.address}index.html), built from {place.commit[:12]} by its own code."
    )
    return _join([f"**{TOUCHES_CODE}**", link, _touched(paths, omitted)])


def add_closing_note(body: str) -> str:
    """Return the text of a comment with the note that the pull request is closed as its first line."""
    return body if body.startswith(CLOSED) else f"{CLOSED}\n\n{body}"


def _standing(place: Place) -> str:
    if not place.standing:
        return "No preview of an earlier commit is published."
    return f"What stands [here]({place.address}index.html) is of {place.standing[:12]}, an earlier commit."


def _touched(paths: Sequence[str], omitted: int) -> str:
    return f"Outside `data/` and `docs/` it touches:\n\n{_listed(paths, omitted)}"


def _listed(items: Sequence[str], omitted: int) -> str:
    rows = [f"- {plain(_cut(item))}" for item in items[:MAX_LISTED]]
    more = len(items) - MAX_LISTED + omitted
    return "\n".join([*rows, f"- and {more:,} more"] if more > 0 else rows)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_PROBLEM else f"{text[:MAX_PROBLEM]}…"


def _join(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
