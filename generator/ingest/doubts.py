"""Doubts of import: grouped by cause, and when there are too many to import a text at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.ingest import outline
from generator.ingest.parser import Parsed
from generator.problems import Problem

SHOWN = 3
"""The most places that are shown of one cause."""

MAX_SHARE = 0.15
"""The share of paragraphs in doubt above which a text is refused."""

LEAST = 10
"""The fewest doubts that refuse a text of that share: in a short act a few say little."""

MAX_SHARE_OF_FEW = 0.5
"""The share of paragraphs in doubt above which even a short text is refused."""

LEAST_OF_FEW = 4

OUTLINED = 20
"""The most lines of the outline that a refusal shows."""

CAUSE = re.compile(r"(?:«.*?» )?(?P<cause>.*?)(?:; .*)?", re.DOTALL)

HELP = (
    "a .docx or .html file of the act instead of text copied from it; "
    "each paragraph on one line; headings such as `{heading}` on lines of their own; "
    "`--outline` shows how the text is read"
)


class Cause(Struct, frozen=True):
    """Doubts of one cause."""

    name: str
    problems: tuple[Problem, ...]


def by_cause(doubts: Iterable[Problem]) -> list[Cause]:
    """Return doubts grouped by cause, the most frequent first."""
    groups: dict[str, list[Problem]] = {}
    for doubt in doubts:
        match = CAUSE.fullmatch(doubt.message)
        groups.setdefault(match["cause"] if match else doubt.message, []).append(doubt)
    causes = [Cause(name, tuple(problems)) for name, problems in groups.items()]
    return sorted(causes, key=lambda cause: (-len(cause.problems), cause.problems[0]))


def report(doubts: Iterable[Problem]) -> Iterator[str]:
    """Yield the doubts as lines in their order; of a cause with many, the first and a count of the others."""
    shown: list[Problem] = []
    counts: list[str] = []
    for cause in by_cause(doubts):
        if len(cause.problems) <= SHOWN + 1:
            shown += cause.problems
            continue
        shown += cause.problems[:SHOWN]
        lines = ", ".join(str(problem.line) for problem in cause.problems[SHOWN:][:SHOWN])
        counts.append(f"{len(cause.problems) - SHOWN} more places (lines {lines} …): {cause.name}")
    yield from map(str, sorted(shown))
    yield from counts


def refusal(parsed: Parsed, paragraphs: int, name: str, heading: str) -> list[Problem]:
    """Return why a text is refused, with its first lines as they were read; nothing if it is not.

    `paragraphs` is how many it has; `heading` is how the heading of a chapter looks in its language.
    """
    count = len(parsed.doubts)
    share = count / max(paragraphs, 1)
    many = count >= LEAST and share > MAX_SHARE
    if not (many or (count >= LEAST_OF_FEW and share > MAX_SHARE_OF_FEW)):
        return []
    causes = "; ".join(f"{len(cause.problems)}: {cause.name}" for cause in by_cause(parsed.doubts)[:SHOWN])
    reason = f"{count} of {paragraphs} paragraphs are in doubt, so nothing is imported ({causes})"
    wanted = HELP.format(heading=heading)
    return [Problem(name, 1, f"{reason}; what helps: {wanted}"), *_as_read(parsed, name)]


def _as_read(parsed: Parsed, name: str) -> Sequence[Problem]:
    entries = outline.entries(parsed)[:OUTLINED]
    return [Problem(name, entry.line, f"read as {entry}") for entry in entries]
