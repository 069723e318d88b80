"""Reads the text of an act that is to be imported: its words, language, repairs and provisions.

Every problem of the text has its file and line, and the text gets a file name that every system accepts.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from generator.act import eid, integrity
from generator.commands.received_file import OpenedFile, open_file
from generator.dataset.loader import explain
from generator.dataset.yaml_reader import read_file, visible
from generator.files.names import is_safe_file_name, safe_file_name
from generator.files.package import LANGUAGES, PACKAGE
from generator.ingest import doubts, lines, parser, pdf_text, reading, second_act
from generator.ingest.vocabulary import Vocabulary
from generator.language.look_alikes import as_typed
from generator.model import Entry, Language, LanguagesFile, Node, Provision, Repair, RepairRule, RepairsFile
from generator.problems import Problem, ProblemsError, nearest

E = TypeVar("E", bound=Entry)

VOCABULARIES = PACKAGE / "ingest" / "vocabularies"

MAX_FOREIGN_SHARE = 0.03
"""The largest share of letters outside a language's alphabet, as foreign names have them."""

MAX_LEVELS = 12
"""The most levels of provisions; addresses and files have room for a few more."""

LEAST_WORDS = 40
"""The fewest different words by which a language can be told; a shorter text may be a list of names."""

MIN_FREQUENT = 2
"""The fewest of a language's frequent words that a text in it has."""

DIVIDED = re.compile(r"[^\W\d_]-[^\W\d_]")
"""A hyphen between two letters."""

LOST_LETTER = re.compile(r"(?<![\w?/.:=&%-])[\w-]*\?+[^\W\d_][\w?-]*")
"""A word with a question mark before one of its letters; in an address one begins the query."""

QUOTED_WORDS = 4
"""How many words of a refused text identify its line."""


class ReceivedText(Struct, frozen=True):
    """The text of an act with its provisions."""

    name: str
    """The name of the file in messages."""
    source: str
    """Its name in `source/` of the data."""
    text: str
    """Its text, or the text that was read from it."""
    file: OpenedFile
    """The file as received."""
    vocabulary: Vocabulary
    extraction: pdf_text.Extraction
    parsed: parser.Parsed
    provisions: tuple[Provision, ...]
    left_out: tuple[int, ...]
    """The places in the file of page numbers and drawn lines, which are not in `text`."""
    declared: RepairsFile | None
    """The repairs that the folder declares; None for a translation, or if the folder has no such file."""

    @property
    def code(self) -> str:
        """The code of the text's language."""
        return self.vocabulary.language


def read(path: Path, language: str, data: Path, *, doubtful: bool = False) -> ReceivedText:
    """Read the text of an act; `language` is its code, or "" to tell by its letters and words.

    Raises `ProblemsError` with the file and line of everything that is no text of an act, and if too much of
    it is in doubt, unless `doubtful` allows that.
    """
    name = " ".join(path.name.split())
    file = open_file(path, name)
    received = _lined(file)
    file = replace(file, lines_left_out=bool(received.left_out))
    text = received.text
    words = vocabulary(language_for(text, language, name), name)
    source = _source_name(file.source_name, data, words.language)
    # The name in the data, since invisible characters of an act are kept. A form feed ends a page.
    visible(text.replace("\f", " "), f"data/source/{source}", shown=name)
    translated = is_translation(data, words.language)
    declared = None if translated else read_entry(data / "source" / "repairs.yml", RepairsFile)
    repairs = declared.repairs if declared else ()
    problems = list(integrity.repairs_without_evidence(repairs))
    if problems:
        raise ProblemsError(problems)
    with refusals(text, name):
        best = reading.read(
            received, name, None if translated else repairs, words, plain=not received.numbers
        )
    extraction, parsed = best.extraction, best.parsed
    if parsed.problems:
        raise ProblemsError(parsed.problems)
    second = second_act.find(extraction.paragraphs, words, name, received.place)
    if second and not doubtful:
        raise ProblemsError(_placed([second], received))
    refused = (
        [] if doubtful else doubts.refusal(parsed, len(extraction.paragraphs), name, words.heading_example)
    )
    if refused:
        raise ProblemsError(_placed(refused, received))
    warnings = [*parsed.warnings, *([second] if second else ()), *_hyphens(extraction.repairs, repairs, name)]
    warnings += _lost_letters(text, name)
    parsed = replace(parsed, warnings=_placed(warnings, received))
    provisions = _addressed(parsed, received, name)
    left_out = tuple(received.place(line) for line in received.left_out)
    return ReceivedText(name, source, text, file, words, extraction, parsed, provisions, left_out, declared)


