"""The `text` command: prints the text of the statute on a day."""

from __future__ import annotations

import argparse

from generator.arguments import Subparsers, add_command
from generator.arguments import day as read_day
from generator.arguments import language as read_language
from generator.builder.project import Project
from generator.dataset import loader
from generator.problems import Problem, ProblemsError
from generator.timeline import engine, text


def print_text(arguments: argparse.Namespace, project: Project) -> None:
    """Print the text of the statute on a day, a provision a line."""
    day = read_day(arguments.on, "--on")
    dataset = loader.load(project.data)
    codes = [language.code for language in dataset.languages]
    language = read_language(arguments.language, codes) if arguments.language else dataset.original
    names = {unit.id: unit.name.get(language, unit.id) for unit in dataset.amendments.timeline.units}
    try:
        for line in text.lines(engine.build(dataset), day, language, names):
            print(line)
    except text.TooEarlyError as error:
        raise ProblemsError([Problem("--on", 1, str(error))]) from None


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `text` to the command line; it takes the options of `options`."""
    parser = add_command(commands, print_text, options, "text")
    parser.add_argument("--on", required=True, metavar="DATE", help="the day, as 2022-10-03")
    parser.add_argument("--language", default="", metavar="L", help="language code (default: the original's)")
