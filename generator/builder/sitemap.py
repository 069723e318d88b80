"""What search engines read of a site with an address: the sitemaps and `robots.txt`.

The forms are those of sitemaps.org 0.9, with the other languages of a page as `xhtml:link` (Google Search
Central, "Localized versions of your pages"), and RFC 9309. A crawler asks for `robots.txt` at the root of a
host only; a site below a path is found through its sitemap, which its maintainer submits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from lxml import etree

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"

FILE = "sitemap.xml"
"""The name of every sitemap: a language's in its folder, and of the index of them at the root."""

ELSE = "x-default"
"""For readers of no language of the site: the original is shown."""


def sitemap(
    address: str, code: str, codes: Sequence[str], paths: Iterable[str], day: dt.date | None
) -> bytes:
    """Return the sitemap of the language `code`; the first of `codes` is the original's.

    `address` is the site's without its last slash, `paths` are the pages' below each language's folder, and
    `day` is when they were last changed, if that is known.
    """
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})  # type: ignore[dict-item]
    for path in paths:
        page = etree.SubElement(root, f"{{{SITEMAP}}}url")
        _add(page, "loc", f"{address}/{code}/{path}")
        if day:
            _add(page, "lastmod", day.isoformat())
        for language, folder in (*((one, one) for one in codes), (ELSE, codes[0])):
            href = f"{address}/{folder}/{path}"
            etree.SubElement(page, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=href)
    return _bytes(root)


def index(address: str, codes: Iterable[str], day: dt.date | None) -> bytes:
    """Return the index that lists every language's sitemap."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})  # type: ignore[dict-item]
    for code in codes:
        one = etree.SubElement(root, f"{{{SITEMAP}}}sitemap")
        _add(one, "loc", f"{address}/{code}/{FILE}")
        if day:
            _add(one, "lastmod", day.isoformat())
    return _bytes(root)


def robots(address: str) -> str:
    """Return `robots.txt`: everything may be read; previews say `noindex` in their pages."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {address}/{FILE}\n"


def _add(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{SITEMAP}}}{name}").text = words


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
