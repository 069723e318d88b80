"""Takes the words of built pages out of their frame, and adapts their ids and links to one document.

An id of a page becomes `<page>/<id>`, where the page is its address without `.html`; the ids of the page of
the full text, which are eIds, stay. A link leads to the place in the document that shows what it led to on
the site; where there is none, its words stay and the link goes.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement
from msgspec import Struct

from generator.plan.pages import Page, Plan

WORDS = "words"
"""The class of the element that holds the words of a page (`theme/main.html`)."""

REMOVED_CLASSES = (
    "status",
    "chart__tools",
    "chart__details",
    "chart__skip",
    "chart__files",
    "contacts",
    "appeals",
    "index-letters",
)
"""Classes of elements that need a script, lead to other pages, or would be repeated for every page."""

SURROUNDINGS = "chart--near"
"""The class of the chart of a page's surroundings, which the chart of all bodies contains."""

LISTED_IN = {"term": "terms"}
"""A kind of page -> the kind of page whose ids are the subjects of those pages."""

LATER = "label--later"
"""The class of the label of a later change."""

CHANGES = "currency.html"
"""The address of the page that has the words of every later change."""

REFERRING = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns")
"""Attributes that hold ids."""

ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
HEADING = re.compile(r"h[1-6]")
LOWEST = 6


class Extract(Struct, frozen=True):
    """The words of one page as an element that the caller places."""

    page: Page
    words: HtmlElement
    title: str
    """The heading of the page, which `words` does not contain."""
    prefix: str
    """What stands before the page's own ids; empty for the page of the full text."""
    anchors: frozenset[str]
    """The page's ids as the page has them."""

    @property
    def id(self) -> str:
        """The id of the element around the words."""
        return stem(self.page)


def stem(page: Page) -> str:
    """Return the name of a page in the document: its address without `.html`."""
    return page.path.removesuffix(".html")


def extract(page: Page, content: bytes, *, keeps_ids: bool, depth: int) -> Extract:
    """Return the words of a built page, with its headings `depth` levels lower.

    `keeps_ids` says that its ids are those of the document. Raises ValueError if the page has no words.
    """
    document: Any = html.document_fromstring(content.decode("utf-8"))
    found = document.find_class(WORDS)
    if not found:
        raise ValueError(f"{page.path} has no element of the class {WORDS}; expected one")
    words = found[0]
    _remove(words, posixpath.relpath(CHANGES, posixpath.dirname(page.path) or "."))
    title = ""
    for heading in list(words.iter("h1")):
        title = " ".join(heading.text_content().split())
        heading.drop_tree()
    for element in words.iter():
        if isinstance(element.tag, str) and HEADING.fullmatch(element.tag):
            element.tag = f"h{min(int(element.tag[1]) + depth, LOWEST)}"
    anchors = frozenset(cast("list[str]", words.xpath(".//@id")))
    return Extract(page, words, title, "" if keeps_ids else f"{stem(page)}/", anchors)


def _remove(words: HtmlElement, changes: str) -> None:
    """Remove what only a page of its own needs; `changes` is the address of `CHANGES` from the page."""
    for script in [*words.iter("script"), *words.iter("input")]:
        script.drop_tree()
    for name in REMOVED_CLASSES:
        for element in words.find_class(name):
            element.drop_tree()
    for chart in words.find_class(SURROUNDINGS):
        around = next(chart.iterancestors("details"), chart)
        around.drop_tree()
    for note in words.find_class("own-note"):
        # Its second sentence is about the panel that a number opens on the page.
        for sentence in list(note.iter("em")):
            sentence.drop_tree()
    for fold in list(words.iter("details")):
        summary = fold.find("summary")
        if summary is not None and summary.find_class(LATER):
            _keep_summary(fold, summary, changes)


def _keep_summary(fold: HtmlElement, summary: HtmlElement, changes: str) -> None:
    """Leave the summary of later changes, whose words the page of the later changes has in full."""
    for label in summary.find_class(LATER):
        label.tag = "a"
        label.set("href", changes)
    summary.tag = "p"
    fold.tag = "div"
    for child in list(fold):
        if child is not summary:
            fold.remove(child)


@dataclass(frozen=True)
class Document:
    """Resolves the links between the extracts of one document."""

    plan: Plan
    extracts: tuple[Extract, ...]
    _pages: dict[str, Page] = field(default_factory=dict)
    _extracts: dict[str, Extract] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pages.update({page.path: page for page in self.plan.pages})
        self._extracts.update({extract.page.path: extract for extract in self.extracts})

    def anchor(self, path: str, fragment: str) -> str | None:
        """Return the id in the document for an address of the site; None if the document lacks the place."""
        extract = self._extracts.get(path)
        if extract:
            return extract.prefix + fragment if fragment in extract.anchors else extract.id
        page = self._pages.get(path)
        if page is None or page.parallel:
            return None
        for extract in self.extracts:
            if not extract.prefix:
                if fragment in extract.anchors:
                    return fragment
                if page.subject in extract.anchors:
                    return page.subject
            elif extract.page.kind == LISTED_IN.get(page.kind) and page.subject in extract.anchors:
                return extract.prefix + page.subject
        return None

    def adapt(self, extract: Extract) -> None:
        """Replace the ids and the links of an extract by those of the document."""
        for element in extract.words.iter():
            if not isinstance(element.tag, str):
                continue
            for name in REFERRING:
                if element.get(name):
                    element.set(name, " ".join(extract.prefix + one for one in element.get(name, "").split()))
            if element.get("id"):
                element.set("id", extract.prefix + element.get("id", ""))
        for link in list(extract.words.iter("a")):
            address = link.get("href")
            if address and not ADDRESS.match(address):
                self._adapt_link(extract, link, address)

    def _adapt_link(self, extract: Extract, link: HtmlElement, address: str) -> None:
        path, _, fragment = address.partition("#")
        folder = posixpath.dirname(extract.page.path)
        target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else extract.page.path
        anchor = self.anchor(target, unquote(fragment))
        if anchor:
            link.set("href", f"#{anchor}")
            for name in ("hreflang", "rel", "target"):
                link.attrib.pop(name, None)
        elif link.get("hreflang"):
            # The words name a page in another language, which the document does not have.
            link.drop_tree()
        else:
            _unlink(link)


def _unlink(link: HtmlElement) -> None:
    """Make a link plain words, in HTML and in SVG."""
    inside_drawing = next(link.iterancestors("svg"), None) is not None
    link.tag = "g" if inside_drawing else "span"
    kept: Mapping[str, str] = {
        name: value for name, value in link.attrib.items() if name in ("class", "lang", "id", "title")
    }
    link.attrib.clear()
    link.attrib.update(kept)


def ids(element: HtmlElement) -> Iterator[str]:
    """Yield every id below an element."""
    yield from cast("list[str]", element.xpath(".//@id"))
