"""Both languages say the same: numbers, references, quotation marks, terms; nothing left untranslated.

A machine cannot judge a translation, but it sees what a tired eye misses. It compares every text of the data
in the original and in each other published language. What differs with good reason is declared in
`data/parity.yml`. Pure: takes a loaded institution, returns figures and faults.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from generator.act.index import Index
from generator.act.text_fields import every_text
from generator.model import Entry, Language, ParityException, Provision, Term, Text
from generator.problems import Problem

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
MARKS = ('"', "«", "»", "№", "(", ")")
ENDINGS = (";", ".", ":")


@dataclass
class Parity:
    """What was compared, and every difference that the data do not declare."""

    provisions: int = 0
    texts: int = 0
    strings: int = 0
    terms: int = 0
    """How often a word form of a term stands in the original and was looked for in the translation."""
    exceptions: int = 0
    problems: list[Problem] = field(default_factory=list)


def compare(index: Index) -> Parity:
    """Compare every text of an institution in its published languages."""
    dataset = index.dataset
    found = Parity(
        provisions=len(dataset.provisions),
        strings=len(dataset.strings.get(dataset.original, {})),
        exceptions=len(dataset.parity.exceptions) + len(dataset.parity.same) + len(dataset.parity.names),
    )
    original, *others = dataset.published
    used: set[tuple[str, str]] = set()
    declared = {(one.term, eid) for one in dataset.parity.exceptions for eid in one.provisions}
    for language in others:
        for entry, key, text in every_text(dataset):
            if original.code in text and language.code in text:
                found.texts += 1
                found.problems += _differences(index, entry, key, text, original, language)
        for provision in dataset.provisions:
            found.problems += _terms(index, provision, (original, language), found, declared, used)
    found.problems += _stale(dataset.parity.exceptions, used) if others else []
    return found


def _differences(
    index: Index, entry: Entry, key: str, text: Text, original: Language, language: Language
) -> Iterator[Problem]:
    """Compare what can be counted in two texts of one entry."""
    file, line = entry.at.of(key)
    ours, theirs = text[original.code], text[language.code]
    dataset = index.dataset

    def problem(message: str) -> Problem:
        return Problem(file, line, f"`{key}`: the {language.code} words {message}: «{theirs[:60]}»")

    if not _without(dataset.parity.same_numbers, entry):
        left, right = Counter(NUMBER.findall(ours)), Counter(NUMBER.findall(theirs))
        if left != right:
            yield problem(f"have other numbers ({_tell(left - right)} missing, {_tell(right - left)} added)")
    if isinstance(entry, Provision):
        for mark in MARKS:
            if ours.count(mark) != theirs.count(mark):
                yield problem(f"have {theirs.count(mark)} `{mark}`, expected {ours.count(mark)}")
        if ours[-1] != theirs[-1] and (ours[-1] in ENDINGS or theirs[-1] in ENDINGS):
            yield problem(f"end in `{theirs[-1]}`, expected `{ours[-1]}`")
        yield from (problem(message) for message in _references(index, ours, theirs, original, language))
    foreign = _foreign(original.alphabet, language.alphabet)
    for word in WORD.findall(theirs):
        kept = word in dataset.parity.names or _quoted(word, theirs)
        if not kept and not foreign.isdisjoint(word.casefold()):
            yield problem(f"hold the {original.code} word «{word}»")
    if ours == theirs and WORD.search(ours) and ours not in dataset.parity.same:
        yield problem("are the original's, letter by letter")


@cache
def _foreign(ours: str, theirs: str) -> frozenset[str]:
    return frozenset(ours.split()) - frozenset(theirs.split())


def _quoted(word: str, text: str) -> bool:
    """Words of the act that a remark quotes stay in the act's language."""
    return any(word in quoted for quoted in re.findall(r"«([^»]*)»|`([^`]*)`", text) for quoted in quoted)


def _without(entries: Iterable[str], entry: Entry) -> bool:
    return getattr(entry, "id", getattr(entry, "eid", "")) in set(entries)


def _tell(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements(), key=lambda number: (len(number), number))) or "none"


def _references(
    index: Index, ours: str, theirs: str, original: Language, language: Language
) -> Iterator[str]:
    """Compare references to articles, points, subpoints and annexes by the patterns of each language."""
    for pattern in index.dataset.parity.patterns:
        if original.code not in pattern or language.code not in pattern:
            continue
        left = Counter(_numbers(pattern[original.code], ours))
        right = Counter(_numbers(pattern[language.code], theirs))
        if left != right:
            yield f"refer otherwise: {_tell(right)}, expected {_tell(left)} ({pattern[language.code]})"


def _numbers(pattern: str, text: str) -> list[str]:
    return [number for found in re.findall(pattern, text) for number in NUMBER.findall(str(found))]


def _terms(
    index: Index,
    provision: Provision,
    languages: tuple[Language, Language],
    found: Parity,
    declared: set[tuple[str, str]],
    used: set[tuple[str, str]],
) -> Iterator[Problem]:
    """Where a word form of a term stands in the original, one of its rendering stands in the translation."""
    original, language = languages
    ours, theirs = provision.text.get(original.code, ""), provision.text.get(language.code, "")
    for term in index.dataset.glossary.terms:
        if first(term, original, ours) is None:
            continue
        found.terms += 1
        if first(term, language, theirs):
            continue
        if (term.id, provision.eid) in declared:
            used.add((term.id, provision.eid))
            continue
        yield Problem(
            provision.at.file,
            provision.at.line,
            f"`{provision.eid}`: «{term.term[original.code]}» stands in the {original.code} words, but "
            f"«{term.term[language.code]}» not in the {language.code} ones",
        )


def first(term: Term, language: Language, text: str) -> tuple[int, int] | None:
    """Return where a word form of a term stands first in a text; none where it does not.

    Word forms say nothing of meaning: this serves the comparison alone and makes no link.
    """
    variants = (term.term.get(language.code, ""), *term.forms.get(language.code, ()))
    beginnings, pattern = _pattern(variants, language.stem, language.ending)
    low = text.lower()
    if not any(one in low for one in beginnings):
        return None
    found = pattern.search(text)
    return found.span() if found else None


@cache
def _pattern(variants: tuple[str, ...], stem: int, ending: int) -> tuple[list[str], re.Pattern[str]]:
    """Return the pattern of a term whose words may change their ends, in order, nothing between them.

    Before it, how a term may begin: most texts hold no term, and that is seen at once.
    """
    beginnings, patterns = [], []
    for variant in (part for words in variants for part in words.split("/")):
        words = WORD.findall(re.sub(r"\([^)]*\)", "", variant))
        stems = [word[: max(stem, len(word) - ending)] for word in words]
        if stems:
            beginnings.append(stems[0].lower())
            patterns.append(r"[\w-]*[\s,]+".join(map(re.escape, stems)) + r"[\w-]*")
    return beginnings, re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})" if patterns else r"(?!)", re.IGNORECASE)


def _stale(exceptions: Iterable[ParityException], used: set[tuple[str, str]]) -> Iterator[Problem]:
    """An exception that excepts nothing is out of date."""
    for one in exceptions:
        for eid in one.provisions:
            if (one.term, eid) not in used:
                file, line = one.at.of("provisions")
                yield Problem(file, line, f"`{one.term}` in `{eid}` needs no exception")
