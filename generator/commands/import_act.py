"""Import as a command: the text of an act in, its provisions and its repairs in a data folder out.

A folder that holds no act is founded: every file that `check` and `build` want is made from the text. A text
in another language than the original's is matched with the provisions that are there. What is written is
tried in a copy first, so that a folder either takes the whole import or stays as it was.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator.act import eid, integrity
from generator.act.index import Index
from generator.checks import rules, translations
from generator.dataset import json_schema, loader
from generator.dataset.loader import explain
from generator.dataset.yaml_reader import read_file, read_text, visible
from generator.dataset.yaml_writer import dump
from generator.files import atomic
from generator.files.names import is_safe_file_name
from generator.files.package import IMPORT_PATH, PACKAGE
from generator.ingest import merge, metadata, parser, pdf_text, translation_alignment
from generator.ingest.parse_tree import Part
from generator.ingest.vocabulary import Vocabulary
from generator.model import (
    Act,
    Entry,
    Kind,
    Language,
    LanguagesFile,
    Provision,
    ProvisionsFile,
    RepairsFile,
    Version,
)
from generator.problems import Problem, ProblemsError, nearest

E = TypeVar("E", bound=Entry)

VOCABULARIES = PACKAGE / "ingest" / "vocabularies"
HOME = IMPORT_PATH / "data"
"""The project's own data, where languages and interface words are the same for every statute."""

SCHEMA = "# yaml-language-server: $schema={}schema/{}.json"

FOREIGN = 0.03
"""The share of letters that may stand outside a language's alphabet: names keep theirs."""

COUNTED = (
    Kind.CHAPTER,
    Kind.POINT,
    Kind.SUBPOINT,
    Kind.INDENT,
    Kind.PART,
    Kind.CLOSING,
    Kind.ITEM,
    Kind.NOTE,
)


@dataclass(frozen=True)
class _Brought:
    """A text that was read: what the parts are made from."""

    name: str
    text: str
    vocabulary: Vocabulary
    extraction: pdf_text.Extraction
    parsed: parser.Parsed
    provisions: tuple[Provision, ...]
    declared: RepairsFile | None
    """The repairs that the folder declares for it; none where there is no such file, or for a translation."""

    @property
    def code(self) -> str:
        return self.vocabulary.language


def bring(text: Path, data: Path, *, accept_repairs: bool = False, language: str = "") -> Iterator[str]:
    """Read an act's text into a data folder; yield what was done, a line each.

    What could not be placed with certainty is kept and told as `file:line: reason`; only the repairs that the
    folder declares move words. Raises `ProblemsError` where the text is no act, or with repairs that differ
    from the declared ones unless `accept_repairs`; nothing is written. Importing the same text again writes
    nothing.
    """
    brought = _read_text(text, language, data)
    proved = integrity.prove(brought.text, brought.extraction.repairs, brought.provisions, brought.code)
    if not proved.holds:
        raise ProblemsError(integrity.problems(proved, brought.name))
    yield from map(str, brought.parsed.warnings)
    if not (data / "act.yml").exists():
        yield from _found(brought, data)
    elif _is_second(data, brought.code):
        yield from _translate(brought, data)
    else:
        yield from _renew(brought, data, accept_repairs)
    counts = Counter(one.kind for one in brought.provisions)
    told = ", ".join(f"{kind}s: {counts[kind]}" for kind in COUNTED if counts[kind])
    yield told
    kept = f"{proved.words_after_repairs} = {proved.words_in_provisions}"
    yield f"every word is kept: {kept}; {integrity.describe_moves(proved)}"
    yield f"uncertain places: {len(brought.parsed.warnings)}"


