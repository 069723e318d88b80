"""Builds the charts of the site, and the words beside them that say the same without a picture."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from math import ceil

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.act.targets import Target
from generator.charts import column_layout, neighbourhood, statement_layout
from generator.charts import statements as who
from generator.charts.evidence import KINDS
from generator.charts.geometry import FORMATS, Figure, File
from generator.charts.organisation import Composer
from generator.charts.region_map import Territory
from generator.charts.tree_layout import Node
from generator.model import Basis, Body, BodyGroup, Post, Provision
from generator.plan.pages import ROW, relative
from generator.views import chart_names, in_time
from generator.views.context import PageContext
from generator.views.parts import Chart, ChartedView, ChartKind, Link, SubjectStatement

SCRIPTS = ("fold", "rows", "address", "marks", "zoom", "drawer", "finder", "menus", "chart")
"""The chart's script, in the order that its files are loaded."""

TOOLS = frozenset(("finder", "menus"))
"""The files that only charts with tools load."""

FUNCTIONS = 3
"""How many functions the details of a body show."""

EXCERPT = 8
"""How many words of a function the details of a body show."""

LETTERS = 22
"""How many letters of the list fit a line of a phone 360 px wide, at the deepest level."""

GROUND = 8
"""How many lines a ground takes besides its quotation: whom it is about, the provision, and margins."""

ROOMS = sorted({*(1 << power for power in range(11)), *(3 << power for power in range(10))})
"""The numbers of lines that charts.css has a class for: 1, 2, 3, 4, 6, 8, 12, …, 1024, 1536."""

SMALL_FILES = ("dot",)
"""The downloads of a small chart."""


class ListNode(Struct, frozen=True):
    """A node of the chart as an item of a list."""

    id: Markup
    link: Link
    kind: str
    place: Link | None
    functions: Sequence[Link]
    below: Sequence[ListNode]

    @property
    def lines(self) -> int:
        """How many lines the item takes on a phone, with all below it."""
        head = f"{self.link.words} {self.kind} {self.place.words if self.place else ''}"
        texts = [head, *(f"{function.note}: {function.words}" for function in self.functions)]
        return sum(map(_lines, texts)) + sum(node.lines for node in self.below)

    @property
    def room(self) -> int:
        """The class of its height, see `_room`."""
        return _room(self.lines)


class ChartView(ChartedView, frozen=True, kw_only=True):
    """What the page of the organisational chart shows."""

    tree: Sequence[ListNode]
    grounds: Sequence[SubjectStatement]
    """The relations that the lines rest on, in the order of their numbers."""
    grounds_room: int
    """The class of the height of all of them, see `_room`."""
    as_of: str
    """The sentence on the version that the structure is of."""
    later: Sequence[Link]
    """The structures of later days."""


def organisation(context: PageContext) -> ChartView:
    """The page of the organisational chart: the chart, the same as a list, and what its lines rest on."""
    composed = Composer(context.localization, context.plan, context.page).organisation()
    chart = _chart(context, "org", "chart.org", kinds=KINDS, files=True)
    figures = (
        column_layout.wide(composed, f"{chart.name}-wide", chart.title_id),
        column_layout.narrow(composed, f"{chart.name}-narrow", chart.title_id),
    )
    tree = composed.tree()
    grounds = [
        SubjectStatement(context.actor(relation.subject), context.statement(relation, relation.subject))
        for relation in composed.grounds.used
    ]
    chart = replace(
        chart,
        names=chart_names.as_json(context.localization, (node.id for root in tree for node in root.all())),
        levels=_levels(context, composed.trees),
    )
    return ChartView(
        chart=_with_figures(chart, figures),
        tree=[_list_node(context, node) for node in tree],
        grounds=grounds,
        grounds_room=_room(sum(GROUND + _lines(row.statement.quotation.quote) for row in grounds)),
        as_of=context.localization.as_of(),
        later=in_time.structures(context),
        correction=context.correction(context.index.office),
    )


def territory(context: PageContext) -> Chart | None:
    """Return the territorial chart, for the page of the regions; None if there are too many regions."""
    if len(context.index.regions) > ROW:
        return None
    chart = _chart(context, "terr", "regions.map", files=True)
    territory = Territory(context.localization, context.plan, context.page)
    figures = (
        territory.wide(f"{chart.name}-wide", chart.title_id),
        territory.narrow(f"{chart.name}-narrow", chart.title_id),
    )
    bodies = (body.id for bodies in context.index.bodies_in.values() for body in bodies)
    names = chart_names.as_json(context.localization, (*context.index.regions, *bodies))
    return _with_figures(replace(chart, names=names), figures)