def _lined(file: OpenedFile) -> lines.LinedText:
    """Return the lines of a received file."""
    return lines.of_reading(file.text.lines) if file.text.plain is None else lines.of_text(file.text.plain)


def _placed(problems: Iterable[Problem], received: lines.LinedText) -> tuple[Problem, ...]:
    """Return problems with the places of the received file instead of the lines of the text read from it."""
    return tuple(
        sorted(dataclasses.replace(problem, line=received.place(problem.line)) for problem in problems)
    )


def _addressed(parsed: parser.Parsed, received: lines.LinedText, name: str) -> tuple[Provision, ...]:
    """Return the provisions with their addresses; raise `ProblemsError` where they are nested too deeply."""
    nested = (level for _, nodes in parsed.parts for level in _levels(nodes, 1))
    line = next((at for at, level in zip(parsed.lines, nested, strict=True) if level > MAX_LEVELS), None)
    if line is not None:
        message = f"is nested more than {MAX_LEVELS} levels deep; check the numbers before it"
        raise ProblemsError([Problem(name, received.place(line), message)])
    try:
        return eid.address(parsed.parts)
    except ValidationError:
        message = "has numbers too long for the address of a provision; expected such as `1.` and `2-1)`"
        raise ProblemsError([Problem(name, 1, message)]) from None


def _levels(nodes: Iterable[Node], level: int) -> Iterator[int]:
    """Yield the level of each provision, in document order."""
    for node in nodes:
        yield level
        yield from _levels(node.provisions, level + 1)


def _hyphens(repairs: Iterable[Repair], declared: Sequence[Repair], name: str) -> Iterator[Problem]:
    """Yield a doubt for each word that goes on after a hyphen at a line's end, unless it is declared.

    Only its reader knows whether the hyphen belongs to the word or divides it there.
    """
    known = {(repair.line, repair.raw, repair.repaired) for repair in declared}
    for repair in repairs:
        if (
            repair.reason is RepairRule.HYPHEN
            and (repair.line, repair.raw, repair.repaired) not in known
            and DIVIDED.search(repair.repaired)
        ):
            message = (
                f"«{repair.repaired}» is joined at a line's end with its hyphen; "
                "if the hyphen only divides the word there, write the word without it in the text"
            )
            yield Problem(name, repair.line, message)


def _lost_letters(text: str, name: str) -> Iterator[Problem]:
    """Yield a doubt for each word with a question mark, as programs write it for a letter that they lack."""
    for number, line in enumerate(text.split("\n"), start=1):
        for match in LOST_LETTER.finditer(line):
            message = (
                f"«{match[0]}» has a question mark, which may stand for a letter that was lost; "
                "take a file that was saved as UTF-8, or write the letter in the text"
            )
            yield Problem(name, number, message)


@contextmanager
def refusals(text: str, name: str) -> Iterator[None]:
    """Turn what the models refuse of a text into problems with the lines of the text."""
    try:
        yield
    except ValidationError as error:
        by_line: dict[int | None, str] = {}
        for detail in error.errors(include_url=False):
            words = str(detail["input"]).split()
            most = detail.get("ctx", {}).get("max_length")
            wrong = f"is too long; expected at most {most:,} characters" if most else detail["msg"]
            by_line.setdefault(_line_of(words, text), f"«{' '.join(words)[:40]}…» {wrong}")
        if len(by_line) > 1:
            # What the program has composed has no line of its own.
            by_line.pop(None, None)
        raise ProblemsError(Problem(name, line or 1, message) for line, message in by_line.items()) from None


def _line_of(words: Sequence[str], text: str) -> int | None:
    """Return the line where some words of a text begin, or None; the first of them may not be of the text."""
    for start in range(QUOTED_WORDS):
        quoted = words[start : start + QUOTED_WORDS]
        match = re.search(r"\s+".join(re.escape(word[:60]) for word in quoted), text) if quoted else None
        if match:
            return text.count("\n", 0, match.start()) + 1
    return None