def _read_text(path: Path, language: str, data: Path) -> _Brought:
    text = read_text(path, path.name, expected="the text of an act").removeprefix("\ufeff")
    # A form feed is how an extraction ends a page; nobody sees the rest, and the data may not hold it.
    visible(text.replace("\f", " "), path.name)
    if not is_safe_file_name(path.name):
        message = "cannot be the name of a source everywhere; choose another"
        raise ProblemsError([Problem(path.name, 1, message)])
    words = vocabulary(language or language_of(text), path.name)
    second = _is_second(data, words.language)
    declared = None if second else _read(data / "source" / "repairs.yml", RepairsFile)
    repairs = declared.repairs if declared else ()
    problems = list(integrity.repairs_without_evidence(repairs))
    if problems:
        raise ProblemsError(problems)
    try:
        extracted = pdf_text.extract(text, path.name, None if second else repairs)
        parsed = parser.parse(extracted, words)
    except ValidationError as error:
        given = " ".join(str(error.errors()[0]["input"]).split())[:40]
        line = text.count("\n", 0, max(text.find(given), 0)) + 1
        message = f"«{given}…» is longer than a text or a number may be"
        raise ProblemsError([Problem(path.name, line, message)]) from None
    if parsed.problems:
        raise ProblemsError(parsed.problems)
    return _Brought(path.name, text, words, extracted, parsed, eid.address(parsed.parts), declared)


def vocabulary(code: str, name: str = "") -> Vocabulary:
    """Return the vocabulary of a language. Raises `ProblemsError` for the text `name` if there is none."""
    known = sorted(path.stem for path in VOCABULARIES.glob("*.yml"))
    if code not in known:
        message = f"`{code}` is no language that import knows; expected {' or '.join(known)}"
        raise ProblemsError([Problem(name, 1, f"{message}{nearest(code, known)}")])
    found = _read(VOCABULARIES / f"{code}.yml", Vocabulary)
    assert found is not None
    return found


def language_of(text: str) -> str:
    """Return the language of a text: of those whose alphabet holds its letters, the one with the fewest."""
    letters = Counter(one for one in text.casefold() if one.isalpha())
    fitting = []
    for one in _home_languages():
        alphabet = frozenset(one.alphabet.split())
        outside = sum(count for letter, count in letters.items() if letter not in alphabet)
        if outside <= FOREIGN * letters.total():
            fitting.append((len(alphabet), one.code))
    # A text of so few letters that any alphabet holds them says nothing against the first language.
    return min(fitting)[1] if fitting and letters else _home_languages()[0].code


def _home_languages() -> tuple[Language, ...]:
    file = _read(HOME / "languages.yml", LanguagesFile)
    assert file is not None
    return tuple(one for one in file.languages if (VOCABULARIES / f"{one.code}.yml").exists())


def _is_second(data: Path, code: str) -> bool:
    """Tell whether a folder holds an act whose original is in another language."""
    return (data / "act.yml").exists() and _original(data) not in ("", code)


def _original(data: Path) -> str:
    """Return the language of the act that a folder holds; nothing where it does not say."""
    act = read_file(data / "act.yml", f"{data.name}/act.yml")
    version = act.get("version") if isinstance(act, dict) else None
    code = version.get("language") if isinstance(version, dict) else None
    return code if isinstance(code, str) else ""


def _renew(brought: _Brought, data: Path, accept_repairs: bool) -> Iterator[str]:
    """Put the text's words into a folder that holds the act; what people added to it stays."""
    repairs_file = data / "source" / "repairs.yml"
    committed = brought.declared
    repairs, problems = merge.reconcile(brought.extraction, committed, accept_repairs)
    if problems:
        raise ProblemsError(problems)
    existing = list(_existing(data))
    parts = merge.merge(brought.parsed.parts, existing)
    for one in merge.outdated(parts, existing):
        yield f"{one}: the words changed; look at its translation, title and assignments"
    known = dict(existing)
    written = {
        data / "provisions" / f"{name}.yml": _words(ProvisionsFile(provisions=nodes), "../", "provisions")
        for name, nodes in parts
        if name not in known or not merge.same(nodes, known[name])
    }
    if committed is None or repairs.model_dump() != committed.model_dump():
        written[repairs_file] = _words(repairs, "../", "repairs")
    atomic.put_all(written)
    yield _summary(parts, brought)
    yield f"files written: {len(written)}" if written else "nothing changed"


