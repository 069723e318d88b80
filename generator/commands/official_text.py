"""Replaces the site's translation by the official text of that language, and what was quoted from it.

The provisions already have the official words when this runs. Quotations, names of list items and term links
that no longer match them are changed line by line, so that comments in the files are kept: a quotation moves
to the most similar words of its provision, or loses the language, and pages then quote the original.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from msgspec import Struct

from generator.act.annotations import place
from generator.act.index import Index
from generator.dataset import loader
from generator.dataset.yaml_writer import UNBROKEN
from generator.diff import word_diff
from generator.diff.changes import Alteration
from generator.language.characters import flat
from generator.model import Dataset, Entry, Kind, Provision, QuotedFrom, annotated_values

MARKS = ";.,:"
"""The punctuation around a word that is not compared."""

SIMILAR = 0.7
"""The least similarity of words that a quotation moves to (`difflib.SequenceMatcher.ratio`)."""

MOST_COMPARISONS = 20_000
"""The most runs of words that are compared: a long quotation in a long text would take hours."""

WIDER = 1.5
"""How many times as many words as before a quotation may have after it has moved."""


class _Edit(Struct, frozen=True):
    """A change of one line: the value of `key` below the line of an entry's field; no value removes it."""

    file: str
    line: int
    key: str
    value: str | None
    report: str


def is_translated(dataset: Dataset, code: str) -> bool:
    """Tell whether a dataset has the site's own translation into a language."""
    received = {version.language for version in dataset.act.received}
    translated = any(code in provision.text for provision in dataset.provisions)
    return code != dataset.original and code not in received and translated


def differences(before: Dataset, after: Dataset, code: str) -> Iterator[str]:
    """Yield a line for each provision whose official words differ from the site's translation."""
    official = {provision.eid: provision.text.get(code, "") for provision in after.provisions}
    count = 0
    for provision in before.provisions:
        old, new = provision.text.get(code, ""), official.get(provision.eid, "")
        if new and old != new:
            count += 1
            yield f"{provision.at.file}:{provision.at.line}: `{provision.eid}`: {_marked(old, new)}"
    yield f"{count} of {len(before.provisions)} provisions differ from the site's translation"


def _marked(old: str, new: str) -> str:
    """Return the word difference of two texts, as `git diff --word-diff` writes it."""
    marks = {Alteration.REMOVED: "[-{}-]", Alteration.ADDED: "{{+{}+}}"}
    return " ".join(
        marks[span.alteration].format(span.words) if span.alteration in marks else span.words
        for span in word_diff.spans(old, new)
    )


def reconcile(data: Path, code: str) -> Iterator[str]:
    """Make the data quote the official text in `code`; yield a line for each change of the files."""
    dataset = loader.load(data)
    index = Index(dataset)
    edits = [*_quotations(index, code), *_names(index, code), *_term_links(index, code)]
    by_file: dict[str, list[_Edit]] = {}
    for edit in edits:
        by_file.setdefault(edit.file, []).append(edit)
        yield f"{edit.file}:{edit.line}: {edit.report}"
    for file, its_edits in by_file.items():
        path = data.parent / file
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        for edit in sorted(its_edits, key=lambda edit: edit.line, reverse=True):
            _apply(lines, edit)
        path.write_text("".join(lines), encoding="utf-8")


def _quotations(index: Index, code: str) -> Iterator[_Edit]:
    for entry, key, quotation, source in annotated_values(index.dataset, QuotedFrom):
        provision = index.provisions.get(getattr(entry, source.key))
        words = quotation.get(code)
        if provision is None or words is None or flat(words) in flat(provision.text.get(code, "")):
            continue
        yield _moved(entry, key, code, words, provision)


def _moved(entry: Entry, key: str, code: str, words: str, provision: Provision) -> _Edit:
    file, line = entry.at.of(key)
    found = similar(words, provision.text.get(code, ""))
    if found is None:
        report = f"`{key}`: «{words}» is not in the official {code} text; pages quote the original instead"
        return _Edit(file, line, code, None, report)
    return _Edit(file, line, code, found, f"`{key}`: «{words}» is now «{found}»; review it")


def similar(words: str, text: str) -> str | None:
    """Return the run of words of a text that is most similar to some words, or None."""
    pieces = text.split()
    bare, wanted = ([word.strip(MARKS) for word in text_.split()] for text_ in (text, words))
    best, best_ratio = None, SIMILAR
    sizes = range(max(1, len(wanted) // 2), int(len(wanted) * WIDER) + 2)
    if len(sizes) * len(pieces) > MOST_COMPARISONS:
        return None
    for size in sizes:
        for start in range(len(pieces) - size + 1):
            matcher = difflib.SequenceMatcher(None, wanted, bare[start : start + size], autojunk=False)
            if matcher.real_quick_ratio() > best_ratio and (ratio := matcher.ratio()) > best_ratio:
                best, best_ratio = " ".join(pieces[start : start + size]).rstrip(MARKS), ratio
    return best


def _names(index: Index, code: str) -> Iterator[_Edit]:
    """Yield the names of bodies that an item of a list names in other words than before."""
    for body in index.dataset.organisation.bodies:
        provision = index.provisions.get(body.named_in)
        if provision is None or provision.kind is not Kind.ITEM or body.quote is not None:
            continue
        listed = provision.text.get(code, "").rstrip('.;"')
        name = body.name.get(code, "")
        if name and listed and name != listed:
            file, line = body.at.of("name")
            yield _Edit(file, line, code, listed, f"`name`: «{name}» is now «{listed}»")


def _term_links(index: Index, code: str) -> Iterator[_Edit]:
    for link in index.dataset.glossary.term_links:
        provision = index.provisions.get(link.provision)
        if link.language != code or provision is None or place(link.words, provision.text.get(code, "")):
            continue
        file, line = link.at.file, link.at.line
        report = f"the link «{link.words}» is removed: the official {code} text does not have the words"
        yield _Edit(file, line, "", None, report)


def _apply(lines: list[str], edit: _Edit) -> None:
    """Change one line of a file, or remove the lines of a value or of a whole entry of a list."""
    start = edit.line - 1
    if not edit.key:
        del lines[start : _end(lines, start)]
        return
    for number in range(start + 1, _end(lines, start)):
        if not lines[number].lstrip().startswith(f"{edit.key}:"):
            continue
        indent = lines[number][: _indent(lines[number])]
        end = _end(lines, number)
        lines[number:end] = [f"{indent}{_scalar(edit.key, edit.value)}"] if edit.value else []
        return


def _end(lines: list[str], start: int) -> int:
    """Return the number of the first line that no longer belongs to what begins at `start`."""
    indent = _indent(lines[start])
    rest: Iterable[int] = range(start + 1, len(lines))
    return next((n for n in rest if lines[n].strip() and _indent(lines[n]) <= indent), len(lines))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _scalar(key: str, value: str | None) -> str:
    return yaml.safe_dump({key: value}, allow_unicode=True, width=UNBROKEN)
