"""The charts of the site: their figures, and the words beside them that say the same without a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from markupsafe import Markup

from generator.act.targets import Target
from generator.charts import column_layout, neighbourhood
from generator.charts.evidence import KINDS, Proofs
from generator.charts.geometry import Figure, File
from generator.charts.organisation import Composer
from generator.charts.region_map import Territory
from generator.charts.tree_layout import Node
from generator.model import Basis, Body, BodyGroup, Post, Provision, Relation
from generator.plan.pages import ROW, relative
from generator.views.context import Link, PageContext

SCRIPTS = ("fold", "rows", "address", "chart")
"""The chart's script, in the order that its files are loaded."""

FUNCTIONS = 3
"""How many functions the details of a body show."""

FILES = ("svg", "png")


def organisation(context: PageContext) -> dict[str, Any]:
    """The page of the organisational chart: the chart, the same as a list, and what its lines rest on."""
    composed = Composer(context.localization, context.plan, context.page).organisation()
    frame = chart(context, "org", "chart.org", kinds=KINDS, files=True)
    figures = (
        column_layout.wide(composed, f"{frame['name']}-wide", frame["title_id"]),
        column_layout.narrow(composed, f"{frame['name']}-narrow", frame["title_id"]),
    )
    return {
        **_with(frame, figures),
        "tree": [_told(context, node) for node in composed.tree()],
        "grounds": _grounds(context, composed.proofs),
        "correction": context.correction(context.index.office),
    }


def territory(context: PageContext) -> dict[str, Any]:
    """The territorial chart, for the page of the regions; without figures where there are too many."""
    if len(context.index.regions) > ROW:
        return {"charted": (), "chart": None}
    frame = chart(context, "terr", "regions.map", files=True)
    made = Territory(context.localization, context.plan, context.page)
    return _with(
        frame,
        (
            made.wide(f"{frame['name']}-wide", frame["title_id"]),
            made.narrow(f"{frame['name']}-narrow", frame["title_id"]),
        ),
    )


def around_body(context: PageContext, body: Body) -> dict[str, Any]:
    """The chart of a body's neighbourhood, with the way to its place in the whole."""
    frame = chart(context, "near", "chart.near")
    composer = Composer(context.localization, context.plan, context.page)
    figure = neighbourhood.of_body(composer, body, frame["name"], frame["title_id"])
    whole = context.link(Target.page("chart"))
    if composer.shows(body):
        whole = Markup("{}#org-{}").format(whole, body.id)
    return _with({**frame, "whole": Link(context.localization.strings["chart.whole"], whole)}, (figure,))


def around_provision(context: PageContext, provision: Provision) -> dict[str, Any]:
    """The chart of who is tied to a function; without figures where nobody is."""
    kinds = (neighbourhood.STATED, neighbourhood.NAMED, neighbourhood.EDITORIAL)
    frame = chart(context, "near", "chart.assignments")
    composer = Composer(context.localization, context.plan, context.page)
    words = context.provision(provision.eid).words
    figure = neighbourhood.of_provision(composer, provision, words, frame["name"], frame["title_id"])
    if figure is None:
        return {"charted": (), "chart": None}
    present = [kind for kind in kinds if any(kind in item.kind.split() for item in figure.items)]
    return _with({**frame, "kinds": _kinds(context, present, "chart.assignment")}, (figure,))


def chart(
    context: PageContext, scope: str, title: str, *, kinds: Sequence[str] = (), files: bool = False
) -> dict[str, Any]:
    """Return what the frame of a chart needs; `scope` begins the addresses of its nodes."""
    r = context.localization
    page = context.page.path.removesuffix(".html").replace("/", "-")
    name = f"{scope}.{r.code}" if files else f"{scope}-{page}.{r.code}"
    return {
        "scope": scope,
        "name": name,
        "title_id": f"{scope}-title",
        "title": r.message(title),
        "kinds": _kinds(context, kinds, "chart.kind"),
        "scripts": [_asset(context, f"assets/javascripts/charts/{one}.js") for one in SCRIPTS],
        "fold": r.strings["chart.fold"],
        "whole": None,
        "files": [(one.upper(), _asset(context, f"assets/charts/{name}.{one}")) for one in FILES if files],
    }


def _kinds(context: PageContext, kinds: Sequence[str], key: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "words": context.localization.message(f"{key}.{kind}")} for kind in kinds]


def _asset(context: PageContext, path: str) -> Markup:
    return Markup(relative(context.page.path, path))


def _with(frame: dict[str, Any], figures: tuple[Figure, ...]) -> dict[str, Any]:
    """Return the context of a chart: its figures, which the renderer has drawn, and its frame."""
    if frame["files"]:
        legend = tuple((one["kind"], unescape(one["words"])) for one in frame["kinds"])
        file = File(frame["name"], unescape(frame["title"]), legend)
        figures = (replace(figures[0], file=file), *figures[1:])
    return {"charted": figures, "chart": {**frame, "figures": [figure.name for figure in figures]}}


def _told(context: PageContext, node: Node) -> dict[str, Any]:
    """Return a node of the list: name, kind, provision, first functions, and what stands below it."""
    actor = context.index.actors.get(node.id)
    words = context.localization.name(actor) if actor else node.words
    return {
        "id": Markup(node.id),
        "link": Link(words, Markup(node.href)),
        "kind": _kind(context, actor),
        "place": context.provision(actor.named_in) if actor else None,
        "functions": _functions(context, node.id),
        "below": [_told(context, child) for child in node.children],
    }


def _kind(context: PageContext, actor: Body | Post | BodyGroup | None) -> str:
    if isinstance(actor, Body):
        return context.localization.strings[f"kind.{actor.kind}"]
    return context.localization.strings["chart.post" if isinstance(actor, Post) else "chart.class"]


def _functions(context: PageContext, id_: str) -> list[Link]:
    """Return the first functions that the act gives a body, and the first whose words name it."""
    index = context.index
    found: list[Provision] = []
    for bearer in index.dataset.bearers:
        if bearer.body == id_:
            point = index.provisions[bearer.provision]
            found += [one for one in index.descendants(point) if one.role in index.paged_roles]
    named = [one for one in index.assignments_of_body[id_] if one.basis is Basis.NAMED]
    found += [index.provisions[assignment.provision] for assignment in named]
    first = list({one.eid: one for one in found}.values())[:FUNCTIONS]
    return [
        Link(context.excerpt(one, 8), context.role_link(one).href, context.provision(one.eid).words)
        for one in first
    ]


def _grounds(context: PageContext, proofs: Proofs) -> list[dict[str, Any]]:
    """Return the relations that the lines rest on, in the order of their numbers."""
    return [_ground(context, one) for one in proofs.used]


def _ground(context: PageContext, relation: Relation) -> dict[str, Any]:
    return {"subject": context.actor(relation.subject), **context.relation(relation, relation.subject)}
