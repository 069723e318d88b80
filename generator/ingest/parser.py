"""Paragraphs in, the provisions of an act out, part by part.

The units are told by their form: numbers, indentation, and the mark that ends the text before; the words of a
language that the form does not give stand in `vocabulary/<language>.yml`. Whatever the form leaves open is
kept where it stands in the text, beside or below the nearest unit, and reported with its line and reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from generator.act import eid
from generator.ingest import annex_headers
from generator.ingest.parse_tree import (
    CLOSED,
    DASHED,
    NUMBERED,
    SIGNERS,
    Draft,
    Part,
    follows,
    goes_on,
    kinds_of,
    lines,
    mark,
    opens_quotation,
    signed,
)
from generator.ingest.pdf_text import Extraction, Paragraph
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind
from generator.problems import Problem

COUNTED = (Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.LIST)
"""Without any of these a text is no act."""


@dataclass(frozen=True)
class Parsed:
    """The parts of an act in document order, why it is none, and what could not be placed with certainty."""

    parts: tuple[Part, ...]
    problems: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    lines: tuple[int, ...] = ()
    """The line of each provision, in document order."""


def parse(extraction: Extraction, vocabulary: Vocabulary) -> Parsed:
    """Sort the paragraphs of an act into parts; what the extraction left in doubt is among the doubts."""
    reading = _Reading(extraction, vocabulary)
    reading.run()
    parts = tuple(
        (name, tuple(one.node(vocabulary) for one in drafts)) for name, drafts in reading.parts.items()
    )
    if not reading.counted:
        reason = "holds no provisions; expected the text of an act"
        return Parsed((), (Problem(extraction.name, 1, reason),))
    if not any(one.indented for one in extraction.paragraphs):
        reason = "has no indented line; expected text indented by two spaces or more, headings not"
        reading.doubts.append(Problem(extraction.name, 1, reason))
    doubts = tuple(sorted({*extraction.problems, *reading.doubts}))
    return Parsed(parts, (), doubts, tuple(lines(one for drafts in reading.parts.values() for one in drafts)))


class _Reading:
    """An act being read. Each step takes as many paragraphs as are its own and says how many."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self.name = extraction.name
        self.paragraphs = extraction.paragraphs
        self.vocabulary = vocabulary
        self.doubts: list[Problem] = []
        self.parts: dict[str, list[Draft]] = {}
        self.at = 0
        self.annexes = 0
        self.counted = False
        self.annex_part = ""
        self.begin("decree", [Kind.APPROVAL, Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA])

    def begin(self, name: str, front: list[Kind]) -> None:
        """Begin the act or one of its annexes; `front` are the kinds that may come before its points."""
        self.front = front
        self.point: Draft | None = None
        self.chapter: Draft | None = None
        self.subpoint: Draft | None = None
        self.chapters = 0
        self.begin_part(name)

    def begin_part(self, name: str) -> None:
        """Begin a file; what would be a second file of one name carries its annex's name, or a number."""
        if name in self.parts:
            name = f"{self.annex_part}-{name}".lstrip("-")
        names = (name, *(f"{name}-{number}" for number in range(2, len(self.parts) + 2)))
        name = next(one for one in names if one not in self.parts)
        self.nodes = self.parts.setdefault(name, [])
        self.row = self.head_of = self.nodes
        self.path: list[Draft] = []
        self.mark = ""
        self.list: Draft | None = None
        self.items: list[Draft] | None = None

    @property
    def here(self) -> Paragraph:
        return self.paragraphs[self.at]

    def run(self) -> None:
        steps = (
            self.note,
            self.annex,
            self.heading_of_chapter,
            self.heading_of_list,
            self.quotation,
            self.numbered,
            self.signature,
            self.front_matter,
            self.continuation,
            self.left_over,
        )
        while self.at < len(self.paragraphs):
            self.at += next(filter(None, (step() for step in steps)))
        self.parts = {name: drafts for name, drafts in self.parts.items() if drafts}

    def doubt(self, reason: str) -> None:
        self.doubts.append(Problem(self.name, self.here.line, f"«{self.here.text[:40]}» {reason}"))

    def take(self, kind: Kind, text: str, into: list[Draft], num: str | None = None) -> Draft:
        draft = Draft(kind, text, num, line=self.here.line)
        into.append(draft)
        self.mark = mark(text)
        self.counted = self.counted or kind in COUNTED
        return draft

    def ahead(self, start: int = 0) -> Iterator[Paragraph]:
        return (self.paragraphs[at] for at in range(self.at + start, len(self.paragraphs)))

    def block(self) -> list[str]:
        """Return the paragraphs from here that stand apart, up to the first that heads or holds text."""
        heading = self.vocabulary.heading
        apart = takewhile(lambda one: not (one.indented or heading.fullmatch(one.text)), self.ahead())
        return [one.text for one in takewhile(lambda one: not NUMBERED.match(one.text), apart)]

    def note(self) -> int:
        """Take a remark of the text itself; what comes after it goes on as if it were not there."""
        if not self.vocabulary.is_note(self.here.text):
            return 0
        before = self.mark
        after = next((one for one in self.ahead(1) if not self.vocabulary.is_note(one.text)), None)
        numbered = NUMBERED.match(after.text) if after else None
        subpoints = [at for at, one in enumerate(self.path) if one.kind is Kind.SUBPOINT]
        # What goes on after the remark shows how much of the text before it the remark closes.
        if after is None or not after.indented or (numbered and numbered["sign"] == "."):
            self.path = self.path[:1]
        elif numbered and subpoints:
            self.path = self.path[: subpoints[-1] + 1]
        self.take(Kind.NOTE, self.here.text, self.path[-1].below if self.path else self.open_row())
        self.mark = before
        return 1

    def open_row(self) -> list[Draft]:
        """Return where a unit stands that no point holds: in a list, in a head, or beside points."""
        if self.items is not None:
            return self.items
        return self.row if self.point or self.chapter else self.head_of

    def annex(self) -> int:
        if self.here.indented:
            return 0
        found = annex_headers.head(self.block(), self.vocabulary)
        if not found:
            return 0
        if not found.mark:
            if Kind.APPROVAL not in self.front or self.parts["decree"]:
                return 0
            self.front = [Kind.TITLE]
            self.take(Kind.APPROVAL, found.approval, self.head_of)
            return found.size
        self.annexes += 1
        draft = Draft(Kind.ANNEX, found.reference, line=self.here.line)
        draft.ordinal = found.mark if eid.number(found.mark) else None
        self.annex_part = f"annex-{eid.number(draft.ordinal) or self.annexes}"
        self.begin(self.annex_part, [Kind.APPROVAL, Kind.TITLE])
        self.nodes.append(draft)
        self.head_of = draft.below
        if found.approval:
            self.take(Kind.APPROVAL, found.approval, draft.below)
        return found.size

    def heading_of_chapter(self) -> int:
        """Take a heading with the word for a chapter, with a bare number, or with neither."""
        text, num = self.here.text, None
        found = self.vocabulary.heading.fullmatch(text)
        found = None if self.here.indented and mark(text) else found
        if not found and not self.here.indented:
            found = NUMBERED.fullmatch(text)
            found = found if found and found["sign"] == "." else None
        if found:
            num, text = found["num"], found["text"]
            before = self.chapter.num if self.chapter else None
            if not follows(num, before):
                if self.point and follows(num, self.point.num) and mark(text):
                    return 0
                self.doubt("has a number that does not follow the chapter before; kept as a chapter")
            elif mark(text) and not self.vocabulary.heading.fullmatch(self.here.text):
                self.doubt("ends in a mark as text does, but is not indented; kept as a chapter")
        elif not self._heads_without_number():
            return 0
        elif self.chapter and self.chapter.num:
            self.doubt("heads a chapter without a number after one with a number; kept as a chapter")
        self.chapters += 1
        self.begin_part(f"chapter-{eid.number(num) or self.chapters}")
        self.chapter = self.take(Kind.CHAPTER, text, self.nodes, num)
        self.row = self.chapter.below
        self.front = []
        return 1

    def _heads_without_number(self) -> bool:
        """Tell whether the paragraph stands apart between a title and text, and ends in no mark."""
        after = next(self.ahead(1), None)
        if self.here.indented or mark(self.here.text) or after is None or not after.indented:
            return False
        numbered = NUMBERED.match(after.text)
        return bool(Kind.TITLE not in self.front and numbered and numbered["sign"] == ".")

    def heading_of_list(self) -> int:
        """Take the unpunctuated run before `1)`: a list's heading, its subheadings, or both."""
        block = takewhile(lambda one: not NUMBERED.match(one.text) and not mark(one.text), self.ahead())
        texts = [one.text for one in block]
        first = NUMBERED.match(next((one.text for one in self.ahead(len(texts))), ""))
        if not texts or not first or first["num"] != "1)":
            return 0
        subheadings = texts
        heads_one = self.vocabulary.heads_list(texts[0])
        if not heads_one and self.list is None:
            return 0
        if heads_one:
            if self.list is None:
                self.begin_part("lists")
            self.list = self.take(Kind.LIST, texts[0], self.nodes)
            subheadings = texts[1:]
        assert self.list is not None
        if len(subheadings) > 1 or (subheadings and Kind.ITEM in kinds_of(self.list.below)):
            self.doubt("stands before `1)` in a list; expected at most one subheading; kept as subheadings")
        inner = self.list
        for text in subheadings:
            inner = self.take(Kind.LIST, text, inner.below)
        self.items = inner.below
        return len(texts)

    def quotation(self) -> int:
        """Take a quoted list: its heading opens the quotation, its last item closes it."""
        if self.mark != ":" or not self.path or not opens_quotation(self.here.text):
            return 0
        block = [self.here]
        for one in self.ahead(1):
            if not one.indented or NUMBERED.match(one.text):
                self.doubt("opens a quotation that does not close before the next unit; kept as an indent")
                return 0
            block.append(one)
            if CLOSED.search(one.text):
                quoted = self.take(Kind.LIST, self.here.text, self.path[-1].below)
                for item in block[1:]:
                    self.take(Kind.ITEM, item.text, quoted.below)
                return len(block)
        self.doubt("opens a quotation that never closes; kept as an indent")
        return 0

    def numbered(self) -> int:
        found = NUMBERED.fullmatch(self.here.text)
        if not found:
            return 0
        num, text = found["num"], found["text"]
        if not self.here.indented:
            self.doubt("is numbered like body text but not indented; kept as such")
        if found["sign"] == ".":
            first = Kind.POINT not in kinds_of(self.row)
            if not follows(num, self.point.num if self.point else None) and not (
                first and follows(num, None)
            ):
                self.doubt("has a number that does not follow the point before; kept as a point")
            self.list = self.items = None
            self.point = self.take(Kind.POINT, text, self.row, num)
            self.path = [self.point]
        elif self.items is not None:
            if not follows(num, self.items[-1].num if self.items else None):
                self.doubt("has a number that does not follow the item before; kept as an item")
            self.take(Kind.ITEM, text, self.items, num)
        else:
            self.take_subpoint(num, text)
        return 1

    def take_subpoint(self, num: str, text: str) -> None:
        """Put a subpoint into the innermost open row that it continues, or begin a row after a `:`."""
        before = self.subpoint.num if self.subpoint else None
        rows = [at for at in range(len(self.path) - 1, -1, -1) if self.path[at].kind is Kind.SUBPOINT]
        continued = next((at for at in rows if follows(num, self.path[at].num)), None)
        introduced = bool(self.path) and self.mark == ":"
        if introduced and follows(num, None):
            place = len(self.path)
        elif continued is not None:
            place = continued
        else:
            # Numbers may run on through the points of an act.
            if not (introduced and follows(num, before)):
                reason = "is a subpoint that neither follows the one before nor an introduction ending in `:`"
                self.doubt(f"{reason}; kept as a subpoint")
            place = rows[0] if rows else len(self.path)
        below = self.path[place - 1].below if place else self.open_row()
        del self.path[place:]
        self.subpoint = self.take(Kind.SUBPOINT, text, below, num)
        self.path.append(self.subpoint)

    def signature(self) -> int:
        """Take the office and the name that sign, in one paragraph or in a few."""
        if not self.point or (self.path and self.mark != "."):
            return 0
        ahead = takewhile(lambda one: not mark(one.text) and not NUMBERED.match(one.text), self.ahead())
        found = signed([one.text for one in islice(ahead, SIGNERS)])
        if not found:
            return 0
        taken, names = found
        signature = self.take(Kind.SIGNATURE, names["office"], self.nodes)
        self.take(Kind.NAME, names["name"], signature.below)
        self.path = []
        return taken

    def front_matter(self) -> int:
        """Take title and designation, which are not indented, and the enacting formula, which ends in `:`."""
        if self.point or self.chapter or self.path or self.list or not self.front:
            return 0
        if self.here.indented:
            if Kind.FORMULA not in self.front or mark(self.here.text) != ":":
                return 0
            self.front = []
            self.take(Kind.FORMULA, self.here.text, self.head_of)
            return 1
        kinds = [one for one in self.front if one in (Kind.TITLE, Kind.DESIGNATION)]
        if not kinds:
            return 0
        block = self.block()
        named = len(block) > 1 and self.vocabulary.dated(block[0]) and not self.vocabulary.dated(block[1])
        kind = Kind.DESIGNATION if named and Kind.DESIGNATION in kinds else kinds[0]
        size = annex_headers.title(block, self.vocabulary) if kind is Kind.TITLE else 1
        after = next(self.ahead(size), None)
        enacting = after is not None and after.indented and mark(after.text) == ":"
        if kind is Kind.DESIGNATION and not enacting and not self.vocabulary.dated(block[0]):
            self.doubt("stands below the title without a date and a number; kept as the act's designation")
        self.front.remove(kind)
        self.take(kind, " ".join(block[:size]), self.head_of)
        return size

    def continuation(self) -> int:
        """Take an unnumbered paragraph: an indent, a second part, or what closes a row of subpoints."""
        if not self.here.indented or not self.path:
            return 0
        last = self.path[-1]
        dashed = DASHED.match(self.here.text) and last.kind is Kind.INDENT and DASHED.match(last.text)
        if self.mark == ":" and last.kind is not Kind.INDENT:
            kind, parent = Kind.INDENT, len(self.path) - 1
        elif dashed or (self.mark in tuple(";,") and last.kind is Kind.INDENT):
            kind, parent = Kind.INDENT, len(self.path) - 2
        elif self.mark in tuple(".;") and last.kind is not Kind.INDENT:
            kind, parent = self._part()
        elif last.kind is Kind.INDENT and self.mark == ".":
            self.doubt("follows an indent that ends in `.`; expected `;` between indents; kept as a part")
            kind, parent = Kind.PART, len(self.path) - 2
        elif last.kind is Kind.INDENT:
            ending = f"`{self.mark}`" if self.mark else "no mark"
            self.doubt(f"follows an indent that ends in {ending}; expected `;`; kept as an indent")
            kind, parent = Kind.INDENT, len(self.path) - 2
        else:
            self.doubt("follows a text that ends in none of `.`, `;` and `:`; kept as a part")
            kind, parent = self._part()
        del self.path[parent + 1 :]
        self.path.append(self.take(kind, self.here.text, self.path[parent].below))
        return 1

    def left_over(self) -> int:
        """Keep what no other step takes: below the unit at hand, else beside the units of its chapter."""
        self.doubt("has no place: it is neither numbered nor a part of what stands before; kept as a part")
        above = self.path[:1]
        draft = self.take(Kind.PART, self.here.text, above[0].below if above else self.open_row())
        self.path = [*above, draft] if above or self.mark == ":" else []
        return 1

    def _part(self) -> tuple[Kind, int]:
        """Tell a second part from a closing paragraph; returns the kind and the place of its parent.

        A full stop ends a row of subpoints; what comes after the row closes the unit that holds it.
        """
        kinds = kinds_of(self.path)
        if Kind.CLOSING in kinds:
            return Kind.CLOSING, kinds.index(Kind.CLOSING) - 1
        if Kind.SUBPOINT not in kinds:
            return Kind.PART, 0
        row = len(kinds) - 1 - kinds[::-1].index(Kind.SUBPOINT)
        closing = self.mark == "." and not goes_on(self.ahead(1), self.path[row].num)
        return (Kind.CLOSING, row - 1) if closing and row else (Kind.PART, row)
