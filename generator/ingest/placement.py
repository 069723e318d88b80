"""Tells body text from titles, headings and headers in a text without a layout that says so.

Numbers and their sequence, the marks at the ends of paragraphs, the words of headings and what the format of
the file says of a line are taken together. The result is what indentation says in a text that has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from generator.ingest.lines import Line
from generator.ingest.numbering import NUMBERED, closing_mark, follows, is_point_number
from generator.ingest.pdf_text import Paragraph
from generator.ingest.signatures import read_signature
from generator.ingest.vocabulary import Vocabulary

LONGEST_HEADING = 300
"""Characters of the longest heading; more are a sentence whose full stop is missing."""

SHORT = 60
"""Characters of a line of a header, in which a mark may end an abbreviation."""


def place(
    paragraphs: Sequence[Paragraph], evidence: Mapping[int, Line], vocabulary: Vocabulary
) -> tuple[Paragraph, ...]:
    """Return the paragraphs, `indented` if they are body text; `evidence` has the lines by their numbers."""
    placer = _Placer(paragraphs, evidence, vocabulary)
    return tuple(
        replace(paragraph, indented=body) for paragraph, body in zip(paragraphs, placer.bodies(), strict=True)
    )


class _Placer:
    """The paragraphs in order, and the last numbers seen."""

    def __init__(
        self, paragraphs: Sequence[Paragraph], evidence: Mapping[int, Line], vocabulary: Vocabulary
    ) -> None:
        self.paragraphs = paragraphs
        self.evidence = evidence
        self.vocabulary = vocabulary
        self.point: str | None = None
        self.chapter: str | None = None
        self.numbers = [NUMBERED.match(paragraph.text) for paragraph in paragraphs]
        self.next_dotted = self._next_dotted()
        self.has_numbered_headings = any(
            vocabulary.heading.fullmatch(paragraph.text) and not closing_mark(paragraph.text)
            for paragraph in paragraphs
        )

    def _next_dotted(self) -> list[int | None]:
        """Return for each paragraph the position of the next one with a number and a full stop."""
        positions: list[int | None] = [None] * len(self.paragraphs)
        following: int | None = None
        for at in range(len(self.paragraphs) - 1, -1, -1):
            positions[at] = following
            if is_point_number(self.numbers[at]):
                following = at
        return positions

    def bodies(self) -> list[bool]:
        """Return for each paragraph whether it is body text."""
        bodies: list[bool] = []
        while len(bodies) < len(self.paragraphs):
            at = len(bodies)
            number = self.numbers[at]
            if number is not None:
                bodies.append(self._numbered(at, number["num"]))
            elif self._is_worded_heading(at):
                bodies.append(False)
                alone = self.vocabulary.heading_number.fullmatch(self.paragraphs[at].text)
                if alone and at + 1 < len(self.paragraphs) and self._is_unmarked(at + 1):
                    bodies.append(False)
                self.chapter = None
            elif self._is_unmarked(at):
                bodies += self._unmarked_run(at)
            else:
                bodies.append(True)
        return bodies

    def _numbered(self, at: int, num: str) -> bool:
        """Return whether a numbered paragraph is body text rather than the heading of a chapter."""
        if num.endswith(")"):
            return True
        if self._is_bare_heading(at, num):
            self.chapter = num
            self.has_numbered_headings = True
            return False
        self.point = num
        return True

    def _is_bare_heading(self, at: int, num: str) -> bool:
        paragraph = self.paragraphs[at]
        next_at = self.next_dotted[at]
        stressed = self._is_stressed(at)
        if len(paragraph.text) > LONGEST_HEADING or (closing_mark(paragraph.text) and not stressed):
            return False
        if next_at is None or not follows(num, self.chapter):
            return False
        number = self.numbers[next_at]
        following = number["num"] if number else None
        # A heading leaves the numbers of the points alone: the next goes on, or begins again.
        levelled = following is not None and following.startswith(num) and follows(following, num)
        goes_on = follows(following, self.point) or follows(following, None) or levelled
        as_point = follows(num, self.point) and follows(following, num) and not levelled
        return goes_on and (next_at == at + 1 or stressed) and not (as_point and not stressed)

    def _is_worded_heading(self, at: int) -> bool:
        text = self.paragraphs[at].text
        if not self.vocabulary.heading_number.match(text) or len(text) > LONGEST_HEADING:
            return False
        return not closing_mark(text) or self._is_stressed(at) or self._is_number_only(text)

    def _is_number_only(self, text: str) -> bool:
        return self.vocabulary.heading_number.fullmatch(text) is not None

    def _is_stressed(self, at: int) -> bool:
        """Tell whether the format says that a paragraph is a heading."""
        line = self.evidence.get(self.paragraphs[at].line)
        return line is not None and (line.heading or line.centered)

    def _is_unmarked(self, at: int) -> bool:
        """Tell whether a paragraph ends in no mark, apart from that of an abbreviation in a header."""
        if self.numbers[at] is not None or self._is_worded_heading(at):
            return False
        text = self.paragraphs[at].text
        return not closing_mark(text) or (
            len(text) < SHORT and closing_mark(text) in ".," and self.vocabulary.is_header_line(text)
        )

    def _unmarked_run(self, start: int) -> list[bool]:
        """Return which of the paragraphs without mark from `start` on are body text."""
        end = start
        while end < len(self.paragraphs) and self._is_unmarked(end):
            end += 1
        run = range(start, end)
        if start == 0 or end == len(self.paragraphs) or self._begins_something(end):
            return self._header(run)
        if self._continues_points(end) and len(run) <= 2:
            # A heading without number, or text whose full stop is missing.
            heads = [self._heads_chapter(at) for at in run]
            return [not head for head in heads]
        return [True for _ in run]

    def _begins_something(self, at: int) -> bool:
        """Tell whether a chapter, a new row of numbers or the text of a header comes at a position."""
        if self._is_worded_heading(at):
            return True
        number = self.numbers[at]
        if number is None:
            return self.point is None
        num = number["num"]
        if num.endswith(")"):
            return follows(num, None)
        return self._is_bare_heading(at, num) or (follows(num, None) and not follows(num, self.point))

    def _header(self, run: range) -> list[bool]:
        """Return which paragraphs of a run before something new are body text: those of a signature."""
        bodies: list[bool] = []
        signed = self.point is None
        while len(bodies) < len(run):
            at = run[len(bodies)]
            texts = [self.paragraphs[position].text for position in run[len(bodies) : len(bodies) + 3]]
            signature = None if signed else read_signature(texts)
            if signature:
                bodies += [True] * signature.size
            else:
                signed = signed or self._begins_header(at)
                bodies.append(False)
        if self.point is not None and any(not body for body in bodies):
            last = run[-1]
            if last + 1 < len(self.paragraphs) and not self._is_worded_heading(last + 1):
                self.chapter = None
        return bodies

    def _begins_header(self, at: int) -> bool:
        text = self.paragraphs[at].text
        return bool(self.vocabulary.annexed.match(text) or self.vocabulary.approval.match(text))

    def _continues_points(self, at: int) -> bool:
        number = self.numbers[at]
        return is_point_number(number) and number is not None and follows(number["num"], self.point)

    def _heads_chapter(self, at: int) -> bool:
        if len(self.paragraphs[at].text) > LONGEST_HEADING:
            return False
        return self._is_stressed(at) or not self.has_numbered_headings
