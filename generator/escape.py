"""Escapes text so that it is safe in both Markdown and raw HTML, or in Markdown only.

Markdown leaves character references alone, and browsers show them as the character. So every character with
a meaning in Markdown, its attribute lists or HTML becomes a reference, and the result of `escape` can be used
in a heading, a table cell, a link text, an attribute or an HTML block.

The words of the act stand in Markdown as readably as possible: `markdown_words` writes a backslash where
both Python-Markdown and CommonMark accept it (https://spec.commonmark.org/0.31.2/#backslash-escapes), and a
reference elsewhere. Its result must not be used in an HTML block, which would show the backslashes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup
from msgspec import Struct

SIGNS = {ord(sign): f"&#{ord(sign)};" for sign in """&<>"'\\`*_{}[]|~^$#"""}
"""Characters with a meaning in Markdown, its attribute lists or HTML -> their references."""

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
    return Markup(value.translate(SIGNS))


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
    parts = [escape(values[part]) if place % 2 else part for place, part in enumerate(_parts(pattern))]
    return opening(Markup("".join(parts)))


@lru_cache(maxsize=1 << 12)
def _parts(pattern: str) -> tuple[str, ...]:
    """Return the escaped text of a pattern and the names of its placeholders, in turn."""
    parts = PLACEHOLDER.split(pattern)
    return tuple(part if place % 2 else escape_inside(part) for place, part in enumerate(parts))


def _opening(match: re.Match[str]) -> str:
    if match[1]:
        return f"{match[1]}&#{ord(match[2])};"
    return f"&#{ord(match[3])};"


JOINED = re.compile(r"(\d+-\w+|№ \w+|[^\W\d_]{1,14}\.? \d+(?![\w-])\)?)")
"""A number with its word, to be kept on one line: `2-қосымша`, `№ 7`, `тармақ 5`."""


BACKSLASHED = r"\`*_{}[]#!"
"""Characters that get a backslash in Markdown; Python-Markdown accepts it before each of them."""

REFERENCED = {character: f"&#{ord(character)};" for character in "|~$^"} | {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
}
"""Characters that become references in Markdown, because Python-Markdown accepts no backslash before them."""

NUMBER_OPENING = re.compile(r"^(\s*\d+)([.)])")
SIGN_OPENING = re.compile(r"^(\s*)([+\-=:!?/])")
LINE_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
"""The characters at which Python splits lines, and tabs; each becomes a space in Markdown."""

IN_MARKDOWN = str.maketrans(
    REFERENCED | {character: f"\\{character}" for character in BACKSLASHED} | dict.fromkeys(LINE_BREAKS, " ")
)
"""Every character that Markdown writes in another way -> how."""


class Span(Struct, frozen=True):
    """A span of a text that becomes a link; `tip` is the title of the link."""

    start: int
    end: int
    href: str
    tip: str = ""


def linked_words(text: str, spans: Sequence[Span]) -> Markup:
    """Return text of the act as Markdown with links at `spans`, which are in order and do not overlap."""
    parts, place = [], 0
    for span in spans:
        parts.append(_markdown_joined(text[place : span.start]))
        parts.append(markdown_link(_markdown_joined(text[span.start : span.end]), span.href, span.tip))
        place = span.end
    parts.append(_markdown_joined(text[place:]))
    return _markdown_opening(Markup("".join(parts)))


def markdown_link(words: Markup, href: str, tip: str = "") -> Markup:
    """Return a link in Markdown; `words` are Markdown, `tip` is its title, not yet escaped."""
    title = f' "{link_title(tip)}"' if tip else ""
    return Markup(f"[{words}]({to_source(href)}{title})")


@lru_cache(maxsize=1 << 12)
def link_title(words: str) -> Markup:
    """Escape text for the title of a link in Markdown, inside double quotes."""
    return Markup(str(escape(words)).replace("(", "&#40;").replace(")", "&#41;"))


@lru_cache(maxsize=1 << 14)
def to_source(href: str) -> Markup:
    """Return the link to the Markdown of a built page, which the site builder resolves."""
    path, hash_, anchor = str(href).partition("#")
    return Markup(path.removesuffix(".html") + ".md" + hash_ + anchor if path else href)


@lru_cache(maxsize=1 << 14)
def act_words(text: str) -> Markup:
    """Return text of the act as HTML. Numbers and their words get the class `nb`; no character is added."""
    return _joined(text, escape_inside)


@lru_cache(maxsize=1 << 14)
def markdown_words(text: str) -> Markup:
    """Return text of the act as Markdown, for the start of a line or inside one.

    Numbers and their words get the class `nb`; no character is added.
    """
    return _markdown_opening(_markdown_joined(text))


@lru_cache(maxsize=1 << 14)
def markdown_text(text: str) -> Markup:
    """Escape text for Markdown, for the start of a line or inside one, but not for an HTML block."""
    return _markdown_opening(_markdown_inside(text))


def _joined(text: str, escaped: Callable[[str], Markup]) -> Markup:
    parts = JOINED.split(text)
    return Markup(
        "".join(
            f'<span class="nb">{escaped(part)}</span>' if place % 2 else escaped(part)
            for place, part in enumerate(parts)
        )
    )


@lru_cache(maxsize=1 << 14)
def _markdown_joined(text: str) -> Markup:
    return _joined(text, _markdown_inside)


def _markdown_inside(text: str) -> Markup:
    return Markup(text.translate(IN_MARKDOWN))


def _markdown_opening(text: Markup) -> Markup:
    numbered = NUMBER_OPENING.sub(r"\1\\\2", text)
    return Markup(SIGN_OPENING.sub(lambda match: f"{match[1]}&#{ord(match[2])};", numbered).strip(" "))
