"""The command line: the same commands at home, in CI and in every workflow."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from markupsafe import Markup

from generator.act.integrity import describe_moves
from generator.builder import builder, dev_server, link_check, markdown_tree, preparation
from generator.charts.geometry import Figure
from generator.commands import distribution, import_act
from generator.dataset import json_schema
from generator.diff import report as diff_report
from generator.diff import sources
from generator.previews import commands as previews_commands
from generator.problems import ProblemsError
from generator.render import renderer

INTERRUPTED = 130
"""The exit code that a shell gives to what the signal of Ctrl+C ended."""

Command = Callable[[argparse.Namespace, preparation.Project], None]


def say(message: str) -> None:
    """Tell how far long work has come; results go to standard output, progress to the error channel."""
    print(f"… {message}", file=sys.stderr, flush=True)


def blank(figures: Sequence[Figure]) -> dict[str, Markup]:
    """Draw nothing: whether a page has all its words does not depend on its drawings."""
    return {figure.name: Markup() for figure in figures}


def check(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Check the data, prove the text and render every page without writing it."""
    prepared = preparation.prepare(project)
    dataset, proved = prepared.dataset, prepared.proof
    json_schema.expect(project.data)
    pages = sum(
        len(list(renderer.render(prepared.plan, one, prepared.proof, blank)))
        for one in prepared.localizations
    )
    print(
        f"words in the source: {proved.words_in_source}; after {proved.repairs} declared repairs: "
        f"{proved.words_after_repairs}; in the provisions: {proved.words_in_provisions}"
    )
    print(f"non-space characters: {proved.characters_in_source} = {proved.characters_in_provisions}")
    print(f"look-alike letters kept: {proved.latin_letters} in {proved.look_alikes} words")
    print(
        f"provisions: {len(dataset.provisions)}, bodies: {len(dataset.organisation.bodies)}, posts: "
        f"{len(dataset.organisation.posts)}, relations: {len(dataset.relations)}, "
        f"assignments: {len(dataset.assignments)}, terms: {len(dataset.glossary.terms)}, pages: {pages} in "
        f"{', '.join(one.code for one in prepared.localizations)}"
    )
    if len(prepared.localizations) > 1:
        compared = prepared.parity
        print(
            f"parity: {compared.provisions} provisions, {compared.texts} texts, {compared.strings} interface "
            f"words, {compared.terms} word forms of terms; {compared.exceptions} declared exceptions"
        )
    print(f"the provisions are the source, word for word; {describe_moves(proved)}")


def write(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Write the Markdown of every page under build/, touching only what changed."""
    with builder.turn(project, say):
        counts = markdown_tree.write(preparation.prepare(project, arguments.url))
    print(f"written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")


def build(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Build the whole site into site/."""
    prepared = builder.build(project, say, arguments.url)
    print(f"{len(prepared.plan.pages) * len(prepared.localizations)} pages in site/; open site/index.html")


def serve(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Serve the site and rebuild it when the data, a template or a page changes."""
    dev_server.serve(project, arguments.address, say)


def make_bundle(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Zip the built site into dist/, to be opened from disk."""
    with builder.turn(project, say):
        for path in distribution.pack(project):
            print(path.relative_to(project.root))


def release(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Make the release of a tag on GitHub with what `bundle` wrote."""
    distribution.release(project, arguments.tag)


def check_links(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Check every link and anchor of a built site."""
    report: link_check.Report = builder.inspect(arguments.site or project.site)
    print(f"{report.pages} pages, {report.links} links, {report.anchors} anchors: none broken")


def write_schema(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Write the JSON Schemas by which an editor completes and checks the YAML."""
    for path in json_schema.write(project.data):
        print(path.relative_to(project.root))


def bring(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Read the text of an act into a data folder, and found the folder if it holds no act."""
    for line in import_act.import_act(
        arguments.text, project.data, accept_repairs=arguments.accept_repairs, language=arguments.language
    ):
        print(line)


def diff(arguments: argparse.Namespace, project: preparation.Project) -> None:
    """Tell what changed between two data folders or two git revisions."""
    names = arguments.old, arguments.new
    with (
        sources.data_of(arguments.old, project.root) as old,
        sources.data_of(arguments.new, project.root) as new,
    ):
        print(diff_report.FORMATS[arguments.format](sources.compared(old, new, names)), end="")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    made = argparse.ArgumentParser(
        prog="python -m generator",
        description="Turns the data of a public body's statute into a cross-linked site.",
        epilog="Every problem is printed as file:line: what is wrong; then the exit code is 1.",
    )
    made.add_argument("--root", type=Path, help="the project's folder (default: that of --data, or this one)")
    whose = "another data folder; its pages, build/ and site/ lie beside it (default: data/ of the project)"
    made.add_argument("--data", type=Path, help=whose)
    commands = made.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(name: str, run: Command) -> argparse.ArgumentParser:
        words = (run.__doc__ or "").strip()
        one = commands.add_parser(name, help=words, description=words)
        one.set_defaults(run=run)
        return one

    importing = command("import", bring)
    importing.add_argument("text", type=Path, help="the act's text as extracted, UTF-8")
    importing.add_argument("--data", type=Path, default=argparse.SUPPRESS, help=whose)
    importing.add_argument("--language", default="", help="its language, if its letters do not tell")
    importing.add_argument(
        "--accept-repairs", action="store_true", help="accept repairs that differ from the declared ones"
    )
    command("check", check)
    for name, run in (("write", write), ("build", build)):
        command(name, run).add_argument("--url", default="", help="the address that the site will have")
    command("serve", serve).add_argument(
        "--address", default="127.0.0.1:8000", help="host:port (%(default)s)"
    )
    command("bundle", make_bundle)
    command("links", check_links).add_argument(
        "site", type=Path, nargs="?", help="a built site (default: site/)"
    )
    command("schema", write_schema)
    comparing = command("diff", diff)
    comparing.add_argument("old", help="a data folder or a git revision")
    comparing.add_argument("new", help="the one to compare with it")
    comparing.add_argument(
        "--format", choices=diff_report.FORMATS, default="text", help="(default: %(default)s)"
    )
    previews_commands.add(commands)
    command("release", release).add_argument("tag", help="`v` and the version in site.yml")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after printing every problem."""
    given = parser().parse_args(arguments)
    project = preparation.Project.at(given.root, given.data)
    try:
        given.run(given, project)
    except ProblemsError as problems:
        print(problems, file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; what stood before stands", file=sys.stderr)
        return INTERRUPTED
    return 0
