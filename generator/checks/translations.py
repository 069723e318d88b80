"""Compares each translation with the original: numbers, references, punctuation, glossary terms.

The comparison finds slips; it cannot judge a translation. It covers every text of the data in the original
and in each other published language. `data/parity.yml` declares accepted differences. In a language in which
the act was received (`received` of act.yml), the differences of its text are the act's own and only advice.
Takes a loaded dataset and opens no file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct, field

from generator.act.index import Index
from generator.model import (
    Act,
    Entry,
    Language,
    ParityException,
    Provision,
    Term,
    Text,
    Translated,
    annotated_values,
    memory,
)
from generator.problems import Problem

NUMBER = re.compile(r"\d+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
QUOTED = re.compile(r"«([^»]*)»|`([^`]*)`")
PUNCTUATION = ('"', "«", "»", "№", "(", ")")
"""The characters that a provision and its translation must have equally often."""
FINAL_PUNCTUATION = (";", ".", ":")


class Parity(Struct):
    """The result of a comparison: how much was compared, and every difference that is not declared."""

    provisions: int = 0
    texts: int = 0
    strings: int = 0
    terms: int = 0
    """The number of occurrences of glossary terms in the original that were looked up in a translation."""
    exceptions: int = 0
    problems: list[Problem] = field(default_factory=list)
    advice: list[Problem] = field(default_factory=list)
    """The differences of official texts: both languages are the act's own, so they are no faults."""


def compare(index: Index) -> Parity:
    """Compare every text of a dataset in its published languages."""
    dataset = index.dataset
    parity = Parity(
        provisions=len(dataset.provisions),
        strings=len(dataset.strings.get(dataset.original, {})),
        exceptions=len(dataset.parity.exceptions) + len(dataset.parity.same) + len(dataset.parity.names),
    )
    original, *translations = dataset.published
    used: set[tuple[str, str]] = set()
    declared = {
        (exception.term, eid) for exception in dataset.parity.exceptions for eid in exception.provisions
    }
    official = {version.language for version in dataset.act.received}
    for language in translations:
        is_official = language.code in official
        settings = memory.digest(repr((dataset.glossary.terms, dataset.parity, original, language)))
        for entry, key, text, _ in annotated_values(dataset, Translated):
            if original.code in text and language.code in text:
                parity.texts += 1
                received = is_official and isinstance(entry, Provision | Act)
                differences = parity.advice if received else parity.problems
                differences += _differences(index, entry, key, text, original, language, settings)
        for provision in dataset.provisions:
            differences = parity.advice if is_official else parity.problems
            differences += _terms(index, provision, (original, language), parity, declared, used, settings)
    parity.problems += _unused(dataset.parity.exceptions, used) if translations else []
    return parity


def describe_advice(parity: Parity) -> str:
    """Return how many differences the official texts have, and where the first is."""
    places = "place" if len(parity.advice) == 1 else "places"
    first = min(parity.advice)
    count = f"{len(parity.advice)} {places}"
    return f"advice: the official texts differ in {count}, which is no fault; the first: {first}"


def _differences(
    index: Index,
    entry: Entry,
    key: str,
    text: Text,
    original: Language,
    language: Language,
    settings: str,
) -> Iterator[Problem]:
    """Yield the countable differences between two languages of one text.

    `settings` is a digest of all the entries that they depend on beside the two texts.
    """
    source, translation = text[original.code], text[language.code]
    is_provision, numbered = isinstance(entry, Provision), _id(entry) not in index.dataset.parity.same_numbers

    def find() -> list[str]:
        return list(
            _messages(
                index, source, translation, original, language, is_provision=is_provision, numbered=numbered
            )
        )

    texts = (settings, source, translation, f"{is_provision} {numbered}")
    for message in memory.once("differences", *texts, find=find):
        file, line = entry.at.of(key)
        yield Problem(file, line, f"`{key}`: the {language.code} text {message}: «{translation[:60]}»")


def _messages(
    index: Index,
    source: str,
    translation: str,
    original: Language,
    language: Language,
    *,
    is_provision: bool,
    numbered: bool,
) -> Iterator[str]:
    """Yield what is wrong with a translation; `numbered` says that it must have the numbers of its source."""
    settings = index.dataset.parity
    if numbered:
        expected, actual = Counter(NUMBER.findall(source)), Counter(NUMBER.findall(translation))
        if expected != actual:
            missing, added = _listed(expected - actual), _listed(actual - expected)
            yield f"has different numbers ({missing} missing, {added} added)"
    if is_provision:
        for character in PUNCTUATION:
            if source.count(character) != translation.count(character):
                counts = translation.count(character), source.count(character)
                yield f"has {counts[0]} `{character}`, expected {counts[1]}"
        if source[-1] != translation[-1] and (
            source[-1] in FINAL_PUNCTUATION or translation[-1] in FINAL_PUNCTUATION
        ):
            yield f"ends in `{translation[-1]}`, expected `{source[-1]}`"
        yield from _references(index, source, translation, original, language)
    foreign = _foreign_letters(original.alphabet, language.alphabet)
    for word in WORD.findall(translation):
        exempt = word in settings.names or _is_quoted(word, translation)
        if not exempt and not foreign.isdisjoint(word.casefold()):
            yield f"contains the {original.code} word «{word}»"
    if source == translation and WORD.search(source) and source not in settings.same:
        yield "is identical to the original"


