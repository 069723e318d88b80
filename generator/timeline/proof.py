"""Proves the table of wordings against the acts as received, without trusting the engine.

1. Where the earlier wording is known, the new text has exactly the characters of the old one, less those
   taken out, with those quoted; where it is not, the new words are exactly the quotation.
2. Every provision of an amending act is an instruction used once, or is declared to be none of the statute's.
3. As many paragraphs are quoted as ordinals are named.
4. A consolidation equals the computed text, apart from its notes.
5. All this holds for each language apart.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.language.quotations import CLOSING, EITHER, OPENING
from generator.model import AmendingActFile, AmendingActText, Dataset, Kind, Operation, Provision, Verb
from generator.problems import Problem, nearest
from generator.timeline import quotation, received
from generator.timeline.quotation import QuotationError
from generator.timeline.table import State, Table, Wording

ACCOUNTED = (Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.PART, Kind.CLOSING, Kind.ITEM, Kind.LIST)
"""The kinds of provision of an amending act that must be used or declared."""

MARKUP = re.compile(r"\A---\n.*?\n---\n|</?[a-z]+>|[\s>*#\\_]", re.DOTALL)
"""What the raw file has besides the act's characters. It is another rule than that of `received`."""

ENDING = re.compile(rf"[{CLOSING}{EITHER}][;.,]?\Z")
BEGINNING = re.compile(rf"\A[{OPENING}{EITHER}]")


class Ordinals(Struct, frozen=True):
    """How a language lists the ordinals of new paragraphs."""

    list: str
    """A regular expression; its group is the list."""
    join: str
    """The word before the last ordinal."""


class ActProof(Struct):
    """What was compared for one act in one language."""

    act: str
    language: str
    unofficial_copy: bool
    words: int = 0
    """Words of the received file, all of them in the provisions."""
    instructions: int = 0
    """Instructions used by operations; `unpublished` counts those among them without public words."""
    operations: int = 0
    unpublished: int = 0
    outside: int = 0
    undisclosed: int = 0
    known_before: int = 0
    """Operations whose earlier words are at hand."""
    given_only: int = 0
    """Operations on a text that is not at hand: the words are exactly the quotation."""
    words_taken_out: int = 0
    words_brought_in: int = 0
    ordinals: int = 0


class Proof(Struct):
    """The result of all comparisons."""

    acts: list[ActProof] = field(default_factory=list)
    consolidations: list[str] = field(default_factory=list)
    """A line for each official text that the computed one was compared with."""
    continuations: int = 0
    problems: list[Problem] = field(default_factory=list)


def prove(
    dataset: Dataset, table: Table, files: Mapping[str, bytes], ordinals: Mapping[str, Ordinals], folder: str
) -> Proof:
    """Prove a table. `files` are the received files by name, `folder` names the data folder in messages."""
    proof = Proof(continuations=len(dataset.amendments.timeline.continuations))
    for act in dataset.amendments.acts:
        provisions = {one.eid: one for one in dataset.amendments.provisions[act.act]}
        proof.problems += _accounted(act, provisions)
        for file in act.received:
            result = ActProof(act.act, file.language, file.unofficial_copy)
            proof.acts.append(result)
            proof.problems += _received(file, provisions, files, f"{folder}/source/{file.source}", result)
            proof.problems += _ordinals(act, provisions, file.language, ordinals, result)
            proof.problems += _words(act, provisions, table, file.language, result)
    proof.problems += _balance(dataset, table)
    for consolidation in dataset.amendments.timeline.consolidations:
        name = f"{folder}/source/{consolidation.source}"
        content = files.get(consolidation.source, b"")
        proof.problems += _digest(content, consolidation.sha256, consolidation.at.of("sha256"), name)
        markdown = content.decode("utf-8")
        differences, compared = compare(table, consolidation.date, consolidation.language, markdown, name)
        proof.problems += differences
        proof.consolidations.append(
            f"{consolidation.date}, {consolidation.language}: equals {name}, {compared:,} words; "
            "its notes are left out"
        )
    return proof


def _digest(content: bytes, expected: str, at: tuple[str, int], name: str) -> Iterator[Problem]:
    actual = hashlib.sha256(content).hexdigest()
    if actual != expected:
        yield Problem(*at, f"`sha256`: {name} has the digest {actual}; expected the file as received")


