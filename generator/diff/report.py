"""Renders a comparison as text, Markdown or JSON.

The Markdown is GitHub's. The words may come from anyone, so every character with a meaning in Markdown or
HTML is written as a character reference, and a tag splits what GitHub would turn into a mention, a reference,
a link or a picture.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from generator.diff.changes import Alteration, Change, Comparison, EntryChange, Field, Source
from generator.diff.word_diff import spans
from generator.escape import SIGNS, opening
from generator.language.characters import CONTROL, INVISIBLE

Link = Callable[[Change], str | None]
"""A change -> the address of the page about it; None if there is none."""

ORDER = list(Alteration)
"""Changes are sorted by what happened, in the order of the enumeration."""

CONTEXT = 5
"""How many unchanged words are shown on each side of a change."""

ELLIPSIS = " […] "

LINKING = re.compile(r"[@#]|:(?=//|[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)|[0-9a-f]{6}(?=[0-9a-f])", re.IGNORECASE)
"""What GitHub turns into links and pictures outside of code, commit ids included."""

SPACE = re.compile(r"\s")
UNSEEN = re.compile(f"{CONTROL.pattern}|{INVISIBLE.pattern}")


def _one_line(text: str) -> str:
    return SPACE.sub(" ", text)


def plain(text: str) -> str:
    """Return Markdown that GitHub shows as the given text, on one line, at any position in that line.

    A character that is not shown, or that turns the direction of those after it, is named: `[U+202E]`.
    """
    line = UNSEEN.sub(lambda character: f"[U+{ord(character[0]):04X}]", _one_line(text))
    parts: list[str] = []
    end = 0
    for match in LINKING.finditer(line):
        parts += [_references(line[end : match.start()]), f"<span>{match[0]}</span>"]
        end = match.end()
    return str(opening(Markup("".join([*parts, _references(line[end:])]))))


def _references(text: str) -> str:
    return text.translate(SIGNS)


class _Style(Struct, frozen=True, kw_only=True):
    """How a format writes text, changes of words and list entries."""

    escape: Callable[[str], str]
    removed: tuple[str, str]
    added: tuple[str, str]
    entry: str
    inner_entry: str
    strong: str
    arrow: str


TEXT = _Style(
    escape=_one_line,
    removed=("[-", "-]"),
    added=("{+", "+}"),
    entry="  ",
    inner_entry="    ",
    strong="",
    arrow="->",
)
MARKDOWN = _Style(
    escape=plain,
    removed=("<del>", "</del>"),
    added=("<ins>", "</ins>"),
    entry="- ",
    inner_entry="  - ",
    strong="**",
    arrow="→",
)


def verdict(source: Source) -> str:
    """Say in one sentence whether the words of the source are unchanged."""
    if source.unchanged:
        return "The words of the source are unchanged."
    if source.file_unchanged:
        return "The words of the source changed in the provisions; the text as received is unchanged."
    if source.provisions_unchanged:
        return "The words of the source changed in the text as received; the provisions are unchanged."
    return "The words of the source changed, both in the text as received and in the provisions."


class Section(Struct, frozen=True):
    """The changes of one kind: those of words first, then those of numbers, then the others."""

    name: str
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        """The name and how many changes of each kind there are."""
        counts = Counter(change.alteration for change in self.changes)
        return f"{self.name}: {', '.join(f'{count} {alteration}' for alteration, count in counts.items())}"


def sections(comparison: Comparison) -> list[Section]:
    """Return the sections that have changes."""
    kinds: tuple[tuple[str, Iterable[Change]], ...] = (
        ("Provisions", comparison.provisions),
        ("Bodies, posts and groups", comparison.bodies),
        ("Relations", comparison.relations),
        ("Assignments", comparison.assignments),
    )
    return [
        Section(name, tuple(sorted(changes, key=lambda change: ORDER.index(change.alteration))))
        for name, changes in kinds
        if changes
    ]


def other(comparison: Comparison) -> str:
    """Name the other parts of the data that differ; empty if none does."""
    return f"Other data that differ: {', '.join(comparison.other)}." if comparison.other else ""


def text(comparison: Comparison) -> str:
    """Render a comparison as plain text: removed words as `[-…-]`, added ones as `{+…+}`."""
    ending = ["Nothing differs."] if comparison.same else []
    return "\n\n".join([verdict(comparison.source), *paragraphs(comparison), *ending]) + "\n"


def paragraphs(comparison: Comparison) -> list[str]:
    """Render the changes as paragraphs of plain text, without the verdict about the source."""
    parts = [
        "\n".join([section.title, *(_entry(change, TEXT) for change in section.changes)])
        for section in sections(comparison)
    ]
    return [*parts, other(comparison)] if comparison.other else parts


def markdown(comparison: Comparison) -> str:
    """Render a comparison in GitHub's Markdown, without links."""
    parts = [f"**{verdict(comparison.source)}**"]
    for section in sections(comparison):
        parts += [f"### {section.title}", "\n".join(markdown_entry(change) for change in section.changes)]
    if comparison.same:
        parts.append("Nothing differs.")
    elif comparison.other:
        parts.append(other(comparison))
    return "\n\n".join(parts) + "\n"


