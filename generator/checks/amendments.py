"""Proves the amending acts and the table of wordings against the files as received."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.checks import dated_structures
from generator.dataset.yaml_reader import read_file, read_text
from generator.files.package import ORDINALS
from generator.model import Dataset
from generator.problems import ProblemsError
from generator.timeline import proof
from generator.timeline.proof import ActProof, Ordinals, Proof
from generator.timeline.table import Table

COPY = " (an unofficial copy, not compared with the official database)"


def prove(data: Path, dataset: Dataset, table: Table) -> Proof:
    """Prove the table of wordings. Raises `ProblemsError` with every difference."""
    files = {}
    amendments = dataset.amendments
    for act in amendments.acts:
        for file in act.received:
            files[file.source] = _read(data, file.source)
    for consolidation in amendments.timeline.consolidations:
        files[consolidation.source] = _read(data, consolidation.source)
    result = proof.prove(dataset, table, files, ordinals() if amendments.acts else {}, data.name)
    problems = [*result.problems, *dated_structures.problems(dataset, table)]
    if problems:
        raise ProblemsError(problems)
    return result


def _read(data: Path, source: str) -> bytes:
    """Return a received file byte for byte, once it is known to be readable text."""
    path, name = data / "source" / source, f"{data.name}/source/{source}"
    read_text(path, name, expected="the act as received")
    return path.read_bytes()


def ordinals() -> dict[str, Ordinals]:
    """Return how each language lists the ordinals of new paragraphs."""
    table = read_file(ORDINALS, ORDINALS.name)
    return {code: Ordinals(**forms) for code, forms in table.items()}


def describe(result: Proof) -> Iterator[str]:
    """Yield the lines that say what was compared; none if the statute has no amendments."""
    for act in result.acts:
        yield from _describe(act)
    yield from (f"text on {line}" for line in result.consolidations)
    if result.acts:
        yield f"provisions linked across an unknown change by the site: {result.continuations}"


def _describe(act: ActProof) -> Iterator[str]:
    copy = COPY if act.unofficial_copy else ""
    yield f"{act.act}, {act.language}: the provisions are the {act.words:,} words of the received file{copy}"
    yield (
        f"{act.act}, {act.language}: {act.instructions} instructions, {act.operations} operations: "
        f"{act.known_before} on known words, {act.given_only} on words not at hand, {act.unpublished} "
        f"unpublished; {act.outside} provisions about other acts, {act.undisclosed} not published"
    )
    yield (
        f"{act.act}, {act.language}: words taken out {act.words_taken_out:,}, brought in "
        f"{act.words_brought_in:,}; ordinals named and paragraphs quoted: {act.ordinals}"
    )
