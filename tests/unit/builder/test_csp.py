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


def directive(policy: str, name: str) -> list[str]:
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    return directives[name].split(" ")


def sha(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def test_a_page_without_inline_content_allows_only_files_of_the_site() -> None:
    policy = csp.policy(page(body='<script src="a.js"></script>'), KNOWN)
    assert policy.startswith("default-src 'none'; ")
    assert directive(policy, "script-src") == ["'self'"]
    assert directive(policy, "style-src") == ["'self'"]
    assert "unsafe" not in policy


def test_scripts_of_the_theme_are_allowed_by_hash_without_duplicates() -> None:
    inline = f"<script>{SCOPE}</script><script>target()</script><script>target()</script>"
    sources = directive(csp.policy(page(body=inline), KNOWN), "script-src")
    assert sources == ["'self'", sha(SCOPE), sha("target()")]


def test_a_style_sheet_in_the_head_is_allowed_by_hash() -> None:
    policy = csp.policy(page(head="<style>@page{}</style>"), KNOWN)
    assert directive(policy, "style-src") == ["'self'", sha("@page{}")]


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
def test_data_blocks_need_no_permission(kind: str) -> None:
    policy = csp.policy(page(body=f'<script id="x" type="{kind}">{{"a": 1}}</script>'), KNOWN)
    assert directive(policy, "script-src") == ["'self'"]


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
def test_any_other_inline_script_is_rejected(inline: str) -> None:
    with pytest.raises(ValueError, match="an inline script that is not the theme's; expected a file: "):
        csp.policy(page(body=inline), KNOWN)


@pytest.mark.parametrize("inline", ["<style>p{}</style>", '<p class="a" style="color:red">', "<p STYLE=a>"])
def test_an_inline_style_is_rejected(inline: str) -> None:
    with pytest.raises(ValueError, match="an inline style; expected a class: "):
        csp.policy(page(body=inline), KNOWN)


def test_the_policy_follows_the_charset() -> None:
    content = csp.with_policy(page(head="<script>target()</script>"), KNOWN)
    before, _, after = content.partition('<meta http-equiv="Content-Security-Policy" content="')
    assert before.endswith('<meta charset="utf-8">')
    assert sha("target()") in after.partition('"')[0]


@pytest.mark.parametrize("head", ["", '<meta charset="utf-8"><meta charset="utf-8">'])
def test_a_page_without_exactly_one_charset_is_rejected(head: str) -> None:
    with pytest.raises(ValueError, match="times; expected it once"):
        csp.with_policy(f"<head>{head}</head>", KNOWN)
