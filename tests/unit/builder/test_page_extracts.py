"""Words of pages in one document: what is left out, where links lead, that ids stay apart."""

from __future__ import annotations

import pytest
from lxml import html

from generator.builder.page_extracts import Document, Extract, extract
from generator.plan.pages import Page, Plan

TEXT = Page("text.html", "text")
BODY = Page("bodies/office.html", "body", "office")
TERMS = Page("terms.html", "terms")
PAGES = (
    TEXT,
    BODY,
    TERMS,
    Page("terms/law.html", "term", "law"),
    Page("topics/law.html", "topic", "law"),
    Page("functions/3.html", "provision", "chp_1__para_3"),
    Page("chapters/1.html", "chapter", "chp_1"),
    Page("parallel/functions/3.html", "parallel", "chp_1__para_3"),
)


def taken(page: Page, words: str) -> Extract:
    content = f'<!doctype html><body><nav>x</nav><div class="words" lang="kk">{words}</div></body>'
    return extract(page, content.encode(), keeps_ids=page is TEXT, depth=2)


def markup(one: Extract) -> str:
    return str(html.tostring(one.words, encoding="unicode"))


LAW = '<h1 id="page">Мәтін</h1><p class="law" id="chp_1">1</p><p class="law" id="chp_1__para_3">3. Сөз</p>'


def adapted(words: str) -> str:
    """Return the words of the body's page as they are beside the text and the terms."""
    own = taken(BODY, words)
    document = Document(Plan(PAGES, ()), (taken(TEXT, LAW), own, taken(TERMS, '<p id="law">Заң</p>')))
    document.adapt(own)
    return markup(own)


def test_the_heading_is_taken_and_the_others_are_lower() -> None:
    one = taken(BODY, '<h1 id="page">Кеңсе <em>1</em></h1><h2 id="a">А</h2><h5>Б</h5>')
    assert one.title == "Кеңсе 1"
    assert markup(one) == '<div class="words" lang="kk"><h4 id="a">А</h4><h6>Б</h6></div>'


@pytest.mark.parametrize(
    "left_out",
    [
        '<p class="status">x</p>',
        "<script>x</script>",
        '<details><summary>x</summary><figure class="chart chart--near"></figure></details>',
        '<div class="chart__tools" hidden>x</div>',
    ],
)
def test_what_only_a_page_needs_is_left_out(left_out: str) -> None:
    assert markup(taken(BODY, f"<p>А</p>{left_out}<p>Б</p>")).count("x") == 0


def test_later_changes_are_told_once_and_led_to() -> None:
    summary = '<summary><span class="label label--later">кейін</span> 3</summary>'
    words = markup(taken(BODY, f"<details>{summary}<ul><li>x</li></ul></details>"))
    assert '<a class="label label--later" href="../currency.html">кейін</a> 3' in words
    assert "x" not in words


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("#own", "bodies/office/own"),
        ("office.html", "bodies/office"),
        ("../text.html#chp_1__para_3", "chp_1__para_3"),
        ("../chapters/1.html#chp_1__para_3", "chp_1__para_3"),
        ("../chapters/1.html", "chp_1"),
        ("../functions/3.html", "chp_1__para_3"),
        ("../terms/law.html", "terms/law"),
        ("../terms.html", "terms"),
        ("../text.html#missing", "text"),
    ],
)
def test_a_link_leads_to_the_same_thing_in_the_document(address: str, leads_to: str) -> None:
    assert f'<a href="#{leads_to}">x</a>' in adapted(f'<p id="own"><a href="{address}">x</a></p>')


@pytest.mark.parametrize("address", ["../topics/law.html", "../parallel/functions/3.html", "../nowhere.html"])
def test_a_link_to_what_is_not_there_becomes_words(address: str) -> None:
    assert "<p><span>x</span></p>" in adapted(f'<p><a href="{address}" aria-label="y">x</a></p>')
    assert '<svg><g class="b"><text>x</text></g></svg>' in adapted(
        f'<svg><a class="b" href="{address}"><text>x</text></a></svg>'
    )


def test_a_link_to_another_language_goes_with_its_words() -> None:
    assert "<p>А </p>" in adapted('<p>А <a href="../../ru/bodies/office.html" hreflang="ru">орысша</a></p>')


def test_links_to_other_hosts_stay() -> None:
    assert '<a href="https://example.kz/#a">x</a>' in adapted('<a href="https://example.kz/#a">x</a>')


def test_what_refers_to_an_id_follows_it() -> None:
    words = adapted('<p id="a">А</p><svg aria-labelledby="a b"></svg><label for="b">Б</label>')
    assert 'id="bodies/office/a"' in words
    assert 'aria-labelledby="bodies/office/a bodies/office/b"' in words
    assert 'for="bodies/office/b"' in words


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^bodies/office\.html has no element of the class words; expected one$"
    ):
        extract(BODY, b"<p>x</p>", keeps_ids=False, depth=1)
