"""A plan and a reader in, Markdown out: one template per kind of page, words escaped on their way in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import Markup

from generator.charts.figure import Figure
from generator.escape import escape
from generator.pages import Plan
from generator.proof import Proof
from generator.reader import Reader
from generator.views import CONTEXTS
from generator.views.desk import Desk, page_name

WIDE = ("home", "regions", "parallel", "print", "chart")
"""The kinds of page that need the whole width."""

Draw = Callable[[Sequence[Figure]], Mapping[str, Markup]]
"""Draws figures: name -> SVG."""

TEMPLATES = Path(__file__).parent / "templates"


class _Generator(CodeGenerator):
    """Compiles templates that put values out through `finalize` alone.

    Ours escapes, so Jinja's own escape after it would only look at every value once more.
    """

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Generator


@cache
def environment() -> Environment:
    """The one Jinja environment: what is not marked as safe is escaped for Markdown and HTML at once."""
    made = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=escape,
        undefined=StrictUndefined,
        trim_blocks=False,
        keep_trailing_newline=True,
    )
    made.filters["md"] = to_source
    made.filters["yaml"] = _yaml
    return made


def to_source(href: str) -> Markup:
    """Turn a link to a built page into the link to its Markdown, which the site builder follows."""
    path, hash_, anchor = href.partition("#")
    return Markup(path.removesuffix(".html") + ".md" + hash_ + anchor if path else href)


def render(plan: Plan, reader: Reader, proof: Proof, draw: Draw) -> Iterator[tuple[str, str]]:
    """Yield (Markdown file, its text) for every page of the plan in the reader's language.

    `draw` turns all the figures of the pages into drawings at once.
    """
    desks = [Desk(page, plan, reader, proof) for page in plan.pages]
    contexts = [context_of(desk) for desk in desks]
    drawn = draw([figure for context in contexts for figure in context.get("charted", ())])
    for desk, context in zip(desks, contexts, strict=True):
        yield desk.page.source, render_page(desk, context, drawn)


def context_of(desk: Desk) -> dict[str, Any]:
    """Return what the template of a page is filled with; the figures of its charts are under `charted`."""
    return {
        **_frame(desk),
        **(_hand_written(desk) if desk.page.kind == "hand-written" else CONTEXTS[desk.page.kind](desk)),
    }


def render_page(desk: Desk, context: Mapping[str, Any], drawn: Mapping[str, Markup]) -> str:
    """Return the Markdown of one page; `drawn` are the drawings by the names of their figures."""
    reader = desk.reader
    template = environment().get_template(f"{desk.page.kind}.md.jinja")
    original = reader.index.institution.original
    return _tidy(template.render(**context, drawn=drawn, w=reader.w, code=reader.code, original=original))


def _frame(desk: Desk) -> dict[str, Any]:
    """What every template has: the title, the status line and the way around."""
    r, page = desk.reader, desk.page
    name = page_name(r, page)
    heading = title_of(desk)
    return {
        "page_name": name,
        "heading": heading,
        "title_yaml": _yaml(heading),
        "description_yaml": _yaml(description_of(desk)),
        "status": r.status(),
        "currency": desk.link("page:currency"),
        "wide": page.kind in WIDE,
        "searched": page.kind not in ("parallel", "print"),
        "parallel": desk.parallel(),
        "translation": r.standing() if not r.is_original else "",
        "original_page": desk.in_language(r.index.institution.original),
        "crumbs": desk.crumbs(),
        "neighbours": desk.neighbours(),
    }


def title_of(desk: Desk) -> str:
    """Return the heading of a page: the full name of what it is about."""
    r, page = desk.reader, desk.page
    if page.kind == "home":
        return r.t(r.index.institution.act.statute)
    if page.kind in ("body", "post"):
        return r.name(r.index.actors[page.subject])
    if page.kind == "provision":
        provision = r.index.provisions[page.subject]
        return r.plain(
            f"heading.{provision.role}", number=r.index.number(provision), title=r.label(provision)
        )
    if page.kind == "decree":
        return r.t(r.index.institution.act.title)
    if page.parallel:
        shown = r.index.provisions.get(page.subject)
        whole = "page.print" if page.kind == "print" else "page.text"
        words = [r.num(shown), r.title(shown) or r.t(shown.text)] if shown else [r.strings[whole]]
        name = " ".join(filter(None, words))
        return r.plain("heading.parallel", name=name)
    return page_name(r, page)


def description_of(desk: Desk) -> str:
    """Return one plain sentence about a page, for search engines and previews."""
    r, page = desk.reader, desk.page
    if page.kind == "hand-written":
        return r.written[page.subject].description
    if page.kind == "provision":
        return desk.excerpt(r.index.provisions[page.subject], 24)
    if page.kind in ("body", "post"):
        actor = r.index.actors[page.subject]
        return r.plain("description.actor", name=r.name(actor), site=r.t(r.index.institution.site.name))
    if page.kind == "topic":
        return r.t(r.index.topics[page.subject].about)
    if page.kind == "home":
        return r.t(r.index.institution.site.description)
    return r.plain("description.page", name=page_name(r, page), site=r.t(r.index.institution.site.name))


def _hand_written(desk: Desk) -> dict[str, Any]:
    written = desk.reader.written[desk.page.subject]
    # A page written by hand is Markdown already: it is trusted as the repository is, and not escaped.
    return {"body": Markup(written.body), "correction": desk.correction_at(written.file, 1)}


def _yaml(words: str) -> Markup:
    """Return words as a double-quoted YAML scalar; JSON's form is one."""
    return Markup(json.dumps(" ".join(words.split()), ensure_ascii=False))


def _tidy(markdown: str) -> str:
    """Join runs of blank lines, so that the Markdown on disk reads well."""
    lines: list[str] = []
    for line in markdown.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip() + "\n"
