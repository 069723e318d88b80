"""The `preview` commands: the workflows run them on GitHub, and they run the same on any machine.

`pack` runs beside the code of a pull request, with read-only rights. The other commands run the code of the
main branch only.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.act.index import Index
from generator.builder.preparation import Project
from generator.dataset import loader
from generator.plan.localization import Localization
from generator.previews import artifact, banner, pages_branch, report, site_diff
from generator.previews.github import Forge
from generator.previews.pages_branch import Pages
from generator.problems import Problem, ProblemsError

Command = Callable[[argparse.Namespace, Project], None]

ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+)*/?")
"""A web address that needs no escaping in Markdown and in HTML."""


def _expect_address(address: str, option: str) -> None:
    if not ADDRESS.fullmatch(address):
        message = f"is not an address for {option}; expected https://, a host and a path of plain names"
        raise ProblemsError([Problem(address, 1, message)])


def pack(arguments: argparse.Namespace, project: Project) -> None:
    """Pack the built site and the data into an archive."""
    arguments.archive.parent.mkdir(parents=True, exist_ok=True)
    artifact.pack({"site": project.site, "data": project.data}, arguments.archive)


@contextmanager
def _writing_rejection(file: Path | None) -> Iterator[None]:
    """Write the comment that explains a rejection to a file, if one is given, before the command fails."""
    try:
        yield
    except ProblemsError as error:
        if file:
            file.write_text(report.rejection(error.problems), encoding="utf-8")
        raise


def check(arguments: argparse.Namespace, project: Project) -> None:
    """Check an archive and unpack it into a new folder."""
    with _writing_rejection(arguments.rejection):
        artifact.unpack(arguments.archive, arguments.folder)
    count = sum(path.is_file() for path in arguments.folder.rglob("*"))
    print(f"{count} files unpacked, all accepted")


def number(arguments: argparse.Namespace, project: Project) -> None:
    """Print the number of the open pull request with a head commit; print nothing if there is none."""
    pull_request = Forge.here().find_pull_request(arguments.commit, arguments.base)
    if pull_request and arguments.output:
        with arguments.output.open("a", encoding="utf-8") as stream:
            stream.write(f"number={pull_request}\n")
    elif pull_request:
        print(pull_request)


def comment(arguments: argparse.Namespace, project: Project) -> None:
    """Write the comment for reviewers, and the full report into the preview."""
    _expect_address(arguments.address, "--address")
    if not re.fullmatch("[0-9a-f]*", arguments.commit):
        raise ProblemsError([Problem(arguments.commit, 1, "is not a commit; expected hexadecimal digits")])
    site, data = arguments.folder / "site", arguments.folder / "data"
    difference = site_diff.differ(arguments.against or project.site, site)
    checked = report.run_checks(data, site)
    review = report.Review(
        comparison=report.compare_data(project.data, data),
        checks=checked.checks,
        difference=difference,
        address=f"{arguments.address.rstrip('/')}/{pages_branch.PREVIEWS}/{arguments.number}/",
        commit=arguments.commit,
        find_page=report.page_finder(checked.dataset, site),
    )
    (site / report.FULL_REPORT).write_text(report.full_report(review), encoding="utf-8")
    body = report.comment(review)
    if arguments.output:
        arguments.output.write_text(body, encoding="utf-8")
    else:
        print(body, end="")


def publish(arguments: argparse.Namespace, project: Project) -> None:
    """Publish a built site at the root of the pages branch or, with --number, as a preview."""
    pages = Pages(arguments.remote, arguments.branch)
    if arguments.number is None:
        changed = pages_branch.publish_site(arguments.site, pages)
    else:
        changed = _publish_preview(arguments, project, pages)
    print("published" if changed else "nothing changed")


def _publish_preview(arguments: argparse.Namespace, project: Project, pages: Pages) -> bool:
    if arguments.home:
        _expect_address(arguments.home, "--home")
    dataset = loader.load(project.data)
    index = Index(dataset)
    localizations = [Localization(index, language) for language in dataset.published]
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder) / "site"
        with _writing_rejection(arguments.rejection):
            artifact.expect(arguments.site)
            shutil.copytree(arguments.site, marked)
            banner.mark_pages(marked, arguments.number, localizations, arguments.home)
        return pages_branch.publish_preview(marked, arguments.number, pages)


def remove(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of pull requests."""
    changed = pages_branch.remove_previews(arguments.numbers, Pages(arguments.remote, arguments.branch))
    print("removed" if changed else "nothing to remove")


