"""The proof that the provisions say what the source says: every word, in order, letter by letter.

The proof does not trust the import. It puts the declared repairs onto the raw text by itself, asks of each
that it only joins or re-orders what stands there, counts the words that they move, and compares the words of
the result with the provisions'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator.model import Provision, Repair, RepairRule
from generator.problems import Problem

CONTEXT = 4
"""Words shown before a difference."""

PIECE = re.compile(r":|[^\s:]+")
"""A word, or the part of one before or after a `:`, which may be glued to either."""

TOKEN = re.compile(r"\w+|[^\w\s]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Proof:
    """What was compared, and where the provisions are not the source."""

    words_in_source: int
    words_after_repairs: int
    words_in_provisions: int
    characters_in_source: int
    """Without blanks, as the next one."""
    characters_in_provisions: int
    repairs: int
    moved: int
    """The words that the repairs put elsewhere; all others stand in the order of the source."""
    moved_at: tuple[int, ...]
    """The lines of the repairs that move words."""
    look_alikes: int
    """Places where Latin letters stand among Cyrillic ones; a part between hyphens counts by itself."""
    latin_letters: int
    """The Latin letters at those places."""
    provisions: int
    problems: tuple[str, ...]
    unfound: tuple[Repair, ...] = ()
    """The repairs whose words the source does not have at their line; each is among the problems."""

    @property
    def holds(self) -> bool:
        """Whether the provisions are the source's words, apart from the declared repairs."""
        return not self.problems


@dataclass(frozen=True)
class _Word:
    text: str
    at: str
    """Where it stands: a line of the source, or an eId."""


def prove(source: str, repairs: Iterable[Repair], provisions: Iterable[Provision], language: str) -> Proof:
    """Compare a source with the provisions, whose words in `language` are the original, in document order."""
    declared, units = tuple(repairs), tuple(provisions)
    problems = [
        f"line {one.line}: the repair of «{one.raw}» changes more than blanks and order"
        for one in declared
        if not pure(one)
    ]
    ours, unfound, overlaps = _repaired(source, declared)
    problems.extend(map(_missing, unfound))
    problems.extend(overlaps)
    moves = [(one.line, number) for one in declared if (number := moved(one))]
    theirs = [word for unit in units for word in _words_of(unit, language)]
    problems.extend(_difference(ours, theirs))
    mixed = [word for word in re.findall(r"\w+", source) if CYRILLIC.search(word) and LATIN.search(word)]
    return Proof(
        words_in_source=len(source.split()),
        words_after_repairs=len(ours),
        words_in_provisions=len(theirs),
        characters_in_source=_characters(source.split()),
        characters_in_provisions=_characters(word.text for word in theirs),
        repairs=len(declared),
        moved=sum(number for _, number in moves),
        moved_at=tuple(sorted({line for line, _ in moves})),
        look_alikes=len(mixed),
        latin_letters=sum(len(LATIN.findall(word)) for word in mixed),
        provisions=len(units),
        problems=tuple(problems),
        unfound=tuple(unfound),
    )


def strange(restored: str, provisions: Iterable[Provision], language: str) -> Iterator[Provision]:
    """Yield the provisions whose words in `language` do not stand in a text, letter by letter and in order.

    `restored` is a text as received with its extraction undone. Numbers are left out: a second language takes
    them from the original.
    """
    flat, done = "".join(restored.split()), 0
    for one in provisions:
        words = "".join(one.text.get(language, "").split())
        place = flat.find(words, done)
        if place < 0:
            yield one
        else:
            done = place + len(words)


def problems(proved: Proof, name: str) -> Iterator[Problem]:
    """Yield the problems of a proof as faults of the source `name`, each at the line that it begins with.

    A repair that does not stand in the source is a fault where it is declared.
    """
    declared = {_missing(one): one.at for one in proved.unfound if one.at.file}
    for problem in proved.problems:
        found = re.match(r"line (\d+): ", problem)
        if problem in declared:
            yield Problem(declared[problem].file, declared[problem].line, f"{name}, {problem}")
        else:
            yield Problem(name, int(found[1]), problem[found.end() :]) if found else Problem(name, 1, problem)


def unfounded(repairs: Iterable[Repair]) -> Iterator[Problem]:
    """Yield a fault for each repair that moves words and gives no evidence for it."""
    for one in repairs:
        if one.reason is RepairRule.GAP and not one.evidence:
            message = "moves words without `evidence`; expected what else speaks for this reading"
            yield Problem(one.at.file, one.at.line, message)


def told_of_moves(proved: Proof) -> str:
    """Say which words the repairs moved."""
    if not proved.moved:
        return "words moved: none"
    lines = ", ".join(map(str, proved.moved_at))
    return f"words moved: {proved.moved}, by the declared repairs of the source's lines {lines}"


