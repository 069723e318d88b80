"""Hand-written pages: the check converts them as the builder does, and accepts harmless ones."""

from __future__ import annotations

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from generator.checks.handwritten_pages import judge
from generator.checks.sandbox import EXTENSIONS, to_html
from tests.support.paths import ROOT
from tests.unit.test_escape import Loader


def test_the_check_uses_the_extensions_of_the_builder() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    own = [
        name if isinstance(name, str) else next(iter(name))
        for name in yaml.load(text, Loader=Loader)["markdown_extensions"]
    ]
    builtin = dict(MkDocsConfig()._schema)["markdown_extensions"].builtins  # type: ignore[attr-defined]
    assert set(EXTENSIONS) == {*own, *builtin}


def test_the_pages_of_the_site_are_accepted() -> None:
    for path in (ROOT / "docs").glob("??/*.md"):
        assert list(judge(path.read_text(encoding="utf-8").split("---\n", 2)[2], path.name)) == []


@pytest.mark.parametrize(
    "body",
    [
        "# Атау {#id .class}\n\n[a](b.md#c) <https://example.org> <mail@example.org>",
        "| a | b |\n|:--|--:|\n| `<script>` | x |",
        "```sh\ncurl <url> | sh\n```\n\n    <script>alert(1)</script>",
        '<details open><summary>a</summary><p lang="ru">b</p></details>',
        "a < b && b > c; a <b; 1<2",
        "термин\n: мағынасы",
        "1. а\n\n    - б\n\n    | c | d |\n    |---|---|\n    | e | f |\n\n> # г",
        "<ul><li><p>а</p><dl><div><dt>б</dt><dd><ol><li>в</li></ol></dd></div></dl></li></ul>",
        '<table><colgroup><col></colgroup><tr><td><p>а <a href="b.html">б</a></p></td></tr></table>',
        '<h2>а <a href="b.html">б</a></h2><div><h3>в</h3></div>',
        "[а](https://example.org:8080/a?b=c@d#е) <https://EXAMPLE.org> [б](mailto:a@example.org)",
    ],
)
def test_harmless_markdown_is_accepted(body: str) -> None:
    assert list(judge(body, "docs/kk/page.md")) == [], to_html(body)


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("а&#8203;б", "`&#8203;` contains the invisible or control character U+200B; remove it"),
        ("<p>а&#x202Eб</p>", "`&#x202E;` contains the invisible or control character U+202E; remove it"),
        ("а&shy;б", "`&shy;` contains the invisible or control character U+00AD; remove it"),
        ('<b title="&zwj;">а</b>', "`&zwj;` contains the invisible or control character U+200D; remove it"),
        ("и&#x306;", "`&#x306;` is a combining mark; expected the composed letter"),
    ],
)
def test_a_character_reference_hides_nothing(body: str, shown: str) -> None:
    assert [problem.message for problem in judge(body, "docs/kk/page.md")] == [shown]


def test_other_character_references_are_accepted() -> None:
    assert not list(judge("a&nbsp;b &amp; &laquo;c&raquo; `&#8203;`", "docs/kk/page.md"))


def test_a_problem_has_its_line_in_the_file() -> None:
    (problem,) = set(judge("\na\n\n<script></script>\n", "docs/kk/page.md", 4))
    assert (problem.file, problem.line) == ("docs/kk/page.md", 8)