def _source_name(name: str, data: Path, code: str) -> str:
    """Return the name that a text gets in `source/`: the one that act.yml has for its language, or a new one.

    A new name is safe on every system and that of no other file.
    """
    act = read_file(data / "act.yml", f"{data.name}/act.yml") if (data / "act.yml").exists() else {}
    versions = [act.get("version"), *_list(act.get("received"))] if isinstance(act, dict) else []
    sources = {
        str(version.get("language")): str(version.get("source"))
        for version in versions
        if isinstance(version, dict)
    }
    if is_safe_file_name(sources.get(code, "")):
        return sources[code]
    safe = safe_file_name(name, f"act.{code}")
    taken = {"repairs.yml", *(source.casefold() for source in sources.values())}
    if safe.casefold() in taken:
        safe = safe_file_name(f"act.{code}.{safe}", "act")
    return safe


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def vocabulary(code: str, name: str = "") -> Vocabulary:
    """Return the vocabulary of a language. Raises `ProblemsError` for the file `name` if there is none."""
    known = sorted(path.stem for path in VOCABULARIES.glob("*.yml"))
    if code not in known:
        message = f"`{code}` is not a supported language; expected {' or '.join(known)}"
        raise ProblemsError([Problem(name, 1, f"{message}{nearest(code, known)}")])
    words = read_entry(VOCABULARIES / f"{code}.yml", Vocabulary)
    assert words is not None
    return words


def language_for(text: str, wanted: str, name: str) -> str:
    """Return the code of a text's language; `wanted` is the one that the user names, if any.

    Raises `ProblemsError` if the text is in none of the languages, or in another than the one named.
    """
    known = {language.code for language in supported_languages()}
    code = language_of(text)
    if wanted not in known:
        # A name that is no language is told later, with those that are.
        if not wanted and not code:
            expected = " or ".join(language.name for language in supported_languages())
            message = f"is in no language that import knows: no known alphabet fits; expected {expected}"
            raise ProblemsError([Problem(name, 1, message)])
        return wanted or code
    if len(_words(text)) >= LEAST_WORDS and code != wanted:
        reads = f"reads as `{code}`" if code else "no known alphabet fits"
        message = f"is not in the language `{wanted}`: {reads}; expected the act in `{wanted}`"
        raise ProblemsError([Problem(name, 1, message)])
    return wanted


def language_of(text: str) -> str:
    """Return the code of a text's language, or "" if it is in none that import knows.

    It is the one with the smallest alphabet that has its letters, and whose frequent words it has. In a text
    of few words the letters alone decide, and if they do not, it is the language that lacks the fewest, or
    the first one. A Latin letter in a Cyrillic word counts as the one that it looks like.
    """
    words = _words(text)
    letters = Counter(letter for word in words for letter in as_typed(word) if letter.isalpha())
    languages = supported_languages()
    fitting, lacking = [], []
    for language in languages:
        alphabet = frozenset(language.alphabet.split())
        foreign = sum(count for letter, count in letters.items() if letter not in alphabet)
        lacking.append((foreign, len(alphabet), language.code))
        if foreign <= MAX_FOREIGN_SHARE * letters.total() and _has_frequent_words(words, language.code):
            fitting.append((len(alphabet), language.code))
    if fitting and letters:
        return min(fitting)[1]
    if len(words) >= LEAST_WORDS:
        return ""
    foreign, _, code = min(lacking)
    return code if foreign < letters.total() else languages[0].code


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def _has_frequent_words(words: Sequence[str], code: str) -> bool:
    """Tell whether a text has frequent words of a language, as any text of some length in it has."""
    different = set(words)
    if len(different) < LEAST_WORDS:
        return True
    return len(different.intersection(vocabulary(code).frequent)) >= MIN_FREQUENT


def supported_languages() -> tuple[Language, ...]:
    """Return the package's languages that have a vocabulary."""
    file = read_entry(LANGUAGES, LanguagesFile)
    assert file is not None
    return tuple(language for language in file.languages if (VOCABULARIES / f"{language.code}.yml").exists())


def is_translation(data: Path, code: str) -> bool:
    """Tell whether a folder has an act whose original is in another language."""
    return (data / "act.yml").exists() and _original_language(data) not in ("", code)


def _original_language(data: Path) -> str:
    """Return the code of the language of a folder's act; empty if the folder does not say."""
    act = read_file(data / "act.yml", f"{data.name}/act.yml")
    version = act.get("version") if isinstance(act, dict) else None
    code = version.get("language") if isinstance(version, dict) else None
    return code if isinstance(code, str) else ""


def read_entry(path: Path, model: type[E]) -> E | None:
    """Return the entry in a YAML file, or None if there is no file. Raises `ProblemsError`."""
    if not path.exists():
        return None
    name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    document = read_file(path, name)
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise ProblemsError(
            explain(details, document, name, model) for details in error.errors(include_url=False)
        ) from None
