"""Builds hand-written pages and the pages on how far the site can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.act.integrity import Proof
from generator.act.targets import Target
from generator.model import Change, LookAlike, ReceivedFile
from generator.views.appeals import OutsideRow, outside_rows
from generator.views.context import PageContext
from generator.views.home import VersionRow, known_versions
from generator.views.parts import ChangeNote, Link, View


class CurrencyView(View, frozen=True, kw_only=True):
    """What the page about currency shows."""

    words: Markup
    newest: VersionRow | None
    """The newest version that the site knows of, if it is not the one that it shows."""
    current_text: Sequence[OutsideRow]
    changes: Sequence[ChangeNote]
    doubts: Sequence[Link]
    """The acts of which it is not known whether they changed the text."""


def currency(context: PageContext) -> CurrencyView:
    """The version of the text that the site shows, and what is known to have changed since."""
    localization, act = context.localization, context.index.dataset.act
    words = localization.status()
    if act.version.date and act.checked and act.changed_since:
        date, checked = localization.date_of(act.version.date), localization.date(act.checked)
        words = localization.message("currency.words", date=date, checked=checked)
    versions = known_versions(context)
    return CurrencyView(
        words=words,
        newest=versions[-1] if versions and not versions[-1].shown else None,
        current_text=outside_rows(context, context.index.dataset.outside.current_text),
        changes=[_change(context, change) for change in act.changes],
        doubts=[
            Link(localization.text(change.act), Markup(f"{context.link(Target.page('history'))}#{change.id}"))
            for change in (context.plan.history.unknown if context.plan.history else ())
            if change.act
        ],
        correction=context.correction(act),
    )


def _change(context: PageContext, change: Change) -> ChangeNote:
    """Return a later change, with the page of the act that made it if the site has its words."""
    note = context.change(change)
    for act in context.index.dataset.amendments.acts:
        if act.source in change.sources and change.date == act.date:
            link = Link(context.localization.text(act.name), context.link(Target.amendment(act.act)))
            note = replace(note, amendment=link)
    return note


class HandWrittenView(View, frozen=True, kw_only=True):
    """What a hand-written page shows."""

    body: Markup


def hand_written(context: PageContext) -> HandWrittenView:
    """A hand-written page: its Markdown in `docs/<language>/`, as the checks accepted it."""
    written = context.localization.written[context.page.subject]
    return HandWrittenView(body=Markup(written.body), correction=context.correction_at(written.file, 1))


class RepairRow(Struct, frozen=True):
    """A repair of the received text, with the rule and the evidence in words."""

    line: int
    raw: str
    repaired: str
    reason: Markup
    confidence: Markup
    evidence: str


class OfficialRow(Struct, frozen=True):
    """Words of the translation, their place, and the official text that has them."""

    place: Link
    original: str
    words: str
    source: Link


class ProofView(View, frozen=True, kw_only=True):
    """What the page on how the text was made shows."""

    proof: Proof
    repairs: Sequence[RepairRow]
    official: Sequence[OfficialRow]
    """The words of a translation that official texts have."""
    look_alikes: Sequence[LookAlike]
    language: str
    received: ReceivedFile | None
    """The file that the text was read from, if it is more than plain text."""
    second: str
    """The file that the text of the page's language was read from, if it is not the original."""


def proof(context: PageContext) -> ProofView:
    """How the text was made: the repairs, the look-alike letters and the figures of the proof."""
    localization, dataset = context.localization, context.index.dataset
    source = dataset.act.version.source
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
        received=next((file for file in dataset.received_files if file.source == source), None),
        second=dataset.file_of(localization.received),
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
