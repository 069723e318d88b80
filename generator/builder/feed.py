"""Writes the feed of a language of a site with an address: versions, later acts, releases of the data.

The format is Atom (RFC 4287). Every date is a day of the data, at midnight UTC (RFC 3339): an entry is
`published` on the day of the act, and `updated` on the day on which its source was read, if the data name it.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterator, Sequence

import markdown
from lxml import etree
from msgspec import Struct

from generator.builder.changelog import LANGUAGE, Release
from generator.builder.preparation import PreparedSite
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.render.page_kinds import page_name

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"

FILE = "feed.xml"
"""The name of the feed in each language's folder."""


TITLE = 110
"""The most characters of a later change's words in the title of its entry."""


class Entry(Struct, frozen=True):
    """An entry of the feed."""

    address: str
    """The address of the page about it, below the language's folder, with an anchor if need be."""
    title: str
    updated: dt.date
    published: dt.date | None = None
    summary: str = ""
    html: str = ""
    """The content as HTML, in the language of the changelog."""
    link: str = ""
    """The address of a page outside the site that is about it."""


def feed(prepared: PreparedSite, localization: Localization, releases: Sequence[Release]) -> bytes:
    """Return the feed of a language, the newest entry first.

    `releases` are those of the changelog. If nothing has a date, the feed is dated by the first day of 1970,
    because RFC 4287 wants a date.
    """
    site, address = prepared.dataset.site, f"{prepared.base_url}/{localization.code}"
    entries = sorted(
        [
            *_texts(localization),
            *_days(prepared.plan, localization),
            *_changes(localization),
            *_acts(localization),
            *_doubts(localization),
            *_releases(localization, releases),
        ],
        key=lambda entry: (entry.updated, entry.published or entry.updated, entry.address),
        reverse=True,
    )
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    root.set(f"{{{XML}}}lang", localization.code)
    _add(root, "id", f"{address}/{FILE}")
    _add(root, "title", localization.text(site.name))
    _add(root, "subtitle", localization.strings["unofficial"])
    _add(root, "updated", _moment(entries[0].updated if entries else dt.date(1970, 1, 1)))
    _link(root, "self", f"{address}/{FILE}", "application/atom+xml")
    _link(root, "alternate", f"{address}/index.html", "text/html")
    author = etree.SubElement(root, f"{{{ATOM}}}author")
    _add(author, "name", localization.text(site.publisher or site.name))
    for entry in entries:
        _add_entry(root, address, entry)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _texts(localization: Localization) -> Iterator[Entry]:
    """Yield the version of the text that the site shows."""
    act = localization.index.dataset.act
    if act.version.date:
        title = localization.plain("feed.version", date=localization.date_of(act.version.date).unescape())
        status = localization.status_line(has_law=True)
        yield Entry("text.html", title, act.checked or act.version.date, act.version.date, status)


def _changes(localization: Localization) -> Iterator[Entry]:
    """Yield what the data say of later changes."""
    for change in localization.index.dataset.act.changes:
        words = localization.text(change.text)
        title = localization.plain("feed.change", words=textwrap.shorten(words, TITLE, placeholder=" …"))
        yield Entry(f"currency.html#{change.id}", title, change.checked, change.date, words)


def _acts(localization: Localization) -> Iterator[Entry]:
    """Yield the amending acts whose words the site has."""
    amendments = localization.index.dataset.amendments
    for act in amendments.acts:
        name = localization.text(act.name)
        yield Entry(f"amendments/{act.act}.html", name, act.date, act.date, localization.text(act.title))


def _doubts(localization: Localization) -> Iterator[Entry]:
    """Yield the acts whose effect on the text is not known."""
    for change in localization.index.dataset.amendments.timeline.unknown:
        if change.act and not change.provisions:
            title = localization.plain("history.doubtful", act=localization.text(change.act))
            words = localization.text(change.ground)
            yield Entry(f"history.html#{change.id}", title, change.on, change.on, words)


def _days(plan: Plan, localization: Localization) -> Iterator[Entry]:
    """Yield the pages of later days: what is known of the text on a day, and the structure of a day."""
    for page in plan.pages:
        if page.kind in ("version", "structure"):
            day = dt.date.fromisoformat(page.subject)
            yield Entry(page.path, page_name(localization, page), day, day)


def _releases(localization: Localization, releases: Sequence[Release]) -> Iterator[Entry]:
    """Yield the releases of the data and the program, with what the changelog says of them."""
    repository = (localization.index.dataset.site.repository or "").rstrip("/")
    for release in releases:
        title = localization.plain("feed.release", release=release.version)
        yield Entry(
            f"index.html#release-{release.version}",
            title,
            release.day,
            release.day,
            html=markdown.markdown(release.text),
            link=f"{repository}/releases/tag/v{release.version}" if repository else "",
        )


def _add_entry(root: etree._Element, address: str, entry: Entry) -> None:
    parent = etree.SubElement(root, f"{{{ATOM}}}entry")
    _add(parent, "id", f"{address}/{entry.address}")
    _add(parent, "title", entry.title)
    _add(parent, "updated", _moment(entry.updated))
    if entry.published:
        _add(parent, "published", _moment(entry.published))
    _link(parent, "alternate", entry.link or f"{address}/{entry.address}", "text/html")
    if entry.summary:
        _add(parent, "summary", entry.summary)
    if entry.html:
        content = _add(parent, "content", entry.html)
        content.set("type", "html")
        content.set(f"{{{XML}}}lang", LANGUAGE)


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = text
    return element


def _link(parent: etree._Element, rel: str, address: str, kind: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=rel, type=kind, href=address)


def _moment(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
