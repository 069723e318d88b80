"""Repairs of the received text, and words with look-alike letters."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from generator.model.base import Entry
from generator.model.fields import Text, Words


class RepairRule(StrEnum):
    """The kinds of repair that `ingest.pdf_text` makes."""

    GAP = "gap"
    HYPHEN = "hyphen"
    LONE_MARK = "lone-mark"
    OPEN_BRACKET = "open-bracket"


class Repair(Entry):
    """A place where the source's characters were put back in order; only order and spaces change."""

    line: int
    """The line of the source, starting at 1."""
    raw: Words
    """The text as received."""
    repaired: Words
    """The repaired text."""
    reason: RepairRule
    """The kind of repair."""
    confidence: Annotated[str, StringConstraints(pattern=r"^(certain|very-high)$")]
    """How sure the repair is."""
    evidence: Text | None = None
    """Other evidence, written by hand and kept by `import`; required for `gap`, which moves words."""


class LookAlike(Entry):
    """A word of the act with Latin letters among Cyrillic ones. It is never changed."""

    line: int
    """The line of the source, starting at 1."""
    word: Words
    """The word, exactly as in the source."""
    reads: Words
    """The word in Cyrillic letters."""


class RepairsFile(Entry):
    """`data/source/repairs.yml`."""

    repairs: tuple[Repair, ...] = ()
    """The repairs."""
    look_alikes: tuple[LookAlike, ...] = ()
    """The words with look-alike letters."""
