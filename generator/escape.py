"""Escapes text so that it is safe in both Markdown and raw HTML.

Markdown leaves character references alone, and browsers show them as the character. So every character with
a meaning in Markdown, its attribute lists or HTML becomes a reference, and the result can be used in a
heading, a table cell, a link text, an attribute or an HTML block.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

SIGNS = re.compile(r"""[&<>"'\\`*_{}\[\]|~^$#]""")
OPENINGS = re.compile(r"^(\d+)([.)])|^([#+\-=:>!?/])")
"""What would begin a list, heading or block quote at the start of a line."""


def escape(value: object) -> Markup:
    """Escape a value as text; `Markup` is returned unchanged. Runs of white space become one space."""
    if isinstance(value, Markup):
        return value
    return _escaped(str(value))


@lru_cache(maxsize=1 << 16)
def _escaped(value: str) -> Markup:
    return opening(escape_inside(" ".join(value.split())))


def escape_inside(value: str) -> Markup:
    """Escape text that is not at the start of a line; white space is kept."""
    return Markup(SIGNS.sub(lambda match: f"&#{ord(match.group())};", value))


def opening(text: Markup) -> Markup:
    """Make escaped text safe at the start of a line."""
    return Markup(OPENINGS.sub(_opening, text))


PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(pattern: str, values: Mapping[str, object]) -> Markup:
    """Escape a pattern and replace its `{name}` placeholders with escaped values.

    Raises KeyError for a placeholder without a value.
    """
    if not values:
        return _escaped(pattern)
    parts = PLACEHOLDER.split(pattern)
    escaped = [escape(values[part]) if place % 2 else escape_inside(part) for place, part in enumerate(parts)]
    return opening(Markup("").join(escaped))


def _opening(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"&#{ord(match[3])};"


JOINED = re.compile(r"(\d+-\w+|№ \w+|[^\W\d_]{1,14}\.? \d+(?![\w-])\)?)")
"""A number with its word, to be kept on one line: `2-қосымша`, `№ 7`, `тармақ 5`."""


@dataclass(frozen=True)
class Span:
    """A span of a text that becomes a link; `kind` is its CSS class, `tip` its tooltip."""

    start: int
    end: int
    href: str
    kind: str
    tip: str = ""


def linked_words(text: str, spans: Sequence[Span]) -> Markup:
    """Return text of the act as HTML with links at `spans`, which are in order and do not overlap."""
    parts, place = [], 0
    for span in spans:
        parts.append(act_words(text[place : span.start]))
        tip = Markup(' data-tip="{}"').format(escape(span.tip)) if span.tip else ""
        opening = Markup('<a class="{}" href="{}"{}>').format(span.kind, Markup(span.href), tip)
        parts += [opening, act_words(text[span.start : span.end]), Markup("</a>")]
        place = span.end
    return Markup("").join([*parts, act_words(text[place:])])


@lru_cache(maxsize=1 << 14)
def act_words(text: str) -> Markup:
    """Return text of the act as HTML. Numbers and their words get the class `nb`; no character is added."""
    parts = JOINED.split(text)
    html = [
        Markup('<span class="nb">{}</span>').format(escape(part)) if place % 2 else escape_inside(part)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(html)
