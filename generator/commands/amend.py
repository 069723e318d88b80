"""The `amend` command: takes an amending act into a data folder and writes the operations that it orders.

The received file is kept byte for byte with its digest, its words become provisions, and its instructions
operations on the statute. What is not certain is reported as `file:line: reason` and left to people. A
temporary copy of the folder is checked first, so that it either takes the whole act or stays unchanged.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.act import eid
from generator.amend import act_file, operations, tree
from generator.amend.designations import Designation
from generator.amend.operations import Orders, ToFillIn
from generator.amend.statute import Statute
from generator.arguments import Subparsers, add_command
from generator.arguments import day as read_day
from generator.builder.project import Project
from generator.checks import amendments
from generator.commands import amending_text, received_text
from generator.commands.amending_text import Given, ReceivedAct
from generator.commands.staging import copy_changes, staged_copy
from generator.dataset import json_schema, loader
from generator.dataset.yaml_writer import dump_file
from generator.files.names import safe_file_name
from generator.model import AmendingActFile, AmendingActText, Dataset, Provision, ProvisionsFile
from generator.problems import Problem, ProblemsError
from generator.timeline import engine


def amend(path: Path, data: Path, given: Given) -> Iterator[str]:
    """Take an amending act into a data folder; yield a report, line by line.

    A second language of an act adds its words, and its operations are compared. The same file again changes
    nothing. Raises `ProblemsError`, with nothing written, if the act contradicts itself or the statute.
    """
    dataset = loader.load(data)
    received = amending_text.read(path, given)
    known = next((act for act in dataset.amendments.acts if _is(act, received.designation)), None)
    _expect_language(received, dataset, known)
    act = known.act if known else _new_id(received, dataset)
    with received_text.refusals(received.text, received.name):
        nodes = tuple(draft.node(received.code) for draft in received.drafts)
    provisions = eid.address([(act, nodes)])
    by_position = {
        draft.at: provision for draft, provision in zip(tree.walk(received.drafts), provisions, strict=True)
    }
    _prove(received, provisions)
    orders = _orders(received, by_position, dataset, known)
    if orders.problems:
        raise ProblemsError(orders.problems)
    merged = nodes
    if known:
        kept = received_text.read_entry(data / "amendments" / "provisions" / f"{act}.yml", ProvisionsFile)
        fitting = act_file.merge(kept.provisions if kept else (), nodes, received.code)
        if fitting is None:
            existing = dataset.amendments.provisions[act]
            raise ProblemsError(_other_structure(existing, provisions, received, by_position))
        merged = fitting
    source = _source_name(path, data, received)
    with received_text.refusals(received.text, received.name):
        file = _file(received, orders, dataset, known, act, source, given)
    with staged_copy(data) as staged:
        _write(staged, file, merged, source, received.content, known)
        _check(staged, act, received, by_position, complete=not _left(orders, file))
        written = copy_changes(staged, data)
    yield from _report(received, orders, by_position, file, known)
    yield f"files written: {written}" if written else "nothing changed"


def _expect_language(received: ReceivedAct, dataset: Dataset, known: AmendingActFile | None) -> None:
    """Raise `ProblemsError` unless the data have the act's language, and its words in the original first."""
    codes = [language.code for language in dataset.languages]
    if received.code not in codes:
        message = f"is in `{received.code}`; the statute is in {' and '.join(codes)}"
        raise ProblemsError([Problem(received.name, 1, f"{message}; import it in that language first")])
    if known is None and received.code != dataset.original:
        message = f"is in `{received.code}`; expected the act in `{dataset.original}`, the original, first"
        raise ProblemsError([Problem(received.name, 1, message)])


def _new_id(received: ReceivedAct, dataset: Dataset) -> str:
    """Return the id of a new act: its kind and number, and its year if that id is taken."""
    own = act_file.identifier(received.reading, received.designation, received.vocabularies)
    taken = {act.act for act in dataset.amendments.acts}
    return f"{own}-{received.designation.date.year}" if own in taken else own


def _is(act: AmendingActFile, designation: Designation) -> bool:
    return (act.number, act.date) == (designation.number, designation.date)


def _prove(received: ReceivedAct, provisions: Sequence[Provision]) -> None:
    """Raise `ProblemsError` unless the provisions have every word of the act, in its order."""
    words = [
        word
        for provision in provisions
        for text in (provision.num, provision.text[received.code])
        for word in (text or "").split()
    ]
    expected = [
        (word, paragraph.line) for paragraph in received.reading.paragraphs for word in paragraph.text.split()
    ]
    for word, (printed, line) in zip(words, expected, strict=False):
        if word != printed:
            raise ProblemsError([Problem(received.name, line, f"«{printed}» has become «{word}»")])
    if len(words) != len(expected):
        raise ProblemsError([Problem(received.name, 1, "loses words; expected every word in a provision")])


