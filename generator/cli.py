"""Command line: parses the arguments, runs one command and prints its results.

The modules of a command are imported when it is called, and other modules of the package when they are
needed, so that the program starts fast.
"""

from __future__ import annotations

import argparse
import atexit
import os
import sys
from collections.abc import Collection, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

from generator.files.garbage import collect_rarely

PROGRAM = "statute"
"""The console script that an installation adds."""

INTERRUPTED = 130
"""Exit code of a program that Ctrl+C ended, as shells report it: 128 + SIGINT."""

COMMANDS = {
    "generator.commands.new": {
        "new": (
            "Make a repository of its own for a statute from its text: data, pages, workflows and "
            "the program."
        ),
        "pages": (
            "Write the pages about the site, citing and sources for each language; edited ones stay "
            "as they are."
        ),
    },
    "generator.commands.import_act": {
        "import": "Import the text of an act into a data folder; creates the folder if needed.",
    },
    "generator.commands.amend": {
        "amend": "Take an amending act into the data folder and write the operations that it orders.",
    },
    "generator.commands.check": {
        "check": "Check the data and the text, and render every page without writing it.",
    },
    "generator.commands.site": {
        "write": "Write the Markdown of every page into build/; unchanged files are left alone.",
        "build": "Build the whole site into site/.",
        "serve": "Serve the site locally and rebuild it when the data, a template or a page changes.",
        "bundle": "Build the site in full and zip it into dist/, with its bill of materials and checksums.",
        "links": "Check every link and anchor of a built site.",
    },
    "generator.commands.schema": {
        "schema": (
            "Write the JSON Schemas into the data folder; editors complete and check the YAML with them."
        ),
    },
    "generator.commands.diff": {
        "diff": "Compare two data folders or git revisions, provision by provision.",
    },
    "generator.commands.terms": {
        "terms": "Help to review the links from the act to the glossary.",
    },
    "generator.commands.drafts": {
        "drafts": "Propose entries from the words of the act; accept or refuse what was proposed.",
    },
    "generator.commands.todo": {
        "todo": "List what waits for a person, with file and line: facts that are missing, and drafts.",
    },
    "generator.commands.chart": {
        "chart": "Print a chart: its DOT text, or its drawing as SVG.",
    },
    "generator.commands.additions": {
        "sample": (
            "Print a random sample of what the site adds to the act: place, words, claim and source of each."
        ),
    },
    "generator.commands.text": {
        "text": "Print the text of the statute on a day, a provision a line.",
    },
    "generator.commands.verify_quote": {
        "verify-quote": (
            "Say whether a quotation is verbatim in the act, differs and how, or is nowhere in it."
        ),
    },
    "generator.previews.commands": {
        "preview": "Build, check, publish and remove previews of pull requests.",
    },
    "generator.commands.distribution": {
        "release": "Create the GitHub release of a tag from the files that `bundle` wrote.",
    },
}
"""Module -> its commands with their summaries. Its function `add` adds them, with the same summaries."""


class CommandParser(argparse.ArgumentParser):
    """Parser that names the nearest valid choice when a command or another choice is misspelt."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # argparse has no public hook for this; Python 3.14 suggests a choice itself.
        if action.choices is not None and value not in action.choices:
            from generator.problems import nearest

            choices = [str(choice) for choice in action.choices]
            message = f"`{value}` is not a valid choice; expected one of {', '.join(choices)}"
            raise argparse.ArgumentError(action, message + nearest(str(value), choices))


def project_options(default: object = argparse.SUPPRESS) -> argparse.ArgumentParser:
    """Return a parent parser with the options that choose the project.

    Without a default they leave alone what was given before the command.
    """
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        default=default,
        help="project folder; holds docs/, build/ and site/ (default: the parent of --data, or this folder)",
    )
    options.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        default=default,
        help="data folder (default: data/ in the project)",
    )
    return options


def parser(prog: str = PROGRAM, words: Collection[str] | None = None) -> argparse.ArgumentParser:
    """Return the parser of the command line of a program called `prog`.

    Without `words` every command takes its arguments. With the words of a command line the commands among
    them do; of the others it has the names and summaries, and their modules are not imported.
    """
    main_parser: argparse.ArgumentParser = CommandParser(
        prog=prog,
        description="Turns the data of a public body's statute into a cross-linked site.",
        epilog="Problems are printed as file:line: what is wrong; the exit code is then 1.",
        parents=[project_options(None)],
    )
    commands = main_parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module, summaries in COMMANDS.items():
        if words is None or not summaries.keys().isdisjoint(words):
            import_module(module).add(commands, project_options())
            continue
        for name, summary in summaries.items():
            commands.add_parser(name, help=summary)
    return main_parser


def main(arguments: Sequence[str] | None = None, prog: str = PROGRAM) -> int:
    """Run one command; return its exit code: 0, or 1 after printing every problem."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Kazakh letters gets their code points instead of a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else list(arguments)
    return _run(parser(prog, words).parse_args(words, argparse.Namespace(words=words)))


def run(prog: str = PROGRAM) -> NoReturn:
    """Run the command line as a program of its own and end the process.

    It leaves its objects, hundreds of thousands, to the system: freeing each takes a twentieth of a build
    after an edit.
    """
    collect_rarely()
    code = main(prog=prog)
    atexit._run_exitfuncs()  # os._exit does not
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):  # a program may be started without them
            stream.flush()
    except (OSError, ValueError):
        sys.exit(code)  # it says what is wrong, for example that nobody reads the output any more
    os._exit(code)


def _run(options: argparse.Namespace) -> int:
    """Run the command of parsed options; return the exit code."""
    from generator.builder.project import Project
    from generator.problems import ProblemsError

    try:
        options.run(options, Project.at(options.root, options.data))
    except ProblemsError as problems:
        print(problems, file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; the existing site is unchanged", file=sys.stderr)
        return INTERRUPTED
    return 0