def post(arguments: argparse.Namespace, project: Project) -> None:
    """Post the comment on a pull request, or replace an earlier one."""
    Forge.here().post_comment(arguments.number, arguments.file.read_text(encoding="utf-8"))


def prune(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of closed pull requests and add a note to their comments."""
    forge, pages = Forge.here(), Pages(arguments.remote, arguments.branch)
    published = pages_branch.previews(pages)
    closed = sorted(set(published) - forge.open_pull_requests()) if published else []
    if closed:
        pages_branch.remove_previews(closed, pages)
    for pull_request in closed:
        forge.edit_comment(pull_request, report.add_closing_note)
    print(f"removed: {', '.join(map(str, closed)) or 'none'}")


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], options: argparse.ArgumentParser
) -> None:
    """Add `preview` and its commands to the command line; each takes the options of `options`."""
    description = "Pack, check, compare, publish and remove previews of pull requests."
    group = commands.add_parser("preview", help=description, description=description, parents=[options])
    subcommands = group.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(run: Command, *, pages: bool = False) -> argparse.ArgumentParser:
        summary = (run.__doc__ or "").strip()
        parser = subcommands.add_parser(run.__name__, help=summary, description=summary, parents=[options])
        parser.set_defaults(run=run)
        if pages:
            parser.add_argument("--remote", required=True, help="URL or path of the published repository")
            parser.add_argument(
                "--branch", default=pages_branch.BRANCH, help="its published branch (default: %(default)s)"
            )
        return parser

    rejection_help = "write the comment that explains a rejection to this file"
    number_help = "number of the pull request"

    command(pack).add_argument("archive", type=Path, help="ZIP file to write")

    parser = command(check)
    parser.add_argument("archive", type=Path, help="ZIP file written by `pack`; it is not trusted")
    parser.add_argument("folder", type=Path, help="folder to unpack into; must not exist")
    parser.add_argument("--rejection", type=Path, metavar="FILE", help=rejection_help)

    parser = command(number)
    parser.add_argument("commit", help="head commit of the pull request")
    parser.add_argument(
        "--base", default="main", help="branch that it is to be merged into (default: %(default)s)"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="append `number=…` to this file instead of printing"
    )

    parser = command(comment)
    parser.add_argument("folder", type=Path, help="folder that `check` unpacked")
    parser.add_argument("--number", type=_positive, required=True, help=number_help)
    parser.add_argument("--address", required=True, help="web address of the published site with previews")
    parser.add_argument(
        "--against", type=Path, metavar="SITE", help="built site of the main branch (default: site/)"
    )
    parser.add_argument("--commit", default="", help="commit that was built")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="write the comment to this file instead of printing"
    )

    parser = command(publish, pages=True)
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("--number", type=_positive, help=f"{number_help} (default: publish the site itself)")
    parser.add_argument(
        "--home", default="", metavar="URL", help="published site, if previews have another address"
    )
    parser.add_argument("--rejection", type=Path, metavar="FILE", help=rejection_help)

    parser = command(remove, pages=True)
    parser.add_argument("numbers", type=_positive, nargs="+", help="numbers of pull requests")

    parser = command(post)
    parser.add_argument("number", type=_positive, help=number_help)
    parser.add_argument("file", type=Path, help="comment written by `comment`")

    command(prune, pages=True)


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of a pull request")
    return int(text)
