"""The scanner of CSS: what it loads, its rules, and that it reads any text in linear time."""

from __future__ import annotations

import pytest

from generator.builder import css
from generator.builder.css import addresses, declarations
from tests.support.paths import ROOT


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { fill: url(#a) }", [(0, "url()", "#a")]),
        ("\n\np { background: URL( 'a b.png' ) }", [(2, "url()", "a b.png")]),
        ('@import "a.css" print; @import url(b.css)', [(0, "@import", "a.css"), (0, "url()", "b.css")]),
        ("@namespace svg url(http://x); p { src: url(y) }", [(0, "url()", "y")]),
        ("/* url(a) */ p { content: 'url(b)' }", []),
        ("p { src: url(a b) }", []),
        ("p { src: curl(a) }", []),
        ("p { src: url(a", [(0, "url()", "a")]),
        (r".a\" { src: url(a) }", [(0, "url()", "a")]),
    ],
)
def test_addresses(css: str, found: list[tuple[int, str, str]]) -> None:
    assert list(addresses(css)) == found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("aside{display:none!important}", [(("aside",), "display", "none!important")]),
        ("@media print { a, b > c { X : Y ; } }", [(("a, b > c",), "x", "y")]),
        ("a { b { c: d } e: f }", [(("a", "b"), "c", "d"), (("a",), "e", "f")]),
        ("a { d\\69splay: n\\6fne }", [(("a",), "display", "none")]),
        ("a { b: '}' ; c: d", [(("a",), "b", "'}'"), (("a",), "c", "d")]),
        ("a /* { */ { b: c }", [(("a",), "b", "c")]),
    ],
)
def test_declarations(css: str, found: list[tuple[tuple[str, ...], str, str]]) -> None:
    assert [tuple(declaration) for declaration in declarations(css)] == found


@pytest.mark.parametrize(
    "piece",
    [
        "url(",
        "url('",
        "/*",
        '"\\',
        '@import "',
        "@namespace ",
        "{",
        "a{b:",
        "u",
        "\\",
        "url( ",
        "url(a ",
        "'\n",
    ],
)
def test_a_text_is_read_once(piece: str) -> None:
    """Each text takes a fraction of a second; a pattern that starts anew at every piece would take hours."""
    css = piece * 50_000
    list(addresses(css))
    list(declarations(css))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/* a */\n.a  {\n  color: red; /* b */\n}\n", ".a{color: red;}"),
        ("a > b,\n  c :hover { margin: 0 }", "a > b, c :hover{margin: 0}"),
        (".a{content: ' /* x */  '; x: url( a  b )}", ".a{content: ' /* x */  ';x: url( a  b )}"),
        ("a/**/b{x: y}", "a/**/b{x: y}"),
        (".a\\  {x: y}", ".a\\ {x: y}"),
        ("@media print {\n  a { b: c; }\n}", "@media print{a{b: c;}}"),
    ],
)
def test_a_compact_style_sheet_means_the_same(before: str, after: str) -> None:
    assert css.compact(before) == after
    assert css.compact(after) == after


def test_the_own_style_sheets_keep_their_declarations() -> None:
    for path in (ROOT / "generator" / "theme" / "assets").glob("*.css"):
        text = path.read_text(encoding="utf-8")
        short = css.compact(text)
        assert len(short) < len(text)
        assert _spaced(short) == _spaced(text), path.name


def _spaced(text: str) -> list[tuple[list[str], str, str]]:
    return [
        ([" ".join(selector.split()) for selector in rule.selectors], rule.name, " ".join(rule.value.split()))
        for rule in css.declarations(text)
    ]
