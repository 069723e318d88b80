from __future__ import annotations

import datetime as dt

from lxml import etree

from generator.builder import sitemap

ADDRESS = "https://example.org/act"
DAY = dt.date(2026, 11, 20)
NAMES = {"s": sitemap.SITEMAP, "x": sitemap.XHTML}


def texts(document: bytes, path: str) -> list[str]:
    found = etree.fromstring(document).xpath(path, namespaces=NAMES)
    assert isinstance(found, list)
    return [str(one) for one in found]


def test_a_sitemap_lists_every_page_of_its_language_with_the_day_of_the_data() -> None:
    made = sitemap.sitemap(ADDRESS, "ru", ("kk", "ru"), ("index.html", "chapters/2.html"), DAY)
    assert texts(made, "//s:loc/text()") == [f"{ADDRESS}/ru/index.html", f"{ADDRESS}/ru/chapters/2.html"]
    assert texts(made, "//s:lastmod/text()") == ["2026-11-20"] * 2


def test_every_page_names_itself_the_other_languages_and_the_original_for_the_rest() -> None:
    made = sitemap.sitemap(ADDRESS, "ru", ("kk", "ru"), ("a.html",), DAY)
    assert texts(made, "//x:link/@hreflang") == ["kk", "ru", "x-default"]
    assert texts(made, "//x:link/@href") == [f"{ADDRESS}/{code}/a.html" for code in ("kk", "ru", "kk")]
    assert set(texts(made, "//x:link/@rel")) == {"alternate"}


def test_signs_of_xml_are_escaped() -> None:
    made = sitemap.sitemap(ADDRESS, "kk", ("kk",), ("a&b.html",), DAY)
    assert texts(made, "//s:loc/text()") == [f"{ADDRESS}/kk/a&b.html"]


def test_the_index_lists_the_sitemaps_and_robots_the_index() -> None:
    made = sitemap.index(ADDRESS, ("kk", "ru"), DAY)
    assert texts(made, "//s:loc/text()") == [f"{ADDRESS}/kk/sitemap.xml", f"{ADDRESS}/ru/sitemap.xml"]
    assert sitemap.robots(ADDRESS).splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {ADDRESS}/sitemap.xml",
    ]
