"""The institution as a reader of one language meets it: words, dates, order and citations.

Everything that differs between languages is data: interface words (`data/strings/`), the alphabet, the plural
rule and the order of a citation (`data/languages.yml`). A language is added without a change of code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from markupsafe import Markup

from generator.act.annotations import Mark, marks
from generator.act.index import Actor, Index
from generator.escape import PLACEHOLDER, fill
from generator.language.plurals import PLURALS
from generator.model import Body, HandWritten, Kind, Language, Provision, Region, Text
from generator.problems import Problem, ProblemsError

T = TypeVar("T")


CITED = (Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.CLOSING, Kind.ITEM)
"""The kinds that a citation names."""

ORDINALS = ((Kind.INDENT, False), (Kind.PART, False), (Kind.INDENT, True), (Kind.PART, True))
"""What an ordinal counts and whether `cite.<kind>.of` holds it: the order of the forms of `ordinal.<n>`."""


class Localization:
    """One language's view of an institution and of the pages written by hand."""

    def __init__(
        self, index: Index, language: Language, written: Mapping[str, HandWritten] | None = None
    ) -> None:
        self.index = index
        self.written = written or {}
        self.language = language
        self.code = language.code
        self.strings = index.dataset.strings[language.code]
        self.is_original = language.code == index.dataset.original
        self._places: dict[str, str] = {}
        self._marks: dict[str, list[Mark]] = {}

    @cached_property
    def published(self) -> tuple[Localization, ...]:
        """One localization for each published language, this one first; the others are created only once."""
        others = (
            language for language in self.index.dataset.published if language.code != self.language.code
        )
        return (self, *(Localization(self.index, language) for language in others))

    def message(self, key: str, /, **values: object) -> Markup:
        """Return the interface words of a key, escaped, with values put in.

        Raises `ProblemsError` for a key that is missing or a placeholder that nothing fills.
        """
        try:
            return fill(self.strings[key], values)
        except KeyError as name:
            file = f"data/strings/{self.code}.yml"
            message = f"`{key}`: nothing fills the placeholder {{{name.args[0]}}}; expected one of "
            raise ProblemsError(
                [Problem(file, 1, message + ", ".join(f"{{{one}}}" for one in values))]
            ) from None

    def plain(self, key: str, /, **values: object) -> str:
        """Return the interface words of a key with values put in, as words that nobody has escaped yet.

        Nothing of a value is looked up or formatted, whatever a stranger writes between the braces.
        Raises `ProblemsError` like `w`.
        """
        parts = PLACEHOLDER.split(self.strings[key])
        names = parts[1::2]
        if not values.keys() >= set(names):
            self.message(key, **values)
        parts[1::2] = [str(values[name]) for name in names]
        return "".join(parts)

    def count(self, key: str, number: int) -> Markup:
        """Return `number` with the noun of a key in its plural form (`<key>.one|few|other`)."""
        return self.message(f"{key}.{PLURALS[self.language.plural](number)}", number=number)

    def text(self, text: Text | None) -> str:
        """Return the words of a text in this language, or the original's where a draft lacks them."""
        return (text or {}).get(self.code) or (text or {}).get(self.index.dataset.original, "")

    def date(self, date: dt.date) -> Markup:
        """Return a date as the language writes it."""
        return self.message("date", day=date.day, month=self.strings[f"month.{date.month}"], year=date.year)

    def date_of(self, date: dt.date) -> Markup:
        """Return a date in the form that stands before a noun: `2022 жылғы 3 қазандағы`."""
        return self.message(
            "date.of", day=date.day, month=self.strings[f"month.of.{date.month}"], year=date.year
        )

    def status(self) -> Markup:
        """Return the sentence that says which redaction this is and whether it still holds."""
        act = self.index.dataset.act
        if not act.version.date:
            return self.message("status.undated")
        date = self.date_of(act.version.date)
        if not act.checked:
            return self.message("status.unchecked", date=date)
        key = "status" if act.changed_since else "status.unchanged"
        return self.message(key, date=date, checked=self.date(act.checked))

    def name(self, actor: Actor) -> str:
        """Return the full name of a body, post or class."""
        return self.text(actor.name)

    def short(self, actor: Actor) -> str:
        """Return the name for narrow places."""
        return self.text(actor.short) if isinstance(actor, Body) and actor.short else self.text(actor.name)

    def marks(self, provision: Provision) -> list[Mark]:
        """Return the marks of a provision's words in this language."""
        if provision.eid not in self._marks:
            self._marks[provision.eid] = marks(
                provision,
                self.code,
                self.index.references_in.get(provision.eid, ()),
                self.index.term_links_in.get(provision.eid, ()),
            )
        return self._marks[provision.eid]

    def num(self, provision: Provision) -> str:
        """Return a provision's number: as printed in the original, else as this language writes its kind."""
        key = f"num.{provision.kind}"
        if self.is_original or not provision.num or key not in self.strings:
            return provision.num or ""
        return self.plain(key, number=self.index.number(provision))

    def title(self, provision: Provision) -> str:
        """Return the editorial short title of a provision; nothing where it has none."""
        title = self.index.titles.get(provision.eid)
        return self.text(title.title) if title else ""

    def label(self, provision: Provision) -> str:
        """Return what a list calls a provision: its short title, or its first words where it has none."""
        return self.title(provision) or self.excerpt(provision)

    def excerpt(self, provision: Provision, words: int = 8) -> str:
        """Return the first words of a provision, as the act has them."""
        text = self.text(provision.text).split()
        return " ".join(text[:words]) + (" …" if len(text) > words else "")

    def standing(self) -> str:
        """Return the sentence that says whose words these are: the act's as received, or a translation."""
        act = self.index.dataset.act
        received = any(one.language == self.code for one in act.received)
        return self.strings["translation.received" if received else "translation.words"]

    @cached_property
    def _alphabet(self) -> dict[str, int]:
        return {letter: place for place, letter in enumerate(self.language.alphabet.split())}

    def order(self, words: str) -> tuple[tuple[int, str], ...]:
        """Return a key that sorts words by the language's alphabet, letters of no alphabet last."""
        last = len(self._alphabet)
        return tuple(
            (self._alphabet.get(letter, last), letter) for letter in words.casefold() if letter.isalnum()
        )

    def sort(self, things: Iterable[tuple[str, T]]) -> list[T]:
        """Sort things by the words they are paired with."""
        return [thing for _, thing in sorted(things, key=lambda pair: self.order(pair[0]))]

    @cached_property
    def regions(self) -> list[Region]:
        """The regions in the order of their short names."""
        return self.sort((self.text(one.short), one) for one in self.index.regions.values())

    def ordinal(self, number: int, kind: Kind, *, of: bool = False) -> str:
        """Return the ordinal of an indent or a part; `of` asks for the form that `cite.<kind>.of` needs.

        The forms of `ordinal.<n>` follow `ORDINALS` and are parted by ` | `; one form serves all its places.
        """
        key = f"ordinal.{number}"
        forms = self.plain(key if key in self.strings else "ordinal.other", number=number).split(" | ")
        return forms[ORDINALS.index((kind, of))] if len(forms) > 1 else forms[0]

    def citation(self, provision: Provision) -> str:
        """Cite a provision as the language's lawyers do: `… ереженің 15-тармағының 6) тармақшасы`.

        The introductory line of a point or subpoint is its first абзац, so the first indent below it is the
        second; an unnumbered second part is a бөлік / часть (rules: `docs/architecture.md`, Citations).
        """
        outer = [one for one in [*self.index.ancestors(provision), provision] if one.kind in CITED]
        named = [one for one in outer if one.kind is not Kind.CHAPTER or one is provision]
        steps = []
        for place, one in enumerate(named):
            form = "last" if place == len(named) - 1 else "of"
            steps.append(self._filled(f"cite.{one.kind}.{form}", one))
        act = self.index.dataset.act
        steps.insert(0, self.text(act.cited_as if self._in_statute(provision) else act.act_cited_as))
        return " ".join(steps if self.language.citation == "outer-first" else reversed(steps))

    def place(self, provision: Provision) -> str:
        """Return a short name of a provision's place: `15-тармақ, 6) тармақша`."""
        if provision.eid not in self._places:
            self._places[provision.eid] = self._place(provision)
        return self._places[provision.eid]

    def _place(self, provision: Provision) -> str:
        steps = [
            one
            for one in [*self.index.ancestors(provision), provision]
            if f"place.{one.kind}" in self.strings and (one.kind is not Kind.CHAPTER or one is provision)
        ]
        innermost = [one for one in steps if one.kind is Kind.LIST][-1:]
        names = [
            self._filled(f"place.{one.kind}", one)
            for one in steps
            if one.kind is not Kind.LIST or one in innermost
        ]
        return ", ".join(names) or self.strings[f"kind.{provision.kind}"]

    def _filled(self, key: str, one: Provision) -> str:
        number = self.index.number(one)
        values: dict[str, object] = {"number": number}
        if one.kind in (Kind.INDENT, Kind.PART):
            place = int(number) + (1 if one.kind is Kind.INDENT else 0)
            values["ordinal"] = self.ordinal(place, one.kind, of=key.endswith(".of"))
        if one.kind is Kind.ITEM:
            values["list"] = self._list_of(one)
        return self.plain(key, **values)

    def _list_of(self, item: Provision) -> str:
        """Return the headings above a line of a list, the outer one first, without quotation marks."""
        headings = [self.text(one.text) for one in self.index.ancestors(item) if one.kind is Kind.LIST]
        return " / ".join(heading.strip('"«»') for heading in headings)

    def _in_statute(self, provision: Provision) -> bool:
        annexes = self.index.of_kind(Kind.ANNEX)
        return not annexes or any(one.kind is Kind.ANNEX for one in self.index.ancestors(provision))
