"""Any text through `escape`: wherever it is in Markdown or HTML, readers see that text and nothing else."""

from __future__ import annotations

import re

import markdown
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markupsafe import Markup

from generator.escape import (
    Span,
    act_words,
    escape,
    escape_inside,
    fill,
    link_title,
    linked_words,
    markdown_words,
)
from generator.language.characters import CONTROL
from tests.support.paths import ROOT
from tests.support.properties import examples

SIGNS = list("&<>\"'\\`*_{}[]()|~^$#+-=:>!?/.;1a ә\t\n\u00a0\u2028🙂")
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\t\n")).filter(
    lambda words: not CONTROL.search(words)
)
TANGLE = st.lists(
    st.sampled_from(
        [
            *SIGNS,
            "{: onclick=alert(1) }",
            "<script>",
            "</p>",
            "-->",
            "<!--",
            "[a](javascript:alert(1))",
            "![x](y)",
            "http://a.b",
            "<http://a.b>",
            "&#60;",
            "&lt;",
            "{{7*7}}",
            "{% x %}",
            "***",
            "---",
            "1. ",
            "1) ",
            "# ",
            "> ",
            ": ",
            "    ",
            "```",
            "[^1]: ",
            "*[a]: ",
            "[a]: b",
            "| - |",
            "!!! note",
            "$a$",
            "klzzwxh:0000",
            "wzxhzdk:0",
        ]
    ),
    max_size=12,
).map("".join)


class Loader(yaml.SafeLoader):
    """A loader that reads the names of functions in the configuration as nothing."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def converter() -> markdown.Markdown:
    """Return Markdown with the extensions of the site's configuration."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    names = [
        name if isinstance(name, str) else next(iter(name))
        for name in yaml.load(text, Loader=Loader)["markdown_extensions"]
    ]
    return markdown.Markdown(extensions=[*dict.fromkeys([*names, "fenced_code", "toc", "tables"])])


MARKDOWN = converter()


def shown(source: str) -> tuple[str, list[str]]:
    """Return the words that a browser shows of some Markdown, and the elements and attributes around them."""
    tree = html.fragment_fromstring(MARKDOWN.reset().convert(source), create_parent="main")
    around = [
        f"{element.tag} {' '.join(map(str, element.attrib))}".strip()
        for element in tree.iter()
        if element is not tree
    ]
    return flat("".join(tree.itertext())), around


def flat(words: str) -> str:
    return " ".join(words.split())


