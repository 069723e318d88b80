"""Renders the pages of the plan as Markdown, each with the template of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from msgspec import Struct

from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.charts.geometry import Figure
from generator.escape import escape_inside
from generator.exports import jsonld
from generator.model.reads import Key, reading
from generator.plan.localization import Localization
from generator.plan.pages import Page, Plan
from generator.render.environment import environment, tidy
from generator.render.page_kinds import PAGE_KINDS, PageKind, page_context
from generator.views import printing
from generator.views.appeals import appeals_link
from generator.views.context import Downloads, PageContext
from generator.views.parts import Link, Neighbours, View

Draw = Callable[[Sequence[Figure]], Mapping[str, Markup]]
"""Draws figures: name -> SVG."""


class Frame(Struct, frozen=True):
    """What every template shows around its own part, as `frame`."""

    heading: Markup
    """The title, in which the number of an act does not break."""
    title: str
    description: str
    language: str
    """The code of the page's language."""
    structured_data: Sequence[jsonld.JSON]
    """The page and what it is about: the `@graph` of its JSON-LD."""
    currency: str
    """The link to the page about currency; empty on that page."""
    history: str
    """The link to the page of the history of the text; empty on that page and if there is none."""
    status: str
    """The status line, if that of the site's version does not fit the page."""
    listed: bool
    """Whether search engines of the web may list the page."""
    has_law: bool
    """Whether the page shows words of the act."""
    wide: bool
    indexed: bool
    side_by_side: str
    """The link to the page with the languages side by side, if there is one."""
    one_language: str
    """The link from such a page to the one in a single language."""
    original_page: str
    """The link to the page in the original language; empty on pages in that language."""
    edges: Markup
    """The CSS of the words at the edges of a sheet; empty for a page that is not printed as the act."""
    twin: str
    """The link to the words of the page as Markdown; empty if there are none."""
    appeals: Link | None
    """The link to the page on where to turn, from a page that raises the question."""
    crumbs: Sequence[Link]
    neighbours: Neighbours


def render(
    plan: Plan,
    localization: Localization,
    proof: Proof,
    draw: Draw,
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    templates: Sequence[Path] = (),
    downloads: Downloads | None = None,
) -> Iterator[tuple[str, str]]:
    """Yield (Markdown file, its text) for every page of the plan in the language of a localization.

    `draw` draws the figures of all pages at once. `kinds` are the kinds of page by name; `templates` are
    folders that are searched for templates before the package's own. `downloads` are the files of the data.
    """
    contexts = [
        page_context(page, plan, localization, proof, kinds=kinds, downloads=downloads) for page in plan.pages
    ]
    for rendered in render_pages(contexts, draw, kinds=kinds, templates=templates):
        yield rendered.page.source, rendered.markdown


class Rendered(Struct, frozen=True):
    """A rendered page."""

    page: Page
    markdown: str
    figures: Sequence[Figure]
    reads: Set[Key]
    """What was read to render it."""


def render_pages(
    contexts: Sequence[PageContext],
    draw: Draw,
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    templates: Sequence[Path] = (),
) -> Iterator[Rendered]:
    """Yield the pages of some contexts; `draw` draws the figures of all of them at once."""
    views: list[tuple[PageContext, View, set[Key]]] = []
    for context in contexts:
        reads: set[Key] = set()
        with reading(reads):
            views.append((context, view_of(context, kinds=kinds), reads))
    drawings = draw([figure for _, view, _ in views for figure in view.figures])
    for context, view, reads in views:
        with reading(reads):
            markdown = render_page(context, view, drawings, kinds=kinds, templates=templates)
        yield Rendered(context.page, markdown, view.figures, reads)


def blank(figures: Sequence[Figure]) -> dict[str, Markup]:
    """Return empty drawings, for a page whose words alone matter."""
    return {figure.name: Markup() for figure in figures}


def view_of(context: PageContext, *, kinds: Mapping[str, PageKind] = PAGE_KINDS) -> View:
    """Return what the template of a page shows as `page`."""
    return kinds[context.page.kind].view(context)


def render_page(
    context: PageContext,
    view: View,
    drawings: Mapping[str, Markup],
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    templates: Sequence[Path] = (),
) -> str:
    """Return the Markdown of one page; `drawings` are the drawings by the names of their figures.

    A figure without a drawing is left out.

    Raises `jinja2.UndefinedError` if the template uses a field that the view or the frame does not have.
    """
    localization, kind = context.localization, kinds[context.page.kind]
    template = environment(*templates).get_template(kind.template)
    return join_numbers(
        template.render(
            page=view.with_drawings(drawings),
            frame=_frame(context, kind),
            drawn=drawings,
            message=localization.message,
            code=localization.code,
            original=localization.index.dataset.original,
        )
    )


ACT_NUMBER = re.compile(r"(№ ?[\w-]+)")
LOOSE_NUMBER = re.compile(
    r"""(?sx) <(script|style|svg|figure|pre|code)\b.*?</\1> | <span\ class="nb">.*?</span> | <[^>]*>
    | \{:[^}]*\} | \]\(<[^>]*>\) | \]\([^)]*\) | `[^`]*`        # attributes, destinations, code
    | (?P<number>№(?<![\w_]№)[ ]?[\w-]*[^\W_])(?![\w_])"""
)
"""The number of an act in the words of a page, or a part of a page that is skipped."""


def join_numbers(markdown: str) -> str:
    """Return the Markdown of a page, tidied, with the number of an act (`№ 81-VI`) kept on one line."""

    def join(match: re.Match[str]) -> str:
        number = match["number"]
        return f"_{number}_{{: .nb }}" if number else match[0]

    head, line, words = tidy(markdown).partition("\n---\n")
    return head + line + (LOOSE_NUMBER.sub(join, words) if "№" in words else words)


def heading(title: str) -> Markup:
    """Return a title as Markdown, with the number of an act (`№ 81-VI`) kept on one line."""
    parts = ACT_NUMBER.split(" ".join(title.split()))
    words = [
        Markup('<span class="nb">{}</span>').format(escape_inside(part)) if place % 2 else escape_inside(part)
        for place, part in enumerate(parts)
    ]
    return Markup("").join(words)


def _frame(context: PageContext, kind: PageKind) -> Frame:
    """Return what the front matter of every page holds: its title, its links and what it is about."""
    localization, currency, history = context.localization, Target.page("currency"), Target.page("history")
    parallel = context.parallel()
    other = parallel.href if parallel else ""
    return Frame(
        heading=heading(kind.title(context)),
        title=kind.title(context),
        description=kind.description(context),
        language=localization.code,
        structured_data=jsonld.graph(context, kind.about),
        currency="" if context.page.kind == "currency" else context.link(currency),
        history="" if context.page.kind == "history" or not context.has(history) else context.link(history),
        status=localization.strings["in_time.status"] if kind.in_time else "",
        listed=kind.listed,
        has_law=kind.has_law,
        wide=kind.wide,
        indexed=kind.indexed,
        side_by_side="" if context.page.parallel else other,
        one_language=other if context.page.parallel else "",
        original_page="" if localization.is_original else context.in_language(context.index.dataset.original),
        edges=printing.edges(context) if kind.paper else Markup(),
        twin=PurePosixPath(context.page.source).name if kind.has_twin else "",
        appeals=appeals_link(context),
        crumbs=context.crumbs(),
        neighbours=context.neighbours(),
    )
