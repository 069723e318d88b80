"""What a page loads without its scripts, read from its HTML and style sheets; what its scripts find there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

NAMING = ("canonical", "alternate", "next", "prev", "license", "author")
"""Relations of a link element that name a page, from which a browser loads nothing."""

ATTRIBUTES = ("src", "poster", "data", "background", "ping", "manifest", "classid", "codebase", "longdesc")
LISTS = ("srcset", "imagesrcset")
REFERENCES = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href")

_IN_STYLES = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"(?i)url\s*=\s*['\"]?([^'\"]+)")


def parsed(page: Path) -> Any:
    """Return the document of a page."""
    return html.document_fromstring(page.read_bytes())


def addresses(document: Any) -> set[str]:
    """Return the addresses that a browser loads or goes to by itself because of the document's elements."""
    found: set[str] = set()
    for element in document.iter():
        if not isinstance(element.tag, str):
            continue
        found.update(element.get(name) for name in ATTRIBUTES if element.get(name))
        for name in LISTS:
            found.update(one.split()[0] for one in element.get(name, "").split(",") if one.strip())
        if element.tag not in ("a", "area") and element.get("rel", "").strip() not in NAMING:
            found.update(element.get(name) for name in REFERENCES if element.get(name))
        if element.tag == "meta" and element.get("http-equiv", "").lower() == "refresh":
            found.update(_REFRESH.findall(element.get("content", "")))
        found |= in_styles(element.get("style", ""))
        if element.tag == "style":
            found |= in_styles(element.text_content())
    return found


def in_styles(text: str) -> set[str]:
    """Return the addresses that a style sheet, or the style of an element, loads."""
    return {one or other for one, other in _IN_STYLES.findall(text)}


def missing(document: Any, page: Path, site: Path) -> list[str]:
    """Return what a page and its style sheets load that is no file of the site."""
    wrong: list[str] = []
    seen: set[Path] = set()
    waiting = [(page, one) for one in addresses(document)]
    while waiting:
        holder, address = waiting.pop()
        parts = urlsplit(address)
        if address.startswith(("data:", "#")):
            continue
        target = (holder.parent / unquote(parts.path)).resolve()
        if parts.scheme or parts.netloc or not target.is_file() or not target.is_relative_to(site.resolve()):
            wrong.append(f"{holder}: {address}")
        elif target.suffix == ".css" and target not in seen:
            seen.add(target)
            waiting += [(target, one) for one in _of_sheet(target)]
    return wrong


@cache
def _of_sheet(path: Path) -> frozenset[str]:
    return frozenset(in_styles(path.read_text(encoding="utf-8")))


def structure(document: Any) -> frozenset[tuple[str, ...]]:
    """Return the scripts of a page, and its elements with their classes and the names of their attributes."""
    found: set[tuple[str, ...]] = set()
    for element in document.iter():
        if isinstance(element.tag, str):
            found.add((element.tag, *sorted(set(element.get("class", "").split()))))
            found.update((element.tag, "@", name) for name in element.attrib)
            if element.tag == "script":
                found.add(("script", "src", element.get("src", "").rpartition("../")[2]))
    return frozenset(found)