def around_body(context: PageContext, body: Body) -> Chart:
    """Return the chart of a body's neighbourhood, with the link to its place in the full chart."""
    chart = _chart(context, "near", "chart.near")
    composer = Composer(context.localization, context.plan, context.page)
    figure = neighbourhood.of_body(composer, body, chart.name, chart.title_id)
    href = context.link(Target.page("chart"))
    if composer.shows(body):
        href = Markup("{}#org-{}").format(href, body.id)
    link = Link(context.localization.strings["chart.whole"], href)
    return _with_figures(replace(chart, whole=link), (figure,))


def around_provision(context: PageContext, provision: Provision) -> Chart | None:
    """Return the chart of who is assigned to a function; None if nobody is."""
    kinds = (neighbourhood.STATED, neighbourhood.NAMED, neighbourhood.EDITORIAL)
    chart = _chart(context, "near", "chart.assignments")
    composer = Composer(context.localization, context.plan, context.page)
    words = context.provision(provision.eid).words
    figure = neighbourhood.of_provision(composer, provision, words, chart.name, chart.title_id)
    if figure is None:
        return None
    lines = {
        kind: sum(kind in vertex.kind.split() and bool(vertex.data) for vertex in figure.layouts[0].vertices)
        for kind in kinds
    }
    legend = _kinds(context, [kind for kind in kinds if lines[kind]], "chart.assignment")
    legend = [replace(kind, lines=lines[kind.kind]) for kind in legend]
    return _with_figures(replace(chart, kinds=legend), (figure,))


class StatementRow(Struct, frozen=True):
    """A statement of the chart of appointments as a sentence of a list."""

    id: Markup
    subjects: Sequence[Link]
    verb: str
    literal: str
    objects: Sequence[Link]
    other: str
    """What the third party does: receives, or consents; empty if there is none."""
    others: Sequence[Link]
    place: Link


class StatementGroup(Struct, frozen=True):
    """The statements of one kind, for the list beside the chart of appointments."""

    title: Markup
    rows: Sequence[StatementRow]


def appointments(context: PageContext) -> tuple[Chart | None, Sequence[StatementGroup]]:
    """Return the chart of who appoints, consents, proposes, chairs and answers to whom, and it as a list.

    No chart if it would have more than `ROW` rows; no list either if the act states nothing of the kind.
    """
    composer = Composer(context.localization, context.plan, context.page)
    stated = who.compose(composer, lambda eid: _words_and_link(context, eid))
    if stated is None:
        return None, ()
    strings = context.localization.strings
    words = {
        "to": strings["chart.who.to"],
        "consent": strings["chart.who.consent"],
        "appoints": strings["chart.who.verb.appoints"],
        "under": strings["chart.who.under"],
    }
    chart = _chart(context, "who", "chart.who", files=True, tools=False)
    kinds = [
        replace(kind, tip=who.TIPS[kind.kind], tip_class="tip open" if kind.kind in who.HOLLOW else "tip")
        for kind in _kinds(context, stated.kinds, "chart.who.kind")
    ]
    chart = replace(chart, kinds=kinds)
    groups = [
        StatementGroup(
            context.localization.message(f"chart.who.kind.{kind}"),
            [_statement_row(stated, row, words) for row in stated.rows if row.kind == kind],
        )
        for kind in stated.kinds
        if kind != who.CONSENT
    ]
    if stated.height > ROW:
        return None, groups
    figures = statement_layout.figures(stated, words, chart.name, chart.title_id)
    return _with_figures(chart, figures), groups


def _words_and_link(context: PageContext, eid: str) -> tuple[str, str]:
    link = context.provision(eid)
    return link.words, link.href


def _statement_row(stated: who.Statements, row: who.Statement, words: dict[str, str]) -> StatementRow:
    def link(id_: str) -> Link:
        node = stated.nodes[id_]
        return Link(node.words, Markup(node.href))

    subjects, objects, others = [row.subject], row.objects, row.others
    other = words["consent" if row.consents else "to"] if others else ""
    if row.kind == who.LAW:  # a post is the subject of the sentence, not the law
        subjects, objects, others, other = row.objects, [], [row.subject], words["under"]
    return StatementRow(
        id=Markup(row.id),
        subjects=[link(id_) for id_ in subjects],
        verb=words["appoints"] if row.consents and row.others else row.verb,
        literal=row.literal,
        objects=[link(id_) for id_ in objects],
        other=other,
        others=[link(id_) for id_ in others],
        place=Link(row.place[0], Markup(row.place[1])),
    )


