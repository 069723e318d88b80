"""Immutable reading position in the paragraphs of an act."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.ingest.pdf_text import Paragraph


class Cursor(Struct, frozen=True):
    """A position in a sequence of paragraphs; moving it returns a new cursor."""

    paragraphs: tuple[Paragraph, ...]
    position: int = 0

    @property
    def at_end(self) -> bool:
        """Whether no paragraph is left."""
        return self.position >= len(self.paragraphs)

    @property
    def paragraph(self) -> Paragraph:
        """The paragraph at the cursor."""
        return self.paragraphs[self.position]

    @property
    def next(self) -> Paragraph | None:
        """The paragraph after the one at the cursor; None after the last."""
        return next(self.remaining(1), None)

    def remaining(self, offset: int = 0) -> Iterator[Paragraph]:
        """Yield the paragraphs from `offset` after the cursor to the end, lazily."""
        return (self.paragraphs[at] for at in range(self.position + offset, len(self.paragraphs)))

    def advance(self, count: int) -> Cursor:
        """Return a cursor `count` paragraphs further on."""
        return replace(self, position=self.position + count)
