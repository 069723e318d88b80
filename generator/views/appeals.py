"""Builds the page on where to turn with a complaint, and the links to web sites outside this one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.model import OutsideSite
from generator.views.context import PageContext
from generator.views.parts import Link, Quotation, View

ALWAYS_LINKED = ("body", "region")
"""The kinds of page that lead to the page on appeals; others do if the data name their subject."""


class OutsideRow(Struct, frozen=True):
    """A web site outside this one; `opened` says when its address was last opened, or that it never was."""

    name: str
    href: str
    about: str
    opened: Markup


class AppealRow(Struct, frozen=True):
    """A provision that speaks of appeals; `later` leads to what changed since."""

    quotation: Quotation
    later: Sequence[Link]


class AppealsView(View, frozen=True, kw_only=True):
    """What the page on where to turn shows."""

    unsaid: str
    """What the act does not say; empty if the data do not say either."""
    rows: Sequence[AppealRow]
    sites: Sequence[OutsideRow]
    regions: Link | None


def appeals(context: PageContext) -> AppealsView:
    """Where to turn: what the act says, then the web sites that take appeals."""
    index, strings = context.index, context.localization.strings
    data = index.dataset.outside.appeals
    assert data
    regions = Target.page("regions/index")
    return AppealsView(
        unsaid=context.localization.text(data.unsaid),
        rows=[_row(context, eid) for eid in data.provisions],
        sites=outside_rows(context, data.sites),
        regions=Link(strings["appeals.regions"], context.link(regions)) if context.has(regions) else None,
        correction=context.correction(data),
    )


def _row(context: PageContext, eid: str) -> AppealRow:
    index = context.index
    return AppealRow(
        quotation=context.quotation(index.provisions[eid].text, eid),
        later=[context.note(change, eid) for change in index.changes_of[eid]],
    )


def outside_rows(context: PageContext, sites: Iterable[OutsideSite]) -> list[OutsideRow]:
    """Return the rows of a list of outside web sites."""
    localization = context.localization
    return [
        OutsideRow(
            name=localization.text(site.name),
            href=site.url_in(localization.code),
            about=localization.text(site.about),
            opened=localization.message("outside.opened", date=localization.date(site.opened))
            if site.opened
            else localization.message("outside.unopened"),
        )
        for site in sites
    ]


def appeals_link(context: PageContext) -> Link | None:
    """Return the link to the page on appeals from a page that raises the question, or None."""
    data, page = context.index.dataset.outside.appeals, context.page
    if not data or page.parallel:
        return None
    if page.kind not in ALWAYS_LINKED and page.subject not in (*data.topics, *data.provisions):
        return None
    return Link(context.localization.strings["page.appeals"], context.link(Target.page("appeals")))