def _orders(
    received: ReceivedAct, by_position: dict[int, Provision], dataset: Dataset, known: AmendingActFile | None
) -> Orders:
    """Return what the act orders, resolved against the statute without it."""
    before = tuple(
        act for act in dataset.amendments.acts if act is not known and act.date <= received.designation.date
    )
    earlier = dataset.amendments.model_copy(update={"acts": before})
    without = dataset.model_copy(update={"amendments": earlier})
    statute = Statute(without, engine.build(without), received.vocabularies)
    orders = operations.orders(
        received.reading, by_position, statute, received.designation, received.in_force, received.name
    )
    if not orders.operations and not orders.to_fill_in and not orders.problems:
        acts = " or ".join(map(str, sorted(statute.acts, key=str)))
        message = f"orders no change of the statute; expected one of {acts or 'its act'}"
        raise ProblemsError([Problem(received.name, 1, message)])
    return orders


def _other_structure(
    existing: Sequence[Provision],
    provisions: Sequence[Provision],
    received: ReceivedAct,
    by_position: dict[int, Provision],
) -> Iterator[Problem]:
    """Yield a problem with the first provision that the act in another language does not have."""
    lines = {one.eid: received.reading.paragraphs[at].line for at, one in by_position.items()}
    for mine, theirs in zip(provisions, existing, strict=False):
        if (mine.eid, mine.num) != (theirs.eid, theirs.num):
            message = f"has `{mine.eid}` where the kept text has `{theirs.eid}`"
            yield Problem(received.name, lines[mine.eid], f"{message}; expected the same structure")
            return
        if mine.text[received.code] != theirs.text.get(received.code, mine.text[received.code]):
            message = f"`{mine.eid}` has other words than the kept text; expected the same act"
            yield Problem(received.name, lines[mine.eid], message)
            return
    message = f"has {len(provisions)} provisions, the kept text {len(existing)}; expected the same structure"
    yield Problem(received.name, 1, message)


def _source_name(path: Path, data: Path, received: ReceivedAct) -> str:
    """Return the name of the file in `source/`: its own, unless another file has that name."""
    name = safe_file_name(" ".join(path.name.split()), f"amendment.{received.code}")
    target = data / "source" / name
    if target.is_file() and target.read_bytes() != received.content:
        name = safe_file_name(f"{received.digest[:8]}.{name}", "amendment")
    return name


def _file(
    received: ReceivedAct,
    orders: Orders,
    dataset: Dataset,
    known: AmendingActFile | None,
    act: str,
    source: str,
    given: Given,
) -> AmendingActFile:
    file = AmendingActText(
        language=received.code,
        source=source,
        sha256=received.digest,
        origin=given.origin or None,
        unofficial_copy=given.unofficial_copy,
    )
    reading, own = received.reading, received.designation
    new = act_file.build(act, reading, own, received.vocabularies, dataset.act.work, file)
    new = new.model_copy(update={"in_force": received.in_force})
    if known:
        return act_file.with_language(known, new)
    return act_file.with_orders(new, orders)


def _write(
    staged: Path,
    file: AmendingActFile,
    nodes: tuple[object, ...],
    source: str,
    content: bytes,
    known: AmendingActFile | None,
) -> None:
    """Write the files of the act into a staged folder; files that stay the same are left alone."""
    (staged / "source").mkdir(exist_ok=True)
    (staged / "source" / source).write_bytes(content)
    words = ProvisionsFile.model_validate({"provisions": nodes})
    own = staged / "amendments" / f"{file.act}.yml"
    own.parent.joinpath("provisions").mkdir(parents=True, exist_ok=True)
    text = dump_file(words, "provisions", "../../")
    (staged / "amendments" / "provisions" / f"{file.act}.yml").write_text(text, encoding="utf-8")
    if known is None or file.model_dump() != known.model_dump():
        own.write_text(dump_file(file, "amending-act", "../"), encoding="utf-8")
    listed = staged / "amendments.yml"
    before = listed.read_text(encoding="utf-8") if listed.exists() else ""
    days = {act.act: act.date for act in _acts(staged)} | {file.act: file.date}
    listed.write_text(act_file.list_act(before, file.act, days), encoding="utf-8")
    json_schema.write(staged)


def _acts(folder: Path) -> Iterator[AmendingActFile]:
    for path in sorted((folder / "amendments").glob("*.yml")):
        act = received_text.read_entry(path, AmendingActFile)
        if act:
            yield act


