"""The home page and the pages on which the site tells how far it can be trusted."""

from __future__ import annotations

from typing import Any

from generator.model import BodyKind, Kind, Role
from generator.pages import ROW
from generator.views.bodies import APPOINTMENTS, appointment, places, tiles, tree
from generator.views.desk import Desk, Link
from generator.views.law import chapter_card
from generator.views.roles import topic_card


def home(desk: Desk) -> dict[str, Any]:
    """The home page, from the citizen's way in to the proof of the text."""
    r, index = desk.reader, desk.index
    site, act = index.institution.site, index.institution.act
    relations = [one for one in index.institution.relations if one.kind in APPOINTMENTS]
    shown = tiles(desk) if len(index.regions) <= ROW else []
    return {
        "sentence": r.t(site.description),
        "figures": figures(desk),
        "examples": [
            r.strings[f"home.example.{number}"]
            for number in (1, 2, 3)
            if f"home.example.{number}" in r.strings
        ],
        "ways": [
            desk.page_link(page)
            for page in desk.plan.pages
            if page.kind in ("text", "role", "point", "terms")
        ],
        "tiles": shown,
        "places": places(shown),
        "tree": tree(desk, index.office),
        "bodies": Link(r.strings["page.bodies"], desk.link("page:bodies/index")),
        "chart_page": Link(r.strings["page.chart"], desk.link("page:chart")),
        "topics": [topic_card(desk, id_) for id_ in index.topics],
        "chapters": [chapter_card(desk, one) for one in index.of_kind(Kind.CHAPTER)],
        "appointments": [appointment(desk, one) for one in relations[:4]],
        "appointments_page": Link(r.strings["page.appointments"], desk.link("page:appointments"))
        if relations
        else None,
        "proof": desk.proof,
        "proof_page": Link(r.strings["page.proof"], desk.link("page:how-the-text-was-made")),
        "publisher": r.t(site.publisher),
        "written": [
            link for page in desk.plan.pages if page.kind == "hand-written" and (link := desk.page_link(page))
        ],
        "correction": desk.correction(act),
    }


def figures(desk: Desk) -> list[tuple[int, str, str]]:
    """Return what the act holds: a number, its noun and the link to it."""
    index = desk.index
    found: list[tuple[int, str, str]] = [
        _figure(desk, "count.chapters", len(index.of_kind(Kind.CHAPTER)), "page:chapters/index"),
        _figure(desk, "count.points", _statute_points(desk), "page:text"),
    ]
    for role in index.paged_roles:
        found.append(_figure(desk, f"count.{role}", len(index.by_role[Role(role)]), f"role:{role}"))
    for kind in (BodyKind.UNIT, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE, BodyKind.INSTITUTION):
        target = f"class:{kind}" if desk.has(f"class:{kind}") else "page:bodies/index"
        found.append(_figure(desk, f"count.{kind}", len(index.bodies_of(kind)), target))
    return [one for one in found if one[0]]


def _figure(desk: Desk, key: str, number: int, target: str) -> tuple[int, str, str]:
    words = str(desk.reader.count(key, number)).removeprefix(str(number)).strip()
    return number, words, desk.link(target) if desk.has(target) else ""


def _statute_points(desk: Desk) -> int:
    chapters = desk.index.of_kind(Kind.CHAPTER)
    points = desk.index.of_kind(Kind.POINT)
    return len([one for one in points if not chapters or desk.index.nearest(one, Kind.CHAPTER)])


def currency(desk: Desk) -> dict[str, Any]:
    """Which redaction this is and what is known to have changed since."""
    r, act = desk.reader, desk.index.institution.act
    words = r.status()
    if act.redaction.date and act.checked and act.changed_since:
        words = r.w("currency.words", date=r.date_of(act.redaction.date), checked=r.date(act.checked))
    return {
        "words": words,
        "changes": [desk.change(one) for one in act.changes],
        "sources": [Link(r.t(one.name), one.url or "") for one in act.sources],
        "correction": desk.correction(act),
    }


def proof(desk: Desk) -> dict[str, Any]:
    """How the text was made: the repairs, the look-alike letters and the proof's figures."""
    r, index = desk.reader, desk.index
    institution = index.institution
    return {
        "proof": desk.proof,
        "repairs": [
            {
                "line": one.line,
                "raw": one.raw,
                "repaired": one.repaired,
                "reason": r.w(f"repair.{one.reason}"),
                "confidence": r.w(f"confidence.{one.confidence}"),
                "evidence": r.t(one.evidence),
            }
            for one in institution.repairs
        ],
        "look_alikes": institution.look_alikes,
        "language": institution.original,
        "source_file": institution.act.redaction.source,
        "correction": desk.correction_at("data/source/repairs.yml", 1),
    }
