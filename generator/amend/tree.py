"""Builds the provisions of an amending act from its reading.

Points, subpoints and the paragraphs below them are provisions; so is each quoted paragraph, below the
instruction that announces it. Nothing quoted becomes a point of the amending act.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from generator.amend.designations import Vocabularies
from generator.amend.instructions import Doubt, Instruction, Reading
from generator.amend.phrases import begins_with_target
from generator.ingest.numbering import NUMBERED, is_point_number
from generator.model import Kind, Node
from generator.timeline.received import Paragraph, Style


class Draft(Struct, frozen=True):
    """A provision under construction; only `below` grows."""

    kind: Kind
    text: str
    at: int
    """The position of its paragraph in the reading."""
    num: str | None = None
    below: list[Draft] = field(default_factory=list)

    def node(self, language: str) -> Node:
        """Return the finished provision."""
        return Node(
            kind=self.kind,
            num=self.num,
            text={language: self.text},
            provisions=tuple(draft.node(language) for draft in self.below),
        )


def walk(drafts: list[Draft]) -> Iterator[Draft]:
    """Yield the drafts and everything below them, in document order."""
    for draft in drafts:
        yield draft
        yield from walk(draft.below)


def build(reading: Reading, vocabularies: Vocabularies) -> list[Draft]:
    """Return the provisions of an act, each paragraph of its reading once."""
    announcing: list[Instruction | Doubt] = [*reading.instructions, *reading.doubts]
    quoted: dict[int, int] = {}
    for order in announcing:
        if order.quotation:
            for at in range(order.quotation.first, order.quotation.last + 1):
                quoted[at] = order.at
    builder = _Builder(vocabularies)
    for at, paragraph in enumerate(reading.paragraphs):
        if at in quoted and quoted[at] != at:
            builder.placed[quoted[at]].below.append(Draft(Kind.QUOTED, paragraph.text, at))
        else:
            builder.take(at, paragraph)
    return builder.roots


class _Builder:
    def __init__(self, vocabularies: Vocabularies) -> None:
        self.vocabularies = vocabularies
        self.roots: list[Draft] = []
        self.placed: dict[int, Draft] = {}
        """Position -> the provision of that paragraph."""
        self.point: Draft | None = None
        self.subpoint: Draft | None = None
        self.signed = False
        self.titled = False

    def take(self, at: int, paragraph: Paragraph) -> None:
        if paragraph.style is Style.ASIDE:
            self._header(at, paragraph.text)
        elif paragraph.style is Style.HEADING:
            above = self.roots[-1] if self.roots and self.roots[-1].kind is Kind.ANNEX else None
            self._add(above.below if above else self.roots, Draft(Kind.TITLE, paragraph.text, at))
            self.titled = True
        elif paragraph.style is Style.BOLD:
            self._signature(at, paragraph.text)
        else:
            self._body(at, paragraph.text)

    def _header(self, at: int, text: str) -> None:
        if self.titled and not self.signed:
            self._add(self.subpoint.below if self.subpoint else self.roots, Draft(Kind.NOTE, text, at))
            return
        kind = Kind.ANNEX if self.signed else Kind.APPROVAL
        self._add(self.roots, Draft(kind, text, at))
        if kind is Kind.ANNEX:
            self.point = self.subpoint = None
            self.titled = False

    def _signature(self, at: int, text: str) -> None:
        if self.roots and self.roots[-1].kind is Kind.SIGNATURE:
            self._add(self.roots[-1].below, Draft(Kind.NAME, text, at))
            return
        self._add(self.roots, Draft(Kind.SIGNATURE, text, at))
        self.point = self.subpoint = None
        self.signed = True

    def _body(self, at: int, text: str) -> None:
        number = NUMBERED.fullmatch(text)
        if number and is_point_number(number):
            self.point = self._add(self.roots, Draft(Kind.POINT, number["text"], at, number["num"]))
            self.subpoint = None
        elif self.point is None:
            self._add(self.roots, Draft(Kind.FORMULA, text, at))
        elif number and not begins_with_target(text, self.vocabularies.amending):
            draft = Draft(Kind.SUBPOINT, number["text"], at, number["num"])
            self.subpoint = self._add(self.point.below, draft)
        else:
            self._add((self.subpoint or self.point).below, Draft(Kind.INDENT, text, at))

    def _add(self, siblings: list[Draft], draft: Draft) -> Draft:
        siblings.append(draft)
        self.placed[draft.at] = draft
        return draft
