"""Finds a second act in a file: a header whose numbers begin again, and that is no annex of the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.act import eid
from generator.ingest import annex_headers
from generator.ingest.lists import opens_quotation
from generator.ingest.numbering import NUMBERED, closing_mark, is_point_number
from generator.ingest.pdf_text import Paragraph
from generator.ingest.signatures import read_signature
from generator.ingest.vocabulary import ACT_NUMBER, Vocabulary, like, typed
from generator.problems import Problem

MAX_HEADER = 16
"""The most paragraphs of a header."""

LONGEST_LINE = 300
"""Characters of the longest paragraph of a header; more are a sentence whose full stop is missing."""

SHORT = 60
"""Characters of a line of a header, in which a mark may end an abbreviation."""


class _Header(Struct, frozen=True):
    """The paragraphs before the first number of an act or annex, without the text that ends before them."""

    paragraphs: tuple[Paragraph, ...]
    vocabulary: Vocabulary

    @property
    def texts(self) -> list[str]:
        return [typed(paragraph.text) for paragraph in self.paragraphs]

    @property
    def title(self) -> str:
        """The title of a statute, or ""."""
        words = self.vocabulary
        names = [statute.name.casefold() for statute in words.statutes]
        texts = self.texts
        for at, text in enumerate(texts):
            if words.is_statute(text):
                # The rest of the title is the line beside it.
                others = texts[at - 1 : at] if words.marks_end else texts[at + 1 : at + 2]
                return " ".join([*others, text] if words.marks_end else [text, *others])
            if not closing_mark(text) and any(like(text.casefold(), name) for name in names):
                return text
        return ""

    @property
    def numbers(self) -> set[str]:
        """The numbers of the acts that it names with their dates."""
        joined = " ".join(self.texts)
        matches = ACT_NUMBER.finditer(joined) if self.vocabulary.has_date(joined) else ()
        return {match["number"] or match["latin"] for match in matches}

    @property
    def is_annexed(self) -> bool:
        """Whether it has the mark of an annex."""
        words = self.vocabulary
        header = annex_headers.read_header(self.texts, words)
        return bool(header and header.mark) or any(map(words.annexed.match, self.texts))

    @property
    def is_approved(self) -> bool:
        return any(self.vocabulary.approval.search(text) for text in self.texts)

    @property
    def designates(self) -> bool:
        """Whether it has the line that designates an act of its own: its kind, date and number."""
        stems = "|".join(re.escape(act.stem) for act in self.vocabulary.acts)
        return not self.is_approved and any(
            self.vocabulary.dated(text) and re.search(rf"\b(?:{stems})", text, re.IGNORECASE)
            for text in self.texts
        )


def find(
    paragraphs: Sequence[Paragraph], vocabulary: Vocabulary, name: str, place_of: Callable[[int], int]
) -> Problem | None:
    """Return the problem of a file that seems to hold two acts, at the line where the second begins.

    `place_of` returns the place in the received file of a line of the text; the message names such places.
    """
    headers = list(_headers(paragraphs, vocabulary))
    known: set[str] = set()
    statutes: set[str] = set()
    for place, header in enumerate(headers):
        if place and _begins_act(header, known, statutes):
            begin = header.paragraphs[0].line
            first, last = place_of(paragraphs[0].line), place_of(begin) - 1
            shown = header.title or " ".join(header.texts)
            message = (
                f"the file seems to hold two acts: the second, «{shown[:80]}», begins here, and the first "
                f"is on lines {first} to {last}; expected one act: put each into its own file"
            )
            return Problem(name, begin, message)
        known |= header.numbers
        statutes |= {header.title} - {""}
    return None


def _begins_act(header: _Header, known: set[str], statutes: set[str]) -> bool:
    """Tell whether a header begins another act: neither an annex, nor approved by the act before it.

    `known` are the numbers of acts in the headers before, `statutes` the titles of statutes there.
    """
    if header.is_annexed:
        return False
    another = bool(header.numbers) and bool(known) and header.numbers.isdisjoint(known)
    if header.designates:
        return another or (not known and bool(statutes))
    if not header.title or not statutes:
        return header.is_approved and another and bool(header.title)
    if header.title in statutes:
        return True
    # A second statute: one act may approve both.
    same = bool(header.numbers) and not header.numbers.isdisjoint(known)
    return not same and (another or not header.is_approved or not known)


def _headers(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Iterator[_Header]:
    """Yield the header before each place where the numbers begin: at first, and where they begin again."""
    open_marks, numbered, start = 0, False, 0
    for at, paragraph in enumerate(paragraphs):
        text = paragraph.text
        opens = at > 0 and closing_mark(paragraphs[at - 1].text) == ":" and opens_quotation(text)
        if open_marks > 0 or opens:
            # What one act quotes for another has numbers of its own.
            open_marks += text.count("«") - text.count("»")
            continue
        number = NUMBERED.match(text)
        heading = vocabulary.heading_number.match(text)
        first = eid.number(heading["num"] if heading else number["num"] if number else None) == "1"
        if first and (heading or is_point_number(number)):
            block = tuple(_header_before(paragraphs[start:at], vocabulary))
            if block or not numbered:
                yield _Header(block, vocabulary)
        if number or heading:
            numbered, start = True, at + 1


def _header_before(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Sequence[Paragraph]:
    """Return the last paragraphs that may be a header: short, without a mark, not a signature."""
    size = 0
    while size < min(len(paragraphs), MAX_HEADER):
        text = paragraphs[-1 - size].text
        mark = closing_mark(text)
        is_formula = mark == ":" and size == 0
        abbreviated = len(text) < SHORT and mark in (".", ",") and vocabulary.is_header_line(text)
        if len(text) > LONGEST_LINE or (mark and not is_formula and not abbreviated):
            break
        size += 1
    header = paragraphs[len(paragraphs) - size :]
    for at in range(len(header)):
        signature = read_signature([paragraph.text for paragraph in header[at : at + 3]])
        if signature and at + signature.size < len(header):
            return header[at + signature.size :]
    return header
