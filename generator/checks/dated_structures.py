"""Checks the structures of later days against the words of the acts: day, list, names and numbers."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Dataset, DatedStructure
from generator.problems import Problem, nearest
from generator.timeline.table import State, Table


def problems(dataset: Dataset, table: Table) -> Iterator[Problem]:
    """Yield a problem for each entry of `structures` that the acts do not bear out."""
    timeline = dataset.amendments.timeline
    units = {unit.id: unit.provision for unit in timeline.units}
    for structure in timeline.structures:
        head = units.get(structure.list) or structure.list
        rows = {row.eid: row for row in table.on(structure.on) if row.state is State.KNOWN}
        if head not in rows or rows[head].start != structure.on:
            file, line = structure.at.of("list")
            message = f"`list`: no act gave `{structure.list}` on {structure.on}; expected a list of that day"
            yield Problem(file, line, message)
            continue
        for body in structure.bodies:
            row = rows.get(body.provision)
            if row is None:
                message = f"`provision`: no wording of `{body.provision}` is known for {structure.on}"
                yield Problem(*body.at.of("provision"), f"{message}{nearest(body.provision, rows)}")
                continue
            for code, name in body.name.items():
                if code in row.text and name not in row.text[code]:
                    message = (
                        f"`name`: the {code} words of `{body.provision}` on {structure.on} lack «{name}»"
                    )
                    yield Problem(*body.at.of("name"), f"{message}; expected a name that they have")
        yield from _similar(dataset, structure, set(rows))
        yield from _numbers(dataset, structure)


def _similar(dataset: Dataset, structure: DatedStructure, known: set[str]) -> Iterator[Problem]:
    eids = {provision.eid for provision in dataset.provisions}
    for similar in structure.similar:
        for key, eid, choices in (("before", similar.before, eids), ("after", similar.after, known)):
            if eid not in choices:
                message = f"`{key}`: there is no provision `{eid}`{nearest(eid, choices)}"
                yield Problem(*similar.at.of(key), message)


def _numbers(dataset: Dataset, structure: DatedStructure) -> Iterator[Problem]:
    acts = dataset.amendments.provisions
    for stated in structure.numbers:
        if stated.act not in acts:
            message = f"`act`: there is no amending act `{stated.act}`{nearest(stated.act, acts)}"
            yield Problem(*stated.at.of("act"), message)
            continue
        provisions = {one.eid: one for one in acts[stated.act]}
        for key, eid in (("provision", stated.provision), ("of", stated.of)):
            if eid not in provisions:
                message = f"`{key}`: `{stated.act}` has no provision `{eid}`{nearest(eid, provisions)}"
                yield Problem(*stated.at.of(key), message)
            elif key == "provision" and not all(
                words.replace(" ", "").isdigit() for words in provisions[eid].text.values()
            ):
                message = f"`provision`: `{eid}` of `{stated.act}` is no number; expected one that is"
                yield Problem(*stated.at.of(key), message)
