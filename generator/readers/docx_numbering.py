"""Computes the numbers of Word's automatic lists, which are not in the text of a .docx.

The rules are those of ECMA-376 part 1, 17.9: a paragraph, or its style, names a list and a level; the list
names an abstract definition, which gives each level its first number, format and text (`%1.%2)`). Paragraphs
of all lists with one abstract definition count on together. A level begins anew after a higher one, unless
`lvlRestart` says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.readers.docx_elements import W, find, integer, is_on, value
from generator.readers.numerals import format_number

MAX_LEVEL = 8
MAX_STYLES = 20
"""Styles that are based on one another."""

BULLET = "•"


class Level(Struct, frozen=True):
    """A level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """The text of the number, with `%1` for the number of the first level."""
    restart: int | None = None
    """The level after which this one begins anew, counted from 1; 0 for never, None for any higher one."""
    legal: bool = False
    """Whether all numbers in it are decimal."""
    indent: int | None = None
    """Twentieths of a point from the margin to its first line."""
    style: str = ""
    """The paragraph style that belongs to the level."""


class List(Struct):
    """A list (`w:num`): its levels and the numbers that begin it anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)
    """The numbers of `startOverride`, each used once."""


class Numbering:
    """The automatic lists of a document; `label` is called for its paragraphs in order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in _all(styles, "style")}
        self._lists = dict(_lists(numbering, self._styles))
        self._counters: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and level of a paragraph; None if it is in no list."""
        style = value(paragraph, "pPr/pStyle")
        number, level = _numbering_of(paragraph)
        for name in self._based_on(style):
            if number is not None:
                break
            number, styled_level = _numbering_of(self._styles[name])
            if number is not None and level is None:
                linked = self._lists.get(number)
                of_style = [at for at, one in linked.levels.items() if one.style == name] if linked else []
                level = of_style[0] if of_style else styled_level
        if number in (None, "0") or number not in self._lists:
            return None
        assert number is not None
        return number, min(level or 0, MAX_LEVEL)

    def level(self, place: tuple[str, int]) -> Level:
        """Return the level of a list."""
        return self._lists[place[0]].levels.get(place[1], Level(text=f"%{place[1] + 1}."))

    def label(self, place: tuple[str, int]) -> str | None:
        """Count a paragraph; return what is printed before it, or None if that is not known."""
        number, at = place
        members = self._lists[number]
        counters = self._counters.setdefault(members.abstract, {})
        level = self.level(place)
        if at in members.starts and (number, at) not in self._begun:
            counters[at] = members.starts[at]
        elif at in counters:
            counters[at] += 1
        else:
            counters[at] = level.start
        self._begun.add((number, at))
        for lower in [other for other in counters if other > at]:
            restart = self.level((number, lower)).restart
            if restart is None or (restart and at < restart):
                del counters[lower]
        return self._printed(number, level, counters)

    def _printed(self, number: str, level: Level, counters: dict[int, int]) -> str | None:
        if level.form == "bullet":
            text = level.text.strip()
            return text if text in tuple("-–—•*") else BULLET
        missing = False

        def one(match: re.Match[str]) -> str:
            nonlocal missing
            at = int(match[1]) - 1
            other = self.level((number, at))
            form = "decimal" if level.legal else other.form
            printed = format_number(counters.setdefault(at, other.start), form)
            missing = missing or printed is None
            return printed or ""

        if level.form == "none" and not level.text:
            return ""
        text = re.sub("%([1-9])", one, level.text)
        return None if missing else text.strip()

    def _based_on(self, style: str | None) -> Iterator[str]:
        """Yield a style and those that it is based on; the default style if a paragraph names none."""
        name = style or next((name for name, one in self._styles.items() if _is_default(one)), None)
        for _ in range(MAX_STYLES):
            if name is None or name not in self._styles:
                return
            yield name
            name = value(self._styles[name], "basedOn")


def _is_default(style: Any) -> bool:
    return style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph"


def _lists(numbering: Any | None, styles: dict[str, Any]) -> Iterator[tuple[str, List]]:
    """Yield the lists of a document by their numbers."""
    abstracts = {one.get(f"{W}abstractNumId"): one for one in _all(numbering, "abstractNum")}
    nums = {one.get(f"{W}numId"): one for one in _all(numbering, "num")}
    for number, element in nums.items():
        abstract = value(element, "abstractNumId") or ""
        for _ in range(MAX_STYLES):
            # A list may take its levels from a list style.
            linked = value(abstracts.get(abstract), "numStyleLink")
            via = value(styles.get(linked), "pPr/numPr/numId") if linked else None
            if via not in nums:
                break
            abstract = value(nums[via], "abstractNumId") or ""
        levels = {
            integer(one.get(f"{W}ilvl")) or 0: _level(one) for one in _all(abstracts.get(abstract), "lvl")
        }
        members = List(abstract, levels)
        for override in _all(element, "lvlOverride"):
            at = integer(override.get(f"{W}ilvl")) or 0
            for one in _all(override, "lvl"):
                levels[at] = _level(one)
            start = integer(value(override, "startOverride"))
            if start is not None:
                members.starts[at] = start
                levels[at] = replace(levels.get(at, Level()), start=start)
        yield number, members


def _level(element: Any) -> Level:
    start = integer(value(element, "start"))
    return Level(
        # The standard's default is 0; what Word writes always has it.
        start=0 if start is None else start,
        form=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=integer(value(element, "lvlRestart")),
        legal=is_on(element, "isLgl"),
        indent=indent_of(element),
        style=value(element, "pStyle") or "",
    )


def indent_of(element: Any) -> int | None:
    """Return the twentieths of a point from the margin to the first line that an element's `pPr` sets."""
    indent = find(element, "pPr/ind")
    if indent is None:
        return None
    left = integer(indent.get(f"{W}left") or indent.get(f"{W}start")) or 0
    first = integer(indent.get(f"{W}firstLine")) or 0
    hanging = integer(indent.get(f"{W}hanging")) or 0
    return left + first - hanging


def _numbering_of(element: Any) -> tuple[str | None, int | None]:
    """Return the number of the list and the level that an element's `pPr` names."""
    return value(element, "pPr/numPr/numId"), integer(value(element, "pPr/numPr/ilvl"))


def _all(element: Any | None, name: str) -> Iterator[Any]:
    return iter(()) if element is None else element.iterchildren(f"{W}{name}")
