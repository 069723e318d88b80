"""The `text` command: prints the text of the statute on a day."""

from __future__ import annotations

import argparse
import datetime as dt

from generator.builder.preparation import Project
from generator.dataset import loader
from generator.problems import Problem, ProblemsError, nearest
from generator.timeline import engine, text

EXPECTED = "expected a day, as 2022-10-03"


def print_text(arguments: argparse.Namespace, project: Project) -> None:
    """Print the text of the statute on a day, a provision a line."""
    day = _day(arguments.on)
    dataset = loader.load(project.data)
    codes = [language.code for language in dataset.languages]
    language = arguments.language or dataset.original
    if language not in codes:
        message = f"`{language}` is not a language of the data; expected one of {', '.join(codes)}"
        raise ProblemsError([Problem("--language", 1, message + nearest(language, codes))])
    names = {unit.id: unit.name.get(language, unit.id) for unit in dataset.amendments.timeline.units}
    try:
        for line in text.lines(engine.build(dataset), day, language, names):
            print(line)
    except text.TooEarlyError as error:
        raise ProblemsError([Problem("--on", 1, str(error))]) from None


def _day(given: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        raise ProblemsError([Problem("--on", 1, f"`{given}` is not a date; {EXPECTED}")]) from None
    if day.isoformat() != given:
        raise ProblemsError([Problem("--on", 1, f"`{given}` is not written as a date; {EXPECTED}")])
    return day


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], options: argparse.ArgumentParser
) -> None:
    """Add `text` to the command line; it takes the options of `options`."""
    summary = (print_text.__doc__ or "").strip()
    parser = commands.add_parser("text", help=summary, description=summary, parents=[options])
    parser.set_defaults(run=print_text)
    parser.add_argument("--on", required=True, metavar="DATE", help="the day, as 2022-10-03")
    parser.add_argument("--language", default="", metavar="L", help="language code (default: the original's)")
