"""Rules for the pages of a preview: whatever could keep its marks from being read or shown is refused.

What scripts do is not decided here. Pages whose scripts main's generator did not make are published only
where previews have an origin of their own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from lxml import etree

from generator.previews import style_rules
from generator.problems import Problem, ProblemsError

SVG = "http://www.w3.org/2000/svg"
XHTML = "http://www.w3.org/1999/xhtml"

REFUSED = frozenset(
    {
        "applet",
        "base",
        "embed",
        "fencedframe",
        "frame",
        "frameset",
        "iframe",
        "listing",
        "noembed",
        "noframes",
    }
    | {"noscript", "object", "plaintext", "portal", "template", "xmp"}
)
"""Elements that replace the page, change its addresses, or are read in another way when scripts run."""

HEAD = frozenset({"link", "meta", "script", "style", "title"})
"""Elements of a head. At any other a browser begins the body, and the banner would not be first in it."""

ROOT_ATTRIBUTE = re.compile(r"lang|dir|data-md-[a-z-]+")
"""Attributes of `html` and `body` that no style sheet needs to hide a page."""
ROOT_CLASSES = {"", "no-js", "js"}

NAME = re.compile(r"[a-z_][a-z0-9_.:-]*")
REFRESH = re.compile(r"\s*0\s*;\s*url=([^\s\"';]+)\s*", re.IGNORECASE)
UNSAFE_ATTRIBUTES = {"popover", "popovertarget", "commandfor"}
"""Attributes by which an element lies over all others."""

XML = {".svg", ".xml", ".xsd"}
"""The files of a site that hosts serve as XML, of which a browser may show a page."""

PLAIN_LINK = re.compile(r"(?:https?:|[^\s:]*(?:[#?]|$))", re.IGNORECASE)
"""An address that runs no script: `javascript:` may begin with white space, and have some within."""

PICTURE = re.compile(
    r"\{http://www\.w3\.org/2000/svg\}(?!script|foreignObject|set|animate|handler|iframe)\w+"
)
"""Elements of a drawing that is nothing more than a picture, even if it is opened by itself."""


def document(content: bytes, name: str) -> etree._Element:
    """Parse a page as HTML 5, without its comments; `name` is its name in messages. Raises `ProblemsError`.

    The tokenizer of libxml2 2.14 and later follows the HTML standard.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise ProblemsError([Problem(name, 1, "is not UTF-8; expected an HTML page in UTF-8")]) from None
    if "\0" in text:
        raise ProblemsError([Problem(name, 1, "contains a NUL character; expected an HTML page")])
    parser = etree.HTMLParser(  # type: ignore[call-arg]  # The stubs lack `default_doctype`.
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        default_doctype=False,
        collect_ids=False,
    )
    root: etree._Element | None = etree.fromstring(content, parser) if text.strip() else None
    information: Any = root.getroottree().docinfo if root is not None else None
    if root is None or information.doctype.lower() != "<!doctype html>":
        raise ProblemsError(
            [Problem(name, 1, "is not an HTML page; expected it to begin with <!doctype html>")]
        )
    return root


def problems(root: etree._Element, site: Path, inside: Path) -> Iterator[str]:
    """Yield everything in a page that could hide its marks; `inside` is its path below the site."""
    if root.tag != "html" or [child.tag for child in root] != ["head", "body"]:
        yield "is not an HTML page; expected <html> with one <head> and one <body>"
        return
    head, body = root
    if (root.text or "").strip() or (head.text or "").strip() or (head.tail or "").strip():
        yield "has text before <body>; expected it inside"
    for element in (root, body):
        for attribute, value in cast("list[tuple[str, str]]", element.items()):
            allowed = ROOT_ATTRIBUTE.fullmatch(attribute) or (attribute == "class" and value in ROOT_CLASSES)
            if not allowed:
                shown = str(attribute)[:40]
                yield f"<{element.tag}> has the attribute `{shown}`; expected only lang, dir and class"
    for element in head:
        if element.tag not in HEAD:
            yield f"has <{element.tag}> in its head; expected {', '.join(sorted(HEAD))}"
    for element in root.iter("*"):
        yield from _element_problems(element, site, inside)


