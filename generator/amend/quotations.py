"""Finds words in quotation marks: inside a sentence, and over several paragraphs.

Marks nest. A straight mark opens where a word begins and closes elsewhere. Marks that do not balance stay as
the act prints them; the reader reports them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.timeline.received import Paragraph

OPENING, CLOSING, EITHER = "«„", "»”", '"“'
BEFORE_WORD = re.compile(r"[\s(«„“\"–—-]")
END_MARKS = re.compile(r"[\s.;,]*")


def marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the position of each quotation mark with 1 if it opens and -1 if it closes."""
    for at, character in enumerate(text):
        if character in OPENING:
            yield at, 1
        elif character in CLOSING:
            yield at, -1
        elif character in EITHER:
            follows_word = at > 0 and not BEFORE_WORD.match(text[at - 1])
            ends = at + 1 == len(text) or text[at + 1].isspace()
            yield at, -1 if follows_word or ends else 1


def opens(text: str) -> bool:
    """Tell whether a text begins with an opening quotation mark."""
    return text[:1] != "" and text[0] in OPENING + EITHER


@dataclass(frozen=True)
class Masked:
    """A sentence whose words in quotation marks are replaced by `⟦0⟧`, `⟦1⟧` …"""

    text: str
    quoted: tuple[str, ...]
    """The words between the marks."""
    balanced: bool

    def words(self, mark: str) -> str:
        """Return the words that a mark such as `⟦0⟧` stands for."""
        return self.quoted[int(mark.strip("⟦⟧"))]

    def unmask(self, text: str) -> str:
        """Return a part of the sentence with its words in quotation marks."""
        return re.sub(r"⟦(\d+)⟧", lambda match: f"«{self.quoted[int(match[1])]}»", text)


def mask(text: str) -> Masked:
    """Replace the words in quotation marks; if the marks do not balance, from the first to the last one."""
    spans, depth, start = [], 0, 0
    for at, step in marks(text):
        if depth == 0 and step > 0:
            start = at
        depth += step
        if depth < 0:
            break
        if depth == 0:
            spans.append((start, at))
    if depth != 0:
        positions = [at for at, _ in marks(text)]
        spans = [(positions[0], positions[-1])] if len(positions) > 1 else []
    masked, end = "", 0
    for number, (opening, closing) in enumerate(spans):
        masked += f"{text[end:opening]}⟦{number}⟧"
        end = closing + 1
    quoted = tuple(text[opening + 1 : closing] for opening, closing in spans)
    return Masked(masked + text[end:], quoted, depth == 0)


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks that begin and end a run of paragraphs."""

    first: int
    last: int
    """The positions of its first and last paragraph."""
    end: int
    """The position of the closing mark in the last paragraph."""
    tail: str
    """What stands after the closing mark, without end marks."""
    missing: int
    """How many closing marks the quotation lacks; negative if it lacks opening ones."""

    @property
    def size(self) -> int:
        """The number of its paragraphs."""
        return self.last - self.first + 1


def find(
    paragraphs: Sequence[Paragraph],
    first: int,
    begins_unit: Callable[[int], bool],
    is_verb: Callable[[str], bool],
) -> Quotation | None:
    """Return the quotation that begins with a paragraph, or None if its end is not certain.

    `begins_unit` tells of a position whether the act itself goes on there; `is_verb` of words after a closing
    mark whether they belong to the instruction.
    """
    depth, loose, candidates = 0, False, []
    for at in range(first, len(paragraphs)):
        text = paragraphs[at].text
        if at > first and depth <= 0 and begins_unit(at):
            break
        last_mark = None
        for position, step in marks(text):
            depth += step
            last_mark = (position, step)
            rest = text[position + 1 :]
            tail = rest.strip(" .;,")
            if step < 0 and depth <= 0:
                if END_MARKS.fullmatch(rest) or is_verb(tail):
                    candidates.append(Quotation(first, at, position, tail, depth))
                else:
                    loose = True
        ends = last_mark and last_mark[1] < 0 and END_MARKS.fullmatch(text[last_mark[0] + 1 :])
        if depth > 0 and last_mark and ends and (at + 1 == len(paragraphs) or begins_unit(at + 1)):
            candidates.append(Quotation(first, at, last_mark[0], "", depth))
    final = [one for one in candidates if one.last + 1 == len(paragraphs) or begins_unit(one.last + 1)]
    if loose and any(one.missing < 0 for one in final):
        final = [one for one in final if one.missing < 0]
    balanced = [one for one in final if one.missing == 0]
    return next(iter(balanced or final), None)
