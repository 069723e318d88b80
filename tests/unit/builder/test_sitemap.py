"""The sitemaps and `robots.txt`."""

from __future__ import annotations

import datetime as dt

from lxml import etree

from generator.builder import sitemap

ADDRESS = "https://example.org/act"
DAY = dt.date(2026, 11, 20)
NAMES = {"s": sitemap.SITEMAP, "x": sitemap.XHTML}


def texts(document: bytes, path: str) -> list[str]:
    results = etree.fromstring(document).xpath(path, namespaces=NAMES)
    assert isinstance(results, list)
    return [str(result) for result in results]


def test_a_sitemap_lists_every_page_of_its_language_with_the_day_of_the_data() -> None:
    content = sitemap.sitemap(ADDRESS, "ru", ("kk", "ru"), ("index.html", "chapters/2.html"), DAY)
    assert texts(content, "//s:loc/text()") == [f"{ADDRESS}/ru/index.html", f"{ADDRESS}/ru/chapters/2.html"]
    assert texts(content, "//s:lastmod/text()") == ["2026-11-20"] * 2


def test_every_page_links_all_its_languages_and_the_original_as_default() -> None:
    content = sitemap.sitemap(ADDRESS, "ru", ("kk", "ru"), ("a.html",), DAY)
    assert texts(content, "//x:link/@hreflang") == ["kk", "ru", "x-default"]
    assert texts(content, "//x:link/@href") == [f"{ADDRESS}/{code}/a.html" for code in ("kk", "ru", "kk")]
    assert set(texts(content, "//x:link/@rel")) == {"alternate"}


def test_xml_is_escaped() -> None:
    content = sitemap.sitemap(ADDRESS, "kk", ("kk",), ("a&b.html",), DAY)
    assert texts(content, "//s:loc/text()") == [f"{ADDRESS}/kk/a&b.html"]


def test_the_index_lists_the_sitemaps_and_robots_the_index() -> None:
    content = sitemap.index(ADDRESS, ("kk", "ru"), DAY)
    assert texts(content, "//s:loc/text()") == [f"{ADDRESS}/kk/sitemap.xml", f"{ADDRESS}/ru/sitemap.xml"]
    assert sitemap.robots(ADDRESS).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {ADDRESS}/sitemap.xml",
    ]


def test_a_page_without_other_languages_has_no_alternates() -> None:
    content = sitemap.sitemap(ADDRESS, "en", (), ("index.html",), DAY)
    assert f"<loc>{ADDRESS}/en/index.html</loc>" in content.decode()
    assert b"xhtml:link" not in content
