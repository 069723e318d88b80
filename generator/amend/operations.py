"""Turns the reading of an amending act into operations on the statute.

Each instruction about the statute becomes operations, a problem (it contradicts itself or the text), or a
line to fill in (it is not certain). Instructions about other acts, headings, and what is not published are
listed apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.act import eid
from generator.amend.designations import Designation
from generator.amend.instructions import Instruction, Reading
from generator.amend.phrases import Phrase
from generator.amend.statute import ContradictionError, Document, Statute, Target, UnresolvedError
from generator.amend.vocabulary import Source, UnitKind
from generator.ingest.numbering import NUMBERED
from generator.language.quotations import EITHER, OPENING, quoted
from generator.model import Kind, Operation, Provision, Verb
from generator.problems import Problem

ADDRESSED = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT)
"""The kinds of provision that an amending act has to account for."""


class ToFillIn(Struct, frozen=True):
    """An instruction that people have to write as an operation."""

    by: str
    """The eId of the instruction."""
    line: int
    reason: str


class Orders(Struct):
    """What an amending act orders, by the eIds of its provisions."""

    operations: list[Operation] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    undisclosed: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    context: list[str] = field(default_factory=list)
    to_fill_in: list[ToFillIn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def orders(
    reading: Reading,
    provisions: Mapping[int, Provision],
    statute: Statute,
    own: Designation,
    in_force: dt.date,
    name: str,
) -> Orders:
    """Return what an act orders of a statute.

    `provisions` are those of the amending act by the positions of their paragraphs, `own` is its date and
    number, `in_force` the day from which it applies unless a part has its own, `name` the file in messages.
    """
    return _Resolver(reading, provisions, statute, own, in_force, name).resolve()


class _Resolver:
    def __init__(
        self,
        reading: Reading,
        provisions: Mapping[int, Provision],
        statute: Statute,
        own: Designation,
        in_force: dt.date,
        name: str,
    ) -> None:
        self.reading = reading
        self.provisions = provisions
        self.statute = statute
        self.own = own
        self.in_force = in_force
        self.name = name
        self.orders = Orders()

    def resolve(self) -> Orders:
        orders = self.orders
        taken: set[int] = set()
        for at in self.reading.headings:
            taken.add(at)
            orders.context.append(self.provisions[at].eid)
        for at in self.reading.unpublished:
            taken.add(at)
            orders.undisclosed.append(self.provisions[at].eid)
        for instruction in self.reading.instructions:
            taken.add(instruction.at)
            if instruction.scope.act not in self.statute.acts:
                orders.outside.append(self.provisions[instruction.at].eid)
            else:
                self._instruction(instruction)
        for doubt in self.reading.doubts:
            if doubt.scope.act not in self.statute.acts and doubt.scope.act is not None:
                taken.add(doubt.at)
                if self.provisions[doubt.at].eid not in orders.context:
                    orders.outside.append(self.provisions[doubt.at].eid)
            elif doubt.at not in taken:
                taken.add(doubt.at)
                self._fill_in(doubt.at, doubt.reason)
        for at, provision in self.provisions.items():
            if at not in taken and provision.kind in ADDRESSED:
                orders.own.append(provision.eid)
        return orders

    def _fill_in(self, at: int, reason: str) -> None:
        line = self.reading.paragraphs[at].line
        self.orders.to_fill_in.append(ToFillIn(self.provisions[at].eid, line, reason))

    def _problem(self, at: int, message: str) -> None:
        self.orders.problems.append(Problem(self.name, self.reading.paragraphs[at].line, message))

    def _instruction(self, instruction: Instruction) -> None:
        act = instruction.scope.act
        if act and act.date > self.own.date:
            message = f"amends {act}, which is later than the act itself, of {self.own.date}"
            self._problem(instruction.at, f"{message}; expected an earlier act")
            return
        if instruction.whole_act:
            self._fill_in(instruction.at, "repeals the act that has the statute; no verb says that")
            return
        day = self.reading.entry.day_of(instruction.by) or self.in_force
        try:
            operations = list(self._operations(instruction, day))
        except UnresolvedError as error:
            self._fill_in(instruction.at, str(error))
            return
        except ContradictionError as error:
            self._problem(instruction.at, str(error))
            return
        on = day if day != self.in_force else None
        self.orders.operations += [operation.model_copy(update={"on": on}) for operation in operations]

    def _operations(self, instruction: Instruction, day: dt.date) -> Iterator[Operation]:
        """Yield the operations of an instruction. Raises `UnresolvedError` and `ContradictionError`."""
        by = self.provisions[instruction.at].eid
        scope = instruction.scope
        document = self.statute.document(scope.act, scope.document)
        if instruction.source is Source.ANNEX:
            if not instruction.marked:
                raise UnresolvedError("takes new words from an annex; whether it is published is not certain")
            yield Operation(by=by, do=Verb.UNPUBLISHED, target=self._whole(document))
            return
        if instruction.do is Verb.INSERT:
            yield from self._insertions(instruction, document, by, day)
            return
        if not scope.place:
            target = Target(self._whole(document))
            targets = [(target, "")]
        else:
            last = scope.place[-1]
            targets = [
                (self.statute.target(document, (*scope.place[:-1], unit), day), "".join(unit.numbers))
                for unit in ([replace(last, numbers=(one,)) for one in last.numbers] or [last])
            ]
        if instruction.do is Verb.REPEAL:
            if any(target.alone for target, _ in targets):
                raise UnresolvedError("strikes a first paragraph or a heading; no verb says that")
            for target, _ in targets:
                yield Operation(by=by, do=Verb.REPEAL, target=target.eid)
        elif instruction.do is Verb.WORDS:
            yield self._words(instruction, targets, by, day)
        else:
            yield from self._replacements(instruction, targets, scope.place, by)

    @staticmethod
    def _whole(document: Document) -> str:
        if document.target is None:
            raise UnresolvedError("changes the act as a whole")
        return document.target

    def _replacements(
        self, instruction: Instruction, targets: Sequence[tuple[Target, str]], place: Phrase, by: str
    ) -> Iterator[Operation]:
        numbered = bool(place) and place[-1].kind in (UnitKind.POINT, UnitKind.SUBPOINT)
        spans = self._spans(instruction, [number for _, number in targets] if numbered else [])
        if not numbered and len(targets) > 1:
            if len(targets) != self._size(instruction):
                raise ContradictionError(
                    f"names {len(targets)} paragraphs and quotes {self._size(instruction)}; expected as many"
                )
            spans = [f"quotation {number}" for number in range(1, len(targets) + 1)]
        for (target, _), span in zip(targets, spans, strict=True):
            yield Operation(by=by, do=Verb.REPLACE, target=target.eid, alone=target.alone, new=span)

    def _insertions(
        self, instruction: Instruction, document: Document, by: str, day: dt.date
    ) -> Iterator[Operation]:
        if len(instruction.new_units) != 1:
            raise UnresolvedError("brings in units that are not read with certainty")
        new = instruction.new_units[0]
        place = instruction.scope.place
        if new.kind is UnitKind.PARAGRAPH:
            yield self._paragraphs(instruction, document, by, day)
            return
        if new.kind not in (UnitKind.POINT, UnitKind.SUBPOINT):
            raise UnresolvedError(f"brings in a {new.kind}; expected points, subpoints or paragraphs")
        spans = self._spans(instruction, new.numbers)
        for number, span in zip(new.numbers, spans, strict=True):
            if place:
                target = self.statute.target(document, place, day).eid
            elif new.kind is UnitKind.POINT:
                target = self.statute.group_above(document, number)
            else:
                target = self._whole(document)
            yield Operation(by=by, do=Verb.INSERT, target=target, new=span)

    def _paragraphs(self, instruction: Instruction, document: Document, by: str, day: dt.date) -> Operation:
        """Return the insertion of paragraphs that are counted by ordinal words."""
        new = [int(number) for number in instruction.new_units[0].numbers]
        anchors = instruction.anchor
        if len(anchors) == 1 and anchors[0].kind is UnitKind.PARAGRAPH and len(anchors[0].numbers) == 1:
            after = int(anchors[0].numbers[0])
        elif not anchors:
            after = new[0] - 1
        else:
            raise UnresolvedError("names the place of the new paragraphs in a way that is not certain")
        expected = list(range(after + 1, after + 1 + len(new)))
        if new != expected:
            raise ContradictionError(
                f"names paragraphs {_list(new)} after paragraph {after}; expected {_list(expected)}"
            )
        if len(new) != self._size(instruction):
            raise ContradictionError(
                f"names {len(new)} paragraphs and quotes {self._size(instruction)}; expected as many"
            )
        target = self.statute.target(document, instruction.scope.place, day)
        return Operation(
            by=by, do=Verb.INSERT, target=target.eid, after=after, count=len(new), new="quotation"
        )

    def _words(
        self, instruction: Instruction, targets: Sequence[tuple[Target, str]], by: str, day: dt.date
    ) -> Operation:
        if len(targets) != 1 or instruction.old is None:
            raise UnresolvedError("replaces words in more than one place")
        target = targets[0][0]
        words = self._quoted(instruction.at, instruction.old)
        times = self.statute.count(target, words, day)
        if times == 0:
            raise ContradictionError(f"replaces «{words}», which `{target.eid}` does not have before {day}")
        if times and times > 1:
            raise UnresolvedError(f"replaces «{words}», which `{target.eid}` has {times} times")
        new = f"words {instruction.new}" if instruction.new else None
        return Operation(by=by, do=Verb.WORDS, target=target.eid, old=f"words {instruction.old}", new=new)

    def _quoted(self, at: int, number: int) -> str:
        return _inline(self.reading.paragraphs[at].text)[number - 1]

    def _size(self, instruction: Instruction) -> int:
        return instruction.quotation.size if instruction.quotation else 0

    def _spans(self, instruction: Instruction, numbers: Sequence[str]) -> list[str]:
        """Return where in the quotation each unit is; each must begin with its number, in order."""
        assert instruction.quotation
        if not numbers:
            return ["quotation"]
        first, last = instruction.quotation.first, instruction.quotation.last
        starts = []
        at = first
        for number in numbers:
            while at <= last and self._leading(at, opens=at == first) != number:
                at += 1
            if at > last:
                message = f"names {_list(numbers)}, but no quoted paragraph begins with {number}"
                raise ContradictionError(message)
            starts.append(at)
            at += 1
        if starts[0] != first:
            raise ContradictionError(f"names {_list(numbers)}, but the quotation begins with something else")
        if len(numbers) == 1:
            return ["quotation"]
        ends = [start - 1 for start in starts[1:]] + [last]
        return [
            f"quotation {start - first + 1}" + (f"-{end - first + 1}" if end > start else "")
            for start, end in zip(starts, ends, strict=True)
        ]

    def _leading(self, at: int, *, opens: bool) -> str:
        """Return the number that a quoted paragraph begins with, or ""."""
        text = self.reading.paragraphs[at].text
        if opens:
            text = text.lstrip(OPENING + EITHER)
        number = NUMBERED.fullmatch(text)
        return eid.number(number["num"]) or "" if number else ""


def _list(numbers: Sequence[object]) -> str:
    return ", ".join(map(str, numbers))


def _inline(text: str) -> tuple[str, ...]:
    number = NUMBERED.fullmatch(text)
    return quoted(number["text"] if number else text)
