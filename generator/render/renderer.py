"""Renders every page of the plan as Markdown: one template per kind of page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from generator.act.integrity import Proof
from generator.charts.geometry import Figure
from generator.plan.localization import Localization
from generator.plan.pages import Plan
from generator.render.environment import environment, tidy, yaml_scalar
from generator.views import CONTEXTS
from generator.views.context import PageContext, page_name

WIDE = ("home", "regions", "parallel", "print", "chart")
"""The kinds of page that need the whole width."""


Draw = Callable[[Sequence[Figure]], Mapping[str, Markup]]
"""Draws figures: name -> SVG."""


def render(plan: Plan, localization: Localization, proof: Proof, draw: Draw) -> Iterator[tuple[str, str]]:
    """Yield (Markdown file, its text) for every page of the plan in the reader's language.

    `draw` turns all the figures of the pages into drawings at once.
    """
    contexts = [PageContext(page, plan, localization, proof) for page in plan.pages]
    all_values = [context_of(context) for context in contexts]
    drawn = draw([figure for values in all_values for figure in values.get("charted", ())])
    for context, values in zip(contexts, all_values, strict=True):
        yield context.page.source, render_page(context, values, drawn)


def context_of(context: PageContext) -> dict[str, Any]:
    """Return what the template of a page is filled with; the figures of its charts are under `charted`."""
    return {
        **_frame(context),
        **(
            _hand_written(context)
            if context.page.kind == "hand-written"
            else CONTEXTS[context.page.kind](context)
        ),
    }


def render_page(context: PageContext, values: Mapping[str, Any], drawn: Mapping[str, Markup]) -> str:
    """Return the Markdown of one page; `drawn` are the drawings by the names of their figures."""
    localization = context.localization
    template = environment().get_template(f"{context.page.kind}.md.jinja")
    original = localization.index.dataset.original
    return tidy(
        template.render(
            **values, drawn=drawn, message=localization.message, code=localization.code, original=original
        )
    )


def _frame(context: PageContext) -> dict[str, Any]:
    """What every template has: the title, the status line and the way around."""
    r, page = context.localization, context.page
    name = page_name(r, page)
    heading = title_of(context)
    return {
        "page_name": name,
        "heading": heading,
        "title_yaml": yaml_scalar(heading),
        "description_yaml": yaml_scalar(description_of(context)),
        "status": r.status(),
        "currency": context.link("page:currency"),
        "wide": page.kind in WIDE,
        "searched": page.kind not in ("parallel", "print"),
        "parallel": context.parallel(),
        "translation": r.standing() if not r.is_original else "",
        "original_page": context.in_language(r.index.dataset.original),
        "crumbs": context.crumbs(),
        "neighbours": context.neighbours(),
    }


def title_of(context: PageContext) -> str:
    """Return the heading of a page: the full name of what it is about."""
    r, page = context.localization, context.page
    if page.kind == "home":
        return r.text(r.index.dataset.act.statute)
    if page.kind in ("body", "post"):
        return r.name(r.index.actors[page.subject])
    if page.kind == "provision":
        provision = r.index.provisions[page.subject]
        return r.plain(
            f"heading.{provision.role}", number=r.index.number(provision), title=r.label(provision)
        )
    if page.kind == "decree":
        return r.text(r.index.dataset.act.title)
    if page.parallel:
        shown = r.index.provisions.get(page.subject)
        whole = "page.print" if page.kind == "print" else "page.text"
        words = [r.num(shown), r.title(shown) or r.text(shown.text)] if shown else [r.strings[whole]]
        name = " ".join(filter(None, words))
        return r.plain("heading.parallel", name=name)
    return page_name(r, page)


def description_of(context: PageContext) -> str:
    """Return one plain sentence about a page, for search engines and previews."""
    r, page = context.localization, context.page
    if page.kind == "hand-written":
        return r.written[page.subject].description
    if page.kind == "provision":
        return context.excerpt(r.index.provisions[page.subject], 24)
    if page.kind in ("body", "post"):
        actor = r.index.actors[page.subject]
        return r.plain("description.actor", name=r.name(actor), site=r.text(r.index.dataset.site.name))
    if page.kind == "topic":
        return r.text(r.index.topics[page.subject].about)
    if page.kind == "home":
        return r.text(r.index.dataset.site.description)
    return r.plain("description.page", name=page_name(r, page), site=r.text(r.index.dataset.site.name))


def _hand_written(context: PageContext) -> dict[str, Any]:
    written = context.localization.written[context.page.subject]
    # A page written by hand is Markdown already: it is trusted as the repository is, and not escaped.
    return {"body": Markup(written.body), "correction": context.correction_at(written.file, 1)}
