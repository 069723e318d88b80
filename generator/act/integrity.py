"""Proves that the provisions have the words of the source, in order and letter by letter.

The proof does not trust the import. It applies the declared repairs to the raw text by itself, checks that
each of them only joins or reorders words, counts the words that they move, and compares the words of the
result with those of the provisions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from msgspec import Struct

from generator.language.characters import INVISIBLE, uncomposed
from generator.model import Place, Provision, Repair, RepairRule
from generator.problems import Problem

CONTEXT = 4
"""The number of words shown before a difference."""

MOST_LINES = 20
"""The most lines of the source that a message lists."""

PIECE = re.compile(r":|[^\s:]+")
"""A word, or the part of a word before or after a `:`."""

TOKEN = re.compile(r"\w+|[^\w\s]")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
LATIN = re.compile(r"[A-Za-z]")


class Mismatch(Struct, frozen=True):
    """A difference between the source and the provisions, or a repair that cannot be applied."""

    line: int
    """The line of the source, counted from 1."""
    message: str
    declared_at: Place | None = None
    """For a repair whose words are not in the source: where it is declared."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class Proof(Struct, frozen=True):
    """The result of the comparison: what was counted, and where the provisions differ from the source."""

    words_in_source: int
    words_after_repairs: int
    words_in_provisions: int
    characters_in_source: int
    """Without white space, like the next one."""
    characters_in_provisions: int
    repairs: int
    moved: int
    """The number of words that the repairs move; all others are in the order of the source."""
    moved_at: tuple[int, ...]
    """The lines of the repairs that move words."""
    look_alikes: int
    """The number of words with both Latin and Cyrillic letters; each part of a hyphenated word counts."""
    latin_letters: int
    """The number of Latin letters in those words."""
    invisible: int
    """The number of characters in the source that are not shown; the provisions keep them."""
    invisible_at: tuple[int, ...]
    """The lines of the source that have them."""
    uncomposed: int
    """The number of words in the source that are not in Unicode normal form C; the provisions keep them."""
    uncomposed_at: tuple[int, ...]
    """The lines of the source that have them."""
    provisions: int
    mismatches: tuple[Mismatch, ...]

    @property
    def holds(self) -> bool:
        """Whether the provisions have the words of the source, apart from the declared repairs."""
        return not self.mismatches


class _SourceWord(Struct, frozen=True):
    text: str
    line: int


class _ProvisionWord(Struct, frozen=True):
    text: str
    eid: str


class _Repaired(Struct, frozen=True):
    """The source with its repairs applied."""

    words: list[_SourceWord]
    mismatches: list[Mismatch]


def prove(source: str, repairs: Iterable[Repair], provisions: Iterable[Provision], language: str) -> Proof:
    """Compare a source with the provisions, given in document order; `language` is that of the source."""
    declared, units = tuple(repairs), tuple(provisions)
    mismatches = [
        Mismatch(repair.line, f"the repair of «{repair.raw}» changes more than white space and word order")
        for repair in declared
        if not preserves_text(repair)
    ]
    repaired = _repair(source, declared)
    moves = [(repair.line, count) for repair in declared if (count := count_moved_words(repair))]
    provision_words = [word for unit in units for word in _words_of(unit, language)]
    mismatches += [*repaired.mismatches, *_first_difference(repaired.words, provision_words)]
    lines = list(enumerate(source.split("\n"), start=1))
    unseen = {line: count for line, text in lines if (count := len(INVISIBLE.findall(text)))}
    decomposed = {line: count for line, text in lines if (count := sum(1 for _ in uncomposed(text)))}
    mixed = [word for word in re.findall(r"\w+", source) if CYRILLIC.search(word) and LATIN.search(word)]
    return Proof(
        words_in_source=len(source.split()),
        words_after_repairs=len(repaired.words),
        words_in_provisions=len(provision_words),
        characters_in_source=_characters(source.split()),
        characters_in_provisions=_characters(word.text for word in provision_words),
        repairs=len(declared),
        moved=sum(count for _, count in moves),
        moved_at=tuple(sorted({line for line, _ in moves})),
        look_alikes=len(mixed),
        latin_letters=sum(len(LATIN.findall(word)) for word in mixed),
        invisible=sum(unseen.values()),
        invisible_at=tuple(unseen),
        uncomposed=sum(decomposed.values()),
        uncomposed_at=tuple(decomposed),
        provisions=len(units),
        mismatches=tuple(mismatches),
    )