def _check(
    staged: Path, act: str, received: ReceivedAct, by_position: dict[int, Provision], *, complete: bool
) -> None:
    """Raise `ProblemsError` with the problems of a staged folder, at the lines of the act if it has them.

    The proof asks for every instruction, so it waits until nothing is left to fill in.
    """
    lines = {one.eid: received.reading.paragraphs[at].line for at, one in by_position.items()}
    dataset = loader.load(staged)
    file = next(one for one in dataset.amendments.acts if one.act == act)
    ordered = {}
    for operation in file.operations:
        for line in {operation.at.line, *operation.at.keys.values()}:
            ordered[operation.at.file, line] = operation.by
    try:
        table = engine.build(dataset)
        if complete:
            amendments.prove(staged, dataset, table)
    except ProblemsError as error:
        raise ProblemsError(
            _at_source(one, ordered, lines, received.name) for one in error.problems
        ) from None


def _at_source(
    problem: Problem, ordered: Mapping[tuple[str, int], str], lines: Mapping[str, int], name: str
) -> Problem:
    """Return the problem of an operation as one of the instruction that orders it; others as they are."""
    if (problem.file, problem.line) not in ordered:
        return problem

    def line(match: re.Match[str]) -> str:
        other = ordered.get((problem.file, int(match[1])))
        return f"line {lines[other]}" if other else match[0]

    message = re.sub(r"\bline (\d+)\b", line, problem.message)
    return Problem(name, lines[ordered[problem.file, problem.line]], message)


def _left(orders: Orders, file: AmendingActFile) -> list[ToFillIn]:
    """Return what people still have to fill in."""
    accounted = act_file.accounted(file)
    return [one for one in orders.to_fill_in if one.by not in accounted]


def _report(
    received: ReceivedAct,
    orders: Orders,
    by_position: dict[int, Provision],
    file: AmendingActFile,
    known: AmendingActFile | None,
) -> Iterator[str]:
    lines = {one.eid: received.reading.paragraphs[at].line for at, one in by_position.items()}
    name = received.name
    for operation in orders.operations:
        day = operation.on or received.in_force
        what = f"{operation.do} `{operation.target}`"
        if operation.after:
            number = f"{operation.count} paragraph{'s' if operation.count != 1 else ''}"
            what = f"insert {number} into `{operation.target}` after paragraph {operation.after}"
        yield f"{name}:{lines[operation.by]}: read: {what} from {day}"
    to_fill_in = _left(orders, file)
    for one in to_fill_in:
        yield f"{name}:{one.line}: to fill in: `{one.by}` {one.reason}"
    for doubt in received.reading.notes:
        yield f"{name}:{received.reading.paragraphs[doubt.at].line}: {doubt.reason}"
    if known:
        yield from act_file.differences(known, orders, name, lines)
    read = len({operation.by for operation in orders.operations if operation.do != "unpublished"})
    unpublished = len({one.by for one in orders.operations if one.do == "unpublished"})
    yield (
        f"{file.act} ({received.code}): instructions read: {read}, filled in by hand: "
        f"{len(orders.to_fill_in) - len(to_fill_in)}, to fill in: {len(to_fill_in)}, about other acts: "
        f"{len(orders.outside)}, not published: {unpublished + len(orders.undisclosed)}"
    )
    words = sum(len(paragraph.text.split()) for paragraph in received.reading.paragraphs)
    yield f"every word is kept: {words}; SHA-256 {received.digest}"


def run(arguments: argparse.Namespace, project: Project) -> None:
    """Take an amending act into the data folder and write the operations that it orders."""
    given = Given(
        arguments.language,
        arguments.number,
        read_day(arguments.date, "--date") if arguments.date is not None else None,
        read_day(arguments.in_force, "--in-force") if arguments.in_force is not None else None,
        arguments.origin,
        arguments.unofficial_copy,
    )
    for line in amend(arguments.text, project.data, given):
        print(line)


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `amend` to the command line; it takes the options of `options`."""
    parser = add_command(commands, run, options, "amend")
    parser.add_argument("text", type=Path, metavar="FILE", help="the amending act, as Markdown or text")
    parser.add_argument("--language", default="", metavar="L", help="language code (default: by the letters)")
    parser.add_argument("--number", default="", help="number of the act, if its text does not give it")
    parser.add_argument("--date", metavar="DAY", help="date of the act, if its text lacks it")
    parser.add_argument(
        "--in-force", metavar="DAY", help="day of entry into force, if the text gives no date"
    )
    parser.add_argument("--origin", default="", metavar="URL", help="address that the file was taken from")
    parser.add_argument(
        "--unofficial-copy", action="store_true", help="the file is not from an official publication"
    )
