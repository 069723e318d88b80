"""Paragraphs in, the provisions of an act out, part by part.

The units are told by their form: numbers, indentation, and the mark that ends the text before. What cannot be
placed is a fault with its line, never a guess. The few words of a language that the form alone does not give
stand in `vocabulary/<language>.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from generator import eid
from generator.extraction import Extraction, Paragraph
from generator.faults import Fault
from generator.model import Entry, Kind, Node, Role, Words

Part = tuple[str, tuple[Node, ...]]
"""The name of a file under `data/provisions/`, without its ending, and the provisions it holds."""

NUMBER = r"\d{1,4}(?:-\d{1,4})*"
NUMBERED = re.compile(rf"(?P<num>{NUMBER}(?P<sign>[.)]))\s+(?P<text>.+)")
SIGNED = re.compile(r"(?P<office>.+?) (?P<name>_*(?:[^\W\d_]\. ?){1,2}[^\W\d_]+(?:-[^\W\d_]+)?)")
QUOTES = {'"': '"', "«": "»"}
CLOSED = re.compile(r'["»][.;,]?$')


class Vocabulary(Entry):
    """`vocabulary/<language>.yml`: the words of a language that import leans on."""

    language: Words
    chapter: Words
    """How a chapter's heading begins, with `{number}` for its number."""
    annex: tuple[Words, ...]
    approved: tuple[Words, ...]
    list: tuple[Words, ...]
    roles: dict[Kind, dict[Role, tuple[Words, ...]]]
    """Kind of the introducing provision -> role of those under it -> introductions, without their `:`."""

    def role(self, kind: Kind, text: str) -> Role | None:
        """Return the role that an introduction gives to the provisions under it."""
        introduction = text.removesuffix(":")
        if introduction == text:
            return None
        for role, known in self.roles.get(kind, {}).items():
            if any(
                introduction.endswith(words[1:]) if words.startswith("… ") else introduction == words
                for words in known
            ):
                return role
        return None


@dataclass(frozen=True)
class Parsed:
    """The parts of an act in document order, and what could not be placed."""

    parts: tuple[Part, ...]
    faults: tuple[Fault, ...]


@dataclass
class _Draft:
    """A provision under construction."""

    kind: Kind
    text: str
    num: str | None = None
    ordinal: str | None = None
    below: list[_Draft] = field(default_factory=list)

    def node(self, vocabulary: Vocabulary, role: Role | None = None) -> Node:
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


def parse(extraction: Extraction, vocabulary: Vocabulary) -> Parsed:
    """Sort the paragraphs of an act into parts; the faults of the extraction are among those returned."""
    reading = _Reading(extraction, vocabulary)
    reading.run()
    parts = tuple(
        (name, tuple(one.node(vocabulary) for one in drafts)) for name, drafts in reading.parts.items()
    )
    none = () if parts else (Fault(extraction.name, 1, "holds no provisions; expected the text of an act"),)
    return Parsed(parts, (*extraction.faults, *reading.faults, *none))


def follows(num: str | None, before: str | None) -> bool:
    """Tell whether a printed number may come after another: `3)` and `2-1)` after `2)`, `1)` after none."""
    number = tuple(int(one) for one in (eid.number(num) or "0").split("-"))
    last = tuple(int(one) for one in (eid.number(before) or "0").split("-"))
    return number in {(last[0] + 1,), (*last, 1), (*last[:-1], last[-1] + 1)}


def _mark(text: str) -> str:
    """Return the mark that ends a text, or nothing; a closing quotation mark does not hide it."""
    last = text.rstrip('"»')[-1:]
    return last if last in ".;:," else ""


def _kinds(drafts: list[_Draft]) -> list[Kind]:
    return [one.kind for one in drafts]