def _received(
    file: AmendingActText,
    provisions: Mapping[str, Provision],
    files: Mapping[str, bytes],
    name: str,
    result: ActProof,
) -> Iterator[Problem]:
    """Compare the provisions with the file: its digest, its words in order, and all its characters."""
    content = files.get(file.source, b"")
    yield from _digest(content, file.sha256, file.at.of("sha256"), name)
    text = content.decode("utf-8", errors="replace")
    theirs = [(word, line) for line, word in received.words(text)]
    mine = [
        (word, one)
        for one in provisions.values()
        for word in (*(one.num or "").split(), *one.text.get(file.language, "").split())
    ]
    result.words = len(theirs)
    for (word, line), (own, one) in zip(theirs, mine, strict=False):
        if word != own:
            message = f"has «{own}» where line {line} of {name} has «{word}»; expected the same words"
            yield Problem(one.at.file, one.at.line, f"`{one.eid}`: {message}")
            return
    if len(theirs) != len(mine):
        counts = f"{len(mine):,} words in {file.language}, {name} has {len(theirs):,}"
        yield Problem(*file.at.of("source"), f"the provisions have {counts}; expected the same words")
    elif MARKUP.sub("", text) != "".join(word for word, _ in mine):
        yield Problem(name, 1, "has characters that are in no provision; expected every character of the act")


def _accounted(act: AmendingActFile, provisions: Mapping[str, Provision]) -> Iterator[Problem]:
    """Check that each provision is used or declared once, and each quotation used once."""
    declared: Counter[str] = Counter(dict.fromkeys((one.by for one in act.operations), 1))
    for key in ("outside", "undisclosed", "own", "context"):
        for position, eid in enumerate(getattr(act, key)):
            declared[eid] += 1
            if eid not in provisions:
                where = act.at.of(f"{key}.{position}")
                yield Problem(*where, f"`{key}`: the act has no provision `{eid}`{nearest(eid, provisions)}")
            elif declared[eid] > 1:
                yield Problem(*act.at.of(f"{key}.{position}"), f"`{eid}` is declared or used twice")
    for one in provisions.values():
        if one.kind in ACCOUNTED and not declared[one.eid]:
            message = (
                f"`{one.eid}` is used by no operation; expected one in {act.at.file}, or its eId in "
                "`outside`, `undisclosed`, `own` or `context`"
            )
            yield Problem(one.at.file, one.at.line, message)
    used: dict[str, Operation] = {}
    targets: set[tuple[str, str]] = set()
    for operation in act.operations:
        if operation.by not in provisions:
            continue
        if (operation.by, operation.target) in targets and operation.do is not Verb.WORDS:
            yield Problem(*operation.at.of("by"), f"`{operation.by}` changes `{operation.target}` twice")
        targets.add((operation.by, operation.target))
        try:
            taken = quotation.quoted(operation, provisions) if operation.new else []
        except QuotationError:
            continue  # The engine reports it.
        for one in taken:
            if one.eid in used:
                line = used[one.eid].at.line
                yield Problem(
                    *operation.at.of("new"), f"`{one.eid}` is used by the operation of line {line} too"
                )
            used[one.eid] = operation
    instructions = {operation.by for operation in act.operations}
    for one in provisions.values():
        if one.kind is Kind.QUOTED and one.parent in instructions and one.eid not in used:
            yield Problem(one.at.file, one.at.line, f"`{one.eid}` is quoted and used by no operation")


def _ordinals(
    act: AmendingActFile,
    provisions: Mapping[str, Provision],
    code: str,
    ordinals: Mapping[str, Ordinals],
    result: ActProof,
) -> Iterator[Problem]:
    """Count the ordinals that an instruction names in its own words."""
    forms = ordinals.get(code)
    for operation in act.operations:
        instruction = provisions.get(operation.by)
        if operation.count is None or instruction is None or forms is None:
            continue
        listed = re.search(forms.list, instruction.text.get(code, ""), re.DOTALL)
        if not listed:
            continue
        count = len(re.split(rf",|\s{forms.join}\s", listed[1]))
        result.ordinals += count
        if count != operation.count:
            message = (
                f"`count`: the {code} text of `{operation.by}` names {count} ordinals, not {operation.count}"
            )
            yield Problem(*operation.at.of("count"), message)


