"""The act itself: the whole text, its chapters, the lists, the decree around it and its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator.act.annotations import Mark
from generator.act.targets import Target
from generator.escape import act_words
from generator.model import UNKNOWN_COUNTRY, Kind, Provision
from generator.plan import pages
from generator.plan.localization import Localization
from generator.views.context import Link, PageContext

AROUND = 9
"""Words shown on each side of a term."""


def text(context: PageContext) -> dict[str, Any]:
    """The whole act on one page, with an outline."""
    index = context.index
    return {
        "blocks": [context.block(one) for one in index.roots],
        "outline": [Link(outline_name(context, one), Markup(f"#{one.eid}")) for one in _headings(context)],
        "correction": context.correction_at(index.roots[0].at.file, 1),
    }


def _headings(context: PageContext) -> list[Provision]:
    return [
        *[one for one in context.index.roots if one.kind is Kind.TITLE],
        *context.index.of_kind(Kind.CHAPTER),
        *pages.lists(context.index),
    ]


def outline_name(context: PageContext, provision: Provision) -> str:
    """Return a heading's words with its number."""
    return " ".join(
        filter(None, [context.localization.num(provision), context.localization.text(provision.text)])
    )


def parallel(context: PageContext) -> dict[str, Any]:
    """A text with its languages side by side, provision beside provision."""
    index = context.index
    subject = index.provisions.get(context.page.subject)
    if subject is None:
        shown = list(index.dataset.provisions)
    else:
        above = [one for one in index.ancestors(subject) if one.kind in (Kind.POINT, Kind.SUBPOINT)]
        shown = [*above, *index.descendants(subject)]
    level = len(index.ancestors(shown[0]))
    of_code = {localization.code: localization for localization in context.localization.published}
    localizations = [of_code[language.code] for language in index.dataset.published]
    return {
        "languages": [(one.code, one.language.name, one.standing()) for one in localizations],
        "rows": [_pair(localizations, one, len(index.ancestors(one)) - level) for one in shown],
        "correction": context.correction(shown[0]),
    }


def _pair(localizations: list[Localization], provision: Provision, level: int) -> dict[str, Any]:
    return {
        "eid": Markup(provision.eid),
        "kind": provision.kind.value,
        "level": max(level, 0),
        "sides": [
            {"language": one.code, "num": one.num(provision), "words": act_words(one.text(provision.text))}
            for one in localizations
        ],
    }


def chapters(context: PageContext) -> dict[str, Any]:
    """The chapters with what each holds."""
    found = context.index.of_kind(Kind.CHAPTER)
    return {
        "chapters": [chapter_card(context, one) for one in found],
        "correction": context.correction(found[0]),
    }


def chapter_card(context: PageContext, chapter: Provision) -> dict[str, Any]:
    """Return a chapter's link, its counts and its points."""
    r, index = context.localization, context.index
    below = list(index.descendants(chapter))
    points = [one for one in below if one.kind is Kind.POINT]
    roles = Counter(one.role for one in below if one.role)
    counts = [r.count("count.points", len(points))]
    counts += [r.count(f"count.{role}", number) for role, number in roles.items()]
    numbers = [index.number(one) for one in points]
    return {
        "link": Link(outline_name(context, chapter), context.link(Target.chapter(chapter.eid))),
        "about": "",
        "counts": counts,
        "range": f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(numbers),
        "points": [
            Link(r.label(one), context.link(Target.provision(one.eid)), one.num or "") for one in points
        ],
    }


def chapter(context: PageContext) -> dict[str, Any]:
    """One chapter: its points in full, and how to reach them."""
    index = context.index
    one = index.provisions[context.page.subject]
    block = context.block(one, cited=True)
    eids = {below.eid for below in index.descendants(one)}
    return {
        "block": block,
        "card": chapter_card(context, one),
        "related": _related(context, one),
        "titled": bool(index.titles),
        "changes": context.changes(eids),
        "correction": context.correction(one),
    }


def _related(context: PageContext, chapter: Provision) -> list[Link]:
    """Return the pages that show the chapter's provisions another way."""
    below = list(context.index.descendants(chapter))
    found = [
        Link(context.localization.strings[f"page.role.{role}"], context.link(Target.role(role)))
        for role in context.index.paged_roles
        if any(one.role is role for one in below)
    ]
    eids = {one.eid for one in below}
    for page in context.plan.pages:
        if page.kind == "point" and page.subject in eids:
            link = context.page_link(page)
            found += [link] if link else []
    return found


def lists(context: PageContext) -> dict[str, Any]:
    """The lists that stand beside the chapters."""
    found = pages.lists(context.index)
    eids = {one.eid for top in found for one in context.index.descendants(top)}
    return {
        "blocks": [context.block(one, cited=True) for one in found],
        "changes": context.changes(eids),
        "correction": context.correction(found[0]),
    }


