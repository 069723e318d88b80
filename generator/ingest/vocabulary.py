"""The words of a language by which import tells the parts of an act: `vocabulary/<language>.yml`.

The form of a text (numbers, indents, marks) says most; these words say the rest. A language more is a file
more, and no word of any language stands in the code.
"""

from __future__ import annotations

import re
from functools import cached_property

from generator.model import Entry, Kind, Pattern, Role, Words

NUMBER = r"\d{1,4}(?:-\d{1,4})*"
"""A number as acts print it: `15`, or `11-1` for what was put in later."""

ANY = "…"
"""Stands in a pattern for any words before or after the others."""


class Act(Entry):
    """A kind of act: a decree, an order, a decision."""

    subtype: Words
    """What the FRBR address of a work calls it."""
    stem: Words
    """How its name begins in every form."""
    name: Words
    genitive: Words


class Statute(Entry):
    """A kind of statute, with the ending or beginning that its title has."""

    name: Words
    genitive: Words


class Vocabulary(Entry):
    """`vocabulary/<language>.yml`: the words of a language that import leans on."""

    language: Words
    chapter: tuple[Words, ...]
    """How a chapter's heading begins, with `{number}` for its number."""
    annex: Pattern
    """The mark of an annex, with `{number}`; `approved` is that of an approval."""
    approved: Pattern
    marks_end: bool
    """Whether these marks end their lines; else they begin them."""
    statute: tuple[Words, ...]
    """What a statute is called; alone on a line it belongs to the title before or after it."""
    list: tuple[Words, ...]
    """What headings of lists look like; `…` stands for other words."""
    note: tuple[Words, ...]
    """How a remark in the text begins."""
    roles: dict[Kind, dict[Role, tuple[Words, ...]]]
    """Kind of the introducing provision -> role of those under it -> introductions, without their `:`."""
    date: Pattern
    """A date with the groups `year`, `month` and `day`; `months` are the beginnings of their names."""
    months: tuple[Words, ...]
    acts: tuple[Act, ...]
    act_name: Words
    """A short name of an act, with `{date}`, `{number}` and `{act}`."""
    act_genitive: Words
    statutes: tuple[Statute, ...]
    named: tuple[Pattern, ...]
    """Where a statute's title or its first point names the body, in the group `name`."""
    description: Words
    """One sentence about the site, with `{statute}`."""

    def role(self, kind: Kind, text: str) -> Role | None:
        """Return the role that an introduction gives to the provisions under it."""
        introduction = text.removesuffix(":")
        if introduction == text:
            return None
        for role, known in self.roles.get(kind, {}).items():
            if any(like(introduction, words) for words in known):
                return role
        return None

    def heads_list(self, text: str) -> bool:
        """Tell whether a text is the heading of a list."""
        return any(like(text.casefold(), words.casefold()) for words in self.list)

    def is_note(self, text: str) -> bool:
        """Tell whether a text is a remark."""
        return bool(self._note.match(text))

    def is_statute(self, text: str) -> bool:
        """Tell whether a text is nothing but what a statute is called."""
        return text.strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def begins_statute(self, text: str) -> bool:
        """Tell whether a text begins with what a statute is called."""
        return text.split(" ")[0].strip('"«»').casefold() in {words.casefold() for words in self.statute}

    def dated(self, text: str) -> bool:
        """Tell whether a text holds a date and the sign of a number, as the line does that names an act."""
        return bool(re.search(self.date, text)) and "№" in text

    @cached_property
    def _note(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{'|'.join(map(re.escape, self.note))})\s*[.:]", re.IGNORECASE)

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """The heading of a chapter that bears the word for one."""
        forms = (re.escape(one).replace(re.escape("{number}"), NUMBER) for one in self.chapter)
        return re.compile(rf"(?P<num>{'|'.join(forms)})\s+(?P<text>.+)", re.IGNORECASE)

    @cached_property
    def annexed(self) -> re.Pattern[str]:
        """The mark of an annex."""
        return re.compile(self.annex.replace("{number}", NUMBER), re.IGNORECASE)

    @cached_property
    def approval(self) -> re.Pattern[str]:
        """The mark of an approval."""
        return re.compile(self.approved, re.IGNORECASE)


def like(text: str, pattern: str) -> bool:
    """Tell whether a text is a pattern, or has its words at the end (`… x`) or at the beginning (`x …`)."""
    if pattern.startswith(f"{ANY} "):
        return text.endswith(pattern[1:])
    if pattern.endswith(f" {ANY}"):
        return text.startswith(pattern[:-1])
    return text == pattern
