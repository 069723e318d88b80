"""Untrusted words in a comment: GitHub shows them as plain text, whatever they contain."""

from __future__ import annotations

import re

import pytest
from lxml import html
from markdown_it import MarkdownIt

from generator.builder.link_check import Report as Links
from generator.diff import report as diff_report
from generator.diff.changes import Alteration, Comparison, EntryChange, Field, ProvisionChange, Source, Thing
from generator.previews import notices
from generator.previews import report as previews_report
from generator.previews.notices import Place
from generator.previews.report import Review
from generator.previews.site_diff import Difference, Sizes
from generator.problems import Problem

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
"""GitHub's Markdown also makes links from bare words; `LINKED` finds those."""

LINKED = re.compile(r"@\w|#\d|\w://|\bwww\.|\bGH-\d|:\w+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE)

PLACE = Place(commit="", address="https://example.org/s/pr/7/")

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


def joined(words: str) -> str:
    return " ".join(words.split())


def expect_words_alone(root: html.HtmlElement, address: str = "https://example.org/s/pr/7/") -> None:
    """Expect known elements without attributes, links to the preview alone, and no word that links itself."""
    assert {str(element.tag) for element in root.iter()} <= KNOWN
    for element in root.iter():
        attributes = dict(element.attrib)
        if element.tag in ("th", "td"):
            attributes.pop("style", None)
        assert set(attributes) <= ({"href"} if element.tag == "a" else set()), attributes
        assert element.tag != "a" or attributes["href"].startswith(address)
    for text in root.xpath("//text()[not(ancestor::code)]"):
        assert not LINKED.search(text), text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_words_stay_words(words: str) -> None:
    root = shown(f"- {diff_report.plain(words)}")
    expect_words_alone(root)
    assert joined(root.text_content()) == joined(words)
    assert len(root.findall(".//li")) == 1 and {str(element.tag) for element in root.iter()} <= {
        "div",
        "ul",
        "li",
        "span",
    }


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("generator/\u202egpj.exe", "generator/[U+202E]gpj.exe"),
        ("a\u200bb", "a[U+200B]b"),
        ("a\x00b", "a[U+0000]b"),
        ("\u2066a\u2069", "[U+2066]a[U+2069]"),
        ("\U000e0041", "[U+E0041]"),
    ],
)
def test_what_nobody_sees_is_named(words: str, named: str) -> None:
    assert shown(f"- {diff_report.plain(words)}").text_content().strip() == named


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_change_of_words_stays_one_entry(words: str) -> None:
    change = ProvisionChange(
        alteration=Alteration.REWORDED,
        old="a",
        new="a",
        old_num=words,
        new_num=words,
        fields=(Field(("kk",), f"old {words}", f"{words} new"),),
    )
    row = diff_report.markdown_entry(change, lambda change: "https://example.org/s/pr/7/kk/text.html#a")
    assert len(row.splitlines()) == 2
    expect_words_alone(shown(row))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_comment_shows_the_words_and_nothing_else_of_them(words: str) -> None:
    sizes = Sizes(files=1, pages=1, total=1, largest_page=1, search_index=1)
    entry = EntryChange(
        alteration=Alteration.ADDED,
        thing=Thing.BODY,
        name=words,
        about="a",
        fields=(Field((words,), None, words),),
    )
    difference = Difference(
        added=("kk/a@b.html",),
        removed=("kk/b.html",),
        other_files=("data/a.csv",),
        before=sizes,
        after=sizes,
    )
    review = Review(
        comparison=Comparison(
            source=Source(file_unchanged=True, provisions_unchanged=True), bodies=(entry,), other=("terms",)
        ),
        difference=difference,
        links=Links(pages=1, links=1, anchors=1, problems=()),
        address="https://example.org/s/pr/7/",
        commit="",
        base="",
        find_page=lambda change: None,
    )
    parts = [
        previews_report.comment(review),
        diff_report.markdown_entry(entry),
        notices.refusal(PLACE, words, [str(Problem(words, 1, words))]),
        notices.code_published(PLACE, [words]),
        notices.code_not_published(PLACE, [words]),
    ]
    for part in parts:
        expect_words_alone(shown(part))
        assert joined(words) in joined(shown(part).text_content())


def test_a_very_long_message_is_not_cut_inside_a_character_reference() -> None:
    problems = [str(Problem("a.yml", line, "<b>@x" * 20_000)) for line in range(1, 20)]
    words = notices.refusal(PLACE, "<b>@x" * 20_000, problems)
    assert len(words) < 10_000
    expect_words_alone(shown(words))
    assert "and 14 more" in words