def _no_link(change: Change) -> None:
    return None


def markdown_entry(change: Change, link: Link = _no_link) -> str:
    """Render one change as a list entry in GitHub's Markdown."""
    return _entry(change, MARKDOWN, link)


def _entry(change: Change, style: _Style, link: Link = _no_link) -> str:
    name = _subject(change, style)
    address = link(change)
    if address:
        name = f"[{name}]({address})"
    lines = [f"{style.entry}{style.strong}{change.alteration}{style.strong} {name}"]
    lines += [
        f"{style.inner_entry}{style.escape(field.key)}: {_difference(field, style)}"
        for field in change.fields
    ]
    return "\n".join(lines)


def _subject(change: Change, style: _Style) -> str:
    if isinstance(change, EntryChange):
        return style.escape(f"{change.thing} {change.name}")
    old, new = (
        f"{eid} {num}" if eid and num else eid or ""
        for eid, num in ((change.old, change.old_num), (change.new, change.new_num))
    )
    if change.alteration is not Alteration.RENUMBERED:
        return style.escape(new or old)
    below = f", with {change.below} below it" if change.below else ""
    return f"{style.escape(old)} {style.arrow} {style.escape(new)}{below}"


def _difference(field: Field, style: _Style) -> str:
    if field.old is None or field.new is None:
        marks = style.removed if field.new is None else style.added
        return style.escape(field.old or field.new or "").join(marks)
    runs = spans(field.old, field.new)
    last = len(runs) - 1
    parts = []
    for place, span in enumerate(runs):
        if span.alteration is None:
            kept = _shorten(span.words, start=place > 0, end=place < last)
            parts.append(style.escape(kept))
        else:
            marks = style.removed if span.alteration is Alteration.REMOVED else style.added
            parts.append(style.escape(span.words).join(marks))
    return " ".join(parts)


def _shorten(text: str, *, start: bool, end: bool) -> str:
    """Cut a long run of unchanged words, keeping those at its start and end that are beside a change."""
    words = text.split(" ")
    if len(words) <= 2 * CONTEXT + 1:
        return text
    first = " ".join(words[:CONTEXT]) if start else ""
    last = " ".join(words[-CONTEXT:]) if end else ""
    return f"{first}{ELLIPSIS}{last}".strip()


def as_json(comparison: Comparison) -> str:
    """Render a comparison as JSON, with every old and new value in full."""
    value = {
        "source": {
            "unchanged": comparison.source.unchanged,
            "file_unchanged": comparison.source.file_unchanged,
            "provisions_unchanged": comparison.source.provisions_unchanged,
        },
        "provisions": [_json_value(change) for change in comparison.provisions],
        "bodies": [_json_value(change) for change in comparison.bodies],
        "relations": [_json_value(change) for change in comparison.relations],
        "assignments": [_json_value(change) for change in comparison.assignments],
        "other": comparison.other,
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _json_value(change: Change) -> dict[str, Any]:
    fields = [{"key": field.key, "old": field.old, "new": field.new} for field in change.fields]
    return {**asdict(change), "fields": fields}


FORMATS: dict[str, Callable[[Comparison], str]] = {"text": text, "markdown": markdown, "json": as_json}
"""The formats by their names on the command line."""
