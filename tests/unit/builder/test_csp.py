from __future__ import annotations

import base64
import hashlib

import pytest

from generator.builder import csp

TEMPLATES = (
    '<script>scope=new URL("{{ config.extra.scope | d(base_url) }}",location)</script>',
    "{% if tabs %}<script>tabs()</script>{% endif %}<script>target()</script>",
)
KNOWN = csp.theme_scripts(TEMPLATES)
SCOPE = 'scope=new URL("../..",location)'


def page(head: str = "", body: str = "") -> str:
    return f'<!doctype html><head><meta charset="utf-8">{head}</head><body dir="ltr">{body}</body>'


def directive(words: str, name: str) -> list[str]:
    found = dict(one.split(" ", 1) for one in words.split("; "))
    return found[name].split(" ")


def sha(words: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(words.encode()).digest()).decode() + "'"


def test_a_page_without_inline_parts_allows_its_own_files_alone() -> None:
    found = csp.policy(page(body='<script src="a.js"></script>'), KNOWN)
    assert found.startswith("default-src 'none'; ")
    assert directive(found, "script-src") == ["'self'"]
    assert directive(found, "style-src") == ["'self'"]
    assert "unsafe" not in found


def test_the_themes_scripts_are_allowed_by_their_hashes_each_once() -> None:
    inline = f"<script>{SCOPE}</script><script>target()</script><script>target()</script>"
    found = directive(csp.policy(page(body=inline), KNOWN), "script-src")
    assert found == ["'self'", sha(SCOPE), sha("target()")]


def test_a_style_sheet_of_the_head_is_allowed_by_its_hash() -> None:
    found = csp.policy(page(head="<style>@page{}</style>"), KNOWN)
    assert directive(found, "style-src") == ["'self'", sha("@page{}")]


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_need_no_leave(kind: str) -> None:
    found = csp.policy(page(body=f'<script id="x" type="{kind}">{{"a": 1}}</script>'), KNOWN)
    assert directive(found, "script-src") == ["'self'"]


@pytest.mark.parametrize(
    "inline",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT >",
        '<script type="module">alert(1)</script>',
        '<script type="speculationrules">{}</script>',
        '<script>scope=new URL("",alert(1),"",location)</script>',
        "<script>target();alert(1)</script>",
    ],
)
def test_any_other_inline_script_is_refused(inline: str) -> None:
    with pytest.raises(ValueError, match="an inline script that is not the theme's; expected a file: "):
        csp.policy(page(body=inline), KNOWN)


@pytest.mark.parametrize("inline", ["<style>p{}</style>", '<p class="a" style="color:red">', "<p STYLE=a>"])
def test_an_inline_style_is_refused(inline: str) -> None:
    with pytest.raises(ValueError, match="an inline style; expected a class: "):
        csp.policy(page(body=inline), KNOWN)


def test_the_policy_stands_right_after_the_charset() -> None:
    found = csp.with_policy(page(head="<script>target()</script>"), KNOWN)
    before, _, after = found.partition('<meta http-equiv="Content-Security-Policy" content="')
    assert before.endswith('<meta charset="utf-8">')
    assert sha("target()") in after.partition('"')[0]


@pytest.mark.parametrize("head", ["", '<meta charset="utf-8"><meta charset="utf-8">'])
def test_a_page_without_one_charset_is_refused(head: str) -> None:
    with pytest.raises(ValueError, match="no single"):
        csp.with_policy(f"<head>{head}</head>", KNOWN)
