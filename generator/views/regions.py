"""Pages of regions: the tile map, and one region with its bodies."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import Region
from generator.plan.pages import Page
from generator.views import charts
from generator.views.bodies import form, others_of
from generator.views.context import Link, PageContext


def regions(context: PageContext) -> dict[str, Any]:
    """The regions as tiles and as a list, each with its bodies; those outside the regions beside them."""
    index = context.index
    return {
        **charts.territory(context),
        "rows": [_region(context, one) for one in context.localization.regions if one.iso],
        "outside": [_region(context, one) for one in index.regions.values() if not one.iso],
        "correction": context.correction(index.dataset.organisation.regions[0]),
    }


def tiles(context: PageContext) -> list[dict[str, Any]]:
    """Return the tile map, in alphabetical order so that the narrow layout reads as a list."""
    r, index = context.localization, context.index
    ordered = [one for one in r.regions if one.tile]
    outside = [one for one in index.regions.values() if not one.tile]
    return [{**_region(context, one), "tile": one.tile} for one in [*ordered, *outside]]


def _region(context: PageContext, region: Region) -> dict[str, Any]:
    r = context.localization
    return {
        "id": region.id,
        "iso": region.iso or "",
        "name": r.text(region.name),
        "short": r.text(region.short),
        "href": context.link(Target.region(region.id)),
        "centre": r.text(region.centre),
        "bodies": [
            {
                "link": Link(r.short(one), context.link(Target.body(one.id))),
                "form": form(context, one),
                "short": r.strings[f"tile.{one.kind}"],
            }
            for one in context.index.bodies_in[region.id]
        ],
    }


def region(context: PageContext) -> dict[str, Any]:
    """The page of one region with its bodies and the lines of the act that name them."""
    r, index = context.localization, context.index
    one = index.regions[context.page.subject]
    found = index.bodies_in[one.id]
    return {
        **_region(context, one),
        "remark": r.text(one.remark),
        "source": r.text(one.source),
        "lines": [
            {
                "id": Markup(body.id),
                "link": context.actor(body.id),
                "form": form(context, body),
                "parent": context.actor(body.parent) if body.parent else None,
                "of_class": context.class_statements(body),
                **context.quotation(index.provisions[body.named_in].text, body.named_in),
            }
            for body in found
        ],
        "others": others_of(
            context,
            [each.id for each in r.regions],
            lambda id_: Link(r.text(index.regions[id_].short), context.link(Target.region(id_))),
            Page("regions/index.html", "regions"),
        ),
        "changes": context.changes({body.named_in for body in found}),
        "correction": context.correction(one),
    }
