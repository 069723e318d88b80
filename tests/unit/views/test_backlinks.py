"""Tests that a body, post, act or term links back to the provisions whose pages link to it."""

from __future__ import annotations

import posixpath
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from generator.builder.preparation import PreparedSite

pytestmark = pytest.mark.site

ASIDE = ("crumbs", "neighbours", "provenance", "status")
"""The classes of elements around a page that are not about its subject."""


def _links(path: Path, root: Path, skip: tuple[str, ...] = ASIDE) -> set[str]:
    """Return the link targets of a page's content, below the language's folder."""
    document: Any = html.fromstring(path.read_bytes())
    article = document.find_class("md-content")[0]
    for name in skip:
        for element in article.find_class(name):
            element.drop_tree()
    folder = path.parent.relative_to(root).as_posix()
    hrefs = [str(anchor.get("href")) for anchor in article.iter("a") if anchor.get("href")]
    inside = [href for href in hrefs if "://" not in href and not href.startswith("#")]
    return {posixpath.normpath(posixpath.join(folder, href)) for href in inside}


@pytest.fixture(scope="module")
def links(real_site: PreparedSite) -> dict[str, set[str]]:
    """The links of every Kazakh page."""
    root = real_site.project.site / "kk"
    return {path.relative_to(root).as_posix(): _links(path, root) for path in root.rglob("*.html")}


def test_what_a_provision_leads_to_leads_back(real_site: PreparedSite, links: dict[str, set[str]]) -> None:
    checked = 0
    for page in real_site.plan.pages:
        if page.kind != "provision":
            continue
        for target in links[page.path]:
            path, _, anchor = target.partition("#")
            if path.split("/")[0] not in ("bodies", "posts", "acts", "terms") or path == "bodies/named.html":
                continue
            back = {link for link in links[path] if link == page.path or _related(page.subject, link)}
            assert back, f"{page.path} leads to {target}, which does not lead back"
            assert not anchor
            checked += 1
    assert checked > 180


def test_what_a_body_leads_to_leads_back(real_site: PreparedSite, links: dict[str, set[str]]) -> None:
    """A body's page quotes functions and powers; their pages link to the body or its group."""
    index = real_site.localizations[0].index
    checked = 0
    for page in real_site.plan.pages:
        if page.kind not in ("body", "post"):
            continue
        groups = {f"bodies/named.html#{group.id}" for group in index.groups_of[page.subject]}
        for target in links[page.path]:
            for eid, own in _own_pages(real_site).items():
                if target == own or _within(target.partition("#")[2], eid):
                    assert links[own] & {page.path, *groups}, f"{page.path} leads to {own}, not back"
                    checked += 1
    assert checked > 150  # a page leads to the list of all functions or powers instead of repeating it


def _within(anchor: str, eid: str) -> bool:
    """Return whether an anchor is a provision or is below it."""
    return anchor == eid or anchor.startswith(f"{eid}__")


def _related(eid: str, link: str) -> bool:
    """Return whether a link leads to a provision, to a part of it, or to the introduction above it."""
    anchor = link.partition("#")[2]
    return bool(anchor) and (_within(anchor, eid) or _within(eid, anchor))


def _own_pages(prepared: PreparedSite) -> dict[str, str]:
    return {f"{page.subject}": page.path for page in prepared.plan.pages if page.kind == "provision"}
