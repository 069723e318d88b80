"""Addresses of provisions, computed from nesting.

An eId names a provision for ever, in every language and format. It follows the naming convention of Akoma
Ntoso 3.0: `{parent}__{abbreviation}_{number}`, the number as printed or, where none is, the place among the
siblings of that kind. `docs/architecture.md` has the table with examples.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
}

NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)*")


def number(printed: str | None) -> str | None:
    """Return the number inside a printed one: `15.` -> `15`, `2-тарау.` -> `2`, `11-1)` -> `11-1`."""
    found = NUMBER.search(printed or "")
    return found.group() if found else None


@dataclass(frozen=True)
class Addressed:
    """A node with its address and its parent's."""

    eid: str
    parent: str | None
    node: Node
    part: str


def _below(
    nodes: Iterable[Node], prefix: str, parent: str | None, part: str, above: Kind | None = None
) -> Iterator[Addressed]:
    taken: Counter[str] = Counter()
    places: Counter[Kind] = Counter()
    for node in nodes:
        places[node.kind] += 1
        # The words that open a unit are its first part, so the unnumbered part below them is the second; a
        # chapter or an annex opens with a heading.
        opened = node.kind is Kind.PART and above not in (None, Kind.CHAPTER, Kind.ANNEX)
        place = places[node.kind] + opened
        printed = number(node.num) or number(node.ordinal) or str(place)
        eid = f"{prefix}{ABBREVIATIONS[node.kind]}_{printed}"
        taken[eid] += 1
        if taken[eid] > 1:
            eid = f"{eid}_{taken[eid]}"
        yield Addressed(eid, parent, node, part)
        yield from _below(node.provisions, f"{eid}__", eid, part, node.kind)


def address(parts: Iterable[tuple[str, tuple[Node, ...]]]) -> tuple[Provision, ...]:
    """Give every provision of an act its eId.

    Takes (part name, nodes) pairs in document order and returns the provisions in that order. An annex holds
    everything after it up to the next annex. Its chapters, points and lists are addressed without it, unless
    one of their addresses is already taken by what comes before: then all of them carry the annex's.
    """
    sections: list[tuple[Addressed | None, list[tuple[str, Node]]]] = [(None, [])]
    for part, nodes in parts:
        for node in nodes:
            if node.kind is Kind.ANNEX:
                place = len(sections)
                eid = f"{ABBREVIATIONS[Kind.ANNEX]}_{number(node.num) or number(node.ordinal) or place}"
                sections.append((Addressed(eid, None, node, part), []))
            else:
                sections[-1][1].append((part, node))
    found: list[Addressed] = []
    for annex, members in sections:
        parent = annex.eid if annex else None
        if annex:
            found.append(annex)
            found.extend(_below(annex.node.provisions, f"{annex.eid}__", annex.eid, annex.part, Kind.ANNEX))
        section = list(_section(members, "", parent))
        known = {one.eid for one in found}
        if annex and any(one.eid in known for one in section):
            section = list(_section(members, f"{annex.eid}__", parent))
        found.extend(section)
    children: dict[str, list[str]] = {}
    for one in found:
        if one.parent:
            children.setdefault(one.parent, []).append(one.eid)
    return tuple(_provision(one, tuple(children.get(one.eid, ()))) for one in found)


def _section(members: list[tuple[str, Node]], prefix: str, parent: str | None) -> Iterator[Addressed]:
    names = {id(node): part for part, node in members}
    part = ""
    for one in _below([node for _, node in members], prefix, parent, part):
        part = names.get(id(one.node), part)
        yield Addressed(one.eid, one.parent, one.node, part)


def _provision(one: Addressed, children: tuple[str, ...]) -> Provision:
    node = one.node
    provision = Provision(
        eid=one.eid,
        parent=one.parent,
        kind=node.kind,
        role=node.role,
        num=node.num,
        ordinal=node.ordinal,
        text=node.text,
        children=children,
        part=one.part,
    )
    provision._at = node.at
    return provision
