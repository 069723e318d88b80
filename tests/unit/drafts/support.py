"""An invented statute, imported into a data folder, and what drafting says of it."""

from __future__ import annotations

from pathlib import Path

from generator.commands.import_act import import_act
from generator.dataset import loader
from generator.model import Dataset, Draft, Relation
from tests.support.paths import ROOT

TEXTS = ROOT / "tests" / "inputs" / "drafting"


def imported(folder: Path, *codes: str) -> Path:
    """Import the statute in some languages, the original first; return the data folder."""
    data = folder / "data"
    for code in codes:
        list(import_act(TEXTS / f"statute.{code}.txt", data))
    return data


def bodies(dataset: Dataset, code: str) -> list[tuple[str, str, str | None]]:
    """Return kind, name and region of each body but the office."""
    return [(body.kind.value, body.name[code], body.region) for body in dataset.organisation.bodies[1:]]


def relations(drafts: tuple[Draft, ...]) -> dict[tuple[str, str, str], Relation]:
    """Return the drafted relations by kind, subject and object."""
    return {
        (
            draft.relation.kind.value,
            draft.relation.subject,
            draft.relation.object or next(iter((draft.relation.literal or {}).values())),
        ): draft.relation
        for draft in drafts
        if draft.relation
    }


def drafts_of(data: Path) -> tuple[Draft, ...]:
    """Return the drafts of a folder."""
    return loader.drafts(data).drafts
