"""Presents the dataset in one language: interface words, dates, sorting, names and citations.

Everything that differs between languages is data: interface words (`strings/` of the package and of the
dataset), the alphabet, the plural rule and the order of a citation (`languages.yml`). A language is added
without a change of code if its plural rule is one of `language.plurals`; search knows its word forms once it
has a stemmer (`theme/assets/javascripts/search/<code>.js`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from html import unescape
from typing import TypeVar

from markupsafe import Markup

from generator.act.annotations import Mark, marks
from generator.act.index import Actor, Index
from generator.dataset.interface_words import Strings, place_of
from generator.escape import PLACEHOLDER, fill
from generator.language.plurals import PLURALS
from generator.language.short_titles import shorten
from generator.model import (
    Body,
    CitedAct,
    CitedWords,
    Draft,
    HandWritten,
    Language,
    OfficialWords,
    Provision,
    Region,
    Source,
    Text,
)
from generator.model.reads import Kept
from generator.plan import citations
from generator.plan.pages import Page
from generator.problems import Problem, ProblemsError

T = TypeVar("T")


QUOTES = '"«»„“”'
"""Quotation marks."""

TRANSLATED = ".translated"
"""Ends the key of words that a translated text needs in place of those of the act's own text."""


class Localization:
    """The dataset and the hand-written pages in one language.

    `written` are the hand-written pages of the language by name, `drafts` what only the maintainer sees.
    """

    def __init__(
        self,
        index: Index,
        language: Language,
        written: Mapping[str, HandWritten] | None = None,
        drafts: Sequence[Draft] = (),
    ) -> None:
        self.index = index
        self.drafts = drafts
        self.written = written or {}
        self.language = language
        self.code = language.code
        self.is_original = language.code == index.dataset.original
        sources = {version.language: version.source for version in index.dataset.act.received}
        self.received = sources.get(language.code, "")
        """The source of the text, if it was received beside the original."""
        self.is_translation = not self.is_original and not self.received
        """Whether the site itself translated the text, so that it is not the act's own words."""
        self.strings: Mapping[str, str] = self._words(index.dataset.strings[language.code])
        self._places: Kept[str, str] = Kept()
        self._citations: Kept[str, tuple[str, str]] = Kept()
        self._marks: Kept[str, list[Mark]] = Kept()
        self._regions: Kept[None, list[Region]] = Kept()
        self._region_places: Kept[None, dict[str, int]] = Kept()
        self._shared: Kept[None, Counter[str]] = Kept()

    def _words(self, words: Mapping[str, str]) -> Mapping[str, str]:
        """Return the interface words; `<key>.translated` replaces `<key>` where the text is a translation."""
        if not self.is_translation or not isinstance(words, Strings):
            return words
        chosen = Strings(words, words.file, words.places)
        for key in [key for key in words if key.endswith(TRANSLATED)]:
            plain = key.removesuffix(TRANSLATED)
            chosen.override(plain, words[key], place_of(words, key, words.file))
        return chosen

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
        return f"{line} {self.strings['status.translation']}" if has_law and self.is_translation else line

    def as_of(self) -> str:
        """Return the sentence that numbers are those of the version that the data hold; empty if undated."""
        date = self.index.dataset.act.version.date
        return self.plain("version.shown", date=unescape(str(self.date_of(date)))) if date else ""

    def name(self, actor: Actor) -> str:
        """Return the full name of a body, post or group."""
        return self.text(actor.name)

    def short(self, actor: Actor) -> str:
        """Return the name for narrow places."""
        return self.text(actor.short) if isinstance(actor, Body) and actor.short else self.text(actor.name)

    def marks(self, provision: Provision) -> list[Mark]:
        """Return the references and term links in a provision's words in this language."""
        return self._marks.get(
            provision.eid,
            lambda: marks(
                provision,
                self.code,
                self.index.references_in.get(provision.eid, ()),
                self.index.term_links_in.get(provision.eid, ()),
            ),
        )

    def url(self, entry: Source | CitedAct) -> str:
        """Return the web address of a source or an act for readers of the language; empty if it has none."""
        return entry.urls.get(self.code) or entry.url or ""

    def source(self, source: Source) -> str:
        """Return the name of a source, with the date of the wording that was read."""
        name = self.text(source.name)
        if not source.version:
            return name
        return self.plain("source.version", name=name, date=self.date_of(source.version))

    def cited_place(self, cited: CitedWords | OfficialWords) -> str:
        """Return where words of another act stand: its article or point, its name and its wording."""
        source = self.index.sources[cited.source]
        return self.plain("ground.cite", place=self.text(cited.place), source=self.source(source))

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
        """Return what a list calls a provision: its short title, or its own words, shortened by rule."""
        if title := self.title(provision):
            return title
        if not provision.role:
            return self.excerpt(provision)
        keys = ("title.cut.out", "title.cut.from", "title.cut.to", "title.unfinished")
        cut_out, cut_from, cut_to, unfinished = (self.strings[key].split("|") for key in keys)
        return shorten(self.text(provision.text), cut_out, cut_from, cut_to, unfinished)

    def excerpt(self, provision: Provision, words: int = 8) -> str:
        """Return the first words of a provision, as the act has them."""
        text = self.text(provision.text).split()
        return " ".join(text[:words]) + (" …" if len(text) > words else "")

    def standing(self) -> str:
        """Return the sentence that says whose words these are: the act's as received, or a translation."""
        return self.strings["translation.received" if self.received else "translation.words"]

    @cached_property
    def _alphabet(self) -> dict[str, int]:
        """The position of each letter; a letter of another alphabet has that of the letter it folds to.

        The folds are interface words, which the data may replace: what is no pair is left out.
        """
        alphabet = {letter: position for position, letter in enumerate(self.language.alphabet.split())}
        folds = (fold.partition(":") for fold in self.strings["chart.fold"].split())
        return {letter: alphabet[base] for letter, _, base in folds if base in alphabet} | alphabet

    def order(self, words: str) -> tuple[tuple[int, str], ...]:
        """Return a key that sorts words by the language's alphabet.

        A letter of another alphabet stands after the letter it is folded to in search, or last.
        """
        last = len(self.language.alphabet.split())
        return tuple(
            (self._alphabet.get(letter, last), letter) for letter in words.casefold() if letter.isalnum()
        )

    def sort(self, items: Iterable[tuple[str, T]]) -> list[T]:
        """Return the items of (words, item) pairs, sorted by their words."""
        return [item for _, item in sorted(items, key=lambda pair: self.order(pair[0]))]

    @property
    def regions(self) -> list[Region]:
        """The regions, sorted by their proper names, then the jurisdictions that are not regions.

        The interface words `region.generic` are the words for a kind of region, which sorting passes over.
        """
        return self._regions.get(None, self._sorted_regions)

    def _sorted_regions(self) -> list[Region]:
        generic = self.strings["region.generic"].casefold().split()
        by_name = self.sort(
            (
                " ".join(word for word in self.text(region.short).split() if word.casefold() not in generic),
                region,
            )
            for region in self.index.regions.values()
        )
        return sorted(by_name, key=lambda region: region.iso is None)

    @property
    def _region_place(self) -> dict[str, int]:
        return self._region_places.get(
            None, lambda: {region.id: place for place, region in enumerate(self.regions)}
        )

    def position(self, page: Page | None) -> int:
        """Return the place of a page among its siblings; 0 if every language keeps the order of the plan.

        Regions and their bodies have the order of the regions' names.
        """
        if page is None or page.kind not in ("region", "body"):
            return 0
        region = page.subject if page.kind == "region" else self.index.bodies[page.subject].region
        return self._region_place[region] + 1 if region else 0

    def by_region(self, bodies: Sequence[Body]) -> list[Body]:
        """Return bodies in the order of their regions, those outside the regions last.

        Bodies of which one has no region stay in their order.
        """
        if not all(body.region for body in bodies):
            return list(bodies)
        return sorted(bodies, key=lambda body: self._region_place[body.region or ""])

    def heading(self, provision: Provision) -> str:
        """Return the words of a list or an item without the marks that belong to the sentence around it."""
        return self.text(provision.text).rstrip(f";.,{QUOTES}").strip(QUOTES)

    def citation(self, provision: Provision) -> str:
        """Cite a provision as the language's lawyers do: `… ереженің 15-тармағының 6) тармақшасы`."""
        return citations.joined(self, self._cited(provision))

    def split_citation(self, provision: Provision) -> tuple[str, str]:
        """Return the act and the unit of a citation: `…` stands in the act's words where the unit stands."""
        outer, unit = self._cited(provision)
        if outer:
            outer = f"{outer} …" if self.language.citation == "outer-first" else f"… {outer}"
        return outer, unit

    def _cited(self, provision: Provision) -> tuple[str, str]:
        return self._citations.get(provision.eid, lambda: citations.split(self, provision))

    def place(self, provision: Provision) -> str:
        """Return a short name of a provision's place: `15-тармақ, 6) тармақша`."""
        return self._places.get(provision.eid, lambda: citations.place(self, provision))

    def exact_place(self, provision: Provision) -> str:
        """Return a name of a provision's place that no other provision has; its citation if need be."""
        place = self.place(provision)
        return self.citation(provision) if self._shared_places[place] > 1 else place

    @property
    def _shared_places(self) -> Counter[str]:
        places = self.index.dataset.provisions
        return self._shared.get(None, lambda: Counter(self.place(provision) for provision in places))