def _chart(
    context: PageContext,
    scope: str,
    title: str,
    *,
    kinds: Sequence[str] = (),
    files: bool = False,
    tools: bool | None = None,
) -> Chart:
    """Return a chart without figures; `scope` begins the addresses of its nodes, `title` is a key.

    `tools` says whether it has the bar of tools; by default, if it has all `files`.
    """
    localization = context.localization
    page = context.page.path.removesuffix(".html").replace("/", "-")
    name = f"{scope}.{localization.code}" if files else f"{scope}-{page}.{localization.code}"
    return Chart(
        scope=scope,
        name=name,
        title_id=f"{scope}-title",
        title=localization.message(title),
        kinds=_kinds(context, kinds, "chart.kind"),
        scripts=[
            _asset(context, f"assets/javascripts/charts/{script}.js")
            for script in SCRIPTS
            if (files if tools is None else tools) or script not in TOOLS
        ],
        fold=localization.strings["chart.fold"],
        files=[
            (suffix.upper(), _asset(context, f"assets/charts/{name}.{suffix}"))
            for suffix in (FORMATS if files else SMALL_FILES)
        ],
    )


def _levels(context: PageContext, trees: Sequence[Node]) -> list[Markup]:
    """Return the names of the levels that the trees under the office have."""
    deepest = max(map(_depth, trees), default=0)
    return [context.localization.message("chart.level", number=number) for number in range(1, deepest + 1)]


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.children), default=0)


def _kinds(context: PageContext, kinds: Sequence[str], key: str) -> list[ChartKind]:
    return [ChartKind(kind, context.localization.message(f"{key}.{kind}")) for kind in kinds]


def _asset(context: PageContext, path: str) -> Markup:
    return Markup(relative(context.page.path, path))


def _with_figures(chart: Chart, figures: tuple[Figure, ...]) -> Chart:
    """Return a chart with its figures; the first one becomes the download."""
    legend = tuple((kind.kind, unescape(kind.words)) for kind in chart.kinds)
    formats = tuple(suffix.lower() for suffix, _ in chart.files)
    file = File(chart.name, unescape(chart.title), legend, formats)
    return replace(chart, figures=(replace(figures[0], file=file), *figures[1:]))


def _lines(text: str) -> int:
    """Return how many lines a text takes on a phone, at the deepest level of the list."""
    return ceil(len(text) / LETTERS)


def _room(lines: int) -> int:
    """Return the least of `ROOMS` that holds some lines, or the largest.

    By its class the browser reserves the height of what is out of view, and styles it only when it comes into
    view.
    """
    return next((room for room in ROOMS if room >= lines), ROOMS[-1])


def _list_node(context: PageContext, node: Node) -> ListNode:
    """Return a node as an item of the list: name, kind, provision, first functions, and what is below it."""
    actor = context.index.actors.get(node.id)
    words = context.localization.name(actor) if actor else node.words
    return ListNode(
        id=Markup(node.id),
        link=Link(words, Markup(node.href)),
        kind=_kind(context, actor),
        place=context.provision(actor.named_in) if actor else None,
        functions=_functions(context, node.id),
        below=[_list_node(context, child) for child in node.children],
    )


def _kind(context: PageContext, actor: Body | Post | BodyGroup | None) -> str:
    if isinstance(actor, Body):
        return context.localization.strings[f"kind.{actor.kind}"]
    return context.localization.strings["chart.post" if isinstance(actor, Post) else "chart.class"]


def _functions(context: PageContext, id_: str) -> list[Link]:
    """Return the first functions that the act gives a body, and the first whose words name it."""
    index = context.index
    provisions: list[Provision] = []
    for bearer in index.dataset.bearers:
        if bearer.body == id_:
            point = index.provisions[bearer.provision]
            below = index.descendants(point)
            provisions += [provision for provision in below if provision.role in index.paged_roles]
    provisions += [
        index.provisions[assignment.provision]
        for assignment in index.assignments_of_body[id_]
        if assignment.basis is Basis.NAMED
    ]
    first = list({provision.eid: provision for provision in provisions}.values())[:FUNCTIONS]
    return [
        Link(
            context.excerpt(provision, EXCERPT),
            context.role_link(provision).href,
            context.provision(provision.eid).words,
        )
        for provision in first
    ]
