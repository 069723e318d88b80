"""A stranger's words in a comment: whatever they hold, GitHub shows them as plain words."""

from __future__ import annotations

import re

import pytest
from lxml import html
from markdown_it import MarkdownIt

from generator.diff import report as diff_report
from generator.diff.compare import Alteration, EntryChange, Field, ProvisionChange
from generator.previews import report as previews_report
from generator.previews.report import Account, Check
from generator.previews.site_diff import Difference, Sizes
from generator.problems import Problem

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""What GitHub's Markdown adds besides, the links it makes of bare words, `LINKED` looks for."""

LINKED = re.compile(r"@\w|#\d|\w://|\bwww\.|\bGH-\d|:\w+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE)

KNOWN = {
    "p",
    "ul",
    "li",
    "strong",
    "del",
    "ins",
    "span",
    "a",
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
KNOWN |= {"div", "code"}

HOSTILE = {
    "mention": "@octocat, @statutes/maintainers and stranger@example.org",
    "reference": "#1, statutes/library#7, GH-7 and gh-7",
    "commit": "0123456789abcdef0123456789abcdef01234567 and 0123abc",
    "address": "https://example.org/x www.example.org mailto:a@example.org ftp://example.org",
    "html": "</li></ul><script>alert(1)</script><img src=x onerror=alert(1)><!-- <details open>",
    "link": "[words](https://example.org 'title') [words][1] <https://example.org>",
    "picture": "![words](https://example.org/x.png) ![][1]",
    "definition": "[1]: https://example.org",
    "code": "`words` ``words`` ```sh ~~~ \\`words\\`",
    "emphasis": "**words** __words__ *words* _words_ ~~words~~ <del>words</del>",
    "table": "a | b |\n|---|---|\n| <b>c</b> | d |",
    "lines": "first\n\n# second\n\n- third\n\n> fourth\r\n\r\n    fifth\u2028sixth\x0bseventh\x85eighth",
    "heading": "# words\n===\n---",
    "quotation": "> words",
    "list": "1. words\n- words\n+ words\n- [ ] words",
    "emoji": ":tada: :+1:",
    "mathematics": "$x^2$ $$y$$",
    "note": "[^1] [^1]: words",
    "entities": "&lt;b&gt; &#64;octocat &amp;#64;octocat",
    "backslashes": "\\@octocat \\<b> \\",
    "alert": "[!WARNING]",
    "mark": "<!-- preview of the statute's site -->",
}


def shown(markdown: str) -> html.HtmlElement:
    return html.fragment_fromstring(MARKDOWN.render(markdown), create_parent="div")


def told(words: str) -> str:
    return " ".join(words.split())


def expect_words_alone(root: html.HtmlElement, address: str = "https://example.org/s/pr/7/") -> None:
    """Expect known elements without attributes, links to the preview alone, and no word that links itself."""
    assert {str(one.tag) for one in root.iter()} <= KNOWN
    for one in root.iter():
        given = {name: value for name, value in one.attrib.items() if (one.tag, name) != ("th", "style")}
        given = {name: value for name, value in given.items() if (one.tag, name) != ("td", "style")}
        assert set(given) <= ({"href"} if one.tag == "a" else set()), given
        assert one.tag != "a" or given["href"].startswith(address)
    for text in root.xpath("//text()[not(ancestor::code)]"):
        assert not LINKED.search(text), text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_stay_words(words: str) -> None:
    root = shown(f"- {diff_report.plain(words)}")
    expect_words_alone(root)
    assert told(root.text_content()) == told(words)
    assert len(root.findall(".//li")) == 1 and {str(one.tag) for one in root.iter()} <= {
        "div",
        "ul",
        "li",
        "span",
    }


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_change_of_words_stays_one_entry(words: str) -> None:
    change = ProvisionChange(
        Alteration.REWORDED, "a", "a", words, words, (Field("kk", f"old {words}", f"{words} new"),)
    )
    row = diff_report.markdown_row(change, lambda one: "https://example.org/s/pr/7/kk/text.html#a")
    assert len(row.splitlines()) == 2
    expect_words_alone(shown(row))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_comment_says_them_and_does_nothing_else(words: str) -> None:
    sizes = Sizes(1, 1, 1, 1, 1)
    entry = EntryChange(Alteration.ADDED, "body", words, "a", (Field(words, None, words),))
    difference = Difference(("kk/a@b.html",), ("kk/b.html",), (), (), ("data/a.csv",), sizes, sizes)
    checks = (Check("data", "", (Problem(words, 1, words),)),)
    account = Account(None, checks, difference, "https://example.org/s/pr/7/", "", lambda change: None)
    parts = [
        previews_report.comment(account),
        diff_report.markdown_row(entry),
        previews_report.refusal(checks[0].problems),
    ]
    for part in parts:
        expect_words_alone(shown(part))
        assert told(words) in told(shown(part).text_content())


def test_a_very_long_word_does_not_cut_the_comment_in_the_middle_of_a_sign() -> None:
    problems = tuple(Problem("a.yml", line, "<b>@x" * 20_000) for line in range(1, 20))
    words = previews_report.refusal(problems)
    assert len(words) < 10_000
    expect_words_alone(shown(words))
    assert "and 14 more" in words
