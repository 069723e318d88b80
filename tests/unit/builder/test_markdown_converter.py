"""`Converter` gives what Python-Markdown gives: for pages of the real project, odd texts and random ones."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.utils.meta import get_data
from pymdownx.slugs import slugify  # type: ignore[import-untyped]

from generator.builder.markdown_converter import EXTENSIONS, Converter
from tests.support.properties import examples

CONFIGS: dict[str, Any] = {"toc": {"permalink": False, "slugify": slugify(case="lower")}}

PIECES = (
    *"*_`\\[](){}<>!&|#>=+-:.'\"~ \n1aжҚ",
    *(
        "  \n",
        "\n\n",
        "    ",
        "**",
        "***",
        "__",
        "``",
        "![",
        "](",
        "](a.md)",
        "](<b c>)",
        "](a 'b')",
        '](a "b")',
    ),
    *(
        "[a](b.md)",
        "[a][b]",
        "\n\n[b]: c\n\n",
        "[TOC]",
        "\n\n[TOC]\n\n",
        "&#46;",
        "&amp;",
        "&x",
        "&;",
        "\\*",
        "\\|",
    ),
    *("{: .a .b }", "{: #id }", "{: .a.b }", "{.a}", "{: a=b }", '{: a="b c" }', "{: }", "}", "\n{: .c }"),
    *("<b>", "</b>", "<br>", "<br/>", "<hr>", "<p>", "</p>", "<div>", "</div>", "\n\n<div>", "</div>\n\n"),
    *(
        "<div markdown>",
        '\n\n<div markdown="span">',
        '<p class="a" id="i">',
        "<img src=a>",
        "<details><summary>",
    ),
    *("</summary>", "</details>", "<svg><path d='M0'/>", "</svg>", "<input checked>", "<!-- c -->", "<?p?>"),
    *("<script>", "</script>", "<style>", "</style>", "<pre>", "</pre>", "<a:b>", "<http://a>", "<a@b.c>"),
    *("\n# h", "\n## h #\n", "\n===\n", "\n---\n", "\n***\n", "\n- a", "\n* a", "\n1. a", "\n    b", "\n> q"),
    *(
        "\na | b\n--|--\n1 | 2\n",
        "\n|a|\n|-|\n|`|`|\n",
        "\nt\n: d\n",
        "\n:   d\n",
        "\n```\nc\n```\n",
        "\n~~~\n",
    ),
)

ODD = (
    "",
    " \n",
    'a [b [c] d](e (f) g) [h](i \'j) k\' ) [l](m "n" o) [p](q("r")) ![s](t \'u\') [v](<w x> "y")',
    "[a][b] [b] [c]: d\n\n[b]: http://e 'f'\n",
    "*a _b* c_ **d *e** f*** __g_h__ `i*j` \\*k* ***l** m*",
    "# a [b](c) `d` {: #e .f.g }\n\n[TOC]\n\n## h {: .i .j k=l }\n\ntext\n{: .m }\n",
    '<details class="a"><summary>b</summary><svg viewBox="0 0 1 1"><path d="M0 1"/><g><text>c &amp; d</text>'
    "</g></svg>\n\n<input checked></details> tail\n\nnext\n",
    "<div><p>a</div>b</p>\n\n<div>\n\n*c*\n\n</div>\n\n<div markdown>\n\n*d* <span>e</span>\n\n</div>\n",
    "<div><script>if (a < b) '</div>'</script><style>p > a</style></div>\n\n<title>a<b</title>\n",
    "a | b\n--- | ---\n`c | d` | e \\| f\n\n| g |\n|---|\n| h |\n",
    "- a\n\n    b\n- c\n    - d\n\n1. e\n2. f\n\n> g\n> > h\n\nterm\n:   i\n\n    j\n",
    "& &amp &amp; &#46 &#46; &#x2e; <&> a<b\n",
    "&#46;\n\n    &lt;\n\n``` {.a #b}\n<c>\n```\n",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03 \x0242\x03 *a*",
)


def expected(text: str) -> tuple[str, Any]:
    """Return the HTML and the headings that Python-Markdown gives for a text."""
    markdown = Markdown(extensions=sorted(EXTENSIONS), extension_configs=CONFIGS)
    return markdown.convert(text), getattr(markdown, "toc_tokens", [])


@pytest.fixture(scope="module")
def converter() -> Converter:
    return Converter(sorted(EXTENSIONS), CONFIGS)


def converted(converter: Converter, text: str) -> tuple[str, Any]:
    converter.reset()
    return converter.convert(text), getattr(converter, "toc_tokens", [])


@pytest.mark.parametrize("text", ODD)
def test_odd_texts(converter: Converter, text: str) -> None:
    assert converted(converter, text)[0] == expected(text)[0]


def test_pages_of_the_real_project(converter: Converter, real_markdown: dict[str, dict[str, str]]) -> None:
    """Every eighth page of each language; the tests of whole builds compare the others."""
    for pages in real_markdown.values():
        for _, page in sorted(pages.items())[::8]:
            text, _ = get_data(page)
            assert converted(converter, text) == expected(text)


@examples(400)
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_random_texts(converter: Converter, pieces: list[str]) -> None:
    text = "".join(pieces)
    assert converted(converter, text)[0] == expected(text)[0]
