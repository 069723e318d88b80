"""The commands that write and build the site, serve it while it is edited, and check its links.

What takes long to import is imported where it is needed; for a build, after the processes have begun that get
ready for it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.arguments import Subparsers, add_command
from generator.builder import up_to_date, workspace
from generator.builder.project import Project
from generator.commands.output import display, say


def write(arguments: argparse.Namespace, project: Project) -> None:
    """Write the Markdown of every page into build/; unchanged files are left alone."""
    from generator.builder import markdown_tree, preparation

    with workspace.turn(project, say):
        counts = markdown_tree.write(preparation.prepare(project, arguments.url, drafts=True))
    print(f"written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")


def build(arguments: argparse.Namespace, project: Project) -> None:
    """Build the whole site into site/."""
    with workspace.turn(project, say):
        read = None if arguments.url else up_to_date.inputs(project)
        pages = up_to_date.pages(project, read)
        if pages:
            say("nothing has changed since the last build")
        else:
            up_to_date.forget(project)
            with workspace.begin(project, reuse=not arguments.url) as warm:
                from generator.builder import builder

                prepared = builder.build_locked(project, say, warm, arguments.url, drafts=True, read=read)
                pages = prepared.pages
    print(f"{pages} pages in {display(project.site)}/; open {display(project.site / 'index.html')}")


def serve(arguments: argparse.Namespace, project: Project) -> None:
    """Serve the site locally and rebuild it when the data, a template or a page changes."""
    from generator.builder import dev_server

    dev_server.serve(project, arguments.address, say)


def make_bundle(arguments: argparse.Namespace, project: Project) -> None:
    """Build the site in full and zip it into dist/, with its bill of materials and checksums."""
    from generator.builder import builder
    from generator.commands import distribution

    with workspace.turn(project, say):
        with workspace.begin(project, reuse=False) as warm:
            builder.build_locked(project, say, warm, reuse=False)
        for path in distribution.pack(project):
            print(path.relative_to(project.root))


def check_links(arguments: argparse.Namespace, project: Project) -> None:
    """Check every link and anchor of a built site."""
    from generator.builder import builder

    report = builder.inspect(arguments.site or project.site)
    print(f"{report.pages} pages, {report.links} links, {report.anchors} anchors: none broken")


def address(text: str) -> tuple[str, int]:
    """Return the address that an option names, for argparse."""
    from generator.builder import dev_server

    try:
        return dev_server.parse_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add the commands to the command line; each takes the options of `options`."""
    for run in (write, build):
        add_command(commands, run, options).add_argument(
            "--url", default="", help="address that the site will have"
        )
    add_command(commands, serve, options).add_argument(
        "--address",
        type=address,
        default="127.0.0.1:8000",
        help="host:port to listen on (default: %(default)s)",
    )
    add_command(commands, make_bundle, options, "bundle")
    add_command(commands, check_links, options, "links").add_argument(
        "site", type=Path, nargs="?", help="a built site (default: site/ in the project)"
    )