def _element_problems(element: etree._Element, site: Path, inside: Path) -> Iterator[str]:
    tag = str(element.tag)
    parent = element.getparent()
    inner = tag in ("html", "head", "body") and parent is not None and parent.tag != "html"
    if tag in REFUSED or inner:
        yield f"has the element <{tag}>, which a preview must not have"
    names = [str(name) for name, _ in element.items()]
    if not NAME.fullmatch(tag) or not all(map(NAME.fullmatch, names)) or len(names) != len(set(names)):
        yield "has an element or attribute with an irregular name"
    for name in UNSAFE_ATTRIBUTES.intersection(names):
        yield f"has the attribute `{name}`, which a preview must not have"
    text = element.text or ""
    if tag == "script" and "<!--" in text:
        yield "has `<!--` in a script; expected a script without it"
    if tag == "style":
        if "<" in text:
            yield "has `<` in a style; expected a style without it"
        yield from (f"has a style that {message}" for message in style_rules.judge(text))
    if tag == "link" and "stylesheet" in (element.get("rel") or "").lower():
        yield from _style_sheet_problem(element.get("href") or "", inside)
    equivalent = (element.get("http-equiv") or "").lower()
    if tag == "meta" and equivalent == "refresh":
        yield from _refresh_problem(element.get("content") or "", site, inside)
    elif tag == "meta" and equivalent not in ("", "x-ua-compatible"):
        yield f"has <meta http-equiv> of `{equivalent[:40]}`, which a preview must not have"


def _style_sheet_problem(address: str, inside: Path) -> Iterator[str]:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path.endswith(".css") or "\\" in address or "%" in address:
        yield f"loads the style sheet `{address[:80]}`; expected a .css file of the site"


def _refresh_problem(content: str, site: Path, inside: Path) -> Iterator[str]:
    match = REFRESH.fullmatch(content)
    path = match[1] if match else ""
    target = posixpath.normpath(posixpath.join(inside.parent.as_posix(), path))
    plain = re.fullmatch(r"[\w./-]+\.html", path) and not path.startswith("/") and not target.startswith("..")
    if not plain or not (site / target).is_file():
        yield "has a refresh to an address that is no page of this preview"


def other_files(site: Path) -> Iterator[Problem]:
    """Yield a problem for each drawing or XML file that a browser would show as a page without marks."""
    for path in sorted(path for path in site.rglob("*") if path.suffix in XML):
        name = path.relative_to(site).as_posix()
        try:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(path.read_bytes(), parser)
        except (etree.XMLSyntaxError, ValueError):
            yield Problem(name, 1, "is not well-formed XML")
            continue
        yield from (
            Problem(name, 1, message) for message in set(_xml_problems(root, drawing=path.suffix == ".svg"))
        )


def _xml_problems(root: etree._Element, *, drawing: bool) -> Iterator[str]:
    if drawing and root.tag != f"{{{SVG}}}svg":
        yield "is not a drawing; expected the element <svg>"
    if root.getroottree().docinfo.internalDTD is not None:
        yield "has a document type; expected none"
    if root.getprevious() is not None or any(True for _ in root.iter(etree.PI)):
        yield "has a processing instruction or words before its root; expected none"
    for element in root.iter("*"):
        name = etree.QName(element)
        if drawing and not PICTURE.fullmatch(str(element.tag)):
            yield f"has the element <{name.localname[:40]}>; expected a drawing without scripts"
        elif not drawing and name.namespace in (SVG, XHTML):
            yield "has elements of a page or drawing; expected data"
        links = [str(value) for key, value in element.items() if etree.QName(key).localname == "href"]
        if drawing and not all(map(PLAIN_LINK.match, links)):
            yield "has a link that may run a script; expected the address of a page"
        if drawing and any(str(key).lower().startswith("on") for key, _ in element.items()):
            yield "has an event attribute; expected a drawing without scripts"
