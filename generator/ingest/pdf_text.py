"""Text extracted from a PDF in, the paragraphs of the act out, with every repair declared.

The extraction broke lines at the page's edge, broke pages inside paragraphs, and dropped the words of a link
behind the line that the link stood in:

- A *gap* is a double space, a one-space indent, or a space before a `:` that another word is glued to. The k
  gaps of a line may want the last k words of that line, in order, once a glued `:` is split off. A double
  space is as often no more than spacing, so words move only by a repair that the data declare; without one
  they keep their order, and the move is proposed. A space after the number or dash of a paragraph is no gap.
- A hyphen or `(` at a line's end and a mark alone on its line join their neighbour without a space.
- Three blank lines are a page break, which may fall inside a paragraph.

Nothing here touches a letter: the characters of the act but for blanks are those of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.language.look_alikes import as_typed
from generator.model import LookAlike, Repair, RepairRule
from generator.problems import Problem

PAGE_BREAK = ["", "", ""]
INDENT = re.compile(r"\f?(?:[ \t]{2,}|\t)\S")
"""How body text begins; some extractions put a form feed where a page does."""
GLUED = re.compile(r":\S")
MARKS = frozenset(";:,.")
END_MARKS = (".", ";", ":")

NUMBERED = re.compile(r"([^\W\d]+ )?\d[\w-]*[.)]|[-–—•*]")
"""What a paragraph may begin with and be spaced off from: `1.`, `2)`, `1-тарау.`, `Глава 1.`, a dash."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the act in its restored reading, on one line."""

    text: str
    line: int
    """The line of the source that it begins on, counted from 1."""
    indented: bool
    """Body text is indented; titles, headings and the blocks of an annex's head are not."""


