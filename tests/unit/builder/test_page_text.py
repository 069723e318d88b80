"""Words of a built page as plain Markdown."""

from __future__ import annotations

import pytest

from generator.builder.page_text import markdown


def page(words: str) -> bytes:
    body = f'<nav>menu</nav><div class="words"><h1>Title</h1>{words}</div>'
    return f"<html><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p class=status>status</p><p>6) сөз <a href=../x.html>сілтеме</a>;</p>", "6) сөз сілтеме;"),
        ("<p>See <a href='https://e.kz/a'>the act</a>.</p>", "See [the act](https://e.kz/a)."),
        ("<p><a href='https://e.kz/a (1)'>act</a></p>", "[act](<https://e.kz/a (1)>)"),
        ("<h2>Part <em class=unseen>, by the site</em></h2>", "## Part *by the site*"),
        ("<p>2. Law. <a class=later href=#c>changed</a></p>", "2. Law. *changed*"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<dl><dt>Kind</dt><dd>office</dd><dd>body</dd></dl>", "Kind: office\n\nbody"),
        ("<dl><dt>Words</dt><dd><blockquote>q</blockquote></dd></dl>", "Words:\n\n> q"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td></tr></table>",
            "| A | B |\n|---|---|\n| 1\\|2 |  |",
        ),
        ("<details><summary>More</summary><p>text</p></details>", "More\n\ntext"),
        ("<details><summary>Chart</summary><figure><svg/></figure></details>", ""),
        ("<p>a</p><script>alert()</script><button>Copy</button><form><input></form>", "a"),
        ("<p><em class=mark-out>old</em> <em class=mark-in>new</em></p>", "~~old~~ **new**"),
        ("<p>1 &lt; 2 * 3 [x] snake_case _y_ `z` \\</p>", r"1 \< 2 \* 3 \[x] snake_case \_y\_ \`z\` \\"),
        ("<p># not a heading</p><p>- not a list</p>", "\\# not a heading\n\n\\- not a list"),
        ("<pre><code>a = 1\n</code></pre>", "```\na = 1\n```"),
        ("<p>  a \n b&nbsp;c </p>", "a b\u00a0c"),
    ],
)
def test_words_become_markdown(words: str, expected: str) -> None:
    assert markdown(page(words)) == (f"{expected}\n" if expected else "")


def test_a_page_without_words_is_empty() -> None:
    assert markdown(b"<html><body><p>x</p></body></html>") == ""