def untraced_provisions(restored: str, provisions: Iterable[Provision], language: str) -> Iterator[Provision]:
    """Yield the provisions whose words in `language` a text does not have, letter by letter and in order.

    `restored` is a text as received, with the errors of its extraction repaired. Numbers are left out: a
    second language takes them from the original.
    """
    text, end = "".join(restored.split()), 0
    for provision in provisions:
        words = "".join(provision.text.get(language, "").split())
        start = text.find(words, end)
        if start < 0:
            yield provision
        else:
            end = start + len(words)


def problems(proof: Proof, name: str) -> Iterator[Problem]:
    """Yield the mismatches of a proof as problems of the source `name`.

    A repair whose words are not in the source is reported where it is declared.
    """
    for mismatch in proof.mismatches:
        declared_at = mismatch.declared_at
        if declared_at and declared_at.file:
            yield Problem(declared_at.file, declared_at.line, f"{name}, {mismatch}")
        else:
            yield Problem(name, mismatch.line, mismatch.message)


def repairs_without_evidence(repairs: Iterable[Repair]) -> Iterator[Problem]:
    """Yield a problem for each repair that moves words and gives no evidence for it."""
    for repair in repairs:
        if repair.reason is RepairRule.GAP and not repair.evidence:
            message = "moves words without `evidence`; expected what else supports this reading"
            yield Problem(repair.at.file, repair.at.line, message)


def describe_moves(proof: Proof) -> str:
    """Return a line that says how many words the repairs move, and where."""
    if not proof.moved:
        return "words moved: none"
    lines = ", ".join(map(str, proof.moved_at))
    return f"words moved: {proof.moved}, by the declared repairs of the source's lines {lines}"


def describe_unclear(proof: Proof) -> Iterator[str]:
    """Yield a line for each kind of unclear character that the text keeps: how many, and where."""
    for count, name, at in (
        (proof.invisible, "invisible characters", proof.invisible_at),
        (proof.uncomposed, "words not in Unicode normal form C", proof.uncomposed_at),
    ):
        if count:
            shown = ", ".join(map(str, at[:MOST_LINES]))
            more = f" and {len(at) - MOST_LINES:,} more" if len(at) > MOST_LINES else ""
            yield f"{name} kept: {count:,}, in the source's lines {shown}{more}"


def preserves_text(repair: Repair) -> bool:
    """Tell whether a repair keeps every word and mark, and, unless it closes a gap, their order."""
    if repair.reason is RepairRule.GAP:
        return Counter(TOKEN.findall(repair.raw)) == Counter(TOKEN.findall(repair.repaired))
    return "".join(repair.raw.split()) == "".join(repair.repaired.split())


def count_moved_words(repair: Repair) -> int:
    """Return the smallest number of words whose move explains a repair."""
    before = PIECE.findall(repair.raw)
    known = set(before)
    after = [piece for word in PIECE.findall(repair.repaired) for piece in _pieces(word, known)]
    return len(before) - _common_subsequence_length(before, after)


def _pieces(word: str, known: set[str]) -> list[str]:
    """Split a word into the pieces that a repair joined; a word that does not consist of them stays."""
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


def _common_subsequence_length(left: list[str], right: list[str]) -> int:
    """Return the length of the longest common subsequence, by the bit-parallel algorithm of Hyyrö (2004)."""
    positions: dict[str, int] = {}
    for position, piece in enumerate(left):
        positions[piece] = positions.get(piece, 0) | 1 << position
    full = row = (1 << len(left)) - 1
    for piece in right:
        hits = row & positions.get(piece, 0)
        row = ((row + hits) | (row - hits)) & full
    return (full & ~row).bit_count()


