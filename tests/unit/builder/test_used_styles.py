"""Style sheets without the rules that nothing in a site needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.builder import used_styles

USED = {"law", "js", "open"}


@pytest.mark.parametrize(
    ("css", "left"),
    [
        ("p{a:b}.law{c:d}.tab{e:f}", "p{a:b}.law{c:d}"),
        (".law,.tab,p.tab b{a:b}", ".law{a:b}"),
        (".law .tab,.tab:hover{a:b}", ""),
        ("@media print{.tab{a:b}}.law{c:d}", ".law{c:d}"),
        ("@media print{@supports (a:b){.tab{a:b}.law{c:d}}}", "@media print{@supports (a:b){.law{c:d}}}"),
        ("/* .law */p{a:b}", "p{a:b}"),
    ],
)
def test_a_selector_that_needs_an_unused_class_is_left_out(css: str, left: str) -> None:
    assert used_styles.pruned(css, USED) == left


@pytest.mark.parametrize(
    "css",
    [
        '@charset "UTF-8";p{a:b}',
        "p:not(.tab){a:b}",
        "p:is(.tab,.law),p:has(> .tab){a:b}",
        'a[href$=".tab"]{a:b}',
        'a[title="x,.tab"],p:not(.law,[class~=".tab"]) b{a:b}',
        r".\31 2{a:b}",
        'a[title="("],.tab{a:b}',
        "a[title='[,.tab)']{a:b}",
        "@font-face{src:url(x.tab)}",
        "@keyframes a{50.5%{b:c}}",
        "@page chart{margin:1mm}",
        ".law{a:b;.tab{c:d}}",
        '.law{content:"}.tab{"}',
        "p{a:url(data:;.tab{})}",
    ],
)
def test_what_may_match_stays_letter_by_letter(css: str) -> None:
    assert used_styles.pruned(css, USED) == css


def test_classes_are_those_of_pages_and_all_words_of_scripts(tmp_path: Path) -> None:
    (tmp_path / "kk").mkdir()
    (tmp_path / "kk" / "a.html").write_text(
        '<p class="law lead-in">tab</p><svg class="m"></svg><script>set("open")</script>', encoding="utf-8"
    )
    (tmp_path / "a.js").write_text('x.classList.add("md-header--shadow");`${wide}__x`', encoding="utf-8")
    found = used_styles.names(tmp_path)
    assert {"law", "lead-in", "m", "open", "md-header--shadow", "wide", "__x"} <= found
    assert "tab" not in found
