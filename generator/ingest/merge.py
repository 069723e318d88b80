"""Merges imported provisions and repairs with the existing data, so that manual work is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.act.eid import address
from generator.ingest.parse_tree import Part
from generator.ingest.pdf_text import Extraction
from generator.model import LookAlike, Node, Repair, RepairRule, RepairsFile
from generator.problems import Problem


def merge(parts: Iterable[Part], existing: Iterable[Part]) -> tuple[Part, ...]:
    """Return the imported parts with what the existing provisions of the same eId add.

    The words of the original come from `parts`. Other languages, the role and the ordinal come from
    `existing` if it has the provision, so that a role that was removed by hand stays removed.
    """
    imported = tuple(parts)
    existing_nodes = dict(_with_eids(existing))
    eids = iter([eid for eid, _ in _with_eids(imported)])

    def merge_node(node: Node) -> Node:
        old = existing_nodes.get(next(eids))
        changes: dict[str, object] = {"provisions": tuple(merge_node(child) for child in node.provisions)}
        if old:
            translations = {code: words for code, words in old.text.items() if code not in node.text}
            changes["text"] = node.text | translations
            changes |= {"role": None if node.repealed else old.role, "ordinal": node.ordinal or old.ordinal}
        return node.model_copy(update=changes)

    return tuple((name, tuple(merge_node(node) for node in nodes)) for name, nodes in imported)


def translate(
    parts: Iterable[Part], words: Mapping[str, str], code: str, *, received_before: bool = False
) -> tuple[Part, ...]:
    """Return the parts with words in another language, by eId; words in that language are replaced.

    If they were `received_before`, those of an earlier text go, also where `words` has none: the text that
    replaces it is what the language is proven against.
    """
    originals = tuple(parts)
    eids = iter([eid for eid, _ in _with_eids(originals)])

    def translate_node(node: Node) -> Node:
        translation = words.get(next(eids))
        kept = {
            language: text for language, text in node.text.items() if language != code or not received_before
        }
        text = {**kept, code: translation} if translation else kept
        children = tuple(translate_node(child) for child in node.provisions)
        return node.model_copy(update={"text": text, "provisions": children})

    return tuple((name, tuple(translate_node(node) for node in nodes)) for name, nodes in originals)


def same_provisions(nodes: tuple[Node, ...], others: tuple[Node, ...]) -> bool:
    """Tell whether two parts have the same provisions, wherever their files define them."""
    return [node.model_dump() for node in nodes] == [other.model_dump() for other in others]


def outdated(parts: Iterable[Part], existing: Iterable[Part]) -> tuple[str, ...]:
    """Return the eIds in `existing` whose original words differ in `parts`.

    Their translations, titles and assignments were made for other words and need a review.
    """
    imported = {eid: node.text for eid, node in _with_eids(parts)}
    return tuple(
        eid
        for eid, old in _with_eids(existing)
        if eid in imported and not imported[eid].items() <= old.text.items()
    )


def removed(parts: Iterable[Part], existing: Iterable[Part]) -> tuple[tuple[str, Node], ...]:
    """Return the provisions in `existing` that `parts` have no more, with their eIds."""
    imported = {eid for eid, _ in _with_eids(parts)}
    return tuple((eid, node) for eid, node in _with_eids(existing) if eid not in imported)


def _with_eids(parts: Iterable[Part]) -> Iterator[tuple[str, Node]]:
    """Pair every node with its eId, in document order."""
    parts = tuple(parts)

    def walk(nodes: Iterable[Node]) -> Iterator[Node]:
        for node in nodes:
            yield node
            yield from walk(node.provisions)

    # `address` returns the provisions in the same order.
    eids = (provision.eid for provision in address(parts))
    return zip(eids, walk(node for _, nodes in parts for node in nodes), strict=True)


def reconcile(
    extraction: Extraction, committed: RepairsFile | None, *, accept_repairs: bool = False
) -> tuple[RepairsFile, tuple[Problem, ...]]:
    """Return the repairs to write, with the evidence of the committed ones, and how both differ.

    Without committed repairs, or with `accept_repairs`, the computed repairs replace them. A committed move
    of words that the source does not have is a problem even then, because it was written by hand.
    """
    kept = committed or RepairsFile(repairs=())
    evidence = {(repair.line, repair.raw): repair.evidence for repair in kept.repairs}
    repairs = tuple(
        repair.model_copy(update={"evidence": evidence.get((repair.line, repair.raw))})
        for repair in extraction.repairs
    )
    computed = RepairsFile(repairs=repairs, look_alikes=extraction.look_alikes)
    if committed is None or accept_repairs:
        moves = [repair for repair in kept.repairs if repair.reason is RepairRule.GAP]
        return computed, tuple(_outdated_entries("repair", computed.repairs, moves))
    problems = (
        *_outdated_entries("repair", computed.repairs, kept.repairs),
        *_undeclared_entries("repair", computed.repairs, kept.repairs, extraction.name),
        *_outdated_entries("look-alike", computed.look_alikes, kept.look_alikes),
        *_undeclared_entries("look-alike", computed.look_alikes, kept.look_alikes, extraction.name),
    )
    return computed, problems


def _outdated_entries(
    kind: str, computed: Sequence[Repair | LookAlike], kept: Sequence[Repair | LookAlike]
) -> Iterator[Problem]:
    computed_values = [entry.model_dump() for entry in computed]
    for entry in kept:
        if entry.model_dump() not in computed_values:
            message = f"this {kind} does not match line {entry.line} of the source"
            yield Problem(entry.at.file, entry.at.line, message)


def _undeclared_entries(
    kind: str, computed: Sequence[Repair | LookAlike], kept: Sequence[Repair | LookAlike], source: str
) -> Iterator[Problem]:
    kept_values = [entry.model_dump() for entry in kept]
    for entry in computed:
        if entry.model_dump() not in kept_values:
            yield Problem(source, entry.line, f"needs a {kind} that the data do not declare")
