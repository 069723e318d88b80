"""Marks the pages of a preview with a banner and `noindex`, and verifies that both are in the marked page.

A page is parsed, marked and written anew from the parsed document, so that no markup of its own can be read
in two ways. The written page is parsed again: it must give the same document, with the marks in their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path

from lxml import etree

from generator.plan.localization import Localization
from generator.previews import page_rules, style_rules
from generator.previews.page_rules import document
from generator.problems import Problem, ProblemsError

BANNER_STYLE = "".join(
    f"{declaration}!important;"
    for declaration in (
        "all:initial",
        "display:block",
        "visibility:visible",
        "opacity:1",
        "position:relative",
        "z-index:2147483647",
        "flex:none",
        "box-sizing:border-box",
        "width:100%",
        "padding:8px 16px",
        "background:#ffe082",
        "color:#000",
        "text-align:center",
        "font:16px/1.5 sans-serif",
        "transition:none",
        "animation:none",
    )
)
"""An important declaration of an element's own style wins over every style sheet (CSS Cascade 4, 6.1)."""
LINK_STYLE = (
    "all:initial!important;color:#000!important;text-decoration:underline!important;"
    "font:16px/1.5 sans-serif!important;cursor:pointer!important"
)

ROBOTS = ("robots", "googlebot", "googlebot-news", "bingbot", "yandex", "slurp", "duckduckbot")
"""Names of `meta` elements by which a page tells search engines what to do with it."""


def mark_pages(site: Path, number: int, localizations: Sequence[Localization], home: str = "") -> None:
    """Put the banner and `noindex` into every page of the preview of a pull request.

    The banner is in the language of the page's folder, or in the first of `localizations` if the folder is
    not a language. `home` is the address of the published site; by default it is the root above
    `pr/<number>/`. Raises `ProblemsError` for every file on which the marks would not be visible.
    """
    by_code = {localization.code: localization for localization in localizations}
    problems = list(style_rules.problems(site)) + list(page_rules.other_files(site))
    for path in sorted(site.rglob("*.html")):
        inside = path.relative_to(site)
        localization = by_code.get(inside.parts[0], localizations[0])
        link = home or "../" * (len(inside.parts) + 1) + "index.html"
        try:
            path.write_bytes(mark(path.read_bytes(), site, inside, banner(localization, number, link)))
        except ProblemsError as error:
            problems += error.problems
    if problems:
        raise ProblemsError(problems)


def banner(localization: Localization, number: int, home: str) -> etree._Element:
    """Return the banner: that this is a preview, and a link to the published site."""
    element = etree.Element("aside", lang=localization.code, style=BANNER_STYLE)
    element.text = localization.message("preview.banner", number=number) + " "
    link = etree.SubElement(element, "a", href=home, style=LINK_STYLE)
    link.text = localization.message("preview.site")
    return element


def mark(content: bytes, site: Path, inside: Path, aside: etree._Element) -> bytes:
    """Return a page with its marks. Raises `ProblemsError` if they would not be visible.

    `inside` is the path of the page below the site.
    """
    name = inside.as_posix()
    root = document(content, name)
    problems = [Problem(name, 1, message) for message in page_rules.problems(root, site, inside)]
    if problems:
        raise ProblemsError(problems)
    head, body = root
    for meta in head.findall("meta"):
        if "charset" in meta.attrib or (meta.get("name") or "").lower() in ROBOTS:
            head.remove(meta)
    head.insert(0, etree.Element("meta", name="robots", content="noindex"))
    head.insert(0, etree.Element("meta", charset="utf-8"))
    body.insert(0, deepcopy(aside))
    # What stands before the first element of the body is text.
    body[0].tail, body.text = body.text, None
    written = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>").encode()
    problems = [Problem(name, 1, message) for message in _differences(written, name, root)]
    if problems:
        raise ProblemsError(problems)
    return written


def _differences(written: bytes, name: str, root: etree._Element) -> Iterator[str]:
    """Yield what is wrong with a marked page when it is read again."""
    if etree.tostring(document(written, name), method="c14n") != etree.tostring(root, method="c14n"):
        yield "reads differently when it is written again; expected well-formed HTML"


def expect_marks(site: Path) -> None:
    """Raise `ProblemsError` for every page of a folder that does not have its marks in their places."""
    problems = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        root = document(path.read_bytes(), name)
        head, body = root.find("head"), root.find("body")
        robots = head.find("meta[@name='robots']") if head is not None else None
        first = body[0] if body is not None and len(body) and not (body.text or "").strip() else None
        marked = robots is not None and robots.get("content") == "noindex"
        if not marked or first is None or (first.tag, first.get("style")) != ("aside", BANNER_STYLE):
            problems.append(Problem(name, 1, "has no banner or no `noindex`; expected a marked page"))
    if problems:
        raise ProblemsError(problems)
