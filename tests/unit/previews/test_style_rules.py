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
        "body{display:none ! important}",
        "body{opacity:1e-5}",
        "body{scale:0}",
        "body{-ms-transform:scale(0)}",
        "body{position:relative;bottom:500px}",
        "html{position:absolute;right:99999px}",
        "body{margin-block-start:-500px}",
        "body{inset-block:-9999px auto;position:absolute}",
        "body{padding:99999px}",
        "body{top:1e9px;position:absolute}",
        "body{inline-size:0;overflow:hidden}",
        "body{height:1px;overflow:hidden}",
        "body{height:min(0px,1px)}",
        "body{contain:size}",
        "body{columns:1}",
        "body{mix-blend-mode:difference}",
        "body{flex-direction:column-reverse;display:flex}",
        "body{display:grid;grid-auto-rows:0}",
        "body{offset-path:path('M0 -500')}",
        "html{content:url(x.png)}",
        "body{z-index:-1}",
        "html::before{content:'';position:fixed;inset:0;background:#fff;z-index:1}",
        "html:after{content:'';position:absolute}",
        "::view-transition{position:fixed}",
        "body{ &::before{position:fixed} }",
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
        ".x::before{position:absolute}",
        "*,:after,:before{box-sizing:inherit;transition:none!important}",
        "body{font-size:.5rem;background:#fff;color:var(--x);-webkit-text-size-adjust:none}",
        "/* aside{display:none} */",
        "p{content:'aside{display:none}'}",
    ],
)
def test_a_style_that_cannot(css: str) -> None:
    assert list(judge(css)) == []
