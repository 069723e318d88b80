"""Builds the pages of regions: the tile map, and one region with its bodies."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from generator.act.targets import Target
from generator.escape import act_words
from generator.model import Body, Region, Tile
from generator.plan.pages import Page
from generator.views import charts
from generator.views.bodies import form, official, others_of
from generator.views.context import PageContext
from generator.views.parts import ChangeNote, ChartedView, Link, Quotation, View


class RegionBody(Struct, frozen=True):
    """A body of a region; `short` is the word for its kind that fits a tile."""

    link: Link
    short: str


class RegionRow(Struct, frozen=True):
    """A region with its bodies; `tile` is its place in the tile map, if it has one there."""

    id: str
    iso: str
    name: str
    short: str
    href: Markup
    centre: str
    bodies: Sequence[RegionBody]
    tile: Tile | None


class RegionsView(ChartedView, frozen=True, kw_only=True):
    """What the page of all regions shows."""

    rows: Sequence[RegionRow]
    outside: Sequence[RegionRow]


def regions(context: PageContext) -> RegionsView:
    """The regions as tiles and as a list, each with its bodies; those outside the regions beside them."""
    return RegionsView(
        chart=charts.territory(context),
        rows=[_row(context, region) for region in context.localization.regions if region.iso],
        outside=[_row(context, region) for region in context.localization.regions if not region.iso],
        correction=context.correction(context.index.dataset.organisation.regions[0]),
    )


def _row(context: PageContext, region: Region) -> RegionRow:
    localization = context.localization
    return RegionRow(
        id=region.id,
        iso=region.iso or "",
        name=localization.text(region.name),
        short=localization.text(region.short if region.iso else region.name),
        href=context.link(Target.region(region.id)),
        centre=localization.text(region.centre),
        bodies=[
            RegionBody(
                link=Link(localization.short(body), context.link(Target.body(body.id))),
                short=localization.strings[f"tile.{body.kind}"],
            )
            for body in context.index.bodies_in[region.id]
        ],
        tile=region.tile,
    )


class RegionLine(Struct, frozen=True):
    """A body of a region with the line of the act that names it."""

    id: Markup
    link: Link
    form: str
    parent: Link | None
    place: Link
    """The link to the line."""
    quotation: Quotation | None
    """The words of the line; None if they are the body's name."""


class RegionView(View, frozen=True, kw_only=True):
    """What the page of a region, or of a jurisdiction that is not a region, shows."""

    iso: str
    centre: str
    remark: str
    source: str
    lines: Sequence[RegionLine]
    others: Sequence[Link]
    """The other regions; of a jurisdiction that is no region, the other such jurisdictions."""
    official: Link | None
    """The website of the office."""
    changes: Sequence[ChangeNote]


def region(context: PageContext) -> RegionView:
    """The page of one region with its bodies and the lines of the act that name them."""
    localization, index = context.localization, context.index
    region = index.regions[context.page.subject]
    bodies = index.bodies_in[region.id]

    def link(id_: str) -> Link:
        return Link(localization.text(index.regions[id_].name), context.link(Target.region(id_)))

    return RegionView(
        iso=region.iso or "",
        centre=localization.text(region.centre),
        remark=localization.text(region.remark),
        source=localization.text(region.source),
        lines=[_line(context, body) for body in bodies],
        others=others_of(
            context,
            [other.id for other in localization.regions if bool(other.iso) == bool(region.iso)],
            link,
            listed_on=Page("regions/index.html", "regions"),
        ),
        official=official(context, index.office),
        changes=context.changes({body.named_in for body in bodies}),
        correction=context.correction(region),
    )


def _line(context: PageContext, body: Body) -> RegionLine:
    """Return a body of a region with the line of the act that names it."""
    quotation = context.quotation(context.index.provisions[body.named_in].text, body.named_in)
    name = context.localization.name(body)
    named = act_words(name) in quotation.quote and len(quotation.quote) <= len(act_words(name)) + 1
    return RegionLine(
        id=Markup(body.id),
        link=context.actor(body.id),
        form=form(context, body),
        parent=context.actor(body.parent) if body.parent else None,
        place=quotation.place,
        quotation=None if named else quotation,
    )
