"""Command line: parses the arguments, runs one command and prints its results."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.act.integrity import describe_moves, describe_unclear
from generator.builder import builder, dev_server, link_check, markdown_tree, preparation
from generator.charts.geometry import Figure
from generator.checks import translations
from generator.checks.amendments import describe as describe_amendments
from generator.commands import additions, amend, chart, distribution, import_act, todo
from generator.commands import drafts as drafts_commands
from generator.commands import new as new_commands
from generator.commands import terms as terms_commands
from generator.commands import text as text_command
from generator.dataset import json_schema
from generator.diff import report as diff_report
from generator.diff import sources
from generator.previews import commands as previews_commands
from generator.problems import ProblemsError, nearest
from generator.render import renderer

PROGRAM = "statute"
"""The console script that an installation adds."""

INTERRUPTED = 130
"""Exit code of a program that Ctrl+C ended, as shells report it: 128 + SIGINT."""

Command = Callable[[argparse.Namespace, preparation.Project], None]


def say(message: str) -> None:
    """Print progress to standard error; results go to standard output."""
    print(f"… {message}", file=sys.stderr, flush=True)


def display(path: Path) -> str:
    """Return a path as the user reaches it: relative to the current folder if it is below it."""
    path, here = path.resolve(), Path.cwd().resolve()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def blank(figures: Sequence[Figure]) -> dict[str, Markup]:
    """Return empty drawings: `check` renders the words of a page only."""
    return {figure.name: Markup() for figure in figures}


def check(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Check the data and the text, and render every page without writing it."""
    prepared = preparation.prepare(project)
    dataset, proof = prepared.dataset, prepared.proof
    json_schema.expect(project.data)
    pages = sum(
        len(list(renderer.render(prepared.plan, localization, prepared.proof, blank)))
        for localization in prepared.localizations
    )
    print(
        f"words in the source: {proof.words_in_source}; after {proof.repairs} declared repairs: "
        f"{proof.words_after_repairs}; in the provisions: {proof.words_in_provisions}"
    )
    print(f"non-space characters: {proof.characters_in_source} = {proof.characters_in_provisions}")
    print(f"look-alike letters kept: {proof.latin_letters} in {proof.look_alikes} words")
    for line in describe_unclear(proof):
        print(line)
    print(
        f"provisions: {len(dataset.provisions)}, bodies: {len(dataset.organisation.bodies)}, posts: "
        f"{len(dataset.organisation.posts)}, relations: {len(dataset.relations)}, "
        f"assignments: {len(dataset.assignments)}, terms: {len(dataset.glossary.terms)}, pages: {pages} in "
        f"{', '.join(localization.code for localization in prepared.localizations)}"
    )
    print(additions.summary(additions.additions(prepared)))
    for line in describe_amendments(prepared.amended):
        print(line)
    if len(prepared.localizations) > 1:
        parity = prepared.parity
        print(
            f"parity: {parity.provisions} provisions, {parity.texts} texts, {parity.strings} interface "
            f"words, {parity.terms} word forms of terms; {parity.exceptions} declared exceptions"
        )
        if parity.advice:
            print(translations.describe_advice(parity))
    print(f"the provisions are the source, word for word; {describe_moves(proof)}")


