"""Names a later change by what it means for the provisions that it concerns, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Change, Effect
from generator.plan import history_words
from generator.plan.localization import Localization

ORDER = ("words", "similar", "", "numbers", "cited", "compared")
"""The order of meanings: what concerns the words themselves comes first."""

SIMILAR = "similar"
"""Stands for `words` where editors tie the changed words to a provision only by their subject."""


def meaning(change: Change, eid: str = "") -> str:
    """Return what a change means for a provision of its list: an effect or `similar`; empty if not stated."""
    if change.effect is Effect.WORDS and eid in change.similar:
        return SIMILAR
    return change.effect or ""


def label(localization: Localization, change: Change, eid: str = "") -> str:
    """Return the label of a change at a provision of its list; without a provision, that of the change.

    A change without a stated effect is named by its date: later than the version, or only a comparison.
    """
    if change.short:
        return localization.text(change.short)
    if effect := meaning(change, eid):
        return localization.strings[f"change.label.{effect}"]
    version = localization.index.dataset.act.version.date
    earlier = change.date and version and change.date < version
    return localization.strings["change.earlier" if earlier else "label.later"]


def foremost(changes: Iterable[Change], eid: str) -> list[Change]:
    """Return the changes that mean most for a provision: all with the first meaning that any of them has."""
    ranks = [(ORDER.index(meaning(change, eid)), change) for change in changes]
    least = min((rank for rank, _ in ranks), default=0)
    return [change for rank, change in ranks if rank == least]


def dated_label(localization: Localization, changes: Iterable[Change], eid: str) -> str:
    """Return the label of changes with one meaning; with their days if they changed the provision's words."""
    changes = list(changes)
    words = label(localization, changes[0], eid)
    days = [history_words.short_date(localization, change.date) for change in changes if change.date]
    if meaning(changes[0], eid) != Effect.WORDS or len(days) < len(changes):
        return words
    return localization.plain("change.label.days", label=words, days=", ".join(days))
