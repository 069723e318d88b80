"""The act itself: the whole text, its chapters, the lists, the decree around it and its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from generator import pages
from generator.escape import act_words
from generator.marks import Mark
from generator.model import UNKNOWN_COUNTRY, Kind, Provision
from generator.reader import Reader
from generator.views.desk import Desk, Link

AROUND = 9
"""Words shown on each side of a term."""


def text(desk: Desk) -> dict[str, Any]:
    """The whole act on one page, with an outline."""
    index = desk.index
    return {
        "blocks": [desk.block(one) for one in index.roots],
        "outline": [Link(outline_name(desk, one), Markup(f"#{one.eid}")) for one in _headings(desk)],
        "correction": desk.correction_at(index.roots[0].at.file, 1),
    }


def _headings(desk: Desk) -> list[Provision]:
    return [
        *[one for one in desk.index.roots if one.kind is Kind.TITLE],
        *desk.index.of_kind(Kind.CHAPTER),
        *pages.lists(desk.index),
    ]


def outline_name(desk: Desk, provision: Provision) -> str:
    """Return a heading's words with its number."""
    return " ".join(filter(None, [desk.reader.num(provision), desk.reader.t(provision.text)]))


def parallel(desk: Desk) -> dict[str, Any]:
    """A text with its languages side by side, provision beside provision."""
    index = desk.index
    subject = index.provisions.get(desk.page.subject)
    if subject is None:
        shown = list(index.institution.provisions)
    else:
        above = [one for one in index.ancestors(subject) if one.kind in (Kind.POINT, Kind.SUBPOINT)]
        shown = [*above, *index.descendants(subject)]
    level = len(index.ancestors(shown[0]))
    readers = [Reader(index, one) for one in index.institution.published]
    return {
        "languages": [(one.code, one.language.name, one.standing()) for one in readers],
        "rows": [_pair(readers, one, len(index.ancestors(one)) - level) for one in shown],
        "correction": desk.correction(shown[0]),
    }


def _pair(readers: list[Reader], provision: Provision, level: int) -> dict[str, Any]:
    return {
        "eid": Markup(provision.eid),
        "kind": provision.kind.value,
        "level": max(level, 0),
        "sides": [
            {"language": one.code, "num": one.num(provision), "words": act_words(one.t(provision.text))}
            for one in readers
        ],
    }


def chapters(desk: Desk) -> dict[str, Any]:
    """The chapters with what each holds."""
    found = desk.index.of_kind(Kind.CHAPTER)
    return {"chapters": [chapter_card(desk, one) for one in found], "correction": desk.correction(found[0])}


def chapter_card(desk: Desk, chapter: Provision) -> dict[str, Any]:
    """Return a chapter's link, its counts and its points."""
    r, index = desk.reader, desk.index
    below = list(index.descendants(chapter))
    points = [one for one in below if one.kind is Kind.POINT]
    roles = Counter(one.role for one in below if one.role)
    counts = [r.count("count.points", len(points))]
    counts += [r.count(f"count.{role}", number) for role, number in roles.items()]
    numbers = [index.number(one) for one in points]
    return {
        "link": Link(outline_name(desk, chapter), desk.link(f"chapter:{chapter.eid}")),
        "about": "",
        "counts": counts,
        "range": f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(numbers),
        "points": [Link(r.label(one), desk.link(f"provision:{one.eid}"), one.num or "") for one in points],
    }


def chapter(desk: Desk) -> dict[str, Any]:
    """One chapter: its points in full, and how to reach them."""
    index = desk.index
    one = index.provisions[desk.page.subject]
    block = desk.block(one, cited=True)
    eids = {below.eid for below in index.descendants(one)}
    return {
        "block": block,
        "card": chapter_card(desk, one),
        "related": _related(desk, one),
        "titled": bool(index.titles),
        "changes": desk.changes(eids),
        "correction": desk.correction(one),
    }


def _related(desk: Desk, chapter: Provision) -> list[Link]:
    """Return the pages that show the chapter's provisions another way."""
    below = list(desk.index.descendants(chapter))
    found = [
        Link(desk.reader.strings[f"page.role.{role}"], desk.link(f"role:{role}"))
        for role in desk.index.paged_roles
        if any(one.role is role for one in below)
    ]
    eids = {one.eid for one in below}
    for page in desk.plan.pages:
        if page.kind == "point" and page.subject in eids:
            link = desk.page_link(page)
            found += [link] if link else []
    return found


def lists(desk: Desk) -> dict[str, Any]:
    """The lists that stand beside the chapters."""
    found = pages.lists(desk.index)
    eids = {one.eid for top in found for one in desk.index.descendants(top)}
    return {
        "blocks": [desk.block(one, cited=True) for one in found],
        "changes": desk.changes(eids),
        "correction": desk.correction(found[0]),
    }


