"""Builds the home page, hand-written pages and the pages on how far the site can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.model import BodyKind, Kind, LookAlike, Role
from generator.plan.pages import ROW
from generator.views.bodies import tree
from generator.views.context import PageContext
from generator.views.law import ChapterCard, chapter_card
from generator.views.parts import Card, ChangeNote, Link, TreeNode, View
from generator.views.posts import APPOINTMENTS, Appointment, appointment
from generator.views.regions import RegionRow, tile_places, tiles
from generator.views.roles import topic_card

WAYS = ("text", "role", "point", "terms")
"""The kinds of page that the home page leads to first."""

EXAMPLES = 3
"""The most examples of searches that the home page shows."""

SHOWN_APPOINTMENTS = 4


@dataclass(frozen=True)
class Figure:
    """A number of things that the act holds, its noun and the link to them, if there is one."""

    number: int
    words: str
    href: str


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    """What the home page shows."""

    sentence: str
    counts: Sequence[Figure]
    examples: Sequence[str]
    ways: Sequence[Link]
    tiles: Sequence[RegionRow]
    places: Markup
    tree: TreeNode
    bodies: Link
    chart_page: Link
    topics: Sequence[Card]
    chapters: Sequence[ChapterCard]
    appointments: Sequence[Appointment]
    appointments_page: Link | None
    proof: Proof
    proof_page: Link
    publisher: str
    written: Sequence[Link]


def home(context: PageContext) -> HomeView:
    """The home page, from the citizen's way in to the proof of the text."""
    localization, index = context.localization, context.index
    site, act, strings = index.dataset.site, index.dataset.act, context.localization.strings
    relations = [relation for relation in index.dataset.relations if relation.kind in APPOINTMENTS]
    shown_tiles = tiles(context) if len(index.regions) <= ROW else []
    example_keys = [f"home.example.{number}" for number in range(1, EXAMPLES + 1)]
    pages = context.plan.pages
    return HomeView(
        sentence=localization.text(site.description),
        counts=counts(context),
        examples=[strings[key] for key in example_keys if key in strings],
        ways=[context.page_link(page) for page in pages if page.kind in WAYS],
        tiles=shown_tiles,
        places=tile_places(shown_tiles),
        tree=tree(context, index.office),
        bodies=Link(strings["page.bodies"], context.link(Target.page("bodies/index"))),
        chart_page=Link(strings["page.chart"], context.link(Target.page("chart"))),
        topics=[topic_card(context, id_) for id_ in index.topics],
        chapters=[chapter_card(context, chapter) for chapter in index.of_kind(Kind.CHAPTER)],
        appointments=[appointment(context, relation) for relation in relations[:SHOWN_APPOINTMENTS]],
        appointments_page=Link(strings["page.appointments"], context.link(Target.page("appointments")))
        if relations
        else None,
        proof=context.proof,
        proof_page=Link(strings["page.proof"], context.link(Target.page("how-the-text-was-made"))),
        publisher=localization.text(site.publisher),
        written=[context.page_link(page) for page in pages if page.kind == "hand-written"],
        correction=context.correction(act),
    )


def counts(context: PageContext) -> list[Figure]:
    """Return how many chapters, points, provisions of each role and bodies of each kind the act holds."""
    index = context.index
    figures = [
        _figure(context, "count.chapters", len(index.of_kind(Kind.CHAPTER)), Target.page("chapters/index")),
        _figure(context, "count.points", _statute_points(context), Target.page("text")),
    ]
    for role in index.paged_roles:
        figures.append(_figure(context, f"count.{role}", len(index.by_role[Role(role)]), Target.role(role)))
    for kind in (BodyKind.UNIT, BodyKind.TERRITORIAL, BodyKind.DIRECTORATE, BodyKind.INSTITUTION):
        listed = Target.body_kind(kind)
        target = listed if context.has(listed) else Target.page("bodies/index")
        figures.append(_figure(context, f"count.{kind}", len(index.bodies_of(kind)), target))
    return [figure for figure in figures if figure.number]


def _figure(context: PageContext, key: str, number: int, target: Target) -> Figure:
    words = str(context.localization.count(key, number)).removeprefix(str(number)).strip()
    return Figure(number, words, context.link(target) if context.has(target) else "")


def _statute_points(context: PageContext) -> int:
    chapters = context.index.of_kind(Kind.CHAPTER)
    points = context.index.of_kind(Kind.POINT)
    return len([point for point in points if not chapters or context.index.nearest(point, Kind.CHAPTER)])


@dataclass(frozen=True, kw_only=True)
class CurrencyView(View):
    """What the page about currency shows."""

    words: Markup
    changes: Sequence[ChangeNote]


def currency(context: PageContext) -> CurrencyView:
    """The version of the text that the site shows, and what is known to have changed since."""
    localization, act = context.localization, context.index.dataset.act
    words = localization.status()
    if act.version.date and act.checked and act.changed_since:
        date, checked = localization.date_of(act.version.date), localization.date(act.checked)
        words = localization.message("currency.words", date=date, checked=checked)
    return CurrencyView(
        words=words,
        changes=[context.change(change) for change in act.changes],
        correction=context.correction(act),
    )


@dataclass(frozen=True, kw_only=True)
class HandWrittenView(View):
    """What a hand-written page shows."""

    body: Markup


def hand_written(context: PageContext) -> HandWrittenView:
    """A hand-written page: its Markdown in `docs/<language>/`, as the checks accepted it."""
    written = context.localization.written[context.page.subject]
    return HandWrittenView(body=Markup(written.body), correction=context.correction_at(written.file, 1))


@dataclass(frozen=True)
class RepairRow:
    """A repair of the received text, with the rule and the evidence in words."""

    line: int
    raw: str
    repaired: str
    reason: Markup
    confidence: Markup
    evidence: str


@dataclass(frozen=True)
class OfficialRow:
    """Words of the translation, their place, and the official text that has them."""

    place: Link
    original: str
    words: str
    source: Link


@dataclass(frozen=True, kw_only=True)
class ProofView(View):
    """What the page on how the text was made shows."""

    proof: Proof
    repairs: Sequence[RepairRow]
    official: Sequence[OfficialRow]
    """The words of a translation that official texts have."""
    look_alikes: Sequence[LookAlike]
    language: str


def proof(context: PageContext) -> ProofView:
    """How the text was made: the repairs, the look-alike letters and the figures of the proof."""
    localization, dataset = context.localization, context.index.dataset
    return ProofView(
        proof=context.proof,
        repairs=[
            RepairRow(
                line=repair.line,
                raw=repair.raw,
                repaired=repair.repaired,
                reason=localization.message(f"repair.{repair.reason}"),
                confidence=localization.message(f"confidence.{repair.confidence}"),
                evidence=localization.text(repair.evidence),
            )
            for repair in dataset.corrections.repairs
        ],
        official=_official(context),
        look_alikes=dataset.corrections.look_alikes,
        language=dataset.original,
        correction=context.correction_at("data/source/repairs.yml", 1),
    )


def _official(context: PageContext) -> list[OfficialRow]:
    """Return the words of the translation that official texts have; none if the text is the act's own."""
    localization, index = context.localization, context.index
    if not localization.is_translation:
        return []
    return [
        OfficialRow(
            place=context.provision(entry.provision),
            original=entry.words[index.dataset.original],
            words=localization.text(entry.words),
            source=Link(localization.cited_place(entry), localization.url(index.sources[entry.source])),
        )
        for entry in index.dataset.parity.official
    ]
