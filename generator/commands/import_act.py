"""The `import` command: imports the text of an act into a data folder.

If the folder has no act, import creates every file that `check` and `build` need from the text. A text in
another language than the original's is aligned with the existing provisions; it replaces a translation of
the site's own, and the report says where both differ. New files are checked in a temporary copy first, so
that the folder either takes the whole import or stays unchanged.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from generator.act import integrity
from generator.act.index import Index
from generator.arguments import Subparsers, add_command
from generator.builder.project import Project
from generator.checks import rules, translations
from generator.commands import drafts, official_text, received_file, received_text, removed_work
from generator.commands.received_text import ReceivedText, is_translation, read_entry
from generator.commands.staging import copy_changes, staged_copy
from generator.dataset import json_schema, loader
from generator.dataset.yaml_reader import read_file, read_text
from generator.dataset.yaml_writer import comment_lines, dump_file
from generator.files import atomic
from generator.ingest import doubts, merge, metadata, outline, translation_alignment
from generator.ingest.parse_tree import Part
from generator.model import (
    UNKNOWN_COUNTRY,
    Act,
    Dataset,
    Entry,
    Kind,
    LanguagesFile,
    ProvisionsFile,
    ReceivedFilesFile,
    Version,
)
from generator.problems import Problem, ProblemsError

E = TypeVar("E", bound=Entry)

MIN_ALIGNED = 0.5
"""The least share of the original's provisions that a text of the same act in another language matches."""

MAX_PLACES = 10
"""The most places that the report names of lines that were left out."""

COUNTED_KINDS = (
    Kind.CHAPTER,
    Kind.POINT,
    Kind.SUBPOINT,
    Kind.INDENT,
    Kind.PART,
    Kind.CLOSING,
    Kind.ITEM,
    Kind.NOTE,
)


def show_outline(text: Path, data: Path, *, language: str = "") -> Iterator[str]:
    """Yield how the text of an act is read, line by line, with what is in doubt; write nothing.

    Raises `ProblemsError` if the text is not an act. A text that import would refuse is shown too.
    """
    imported = received_text.read(text, language, data, doubtful=True)
    yield from outline.lines(imported.parsed, imported.name)
    yield from _left_out(imported)
    yield from doubts.report(imported.parsed.warnings)
    yield _counts(imported)
    yield f"uncertain places: {len(imported.parsed.warnings)}"


def import_act(text: Path, data: Path, *, accept_repairs: bool = False, language: str = "") -> Iterator[str]:
    """Import the text of an act into a data folder; yield a report, line by line.

    Text that could not be placed with certainty is kept and reported as `file:line: reason`; only the repairs
    that the folder declares move words. Raises `ProblemsError`, with nothing written, if the text is not an
    act, or if its repairs differ from the declared ones and `accept_repairs` is not set. Importing the same
    text again writes nothing. `language` is a language code; without it, the letters of the text decide.
    """
    imported = received_text.read(text, language, data)
    proof = integrity.prove(imported.text, imported.extraction.repairs, imported.provisions, imported.code)
    if not proof.holds:
        raise ProblemsError(integrity.problems(proof, imported.name))
    warnings = sorted([*imported.file.doubts, *imported.parsed.warnings])
    yield from received_file.report(imported.file)
    yield from _left_out(imported)
    yield from doubts.report(warnings)
    if imported.source != imported.name:
        kept = "is kept" if imported.file.is_source else "its text is kept"
        yield f"{imported.name}:1: {kept} as {data.name}/source/{imported.source}"
    if not (data / "act.yml").exists():
        yield from _create_folder(imported, data)
    elif is_translation(data, imported.code):
        yield from _add_translation(imported, data)
    else:
        yield from _update_original(imported, data, accept_repairs=accept_repairs)
    yield _counts(imported)
    words = f"{proof.words_after_repairs} = {proof.words_in_provisions}"
    if not imported.file.is_source:
        words += f" (of the text as read from {imported.name})"
    yield f"every word is kept: {words}; {integrity.describe_moves(proof)}"
    yield from integrity.describe_unclear(proof)
    yield f"uncertain places: {len(warnings)}"


def _left_out(imported: ReceivedText) -> Iterator[str]:
    """Yield the first line that was left out because it is no text, with the places of the others."""
    if imported.left_out:
        first, *others = imported.left_out
        shown = ", ".join(map(str, others[:MAX_PLACES])) + (" …" if len(others) > MAX_PLACES else "")
        more = f" (and {len(others)} more like it, in lines {shown})" if others else ""
        yield f"{imported.name}:{first}: a page number or a drawn line is left out{more}"


