"""The outcome of building a pull request: a site, code that must not run here, or a refusal.

The job that builds passes it to the job that publishes, in an archive with the site. It is read strictly:
what built it has read a stranger's data.
"""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict, replace

from generator.problems import Problem, ProblemsError

FILE = "outcome.json"
MAX_SIZE = 2_000_000
"""Bytes of the file; that of a comment of full length has about 200,000."""


MAX_ITEMS = 100
"""How many paths or problems are passed on; a request may touch a million files."""

MAX_ITEM = 1_000
"""Characters of a path or a problem."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What became of the newest commit of a pull request. Without `code` and `refusal` it has a site."""

    comment: str = ""
    """The comment on a site that main's generator built, in Markdown."""
    code: tuple[str, ...] = ()
    """The paths outside the data and the pages that the request touches."""
    refusal: str = ""
    """Why there is no site, as the end of a sentence."""
    problems: tuple[str, ...] = ()
    """The problems that led to the refusal."""
    omitted: int = 0
    """How many more paths or problems there are."""


def refused(reason: str, error: ProblemsError | None = None) -> Outcome:
    """Return the outcome of a refusal, with the problems of an error."""
    return Outcome(refusal=reason, problems=tuple(map(str, error.problems)) if error else ())


def write(outcome: Outcome, folder: Path) -> None:
    """Write an outcome into a folder; of long lists the first `MAX_ITEMS`, and how many were omitted."""
    content = json.dumps(asdict(_shorten(outcome)), ensure_ascii=False)
    # A path need not be UTF-8.
    (folder / FILE).write_text(content, encoding="utf-8", errors="replace")


def _shorten(outcome: Outcome) -> Outcome:
    code, problems = (
        tuple(item[:MAX_ITEM] for item in items[:MAX_ITEMS]) for items in (outcome.code, outcome.problems)
    )
    omitted = len(outcome.code) - len(code) + len(outcome.problems) - len(problems)
    return replace(outcome, code=code, problems=problems, omitted=outcome.omitted + omitted)


def read(folder: Path) -> Outcome:
    """Read the outcome from a folder. Raises `ProblemsError` if it is not one."""
    try:
        if (folder / FILE).stat().st_size > MAX_SIZE:
            raise ValueError("it is too large")
        value = json.loads((folder / FILE).read_bytes())
        return Outcome(
            comment=str(value["comment"]),
            code=tuple(map(str, value["code"])),
            refusal=str(value["refusal"]),
            problems=tuple(map(str, value["problems"])),
            omitted=int(value["omitted"]),
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProblemsError([Problem(FILE, 1, f"is not an outcome: {error}")]) from None