def decree(context: PageContext) -> dict[str, Any]:
    """The act that brings the statute, with what of it was not published."""
    found = pages.decree(context.index)
    act = context.index.dataset.act
    annexes = [one for one in found if one.kind is Kind.ANNEX]
    return {
        "blocks": [context.block(one, cited=True) for one in found if one.kind is not Kind.ANNEX],
        "annexes": [context.block(one, depth=0, cited=True) for one in annexes],
        "annex_heads": [
            [
                context.block(context.index.provisions[child])
                for child in one.children
                if not _beside(context, child)
            ]
            for one in annexes
        ],
        "unpublished": [context.provision(one) for one in act.unpublished],
        "unpublished_words": [
            {
                "words": context.localization.text(context.index.provisions[one].text),
                "place": context.provision(one),
            }
            for one in act.unpublished
        ],
        "work": act.work,
        "facts": [
            (name, words)
            for name, words in (
                (context.localization.message("decree.number"), act.number),
                (
                    context.localization.message("decree.date"),
                    act.date and context.localization.date(act.date),
                ),
                (
                    context.localization.message("decree.statute_of"),
                    context.localization.text(act.approved_by),
                ),
                (
                    context.localization.message("decree.work"),
                    "" if f"/{UNKNOWN_COUNTRY}/" in act.work else act.work,
                ),
            )
            if words
        ],
        "correction": context.correction(found[0]),
    }


def _beside(context: PageContext, eid: str) -> bool:
    return context.index.provisions[eid].kind in (Kind.CHAPTER, Kind.LIST)


def terms(context: PageContext) -> dict[str, Any]:
    """The glossary in alphabetical order, under its letters."""
    r = context.localization
    others = [one for one in context.index.dataset.published if one.code != r.code]
    ordered = r.sort((r.text(term.term), term) for term in context.index.dataset.glossary.terms)
    letters: dict[str, list[dict[str, Any]]] = {}
    for term in ordered:
        words = r.text(term.term)
        letter = next((sign for sign in words if sign.isalpha()), "#").upper()
        letters.setdefault(letter, []).append(
            {
                "id": term.id,
                "href": context.link(Target.term(term.id)),
                "term": words,
                "others": [(one.code, term.term[one.code]) for one in others if one.code in term.term],
                "definition": r.text(term.definition),
                "note": r.text(term.note),
                "source": r.text(term.source),
            }
        )
    return {"letters": letters, "correction": context.correction(ordered[0])}


def term(context: PageContext) -> dict[str, Any]:
    """One term: what it is, in every language, and the places of the act that lead to it."""
    r = context.localization
    one = context.index.terms[context.page.subject]
    others = [language for language in context.index.dataset.published if language.code != r.code]
    return {
        "others": [(each.name, each.code, one.term[each.code]) for each in others if each.code in one.term],
        "definition": r.text(one.definition),
        "note": r.text(one.note),
        "source": r.text(one.source),
        "places": [
            {"place": context.told(provision.eid), "words": _around(context, provision, mark)}
            for provision, mark in _linked(context, one.id)
        ],
        "correction": context.correction(one),
    }


def _linked(context: PageContext, term: str) -> Iterator[tuple[Provision, Mark]]:
    """Yield each provision whose words lead to a term, with the mark that does."""
    for eid in dict.fromkeys(one.provision for one in context.index.term_links_of.get(term, ())):
        provision = context.index.provisions[eid]
        yield from ((provision, mark) for mark in context.localization.marks(provision) if mark.term == term)


def _around(context: PageContext, provision: Provision, mark: Mark) -> Markup:
    """Return the words around a mark of a provision, its own words marked."""
    text = context.localization.text(provision.text)
    before, after = text[: mark.start].split(" "), text[mark.end :].split(" ")
    start = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    end = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    return Markup("{}<mark>{}</mark>{}").format(
        act_words(start), act_words(text[mark.start : mark.end]), act_words(end)
    )


def acts(context: PageContext) -> dict[str, Any]:
    """The acts that the text cites."""
    found = context.index.dataset.citations.acts
    return {
        "rows": [
            {
                "link": Link(context.localization.text(one.name), context.link(Target.act(one.id))),
                "status": context.localization.text(one.status),
                "count": len(context.index.references_of[one.id]),
            }
            for one in found
        ],
        "correction": context.correction(found[0]),
    }


def act(context: PageContext) -> dict[str, Any]:
    """One act: its status today and every place of the text that cites it."""
    r, index = context.localization, context.index
    one = next(each for each in index.dataset.citations.acts if each.id == context.page.subject)
    changes = {change.id: change for change in index.dataset.act.changes}
    return {
        "status": r.text(one.status),
        "url": one.url or "",
        "here": context.link(Target.page(one.page)) if one.page else "",
        "changes": [context.change(changes[each]) for each in one.changes],
        "references": [
            {"at": r.text(each.place), **context.quotation(each.words, each.provision)}
            for each in index.references_of[one.id]
        ],
        "correction": context.correction(one),
    }
