"""Computes the permanent addresses (eIds) of provisions from their nesting.

An eId identifies a provision in every language and format. It follows the Akoma Ntoso 3.0 naming convention,
`{parent}__{abbreviation}_{number}`. The number is the printed one; without one, it is the position among the
siblings of that kind. `docs/reference/addresses.md` has the table with examples.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.model import Kind, Node, Provision

ABBREVIATIONS = {
    Kind.TITLE: "docTitle",
    Kind.DESIGNATION: "docNumber",
    Kind.FORMULA: "formula",
    Kind.SIGNATURE: "signature",
    Kind.NAME: "person",
    Kind.ANNEX: "att",
    Kind.APPROVAL: "p",
    Kind.CHAPTER: "chp",
    Kind.POINT: "para",
    Kind.SUBPOINT: "subpara",
    Kind.INDENT: "al",
    Kind.PART: "p",
    Kind.CLOSING: "wrapup",
    Kind.LIST: "list",
    Kind.ITEM: "item",
    Kind.NOTE: "note",
    Kind.QUOTED: "qstr",
}

NUMBER = re.compile(r"[0-9]+(?:[-.][0-9]+)*")


def number(printed: str | None) -> str | None:
    """Return the bare number of a printed one: `15.` -> `15`, `2-тарау.` -> `2`, `11.1.` -> `11-1`."""
    match = NUMBER.search(printed or "")
    return match.group().replace(".", "-") if match else None


class Addressed(Struct, frozen=True):
    """A node with its eId, its parent's eId and its part."""

    eid: str
    parent: str | None
    node: Node
    part: str


def within(eid: str, root: str) -> bool:
    """Tell whether an address is that of a provision or of one below it."""
    return eid == root or eid.startswith(f"{root}__")


def _below(
    nodes: Iterable[Node], prefix: str, parent: str | None, part: str, above: Kind | None = None
) -> Iterator[Addressed]:
    """Yield the nodes and everything below them with their eIds; `above` is the kind of their parent."""
    taken: Counter[str] = Counter()
    positions: Counter[Kind] = Counter()
    for node in nodes:
        positions[node.kind] += 1
        # The opening words of a unit are its first part, so the first unnumbered part below them is the
        # second. A chapter or an annex opens with a heading instead.
        has_opening = node.kind is Kind.PART and above not in (None, Kind.CHAPTER, Kind.ANNEX)
        position = positions[node.kind] + has_opening
        printed = number(node.num) or number(node.ordinal) or str(position)
        eid = f"{prefix}{ABBREVIATIONS[node.kind]}_{printed}"
        taken[eid] += 1
        if taken[eid] > 1:
            eid = f"{eid}_{taken[eid]}"
        yield Addressed(eid, parent, node, part)
        yield from _below(node.provisions, f"{eid}__", eid, part, node.kind)


def address(parts: Iterable[tuple[str, tuple[Node, ...]]]) -> tuple[Provision, ...]:
    """Return the provisions of an act with their eIds, in document order.

    `parts` are (part name, nodes) pairs in document order. An annex holds everything after it up to the next
    annex. The eIds of its chapters, points and lists leave the annex out, unless one of them is already taken
    in the text before; then all of them have the annex as a prefix.
    """
    sections: list[tuple[Addressed | None, list[tuple[str, Node]]]] = [(None, [])]
    for part, nodes in parts:
        for node in nodes:
            if node.kind is Kind.ANNEX:
                position = len(sections)
                eid = f"{ABBREVIATIONS[Kind.ANNEX]}_{number(node.num) or number(node.ordinal) or position}"
                sections.append((Addressed(eid, None, node, part), []))
            else:
                sections[-1][1].append((part, node))
    addressed: list[Addressed] = []
    for annex, members in sections:
        parent = annex.eid if annex else None
        if annex:
            addressed.append(annex)
            addressed.extend(
                _below(annex.node.provisions, f"{annex.eid}__", annex.eid, annex.part, Kind.ANNEX)
            )
        section = list(_section(members, "", parent))
        taken = {entry.eid for entry in addressed}
        if annex and any(entry.eid in taken for entry in section):
            section = list(_section(members, f"{annex.eid}__", parent))
        addressed.extend(section)
    children: dict[str, list[str]] = {}
    for entry in addressed:
        if entry.parent:
            children.setdefault(entry.parent, []).append(entry.eid)
    return tuple(_provision(entry, tuple(children.get(entry.eid, ()))) for entry in addressed)


def _section(members: list[tuple[str, Node]], prefix: str, parent: str | None) -> Iterator[Addressed]:
    part_of = {id(node): part for part, node in members}
    part = ""
    for entry in _below([node for _, node in members], prefix, parent, part):
        part = part_of.get(id(entry.node), part)
        yield Addressed(entry.eid, entry.parent, entry.node, part)


def _provision(entry: Addressed, children: tuple[str, ...]) -> Provision:
    node = entry.node
    provision = Provision(
        eid=entry.eid,
        parent=entry.parent,
        kind=node.kind,
        role=node.role,
        repealed=node.repealed,
        num=node.num,
        ordinal=node.ordinal,
        text=node.text,
        children=children,
        part=entry.part,
    )
    provision._at = node.at
    return provision
