"""Chooses the article of a saved page: what is not shown, navigation, menus and footers are left out.

Only what is clearly not text is left out: elements that are navigation by their name, role, class or id, and
blocks that are little but links. Everything else stays, since a statute that loses its approval is worse than
one with a stray line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

SCRIPTS = frozenset((
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "canvas", "iframe",
    "frame", "object", "embed", "applet", "audio", "video", "map", "math", "button", "select", "option",
    "datalist", "textarea", "input", "progress", "meter", "dialog",
))  # fmt: skip
"""Elements whose content is not text of the page."""

FURNITURE = frozenset(("nav", "footer", "aside", "menu"))
"""Elements around an article."""

ROLES = frozenset((
    "navigation", "banner", "contentinfo", "search", "complementary", "menu", "menubar", "toolbar",
    "dialog", "alert", "button", "tablist",
))  # fmt: skip

NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|footer|sidebar|breadcrumbs?|pagination|pager|toolbar|share|"
    r"social|cookies?|banner|advert\w*|ads|search|login|languages?|langs?|btn|button|print|copyright|popup|modal|"
    r"tooltip|skip|counter)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""What the class or id of such elements says."""

MAX_NAMED_SHARE = 0.2
"""The largest share of a page's text that a class or id alone can leave out."""

MIN_ARTICLE_SHARE = 0.5
"""The least share of a page's text in `<article>` or `<main>`."""

MIN_LINKS = 3
MIN_LINK_SHARE = 0.8
MAX_LINK_LENGTH = 80
"""A block with so many links, so much of its text in them, and links no longer than this is navigation."""


def remove_hidden(root: HtmlElement) -> list[str]:
    """Remove what a browser does not show as text: scripts, styles, forms, hidden elements.

    Returns the texts of the elements that an attribute or a style hides, in order.
    """
    hidden: list[str] = []
    for element in list(root.iter()):
        is_text = isinstance(element.tag, str) and element.tag not in SCRIPTS
        if not is_text or _is_hidden(element):
            if is_text and element.getparent() is not None and _is_in(element, root):
                hidden += filter(None, [text_of(element)])
            _drop(element)
    return hidden


def choose_article(root: HtmlElement) -> tuple[HtmlElement, list[str]]:
    """Return the article of a page, without furniture, and the texts that are left out, in order."""
    page = _length(root)
    left_out: list[tuple[int, str]] = []
    order = {element: at for at, element in enumerate(root.iter())}
    for element in _furniture(root, page):
        left_out.append((order[element], text_of(element)))
        _drop(element)
    article = _marked_article(root)
    if article is not root:
        left_out += [(order[element], text) for element, text in _outside(root, article)]
    return article, [text for _, text in sorted(left_out) if text]


def _marked_article(root: HtmlElement) -> HtmlElement:
    """Return the innermost element marked as the article that has most of the text; else the page."""
    page = _length(root)
    marked = root.xpath("//article | //main | //*[@role='main'] | //*[@itemprop='articleBody']")
    fitting = [element for element in marked if _length(element) >= MIN_ARTICLE_SHARE * page]
    return fitting[-1] if fitting else root


def _furniture(root: HtmlElement, page: int) -> list[HtmlElement]:
    """Return the outermost elements of navigation and the like."""
    furniture: list[HtmlElement] = []
    inside: set[HtmlElement] = set()
    for element in root.iter():
        parent = element.getparent()
        if parent is not None and parent in inside:
            inside.add(element)
        elif element.tag not in ("html", "body") and _is_furniture(element, page):
            furniture.append(element)
            inside.add(element)
    return furniture


def _is_furniture(element: HtmlElement, page: int) -> bool:
    if element.tag in FURNITURE or element.get("role", "").lower() in ROLES:
        return True
    if element.tag == "header":
        # The header of a page, not that of its article.
        return not any(parent.tag in ("article", "main") for parent in element.iterancestors())
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if NAMES.search(names) and _length(element) <= MAX_NAMED_SHARE * page:
        return True
    return element.tag in ("ul", "ol", "div", "table", "p", "section") and _is_links(element)


def _is_links(element: HtmlElement) -> bool:
    """Tell whether a block is little but links."""
    links = [len(text_of(link)) for link in element.iter("a") if link.get("href")]
    if len(links) < MIN_LINKS or max(links) > MAX_LINK_LENGTH:
        return False
    return sum(links) >= MIN_LINK_SHARE * _length(element)


def _outside(root: HtmlElement, article: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield the elements beside an article and its ancestors, with their text."""
    for ancestor in [article, *article.iterancestors()]:
        for sibling in [*ancestor.itersiblings(preceding=True), *ancestor.itersiblings()]:
            yield sibling, text_of(sibling)
        if ancestor is root:
            break


def text_of(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join(" ".join(element.itertext()).split())


def _length(element: HtmlElement) -> int:
    return len(text_of(element))


def _is_hidden(element: HtmlElement) -> bool:
    style = re.sub(r"\s", "", element.get("style", "")).lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_in(element: HtmlElement, root: HtmlElement) -> bool:
    """Tell whether an element was not removed with one around it."""
    return element is root or root in element.iterancestors()


def _drop(element: HtmlElement) -> None:
    """Remove an element; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()
