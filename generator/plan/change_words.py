"""Names a later change by what it means for the provisions that it concerns, in one language."""

from __future__ import annotations

from generator.model import Change, Effect
from generator.plan.localization import Localization

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
