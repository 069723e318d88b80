"""Styles that could hide the banner of a preview."""

from __future__ import annotations

import pytest

from generator.previews.style_rules import judge


@pytest.mark.parametrize(
    "css",
    [
        "aside{display:none!important}",
        "aside{displa\\79:none}",
        "as\\69 de{display:none}",
        "aside{/*x*/display:/**/none}",
        "body>*{opacity:0}",
        "body > aside:first-child { opacity: 1% }",
        "*{visibility:hidden}",
        ":first-child{display:none}",
        ":root{display:none}",
        "[lang]{display:none}",
        "aside[style*=flex]{display:none}",
        ".x, aside{display:none}",
        "a:is(.b){display:none}",
        "html:not(.x){filter:blur(9px)}",
        ".no-js body{transform:translate(-99em)}",
        "body{margin-top:-500px}",
        "body{top:2000px}",
        "body{height:0;overflow:hidden}",
        "body{font-size:0}",
        "body{content-visibility:hidden}",
        "body{ & aside{display:none} }",
        "@media all{body{display:none}}",
        "@layer x{aside{all:unset}}",
        "@scope(body){aside{display:none}}",
        "body{display:var(--x)}",
        "body{animation:x 1s}",
        "head + body{clip-path:inset(50%)}",
        "@import 'x';",
        "@import url(x);",
        "@im\\70ort 'x'",
        ".x{z-index:2147483647}",
    ],
)
def test_a_style_that_may_hide_the_banner(css: str) -> None:
    assert list(judge(css))


@pytest.mark.parametrize(
    "css",
    [
        ".x{display:none}",
        ".x aside{display:none}",
        ".y{ & aside{display:none} }",
        "aside.x{display:none}",
        "#x > a{visibility:hidden}",
        "article > *{display:none}",
        "a::before{display:none}",
        "[hidden]{display:none!important}",
        "html{height:100%;overflow-x:hidden}",
        "body{display:flex;min-height:100%;position:relative;width:100%;margin:0}",
        "a{color:red;margin:0 4px;opacity:.7}",
        ".x{z-index:4}",
        "/* aside{display:none} */",
        "p{content:'aside{display:none}'}",
    ],
)
def test_a_style_that_cannot(css: str) -> None:
    assert list(judge(css)) == []