def _summary(parts: Sequence[Part], brought: _Brought) -> str:
    found = brought.extraction
    return f"{len(parts)} parts, {len(found.repairs)} repairs, {len(found.look_alikes)} look-alike words"


def _found(brought: _Brought, data: Path) -> Iterator[str]:
    """Make a whole folder from a text, and say what the text does not."""
    repairs, stale = merge.reconcile(brought.extraction, brought.declared, accept_repairs=True)
    if stale:
        raise ProblemsError(stale)
    facts = metadata.facts(brought.provisions, brought.vocabulary, Path(brought.name).stem)
    names = [name for name, _ in brought.parsed.parts]
    files, notes = metadata.found(facts, brought.code, brought.name, names)
    with tempfile.TemporaryDirectory() as place:
        staged = Path(place) / data.name
        for name, entry in files.items():
            _put(staged / name, entry, Path(name).stem)
        _put_parts(brought.parsed.parts, (), staged)
        _put(staged / "source" / "repairs.yml", repairs, "repairs")
        _add_language(brought, staged, draft=False)
        json_schema.write(staged)
        problems = _problems(staged)
        if problems:
            raise ProblemsError(problems)
        told = list(_told(notes, staged))
        yield from told
        written = _take_over(staged, data)
    yield _summary(brought.parsed.parts, brought)
    yield f"files written: {written}; places to fill in: {len(told)}"


def _add_language(brought: _Brought, data: Path, *, draft: bool) -> None:
    """Put a text, its language and the interface words of it into a folder."""
    (data / "source").mkdir(parents=True, exist_ok=True)
    (data / "source" / brought.name).write_text(brought.text, encoding="utf-8", newline="")
    words = data / "strings" / f"{brought.code}.yml"
    if not words.exists():
        words.parent.mkdir(exist_ok=True)
        shutil.copyfile(HOME / "strings" / words.name, words)
    languages = _read(data / "languages.yml", LanguagesFile) or LanguagesFile(languages=())
    known = {one.code: one for one in _home_languages()}
    if brought.code not in {one.code for one in languages.languages}:
        languages = LanguagesFile(languages=(*languages.languages, known[brought.code]))
    told = tuple(
        one.model_copy(update={"draft": draft}) if one.code == brought.code else one
        for one in languages.languages
    )
    _put(data / "languages.yml", LanguagesFile(languages=told), "languages")


def _translate(brought: _Brought, data: Path) -> Iterator[str]:
    """Put the words of a second language beside those of the original, provision by provision."""
    dataset = loader.load(data)
    matched = translation_alignment.match(dataset.provisions, brought.provisions, brought.code)
    places = {one.eid: one.at for one in dataset.provisions}
    for one in matched.lacking:
        yield f"{places[one].file}:{places[one].line}: `{one}` has no {brought.code} words in {brought.name}"
    lines = dict(zip((one.eid for one in brought.provisions), brought.parsed.lines, strict=True))
    for one in matched.strange:
        message = f"`{one}` has no counterpart in the original; its words stand in the source only"
        yield f"{brought.name}:{lines[one]}: {message}"
    facts = metadata.facts(brought.provisions, brought.vocabulary, Path(brought.name).stem)
    with tempfile.TemporaryDirectory() as place:
        staged = Path(place) / data.name
        shutil.copytree(data, staged)
        yield from _tell_more(facts, brought, staged)
        existing = list(_existing(staged))
        _put_parts(merge.translate(existing, matched.words, brought.code), existing, staged)
        _add_language(brought, staged, draft=False)
        problems = _problems(staged)
        if problems:
            _add_language(brought, staged, draft=True)
            yield from map(str, problems)
            left = _problems(staged)
            if left:
                raise ProblemsError(left)
        written = _take_over(staged, data)
    found = f"{len(matched.words)} of {len(dataset.provisions)} provisions have {brought.code} words"
    yield f"{found}; {brought.code} is {'a draft: see the lines above' if problems else 'published'}"
    yield f"files written: {written}" if written else "nothing changed"


