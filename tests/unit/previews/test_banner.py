"""The marks of a preview: set on the parsed page, verified in it, or the page is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from generator.builder.project import Project
from generator.plan.localization import Localization
from generator.previews.banner import expect_marks, mark_pages
from generator.problems import ProblemsError

PAGE = "<!doctype html>\n<html lang=kk>\n<head>\n<title>t</title></head>\n<body dir=ltr>words</body></html>"


def in_head(markup: str) -> str:
    return PAGE.replace("</head>", f"{markup}</head>")


def in_body(markup: str) -> str:
    return PAGE.replace("words", markup)


def marked(page: Path, localizations: list[Localization], content: str, home: str = "") -> str:
    """Return a page of a site with nothing else after it is marked."""
    page.write_text(content, encoding="utf-8")
    mark_pages(page.parent, 7, localizations, home)
    expect_marks(page.parent)
    return page.read_text(encoding="utf-8")


@pytest.mark.site
def test_every_page_is_marked(tiny_site: Project, localizations: list[Localization], tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(tiny_site.site, site)
    with pytest.raises(ProblemsError, match="has no banner"):
        expect_marks(site)
    mark_pages(site, 7, localizations)
    expect_marks(site)
    for path in site.rglob("*.html"):
        page: Any = html.fromstring(path.read_bytes())
        assert page.xpath("//head/meta[@name='robots']/@content")[0] == "noindex", path
        (aside,) = page.xpath("/html/body/*[1][self::aside]")
        assert "№ 7" in aside.text_content()
        (home,) = aside.xpath("a/@href")
        # The published site is above pr/7/.
        assert (path.parent / home).resolve() == (site.parent.parent / "index.html").resolve()


@pytest.mark.site
def test_the_words_of_a_page_stay(localizations: list[Localization], tmp_path: Path) -> None:
    words = in_body("<p>a &lt;b&gt; <b>c</b></p><script>if (a && b < c) { d() }</script>")
    content = marked(tmp_path / "index.html", localizations, words, "https://example.org/")
    assert '<a href="https://example.org/"' in content
    assert "<p>a &lt;b&gt; <b>c</b></p><script>if (a && b < c) { d() }</script>" in content


@pytest.mark.site
@pytest.mark.parametrize(
    "content",
    [
        PAGE.replace("<body", "<!-- <body> --><body"),
        "<!-- <head> -->" + PAGE,
        PAGE.replace("<html lang=kk>", "<html lang='><head>'>"),
        PAGE.replace("<title>", "<title><body>"),
        in_head("<meta name=robots content=index><meta name=GoogleBot content=all>"),
        in_head("<meta charset=utf-16>"),
        in_head("<script>let a = '<body>'</script>"),
    ],
)
def test_markup_that_looks_like_a_head_or_a_body(
    content: str, localizations: list[Localization], tmp_path: Path
) -> None:
    """A search for `<head>` or `<body>` would have put the marks into a comment, a title or an attribute."""
    page: Any = html.fromstring(marked(tmp_path / "index.html", localizations, content).encode())
    assert page.xpath("/html/head/meta[position()=2][@name='robots']/@content") == ["noindex"]
    assert page.xpath("/html/head/meta[@charset]/@charset") == ["utf-8"]
    assert page.xpath("//meta/@name") == ["robots"]
    assert page.xpath("name(/html/body/*[1])") == "aside"


REFUSED = {
    "": "is not an HTML page",
    "words": "is not an HTML page",
    "<html><head></head><body></body></html>": "is not an HTML page",
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head/><body/></html>": "is not",
    "<svg xmlns='http://www.w3.org/2000/svg'><text>words</text></svg>": "is not an HTML page",
    "<!doctype html><svg><text>words</text></svg>": "expected <html> with one <head> and one <body>",
    PAGE.replace("<body dir=ltr>words</body>", "<frameset><frame src=a.html></frameset>"): "expected <html>",
    PAGE.replace("<html lang=kk>", "<html x='><head>'>"): "<html> has the attribute `x`",
    PAGE.replace("dir=ltr", "style='display:none'"): "<body> has the attribute `style`",
    PAGE.replace("dir=ltr", "hidden"): "<body> has the attribute `hidden`",
    PAGE.replace("dir=ltr", "class=x"): "<body> has the attribute `class`",
    in_head("<base href=https://example.org/>"): "has the element <base>",
    in_head("<noscript><style>aside{display:none}</style></noscript>"): "has <noscript> in its head",
    in_head("<style>aside{display:none!important}</style>"): "may hide the banner",
    in_head("<style>@import 'x.css';</style>"): "imports another style sheet",
    in_head("<link rel=StyleSheet href=//example.org/a.css>"): "loads the style sheet",
    in_head("<link rel=stylesheet href='data:text/css,aside{display:none}'>"): "loads the style sheet",
    in_head("<meta http-equiv=refresh content='0;url=https://example.org/'>"): "has a refresh",
    in_head("<meta http-equiv=refresh content='0;url=absent.html'>"): "has a refresh",
    in_head(
        "<meta http-equiv=content-security-policy content=\"style-src 'none'\">"
    ): "has <meta http-equiv>",
    in_head("<script><!-- <script></script>"): "is not an HTML page",
    in_head("<script>let a = '<!--'</script>"): "has `<!--` in a script",
    in_body("<style>body{opacity:0}</style>"): "may hide the banner",
    in_body("<svg><style>aside{display:none}</style></svg>"): "may hide the banner",
    in_body("<svg><style>&lt;</style><style><a title='</style>'></style></svg>"): "`<` in a style",
    in_body("<iframe src=a.html></iframe>"): "has the element <iframe>",
    in_body("<template shadowrootmode=open></template>"): "has the element <template>",
    in_body("<plaintext>"): "has the element <plaintext>",
    in_body("<div popover>x</div>"): "has the attribute `popover`",
    in_body("<p a\"b'=1>"): "irregular name",
    in_body("a\0b"): "contains a NUL character",
}


@pytest.mark.site
@pytest.mark.parametrize("content", REFUSED)
def test_a_page_on_which_the_marks_may_not_show(
    content: str, localizations: list[Localization], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsError) as raised:
        mark_pages(tmp_path, 7, localizations)
    assert any(REFUSED[content] in str(problem) for problem in raised.value.problems), raised.value


@pytest.mark.site
@pytest.mark.parametrize("content", [b"\xff\xfe<\0", PAGE.encode("utf-16"), b"<!doctype html>\x80"])
def test_a_page_in_another_encoding(
    content: bytes, localizations: list[Localization], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_bytes(content)
    with pytest.raises(ProblemsError, match="is not UTF-8"):
        mark_pages(tmp_path, 7, localizations)


@pytest.mark.site
def test_a_refresh_to_a_page_of_the_preview(localizations: list[Localization], tmp_path: Path) -> None:
    (tmp_path / "kk").mkdir()
    (tmp_path / "kk" / "index.html").write_text(PAGE, encoding="utf-8")
    content = in_head("<meta http-equiv=refresh content='0; url=kk/index.html'>")
    assert "refresh" in marked(tmp_path / "index.html", localizations, content)


@pytest.mark.site
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.css", "aside{display:none!important}", "may hide the banner"),
        ("a.svg", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "is not a drawing"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "has the element <script>"),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>", "has an event attribute"),
        (
            "a.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><foreignObject/></svg>",
            "has the element <foreignObject>",
        ),
        ("a.svg", "<?xml-stylesheet href='a'?><svg xmlns='http://www.w3.org/2000/svg'/>", "instruction"),
        (
            "a.svg",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'/>",
            "document type",
        ),
        ("a.svg", "<svg", "is not well-formed XML"),
        (
            "a.svg",
            "<svg xmlns='http://www.w3.org/2000/svg'><a href='java&#10;script:a()'/></svg>",
            "may run a script",
        ),
        ("a.xml", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "elements of a page or drawing"),
        ("a.xml", "<a><svg xmlns='http://www.w3.org/2000/svg'/></a>", "elements of a page or drawing"),
        ("a.xml", "<?xml-stylesheet href='a'?><a/>", "processing instruction"),
        ("a.xsd", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "elements of a page or drawing"),
    ],
)
def test_other_files_that_are_pages_or_hide_the_marks(
    name: str, content: str, message: str, localizations: list[Localization], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ProblemsError, match=message):
        mark_pages(tmp_path, 7, localizations)


@pytest.mark.site
def test_a_page_that_is_read_in_another_way_when_written(
    localizations: list[Localization], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tostring = etree.tostring

    def lossy(root: Any, **options: Any) -> Any:
        words = tostring(root, **options)
        return words.replace("words", "") if options["method"] == "html" else words

    monkeypatch.setattr(etree, "tostring", lossy)
    with pytest.raises(ProblemsError, match="reads differently"):
        marked(tmp_path / "index.html", localizations, PAGE)