def _characters(words: Iterable[str]) -> int:
    return sum(map(len, words))


def _words_of(unit: Provision, language: str) -> Iterator[_ProvisionWord]:
    for text in (unit.num, unit.text.get(language)):
        yield from (_ProvisionWord(word, unit.eid) for word in (text or "").split())


def _repair(source: str, repairs: tuple[Repair, ...]) -> _Repaired:
    """Apply the repairs; those that the source does not have, or that overlap another, are mismatches."""
    line_starts = [0, *(line_feed.end() for line_feed in re.finditer("\n", source))]
    located: list[tuple[int, int, Repair]] = []
    mismatches: list[Mismatch] = []
    for repair in repairs:
        span = _locate(source, line_starts, repair, [(start, end) for start, end, _ in located])
        if span is None:
            message = f"the source does not have «{repair.raw}» there"
            mismatches.append(Mismatch(repair.line, message, repair.at))
        else:
            located.append((*span, repair))
    words: list[_SourceWord] = []
    position = 0
    for start, end, repair in sorted(located, key=lambda entry: entry[:2]):
        if start < position:
            mismatches.append(Mismatch(repair.line, f"the repair of «{repair.raw}» overlaps another"))
            continue
        words.extend(_source_words(source, position, start))
        words.extend(_SourceWord(word, repair.line) for word in repair.repaired.split())
        position = end
    words.extend(_source_words(source, position, len(source)))
    return _Repaired(words, mismatches)


def _locate(
    source: str, line_starts: list[int], repair: Repair, taken: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the span of a repair's raw words: whole words that touch its line; a space may be a line break.

    Of several spans the first counts that overlaps no other repair's, which are in `taken`.
    """
    if not 0 < repair.line <= len(line_starts):
        return None
    line_start = line_starts[repair.line - 1]
    line_end = line_starts[repair.line] if repair.line < len(line_starts) else len(source)
    # Each space is matched in one way only: with two ways, many empty lines would take the square of them.
    pattern = r"(?: |[^\S\n]*\n\s*)".join(map(re.escape, repair.raw.split(" ")))
    # A repair may begin before its line (a lone mark joins the line above) or end after it.
    spans = [
        match.span(1)
        for match in re.finditer(rf"(?<!\S)(?=({pattern})(?!\S))", source)
        if match.start(1) < line_end and match.end(1) > line_start
    ]
    free = (
        (start, end)
        for start, end in spans
        if all(end <= taken_start or taken_end <= start for taken_start, taken_end in taken)
    )
    return next(free, spans[0] if spans else None)


def _source_words(source: str, start: int, end: int) -> Iterator[_SourceWord]:
    first_line = source.count("\n", 0, start) + 1
    for line, text in enumerate(source[start:end].split("\n"), start=first_line):
        yield from (_SourceWord(word, line) for word in text.split())


def _first_difference(source: list[_SourceWord], provisions: list[_ProvisionWord]) -> Iterator[Mismatch]:
    """Yield the first difference, if there is one; those after it mostly follow from it."""
    for position, (source_word, provision_word) in enumerate(zip_longest(source, provisions)):
        if source_word and provision_word and source_word.text == provision_word.text:
            continue
        context = " ".join(word.text for word in source[max(position - CONTEXT, 0) : position])
        if source_word and provision_word:
            theirs = f"«{provision_word.text}» ({provision_word.eid})"
            message = f"after «{context}» the source has «{source_word.text}», the provisions have {theirs}"
        elif source_word:
            message = f"after «{context}» the source has «{source_word.text}», the provisions end"
        else:
            theirs = f"«{provision_word.text}» ({provision_word.eid})"
            message = f"after «{context}» the source ends, the provisions have {theirs}"
        last_line = source[-1].line if source else 1
        yield Mismatch(source_word.line if source_word else last_line, message)
        return
