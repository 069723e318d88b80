"""Vocabulary of a language: the words by which import recognises the parts of an act.

Import goes by the form of a text (numbers, indentation, marks) first; these words tell the rest. The code
itself has no words of any language: to support another language, add `vocabularies/<language>.yml`.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from generator.language.look_alikes import as_typed
from generator.model import Entry, Kind, Pattern, Role, Words

NUMBER = r"\d{1,4}(?:-\d{1,4})*"
"""A number as printed: `15`, or `11-1` for a provision that was inserted later."""

LEVELLED = r"\d{1,4}(?:[-.]\d{1,4})*"
"""The number of a point or subpoint, which may have levels: `1.1`."""

HEADING_NUMBER = rf"(?:{NUMBER}|[IVXLC]{{1,7}}\b)"
"""The number of a chapter, which may be in Roman figures."""

ANY = "…"
"""A wildcard in a pattern: any words before or after the others."""


ACT_NUMBER = re.compile(r"№\s*(?P<number>[\w/-]+)|\bN[o°º]?\.?\s*(?P<latin>\d[\w/-]*)")
"""The number of an act: `№ 7`, `N 7`."""


NOTE_MARK = re.compile(r"<\*+>")
"""The mark `<*>`: after a provision it refers to a note; before a paragraph it opens the note."""


class Act(Entry):
    """A kind of act: a decree, an order, a decision."""

    subtype: Words
    """Its name in the FRBR address of a work."""
    stem: Words
    """The beginning that all forms of its name share."""
    name: Words
    genitive: Words


class Statute(Entry):
    """A kind of statute; `…` stands for the other words of its title."""

    name: Words
    genitive: Words


class Vocabulary(Entry):
    """The content of `vocabularies/<language>.yml`."""

    language: Words
    frequent: tuple[Words, ...]
    """Frequent words, by which a text is told from one in a language of like letters."""
    chapter: tuple[Words, ...]
    """The beginnings of chapter headings, with `{number}` for the number."""
    annex: Pattern
    """The mark of an annex, with `{number}` for its number."""
    approved: Pattern
    """The mark of an approval."""
    agreed: Pattern
    """The mark of an agreement: the stamp of a body that consented to the act."""
    marks_end: bool
    """Whether the marks of an annex and of an approval end the lines of a header, rather than begin them."""
    statute: tuple[Words, ...]
    """The words for a statute; alone on a line, such a word belongs to the title before or after it."""
    list: tuple[Words, ...]
    """Patterns of list headings; `…` stands for other words."""
    note: tuple[Words, ...]
    """The words that begin a note."""
    roles: dict[Kind, dict[Role, tuple[Words, ...]]]
    """Kind of the introducing provision -> role of the provisions below it -> introductions without `:`."""
    publication: Pattern
    """What tells where an act is to be published; it stands before the title, and is no title."""
    letters: tuple[Words, ...]
    """The letters that number a row, in the orders that are in use."""
    repealed: Pattern
    """The words at the beginning of a provision that was repealed, or in a note that says so."""
    dates: tuple[Pattern, ...]
    """Forms of a date with the groups `year`, `month` and `day`; the month may be a number."""
    months: tuple[Words, ...]
    """The beginnings of the twelve months' names."""
    acts: tuple[Act, ...]
    act_name: Words
    """The short name of an act, with `{date}`, `{number}` and `{act}`."""
    act_genitive: Words
    statutes: tuple[Statute, ...]
    named: tuple[Pattern, ...]
    """Patterns of the title or first point of a statute that name the body, in the group `name`."""
    description: Words
    """The description of the site, with `{statute}`."""

    def role(self, kind: Kind, text: str) -> Role | None:
        """Return the role that a text ending in `:` assigns to the provisions below it."""
        unmarked = without_note_marks(text)
        introduction = unmarked.removesuffix(":")
        if introduction == unmarked:
            return None
        words = typed(introduction).casefold()
        for role, patterns in self.roles.get(kind, {}).items():
            if any(like(words, pattern.casefold()) for pattern in patterns):
                return role
        return None

    def letter_follows(self, num: str, previous: str | None) -> bool:
        """Tell whether a printed letter comes after another in a row: `б)` after `а)`, `а)` after None."""
        letter, last = num[0].casefold(), previous[0].casefold() if previous else ""
        return any((last, letter) in pairwise(["", *row.split()]) for row in self.letters)

    def ends_header(self, text: str) -> bool:
        """Tell whether a line may end a header: in the act's number or, where marks end it, in a mark."""
        if not self.marks_end:
            return re.search(rf"(?:{ACT_NUMBER.pattern})$", text) is not None
        marks = rf"\b(?:{self.approval.pattern}|{self.annexed.pattern})$"
        return re.search(marks, typed(text), re.IGNORECASE) is not None

    def heads_list(self, text: str) -> bool:
        """Tell whether a text is the heading of a list."""
        return any(like(text.casefold(), pattern.casefold()) for pattern in self.list)

    def is_note(self, text: str) -> bool:
        """Tell whether a text is a note: it begins with a word for one, or with the mark `<*>`."""
        return bool(NOTE_MARK.match(text) or self._note.match(text))

    def begins_agreement(self, text: str) -> bool:
        """Tell whether a text begins with the mark of an agreement, in capitals or quotation marks."""
        match = self._agreement.match(typed(text))
        return match is not None and (match["mark"].isupper() or bool(match["open"]))

    def is_statute(self, text: str) -> bool:
        """Tell whether a text is only the word for a statute."""
        return text.strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def begins_statute(self, text: str) -> bool:
        """Tell whether a text begins with the word for a statute."""
        return text.split(" ")[0].strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def is_header_line(self, text: str) -> bool:
        """Tell whether a text has a date or the mark of an annex or approval, as the lines of a header do."""
        return bool(self.has_date(text) or self.annexed.search(text) or self.approval.search(text))

    def has_date(self, text: str) -> bool:
        """Tell whether a text has a date."""
        return any(re.search(form, text) for form in self.dates)

    def dated(self, text: str) -> bool:
        """Tell whether a text has a date and a number, as the line that designates an act has."""
        return self.has_date(text) and ACT_NUMBER.search(text) is not None

    def tells_publication(self, text: str) -> bool:
        """Tell whether a text says where an act is to be published, and nothing else."""
        return re.fullmatch(self.publication, typed(text), re.IGNORECASE) is not None

    def is_repealed(self, text: str) -> bool:
        """Tell whether a provision has only the words that it was repealed."""
        # A range of numbers has its first one as the number of the provision: `5)` and `– 7) …`.
        opening = rf"(?:[–—-]\s*{LEVELLED}[.)]\s+)?[(\[<«\"–—-]*\s*"
        return re.match(rf"{opening}(?:{self.repealed})\b", typed(text), re.IGNORECASE) is not None

    def mentions_repeal(self, note: str) -> bool:
        """Tell whether a note says that something was repealed."""
        return re.search(self.repealed, typed(note), re.IGNORECASE) is not None

    def names_statute(self, title: str) -> bool:
        """Tell whether a title has the word for a statute."""
        words = {word.casefold() for word in re.findall(r"\w+", typed(title))}
        return any(statute.casefold() in words for statute in self.statute)

    def is_agreement(self, text: str) -> bool:
        """Tell whether a text is only the mark of an agreement."""
        return self._agreement.fullmatch(typed(text).rstrip('"»”:')) is not None

    @cached_property
    def _note(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(map(re.escape, self.note))})\s*[.:]", re.IGNORECASE)

    @cached_property
    def _agreement(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<open>[\"«“]?)(?P<mark>{self.agreed})(?!\w)", re.IGNORECASE)

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """A chapter heading that has the word for a chapter, with the groups `num` and `text`."""
        return re.compile(rf"(?P<num>{self._heading_forms})\s+(?P<text>.+)", re.IGNORECASE)

    @cached_property
    def heading_number(self) -> re.Pattern[str]:
        """The word for a chapter with its number, whose title may be on the next line."""
        return re.compile(rf"(?P<num>{self._heading_forms})(?=\s|$)", re.IGNORECASE)

    @property
    def heading_example(self) -> str:
        """The heading of a first chapter as it is usually printed, without its title."""
        return f"{self.chapter[0].replace('{number}', '1')} …"

    @property
    def _heading_forms(self) -> str:
        forms = (re.escape(form).replace(re.escape("{number}"), HEADING_NUMBER) for form in self.chapter)
        return "|".join(forms)

    @cached_property
    def annexed(self) -> re.Pattern[str]:
        """The mark of an annex."""
        return re.compile(self.annex.replace("{number}", NUMBER), re.IGNORECASE)

    @cached_property
    def approval(self) -> re.Pattern[str]:
        """The mark of an approval."""
        return re.compile(self.approved, re.IGNORECASE)


def like(text: str, pattern: str) -> bool:
    """Tell whether a text equals a pattern, or ends (`… x`), begins (`x …`) or has (`… x …`) its words."""
    if pattern.startswith(f"{ANY} ") and pattern.endswith(f" {ANY}"):
        return pattern[1:-1] in f" {text} "
    if pattern.startswith(f"{ANY} "):
        return text.endswith(pattern[1:])
    if pattern.endswith(f" {ANY}"):
        return text.startswith(pattern[:-1])
    return text == pattern


def typed(text: str) -> str:
    """Return a text with Latin letters that look like Cyrillic ones replaced; its length stays."""
    return re.sub(r"\w+", lambda match: as_typed(match.group()), text)


def without_note_marks(text: str) -> str:
    """Return a text without the marks `<*>` at its end, which refer to a note."""
    return re.sub(rf"(?:\s*{NOTE_MARK.pattern})+$", "", text)
