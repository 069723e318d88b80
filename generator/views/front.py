"""The home page and the pages on which the site tells how far it can be trusted."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from generator.act.targets import Target
from generator.model import BodyKind, Kind, Role
from generator.plan.pages import ROW
from generator.views.bodies import places, tree
from generator.views.context import Link, PageContext
from generator.views.law import chapter_card
from generator.views.posts import APPOINTMENTS, appointment
from generator.views.regions import tiles
from generator.views.roles import topic_card


def home(context: PageContext) -> dict[str, Any]:
    """The home page, from the citizen's way in to the proof of the text."""
    r, index = context.localization, context.index
    site, act = index.dataset.site, index.dataset.act
    relations = [one for one in index.dataset.relations if one.kind in APPOINTMENTS]
    shown = tiles(context) if len(index.regions) <= ROW else []
    return {
        "sentence": r.text(site.description),
        "figures": figures(context),
        "examples": [
            r.strings[f"home.example.{number}"]
            for number in (1, 2, 3)
            if f"home.example.{number}" in r.strings
        ],
        "ways": [
            context.page_link(page)
            for page in context.plan.pages
            if page.kind in ("text", "role", "point", "terms")
        ],
        "tiles": shown,
        "places": places(shown),
        "tree": tree(context, index.office),
        "bodies": Link(r.strings["page.bodies"], context.link(Target.page("bodies/index"))),
        "chart_page": Link(r.strings["page.chart"], context.link(Target.page("chart"))),
        "topics": [topic_card(context, id_) for id_ in index.topics],
        "chapters": [chapter_card(context, one) for one in index.of_kind(Kind.CHAPTER)],
        "appointments": [appointment(context, one) for one in relations[:4]],
        "appointments_page": Link(r.strings["page.appointments"], context.link(Target.page("appointments")))
        if relations
        else None,
        "proof": context.proof,
        "proof_page": Link(r.strings["page.proof"], context.link(Target.page("how-the-text-was-made"))),
        "publisher": r.text(site.publisher),
        "written": [
            link
            for page in context.plan.pages
            if page.kind == "hand-written" and (link := context.page_link(page))
        ],
        "correction": context.correction(act),
    }


def figures(context: PageContext) -> list[tuple[int, str, str]]:
    """Return what the act holds: a number, its noun and the link to it."""
    index = context.index
    found: list[tuple[int, str, str]] = [
        _figure(context, "count.chapters", len(index.of_kind(Kind.CHAPTER)), Target.page("chapters/index")),
        _figure(context, "count.points", _statute_points(context), Target.page("text")),
    ]
    for role in index.paged_roles:
        found.append(_figure(context, f"count.{role}", len(index.by_role[Role(role)]), Target.role(role)))
    for kind in (BodyKind.UNIT, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE, BodyKind.INSTITUTION):
        target = (
            Target.body_kind(kind) if context.has(Target.body_kind(kind)) else Target.page("bodies/index")
        )
        found.append(_figure(context, f"count.{kind}", len(index.bodies_of(kind)), target))
    return [one for one in found if one[0]]


def _figure(context: PageContext, key: str, number: int, target: Target) -> tuple[int, str, str]:
    words = str(context.localization.count(key, number)).removeprefix(str(number)).strip()
    return number, words, context.link(target) if context.has(target) else ""


def _statute_points(context: PageContext) -> int:
    chapters = context.index.of_kind(Kind.CHAPTER)
    points = context.index.of_kind(Kind.POINT)
    return len([one for one in points if not chapters or context.index.nearest(one, Kind.CHAPTER)])


def currency(context: PageContext) -> dict[str, Any]:
    """Which redaction this is and what is known to have changed since."""
    r, act = context.localization, context.index.dataset.act
    words = r.status()
    if act.version.date and act.checked and act.changed_since:
        words = r.message("currency.words", date=r.date_of(act.version.date), checked=r.date(act.checked))
    return {
        "words": words,
        "changes": [context.change(one) for one in act.changes],
        "sources": [Link(r.text(one.name), one.url or "") for one in act.sources],
        "correction": context.correction(act),
    }


def hand_written(context: PageContext) -> dict[str, Any]:
    """A page written by hand: its Markdown in `docs/<language>/`, which is trusted and not escaped."""
    written = context.localization.written[context.page.subject]
    return {"body": Markup(written.body), "correction": context.correction_at(written.file, 1)}


def proof(context: PageContext) -> dict[str, Any]:
    """How the text was made: the repairs, the look-alike letters and the proof's figures."""
    r, index = context.localization, context.index
    dataset = index.dataset
    return {
        "proof": context.proof,
        "repairs": [
            {
                "line": one.line,
                "raw": one.raw,
                "repaired": one.repaired,
                "reason": r.message(f"repair.{one.reason}"),
                "confidence": r.message(f"confidence.{one.confidence}"),
                "evidence": r.text(one.evidence),
            }
            for one in dataset.corrections.repairs
        ],
        "look_alikes": dataset.corrections.look_alikes,
        "language": dataset.original,
        "source_file": dataset.act.version.source,
        "correction": context.correction_at("data/source/repairs.yml", 1),
    }