def pure(repair: Repair) -> bool:
    """Tell whether a repair keeps what it touches: a join keeps the order too, a gap every word and mark."""
    if repair.reason is RepairRule.GAP:
        return Counter(TOKEN.findall(repair.raw)) == Counter(TOKEN.findall(repair.repaired))
    return "".join(repair.raw.split()) == "".join(repair.repaired.split())


def moved(repair: Repair) -> int:
    """Count the words that a repair puts elsewhere: the fewest whose move explains it."""
    before = PIECE.findall(repair.raw)
    known = set(before)
    after = [piece for word in PIECE.findall(repair.repaired) for piece in _pieces(word, known)]
    return len(before) - _common(before, after)


def _pieces(word: str, known: set[str]) -> list[str]:
    """Part a word into those that a repair joined; one that is not made of them stays."""
    sizes = sorted({len(piece) for piece in known}, reverse=True)
    starts = {0: 0}
    for end in range(1, len(word) + 1):
        for size in sizes:
            if end - size in starts and word[end - size : end] in known:
                starts[end] = end - size
                break
    pieces, end = [], len(word)
    while end and end in starts:
        pieces.append(word[starts[end] : end])
        end = starts[end]
    return pieces[::-1] if pieces else [word]


def _common(ones: list[str], others: list[str]) -> int:
    """Return the length of the longest common subsequence, a bit for each place (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for at, one in enumerate(ones):
        places[one] = places.get(one, 0) | 1 << at
    full = row = (1 << len(ones)) - 1
    for other in others:
        hits = row & places.get(other, 0)
        row = ((row + hits) | (row - hits)) & full
    return (full & ~row).bit_count()


def _characters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _words_of(unit: Provision, language: str) -> Iterator[_Word]:
    for text in (unit.num, unit.text.get(language)):
        yield from (_Word(word, unit.eid) for word in (text or "").split())


def _missing(repair: Repair) -> str:
    return f"line {repair.line}: the source does not have «{repair.raw}» there"


def _repaired(source: str, repairs: tuple[Repair, ...]) -> tuple[list[_Word], list[Repair], list[str]]:
    """Return the words of the source as repaired, the repairs that do not stand there, and the overlaps."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    spans: list[tuple[int, int, Repair]] = []
    unfound: list[Repair] = []
    problems: list[str] = []
    for repair in repairs:
        span = _find(source, starts, repair, [one[:2] for one in spans])
        if span is None:
            unfound.append(repair)
        else:
            spans.append((*span, repair))
    words: list[_Word] = []
    done = 0
    for start, end, repair in sorted(spans, key=lambda span: span[:2]):
        if start < done:
            problems.append(f"line {repair.line}: the repair of «{repair.raw}» overlaps another")
            continue
        words.extend(_lines(source, done, start))
        words.extend(_Word(word, f"line {repair.line}") for word in repair.repaired.split())
        done = end
    words.extend(_lines(source, done, len(source)))
    return words, unfound, problems


def _find(
    source: str, starts: list[int], repair: Repair, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Find `raw` in whole words so that it touches the repair's line; a space may be a line's end.

    Of several places the first is meant that no other repair has `taken`.
    """
    if not 0 < repair.line <= len(starts):
        return None
    start = starts[repair.line - 1]
    end = starts[repair.line] if repair.line < len(starts) else len(source)
    pattern = r"(?: |\s*\n\s*)".join(map(re.escape, repair.raw.split(" ")))
    # A repair may begin before its line (a lone mark joins the line above) or end after it.
    places = [
        found.span(1)
        for found in re.finditer(rf"(?<!\S)(?=({pattern})(?!\S))", source)
        if found.start(1) < end and found.end(1) > start
    ]
    free = (one for one in places if all(one[1] <= first or last <= one[0] for first, last in taken))
    return next(free, places[0] if places else None)


def _lines(source: str, start: int, end: int) -> Iterator[_Word]:
    number = source.count("\n", 0, start) + 1
    for line in source[start:end].split("\n"):
        yield from (_Word(word, f"line {number}") for word in line.split())
        number += 1


def _difference(ours: list[_Word], theirs: list[_Word]) -> Iterator[str]:
    """Say where the first difference is; what comes after it is mostly its echo."""
    end = _Word("", "the end")
    for at, (one, other) in enumerate(zip_longest(ours, theirs, fillvalue=end)):
        if one.text != other.text:
            context = " ".join(word.text for word in ours[max(at - CONTEXT, 0) : at])
            found = f"the source has «{one.text}», the provisions have «{other.text}» ({other.at})"
            yield f"{one.at}: after «{context}» {found}"
            return
