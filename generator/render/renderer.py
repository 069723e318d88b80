"""Renders the pages of the plan as Markdown, each with the template of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.charts.geometry import Figure
from generator.exports import jsonld
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.render.environment import environment, tidy
from generator.render.page_kinds import PAGE_KINDS, PageKind, page_context
from generator.views import printing
from generator.views.appeals import appeals_link
from generator.views.context import Downloads, PageContext
from generator.views.parts import Link, Neighbours, View

Draw = Callable[[Sequence[Figure]], Mapping[str, Markup]]
"""Draws figures: name -> SVG."""


@dataclass(frozen=True)
class Frame:
    """What every template shows around its own part, as `frame`."""

    page_name: str
    heading: str
    description: str
    status: Markup
    currency: Markup
    """The link to the page about currency."""
    wide: bool
    indexed: bool
    edges: Markup
    """The CSS of the words at the edges of a sheet; empty for a page that is not printed as the act."""
    parallel: Link | None
    translation: str
    """The sentence that this is a translation; empty on pages in the original language."""
    original_page: Markup
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
    views = [view_of(context, kinds=kinds) for context in contexts]
    drawings = draw([figure for view in views for figure in view.figures])
    for context, view in zip(contexts, views, strict=True):
        yield context.page.source, render_page(context, view, drawings, kinds=kinds, templates=templates)


def with_structured_data(
    markdown: Mapping[str, str],
    plan: Plan,
    localization: Localization,
    proof: Proof,
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
) -> dict[str, str]:
    """Return the pages of one language (Markdown file -> its text), each with its JSON-LD at the end."""
    contexts = [page_context(page, plan, localization, proof, kinds=kinds) for page in plan.pages]
    scripts = {
        context.page.source: jsonld.script(context, kinds[context.page.kind].about) for context in contexts
    }
    return {name: text + scripts[name] for name, text in markdown.items()}


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

    Raises `jinja2.UndefinedError` if the template uses a field that the view or the frame does not have.
    """
    localization, kind = context.localization, kinds[context.page.kind]
    template = environment(*templates).get_template(kind.template)
    return tidy(
        template.render(
            page=view,
            frame=_frame(context, kind),
            drawn=drawings,
            message=localization.message,
            code=localization.code,
            original=localization.index.dataset.original,
        )
    )


def _frame(context: PageContext, kind: PageKind) -> Frame:
    """Return what every template shows: the title, the status line and the links around the page."""
    localization = context.localization
    return Frame(
        page_name=context.page_name(context.page),
        heading=kind.title(context),
        description=kind.description(context),
        status=localization.status(),
        currency=context.link(Target.page("currency")),
        wide=kind.wide,
        indexed=kind.indexed,
        edges=printing.edges(context) if kind.paper else Markup(),
        parallel=context.parallel(),
        translation="" if localization.is_original else localization.standing(),
        original_page=context.in_language(context.index.dataset.original),
        appeals=appeals_link(context),
        crumbs=context.crumbs(),
        neighbours=context.neighbours(),
    )
