"""Finds words in quotation marks inside a text.

Marks nest: «…», „…“, “…” and straight ones, which open where a word begins and close elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

OPENING, CLOSING, EITHER = "«„", "»”", '"“'
BEFORE_WORD = re.compile(r"[\s(«„“\"–—-]")


@lru_cache(maxsize=1 << 12)
def marks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the position of each quotation mark with 1 if it opens and -1 if it closes."""
    return tuple(_marks(text))


def _marks(text: str) -> Iterator[tuple[int, int]]:
    for at, character in enumerate(text):
        if character in OPENING:
            yield at, 1
        elif character in CLOSING:
            yield at, -1
        elif character in EITHER:
            follows_word = at > 0 and not BEFORE_WORD.match(text[at - 1])
            ends = at + 1 == len(text) or text[at + 1].isspace()
            yield at, -1 if follows_word or ends else 1


LAST_MARK = re.compile(rf"[{CLOSING}{EITHER}][;.,]?\Z")


def opens(text: str) -> bool:
    """Tell whether a text begins with an opening quotation mark."""
    return text[:1] != "" and text[0] in OPENING + EITHER


class Masked(Struct, frozen=True):
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


def quoted(text: str) -> tuple[str, ...]:
    """Return the words in quotation marks of a text, in order; nested marks stay in the words around."""
    return mask(text).quoted


def without_enclosing(paragraphs: Sequence[str]) -> list[str]:
    """Return quoted paragraphs without the marks that enclose them.

    The closing mark goes, with the punctuation after it. The opening mark stays if the paragraphs have more
    closing marks than opening ones: then the outer one is missing and the first belongs to the words.
    """
    texts = list(paragraphs)
    if opens(texts[0]) and sum(step for text in texts for _, step in marks(text)) >= 0:
        texts[0] = texts[0][1:].lstrip()
    texts[-1] = LAST_MARK.sub("", texts[-1]).rstrip()
    return texts
