"""The `verify-quote` command: says whether a quotation is verbatim, different or nowhere in the act."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.act.index import Index
from generator.act.targets import Target
from generator.arguments import Subparsers, add_command
from generator.arguments import day as read_day
from generator.arguments import language as read_language
from generator.builder.project import Project
from generator.dataset import loader
from generator.diff import quotable, quotations
from generator.diff.quotations import Judgement, Place, Verdict
from generator.diff.quoted_text import Unit
from generator.diff.resemblance import Difference
from generator.model import Dataset
from generator.plan import pages
from generator.plan.localization import Localization
from generator.problems import Problem, ProblemsError
from generator.timeline import engine
from generator.timeline.table import Provenance, State, Table

MOST_PLACES = 5
"""The most places that are listed."""

LONGEST = 100_000
"""The most characters of a quotation; the act of an ordinary institution is shorter."""

PROVENANCE = {
    Provenance.ORIGINAL: "the act's own words, as received",
    Provenance.OFFICIAL: "official text",
    Provenance.UNOFFICIAL_COPY: "official text by an unofficial copy, not compared with the official one",
    Provenance.TRANSLATION: "the site's translation, not an official text",
}
"""Where words come from, in words."""


class _Desk(Struct, frozen=True):
    """What the lines about a place are made from."""

    dataset: Dataset
    table: Table
    plan: pages.Plan
    localizations: dict[str, Localization]
    day: dt.date | None


def verify_quote(arguments: argparse.Namespace, project: Project) -> None:
    """Say whether a quotation is verbatim in the act, differs and how, or is nowhere in it."""
    day = read_day(arguments.on, "--on") if arguments.on else None
    quotation = _quotation(arguments)
    dataset = loader.load(project.data)
    codes = [language.code for language in dataset.languages]
    languages = [read_language(arguments.language, codes)] if arguments.language else codes
    table = engine.build(dataset)
    begins = table.approved or table.first
    if day and begins and day < begins:
        message = f"{day} is before the act, of {begins}; expected that day or a later one"
        raise ProblemsError([Problem("--on", 1, message)])
    index = Index(dataset)
    localizations = {language.code: Localization(index, language) for language in dataset.languages}
    desk = _Desk(dataset, table, pages.plan(index), localizations, day)
    verbatim, lines = _judge(quotation, desk, languages)
    print("\n".join(lines))
    if not verbatim:
        raise SystemExit(1)


def _judge(quotation: str, desk: _Desk, languages: list[str]) -> tuple[bool, list[str]]:
    """Return whether a quotation is verbatim, and the lines that say what is established."""
    anywhere = quotations.streams(quotable.texts(desk.dataset, desk.table), languages)
    if desk.day is None:
        judgement = quotations.judge(quotation, anywhere)
        return judgement.verdict is Verdict.VERBATIM, list(_lines(judgement, desk))
    lines = []
    if desk.table.first and desk.day < desk.table.first:
        lines.append(f"the words of the statute on {desk.day} are not at hand")
    on_day = quotations.streams(quotable.texts_on(desk.dataset, desk.table, desk.day), languages)
    judgement = quotations.judge(quotation, on_day)
    if judgement.verdict is Verdict.VERBATIM:
        return True, [*lines, *_lines(judgement, desk)]
    other = quotations.judge(quotation, anywhere)
    if other.verdict is Verdict.VERBATIM or other.shared > judgement.shared:
        lines.append(f"not in the words at hand for {desk.day}; of another day:")
        return False, [*lines, *_lines(other, desk)]
    return False, [*lines, *_lines(judgement, desk)]


def _lines(judgement: Judgement, desk: _Desk) -> Iterator[str]:
    if judgement.verdict is Verdict.NOWHERE:
        yield "nowhere: no text at hand has these words or words like them"
        return
    if len(judgement.places) > MOST_PLACES:
        yield f"{judgement.verdict}: {len(judgement.places)} places"
    for place in judgement.places[:MOST_PLACES]:
        yield from _about(judgement.verdict, place, desk)
    if len(judgement.places) > MOST_PLACES:
        yield f"and {len(judgement.places) - MOST_PLACES} more places"
    if judgement.difference:
        yield from _difference(judgement.difference)


def _about(verdict: Verdict, place: Place, desk: _Desk) -> Iterator[str]:
    """Yield the lines about a place: its provisions, their days, where the words come from."""
    names = " and ".join(dict.fromkeys(_name(unit) for unit in _ends(place.units)))
    extent = f"{len(place.units)} provisions from " if len(place.units) > 2 else ""
    how = {Verdict.DIFFERS: ", in part or whole"}.get(verdict, ", complete" if place.complete else ", a part")
    yield f"{verdict}: {extent}{names}{how} ({place.language})"
    for unit in _ends(place.units):
        yield from (f"  {line}" for line in _unit(unit, place.language, desk))
    if place.before or place.after:
        yield f"  in the act: {place.before} ‹the quotation› {place.after}".rstrip()
    if place.overlooked:
        yield f"  overlooked: {'; '.join(place.overlooked)}"


def _ends(units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    return units if len(units) < 3 else (units[0], units[-1])


def _name(unit: Unit) -> str:
    return f"`{unit.eid}`" + (f" of {unit.source}" if unit.source else "")


def _unit(unit: Unit, language: str, desk: _Desk) -> Iterator[str]:
    localization = desk.localizations[language]
    provision = localization.index.provisions.get(unit.eid)
    in_version = not unit.source and unit.start == desk.dataset.act.version.date
    if in_version and provision and (citation := localization.citation(provision)):
        yield citation
    if address := _address(unit, desk, in_version=in_version):
        yield f"{language}/{address}"
    yield _days(unit, desk)
    yield PROVENANCE[unit.provenance[language]]


def _address(unit: Unit, desk: _Desk, *, in_version: bool) -> str:
    """Return the address of a unit's page below the language's folder, or "" if no page shows it."""
    homes, history = desk.plan.homes, desk.plan.history
    if unit.source:
        return homes.get(Target.amendment(unit.source, unit.eid), "")
    if in_version:
        return homes.get(Target.own(unit.eid)) or homes.get(Target.provision(unit.eid), "")
    days = [day for day in history.days if unit.start and day >= unit.start] if history else []
    return next((homes[key] for day in days if (key := Target.version(day, unit.eid)) in homes), "")


def _days(unit: Unit, desk: _Desk) -> str:
    """Return the days of a wording, and what is known of the day that was asked for."""
    if unit.source:
        return f"the amending act's own text, of {unit.start}"
    parts = [f"version of {unit.start}" if unit.start else "version without a date"]
    if unit.until:
        parts.append(f"no longer from {unit.until}")
    if unit.last_known_from and unit.last_known_from != unit.until:
        parts.append(f"from {unit.last_known_from} only the last known words")
    row = desk.table.at(unit.eid, desk.day) if desk.day else None
    if desk.day and unit.until and desk.day >= unit.until:
        unknown = row is not None and row.state is State.UNKNOWN
        state = "the wording is not known" if unknown else "the provision has another wording or none"
        parts.append(f"on {desk.day} {state}")
    elif desk.day and unit.start and desk.day < unit.start:
        parts.append(f"later than {desk.day}")
    elif desk.day and unit.last_known_from and desk.day >= unit.last_known_from:
        parts.append(f"whether they hold on {desk.day} is not known")
    return "; ".join(parts)


def _difference(difference: Difference) -> Iterator[str]:
    """Yield the words of the act and of the quotation, as `diff` writes them."""
    words = [
        act if act == quoted else f"{f'[-{act}-]' if act else ''}{f'{{+{quoted}+}}' if quoted else ''}"
        for act, quoted in difference.spans
    ]
    yield f"  {' '.join(filter(None, words))}"
    yield "  [-…-] only in the act, {+…+} only in the quotation"
    if difference.remark:
        yield f"  {difference.remark}"


def _quotation(arguments: argparse.Namespace) -> str:
    """Return the text to verify: the argument, the content of a file, or standard input."""
    if arguments.text is not None and arguments.file is not None:
        raise ProblemsError([Problem("--file", 1, "a text is given as well; expected one of them")])
    name = "text"
    if arguments.text is not None:
        quotation: str = arguments.text
    else:
        name = str(arguments.file or "standard input")
        content = arguments.file.read_bytes() if arguments.file else sys.stdin.buffer.read()
        try:
            quotation = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            message = f"byte 0x{content[error.start]:02x} is not UTF-8; expected UTF-8 text"
            raise ProblemsError([Problem(name, line, message)]) from None
    if not quotations.has_words(quotation):
        raise ProblemsError([Problem(name, 1, "contains no words; expected a quotation")])
    if len(quotation) > LONGEST:
        message = f"has {len(quotation):,} characters; expected a quotation of at most {LONGEST:,}"
        raise ProblemsError([Problem(name, 1, message)])
    return quotation


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `verify-quote` to the command line; it takes the options of `options`."""
    parser = add_command(commands, verify_quote, options, "verify-quote")
    parser.add_argument("text", nargs="?", help="the quotation (default: standard input)")
    parser.add_argument("--file", type=Path, metavar="FILE", help="a file with the quotation, in UTF-8")
    parser.add_argument("--on", default="", metavar="DATE", help="only the text of this day, as 2022-10-03")
    parser.add_argument("--language", default="", metavar="L", help="language code (default: every language)")
