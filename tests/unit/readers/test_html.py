"""HTML: the article as a browser shows it, and nothing of what is around it."""

from __future__ import annotations

import pytest

from generator.readers import html
from generator.readers.received import Align
from generator.readers.refusal import RefusedFileError
from tests.unit.readers.support import doubts, notes, texts

LONG = "Агентство сельских библиотек является вымышленным органом. " * 5


def read(body: str) -> list[str]:
    return texts(html.read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode()))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>раз\n   два</p><div>три</div>четыре", ["раз два", "три", "четыре"]),
        ("<p>раз<br>два<br/></p>", ["раз", "два"]),
        ("<p>&nbsp;&nbsp;1. Точка&nbsp;5</p>", ["1. Точка\u00a05"]),
        ("<p>пункт 5<sup>1</sup> и CO<sub>2</sub></p>", ["пункт 5¹ и CO₂"]),
        ("<p>а<b>б</b>в <a href='http://x.invalid/'>закон</a></p>", ["абв закон"]),
        ("<script>1. x</script><style>p</style><noscript>y</noscript><p>раз</p>", ["раз"]),
        ("<p>раз</p><p style='display: none'>два</p><p hidden>три</p>", ["раз"]),
        ("<pre>1. раз\n   два</pre>", ["1. раз", "два"]),
        ("<ol><li>раз<li>два<li value=7>семь</ol>", ["1. раз", "2. два", "7. семь"]),
        ("<ol type=a start=3><li>раз</ol>", ["c. раз"]),
        ("<ol><li>1) раз<li>2) два</ol>", ["1) раз", "2) два"]),
        ("<ol style='list-style: none'><li>раз</ol><ul><li>два<li>– три</ul>", ["раз", "• два", "– три"]),
        (
            "<h1>Имя</h1><table><tr><td></td><td>Утверждено<br>Указом</td></tr></table>",
            ["Имя", "Утверждено", "Указом"],
        ),
    ],
)
def test_lines_as_a_browser_shows_them(body: str, expected: list[str]) -> None:
    assert read(body) == expected


def test_evidence() -> None:
    received = html.read(
        b"<html><body><h2 align=center>A</h2>\n"
        b"<p style='text-align: right'><b>B</b><br>C</p><center>D</center></body>"
    )
    assert [
        (line.text, line.number, line.heading, line.align, line.bold, line.continues)
        for line in received.lines
    ] == [
        ("A", 1, 2, Align.CENTER, True, False),
        ("B", 2, None, Align.RIGHT, True, False),
        ("C", 2, None, Align.RIGHT, False, True),
        ("D", 2, None, Align.CENTER, False, False),
    ]


def test_navigation_and_footers_are_left_out_and_noted() -> None:
    page = f"""<html><body><header><a href=/>Портал</a></header><nav>1. Дом</nav>
    <div class="breadcrumbs">Путь</div>
    <div><ul><li><a href=a>раз</a><li><a href=b>два</a><li><a href=c>три</a></ul></div>
    <div id=content><p>УТВЕРЖДЕНО</p><p>1. {LONG}</p></div>
    <aside>См. также</aside><footer>2026</footer></body></html>"""
    received = html.read(page.encode())
    assert texts(received) == ["УТВЕРЖДЕНО", f"1. {LONG}".strip()]
    assert notes(received) == ["10 words outside the article are left out: «Портал», «1. Дом», «Путь»"]


def test_the_marked_article_is_chosen_and_its_own_header_stays() -> None:
    article = f"<article><header>Имя</header><p>{LONG}</p></article>"
    page = f"<html><body><p>Мусор</p><main>{article}</main></body></html>"
    received = html.read(page.encode())
    assert texts(received) == ["Имя", LONG.strip()]
    assert notes(received) == ["1 words outside the article are left out: «Мусор»"]


def test_a_long_text_outside_the_article_is_a_doubt() -> None:
    page = f"<html><body><div>{'слово ' * 60}</div><article>{LONG * 4}</article></body></html>"
    (doubt,) = doubts(html.read(page.encode()))
    assert doubt.startswith("the text «слово слово")


def test_a_list_of_articles_is_no_article() -> None:
    page = f"<html><body><article>раз</article><p>{LONG}</p><article>два</article></body></html>"
    assert texts(html.read(page.encode())) == ["раз", LONG.strip(), "два"]


def test_links_in_the_text_of_an_act_stay() -> None:
    links = "".join(f"<a href='{n}'>Кодекс {n}</a>, " for n in range(3))
    assert read(f"<p>{LONG}</p><p>1. в соответствии с {links} и иными законами Республики, {LONG}</p>")[
        1
    ].startswith("1. в соответствии с Кодекс 0, Кодекс 1")


def test_tables() -> None:
    received = html.read(
        b"<html><body><table><tr><th>A<th>B</tr><tr><td colspan=2>1</tr>"
        b"<tr><td><p>2</p><p>3</p><td>4</tr></table>"
    )
    rows = [line.table for line in received.lines if line.table]
    assert [(row.cells, row.header) for row in rows] == [
        (("A", "B"), True),
        (("1", ""), False),
        (("2 3", "4"), False),
    ]


def test_what_a_person_must_look_at() -> None:
    received = html.read(
        b"<html><body><p><del>a</del> b <img src=x></p><ol reversed><li>c</ol></body></html>"
    )
    assert doubts(received) == [
        "has struck-out words; they are kept",
        "a picture is left out; type its words, if it has any",
        "is an item whose number is not clear",
    ]


def test_entities_are_not_resolved_and_nothing_is_fetched(tmp_path: object) -> None:
    page = b"""<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>
    <html><body><p>1. &a; &b; text</p></body></html>"""
    assert "root:" not in " ".join(texts(html.read(page)))


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "utf-8"), ("cp1251", "windows-1251"), ("kz1048", "windows-1251")]
)
def test_encodings(encoding: str, declared: str) -> None:
    text = "Ауыл кітапханалары қызметі" if encoding != "cp1251" else "Положение об агентстве"
    page = f"<html><head><meta charset='{declared}'></head><body><p>{text}</p></body></html>"
    received = html.read(page.encode(encoding))
    assert (texts(received), received.encoding) == ([text], encoding)


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (b"<html><head><meta charset='koi8-r'></head><body>x</body>", "declares the encoding koi8-r"),
        (b"<html><body><script>app()</script></body></html>", "has no text outside scripts and navigation"),
    ],
)
def test_refused_pages(page: bytes, message: str) -> None:
    with pytest.raises(RefusedFileError, match=message):
        html.read(page)


def test_deep_nesting_loses_no_word_in_silence() -> None:
    page = b"<html><body>" + b"<div>" * 3000 + b"word" + b"</div>" * 3000
    try:
        words = texts(html.read(page))
    except RefusedFileError as error:
        assert "nested" in error.message
    else:
        assert words == ["word"]


def test_words_that_the_page_hides_are_told() -> None:
    """A browser does not show them, but a part of an act may be folded."""
    received = html.read(
        "<p>1. Раз.</p><div style='display:none'><p>2. Два.</p><p hidden>Три.</p></div>".encode()
    )
    assert texts(received) == ["1. Раз."]
    message = "3 words that the page hides are left out: «2. Два. Три.»; check that none is of the act"
    assert doubts(received) == [message]
