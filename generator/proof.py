"""The proof that the provisions say what the source says: every word, in order, letter by letter.

The proof does not trust the import. It puts the declared repairs onto the raw text by itself, asks of each
that it only joins or re-orders what stands there, and compares the words of the result with the provisions'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from generator.faults import Fault
from generator.model import Provision, Repair, RepairRule

CONTEXT = 4
"""Words shown before a difference."""

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
    look_alikes: int
    """Places where Latin letters stand among Cyrillic ones; a part between hyphens counts by itself."""
    latin_letters: int
    """The Latin letters at those places."""
    provisions: int
    problems: tuple[str, ...]

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
    ours, unfound = _repaired(source, declared)
    problems.extend(unfound)
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
        look_alikes=len(mixed),
        latin_letters=sum(len(LATIN.findall(word)) for word in mixed),
        provisions=len(units),
        problems=tuple(problems),
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


def faults(proved: Proof, name: str) -> Iterator[Fault]:
    """Yield the problems of a proof as faults of the source `name`, each at the line that it begins with."""
    for problem in proved.problems:
        found = re.match(r"line (\d+): ", problem)
        yield Fault(name, int(found[1]), problem[found.end() :]) if found else Fault(name, 1, problem)


def pure(repair: Repair) -> bool:
    """Tell whether a repair keeps what it touches: a join keeps the order too, a gap every word and mark."""
    if repair.reason is RepairRule.GAP:
        return Counter(TOKEN.findall(repair.raw)) == Counter(TOKEN.findall(repair.repaired))
    return "".join(repair.raw.split()) == "".join(repair.repaired.split())


def _characters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _words_of(unit: Provision, language: str) -> Iterator[_Word]:
    for text in (unit.num, unit.text.get(language)):
        yield from (_Word(word, unit.eid) for word in (text or "").split())


def _repaired(source: str, repairs: tuple[Repair, ...]) -> tuple[list[_Word], list[str]]:
    """Return the words of the source as repaired, and the repairs that do not stand there."""
    starts = [0, *(found.end() for found in re.finditer("\n", source))]
    spans: list[tuple[int, int, Repair]] = []
    problems: list[str] = []
    for repair in repairs:
        span = _find(source, starts, repair, [one[:2] for one in spans])
        if span is None:
            problems.append(f"line {repair.line}: the source does not have «{repair.raw}» there")
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
    return words, problems


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
