"""Reads the instructions of an amending act from its paragraphs.

Headings (`в пункте 15:`) say where the instructions after them apply, the sentence of an instruction what is
ordered, and the quotation after it has the new words. A sentence is read only if a form of the vocabulary
covers every word of it; any other that orders a change becomes a doubt. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.amend import entry, phrases, quotations
from generator.amend.designations import Designation, Vocabularies
from generator.amend.instructions import By, Doubt, Instruction, Reading, Scope
from generator.amend.phrases import Phrase
from generator.amend.quotations import Quotation
from generator.amend.vocabulary import Form, UnitKind
from generator.ingest.numbering import NUMBERED, follows, is_point_number
from generator.language.quotations import Masked, mask, opens
from generator.model import Verb
from generator.timeline.received import Paragraph, Style

BALANCE = "has quotation marks that do not balance; kept as the act prints them"
NO_FORM = "orders a change in words that are not read with certainty"
NO_QUOTATION = "announces new words; expected them in quotation marks, with a clear end, after it"
NO_ACT = "orders a change, and no act is named by date and number before it"
NO_HEADING = "is a heading that is not read with certainty; what stands below it is left to fill in"


def read(paragraphs: Sequence[Paragraph], vocabularies: Vocabularies) -> Reading:
    """Read an amending act; every paragraph with an order is an instruction or a doubt."""
    return _Reader(paragraphs, vocabularies).read()


class _Reader:
    """Walks over the paragraphs once; the scope is that of the last headings."""

    def __init__(self, paragraphs: Sequence[Paragraph], vocabularies: Vocabularies) -> None:
        self.paragraphs = tuple(paragraphs)
        self.vocabularies = vocabularies
        self.words = vocabularies.amending
        self.instructions: list[Instruction] = []
        self.headings: list[int] = []
        self.unpublished: list[int] = []
        self.doubts: list[Doubt] = []
        self.notes: list[Doubt] = []
        self.scope = Scope()
        self.uncertain = False
        """Whether the last heading was not read."""
        self.by: By = ()

    def read(self) -> Reading:
        at = 0
        while at < len(self.paragraphs):
            at = self._step(at)
        designation = self._own_designation()
        return Reading(
            self.paragraphs,
            designation,
            tuple(self.instructions),
            tuple(self.headings),
            tuple(self.unpublished),
            tuple(self.doubts),
            tuple(self.notes),
            entry.read(self.paragraphs, self.vocabularies),
        )

    def _own_designation(self) -> Designation | None:
        """Return the act's own date and number: of the header of its annex, or of a line above its points."""
        for paragraph in self.paragraphs:
            if paragraph.style in (Style.ASIDE, Style.HEADING) and not opens(paragraph.text):
                for designation in self.vocabularies.designations(mask(paragraph.text).text):
                    return designation
        return None

    def _step(self, at: int) -> int:
        """Read the paragraph at a position; return the position after what it takes."""
        paragraph = self.paragraphs[at]
        if paragraph.style is not Style.TEXT:
            self.scope, self.uncertain = Scope(), False
            if paragraph.style is Style.ASIDE:
                self.by = ()
            return at + 1
        text = self._enter(paragraph.text)
        if self.words.is_unpublished(text) and self.by:
            self.unpublished.append(at)
            return at + 1
        masked = mask(text)
        rest = masked.text
        named = self._named_act(masked)
        if named:
            designation, end = named
            self.scope, self.uncertain = Scope(designation), False
            rest = masked.text[end:].strip()
            if not rest.strip(" :.;,"):
                self.headings.append(at)
                return at + 1
        if opens(text) and not named and not self.words.orders(rest):
            # Words in quotation marks that no instruction announced.
            return self._stray(at)
        following = self._quotation(at) if rest.endswith(":") else None
        if self._is_heading(rest, following):
            return self._heading(at, rest, masked)
        if not self.words.orders(rest) and not (following and following.tail):
            return at + 1
        return self._instruction(at, rest, masked, following)

    def _enter(self, text: str) -> str:
        """Follow the act's own numbers; return the text without them."""
        number = NUMBERED.fullmatch(text)
        if not number:
            return text
        printed = number["num"].rstrip(".)")
        if is_point_number(number):
            self.by, self.scope, self.uncertain = (printed,), Scope(), False
            return number["text"]
        if phrases.begins_with_target(text, self.words):
            return text
        if self.by:
            self.by = (self.by[0], printed)
            self.scope = replace(self.scope, document="", place=())
            self.uncertain = False
        return number["text"]

    def _named_act(self, masked: Masked) -> tuple[Designation, int] | None:
        """Return the act that a sentence begins by naming, and where its name ends."""
        for form in reversed(self.words.acts):
            match = self.vocabularies.compile(form).match(masked.text)
            if match:
                designation = self.vocabularies.designation(match)
                if designation:
                    return designation, match.end()
        return None

    def _begins_unit(self, at: int) -> bool:
        """Tell whether the amending act itself goes on at a position, rather than its quotation."""
        paragraph = self.paragraphs[at]
        text = paragraph.text
        if paragraph.style not in (Style.TEXT, Style.CELL):
            return True
        number = NUMBERED.fullmatch(text)
        words = number["text"] if number and not phrases.begins_with_target(text, self.words) else text
        masked = mask(words).text
        if is_point_number(number) and number and self._is_next_point(number["num"].rstrip(".)")):
            return True
        return (
            self.words.is_unpublished(words)
            or self.words.orders(masked)
            or (masked.endswith(":") and phrases.read(masked, self.words) is not None)
            or (masked.endswith(":") and self._document(masked) is not None)
        )

    def _is_next_point(self, printed: str) -> bool:
        return bool(self.by) and follows(printed, self.by[0])

    def _quotation(self, at: int) -> Quotation | None:
        """Return the quotation that begins after a position."""
        first = at + 1
        if first < len(self.paragraphs) and opens(self.paragraphs[first].text):
            return quotations.find(self.paragraphs, first, self._begins_unit, self.words.orders)
        return None

    def _stray(self, at: int) -> int:
        if self.scope.act is None:
            return at + 1
        quotation = quotations.find(self.paragraphs, at, self._begins_unit, self.words.orders)
        if not (self.doubts and self.doubts[-1].at == at - 1):
            self.doubts.append(
                Doubt(at, "is a quotation that no instruction announces", quotation, self.scope)
            )
        return quotation.last + 1 if quotation else at + 1

    def _is_heading(self, rest: str, following: Quotation | None) -> bool:
        return rest.endswith(":") and not self.words.orders(rest) and not (following and following.tail)

    def _document(self, rest: str) -> str | None:
        """Return the name of the part of an act that a heading names, or None."""
        for form in self.words.documents:
            match = self.vocabularies.compile(form).fullmatch(rest.strip(" :"))
            if match:
                return match["document"]
        return None

    def _heading(self, at: int, rest: str, masked: Masked) -> int:
        """Take a heading: from now on instructions apply where it says."""
        if self.scope.act is None:
            return at + 1
        self.headings.append(at)
        place = phrases.read(rest, self.words)
        if place is not None:
            self.scope = replace(self.scope, place=self._complete(place))
            self.uncertain = False
            return at + 1
        document = self._document(rest)
        if document is not None:
            self.scope = Scope(self.scope.act, masked.unmask(document))
            self.uncertain = False
            return at + 1
        self.scope, self.uncertain = Scope(self.scope.act), True
        self.doubts.append(Doubt(at, NO_HEADING, None, self.scope))
        return at + 1

    def _complete(self, place: Phrase) -> Phrase:
        """Return a place inside the place of the headings: their larger units come first."""
        order = list(UnitKind)
        if not place:
            return self.scope.place
        outermost = min(order.index(unit.kind) for unit in place)
        return (*(unit for unit in self.scope.place if order.index(unit.kind) < outermost), *place)

    def _instruction(self, at: int, rest: str, masked: Masked, following: Quotation | None) -> int:
        """Take a paragraph that orders a change: as an instruction if a form covers it, else as a doubt."""
        end = (following.last if following else at) + 1
        if following is None and not masked.balanced:
            self.notes.append(Doubt(at, BALANCE))
        if following and following.missing:
            self.notes.append(Doubt(following.first, BALANCE, following))
        sentence = f"{rest.rstrip(' :')} {following.tail}" if following and following.tail else rest
        sentence = sentence.strip(" :.;,")
        whole = self._repeal_of_act(sentence, at)
        if whole:
            self.instructions.append(whole)
            return end
        reading = self._match(sentence, at, masked, following)
        if self.scope.act is None:
            # Without an act, a verb alone may be ordinary words.
            if isinstance(reading, Instruction):
                self.doubts.append(Doubt(at, NO_ACT, following, self.scope))
            return end
        if self.uncertain:
            reading = Doubt(
                at, "stands below a heading that is not read with certainty", following, self.scope
            )
        if isinstance(reading, Instruction):
            self.instructions.append(reading)
        else:
            self.doubts.append(reading)
        return end

    def _repeal_of_act(self, sentence: str, at: int) -> Instruction | None:
        match = self.vocabularies.compile(self.words.repeals_act).fullmatch(sentence)
        designation = self.vocabularies.designation(match) if match else None
        if not designation:
            return None
        return Instruction(at, self.by, Verb.REPEAL, Scope(designation), whole_act=True)

    def _match(
        self, sentence: str, at: int, masked: Masked, following: Quotation | None
    ) -> Instruction | Doubt:
        reason = NO_FORM
        for form, pattern in self.words.forms:
            match = pattern.fullmatch(sentence)
            if match:
                reading = self._fill(form, match, at, masked, following)
                if isinstance(reading, Instruction):
                    return reading
                # The forms are in the order of their certainty, so the first reason says most.
                reason = reading if reading and reason == NO_FORM else reason
        return Doubt(at, reason, following, self.scope)

    def _fill(
        self, form: Form, match: re.Match[str], at: int, masked: Masked, following: Quotation | None
    ) -> Instruction | str:
        """Return the instruction that a form reads, or why it is not certain; "" if it does not fit."""
        groups = {slot: words for slot, words in match.groupdict().items() if words}
        places: dict[str, Phrase] = {}
        for slot in ("place", "new", "anchor"):
            if slot in groups:
                phrase = phrases.read(groups[slot], self.words)
                if phrase is None:
                    return f"names a place that is not read with certainty: «{masked.unmask(groups[slot])}»"
                places[slot] = tuple(
                    replace(unit, name=masked.words(unit.name)) if unit.name else unit for unit in phrase
                )
        if "placed" in groups:
            divided = phrases.divide(groups["placed"], self.words)
            if divided is None:
                return f"names a place that is not read with certainty: «{masked.unmask(groups['placed'])}»"
            places["place"], groups["document"] = divided
        scope = self.scope
        if "document" in groups:
            if self.words.orders(groups["document"]):
                return ""
            scope = Scope(scope.act, masked.unmask(groups["document"]), places.get("place", ()))
        place, anchor, new = places.get("place", ()), places.get("anchor", ()), places.get("new", ())
        if anchor:
            # The anchor stands inside the place, or names the place itself: `абзаца четвертого пункта 13`.
            place, anchor = (*place, *anchor[:-1]), anchor[-1:]
        if "document" not in groups:
            scope = replace(scope, place=self._complete(place))
        needs_quotation = form.do in (Verb.REPLACE, Verb.INSERT) and form.source == "quotation"
        if needs_quotation and not following:
            return NO_QUOTATION
        if following and not needs_quotation:
            return "is followed by a quotation that it does not announce"
        marks = {slot: int(groups[slot].strip("⟦⟧")) + 1 for slot in ("old", "by") if slot in groups}
        if form.keeps_old:
            return "brings in words after others that stay; the data have no verb for that"
        return Instruction(
            at,
            self.by,
            form.do,
            scope,
            new,
            anchor,
            following,
            marks.get("old"),
            marks.get("by"),
            form.source,
            "marked" in groups,
        )
