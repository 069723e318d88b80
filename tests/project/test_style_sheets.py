"""Every selector of the theme's style sheets can match something.

A pseudo-element inside `:is()`, `:where()`, `:not()` or `:has()` matches nothing (Selectors 4, 3.6 and 4.2),
and a browser says nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.paths import ROOT

THEME = ROOT / "generator" / "theme"

HIDDEN = re.compile(r"/\*.*?\*/|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", re.DOTALL)
"""Comments and strings, which hold no selector."""

LIST = re.compile(r":(?:is|where|not|has|matches|-(?:webkit|moz)-any)\(", re.IGNORECASE)
ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)\b", re.IGNORECASE)


def unmatched(css: str) -> Iterator[str]:
    """Yield every list of selectors in brackets that holds a pseudo-element."""
    css = HIDDEN.sub(" ", css)
    for found in LIST.finditer(css):
        depth, end = 1, found.end()
        while depth and end < len(css):
            depth += {"(": 1, ")": -1}.get(css[end], 0)
            end += 1
        if ELEMENT.search(css, found.end(), end):
            yield css[found.start() : end]


def sheets() -> list[Path]:
    """Return the style sheets of the theme, and its templates that hold one."""
    files = [path for path in sorted(THEME.rglob("*")) if path.suffix in {".css", ".html", ".jinja", ".svg"}]
    return [path for path in files if path.suffix == ".css" or "<style" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", sheets(), ids=lambda path: path.name)
def test_no_pseudo_element_stands_where_it_matches_nothing(path: Path) -> None:
    assert list(unmatched(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("summary:is(::before, ::after) { display: none; }", [":is(::before, ::after)"]),
        ("a:where(.b, .c:not(.d)::after) {}", [":where(.b, .c:not(.d)::after)"]),
        ("a:not(\n  :before\n) {}", [":not(\n  :before\n)"]),
        ("a:not(:is(b, ::marker)) {}", [":not(:is(b, ::marker))", ":is(b, ::marker)"]),
        ("a:is(:hover, :focus-visible)::after, b:not(:last-child)::before {}", []),
        ('/* :is(::before) */ a::after { content: ":is(::before)"; }', []),
    ],
)
def test_the_check_finds_them(css: str, found: list[str]) -> None:
    assert list(unmatched(css)) == found
