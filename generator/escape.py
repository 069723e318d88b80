"""Data in, harmless words out: safe in Markdown and in raw HTML alike.

Markdown keeps character references as they are, and a browser reads them as the character. So every sign that
means something to Markdown, to its attribute lists or to HTML is written as a reference, and the same string
may stand in a heading, a table cell, a link's text, an attribute or a block of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

SIGNS = re.compile(r"""[&<>"'\\`*_{}\[\]|~^$#]""")
OPENINGS = re.compile(r"^(\d+)([.)])|^([#+\-=:>!?/])")
"""What would open a list, a heading or a quotation at the beginning of a line."""


def escape(value: object) -> Markup:
    """Return the words of a value with every meaningful sign written as a character reference."""
    if isinstance(value, Markup):
        return value
    return _escaped(str(value))


@lru_cache(maxsize=1 << 16)
def _escaped(value: str) -> Markup:
    return opening(escape_inside(" ".join(value.split())))


def escape_inside(value: str) -> Markup:
    """Escape words that do not open a line, white space at their ends kept."""
    return Markup(SIGNS.sub(lambda sign: f"&#{ord(sign.group())};", value))


def opening(words: Markup) -> Markup:
    """Make escaped words harmless at the beginning of a line."""
    return Markup(OPENINGS.sub(_opening, words))


PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(pattern: str, values: Mapping[str, object]) -> Markup:
    """Escape a pattern and put escaped values in place of its `{names}`; KeyError for an unknown one."""
    if not values:
        return _escaped(pattern)
    parts = PLACEHOLDER.split(pattern)
    escaped = [escape(values[part]) if place % 2 else escape_inside(part) for place, part in enumerate(parts)]
    return opening(Markup("").join(escaped))


def _opening(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}&#{ord(found[2])};"
    return f"&#{ord(found[3])};"


JOINED = re.compile(r"(\d+-\w+|№ \w+|[^\W\d_]{1,14}\.? \d+(?![\w-])\)?)")
"""A number with the word it belongs to: joined by a hyphen, or after the sign of a number or a word."""


@dataclass(frozen=True)
class Span:
    """A span of a text that is a link; `tip` is said of it on hover and focus."""

    start: int
    end: int
    href: str
    kind: str
    tip: str = ""


def linked_words(text: str, spans: Sequence[Span]) -> Markup:
    """Return words of the act as HTML with some spans as links; the words stay as they are."""
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
    """Return words of the act as HTML, numbers kept beside their words by a class; no character is added."""
    parts = JOINED.split(text)
    html = [
        Markup('<span class="nb">{}</span>').format(escape(part)) if place % 2 else escape_inside(part)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(html)
