"""Renders the pages of the plan as Markdown, each with the template of its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.charts.geometry import Figure
from generator.exports import jsonld
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.render.environment import environment, tidy, yaml_scalar
from generator.render.page_kinds import PAGE_KINDS, PageKind, page_context
from generator.views.context import PageContext

Draw = Callable[[Sequence[Figure]], Mapping[str, Markup]]
"""Draws figures: name -> SVG."""


def render(
    plan: Plan,
    localization: Localization,
    proof: Proof,
    draw: Draw,
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    templates: Sequence[Path] = (),
) -> Iterator[tuple[str, str]]:
    """Yield (Markdown file, its text) for every page of the plan in the language of a localization.

    `draw` draws the figures of all pages at once. `kinds` are the kinds of page by name; `templates` are
    folders that are searched for templates before the package's own.
    """
    contexts = [page_context(page, plan, localization, proof, kinds=kinds) for page in plan.pages]
    all_values = [context_of(context, kinds=kinds) for context in contexts]
    drawn = draw([figure for values in all_values for figure in values.get("charted", ())])
    for context, values in zip(contexts, all_values, strict=True):
        yield context.page.source, render_page(context, values, drawn, kinds=kinds, templates=templates)


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


def context_of(context: PageContext, *, kinds: Mapping[str, PageKind] = PAGE_KINDS) -> dict[str, Any]:
    """Return what the template of a page is filled with; the figures of its charts are under `charted`."""
    kind = kinds[context.page.kind]
    return {**_frame(context, kind), **kind.view(context)}


def render_page(
    context: PageContext,
    values: Mapping[str, Any],
    drawn: Mapping[str, Markup],
    *,
    kinds: Mapping[str, PageKind] = PAGE_KINDS,
    templates: Sequence[Path] = (),
) -> str:
    """Return the Markdown of one page; `drawn` are the drawings by the names of their figures."""
    localization = context.localization
    template = environment(*templates).get_template(kinds[context.page.kind].template)
    original = localization.index.dataset.original
    return tidy(
        template.render(
            **values, drawn=drawn, message=localization.message, code=localization.code, original=original
        )
    )


def _frame(context: PageContext, kind: PageKind) -> dict[str, Any]:
    """Return what every template shows: the title, the status line and the links around the page."""
    localization, page = context.localization, context.page
    heading = kind.title(context)
    return {
        "page_name": context.page_name(page),
        "heading": heading,
        "title_yaml": yaml_scalar(heading),
        "description_yaml": yaml_scalar(kind.description(context)),
        "status": localization.status(),
        "currency": context.link(Target.page("currency")),
        "wide": kind.wide,
        "searched": kind.indexed,
        "parallel": context.parallel(),
        "translation": localization.standing() if not localization.is_original else "",
        "original_page": context.in_language(context.index.dataset.original),
        "crumbs": context.crumbs(),
        "neighbours": context.neighbours(),
    }
