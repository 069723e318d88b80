"""The command line: the same commands at home, in CI and in every workflow."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from markupsafe import Markup

from generator import (
    bringing,
    building,
    bundle,
    keeping,
    links,
    load,
    previewing,
    render,
    revisions,
    sbom,
    schema,
    serving,
    telling,
    tree,
)
from generator.charts.figure import Figure
from generator.faults import Fault, Faults
from generator.forge import Forge
from generator.proof import told_of_moves

INTERRUPTED = 130
"""The exit code that a shell gives to what the signal of Ctrl+C ended."""

Command = Callable[[argparse.Namespace, tree.Project], None]


def say(message: str) -> None:
    """Tell how far long work has come; results go to standard output, progress to the error channel."""
    print(f"… {message}", file=sys.stderr, flush=True)


def blank(figures: Sequence[Figure]) -> dict[str, Markup]:
    """Draw nothing: whether a page has all its words does not depend on its drawings."""
    return {figure.name: Markup() for figure in figures}


def check(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Check the data, prove the text and render every page without writing it."""
    edition = tree.prepare(project)
    institution, proved = edition.institution, edition.proof
    schema.expect(project.data)
    pages = sum(len(list(render.render(edition.plan, one, edition.proof, blank))) for one in edition.readers)
    print(
        f"words in the source: {proved.words_in_source}; after {proved.repairs} declared repairs: "
        f"{proved.words_after_repairs}; in the provisions: {proved.words_in_provisions}"
    )
    print(f"non-space characters: {proved.characters_in_source} = {proved.characters_in_provisions}")
    print(f"look-alike letters kept: {proved.latin_letters} in {proved.look_alikes} words")
    print(
        f"provisions: {len(institution.provisions)}, bodies: {len(institution.bodies)}, posts: "
        f"{len(institution.posts)}, relations: {len(institution.relations)}, ties: {len(institution.ties)}, "
        f"terms: {len(institution.terms)}, pages: {pages} in "
        f"{', '.join(one.code for one in edition.readers)}"
    )
    if len(edition.readers) > 1:
        compared = edition.parity
        print(
            f"parity: {compared.provisions} provisions, {compared.texts} texts, {compared.strings} interface "
            f"words, {compared.terms} word forms of terms; {compared.exceptions} declared exceptions"
        )
    print(f"the provisions are the source, word for word; {told_of_moves(proved)}")


def write(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Write the Markdown of every page under build/, touching only what changed."""
    with building.turn(project, say):
        counts = tree.write(tree.prepare(project, arguments.url))
    print(f"written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")


def build(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Build the whole site into site/."""
    edition = building.build(project, say, arguments.url)
    print(f"{len(edition.plan.pages) * len(edition.readers)} pages in site/; open site/index.html")


def serve(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Serve the site and rebuild it when the data, a template or a page changes."""
    serving.serve(project, arguments.address, say)


def make_bundle(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Zip the built site into dist/, to be opened from disk."""
    with building.turn(project, say):
        _bundle(project)


def _bundle(project: tree.Project) -> None:
    edition = tree.prepare(project)
    notes = {f"README.{one.code}.txt": one.strings["bundle.note"] + "\n" for one in edition.readers}
    site = edition.institution.site
    target = project.root / "dist" / f"{site.bundle}-{site.version}.zip"
    target.parent.mkdir(exist_ok=True)
    epoch = building.epoch(edition)
    bundle.bundle(project.site, notes, target, epoch)
    materials = target.with_name("sbom.json")
    requirements = (Path(__file__).parents[1] / "requirements.txt").read_text(encoding="utf-8")
    keeping.put_all({materials: sbom.bill(requirements, site.bundle, site.version, epoch)})
    sums = bundle.write_sums([target, materials], target.with_name("SHA256SUMS"))
    for path in (target, materials, sums):
        print(path.relative_to(project.root))


def release(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Make the release of a tag on GitHub with what `bundle` wrote."""
    site = load.load(project.data).site
    if arguments.tag != f"v{site.version}":
        message = f"is not the tag of version {site.version}; expected v{site.version}"
        raise Faults([Fault(arguments.tag, 1, message)])
    names = (f"{site.bundle}-{site.version}.zip", "SHA256SUMS", "sbom.json")
    files = [project.root / "dist" / name for name in names]
    for path in files:
        path.stat()
    Forge.here().release(arguments.tag, files)


def check_links(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Check every link and anchor of a built site."""
    report: links.Report = building.inspect(arguments.site or project.site)
    print(f"{report.pages} pages, {report.links} links, {report.anchors} anchors: none broken")


def write_schema(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Write the JSON Schemas by which an editor completes and checks the YAML."""
    for path in schema.write(project.data):
        print(path.relative_to(project.root))


def bring(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Read the text of an act into a data folder, and found the folder if it holds no act."""
    for line in bringing.bring(
        arguments.text, project.data, renew=arguments.renew, language=arguments.language
    ):
        print(line)


def diff(arguments: argparse.Namespace, project: tree.Project) -> None:
    """Tell what changed between two data folders or two git revisions."""
    names = arguments.old, arguments.new
    with (
        revisions.data_of(arguments.old, project.root) as old,
        revisions.data_of(arguments.new, project.root) as new,
    ):
        print(telling.FORMATS[arguments.format](revisions.compared(old, new, names)), end="")


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
        "--renew", action="store_true", help="accept repairs that differ from the declared ones"
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
    comparing.add_argument("--format", choices=telling.FORMATS, default="text", help="(default: %(default)s)")
    previewing.add(commands)
    command("release", release).add_argument("tag", help="`v` and the version in site.yml")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 after printing every problem."""
    given = parser().parse_args(arguments)
    project = tree.Project.at(given.root, given.data)
    try:
        given.run(given, project)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted; what stood before stands", file=sys.stderr)
        return INTERRUPTED
    return 0


if __name__ == "__main__":
    sys.exit(main())