class _Reading:
    """An act being read. Each step takes as many paragraphs as are its own and says how many."""

    def __init__(self, extraction: Extraction, vocabulary: Vocabulary) -> None:
        self.name = extraction.name
        self.paragraphs = extraction.paragraphs
        self.faults: list[Fault] = []
        self.parts: dict[str, list[_Draft]] = {}
        self.endings = tuple(vocabulary.list)
        heading = re.escape(vocabulary.chapter).replace(re.escape("{number}"), NUMBER)
        self.heading = re.compile(rf"(?P<num>{heading}|{NUMBER}\.)\s+(?P<text>.+)", re.IGNORECASE)
        annex, approved = (
            f"(?:{'|'.join(map(re.escape, words))})" for words in (vocabulary.annex, vocabulary.approved)
        )
        self.head = re.compile(
            rf"(?P<reference>(?:.* )?(?P<annex>(?:{NUMBER}-)?{annex}))(?: (?P<approval>.*\b{approved}))?"
        )
        self.at = 0
        self.annexes = 0
        self.annex_part = ""
        self.begin("decree", [Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA])

    def begin(self, name: str, front: list[Kind]) -> None:
        """Begin the act or one of its annexes; `front` are the kinds that may come before its points."""
        self.front = front
        self.point: _Draft | None = None
        self.chapter: _Draft | None = None
        self.begin_part(name)
        self.head_of = self.nodes

    def begin_part(self, name: str) -> None:
        """Begin a file; what would be a second file of one name carries its annex's name."""
        if name in self.parts:
            name = f"{self.annex_part}-{name}".lstrip("-")
        if name in self.parts:
            self.refuse(f"begins a second part `{name}`; expected one of that name")
        self.nodes = self.parts.setdefault(name, [])
        self.row = self.nodes
        self.path: list[_Draft] = []
        self.mark = ""
        self.list: _Draft | None = None
        self.items: list[_Draft] | None = None

    @property
    def here(self) -> Paragraph:
        return self.paragraphs[self.at]

    def run(self) -> None:
        steps = (
            self.annex,
            self.heading_of_chapter,
            self.heading_of_list,
            self.quotation,
            self.numbered,
            self.signature,
            self.front_matter,
            self.continuation,
        )
        reason = "has no place: it is neither numbered nor a part of what stands before"
        while self.at < len(self.paragraphs):
            self.at += next(filter(None, (step() for step in steps)), 0) or self.refuse(reason)
        self.parts = {name: drafts for name, drafts in self.parts.items() if drafts}

    def refuse(self, reason: str) -> int:
        """Report the paragraph at hand and pass over it."""
        self.faults.append(Fault(self.name, self.here.line, f"«{self.here.text[:40]}» {reason}"))
        return 1

    def take(self, kind: Kind, text: str, into: list[_Draft], num: str | None = None) -> _Draft:
        draft = _Draft(kind, text, num)
        into.append(draft)
        self.mark = _mark(text)
        return draft

    def ahead(self, start: int = 0) -> Iterator[Paragraph]:
        return (self.paragraphs[at] for at in range(self.at + start, len(self.paragraphs)))

    def annex(self) -> int:
        if self.here.indented:
            return 0
        block = takewhile(lambda one: not one.indented and not self.heading.fullmatch(one.text), self.ahead())
        texts = [one.text for one in block]
        for size in range(len(texts), 0, -1):
            found = self.head.fullmatch(" ".join(texts[:size]))
            if found:
                self.begin_annex(found)
                return size
        return 0

    def begin_annex(self, head: re.Match[str]) -> None:
        self.annexes += 1
        draft = _Draft(Kind.ANNEX, head["reference"])
        draft.ordinal = head["annex"] if eid.number(head["annex"]) else None
        self.annex_part = f"annex-{eid.number(draft.ordinal) or self.annexes}"
        self.begin(self.annex_part, [Kind.TITLE])
        self.nodes.append(draft)
        self.head_of = draft.below
        if head["approval"]:
            self.take(Kind.APPROVAL, head["approval"], draft.below)

    def heading_of_chapter(self) -> int:
        found = None if self.here.indented else self.heading.fullmatch(self.here.text)
        if not found:
            return 0
        if not follows(found["num"], self.chapter.num if self.chapter else None):
            return self.refuse("has a number that does not follow the chapter before")
        self.begin_part(f"chapter-{eid.number(found['num'])}")
        self.chapter = self.take(Kind.CHAPTER, found["text"], self.nodes, found["num"])
        self.row = self.chapter.below
        return 1

    def heading_of_list(self) -> int:
        """Take the unpunctuated run before `1)`: a list's heading, its subheading, or both."""
        block = takewhile(lambda one: not NUMBERED.match(one.text) and not _mark(one.text), self.ahead())
        texts = [one.text for one in block]
        first = NUMBERED.match(next((one.text for one in self.ahead(len(texts))), ""))
        if not texts or not first or first["num"] != "1)":
            return 0
        subheadings = texts
        if texts[0].endswith(self.endings):
            if self.list is None:
                self.begin_part("lists")
            self.list = self.take(Kind.LIST, texts[0], self.nodes)
            self.items = self.list.below
            subheadings = texts[1:]
        if (
            self.list is None
            or len(subheadings) > 1
            or (subheadings and Kind.ITEM in _kinds(self.list.below))
        ):
            self.refuse("stands before `1)` but opens no list: expected a heading and at most one subheading")
            self.items = []
        elif subheadings:
            self.items = self.take(Kind.LIST, subheadings[0], self.list.below).below
        return len(texts)

    def quotation(self) -> int:
        """Take a quoted list: its heading opens the quotation, its last item closes it."""
        opening = self.here.text[0]
        closing = QUOTES.get(opening)
        if self.mark != ":" or not self.path or not closing or not self._unclosed(opening, closing):
            return 0
        block = [self.here]
        for one in self.ahead(1):
            if not one.indented or NUMBERED.match(one.text):
                return self.refuse("opens a quotation that does not close before the next unit")
            block.append(one)
            if CLOSED.search(one.text):
                quoted = self.take(Kind.LIST, self.here.text, self.path[-1].below)
                for item in block[1:]:
                    self.take(Kind.ITEM, item.text, quoted.below)
                return len(block)
        return self.refuse("opens a quotation that never closes")

    def _unclosed(self, opening: str, closing: str) -> bool:
        text = self.here.text
        return text.count('"') % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)

    def numbered(self) -> int:
        found = NUMBERED.fullmatch(self.here.text)
        if not found:
            return 0
        num, text = found["num"], found["text"]
        if not self.here.indented:
            return self.refuse("is numbered like body text but not indented")
        if found["sign"] == ".":
            if not follows(num, self.point.num if self.point else None):
                self.refuse("has a number that does not follow the point before")
            self.list = self.items = None
            self.point = self.take(Kind.POINT, text, self.row, num)
            self.path = [self.point]
            return 1
        if self.items is not None:
            if not follows(num, self.items[-1].num if self.items else None):
                self.refuse("has a number that does not follow the item before")
            self.take(Kind.ITEM, text, self.items, num)
            return 1
        return self.subpoint(num, text)

    def subpoint(self, num: str, text: str) -> int:
        """Put a subpoint into the innermost open row that it continues, or begin a row after a `:`."""
        if self.path and self.mark == ":" and follows(num, None):
            parent = len(self.path) - 1
        else:
            rows = (at for at in range(len(self.path) - 1, 0, -1) if self.path[at].kind is Kind.SUBPOINT)
            parent = next((at - 1 for at in rows if follows(num, self.path[at].num)), -1)
        if parent < 0:
            return self.refuse(
                "is a subpoint that neither follows the one before nor an introduction ending in `:`"
            )
        del self.path[parent + 1 :]
        self.path.append(self.take(Kind.SUBPOINT, text, self.path[parent].below, num))
        return 1

    def signature(self) -> int:
        """Take the office and the name that sign, in one paragraph or in two."""
        due = self.point and (not self.path or self.mark == ".")
        if not due or not self.here.indented or _mark(self.here.text):
            return 0
        texts = [one.text for one in self.paragraphs[self.at : self.at + 2]]
        for taken in range(1, len(texts) + 1):
            found = SIGNED.fullmatch(" ".join(texts[:taken]))
            if found and found["name"].lstrip("_")[0].isupper():
                signature = self.take(Kind.SIGNATURE, found["office"], self.nodes)
                self.take(Kind.NAME, found["name"], signature.below)
                self.path = []
                return taken
        return 0

    def front_matter(self) -> int:
        """Take title and designation, which are not indented, and the enacting formula, which ends in `:`."""
        if self.point or self.chapter or not self.front:
            return 0
        formula = self.here.indented and _mark(self.here.text) == ":"
        kind = Kind.FORMULA if formula else self.front[0]
        if kind not in self.front or self.here.indented != (kind is Kind.FORMULA):
            return 0
        self.front = self.front[self.front.index(kind) + 1 :]
        self.take(kind, self.here.text, self.head_of)
        return 1

    def continuation(self) -> int:
        """Take an unnumbered paragraph: an indent, a second part, or what closes a row of subpoints."""
        if not self.here.indented or not self.path:
            return 0
        last = self.path[-1]
        if self.mark == ":" and last.kind is not Kind.INDENT:
            kind, parent = Kind.INDENT, len(self.path) - 1
        elif self.mark in (";", ",") and last.kind is Kind.INDENT:
            kind, parent = Kind.INDENT, len(self.path) - 2
        elif self.mark in (".", ";") and last.kind is not Kind.INDENT:
            kind, parent = self._part()
        elif last.kind is Kind.INDENT:
            return self.refuse(f"follows an indent that ends in `{self.mark}`; expected `;` between indents")
        else:
            return self.refuse("follows a text that ends in none of `.`, `;` and `:`")
        del self.path[parent + 1 :]
        self.path.append(self.take(kind, self.here.text, self.path[parent].below))
        return 1

    def _part(self) -> tuple[Kind, int]:
        """Tell a second part from a closing paragraph; returns the kind and the place of its parent.

        A full stop ends a row of subpoints; what comes after the row closes the unit that holds it.
        """
        kinds = _kinds(self.path)
        if Kind.CLOSING in kinds:
            return Kind.CLOSING, kinds.index(Kind.CLOSING) - 1
        if Kind.SUBPOINT not in kinds:
            return Kind.PART, 0
        row = len(kinds) - 1 - kinds[::-1].index(Kind.SUBPOINT)
        closing = self.mark == "." and not self._goes_on(self.path[row].num)
        return (Kind.CLOSING, row - 1) if closing else (Kind.PART, row)

    def _goes_on(self, num: str | None) -> bool:
        """Tell whether a subpoint after `num` is still to come before the next point or heading."""
        for one in self.ahead(1):
            found = NUMBERED.match(one.text)
            if not one.indented or (found and found["sign"] == ".") or not (found or _mark(one.text)):
                return False
            if found and follows(found["num"], num):
                return True
        return False