@dataclass(frozen=True)
class Extraction:
    """What a source says once the extraction is undone."""

    name: str
    """What messages call the source."""
    paragraphs: tuple[Paragraph, ...]
    repairs: tuple[Repair, ...]
    look_alikes: tuple[LookAlike, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class _Word:
    """A word, or the part of one before or after a glued `:`, and the blank before it."""

    text: str
    line: int
    blank: str
    """As the source has it: empty where glued, one space for a line's beginning."""


@dataclass
class _Line:
    """A line with its words in the source's order and in the restored one, each with its blank."""

    number: int
    indented: bool
    words: list[_Word]
    restored: list[_Word]
    opens: bool = False
    """It begins a paragraph."""
    first: int = 0
    """The place of its first word among all words."""
    held: bool = False
    """A word may be missing before its first one, so that nothing joins it to the line above."""


@dataclass(frozen=True)
class _Flaw:
    """A run of words, counted over the whole text, that a rule puts in order."""

    first: int
    last: int
    line: int
    reason: RepairRule
    gaps: frozenset[int] = frozenset()
    """The lines whose words it moves."""


@dataclass(frozen=True)
class _Read:
    """The lines of a text with some of its gaps closed."""

    lines: list[_Line]
    flaws: list[_Flaw]
    problems: list[Problem]


def extract(text: str, name: str = "", declared: Iterable[Repair] | None = ()) -> Extraction:
    """Undo the extraction of a text whose lines end in a line feed; `name` is what messages call the text.

    Words move only by a repair in `declared` with the same line, raw and repaired words; any other move is
    proposed in a fault. `None` says that the data declare none for this text, so that no entry is proposed.
    """
    raw = [line.rstrip("\r") for line in text.split("\n")]
    known = {_key(one): one for one in declared or () if one.reason is RepairRule.GAP}
    held: set[int] = set()
    proposed: list[Problem] = []
    while True:
        read = _read(raw, name, held)
        repairs: list[Repair] = []
        kept: set[int] = set()
        for flaw, found in _repairs(read.lines, read.flaws):
            if found.reason is not RepairRule.GAP:
                repairs.append(found)
            elif _key(found) in known:
                own = known[_key(found)]
                repairs.append(found.model_copy(update={"confidence": own.confidence}))
            else:
                kept |= flaw.gaps
                proposed.append(Problem(name, found.line, _proposal(found, declared is not None)))
        if not kept:
            break
        # Without these moves other words end their lines, so that the joins are found anew.
        held |= kept
    return Extraction(
        name,
        tuple(_paragraphs(read.lines)),
        tuple(repairs),
        tuple(_look_alikes(raw)),
        tuple(sorted([*read.problems, *proposed])),
    )


def _key(repair: Repair) -> tuple[int, str, str]:
    return repair.line, repair.raw, repair.repaired


def _proposal(repair: Repair, declarable: bool) -> str:
    """Say what was kept, and what to write into `source/repairs.yml` if the act has the words otherwise."""
    kept = "has a gap that its last words may belong in; the order of the source is kept"
    if not declarable:
        return f"{kept}; if the act reads «{repair.repaired}», correct the text"
    raw, repaired = (words.replace("'", "''") for words in (repair.raw, repair.repaired))
    entry = f"{{line: {repair.line}, raw: '{raw}', repaired: '{repaired}', reason: gap}}"
    wanted = "add under `repairs` of source/repairs.yml, with `confidence` and `evidence`"
    return f"{kept}; if the act has another, {wanted}: - {entry}"


def _read(raw: list[str], name: str, held: set[int]) -> _Read:
    """Read the lines and close their gaps, but for those of the lines in `held`."""
    read = _Read([], [], [])
    for line, blanks in _printed(raw):
        before = read.lines[-1] if read.lines else None
        line.first = before.first + len(before.words) if before else 0
        apart = line.indented or bool(blanks) or not before
        gap = _close_gaps(line, raw[line.number - 1], apart, line.number in held)
        if isinstance(gap, str):
            read.problems.append(Problem(name, line.number, gap))
        elif gap:
            read.flaws.append(gap)
        join = _join(before, line) if before else None
        if join:
            read.flaws.append(join)
            line.restored[0] = replace(line.restored[0], blank="")
        line.opens = not join and _opens(before, line, blanks, read.lines)
        read.lines.append(line)
    return read


def _printed(raw: list[str]) -> Iterator[tuple[_Line, list[str]]]:
    """Yield the lines that are not blank, each with the blank ones before it."""
    blanks: list[str] = []
    for number, text in enumerate(raw, start=1):
        if not text.strip():
            blanks.append(text)
            continue
        found = re.finditer(r"(\s*)(\S+)", text)
        words = [_Word(word[2], number, word[1] if at else " ") for at, word in enumerate(found)]
        yield _Line(number, bool(INDENT.match(text)), words, list(words)), blanks
        blanks = []


def _close_gaps(line: _Line, raw: str, apart: bool, held: bool) -> _Flaw | str | None:
    """Put a line's displaced words into its gaps; returns what was done, or why it cannot be.

    A line that is `held` keeps its order; one that stands `apart` may begin with a number and its space.
    """
    starts_with_gap = raw.startswith(" ") and not line.indented
    if held:
        line.held = starts_with_gap
        line.restored = [replace(word, blank=" ") for word in line.words]
        return None
    spaced = next((at for at, word in enumerate(line.words) if at and len(word.blank) > 1), 0)
    if apart and spaced and NUMBERED.fullmatch(" ".join(word.text for word in line.words[:spaced])):
        line.restored[spaced] = replace(line.words[spaced], blank=" ")
    else:
        spaced = 0
    words: list[_Word] = []
    gaps: list[int] = []
    for at, word in enumerate(line.words):
        wide = len(word.blank) > 1 and at != spaced
        if (wide or GLUED.match(word.text)) if at else starts_with_gap:
            gaps.append(len(words))
        pieces = re.findall(r":|[^:]+:?", word.text)
        words.append(replace(word, text=pieces[0]))
        words.extend(_Word(piece, word.line, "") for piece in pieces[1:])
    if not gaps:
        return None
    staying, moved = words[: -len(gaps)], words[-len(gaps) :]
    if gaps[-1] > len(staying):
        return f"has {len(gaps)} gaps but fewer words after them; expected the words of links; kept as it is"
    restored: list[_Word] = []
    for at, word in enumerate(staying):
        if at in gaps:
            restored.append(replace(moved.pop(0), blank=" "))
            word = replace(word, blank="" if word.text.startswith(":") else " ")
        restored.append(replace(word, blank=word.blank[:1] and " "))
    line.words, line.restored = words, [*restored, *(replace(word, blank=" ") for word in moved)]
    if _print(words).split() == _print(line.restored).split():
        return None
    first, last = line.first + _context(words, gaps[0]), line.first + len(words) - 1
    return _Flaw(first, last, line.number, RepairRule.GAP, frozenset([line.number]))


def _context(words: list[_Word], gap: int) -> int:
    """Return the place of the word before a gap, or of the one before it where that word is a bare number."""
    at = max(gap - 1, 0)
    return at if at == 0 or any(letter.isalpha() for letter in words[at].text) else at - 1


def _join(before: _Line, line: _Line) -> _Flaw | None:
    """Tell whether a line joins the one before it without a space, and by which rule."""
    last = before.restored[-1].text
    if len(line.words) == 1 and line.words[0].text in MARKS:
        return _Flaw(line.first - 1, line.first, line.number, RepairRule.LONE_MARK)
    if line.held:
        return None
    if last.endswith("("):
        alone = last == "(" and len(before.words) > 1
        return _Flaw(line.first - 1 - alone, line.first, before.number, RepairRule.OPEN_BRACKET)
    if last.endswith("-") and last != "-":
        return _Flaw(line.first - 1, line.first, before.number, RepairRule.HYPHEN)
    return None


def _opens(before: _Line | None, line: _Line, blanks: list[str], lines: list[_Line]) -> bool:
    """Tell whether a line begins a paragraph, given the lines and the blank lines before it."""
    if before is None or line.indented:
        return True
    if blanks == PAGE_BREAK:
        # Only body text runs over a page, and only until its closing mark.
        opening = next(one for one in reversed(lines) if one.opens)
        return not opening.indented or before.restored[-1].text.endswith(END_MARKS)
    return bool(blanks)


def _paragraphs(lines: list[_Line]) -> Iterator[Paragraph]:
    openings = [at for at, line in enumerate(lines) if line.opens]
    for start, end in pairwise([*openings, len(lines)]):
        words = [word for line in lines[start:end] for word in line.restored]
        yield Paragraph(_print(words), lines[start].number, lines[start].indented)


def _print(words: list[_Word]) -> str:
    return "".join(word.blank + word.text for word in words).strip()


def _repairs(lines: list[_Line], flaws: list[_Flaw]) -> Iterator[tuple[_Flaw, Repair]]:
    """Yield each repair once: flaws that share a word are one repair, which moves words if one of them does.

    `raw` has one space for any break of lines, and is else letter by letter and blank by blank the source.
    `line` is where the flaw shows: its first line, or the line of a lone mark.
    """
    words = [word for line in lines for word in line.words]
    restored = [word for line in lines for word in line.restored]
    merged: list[_Flaw] = []
    for flaw in sorted(flaws, key=lambda one: one.first):
        if merged and flaw.first <= merged[-1].last:
            one = merged.pop()
            gaps = one.gaps | flaw.gaps
            reason = RepairRule.GAP if gaps else one.reason
            flaw = _Flaw(one.first, max(one.last, flaw.last), min(one.line, flaw.line), reason, gaps)
        merged.append(flaw)
    for flaw in merged:
        run = slice(flaw.first, flaw.last + 1)
        yield (
            flaw,
            Repair(
                line=flaw.line,
                raw=_print(words[run]),
                repaired=_print(restored[run]),
                reason=flaw.reason,
                confidence="certain",
            ),
        )


def _look_alikes(raw: list[str]) -> Iterator[LookAlike]:
    """Find words in which Latin letters pass for Cyrillic ones; a part between hyphens counts by itself."""
    for number, line in enumerate(raw, start=1):
        for word in re.findall(r"\w+(?:-\w+)*", line):
            reads = "-".join(as_typed(part) for part in word.split("-"))
            if reads != word:
                yield LookAlike(line=number, word=word, reads=reads)
