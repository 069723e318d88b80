"""Outline of an act as it was read: each provision with its kind, number and first words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.act import eid
from generator.ingest.parser import Parsed

WORDS = 60
"""How many characters of a provision are shown."""


class Entry(Struct, frozen=True):
    """A provision in the outline."""

    line: int
    depth: int
    kind: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind} «{self.words}»"


def entries(parsed: Parsed) -> list[Entry]:
    """Return the provisions of an act in document order."""
    provisions = eid.address(parsed.parts)
    depths: dict[str, int] = {}
    result = []
    for provision, line in zip(provisions, parsed.lines, strict=True):
        depth = depths.get(provision.parent, -1) + 1 if provision.parent else 0
        depths[provision.eid] = depth
        text = next(iter(provision.text.values()), "")
        words = " ".join(filter(None, [provision.num, text]))
        short = words if len(words) <= WORDS else f"{words[:WORDS].rstrip()}…"
        result.append(Entry(line, depth, provision.kind.value, short))
    return result


def lines(parsed: Parsed, name: str) -> Iterator[str]:
    """Yield the outline of an act, a line for each provision, indented by its depth."""
    for entry in entries(parsed):
        yield f"{name}:{entry.line}: {'  ' * entry.depth}{entry}"