# Place of the text -> Markdown with `@` for them, and the elements that this makes.
PLACES = {
    "paragraph": ("@", ["p"]),
    "middle": ("a @ b", ["p"]),
    "heading": ("# @ {: #id }", ["h1 id"]),
    "item": ("- @", ["ul", "li"]),
    "link": ("[@](a.md)", ["p", "a href"]),
    "emphasis": ("**@**", ["p", "strong"]),
    "cell": (
        "| x | @ |\n|---|---|\n| @ | y |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
    "html": ('<div class="a"><p>@</p></div>', ["div class", "p"]),
    "attribute": ('<div title="@"></div>', ["div title"]),
}


@pytest.mark.parametrize("place", PLACES)
@examples(60)
@given(words=ANY | TANGLE)
def test_words_come_out_as_words(place: str, words: str) -> None:
    pattern, elements = PLACES[place]
    filled = flat(words) or "a"
    text, around = shown(pattern.replace("@", escape(filled)))
    # Words that are nothing but blank leave no element in some places; there is nothing to see then.
    assert around == elements
    if place == "attribute":
        tree = html.fragment_fromstring(MARKDOWN.reset().convert(pattern.replace("@", escape(filled))))
        assert flat(tree.get("title") or "") == filled
    else:
        table = re.sub(r"\n\|---\|---\||\|", " ", pattern)
        plain = re.sub(r"<[^>]*>|\{: #id \}|\]\(a\.md\)|[\[#*]|^- ", "", table)
        assert text == flat(plain.replace("@", filled))


@examples(100)
@given(words=ANY | TANGLE)
def test_words_of_the_act_come_out_letter_by_letter(words: str) -> None:
    filled = flat(words) or "a"
    text, around = shown(f"<p>{act_words(filled)}</p>")
    assert text == filled
    assert set(around) <= {"p", "span class"}


@examples(150)
@given(words=ANY | TANGLE)
def test_words_of_the_act_come_out_of_markdown_letter_by_letter(words: str) -> None:
    filled = flat(words) or "a"
    text, around = shown(f"{markdown_words(filled)}\n{{: #x .law }}")
    assert text == filled
    assert around[0] == "p class id"
    assert set(around[1:]) <= {"span class"}


@examples(100)
@given(before=ANY | TANGLE, words=ANY | TANGLE, after=ANY | TANGLE, tip=ANY | TANGLE)
def test_linked_words_come_out_letter_by_letter(before: str, words: str, after: str, tip: str) -> None:
    before, words, after, tip = (flat(part) or "a" for part in (before, words, after, tip))
    start = len(before) + 1
    linked = linked_words(f"{before} {words} {after}", [Span(start, start + len(words), "x.html", tip)])
    tree = html.fragment_fromstring(MARKDOWN.reset().convert(f"{linked}\n{{: #x }}"), create_parent="main")
    (link,) = tree.iter("a")
    assert flat("".join(tree.itertext())) == flat(f"{before} {words} {after}")
    assert flat(link.text_content()) == words
    assert (link.get("href"), flat(link.get("title"))) == ("x.md", tip)
    assert {element.tag for element in tree.iter()} <= {"main", "p", "a", "span"}


@examples(60)
@given(words=ANY | TANGLE)
def test_a_label_of_a_control_is_only_a_label(words: str) -> None:
    """Numbers and interface words come from files that anyone may have written."""
    filled = flat(words) or "a"
    source = f'[1](#x "{link_title(filled)}"){{: .num aria-label="{escape(filled)}" }} a\n{{: #x }}'
    tree = html.fragment_fromstring(MARKDOWN.reset().convert(source), create_parent="main")
    (link,) = tree.iter("a")
    assert sorted(link.attrib) == ["aria-label", "class", "href", "title"]
    assert flat(link.get("aria-label")) == flat(link.get("title")) == filled
    assert flat("".join(tree.itertext())) == "1 a"


def test_words_of_the_act_in_markdown_are_readable() -> None:
    assert markdown_words("15. Заң: 1) «а», б.") == "15\\. Заң: 1) «а», б."
    assert markdown_words("- а & <б> *в*") == "&#45; а &amp; &lt;б&gt; \\*в\\*"


def test_numbers_stay_with_their_words() -> None:
    assert act_words("Осы 2-қосымшаға және 15-тармақ") == (
        'Осы <span class="nb">2-қосымшаға</span> және <span class="nb">15-тармақ</span>'
    )


def test_what_is_safe_is_not_escaped_again() -> None:
    once = escape("<b> & [x]")
    assert escape(once) == once
    assert isinstance(once, Markup)


@given(words=ANY | TANGLE)
def test_a_pattern_takes_values_and_no_markup(words: str) -> None:
    filled = fill("a {one} <b> {two}", {"one": words, "two": "x"})
    assert filled == Markup("a ") + escape(words) + Markup(" &#60;b&#62; x")


def test_a_pattern_may_begin_with_its_value() -> None:
    assert fill("{one}) x", {"one": 1}) == "1&#41; x"
    assert fill("{one}", {"one": "# x"}) == "&#35; x"
    with pytest.raises(KeyError):
        fill("{one} {other}", {"one": 1})


def test_blanks_at_the_ends_are_kept_inside() -> None:
    assert escape_inside(" a ") == " a "
    assert escape(" a\n\n b ") == "a b"
