"""Paragraphs of an act, as a source for all its forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from generator.ingest.pdf_text import extract
from generator.readers import markdown

NUMBER = re.compile(r"(?P<number>\d+(?:-\d+)*[.)])\s+")
HEADING = re.compile(r"(?:\d+-тарау|Глава \d+|\d+-бөлім|Раздел \d+)\b.*", re.IGNORECASE)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of an act."""

    lines: tuple[str, ...]
    """Its lines, separated by hard line breaks."""
    heading: int | None = None
    side: bool = False
    """Whether it is set at the side, as an approval or the header of an annex."""

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(self.lines)

    @property
    def number(self) -> str:
        """The number that it begins with, such as `3)`; empty without one."""
        match = NUMBER.match(self.text)
        return match["number"] if match else ""


@dataclass(frozen=True)
class Act:
    """An act to be written."""

    name: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def words(self) -> list[str]:
        """All words in order."""
        return [word for paragraph in self.paragraphs for word in paragraph.text.split()]

    @property
    def language(self) -> str:
        """The code of its language: a tenth of the letters of Kazakh are not in the Russian alphabet."""
        letters = "".join(self.words).lower()
        return "kk" if len(re.findall("[әғқңөұүһі]", letters)) > 0.02 * len(letters) else "ru"


def read_act(path: Path) -> Act:
    """Read an act in Markdown, or in plain text with indented paragraphs."""
    if path.suffix == ".md":
        paragraphs = _read_markdown(path.read_bytes())
    else:
        paragraphs = _read_text(path.read_text(encoding="utf-8"))
    return Act(path.stem, tuple(paragraphs))


def _read_markdown(content: bytes) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    for line in markdown.read(content).lines:
        numbered = NUMBER.match(line.text) is not None
        side = not numbered and bool(line.indent) and len(line.text) < 60 and line.heading is None
        if line.continues:
            last = paragraphs.pop()
            paragraphs.append(Paragraph((*last.lines, line.text), last.heading, last.side))
        else:
            paragraphs.append(Paragraph((line.text,), line.heading, side))
    return paragraphs


def _read_text(text: str) -> list[Paragraph]:
    return [
        Paragraph(
            (paragraph.text,),
            heading=2 if HEADING.fullmatch(paragraph.text) else None,
            side=not paragraph.indented and len(paragraph.text) < 60,
        )
        for paragraph in extract(text).paragraphs
    ]
