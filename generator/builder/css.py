"""Scans CSS in linear time: the addresses that it loads, and its rules.

Every pattern ends its match at the end of the text if nothing else ends it, as CSS Syntax Level 3 ends an
unclosed comment, string or `url(`. So no text is read twice, however many of them it opens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

TOKEN = re.compile(
    r"""
      (?P<comment> /\* (?> .*?\*/ | .*+ ) )
    | (?P<url> (?<![\w-]) url\( \s*+ (?: (?= ["'] ) | (?P<bare> (?: [^)\\] | \\. )*+ ) \)? ) )
    | (?P<string> "(?P<double> (?: [^"\\\n] | \\. )*+ ) ["\\\n]?
                | '(?P<single> (?: [^'\\\n] | \\. )*+ ) ['\\\n]? )
    | (?P<at> @ [\w-]++ )
    | (?P<open> \{ ) | (?P<close> \} ) | (?P<end> ; )
    | (?P<other> (?: [^"'/@{};uU\\]++ | u (?! rl\( ) )++ | \\. | . )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
BAD_URL = re.compile(r"""["'(]|\S\s+\S""")
"""What an address without quotation marks cannot contain; browsers then load nothing."""

SPACE = re.compile(r"\s{2,}|[^\S ]")
"""White space that is not one space."""

MAX_CODE_POINT = 0x10FFFF

MAX_DEPTH = 32
"""The most blocks inside blocks; what is deeper counts as part of the block around it."""


class Token(NamedTuple):
    """A piece of CSS: comment, url, string, at, open, close, end, or other."""

    kind: str
    text: str


class Address(NamedTuple):
    """An address in CSS."""

    line: int
    """Counted from 0, the first line of the text."""
    kind: str
    """`@import` or `url()`."""
    address: str


class Declaration(NamedTuple):
    """A property and its value, in lower case and without comments and escapes."""

    selectors: tuple[str, ...]
    """The selector lists around it, the innermost last; at-rules such as `@media` are left out."""
    name: str
    value: str


def addresses(css: str) -> Iterator[Address]:
    """Yield the addresses in CSS: of `@import`, and of `url()` unless it names a namespace."""
    line = counted = 0
    rule = ""
    quoted = False
    for match in TOKEN.finditer(css):
        kind = match.lastgroup
        address = None
        if kind == "at":
            rule = match[0].lower()
        elif kind in ("open", "close", "end"):
            rule = ""
        elif kind == "url" and not BAD_URL.search(match["bare"] or ""):
            address = match["bare"]
        elif kind == "string" and (quoted or rule == "@import"):
            address = match["double"] if match["double"] is not None else match["single"]
        if address is not None and rule != "@namespace":
            line += css.count("\n", counted, match.start())
            counted = match.start()
            yield Address(line, "url()" if quoted or kind == "url" else rule, address.strip())
            rule = ""
        quoted = kind == "url" and match["bare"] is None


def tokens(css: str) -> Iterator[Token]:
    """Yield the pieces of CSS; together they are all of it."""
    # The group that ends last is the alternative of `TOKEN` that matched.
    return (Token(match.lastgroup or "", match[0]) for match in TOKEN.finditer(css))


def compact(css: str) -> str:
    """Return CSS without its comments and the white space around blocks; other white space is one character.

    Strings, addresses and escapes are kept letter by letter, and so is a comment that alone separates two
    tokens: the style sheet means the same.
    """
    parts: list[str] = []
    for match in TOKEN.finditer(css):
        kind, part = match.lastgroup, match[0]
        at_break = not parts or parts[-1][-1:] in " {};"
        if kind == "comment" and at_break:
            continue
        if kind == "other" and not part.startswith("\\"):
            part = SPACE.sub(" ", part)
            part = part.lstrip() if at_break else part
        elif (
            kind in ("open", "close") and parts and parts[-1].endswith(" ") and not parts[-1].startswith("\\")
        ):
            parts[-1] = parts[-1].rstrip()
        if part:
            parts.append(part)
    return "".join(parts)


def at_rules(css: str) -> Iterator[str]:
    """Yield the names of the at-rules in CSS: `@import`."""
    return (match["at"].lower() for match in TOKEN.finditer(css) if match["at"])


def unescape(text: str) -> str:
    """Return CSS with its escapes resolved (CSS Syntax Level 3, "Consume an escaped code point")."""

    def resolve(match: re.Match[str]) -> str:
        if not match[1]:
            return match[2]
        number = int(match[1], 16)
        return chr(number) if 0 < number <= MAX_CODE_POINT else "\ufffd"

    return ESCAPE.sub(resolve, text)


def declarations(css: str) -> Iterator[Declaration]:
    """Yield every declaration of a style sheet, also of rules inside rules and at-rules."""
    preludes: list[str] = []
    pending: list[str] = []

    def declaration() -> Iterator[Declaration]:
        name, colon, value = "".join(pending).strip().partition(":")
        pending.clear()
        if colon:
            selectors = tuple(prelude for prelude in preludes if not prelude.startswith("@"))
            yield Declaration(selectors, unescape(name).strip().lower(), unescape(value).strip().lower())

    for kind, text in tokens(css):
        if kind == "open":
            if len(preludes) < MAX_DEPTH:
                preludes.append(" ".join("".join(pending).split()))
                pending.clear()
        elif kind in ("close", "end"):
            yield from declaration()
            if kind == "close" and preludes:
                preludes.pop()
        elif kind != "comment":
            pending.append(text)
    yield from declaration()
