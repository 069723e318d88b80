"""Assembles the data files of an amending act, and adds a second language to them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.amend.designations import Designation, Vocabularies
from generator.amend.instructions import Reading
from generator.amend.operations import Orders
from generator.dataset.entries import list_place, with_items
from generator.ingest.vocabulary import Act
from generator.model import AmendingActFile, AmendingActText, Node, Operation
from generator.timeline.received import Style

LISTED = re.compile(r"(?:^ *#.*\n)*^ *- ['\"]?([^\s'\"#]+).*$", re.MULTILINE)
"""An item of the list of acts, with the comments above it."""

OTHER = "act"
"""The kind of act of a text that does not name it."""


def kind(reading: Reading, vocabularies: Vocabularies) -> Act | None:
    """Return the kind of an act, by the sentence about its entry into force or the header of its annex."""
    at = reading.entry.at
    texts = [reading.paragraphs[at].text] if at is not None else []
    texts += [one.text for one in reading.paragraphs if one.style is Style.ASIDE]
    for text in texts:
        for act in vocabularies.general.acts:
            if re.search(rf"\b{re.escape(act.stem)}", text, re.IGNORECASE):
                return act
    return None


def identifier(reading: Reading, designation: Designation, vocabularies: Vocabularies) -> str:
    """Return the id of an act: its kind and number, as `decree-366`."""
    found = kind(reading, vocabularies)
    number = "-".join(re.findall(r"[a-z0-9]+", designation.number.casefold())) or "unnumbered"
    return f"{found.subtype if found else OTHER}-{number}"


def build(
    act: str,
    reading: Reading,
    designation: Designation,
    vocabularies: Vocabularies,
    statute_work: str,
    received: AmendingActText,
) -> AmendingActFile:
    """Return the file of an act without its operations.

    `statute_work` is the work address of the statute's act; an act of the same kind has the same author.
    """
    code, day, found = vocabularies.amending.language, designation.date, kind(reading, vocabularies)
    words = vocabularies.amending.in_words(day)
    name = f"№ {designation.number}"
    if found:
        name = vocabularies.general.act_name.format(date=words, number=designation.number, act=found.name)
    titles = [one.text for one in reading.paragraphs if one.style is Style.HEADING]
    return AmendingActFile(
        act=act,
        work=_work(statute_work, found.subtype if found else OTHER, designation),
        number=designation.number,
        date=day,
        in_force=day,
        name={code: name},
        title={code: titles[0] if titles else name},
        received=(received,),
    )


def _work(statute_work: str, subtype: str, designation: Designation) -> str:
    steps = statute_work.strip("/").split("/")
    before = steps[:3]
    author = steps[4:-2] if len(steps) > 5 and steps[3] == subtype else []
    number = "-".join(re.findall(r"[a-z0-9]+", designation.number.casefold()))
    return "/" + "/".join([*before, subtype, *author, designation.date.isoformat(), number])


def with_orders(file: AmendingActFile, orders: Orders) -> AmendingActFile:
    """Return a file with what the act orders."""
    return file.model_copy(
        update={
            "operations": tuple(orders.operations),
            "outside": tuple(orders.outside),
            "undisclosed": tuple(orders.undisclosed),
            "own": tuple(orders.own),
            "context": tuple(orders.context),
        }
    )


def with_language(known: AmendingActFile, new: AmendingActFile) -> AmendingActFile:
    """Return a known file with the names and the received file of a second language."""
    received = new.received[0]
    others = tuple(one for one in known.received if one.language != received.language)
    kept = next((one for one in known.received if one.language == received.language), None)
    if kept and kept.sha256 == received.sha256:
        return known
    return known.model_copy(
        update={
            "name": {**new.name, **known.name},
            "title": {**new.title, **known.title},
            "received": (*others, received),
        }
    )


def merge(existing: Sequence[Node], nodes: Sequence[Node], code: str) -> tuple[Node, ...] | None:
    """Return the provisions of an act with the words of one more language, or None if they do not fit.

    They fit if the structure is the same and words that are there already do not change.
    """
    merged = []
    if len(existing) != len(nodes):
        return None
    for kept, node in zip(existing, nodes, strict=True):
        below = merge(kept.provisions, node.provisions, code)
        same_words = kept.text.get(code, node.text[code]) == node.text[code]
        if below is None or not same_words or (kept.kind, kept.num) != (node.kind, node.num):
            return None
        text = {**kept.text, code: node.text[code]}
        merged.append(kept.model_copy(update={"text": text, "provisions": below}))
    return tuple(merged)


def accounted(file: AmendingActFile) -> frozenset[str]:
    """Return the provisions of an act that its file says something about."""
    ordered = {operation.by for operation in file.operations}
    return frozenset({*ordered, *file.outside, *file.undisclosed, *file.own, *file.context})


def differences(known: AmendingActFile, orders: Orders, name: str, lines: Mapping[str, int]) -> Iterator[str]:
    """Yield a line for each instruction that was read otherwise than the data have it."""

    def of(ordered: Sequence[Operation], by: str) -> list[dict[str, object]]:
        return [operation.model_dump() for operation in ordered if operation.by == by]

    for by in dict.fromkeys(operation.by for operation in orders.operations):
        if of(known.operations, by) != of(orders.operations, by):
            have = "; ".join(f"{one.do} {one.target}" for one in known.operations if one.by == by)
            yield f"{name}:{lines[by]}: differs: `{by}` is {have or 'no operation'} in the data, which stay"


def list_act(text: str, act: str, days: Mapping[str, dt.date]) -> str:
    """Return amendments.yml with an act in its list, by date; the rest of the file is unchanged."""
    start, end = list_place(text, "acts") or (0, 0)
    listed = [(match[1], start + match.start()) for match in LISTED.finditer(text[start:end])]
    if act in [name for name, _ in listed]:
        return text
    item = f"  - {act}\n"
    later = (place for name, place in listed if days.get(name, dt.date.max) > days[act])
    place = next(later, None)
    if place is None:
        return with_items(text, "amendments", "acts", item)
    return text[:place] + item + text[place:]