def _counts(imported: ReceivedText) -> str:
    counts = Counter(provision.kind for provision in imported.provisions)
    return ", ".join(f"{kind}s: {counts[kind]}" for kind in COUNTED_KINDS if counts[kind])


def _update_original(imported: ReceivedText, data: Path, *, accept_repairs: bool) -> Iterator[str]:
    """Update the words of the original; what people added to the folder stays."""
    repairs_file = data / "source" / "repairs.yml"
    committed = imported.declared
    repairs, problems = merge.reconcile(imported.extraction, committed, accept_repairs=accept_repairs)
    if problems:
        raise ProblemsError(problems)
    existing = list(_existing_parts(data))
    parts = merge.merge(imported.parsed.parts, existing)
    for address in merge.outdated(parts, existing):
        yield f"{address}: the words changed; review its translation, title and assignments"
    yield from removed_work.report(data, parts, existing, imported.code)
    existing_nodes = dict(existing)
    changed: dict[Path, str | bytes] = {
        data / "provisions" / f"{name}.yml": dump_file(ProvisionsFile(provisions=nodes), "provisions", "../")
        for name, nodes in parts
        if name not in existing_nodes or not merge.same_provisions(nodes, existing_nodes[name])
    }
    changed |= _changed_parts([name for name, _ in parts], data)
    if committed is None or repairs.model_dump() != committed.model_dump():
        changed[repairs_file] = dump_file(repairs, "repairs", "../")
    # Its words are proved against the text, so both are replaced together.
    source = data / "source" / imported.source
    if not source.is_file() or read_text(source, source.name) != imported.text:
        changed[source] = imported.text
        yield f"{data.name}/source/{imported.source}:1: the text is replaced; review `version` of act.yml"
    changed |= _kept_files(imported, data)
    stale = removed_work.removed_files(data, parts, existing)
    atomic.put_all(changed)
    for path in stale:
        path.unlink()
    yield _summary(parts, imported)
    yield f"files written: {len(changed)}" if changed else "nothing changed"


def _kept_files(imported: ReceivedText, data: Path) -> dict[Path, str | bytes]:
    """Return what is to be written so that a folder keeps the received file: path -> content."""
    committed = read_entry(data / received_file.LIST, ReceivedFilesFile)
    entries, files = received_file.kept_files(imported.file, imported.source, committed)
    changed: dict[Path, str | bytes] = {
        data / name: content
        for name, content in files.items()
        if not (data / name).is_file() or (data / name).read_bytes() != content
    }
    if entries is not None and (committed is None or entries.model_dump() != committed.model_dump()):
        changed[data / received_file.LIST] = dump_file(entries, "received", "../")
    return changed


def _changed_parts(names: list[str], data: Path) -> dict[Path, str]:
    """Return act.yml with the parts of the text if they changed; raise `ProblemsError` if it has comments."""
    act = read_entry(data / "act.yml", Act)
    if act is None or list(act.parts) == names:
        return {}
    text = (data / "act.yml").read_text(encoding="utf-8")
    lines = text.splitlines()
    if comment_lines(text):
        number = next((at for at, line in enumerate(lines, 1) if line.startswith("parts:")), 1)
        message = (
            "`parts` differ from those of the text, and import does not rewrite a file with comments; "
            f"expected {', '.join(names)}"
        )
        raise ProblemsError([Problem(f"{data.name}/act.yml", number, message)])
    return {data / "act.yml": dump_file(act.model_copy(update={"parts": tuple(names)}), "act", "")}


def _summary(parts: Sequence[Part], imported: ReceivedText) -> str:
    repairs, look_alikes = imported.extraction.repairs, imported.extraction.look_alikes
    return f"{len(parts)} parts, {len(repairs)} repairs, {len(look_alikes)} look-alike words"


