"""Provisions under construction, and what the number and the mark of a paragraph say of its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.act import eid
from generator.ingest.pdf_text import Paragraph
from generator.ingest.vocabulary import NUMBER, Vocabulary
from generator.model import Kind, Node, Role

Part = tuple[str, tuple[Node, ...]]
"""The name of a file under `data/provisions/`, without its ending, and the provisions it holds."""

NUMBERED = re.compile(rf"(?P<num>{NUMBER}(?P<sign>[.)]))\s+(?P<text>.+)")

DASHED = re.compile(r"[-–—]\s")
CLOSED = re.compile(r'["»][.;,]?$')

SIGNED = re.compile(r"(?P<office>.+?) (?P<name>_*(?:[^\W\d_]\. ?){1,2}[^\W\d_]+(?:-[^\W\d_]+)?)")

SIGNERS = 3
"""The most paragraphs that one signature takes."""


@dataclass
class Draft:
    """A provision under construction."""

    kind: Kind
    text: str
    num: str | None = None
    ordinal: str | None = None
    line: int = 0
    """The line of the source that it begins on."""
    below: list[Draft] = field(default_factory=list)

    def node(self, vocabulary: Vocabulary, role: Role | None = None) -> Node:
        """Return the provision, with the role that the one above it gives."""
        given = vocabulary.role(self.kind, self.text)
        return Node(
            kind=self.kind,
            num=self.num,
            ordinal=self.ordinal,
            # A provision that introduces a role of its own only groups what is under it.
            role=None if given else role,
            text={vocabulary.language: self.text},
            provisions=tuple(
                one.node(vocabulary, given if one.kind in (Kind.INDENT, Kind.SUBPOINT) else None)
                for one in self.below
            ),
        )


def follows(num: str | None, before: str | None) -> bool:
    """Tell whether a printed number may come after another: `3)` and `2-1)` after `2)`, `1)` after none."""
    number = tuple(int(one) for one in (eid.number(num) or "0").split("-"))
    last = tuple(int(one) for one in (eid.number(before) or "0").split("-"))
    return number in {(last[0] + 1,), (*last, 1), (*last[:-1], last[-1] + 1)}


def mark(text: str) -> str:
    """Return the mark that ends a text, or nothing; a closing quotation mark does not hide it."""
    last = text.rstrip('"»')[-1:]
    return last if last in ".;:," else ""


def kinds_of(drafts: list[Draft]) -> list[Kind]:
    """Return the kind of each."""
    return [one.kind for one in drafts]


def lines(drafts: Iterable[Draft]) -> Iterator[int]:
    """Yield the line of each provision, in document order."""
    for one in drafts:
        yield one.line
        yield from lines(one.below)


def signed(texts: Sequence[str]) -> tuple[int, re.Match[str]] | None:
    """Find a signature that begins some paragraphs: how many it takes, and its `office` and `name`."""
    for taken in range(1, len(texts) + 1):
        found = SIGNED.fullmatch(" ".join(texts[:taken]))
        if found and found["name"].lstrip("_")[0].isupper():
            return taken, found
    return None


def opens_quotation(text: str) -> bool:
    """Tell whether a text begins with a quotation mark and does not close the quotation."""
    if text.startswith("«"):
        return text.count("«") > text.count("»")
    return text.startswith('"') and text.count('"') % 2 == 1


def goes_on(ahead: Iterable[Paragraph], num: str | None) -> bool:
    """Tell whether a subpoint after `num` is still to come before the next point or heading."""
    for one in ahead:
        found = NUMBERED.match(one.text)
        if not one.indented or (found and found["sign"] == ".") or not (found or mark(one.text)):
            return False
        if found and follows(found["num"], num):
            return True
    return False