def _words(
    act: AmendingActFile, provisions: Mapping[str, Provision], table: Table, code: str, result: ActProof
) -> Iterator[Problem]:
    """Compare the words that each operation gave with its quotation, letter by letter."""
    result.instructions = len({operation.by for operation in act.operations})
    result.operations = len(act.operations)
    result.outside, result.undisclosed = len(act.outside), len(act.undisclosed)
    for operation in act.operations:
        result.unpublished += operation.do is Verb.UNPUBLISHED
        given = [row for row in table.rows if row.by and row.by.operation is operation and not row.moved_by]
        taken = [row for row in table.rows if row.ended_by and row.ended_by.operation is operation]
        taken = [row for row in taken if row.state is State.KNOWN and not _moves(row, table)]
        if operation.do is not Verb.UNPUBLISHED:
            result.known_before += bool(taken) or _stands_in_known(given, table)
            result.given_only += not (taken or _stands_in_known(given, table))
        result.words_taken_out += sum(len(row.text.get(code, "").split()) for row in taken)
        result.words_brought_in += sum(len(row.text.get(code, "").split()) for row in given)
        if operation.do not in (Verb.REPLACE, Verb.INSERT) or operation.by not in provisions:
            continue
        try:
            quoted = quotation.quoted(operation, provisions)
        except QuotationError:
            continue
        raw = _letters(" ".join(one.text.get(code, "") for one in quoted))
        mine = _letters(" ".join(f"{row.num or ''} {row.text.get(code, '')}" for row in given))
        bare = ENDING.sub("", raw)
        if mine not in (raw, bare, BEGINNING.sub("", raw), BEGINNING.sub("", bare)):
            message = f"the {code} words of `{operation.target}` are not those of the quotation"
            yield Problem(*operation.at.of("new"), f"`new`: {message}")


def _moves(row: Wording, table: Table) -> bool:
    """Tell whether the words of a row that ended go on at another address."""
    return any(
        other.start == row.until and other.text == row.text and other.by == row.by
        for other in table.by_identity[row.identity]
    )


def _stands_in_known(given: list[Wording], table: Table) -> bool:
    """Tell whether the provision above new words has known words on that day."""
    for row in given:
        above = table.at(row.parent, row.start) if row.parent else None
        if above and above.state is State.KNOWN and above.start < row.start:
            return True
    return False


def _letters(text: str) -> str:
    return "".join(text.split())


def _balance(dataset: Dataset, table: Table) -> Iterator[Problem]:
    """Compare, for each day and language, the characters before and after with those taken out and quoted."""
    for day in {row.start for row in table.rows} - {table.first}:
        for code in (language.code for language in dataset.languages):
            expected, actual = list[str](), list[str]()
            for row in table.rows:
                if row.state is not State.KNOWN or code not in row.text:
                    continue
                before = (row.start < day and (row.until is None or row.until >= day)) + (
                    row.start == day and not row.moved_by
                )
                after = row.covers(day) + (row.until == day and not _moves(row, table))
                # Words that stand on both sides are the same there.
                if before != after:
                    words = f"{row.num or ''}{row.text[code]}"
                    expected += [words] * before
                    actual += [words] * after
            # The day before and the words given are the day itself and the words taken out.
            if Counter(_letters("".join(expected))) != Counter(_letters("".join(actual))):
                name = dataset.amendments.timeline.at.file
                yield Problem(
                    name,
                    1,
                    f"the {code} text of {day} is not that of the day before, less the words "
                    "taken out, with those given",
                )


def compare(table: Table, day: dt.date, code: str, markdown: str, name: str) -> tuple[list[Problem], int]:
    """Compare the text of a day with an official consolidation; return differences and words compared.

    Headers, titles and signatures that the timeline does not cover are compared as well: the whole act is.
    """
    on_day = list(table.on(day))
    rows = [row for row in on_day if row.kind is not Kind.NOTE]
    # Notes of the publisher, as on where the act is to be published, are no words of the act.
    notes = {" ".join(row.text.get(code, "").split()) for row in on_day if row.kind is Kind.NOTE}
    mine = [
        (word, row.eid)
        for row in rows
        for word in (*(row.num or "").split(), *row.text.get(code, "").split())
    ]
    theirs = [
        (word, paragraph.line)
        for paragraph in received.paragraphs(markdown)
        if not is_note(paragraph) and " ".join(paragraph.text.split()) not in notes
        for word in paragraph.text.split()
    ]
    for (own, eid), (word, line) in zip(mine, theirs, strict=False):
        if own != word:
            message = f"has «{word}» where the text of {day} has «{own}» (`{eid}`)"
            return [Problem(name, line, f"{message}; expected the computed text")], 0
    if len(mine) != len(theirs):
        counts = f"has {len(theirs):,} words, the text of {day} {len(mine):,}"
        return [Problem(name, 1, f"{counts}; expected the computed text")], 0
    return [], len(mine)


def is_note(paragraph: received.Paragraph) -> bool:
    """Tell whether a paragraph of a consolidation is a note on an amendment, not a header of the act."""
    return paragraph.style is received.Style.ASIDE and re.match(r"\w+\.\s", paragraph.text) is not None
