"""Presents the dataset in one language: interface words, dates, sorting, names and citations.

Everything that differs between languages is data: interface words (`strings/` of the package and of the
dataset), the alphabet, the plural rule and the order of a citation (`languages.yml`). A language is added
without a change of code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from functools import cached_property
from html import unescape
from typing import TypeVar

from markupsafe import Markup

from generator.act.annotations import Mark, marks
from generator.act.index import Actor, Index
from generator.dataset.interface_words import place_of
from generator.escape import PLACEHOLDER, fill
from generator.language.plurals import PLURALS
from generator.model import Body, HandWritten, Kind, Language, Provision, Region, Text
from generator.problems import Problem, ProblemsError

T = TypeVar("T")


CITED = (Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.CLOSING, Kind.ITEM)
"""The kinds that a citation names."""

ORDINALS = ((Kind.INDENT, False), (Kind.PART, False), (Kind.INDENT, True), (Kind.PART, True))
"""(kind, whether `cite.<kind>.of` uses it) of each form of `ordinal.<n>`, in their order."""


class Localization:
    """The dataset and the hand-written pages in one language.

    `written` are the hand-written pages of the language by name.
    """

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
        """Return the interface words of a key with values put in, escaped for HTML and Markdown.

        Raises `ProblemsError` for a missing key or a placeholder without a value.
        """
        try:
            return fill(self.strings[key], values)
        except KeyError as name:
            file, line = place_of(self.strings, key, f"data/strings/{self.code}.yml")
            message = f"`{key}`: nothing fills the placeholder {{{name.args[0]}}}; expected one of "
            raise ProblemsError(
                [Problem(file, line, message + ", ".join(f"{{{one}}}" for one in values))]
            ) from None

    def plain(self, key: str, /, **values: object) -> str:
        """Return the interface words of a key with values put in, not escaped.

        Values are inserted as they are: braces in them have no meaning. Raises `ProblemsError` like
        `message`.
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
        """Return the words of a text in this language, or in the original where a draft lacks them."""
        return (text or {}).get(self.code) or (text or {}).get(self.index.dataset.original, "")

    def date(self, date: dt.date) -> Markup:
        """Return a date as the language writes it."""
        return self.message("date", day=date.day, month=self.strings[f"month.{date.month}"], year=date.year)

    def date_of(self, date: dt.date) -> Markup:
        """Return a date in the form used before a noun: `2022 жылғы 3 қазандағы`."""
        return self.message(
            "date.of", day=date.day, month=self.strings[f"month.of.{date.month}"], year=date.year
        )

    def status(self) -> Markup:
        """Return the sentence on the version of the text and whether it is still in force."""
        act = self.index.dataset.act
        if not act.version.date:
            return self.message("status.undated")
        date = self.date_of(act.version.date)
        if not act.checked:
            return self.message("status.unchecked", date=date)
        key = "status" if act.changed_since else "status.unchanged"
        return self.message(key, date=date, checked=self.date(act.checked))

    def status_line(self, *, has_law: bool = False) -> str:
        """Return the sentence on the version that stands on every page, not escaped.

        It is shorter than `status`: the day of checking stands after the text. `has_law` adds, in a language
        into which the site has translated the act, that the words are a translation.
        """
        act = self.index.dataset.act
        if act.version.date and act.checked and act.changed_since:
            line = self.plain("status.changed", date=unescape(str(self.date_of(act.version.date))))
        else:
            line = unescape(str(self.status()))
        return f"{line} {self.strings['status.translation']}" if has_law and self.is_translated else line

    @property
    def is_translated(self) -> bool:
        """Whether the act's words in this language are the site's translation."""
        received = (version.language for version in self.index.dataset.act.received)
        return not self.is_original and self.code not in received

    def name(self, actor: Actor) -> str:
        """Return the full name of a body, post or group."""
        return self.text(actor.name)

    def short(self, actor: Actor) -> str:
        """Return the name for narrow places."""
        return self.text(actor.short) if isinstance(actor, Body) and actor.short else self.text(actor.name)

    def marks(self, provision: Provision) -> list[Mark]:
        """Return the references and term links in a provision's words in this language."""
        if provision.eid not in self._marks:
            self._marks[provision.eid] = marks(
                provision,
                self.code,
                self.index.references_in.get(provision.eid, ()),
                self.index.term_links_in.get(provision.eid, ()),
            )
        return self._marks[provision.eid]

    def num(self, provision: Provision) -> str:
        """Return a provision's number: as printed in the original, or as this language writes it."""
        key = f"num.{provision.kind}"
        if self.is_original or not provision.num or key not in self.strings:
            return provision.num or ""
        return self.plain(key, number=self.index.number(provision))

    def title(self, provision: Provision) -> str:
        """Return the editorial short title of a provision; empty if it has none."""
        title = self.index.titles.get(provision.eid)
        return self.text(title.title) if title else ""

    def label(self, provision: Provision) -> str:
        """Return what a list calls a provision: its short title, or its first words if it has none."""
        return self.title(provision) or self.excerpt(provision)

    def excerpt(self, provision: Provision, words: int = 8) -> str:
        """Return the first words of a provision, as the act has them."""
        text = self.text(provision.text).split()
        return " ".join(text[:words]) + (" …" if len(text) > words else "")

    def standing(self) -> str:
        """Return the sentence that says whose words these are: the act's as received, or a translation."""
        act = self.index.dataset.act
        received = any(version.language == self.code for version in act.received)
        return self.strings["translation.received" if received else "translation.words"]

    @cached_property
    def _alphabet(self) -> dict[str, int]:
        return {letter: position for position, letter in enumerate(self.language.alphabet.split())}

    def order(self, words: str) -> tuple[tuple[int, str], ...]:
        """Return a key that sorts words by the language's alphabet, letters of other alphabets last."""
        last = len(self._alphabet)
        return tuple(
            (self._alphabet.get(letter, last), letter) for letter in words.casefold() if letter.isalnum()
        )

    def sort(self, items: Iterable[tuple[str, T]]) -> list[T]:
        """Return the items of (words, item) pairs, sorted by their words."""
        return [item for _, item in sorted(items, key=lambda pair: self.order(pair[0]))]

    @cached_property
    def regions(self) -> list[Region]:
        """The regions, sorted by their short names."""
        return self.sort((self.text(region.short), region) for region in self.index.regions.values())

    def ordinal(self, number: int, kind: Kind, *, of: bool = False) -> str:
        """Return the ordinal of an indent or a part; with `of` in the form that `cite.<kind>.of` needs.

        The forms of `ordinal.<n>` follow `ORDINALS` and are separated by ` | `; a single form serves all.
        """
        key = f"ordinal.{number}"
        forms = self.plain(key if key in self.strings else "ordinal.other", number=number).split(" | ")
        return forms[ORDINALS.index((kind, of))] if len(forms) > 1 else forms[0]

    def citation(self, provision: Provision) -> str:
        """Cite a provision as the language's lawyers do: `… ереженің 15-тармағының 6) тармақшасы`.

        The introductory line of a point or subpoint is its first абзац, so the first indent below it is the
        second; an unnumbered second part is a бөлік / часть (rules: `docs/architecture.md`, Citations).
        """
        cited = [step for step in self._path(provision) if step.kind in CITED]
        steps = []
        for step in cited:
            form = "last" if step is cited[-1] else "of"
            steps.append(self._filled(f"cite.{step.kind}.{form}", step))
        act = self.index.dataset.act
        steps.insert(0, self.text(act.cited_as if self._in_statute(provision) else act.act_cited_as))
        return " ".join(steps if self.language.citation == "outer-first" else reversed(steps))

    def place(self, provision: Provision) -> str:
        """Return a short name of a provision's place: `15-тармақ, 6) тармақша`."""
        if provision.eid not in self._places:
            self._places[provision.eid] = self._place(provision)
        return self._places[provision.eid]

    def _place(self, provision: Provision) -> str:
        steps = [step for step in self._path(provision) if f"place.{step.kind}" in self.strings]
        innermost = [step for step in steps if step.kind is Kind.LIST][-1:]
        names = [
            self._filled(f"place.{step.kind}", step)
            for step in steps
            if step.kind is not Kind.LIST or step in innermost
        ]
        return ", ".join(names) or self.strings[f"kind.{provision.kind}"]

    def _path(self, provision: Provision) -> list[Provision]:
        """Return a provision with its ancestors, outermost first, without the chapter above it."""
        path = [*self.index.ancestors(provision), provision]
        return [step for step in path if step.kind is not Kind.CHAPTER or step is provision]

    def _filled(self, key: str, provision: Provision) -> str:
        """Return the interface words of a key, filled with the number of a provision."""
        number = self.index.number(provision)
        values: dict[str, object] = {"number": number}
        kind = provision.kind
        if kind in (Kind.INDENT, Kind.PART):
            position = int(number) + (1 if kind is Kind.INDENT else 0)
            values["ordinal"] = self.ordinal(position, kind, of=key.endswith(".of"))
        if kind is Kind.ITEM:
            values["list"] = self._list_of(provision)
        return self.plain(key, **values)

    def _list_of(self, item: Provision) -> str:
        """Return the headings above an item of a list, outermost first, without quotation marks."""
        lists = [ancestor for ancestor in self.index.ancestors(item) if ancestor.kind is Kind.LIST]
        headings = [self.text(list_.text) for list_ in lists]
        return " / ".join(heading.strip('"«»') for heading in headings)

    def _in_statute(self, provision: Provision) -> bool:
        """Return whether a provision belongs to the statute and not to the act that brings it."""
        ancestors = self.index.ancestors(provision)
        return not self.index.of_kind(Kind.ANNEX) or any(above.kind is Kind.ANNEX for above in ancestors)
