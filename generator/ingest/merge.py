"""What import found, joined with what the data hold already: nothing written by hand is lost unseen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.act import eid
from generator.ingest.parse_tree import Part
from generator.ingest.pdf_text import Extraction
from generator.model import LookAlike, Node, Repair, RepairRule, RepairsFile
from generator.problems import Problem


def merge(parts: Iterable[Part], existing: Iterable[Part]) -> tuple[Part, ...]:
    """Return the parts with what the data add to the provisions of the same eId.

    The words of the original come from `parts`. The other languages, the role and the ordinal come from
    `existing` where it has the provision: a role that was taken away stays away.
    """
    fresh = tuple(parts)
    known = dict(_addressed(existing))
    addresses = iter([address for address, _ in _addressed(fresh)])

    def joined(node: Node) -> Node:
        old = known.get(next(addresses))
        changes: dict[str, object] = {"provisions": tuple(joined(one) for one in node.provisions)}
        if old:
            others = {code: words for code, words in old.text.items() if code not in node.text}
            changes |= {"text": node.text | others, "role": old.role, "ordinal": node.ordinal or old.ordinal}
        return node.model_copy(update=changes)

    return tuple((name, tuple(joined(node) for node in nodes)) for name, nodes in fresh)


def translate(parts: Iterable[Part], words: Mapping[str, str], code: str) -> tuple[Part, ...]:
    """Return the parts with the words of another language, given by eId, in place of those they have."""
    known = tuple(parts)
    addresses = iter([address for address, _ in _addressed(known)])

    def told(node: Node) -> Node:
        said = words.get(next(addresses))
        text = {**node.text, code: said} if said else node.text
        return node.model_copy(
            update={"text": text, "provisions": tuple(told(one) for one in node.provisions)}
        )

    return tuple((name, tuple(told(node) for node in nodes)) for name, nodes in known)


def same(nodes: tuple[Node, ...], others: tuple[Node, ...]) -> bool:
    """Tell whether two parts say the same, wherever they stand; a part that does is not written again."""
    return [one.model_dump() for one in nodes] == [one.model_dump() for one in others]


def outdated(parts: Iterable[Part], existing: Iterable[Part]) -> tuple[str, ...]:
    """Return the eIds in `existing` whose original words differ in `parts` or are gone from them.

    Their translations, titles and ties were made for other words, and someone should look at them.
    """
    fresh = {address: node.text for address, node in _addressed(parts)}
    return tuple(
        address
        for address, old in _addressed(existing)
        if address not in fresh or not fresh[address].items() <= old.text.items()
    )


def _addressed(parts: Iterable[Part]) -> Iterator[tuple[str, Node]]:
    """Pair every node with its eId, in document order, which is also the order of addressing."""
    parts = tuple(parts)

    def walk(nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            yield node
            yield from walk(node.provisions)

    addresses = (one.eid for one in eid.address(parts))
    return zip(addresses, walk(node for _, nodes in parts for node in nodes), strict=True)


def reconcile(
    extraction: Extraction, committed: RepairsFile | None, accept_repairs: bool = False
) -> tuple[RepairsFile, tuple[Problem, ...]]:
    """Return the repairs to keep, with the evidence written by hand, and how those in the data differ.

    Without committed repairs, or with `accept_repairs`, the computed ones are taken; but a declared move of
    words that the source no longer gives is a fault even so, for it was written by hand.
    """
    kept = committed or RepairsFile(repairs=())
    evidence = {(one.line, one.raw): one.evidence for one in kept.repairs}
    repairs = tuple(
        one.model_copy(update={"evidence": evidence.get((one.line, one.raw))}) for one in extraction.repairs
    )
    computed = RepairsFile(repairs=repairs, look_alikes=extraction.look_alikes)
    if committed is None or accept_repairs:
        moves = [one for one in kept.repairs if one.reason is RepairRule.GAP]
        return computed, tuple(_stale("repair", computed.repairs, moves))
    problems = (
        *_stale("repair", computed.repairs, kept.repairs),
        *_undeclared("repair", computed.repairs, kept.repairs, extraction.name),
        *_stale("look-alike", computed.look_alikes, kept.look_alikes),
        *_undeclared("look-alike", computed.look_alikes, kept.look_alikes, extraction.name),
    )
    return computed, problems


def _stale(
    kind: str, computed: Sequence[Repair | LookAlike], kept: Sequence[Repair | LookAlike]
) -> Iterator[Problem]:
    ours = [one.model_dump() for one in computed]
    for one in kept:
        if one.model_dump() not in ours:
            message = f"this {kind} is not what the source gives at its line {one.line}"
            yield Problem(one.at.file, one.at.line, message)


def _undeclared(
    kind: str, computed: Sequence[Repair | LookAlike], kept: Sequence[Repair | LookAlike], source: str
) -> Iterator[Problem]:
    theirs = [one.model_dump() for one in kept]
    for one in computed:
        if one.model_dump() not in theirs:
            yield Problem(source, one.line, f"needs a {kind} that the data do not declare")
