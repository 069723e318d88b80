"""Import as a command: a text file in, the provisions and the repairs of a data folder out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from generator import eid, extraction, importer, keeping, merge, proof
from generator.documents import read_file, read_text, visible
from generator.dump import dump
from generator.faults import Fault, Faults
from generator.load import explain
from generator.model import Entry, ProvisionsFile, RepairsFile

E = TypeVar("E", bound=Entry)

VOCABULARIES = Path(__file__).parent / "vocabulary"
SCHEMA = "# yaml-language-server: $schema=../schema/{}.json"


def bring(text: Path, data: Path, *, renew: bool = False, language: str = "kk") -> Iterator[str]:
    """Read an act's text into a data folder; yield what was done, a line each.

    Raises `Faults` with everything that could not be placed, or with repairs that differ from the declared
    ones unless `renew`, or with what the proof says of the provisions; nothing is written then. Importing
    the same text again writes nothing.
    """
    source = read_text(text, text.name, expected="the text of an act")
    # A form feed is how an extraction ends a page; nobody sees the rest, and the data may not hold it.
    visible(source.replace("\f", " "), text.name)
    vocabulary = _read(VOCABULARIES / f"{language}.yml", importer.Vocabulary)
    assert vocabulary is not None
    found = extraction.extract(source, text.name)
    try:
        parsed = importer.parse(found, vocabulary)
    except ValidationError as error:
        given = " ".join(str(error.errors()[0]["input"]).split())[:40]
        line = source.count("\n", 0, max(source.find(given), 0)) + 1
        raise Faults(
            [Fault(text.name, line, f"«{given}…» is longer than a text or a number may be")]
        ) from None
    if parsed.faults:
        raise Faults(parsed.faults)
    repairs_file = data / "source" / "repairs.yml"
    committed = _read(repairs_file, RepairsFile)
    repairs, faults = merge.reconcile(found, committed, renew)
    if faults:
        raise Faults(faults)
    proved = proof.prove(source, repairs.repairs, eid.address(parsed.parts), language)
    if not proved.holds:
        raise Faults(proof.faults(proved, text.name))
    existing = list(_existing(data))
    parts = merge.merge(parsed.parts, existing)
    for address in merge.outdated(parts, existing):
        yield f"{address}: the words changed; look at its translation, title and ties"
    known = dict(existing)
    written = {
        data / "provisions" / f"{name}.yml": _words(ProvisionsFile(provisions=nodes), "provisions")
        for name, nodes in parts
        if name not in known or not merge.same(nodes, known[name])
    }
    if committed is None or repairs.model_dump() != committed.model_dump():
        written[repairs_file] = _words(repairs, "repairs")
    keeping.put_all(written)
    yield f"{len(parts)} parts, {len(repairs.repairs)} repairs, {len(repairs.look_alikes)} look-alike words"
    yield f"files written: {len(written)}" if written else "nothing changed"


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
        raise Faults(explain(one, document, name, model) for one in error.errors(include_url=False)) from None


def _words(entry: Entry, schema: str) -> str:
    return dump(entry, SCHEMA.format(schema))
