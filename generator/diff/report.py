"""A comparison told as text, as Markdown and as JSON.

The Markdown is GitHub's. Words come from strangers, so every sign that means something becomes a character
reference, and what GitHub would turn into a mention, a reference, a link or a picture is broken by a tag.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.diff.compare import Alteration, Comparison, EntryChange, Field, ProvisionChange, Source, spans
from generator.escape import SIGNS, opening

Change = ProvisionChange | EntryChange

Link = Callable[[Change], str | None]
"""A change -> the address where its subject can be read; None where it stands nowhere."""

ORDER = list(Alteration)
"""Changes of words are told before those of numbers, and those before the rest."""

SHOWN = 5
"""How many unchanged words stand beside a change; a longer run of them is cut."""

CUT = " […] "

LINKING = re.compile(r"[@#]|:(?=//|[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""What GitHub makes more than words of, outside of code: the ids of commits too."""

SPACE = re.compile(r"\s")


def _line(words: str) -> str:
    return SPACE.sub(" ", words)


def plain(words: str) -> str:
    """Return words that GitHub's Markdown shows as they are, on one line, wherever on it they stand."""
    parts: list[str] = []
    end = 0
    for found in LINKING.finditer(_line(words)):
        parts += [_references(_line(words)[end : found.start()]), f"<span>{found[0]}</span>"]
        end = found.end()
    return str(opening(Markup("".join([*parts, _references(_line(words)[end:])]))))


def _references(words: str) -> str:
    return SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", words)


@dataclass(frozen=True)
class _Style:
    """How words, changes of words and levels are written."""

    words: Callable[[str], str]
    removed: tuple[str, str]
    added: tuple[str, str]
    row: str
    inner: str
    strong: str
    arrow: str


TEXT = _Style(_line, ("[-", "-]"), ("{+", "+}"), "  ", "    ", "", "->")
MARKDOWN = _Style(plain, ("<del>", "</del>"), ("<ins>", "</ins>"), "- ", "  - ", "**", "→")


def verdict(source: Source) -> str:
    """Say in one sentence whether the source's words are unchanged."""
    if source.unchanged:
        return "The source's words are unchanged."
    if source.file_unchanged:
        return "The source's words have changed in the provisions; the text as received is the same."
    if source.provisions_unchanged:
        return "The source's words have changed in the text as received; the provisions read the same."
    return "The source's words have changed, in the text as received and in the provisions."


def sections(comparison: Comparison) -> list[tuple[str, list[Change]]]:
    """Return the title of each section and its changes, those of words first; only sections with changes."""
    kinds: tuple[tuple[str, Iterable[Change]], ...] = (
        ("Provisions", comparison.provisions),
        ("Bodies, posts and classes", comparison.bodies),
        ("Relations", comparison.relations),
        ("Assignments", comparison.assignments),
    )
    found = []
    for name, changes in kinds:
        ordered = sorted(changes, key=lambda one: ORDER.index(one.alteration))
        counts = Counter(one.alteration for one in ordered)
        if ordered:
            told = ", ".join(f"{count} {alteration}" for alteration, count in counts.items())
            found.append((f"{name}: {told}", ordered))
    return found


def other(comparison: Comparison) -> str:
    """Name what else of the data differs; nothing where nothing does."""
    return f"Other data that differ: {', '.join(comparison.other)}." if comparison.other else ""


def text(comparison: Comparison) -> str:
    """Tell a comparison as plain text: removed words as `[-…-]`, added ones as `{+…+}`."""
    ending = ["Nothing differs."] if comparison.same else []
    return "\n\n".join([verdict(comparison.source), *changes(comparison), *ending]) + "\n"


def changes(comparison: Comparison) -> list[str]:
    """Tell what differs as paragraphs of plain text, and nothing of the source as a whole."""
    parts = ["\n".join([title, *(_row(one, TEXT) for one in rows)]) for title, rows in sections(comparison)]
    return [*parts, other(comparison)] if comparison.other else parts


def markdown(comparison: Comparison) -> str:
    """Tell a comparison in GitHub's Markdown, without links."""
    parts = [f"**{verdict(comparison.source)}**"]
    for title, rows in sections(comparison):
        parts += [f"### {title}", "\n".join(markdown_row(one) for one in rows)]
    return "\n\n".join([*parts, *_ending(comparison)]) + "\n"


def _ending(comparison: Comparison) -> list[str]:
    if comparison.same:
        return ["Nothing differs."]
    return [other(comparison)] if comparison.other else []


def markdown_row(change: Change, link: Link = lambda change: None) -> str:
    """Tell one change in GitHub's Markdown, as an entry of a list."""
    return _row(change, MARKDOWN, link)


def _row(change: Change, style: _Style, link: Link = lambda change: None) -> str:
    name = _subject(change, style)
    address = link(change)
    if address:
        name = f"[{name}]({address})"
    lines = [f"{style.row}{style.strong}{change.alteration}{style.strong} {name}"]
    lines += [f"{style.inner}{style.words(one.key)}: {_difference(one, style)}" for one in change.fields]
    return "\n".join(lines)


def _subject(change: Change, style: _Style) -> str:
    if isinstance(change, EntryChange):
        return style.words(f"{change.thing} {change.name}")
    was, now = (
        f"{eid} {num}" if eid and num else eid
        for eid, num in ((change.old, change.old_num), (change.new, change.new_num))
    )
    if change.alteration is not Alteration.RENUMBERED:
        return style.words(now or was or "")
    below = f", with {change.below} below it" if change.below else ""
    return f"{style.words(was or '')} {style.arrow} {style.words(now or '')}{below}"


def _difference(field: Field, style: _Style) -> str:
    if field.old is None or field.new is None:
        mark = style.removed if field.new is None else style.added
        return style.words(field.old or field.new or "").join(mark)
    found = spans(field.old, field.new)
    shown = []
    for place, span in enumerate(found):
        if span.alteration is None:
            shown.append(style.words(_around(span.words, place == 0, place == len(found) - 1)))
        else:
            mark = style.removed if span.alteration is Alteration.REMOVED else style.added
            shown.append(style.words(span.words).join(mark))
    return " ".join(shown)


def _around(words: str, first: bool, last: bool) -> str:
    """Cut a run of unchanged words down to those beside a change."""
    parts = words.split(" ")
    if len(parts) <= 2 * SHOWN + 1:
        return words
    before = "" if first else " ".join(parts[:SHOWN])
    after = "" if last else " ".join(parts[-SHOWN:])
    return f"{before}{CUT}{after}".strip()


def as_json(comparison: Comparison) -> str:
    """Tell a comparison as JSON: every value old and new in full, ready for a program."""
    value = {
        "source": {
            "unchanged": comparison.source.unchanged,
            "file_unchanged": comparison.source.file_unchanged,
            "provisions_unchanged": comparison.source.provisions_unchanged,
        },
        "provisions": [_plain(one) for one in comparison.provisions],
        "bodies": [_plain(one) for one in comparison.bodies],
        "relations": [_plain(one) for one in comparison.relations],
        "assignments": [_plain(one) for one in comparison.assignments],
        "other": comparison.other,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(change: Change) -> dict[str, Any]:
    fields = [one._asdict() for one in change.fields]
    return {**vars(change), "fields": fields}


FORMATS: dict[str, Callable[[Comparison], str]] = {"text": text, "markdown": markdown, "json": as_json}
"""The ways of telling, by their names on the command line."""
