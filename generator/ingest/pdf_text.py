"""Turns text extracted from a PDF into the paragraphs of an act, and records every repair.

The extraction breaks lines at the page's edge and pages inside paragraphs, and puts the words of a link at
the end of the line that has the link:

- A *gap* is a double space, a one-space indentation, or a space before a `:` with a word glued to it. The
  last words of a line may belong into its gaps, in order, once glued `:` are split off. A double space is as
  often plain spacing, so words move only by a repair that the data declare. Without one they keep their
  order, and the move is proposed. A space after the number or dash of a paragraph is not a gap.
- A hyphen or `(` at the end of a line, and a mark alone on its line, join their neighbour without a space.
- Three empty lines are a page break, which may be inside a paragraph.

No letter changes: apart from white space, the characters of the act are those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.language.look_alikes import as_typed
from generator.model import LookAlike, Repair, RepairRule
from generator.problems import Problem

PAGE_BREAK = ["", "", ""]
INDENT = re.compile(r"\f?(?:[ \t]{2,}|\t)\S")
"""The beginning of body text; some extractions begin a page with a form feed."""
GLUED = re.compile(r":\S")
MARKS = frozenset(";:,.")
END_MARKS = (".", ";", ":")

NUMBERED = re.compile(r"([^\W\d]+ )?\d[\w-]*[.)]|[-–—•*]")
"""What may begin a paragraph with any space after it: `1.`, `2)`, `1-тарау.`, `Глава 1.`, a dash."""


POINT = re.compile(r"\d{1,4}[.)]$")
"""The number that an indented point or subpoint begins with."""

WIDE_SPACE = re.compile(r"[ \t]{2,}|\t")
"""What a paragraph has one space for; no-break spaces stay."""

NAME_AT_END = re.compile(r"(?<=\S)[ \t\u00a0]{2,}_*(?:[^\W\d_]\. ?){1,2}[^\W\d_]{2,}(?:-[^\W\d_]+)?\s*$")
"""The name of a signatory at the end of a line that is no body text, after a wide space that is no gap."""


class Paragraph(Struct, frozen=True):
    """A paragraph of the act, repaired and on one line."""

    text: str
    line: int
    """The line of the source where it begins, counted from 1."""
    indented: bool
    """Body text is indented; titles, headings and the header of an annex are not."""


class Extraction(Struct, frozen=True):
    """The repaired text of a source."""

    name: str
    """The name of the source in messages."""
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...]
    look_alikes: tuple[LookAlike, ...]
    problems: tuple[Problem, ...]
    """Gaps that were left as they are."""


class _Word(Struct, frozen=True):
    """A word, or the part of a word before or after a glued `:`, with the white space before it."""

    text: str
    line: int
    space: str
    """The white space as in the source: empty if glued, one space at the beginning of a line."""


class _Line(Struct):
    """A line with its words as in the source and as restored."""

    number: int
    indented: bool
    words: list[_Word]
    restored: list[_Word]
    opens: bool = False
    """Whether it begins a paragraph."""
    signed: bool = False
    """Whether it ends in the name of a signatory, after which a paragraph begins."""
    first: int = 0
    """The position of its first word among all words of the text."""
    held: bool = False
    """Whether its gaps stay open, so that a word may be missing before its first one and nothing joins it."""


class _Defect(Struct, frozen=True):
    """A run of words that a rule repairs."""

    first: int
    last: int
    """The positions of its first and last word among all words of the text."""
    line: int
    reason: RepairRule
    gaps: frozenset[int] = frozenset()
    """The numbers of the lines whose words it moves."""


class _Reading(Struct, frozen=True):
    """The lines of a text after the repairs."""

    lines: list[_Line]
    defects: list[_Defect]
    problems: list[Problem]


def extract(
    text: str,
    name: str = "",
    declared: Iterable[Repair] | None = (),
    openings: frozenset[int] | None = None,
    rows: frozenset[int] = frozenset(),
) -> Extraction:
    """Repair an extracted text whose lines end in a line feed; `name` is its name in messages.

    Words move only by a repair in `declared` with the same line, raw and repaired words; any other move is
    proposed as a problem. None means that no repairs can be declared for this text. `openings` are the lines
    that begin a paragraph; without them, indentation and empty lines tell. With them, no line is indented.
    `rows` are the rows of tables: each is a paragraph of body text, and its spaces are no gaps.
    """
    raw = [line.rstrip("\r") if openings is None else line.strip() for line in text.split("\n")]
    declared_moves = {_key(repair): repair for repair in declared or () if repair.reason is RepairRule.GAP}
    held: set[int] = set()
    proposals: list[Problem] = []
    while True:
        reading = _read(raw, name, held, openings, rows)
        repairs: list[Repair] = []
        undeclared: set[int] = set()
        for defect, repair in _repairs(reading.lines, reading.defects):
            if repair.reason is not RepairRule.GAP:
                repairs.append(repair)
            elif _key(repair) in declared_moves:
                confidence = declared_moves[_key(repair)].confidence
                repairs.append(repair.model_copy(update={"confidence": confidence}))
            else:
                undeclared |= defect.gaps
                proposals.append(
                    Problem(name, repair.line, _proposal(repair, declarable=declared is not None))
                )
        if not undeclared:
            break
        # Without these moves other words are last in their lines, so the joins are determined anew.
        held |= undeclared
    return Extraction(
        name,
        tuple(_paragraphs(reading.lines)),
        tuple(repairs),
        tuple(_look_alikes(raw)),
        tuple(sorted([*reading.problems, *proposals])),
    )


def _key(repair: Repair) -> tuple[int, str, str]:
    return repair.line, repair.raw, repair.repaired


def _proposal(repair: Repair, *, declarable: bool) -> str:
    """Return what was kept, and the entry for `source/repairs.yml` if the act has another order."""
    kept = "has a gap that its last words may belong in; the order of the source is kept"
    if not declarable:
        return f"{kept}; if the act reads «{repair.repaired}», correct the text"
    raw, repaired = (words.replace("'", "''") for words in (repair.raw, repair.repaired))
    entry = f"{{line: {repair.line}, raw: '{raw}', repaired: '{repaired}', reason: gap}}"
    wanted = "add under `repairs` of source/repairs.yml, with `confidence` and `evidence`"
    return f"{kept}; if the act has another, {wanted}: - {entry}"


def _read(
    raw: list[str], name: str, held: set[int], openings: frozenset[int] | None, rows: frozenset[int]
) -> _Reading:
    """Read the lines and close their gaps, except in the lines whose numbers are in `held`."""
    reading = _Reading([], [], [])
    for line, blanks in _printed(raw):
        before = reading.lines[-1] if reading.lines else None
        line.first = before.first + len(before.words) if before else 0
        is_row = line.number in rows
        line.indented = line.indented or is_row
        opening = openings is not None and line.number in openings
        may_open = opening or line.indented or bool(blanks) or not before
        gap = _close_gaps(line, raw[line.number - 1], may_open=may_open, held=is_row or line.number in held)
        if isinstance(gap, str):
            reading.problems.append(Problem(name, line.number, gap))
        elif gap:
            reading.defects.append(gap)
        join = _join(before, line) if before and not (opening or is_row) else None
        if join:
            reading.defects.append(join)
            line.restored[0] = replace(line.restored[0], space="")
        if openings is None:
            line.opens = not join and _opens(before, line, blanks, reading.lines)
        else:
            line.opens = opening or not before
        reading.lines.append(line)
    return reading


def _printed(raw: list[str]) -> Iterator[tuple[_Line, list[str]]]:
    """Yield the lines with text, each with the empty lines before it."""
    blanks: list[str] = []
    for number, text in enumerate(raw, start=1):
        if not text.strip():
            blanks.append(text)
            continue
        matches = re.finditer(r"(\s*)(\S+)", text)
        words = [_Word(match[2], number, match[1] if at else " ") for at, match in enumerate(matches)]
        yield _Line(number, bool(INDENT.match(text)), words, list(words)), blanks
        blanks = []


def _close_gaps(line: _Line, raw: str, *, may_open: bool, held: bool) -> _Defect | str | None:
    """Move the last words of a line into its gaps; return the repaired run, or why that is not possible.

    A line that is `held` keeps its order. One that may open a paragraph may begin with a number and a space.
    """
    starts_with_gap = raw.startswith(" ") and not line.indented
    if held:
        line.held = starts_with_gap
        line.restored = [replace(word, space=" ") for word in line.words]
        return None
    name = None if line.indented else NAME_AT_END.search(raw)
    named = len(line.words) - len(name.group().split()) if name else 0
    if named:
        line.signed = True
        line.restored[named] = replace(line.words[named], space=" ")
    spaced = next((at for at, word in enumerate(line.words) if at and len(word.space) > 1), 0)
    if may_open and spaced and NUMBERED.fullmatch(" ".join(word.text for word in line.words[:spaced])):
        line.restored[spaced] = replace(line.words[spaced], space=" ")
    else:
        spaced = 0
    words: list[_Word] = []
    gaps: list[int] = []
    for at, word in enumerate(line.words):
        wide = len(word.space) > 1 and at not in (spaced, named)
        if (wide or GLUED.match(word.text)) if at else starts_with_gap:
            gaps.append(len(words))
        pieces = re.findall(r":|[^:]+:?", word.text)
        words.append(replace(word, text=pieces[0]))
        words.extend(_Word(piece, word.line, "") for piece in pieces[1:])
    if not gaps:
        return None
    staying, moved = words[: -len(gaps)], words[-len(gaps) :]
    if gaps[-1] > len(staying):
        return f"has {len(gaps)} wide spaces with too few words after them to belong there; kept as it is"
    restored: list[_Word] = []
    for at, word in enumerate(staying):
        if at in gaps:
            restored.append(replace(moved.pop(0), space=" "))
            word = replace(word, space="" if word.text.startswith(":") else " ")
        restored.append(replace(word, space=word.space[:1] and " "))
    line.words, line.restored = words, [*restored, *(replace(word, space=" ") for word in moved)]
    if _print(words).split() == _print(line.restored).split():
        return None
    first, last = line.first + _context(words, gaps[0]), line.first + len(words) - 1
    return _Defect(first, last, line.number, RepairRule.GAP, frozenset([line.number]))


def _context(words: list[_Word], gap: int) -> int:
    """Return the index of the word before a gap; if it is a bare number, of the word before it."""
    at = max(gap - 1, 0)
    return at if at == 0 or any(letter.isalpha() for letter in words[at].text) else at - 1


def _join(before: _Line, line: _Line) -> _Defect | None:
    """Return the defect if a line joins the one before it without a space, by one of the rules."""
    last = before.restored[-1].text
    if len(line.words) == 1 and line.words[0].text in MARKS:
        return _Defect(line.first - 1, line.first, line.number, RepairRule.LONE_MARK)
    if line.held:
        return None
    if last.endswith("("):
        alone = last == "(" and len(before.words) > 1
        return _Defect(line.first - 1 - alone, line.first, before.number, RepairRule.OPEN_BRACKET)
    opens_point = line.indented and POINT.match(line.words[0].text)
    if last.endswith("-") and last[-2:-1].isalnum() and not opens_point:
        return _Defect(line.first - 1, line.first, before.number, RepairRule.HYPHEN)
    return None


def _opens(before: _Line | None, line: _Line, blanks: list[str], lines: list[_Line]) -> bool:
    """Tell whether a line begins a paragraph, given the lines and the empty lines before it."""
    if before is None or line.indented or before.signed:
        return True
    if blanks == PAGE_BREAK:
        # Only body text continues on the next page, unless a closing mark ends it.
        opening = next(previous for previous in reversed(lines) if previous.opens)
        return not opening.indented or before.restored[-1].text.endswith(END_MARKS)
    return bool(blanks)


def _paragraphs(lines: list[_Line]) -> Iterator[Paragraph]:
    openings = [at for at, line in enumerate(lines) if line.opens]
    for start, end in pairwise([*openings, len(lines)]):
        words = [word for line in lines[start:end] for word in line.restored]
        text = WIDE_SPACE.sub(" ", _print(words))
        yield Paragraph(text, lines[start].number, lines[start].indented)


def _print(words: list[_Word]) -> str:
    return "".join(word.space + word.text for word in words).strip()


def _repairs(lines: list[_Line], defects: list[_Defect]) -> Iterator[tuple[_Defect, Repair]]:
    """Yield the repairs, each with its defect.

    Defects that share a word make one repair, which moves words if one of them does. `raw` has one space for
    a line break and is otherwise exactly the source. `line` is the first line, or that of a lone mark.
    """
    words = [word for line in lines for word in line.words]
    restored = [word for line in lines for word in line.restored]
    merged: list[_Defect] = []
    for defect in sorted(defects, key=lambda defect: defect.first):
        if merged and defect.first <= merged[-1].last:
            previous = merged.pop()
            gaps = previous.gaps | defect.gaps
            reason = RepairRule.GAP if gaps else previous.reason
            last, line = max(previous.last, defect.last), min(previous.line, defect.line)
            defect = _Defect(previous.first, last, line, reason, gaps)
        merged.append(defect)
    for defect in merged:
        run = slice(defect.first, defect.last + 1)
        yield (
            defect,
            Repair(
                line=defect.line,
                raw=_print(words[run]),
                repaired=_print(restored[run]),
                reason=defect.reason,
                confidence="certain",
            ),
        )


def _look_alikes(raw: list[str]) -> Iterator[LookAlike]:
    """Yield the words in which Latin letters look like Cyrillic ones; parts between hyphens are separate."""
    for number, line in enumerate(raw, start=1):
        for word in re.findall(r"\w+(?:-\w+)*", line):
            reads = "-".join(as_typed(part) for part in word.split("-"))
            if reads != word:
                yield LookAlike(line=number, word=word, reads=reads)
