"""Writes the sitemaps and `robots.txt`, which search engines read, of a site with an address.

The formats are those of sitemaps.org 0.9, with the other languages of a page as `xhtml:link` (Google Search
Central, "Localized versions of your pages"), and RFC 9309. Crawlers read `robots.txt` at the root of a host
only; the maintainer of a site below a path must submit its sitemap to search engines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from lxml import etree

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

FILE = "sitemap.xml"
"""The name of the sitemap in each language's folder, and of the sitemap index at the root."""

DEFAULT = "x-default"
"""The `hreflang` for all other languages; it links the original."""


def sitemap(
    address: str, code: str, codes: Sequence[str], paths: Iterable[str], day: dt.date | None
) -> bytes:
    """Return the sitemap of the folder `code`.

    `codes` are the languages that its pages are in, the original first; none for a page without others.
    `address` is that of the site without its last slash, `paths` are those of the pages below each language's
    folder, and `day` is when the pages last changed, if known.
    """
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})  # type: ignore[dict-item]
    for path in paths:
        page = etree.SubElement(root, f"{{{SITEMAP}}}url")
        _add(page, "loc", f"{address}/{code}/{path}")
        if day:
            _add(page, "lastmod", day.isoformat())
        for language, folder in (*((each, each) for each in codes), *((DEFAULT, each) for each in codes[:1])):
            href = f"{address}/{folder}/{path}"
            etree.SubElement(page, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=href)
    return _bytes(root)


def index(address: str, codes: Iterable[str], day: dt.date | None) -> bytes:
    """Return the sitemap index, which lists the sitemap of every folder."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for code in codes:
        entry = etree.SubElement(root, f"{{{SITEMAP}}}sitemap")
        _add(entry, "loc", f"{address}/{code}/{FILE}")
        if day:
            _add(entry, "lastmod", day.isoformat())
    return _bytes(root)


def robots(address: str) -> str:
    """Return `robots.txt`: everything may be crawled. Pages of previews have `noindex` instead."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}/{FILE}\n"


def _add(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{SITEMAP}}}{name}").text = text


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
