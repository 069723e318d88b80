"""Repairs of a received text, and look-alike letters that it keeps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from generator.model.base import Entry
from generator.model.fields import Text, Words


class RepairRule(StrEnum):
    """Why the extraction is repaired at a place; `extraction.py` says how."""

    GAP = "gap"
    HYPHEN = "hyphen"
    LONE_MARK = "lone-mark"
    OPEN_BRACKET = "open-bracket"


class Repair(Entry):
    """A place of the source that was put back in order: the same characters but for spaces."""

    line: int
    """The line of the source, counted from 1."""
    raw: Words
    """The words as received."""
    repaired: Words
    """The same words put back in order."""
    reason: RepairRule
    """The rule that found it."""
    confidence: Annotated[str, StringConstraints(pattern=r"^(certain|very-high)$")]
    """How sure the repair is."""
    evidence: Text | None = None
    """What else speaks for the reading; written by hand, kept by import. A gap needs it: it moves words."""


class LookAlike(Entry):
    """A word of the act that holds Latin letters among Cyrillic ones; kept as the act has it."""

    line: int
    """The line of the source, counted from 1."""
    word: Words
    """The word, letter by letter."""
    reads: Words
    """The word as a reader would type it."""


class RepairsFile(Entry):
    """`data/source/repairs.yml`."""

    repairs: tuple[Repair, ...] = ()
    """The repairs."""
    look_alikes: tuple[LookAlike, ...] = ()
    """The words with look-alike letters; none of them is changed."""
