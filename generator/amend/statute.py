"""The statute that an act amends: which act it belongs to, its parts by name, and its units by number.

A name in an instruction is in another case than the title itself, so one word of it may have another ending.
Every look-up returns an address only if exactly one fits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from msgspec import Struct

from generator.act import eid
from generator.amend.designations import Designation, Vocabularies
from generator.amend.phrases import Phrase, Unit
from generator.amend.vocabulary import UnitKind
from generator.model import Dataset, Kind
from generator.timeline.table import State, Table

SHARED_BEGINNING = 0.5
"""The share of the shorter word that two forms of a word have in common at least."""

SHORTEST_BEGINNING = 3
"""The fewest letters that two forms of a word have in common."""


class UnresolvedError(ValueError):
    """A place that is not certain; the message says why."""


class ContradictionError(ValueError):
    """An instruction that contradicts itself or the text it amends; the message says what was expected."""


class Document(Struct, frozen=True):
    """A part of the amended act that instructions name."""

    target: str | None
    """Its address, or the id of a unit of amendments.yml; None for the act's own points."""
    provisions: range = range(0)
    """The positions of its provisions in the dataset."""
    named: bool = False
    """Whether it is only a name, whose content is not at hand."""


class Target(Struct, frozen=True):
    """What an operation changes."""

    eid: str
    alone: bool = False
    """Whether only its own words change, not what is below it."""


