"""The charts of the site: their figures, and the words beside them that say the same without a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any

from markupsafe import Markup

from generator.charts import columns, neighbourhood
from generator.charts.figure import Figure, File
from generator.charts.organisation import Composer
from generator.charts.proving import KINDS, Proofs
from generator.charts.territorial import Territory
from generator.charts.trees import Node
from generator.model import Basis, Body, Group, Post, Provision, Relation
from generator.pages import ROW, relative
from generator.views.desk import Desk, Link

SCRIPTS = ("fold", "rows", "address", "chart")
"""The chart's script, in the order that its files are loaded."""

FUNCTIONS = 3
"""How many functions the details of a body show."""

FILES = ("svg", "png")


def organisation(desk: Desk) -> dict[str, Any]:
    """The page of the organisational chart: the chart, the same as a list, and what its lines rest on."""
    composed = Composer(desk.reader, desk.plan, desk.page).organisation()
    frame = chart(desk, "org", "chart.org", kinds=KINDS, files=True)
    figures = (
        columns.wide(composed, f"{frame['name']}-wide", frame["title_id"]),
        columns.narrow(composed, f"{frame['name']}-narrow", frame["title_id"]),
    )
    return {
        **_with(frame, figures),
        "tree": [_told(desk, node) for node in composed.tree()],
        "grounds": _grounds(desk, composed.proofs),
        "correction": desk.correction(desk.index.office),
    }


def territory(desk: Desk) -> dict[str, Any]:
    """The territorial chart, for the page of the regions; without figures where there are too many."""
    if len(desk.index.regions) > ROW:
        return {"charted": (), "chart": None}
    frame = chart(desk, "terr", "regions.map", files=True)
    made = Territory(desk.reader, desk.plan, desk.page)
    return _with(
        frame,
        (
            made.wide(f"{frame['name']}-wide", frame["title_id"]),
            made.narrow(f"{frame['name']}-narrow", frame["title_id"]),
        ),
    )


def around_body(desk: Desk, body: Body) -> dict[str, Any]:
    """The chart of a body's neighbourhood, with the way to its place in the whole."""
    frame = chart(desk, "near", "chart.near")
    composer = Composer(desk.reader, desk.plan, desk.page)
    figure = neighbourhood.of_body(composer, body, frame["name"], frame["title_id"])
    whole = desk.link("page:chart")
    if composer.shows(body):
        whole = Markup("{}#org-{}").format(whole, body.id)
    return _with({**frame, "whole": Link(desk.reader.strings["chart.whole"], whole)}, (figure,))


def around_provision(desk: Desk, provision: Provision) -> dict[str, Any]:
    """The chart of who is tied to a function; without figures where nobody is."""
    kinds = (neighbourhood.STATED, neighbourhood.NAMED, neighbourhood.EDITORIAL)
    frame = chart(desk, "near", "chart.ties")
    composer = Composer(desk.reader, desk.plan, desk.page)
    words = desk.provision(provision.eid).words
    figure = neighbourhood.of_provision(composer, provision, words, frame["name"], frame["title_id"])
    if figure is None:
        return {"charted": (), "chart": None}
    present = [kind for kind in kinds if any(kind in item.kind.split() for item in figure.items)]
    return _with({**frame, "kinds": _kinds(desk, present, "chart.tie")}, (figure,))


def chart(
    desk: Desk, scope: str, title: str, *, kinds: Sequence[str] = (), files: bool = False
) -> dict[str, Any]:
    """Return what the frame of a chart needs; `scope` begins the addresses of its nodes."""
    r = desk.reader
    page = desk.page.path.removesuffix(".html").replace("/", "-")
    name = f"{scope}.{r.code}" if files else f"{scope}-{page}.{r.code}"
    return {
        "scope": scope,
        "name": name,
        "title_id": f"{scope}-title",
        "title": r.w(title),
        "kinds": _kinds(desk, kinds, "chart.kind"),
        "scripts": [_asset(desk, f"assets/javascripts/charts/{one}.js") for one in SCRIPTS],
        "fold": r.strings["chart.fold"],
        "whole": None,
        "files": [(one.upper(), _asset(desk, f"assets/charts/{name}.{one}")) for one in FILES if files],
    }


def _kinds(desk: Desk, kinds: Sequence[str], key: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "words": desk.reader.w(f"{key}.{kind}")} for kind in kinds]


def _asset(desk: Desk, path: str) -> Markup:
    return Markup(relative(desk.page.path, path))


def _with(frame: dict[str, Any], figures: tuple[Figure, ...]) -> dict[str, Any]:
    """Return the context of a chart: its figures, which the renderer has drawn, and its frame."""
    if frame["files"]:
        legend = tuple((one["kind"], unescape(one["words"])) for one in frame["kinds"])
        file = File(frame["name"], unescape(frame["title"]), legend)
        figures = (replace(figures[0], file=file), *figures[1:])
    return {"charted": figures, "chart": {**frame, "figures": [figure.name for figure in figures]}}


def _told(desk: Desk, node: Node) -> dict[str, Any]:
    """Return a node of the list: name, kind, provision, first functions, and what stands below it."""
    actor = desk.index.actors.get(node.id)
    words = desk.reader.name(actor) if actor else node.words
    return {
        "id": Markup(node.id),
        "link": Link(words, Markup(node.href)),
        "kind": _kind(desk, actor),
        "place": desk.provision(actor.named_in) if actor else None,
        "functions": _functions(desk, node.id),
        "below": [_told(desk, child) for child in node.children],
    }


def _kind(desk: Desk, actor: Body | Post | Group | None) -> str:
    if isinstance(actor, Body):
        return desk.reader.strings[f"kind.{actor.kind}"]
    return desk.reader.strings["chart.post" if isinstance(actor, Post) else "chart.class"]


def _functions(desk: Desk, id_: str) -> list[Link]:
    """Return the first functions that the act gives a body, and the first whose words name it."""
    index = desk.index
    found: list[Provision] = []
    for bearer in index.institution.bearers:
        if bearer.body == id_:
            point = index.provisions[bearer.provision]
            found += [one for one in index.descendants(point) if one.role in index.paged_roles]
    named = [one for one in index.ties_of_body[id_] if one.basis is Basis.NAMED]
    found += [index.provisions[tie.provision] for tie in named]
    first = list({one.eid: one for one in found}.values())[:FUNCTIONS]
    return [
        Link(desk.excerpt(one, 8), desk.role_link(one).href, desk.provision(one.eid).words) for one in first
    ]


def _grounds(desk: Desk, proofs: Proofs) -> list[dict[str, Any]]:
    """Return the relations that the lines rest on, in the order of their numbers."""
    return [_ground(desk, one) for one in proofs.used]


def _ground(desk: Desk, relation: Relation) -> dict[str, Any]:
    return {"subject": desk.actor(relation.subject), **desk.relation(relation, relation.subject)}
