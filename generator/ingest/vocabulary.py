"""Vocabulary of a language: the words by which import recognises the parts of an act.

Import goes by the form of a text (numbers, indentation, marks) first; these words tell the rest. The code
itself has no words of any language: to support another language, add `vocabularies/<language>.yml`.
"""

from __future__ import annotations

import re
from functools import cached_property

from generator.model import Entry, Kind, Pattern, Role, Words

NUMBER = r"\d{1,4}(?:-\d{1,4})*"
"""A number as printed: `15`, or `11-1` for a provision that was inserted later."""

HEADING_NUMBER = rf"(?:{NUMBER}|[IVXLC]{{1,7}}\b)"
"""The number of a chapter, which may be in Roman figures."""

ANY = "…"
"""A wildcard in a pattern: any words before or after the others."""


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
    chapter: tuple[Words, ...]
    """The beginnings of chapter headings, with `{number}` for the number."""
    annex: Pattern
    """The mark of an annex, with `{number}` for its number."""
    approved: Pattern
    """The mark of an approval."""
    marks_end: bool
    """Whether these marks end the lines of a header, rather than begin them."""
    statute: tuple[Words, ...]
    """The words for a statute; alone on a line, such a word belongs to the title before or after it."""
    list: tuple[Words, ...]
    """Patterns of list headings; `…` stands for other words."""
    note: tuple[Words, ...]
    """The words that begin a note."""
    roles: dict[Kind, dict[Role, tuple[Words, ...]]]
    """Kind of the introducing provision -> role of the provisions below it -> introductions without `:`."""
    date: Pattern
    """A date with the groups `year`, `month` and `day`."""
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
        introduction = text.removesuffix(":")
        if introduction == text:
            return None
        for role, patterns in self.roles.get(kind, {}).items():
            if any(like(introduction, pattern) for pattern in patterns):
                return role
        return None

    def heads_list(self, text: str) -> bool:
        """Tell whether a text is the heading of a list."""
        return any(like(text.casefold(), pattern.casefold()) for pattern in self.list)

    def is_note(self, text: str) -> bool:
        """Tell whether a text is a note."""
        return bool(self._note.match(text))

    def is_statute(self, text: str) -> bool:
        """Tell whether a text is only the word for a statute."""
        return text.strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def begins_statute(self, text: str) -> bool:
        """Tell whether a text begins with the word for a statute."""
        return text.split(" ")[0].strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def is_header_line(self, text: str) -> bool:
        """Tell whether a text has a date or the mark of an annex or approval, as the lines of a header do."""
        return bool(re.search(self.date, text) or self.annexed.search(text) or self.approval.search(text))

    def dated(self, text: str) -> bool:
        """Tell whether a text has a date and `№`, as the line that designates an act has."""
        return bool(re.search(self.date, text)) and "№" in text

    @cached_property
    def _note(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(map(re.escape, self.note))})\s*[.:]", re.IGNORECASE)

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """A chapter heading that has the word for a chapter, with the groups `num` and `text`."""
        return re.compile(rf"(?P<num>{self._heading_forms})\s+(?P<text>.+)", re.IGNORECASE)

    @cached_property
    def heading_number(self) -> re.Pattern[str]:
        """The word for a chapter with its number, whose title may be on the next line."""
        return re.compile(rf"(?P<num>{self._heading_forms})(?=\s|$)", re.IGNORECASE)

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
    """Tell whether a text equals a pattern, or ends (`… x`) or begins (`x …`) with its words."""
    if pattern.startswith(f"{ANY} "):
        return text.endswith(pattern[1:])
    if pattern.endswith(f" {ANY}"):
        return text.startswith(pattern[:-1])
    return text == pattern