def _create_folder(imported: ReceivedText, data: Path) -> Iterator[str]:
    """Create every file of a folder from a text; report what the text does not say."""
    repairs, stale = merge.reconcile(imported.extraction, imported.declared, accept_repairs=True)
    if stale:
        raise ProblemsError(stale)
    names = [name for name, _ in imported.parsed.parts]
    with received_text.refusals(imported.text, imported.name):
        facts = metadata.read_facts(imported.provisions, imported.vocabulary, Path(imported.name).stem)
        files, notes = metadata.initial_files(facts, imported.code, imported.source, names)
    with tempfile.TemporaryDirectory() as temporary:
        staged = Path(temporary) / data.name
        for name, entry in files.items():
            _write_entry(staged / name, entry, Path(name).stem)
        _write_parts(imported.parsed.parts, (), staged)
        _write_entry(staged / "source" / "repairs.yml", repairs, "repairs")
        _add_language(imported, staged, draft=False)
        json_schema.write(staged)
        drafted = list(drafts.add_to_new(staged))
        problems = _problems(staged)
        if problems:
            raise ProblemsError(problems)
        yield from drafted
        is_named = f"/{UNKNOWN_COUNTRY}/" not in loader.load(staged).act.work
        notes = [note for note in notes if not (is_named and note.key == "work")]
        missing = list(_locate_notes(notes, staged))
        yield from missing
        written = copy_changes(staged, data)
    yield _summary(imported.parsed.parts, imported)
    yield f"files written: {written}; places to fill in: {len(missing)}"


def _add_language(imported: ReceivedText, data: Path, *, draft: bool) -> None:
    """Add a text and its language to a folder."""
    (data / "source").mkdir(parents=True, exist_ok=True)
    (data / "source" / imported.source).write_text(imported.text, encoding="utf-8", newline="")
    atomic.put_all(_kept_files(imported, data))
    file = read_entry(data / "languages.yml", LanguagesFile)
    languages = file.languages if file else ()
    if imported.code not in {language.code for language in languages}:
        languages += tuple(
            language for language in received_text.supported_languages() if language.code == imported.code
        )
    languages = tuple(
        language.model_copy(update={"draft": draft}) if language.code == imported.code else language
        for language in languages
    )
    _write_entry(data / "languages.yml", LanguagesFile(languages=languages), "languages")


def _add_translation(imported: ReceivedText, data: Path) -> Iterator[str]:
    """Add the words of a second language to those of the original, provision by provision."""
    dataset = loader.load(data)
    alignment = translation_alignment.align(dataset.provisions, imported.provisions, imported.code)
    if len(alignment.words) < MIN_ALIGNED * len(dataset.provisions):
        matched = f"it matches {len(alignment.words)} of {len(dataset.provisions)} provisions"
        message = f"is another act than that of {data.name}: {matched}; expected the act in {imported.code}"
        raise ProblemsError([Problem(imported.name, 1, message)])
    facts = metadata.read_facts(imported.provisions, imported.vocabulary, Path(imported.name).stem)
    differences = metadata.differences(facts, dataset.act)
    if len(differences) > 1:
        message = f"is another act than that of {data.name}: {', '.join(differences)}; expected the same act"
        raise ProblemsError([Problem(imported.name, 1, message)])
    for difference in differences:
        yield f"{imported.name}:1: {difference}; check that both are the same act"
    yield from _unaligned(alignment, imported, dataset)
    with staged_copy(data) as staged:
        yield from _translate_names(facts, imported, staged)
        existing = list(_existing_parts(staged))
        received_before = imported.code in {version.language for version in dataset.act.received}
        translated = merge.translate(
            existing, alignment.words, imported.code, received_before=received_before
        )
        _write_parts(translated, existing, staged)
        _add_language(imported, staged, draft=False)
        yield from drafts.translate(staged, imported.code)
        if official_text.is_translated(dataset, imported.code):
            yield from official_text.differences(dataset, loader.load(staged), imported.code)
            yield from official_text.reconcile(staged, imported.code)
        problems = _problems(staged)
        if problems:
            _add_language(imported, staged, draft=True)
            yield from map(str, problems)
            remaining = _problems(staged)
            if remaining:
                raise ProblemsError(remaining)
        else:
            parity = translations.compare(Index(loader.load(staged)))
            if parity.advice:
                yield translations.describe_advice(parity)
        written = copy_changes(staged, data)
    coverage = f"{len(alignment.words)} of {len(dataset.provisions)} provisions have {imported.code} words"
    yield f"{coverage}; {imported.code} is {'a draft: see the lines above' if problems else 'published'}"
    yield f"files written: {written}" if written else "nothing changed"