def _tell_more(facts: metadata.Facts, brought: _Brought, staged: Path) -> Iterator[str]:
    """Name the act and its body in another language; a file with comments is left to its author."""
    models = {name: loader.FILES[name] for name in ("act.yml", "site.yml", "bodies.yml")}
    files = {name: entry for name, model in models.items() if (entry := _read(staged / name, model))}
    for name, entry in metadata.translated(files, facts, brought.code).items():
        if isinstance(entry, Act) and brought.code not in {one.language for one in entry.received}:
            received = Version(date=entry.version.date, source=brought.name, language=brought.code)
            entry = entry.model_copy(update={"received": (*entry.received, received)})
        if entry.model_dump() == files[name].model_dump():
            continue
        comments = [
            number
            for number, line in enumerate((staged / name).read_text(encoding="utf-8").splitlines(), 1)
            if line.lstrip().startswith("#") and number > 1
        ]
        if comments:
            message = f"holds comments, so the {brought.code} words are left to you"
            yield f"{staged.name}/{name}:{comments[0]}: {message}"
        else:
            _put(staged / name, entry, Path(name).stem)


def _problems(data: Path) -> list[Problem]:
    """Return the faults of a folder."""
    try:
        dataset = loader.load(data)
    except ProblemsError as problems:
        return list(problems.problems)
    return rules.check(dataset) or translations.compare(Index(dataset)).problems


def _told(notes: Iterable[metadata.Note], data: Path) -> Iterator[str]:
    """Say each note with the line of its key."""
    for note in notes:
        lines = (data / note.file).read_text(encoding="utf-8").splitlines()
        key = f"{note.key}:"
        line = next((n for n, one in enumerate(lines, 1) if note.key and one.strip().startswith(key)), 1)
        told = f"`{note.key}` {note.message}" if note.key else note.message
        yield f"{data.name}/{note.file}:{line}: {told}"


def _take_over(staged: Path, data: Path) -> int:
    """Copy what differs from a staged folder into the real one; return how many files that was."""
    written = {}
    for path in sorted(staged.rglob("*")):
        target = data / path.relative_to(staged)
        if path.is_file() and not (target.is_file() and target.read_bytes() == path.read_bytes()):
            written[target] = path.read_bytes().decode("utf-8")
    atomic.put_all(written)
    return len(written)


def _existing(data: Path) -> Iterator[tuple[str, Any]]:
    """Return the parts that the data hold, in the order of the act."""
    act = data / "act.yml"
    document = read_file(act, f"{data.name}/act.yml") if act.exists() else {}
    names = document.get("parts") if isinstance(document, dict) else None
    present = {path.stem: path for path in (data / "provisions").glob("*.yml")}
    for name in names if isinstance(names, list) else []:
        path = present.get(name) if isinstance(name, str) else None
        part = _read(path, ProvisionsFile) if path else None
        if part is not None:
            yield name, part.provisions


def _read(path: Path, model: type[E]) -> E | None:
    if not path.exists():
        return None
    name = f"{path.parent.parent.name}/{path.parent.name}/{path.name}"
    document = read_file(path, name)
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise ProblemsError(
            explain(one, document, name, model) for one in error.errors(include_url=False)
        ) from None


def _put_parts(parts: Iterable[Part], existing: Iterable[tuple[str, Any]], data: Path) -> None:
    """Write the parts that differ from those there are."""
    known = dict(existing)
    for name, nodes in parts:
        if name not in known or not merge.same(nodes, known[name]):
            _put(data / "provisions" / f"{name}.yml", ProvisionsFile(provisions=nodes), "provisions")


def _put(path: Path, entry: Entry, name: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" if path.parent.name in ("provisions", "source") else ""
    path.write_text(_words(entry, up, name), encoding="utf-8")


def _words(entry: Entry, up: str, name: str) -> str:
    return dump(entry, SCHEMA.format(up, name))