def decree(desk: Desk) -> dict[str, Any]:
    """The act that brings the statute, with what of it was not published."""
    found = pages.decree(desk.index)
    act = desk.index.institution.act
    annexes = [one for one in found if one.kind is Kind.ANNEX]
    return {
        "blocks": [desk.block(one, cited=True) for one in found if one.kind is not Kind.ANNEX],
        "annexes": [desk.block(one, depth=0, cited=True) for one in annexes],
        "annex_heads": [
            [desk.block(desk.index.provisions[child]) for child in one.children if not _beside(desk, child)]
            for one in annexes
        ],
        "unpublished": [desk.provision(one) for one in act.unpublished],
        "unpublished_words": [
            {"words": desk.reader.t(desk.index.provisions[one].text), "place": desk.provision(one)}
            for one in act.unpublished
        ],
        "work": act.work,
        "facts": [
            (name, words)
            for name, words in (
                (desk.reader.w("decree.number"), act.number),
                (desk.reader.w("decree.date"), act.date and desk.reader.date(act.date)),
                (desk.reader.w("decree.statute_of"), desk.reader.t(act.approved_by)),
                (desk.reader.w("decree.work"), "" if f"/{UNKNOWN_COUNTRY}/" in act.work else act.work),
            )
            if words
        ],
        "correction": desk.correction(found[0]),
    }


def _beside(desk: Desk, eid: str) -> bool:
    return desk.index.provisions[eid].kind in (Kind.CHAPTER, Kind.LIST)


def terms(desk: Desk) -> dict[str, Any]:
    """The glossary in alphabetical order, under its letters."""
    r = desk.reader
    others = [one for one in desk.index.institution.published if one.code != r.code]
    ordered = r.sort((r.t(term.term), term) for term in desk.index.institution.terms)
    letters: dict[str, list[dict[str, Any]]] = {}
    for term in ordered:
        words = r.t(term.term)
        letter = next((sign for sign in words if sign.isalpha()), "#").upper()
        letters.setdefault(letter, []).append(
            {
                "id": term.id,
                "href": desk.link(f"term:{term.id}"),
                "term": words,
                "others": [(one.code, term.term[one.code]) for one in others if one.code in term.term],
                "definition": r.t(term.definition),
                "note": r.t(term.note),
                "source": r.t(term.source),
            }
        )
    return {"letters": letters, "correction": desk.correction(ordered[0])}


def term(desk: Desk) -> dict[str, Any]:
    """One term: what it is, in every language, and the places of the act that lead to it."""
    r = desk.reader
    one = desk.index.terms[desk.page.subject]
    others = [language for language in desk.index.institution.published if language.code != r.code]
    return {
        "others": [(each.name, each.code, one.term[each.code]) for each in others if each.code in one.term],
        "definition": r.t(one.definition),
        "note": r.t(one.note),
        "source": r.t(one.source),
        "places": [
            {"place": desk.told(provision.eid), "words": _around(desk, provision, mark)}
            for provision, mark in _linked(desk, one.id)
        ],
        "correction": desk.correction(one),
    }


def _linked(desk: Desk, term: str) -> Iterator[tuple[Provision, Mark]]:
    """Yield each provision whose words lead to a term, with the mark that does."""
    for eid in dict.fromkeys(one.provision for one in desk.index.term_links_of.get(term, ())):
        provision = desk.index.provisions[eid]
        yield from ((provision, mark) for mark in desk.reader.marks(provision) if mark.term == term)


def _around(desk: Desk, provision: Provision, mark: Mark) -> Markup:
    """Return the words around a mark of a provision, its own words marked."""
    text = desk.reader.t(provision.text)
    before, after = text[: mark.start].split(" "), text[mark.end :].split(" ")
    start = ("… " if len(before) > AROUND else "") + " ".join(before[-AROUND:])
    end = " ".join(after[:AROUND]) + (" …" if len(after) > AROUND else "")
    return Markup("{}<mark>{}</mark>{}").format(
        act_words(start), act_words(text[mark.start : mark.end]), act_words(end)
    )


def acts(desk: Desk) -> dict[str, Any]:
    """The acts that the text cites."""
    found = desk.index.institution.acts
    return {
        "rows": [
            {
                "link": Link(desk.reader.t(one.name), desk.link(f"act:{one.id}")),
                "status": desk.reader.t(one.status),
                "count": len(desk.index.references_of[one.id]),
            }
            for one in found
        ],
        "correction": desk.correction(found[0]),
    }


def act(desk: Desk) -> dict[str, Any]:
    """One act: its status today and every place of the text that cites it."""
    r, index = desk.reader, desk.index
    one = next(each for each in index.institution.acts if each.id == desk.page.subject)
    changes = {change.id: change for change in index.institution.act.changes}
    return {
        "status": r.t(one.status),
        "url": one.url or "",
        "here": desk.link(f"page:{one.page}") if one.page else "",
        "changes": [desk.change(changes[each]) for each in one.changes],
        "references": [
            {"at": r.t(each.place), **desk.quotation(each.words, each.provision)}
            for each in index.references_of[one.id]
        ],
        "correction": desk.correction(one),
    }