def write(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Write the Markdown of every page into build/; unchanged files are left alone."""
    with builder.turn(project, say):
        counts = markdown_tree.write(preparation.prepare(project, arguments.url, drafts=True))
    print(f"written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")


def build(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Build the whole site into site/."""
    prepared = builder.build(project, say, arguments.url, drafts=True)
    pages = len(prepared.plan.pages) * len(prepared.localizations)
    print(f"{pages} pages in {display(project.site)}/; open {display(project.site / 'index.html')}")


def serve(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Serve the site locally and rebuild it when the data, a template or a page changes."""
    dev_server.serve(project, arguments.address, say)


def make_bundle(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Build the site in full and zip it into dist/, with its bill of materials and checksums."""
    with builder.turn(project, say):
        builder.build_locked(project, say, reuse=False)
        for path in distribution.pack(project):
            print(path.relative_to(project.root))


def release(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Create the GitHub release of a tag from the files that `bundle` wrote."""
    distribution.release(project, arguments.tag)


def check_links(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Check every link and anchor of a built site."""
    report: link_check.Report = builder.inspect(arguments.site or project.site)
    print(f"{report.pages} pages, {report.links} links, {report.anchors} anchors: none broken")


def write_schema(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Write the JSON Schemas into the data folder; editors complete and check the YAML with them."""
    for path in json_schema.write(project.data):
        print(display(path))


def import_text(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Import the text of an act into a data folder; creates the folder if needed."""
    if arguments.outline:
        for line in import_act.show_outline(arguments.text, project.data, language=arguments.language):
            print(line)
        return
    for line in import_act.import_act(
        arguments.text, project.data, accept_repairs=arguments.accept_repairs, language=arguments.language
    ):
        print(line)


def diff(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Compare two data folders or git revisions, provision by provision."""
    names = arguments.old, arguments.new
    with (
        sources.data_of(arguments.old, project.root) as old,
        sources.data_of(arguments.new, project.root) as new,
    ):
        print(diff_report.FORMATS[arguments.format](sources.compare_folders(old, new, names)), end="")


class CommandParser(argparse.ArgumentParser):
    """Parser that names the nearest valid choice when a command or another choice is misspelt."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        # argparse has no public hook for this; Python 3.14 suggests a choice itself.
        if action.choices is not None and value not in action.choices:
            choices = [str(choice) for choice in action.choices]
            message = f"`{value}` is not a valid choice; expected one of {', '.join(choices)}"
            raise argparse.ArgumentError(action, message + nearest(str(value), choices))


def address(text: str) -> dev_server.Address:
    """Return the address that an option names, for argparse."""
    try:
        return dev_server.parse_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


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


def parser(prog: str = PROGRAM) -> argparse.ArgumentParser:
    """Return the parser of the command line of a program called `prog`."""
    main_parser: argparse.ArgumentParser = CommandParser(
        prog=prog,
        description="Turns the data of a public body's statute into a cross-linked site.",
        epilog="Problems are printed as file:line: what is wrong; the exit code is then 1.",
        parents=[project_options(None)],
    )
    commands = main_parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Command) -> argparse.ArgumentParser:
        summary = (run.__doc__ or "").strip()
        subparser = commands.add_parser(name, help=summary, description=summary, parents=[project_options()])
        subparser.set_defaults(run=run)
        return subparser

    new_commands.add(commands, project_options())
    importing = command("import", import_text)
    importing.add_argument("text", type=Path, help="the act's text, extracted as UTF-8")
    importing.add_argument("--language", default="", help="language of the text (default: by its letters)")
    importing.add_argument(
        "--accept-repairs", action="store_true", help="accept repairs that differ from the declared ones"
    )
    importing.add_argument(
        "--outline", action="store_true", help="show how the text is read, and write nothing"
    )
    amend.add(commands, project_options())
    command("check", check)
    for name, run in (("write", write), ("build", build)):
        command(name, run).add_argument("--url", default="", help="address that the site will have")
    command("serve", serve).add_argument(
        "--address",
        type=address,
        default="127.0.0.1:8000",
        help="host:port to listen on (default: %(default)s)",
    )
    command("bundle", make_bundle)
    command("links", check_links).add_argument(
        "site", type=Path, nargs="?", help="a built site (default: site/ in the project)"
    )
    command("schema", write_schema)
    comparing = command("diff", diff)
    comparing.add_argument("old", help="a data folder or a git revision")
    comparing.add_argument("new", help="the data folder or git revision to compare with it")
    comparing.add_argument(
        "--format", choices=diff_report.FORMATS, default="text", help="output format (default: %(default)s)"
    )
    terms_commands.add(commands, project_options())
    drafts_commands.add(commands, project_options())
    command("todo", todo.todo)
    chart.add(commands, project_options())
    additions.add(commands, project_options())
    text_command.add(commands, project_options())
    previews_commands.add(commands, project_options())
    command("release", release).add_argument("tag", help="`v` and the release in site.yml")
    return main_parser


def main(arguments: Sequence[str] | None = None, prog: str = PROGRAM) -> int:
    """Run one command; return its exit code: 0, or 1 after printing every problem."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Kazakh letters gets their code points instead of a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(prog).parse_args(words, argparse.Namespace(words=words))
    project = preparation.Project.at(options.root, options.data)
    try:
        options.run(options, project)
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