def _id(entry: Entry) -> str:
    return str(getattr(entry, "id", getattr(entry, "eid", "")))


@cache
def _foreign_letters(source: str, translation: str) -> frozenset[str]:
    """Return the letters of the original's alphabet that the translation's lacks."""
    return frozenset(source.split()) - frozenset(translation.split())


def _is_quoted(word: str, text: str) -> bool:
    """Tell whether a word is within quotation marks: a note may quote the act in the act's language."""
    return any(word in quotation for groups in QUOTED.findall(text) for quotation in groups)


def _listed(numbers: Counter[str]) -> str:
    return ", ".join(sorted(numbers.elements(), key=lambda number: (len(number), number))) or "none"


def _references(
    index: Index, source: str, translation: str, original: Language, language: Language
) -> Iterator[str]:
    """Compare the numbers that each kind of reference (`parity.patterns`) finds in two texts."""
    for patterns in index.dataset.parity.patterns:
        if original.code not in patterns or language.code not in patterns:
            continue
        expected = Counter(_numbers(patterns[original.code], source))
        actual = Counter(_numbers(patterns[language.code], translation))
        if expected != actual:
            pattern = patterns[language.code]
            yield f"has different references: {_listed(actual)}, expected {_listed(expected)} ({pattern})"


def _numbers(pattern: str, text: str) -> list[str]:
    return [number for match in re.findall(pattern, text) for number in NUMBER.findall(str(match))]


def _terms(
    index: Index,
    provision: Provision,
    languages: tuple[Language, Language],
    parity: Parity,
    declared: set[tuple[str, str]],
    used: set[tuple[str, str]],
    settings: str,
) -> Iterator[Problem]:
    """Yield a problem for each term in the original of a provision whose translation does not occur there.

    Counts the terms in `parity` and adds the exceptions that apply to `used`. `settings` is a digest of all
    the entries that the terms depend on beside the two texts.
    """
    original, language = languages
    source, translation = provision.text.get(original.code, ""), provision.text.get(language.code, "")
    terms = index.dataset.glossary.terms

    def find() -> list[tuple[int, bool]]:
        """Return the place of each term that the original has, and whether the translation has it too."""
        return [
            (place, find_term(term, language, translation) is not None)
            for place, term in enumerate(terms)
            if find_term(term, original, source) is not None
        ]

    for place, translated in memory.once("terms", settings, source, translation, find=find):
        term = terms[place]
        parity.terms += 1
        if translated:
            continue
        if (term.id, provision.eid) in declared:
            used.add((term.id, provision.eid))
            continue
        yield Problem(
            provision.at.file,
            provision.at.line,
            f"`{provision.eid}`: the {original.code} text contains the term «{term.term[original.code]}», "
            f"but the {language.code} text does not contain «{term.term[language.code]}»",
        )


def find_term(term: Term, language: Language, text: str) -> tuple[int, int] | None:
    """Return the span of the first word form of a term in a text, or None.

    Word forms do not prove the meaning: this is for comparison only and creates no links.
    """
    variants = (term.term.get(language.code, ""), *term.forms.get(language.code, ()))
    beginnings, pattern = _term_pattern(variants, language.stem, language.ending)
    lower = text.lower()
    if not any(beginning in lower for beginning in beginnings):
        return None
    match = pattern.search(text)
    return match.span() if match else None


@cache
def _term_pattern(variants: tuple[str, ...], stem: int, ending: int) -> tuple[list[str], re.Pattern[str]]:
    """Return the possible beginnings of a term in lower case, and its pattern.

    The pattern matches the words in order with changed endings. Searching for the beginnings first is much
    faster, because most texts do not contain the term.
    """
    beginnings, patterns = [], []
    for variant in (part for words in variants for part in words.split("/")):
        words = WORD.findall(re.sub(r"\([^)]*\)", "", variant))
        stems = [word[: max(stem, len(word) - ending)] for word in words]
        if stems:
            beginnings.append(stems[0].lower())
            patterns.append(r"[\w-]*[\s,]+".join(map(re.escape, stems)) + r"[\w-]*")
    return beginnings, re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})" if patterns else r"(?!)", re.IGNORECASE)


def _unused(exceptions: Iterable[ParityException], used: set[tuple[str, str]]) -> Iterator[Problem]:
    """Yield a problem for each exception that nothing needs."""
    for exception in exceptions:
        for eid in exception.provisions:
            if (exception.term, eid) not in used:
                file, line = exception.at.of("provisions")
                yield Problem(file, line, f"unused exception: `{exception.term}` in `{eid}`; remove it")