class Statute:
    """Look-ups in a dataset, on the day before an amendment."""

    def __init__(self, dataset: Dataset, table: Table, vocabularies: Vocabularies) -> None:
        self.dataset = dataset
        self.table = table
        self.vocabularies = vocabularies
        self.provisions = {provision.eid: provision for provision in dataset.provisions}
        self.positions = {provision.eid: at for at, provision in enumerate(dataset.provisions)}
        kinds = [provision.kind for provision in dataset.provisions]
        self.annexes = [at for at, kind in enumerate(kinds) if kind is Kind.ANNEX]
        self.acts = frozenset(self._acts())

    def _acts(self) -> Iterable[Designation]:
        """Yield the act that has the statute, and the one that approved it, as far as the data state them."""
        act = self.dataset.act
        if act.number and act.date:
            yield Designation(act.number, act.date)
        for text in (act.approved_by or {}).values():
            yield from self.vocabularies.designations(text)

    @property
    def own_act(self) -> Designation | None:
        """The act whose own points the data hold."""
        act = self.dataset.act
        return Designation(act.number, act.date) if act.number and act.date else None

    def document(self, act: Designation | None, name: str) -> Document:
        """Return the part of an act that has a name; an empty name is for the act's own points.

        Raises `UnresolvedError`.
        """
        if not name:
            return self._own(act)
        code = self.vocabularies.amending.language
        units = [unit for unit in self.dataset.amendments.timeline.units if _names(name, unit.name.get(code))]
        if len(units) == 1:
            return Document(units[0].id, named=units[0].provision is None)
        matching = []
        for at, provision in enumerate(self.dataset.provisions):
            if _names(name, provision.text.get(code)):
                end = next((annex for annex in self.annexes if annex > at), len(self.dataset.provisions))
                if provision.kind is Kind.LIST:
                    matching.append(Document(provision.eid, range(at, end)))
                elif provision.kind is Kind.TITLE or provision.parent is None:
                    annex = provision.parent if provision.kind is Kind.TITLE else None
                    matching.append(Document(annex, range(at, end)))
        if units or len(matching) != 1:
            has = "more than one part" if units or matching else "no part"
            raise UnresolvedError(f"names «{name}»; the statute has {has} of that name")
        return matching[0]

    def _own(self, act: Designation | None) -> Document:
        """Return the own points of an act: those before its annexes and before a statute that it approves."""
        general, code = self.vocabularies.general, self.vocabularies.amending.language
        end = next(iter(self.annexes), len(self.dataset.provisions))
        for at, provision in enumerate(self.dataset.provisions[:end]):
            text = provision.text.get(code, "")
            if general.approval.search(text) and general.dated(text) and provision.kind is not Kind.POINT:
                end = at
                break
        kinds = {provision.kind for provision in self.dataset.provisions[:end]}
        if act != self.own_act or Kind.POINT not in kinds:
            raise UnresolvedError(f"changes a point of {act}, whose own points are not in the data")
        return Document(None, range(end))

    def target(self, document: Document, place: Phrase, day: dt.date) -> Target:
        """Return what a place inside a document is, in the text before a day. Raises `UnresolvedError`."""
        current: str | None = document.target
        alone = False
        for unit in place:
            if alone:
                raise UnresolvedError("names a unit inside a first paragraph")
            if unit.kind is UnitKind.HEADING:
                alone = True
            elif unit.kind is UnitKind.SECTION:
                current = self._section(document, unit)
            elif unit.kind in (UnitKind.CHAPTER, UnitKind.POINT):
                current = self._numbered(document, unit)
            elif current is None:
                raise UnresolvedError("names no point; expected the point that has the unit")
            elif unit.kind is UnitKind.SUBPOINT:
                current = f"{current}__{eid.ABBREVIATIONS[self._row_kind(current)]}_{unit.numbers[0]}"
            elif unit.kind is UnitKind.PART:
                alone = unit.numbers[0] == "1"
                current = current if alone else f"{current}__{eid.ABBREVIATIONS[Kind.PART]}_{unit.numbers[0]}"
            elif unit.kind is UnitKind.PARAGRAPH:
                alone = unit.numbers[0] == "1"
                current = current if alone else self._paragraph(current, int(unit.numbers[0]), day)
            else:
                raise UnresolvedError("names an annex of the amended act")
        if current is None:
            raise UnresolvedError("names no place")
        return Target(current, alone)

    def group_above(self, document: Document, number: str) -> str:
        """Return the provision that gets a new point: the one that has the point before it by number."""
        base, _, inserted = number.rpartition("-")
        before = base or str(int(inserted) - 1)
        if base and int(inserted) > 1:
            before = f"{base}-{int(inserted) - 1}"
        found = self._points(document, before)
        parent = found[0].rpartition("__")[0] if len(found) == 1 else ""
        if not parent:
            raise UnresolvedError(f"brings in point {number}; which chapter gets it is not certain")
        return parent

    def count(self, target: Target, words: str, day: dt.date) -> int | None:
        """Return how often a target has some words before a day; None if its wording is not at hand."""
        code = self.vocabularies.amending.language
        rows = [
            row
            for row in self.table.on(day - dt.timedelta(days=1))
            if row.eid == target.eid or (not target.alone and row.eid.startswith(f"{target.eid}__"))
        ]
        if not rows or any(row.state is State.UNKNOWN or code not in row.text for row in rows):
            return None
        return sum(row.text[code].count(words) for row in rows)

    def _row_kind(self, above: str) -> Kind:
        """Return the kind of what `1)` is below a provision: an item of a list, or a subpoint."""
        provision = self.provisions.get(above)
        return Kind.ITEM if provision and provision.kind is Kind.LIST else Kind.SUBPOINT

    def _numbered(self, document: Document, unit: Unit) -> str:
        if document.named:
            raise UnresolvedError("names a unit of a part whose words are not at hand")
        found = self._points(document, unit.numbers[0], unit.kind)
        if not found and not self.dataset.amendments.timeline.unknown:
            # Where nothing of unknown extent happened, the text is complete.
            named = f"{unit.kind} {unit.numbers[0]}"
            raise ContradictionError(f"names {named}, which the statute does not have")
        if len(found) != 1:
            has = "more than one" if found else "no"
            raise UnresolvedError(
                f"names {unit.kind} {unit.numbers[0]}; the statute has {has} such {unit.kind}"
            )
        return found[0]

    def _points(self, document: Document, number: str, unit: UnitKind = UnitKind.POINT) -> list[str]:
        """Return the addresses of the points or chapters of a document that have a number."""
        kind = Kind.POINT if unit is UnitKind.POINT else Kind.CHAPTER
        local = f"{eid.ABBREVIATIONS[kind]}_{number}"
        addresses = dict.fromkeys(row.eid for row in self.table.rows)
        addresses |= dict.fromkeys(self.provisions)
        return [
            address
            for address in addresses
            if address.rpartition("__")[2] == local and self._position(address) in document.provisions
        ]

    def _position(self, address: str) -> int:
        """Return the position of an address, or of what it stands in; -1 if neither is in the dataset."""
        while address and address not in self.positions:
            address = address.rpartition("__")[0]
        return self.positions.get(address, -1)

    def _section(self, document: Document, unit: Unit) -> str:
        if document.named and document.target:
            return document.target
        code = self.vocabularies.amending.language
        matching = [
            provision.eid
            for provision in self.dataset.provisions
            if provision.parent == document.target and _names(unit.name, provision.text.get(code))
        ]
        if document.target is None or len(matching) != 1:
            raise UnresolvedError(f"names the section «{unit.name}», which is not in the statute")
        return matching[0]

    def _paragraph(self, above: str, number: int, day: dt.date) -> str:
        """Return the nth paragraph of a provision; its introductory line is the first."""
        rows = [
            row
            for row in self.table.on(day - dt.timedelta(days=1))
            if (row.eid == above or row.eid.startswith(f"{above}__")) and row.kind is not Kind.NOTE
        ]
        if not rows or any(row.state is State.UNKNOWN for row in rows):
            return f"{above}__{eid.ABBREVIATIONS[Kind.INDENT]}_{number - 1}"
        if number > len(rows):
            raise UnresolvedError(f"names paragraph {number} of `{above}`, which has {len(rows)}")
        return rows[number - 1].eid


def _names(name: str, title: str | None) -> bool:
    """Tell whether a name is a title in another case, perhaps with more words after a comma."""
    if not title:
        return False
    words, expected = _words(name), _words(title)
    if len(words) > len(expected) and words[len(expected) - 1].endswith(","):
        words = words[: len(expected)]
    words = [word.rstrip(",") for word in words]
    expected = [word.rstrip(",") for word in expected]
    if len(words) != len(expected):
        return False
    different = [pair for pair in zip(words, expected, strict=True) if pair[0] != pair[1]]
    return len(different) <= 1 and all(_is_form(*pair) for pair in different)


def _words(text: str) -> list[str]:
    return [word for word in (word.strip('«»"“”„') for word in text.casefold().split()) if word]


def _is_form(one: str, other: str) -> bool:
    """Tell whether two words can be forms of one word, by their beginning."""
    shared = 0
    for letter, counterpart in zip(one, other, strict=False):
        if letter != counterpart:
            break
        shared += 1
    return shared >= max(SHORTEST_BEGINNING, SHARED_BEGINNING * min(len(one), len(other)))
