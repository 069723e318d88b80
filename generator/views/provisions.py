"""Builds what stands around the provisions of a page: their citations and the table of contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import Kind, Provision
from generator.plan.citations import CITED
from generator.plan.pages import PARALLEL
from generator.views.context import PageContext
from generator.views.parts import Citations, Cited, CitedGroup, Contents, ContentsCell, ContentsPart, Link


def citations(context: PageContext, provisions: Iterable[Provision]) -> Citations:
    """Return how to cite each of some provisions, in the language of the page, then in the others."""
    localizations = sorted(
        context.localization.published,
        key=lambda localization: localization.code != context.localization.code,
    )
    groups: list[tuple[tuple[tuple[str, str], ...], list[Cited]]] = []
    for provision in provisions:
        if provision.kind not in CITED:
            continue
        split = [
            (localization.code, *localization.split_citation(provision)) for localization in localizations
        ]
        acts = tuple((code, act) for code, act, _ in split)
        if not groups or groups[-1][0] != acts:
            groups.append((acts, []))
        units = tuple((code, unit) for code, _, unit in split)
        groups[-1][1].append(Cited(Markup(provision.eid), units, context.named(provision)))
    return Citations(
        languages=tuple((localization.code, localization.language.name) for localization in localizations),
        groups=tuple(CitedGroup(acts, tuple(rows)) for acts, rows in groups),
        named=any(row.named for _, rows in groups for row in rows),
    )


def numbered(context: PageContext, provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Yield the provisions that have a number, whose controls the others share."""
    return (provision for provision in provisions if context.localization.num(provision))


def part(context: PageContext, provision: Provision, below: Iterable[Provision] = ()) -> ContentsPart:
    """Return the entry of a provision in a table of contents, with those of what stands `below` it."""
    localization, index = context.localization, context.index
    return ContentsPart(
        num=localization.num(provision) if provision.kind is Kind.POINT else "",
        words=localization.label(provision).rstrip(" :;")
        if provision.kind is Kind.POINT
        else context.heading(provision),
        href=f"#{provision.eid}",
        cells=tuple(
            ContentsCell(
                number=index.number(cell),
                sign=localization.num(cell).removeprefix(index.number(cell)),
                words=localization.label(cell).rstrip(" :;"),
                href=f"#{cell.eid}",
            )
            for cell in numbered(context, below)
        ),
    )


def contents(context: PageContext, key: str, parts: Sequence[ContentsPart]) -> Contents:
    """Return the table of contents of a page; `key` is that of its name among the interface words."""
    numbers = [
        num for part in parts for num in ([part.num] if part.num else [cell.number for cell in part.cells])
    ]
    return Contents(
        name=context.localization.strings[key],
        range="–".join(dict.fromkeys((numbers[0].rstrip("."), numbers[-1].rstrip(".")))) if numbers else "",
        parts=tuple(parts),
        more=tuple(filter(None, (_chapters(context, parts), _other_pages(context)))),
    )


def _chapters(context: PageContext, parts: Sequence[ContentsPart]) -> tuple[Link, ...]:
    """Return the links to the chapters, without those that the page shows."""
    shown = {part.words for part in parts}
    return tuple(
        link
        for page in context.plan.pages
        if page.kind == "chapter" and not page.parallel and page.path != context.page.path
        if (link := context.page_link(page)).words not in shown
    )


def _other_pages(context: PageContext) -> tuple[Link, ...]:
    """Return the links to the full text, to both languages side by side and to the text for printing."""
    paths = ["text.html", f"{PARALLEL}{context.page.path}", "print.html"]
    known = {page.path: page for page in context.plan.pages}
    return tuple(
        Link(
            context.localization.strings["page.parallel"]
            if known[path].parallel
            else context.page_name(known[path]),
            context.link(Target.page(path)),
        )
        for path in paths
        if path in known and path != context.page.path
    )