def _unaligned(
    alignment: translation_alignment.Alignment, imported: ReceivedText, dataset: Dataset
) -> Iterator[str]:
    """Yield a line for each provision of one language without a counterpart in the other."""
    places = {provision.eid: provision.at for provision in dataset.provisions}
    for address in alignment.missing:
        place = places[address]
        yield f"{place.file}:{place.line}: `{address}` has no {imported.code} words in {imported.name}"
    eids = (provision.eid for provision in imported.provisions)
    lines = dict(zip(eids, imported.parsed.lines, strict=True))
    for address in alignment.extra:
        message = f"`{address}` has no counterpart in the original; its words are in the source only"
        yield f"{imported.name}:{lines[address]}: {message}"


def _translate_names(facts: metadata.Facts, imported: ReceivedText, staged: Path) -> Iterator[str]:
    """Add the names of the act and its body in another language; skip files with comments."""
    models = {name: loader.FILES[name] for name in ("act.yml", "site.yml", "bodies.yml")}
    files = {name: entry for name, model in models.items() if (entry := read_entry(staged / name, model))}
    for name, entry in metadata.translate_names(files, facts, imported.code).items():
        if isinstance(entry, Act) and imported.code not in {version.language for version in entry.received}:
            received = Version(date=entry.version.date, source=imported.source, language=imported.code)
            entry = entry.model_copy(update={"received": (*entry.received, received)})
        if entry.model_dump() == files[name].model_dump():
            continue
        comments = comment_lines((staged / name).read_text(encoding="utf-8"))
        if comments:
            message = f"has comments, so import does not rewrite it; add the {imported.code} words by hand"
            yield f"{staged.name}/{name}:{comments[0]}: {message}"
        else:
            _write_entry(staged / name, entry, Path(name).stem)


def _problems(data: Path) -> list[Problem]:
    """Return the problems of a folder."""
    try:
        dataset = loader.load(data)
    except ProblemsError as error:
        return list(error.problems)
    return rules.check(dataset) or translations.compare(Index(dataset)).problems


def _locate_notes(notes: Iterable[metadata.Note], data: Path) -> Iterator[str]:
    """Yield each note with the line of its key."""
    for note in notes:
        lines = (data / note.file).read_text(encoding="utf-8").splitlines()
        key = f"{note.key}:"
        matching = (
            number for number, line in enumerate(lines, 1) if note.key and line.strip().startswith(key)
        )
        message = f"`{note.key}` {note.message}" if note.key else note.message
        yield f"{data.name}/{note.file}:{next(matching, 1)}: {message}"


def _existing_parts(data: Path) -> Iterator[tuple[str, Any]]:
    """Yield the parts that the data have, in the order of the act."""
    act = data / "act.yml"
    document = read_file(act, f"{data.name}/act.yml") if act.exists() else {}
    names = document.get("parts") if isinstance(document, dict) else None
    present = {path.stem: path for path in (data / "provisions").glob("*.yml")}
    for name in names if isinstance(names, list) else []:
        path = present.get(name) if isinstance(name, str) else None
        part = read_entry(path, ProvisionsFile) if path else None
        if part is not None:
            yield name, part.provisions


def _write_parts(parts: Iterable[Part], existing: Iterable[tuple[str, Any]], data: Path) -> None:
    """Write the parts that differ from the existing ones."""
    existing_nodes = dict(existing)
    for name, nodes in parts:
        if name not in existing_nodes or not merge.same_provisions(nodes, existing_nodes[name]):
            _write_entry(data / "provisions" / f"{name}.yml", ProvisionsFile(provisions=nodes), "provisions")


def _write_entry(path: Path, entry: Entry, name: str) -> None:
    """Write an entry as YAML; `name` is that of its JSON Schema."""
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" if path.parent.name in ("provisions", "source") else ""
    path.write_text(dump_file(entry, name, up), encoding="utf-8")


def import_text(arguments: argparse.Namespace, project: Project) -> None:
    """Import the text of an act into a data folder; creates the folder if needed."""
    if arguments.outline:
        for line in show_outline(arguments.text, project.data, language=arguments.language):
            print(line)
        return
    for line in import_act(
        arguments.text, project.data, accept_repairs=arguments.accept_repairs, language=arguments.language
    ):
        print(line)


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `import` to the command line; it takes the options of `options`."""
    parser = add_command(commands, import_text, options, "import")
    parser.add_argument("text", type=Path, help="the act's text: .docx, .html, .md, .pdf with text or .txt")
    parser.add_argument("--language", default="", help="language of the text (default: by its letters)")
    parser.add_argument(
        "--accept-repairs", action="store_true", help="accept repairs that differ from the declared ones"
    )
    parser.add_argument("--outline", action="store_true", help="show how the text is read, and write nothing")
