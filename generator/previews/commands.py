"""The commands of previews, as the workflows call them and anyone may at home.

`pack` runs beside the stranger's change, without any right. The others run on the main branch's code alone.
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
from generator.previews import artifact, pages_branch, report, site_diff
from generator.previews.github import Forge
from generator.previews.pages_branch import Pages
from generator.problems import Problem, ProblemsError

Command = Callable[[argparse.Namespace, Project], None]

ADDRESS = re.compile(r"https?://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+)*/?")
"""A web address that may stand in Markdown and in HTML as it is."""


def pack(arguments: argparse.Namespace, project: Project) -> None:
    """Pack the built site and the data into one archive."""
    arguments.archive.parent.mkdir(parents=True, exist_ok=True)
    artifact.pack({"site": project.site, "data": project.data}, arguments.archive)


@contextmanager
def _refusing(words: Path | None) -> Iterator[None]:
    """Leave a comment that tells why in the file `words`, if one is given, where a preview is refused."""
    try:
        yield
    except ProblemsError as problems:
        if words:
            words.write_text(report.refusal(problems.problems), encoding="utf-8")
        raise


def check(arguments: argparse.Namespace, project: Project) -> None:
    """Unpack an archive into a new folder, or refuse it."""
    with _refusing(arguments.refusal):
        artifact.unpack(arguments.archive, arguments.folder)
    print(f"{sum(path.is_file() for path in arguments.folder.rglob('*'))} files, none refused")


def number(arguments: argparse.Namespace, project: Project) -> None:
    """Print the number of the open request whose head is a commit; print nothing where none is."""
    found = Forge.here().number(arguments.commit, arguments.base)
    if found and arguments.output:
        with arguments.output.open("a", encoding="utf-8") as stream:
            stream.write(f"number={found}\n")
    elif found:
        print(found)


def comment(arguments: argparse.Namespace, project: Project) -> None:
    """Write what a reviewer is told, and all of it into the preview itself."""
    if not ADDRESS.fullmatch(arguments.address):
        raise ProblemsError([Problem(arguments.address, 1, "is no web address of the previews")])
    if not re.fullmatch("[0-9a-f]*", arguments.commit):
        raise ProblemsError([Problem(arguments.commit, 1, "is no commit")])
    site, data = arguments.folder / "site", arguments.folder / "data"
    difference = site_diff.differ(arguments.against or project.site, site)
    dataset, checks = report.examine(data, site)
    sound = dataset if not checks[0].problems else None
    account = report.Account(
        report.compared(project.data, data),
        checks,
        difference,
        f"{arguments.address.rstrip('/')}/{pages_branch.PREVIEWS}/{arguments.number}/",
        arguments.commit,
        report.finder(sound, site),
    )
    (site / report.WHOLE).write_text(report.whole(account), encoding="utf-8")
    words = report.comment(account)
    if arguments.output:
        arguments.output.write_text(words, encoding="utf-8")
    else:
        print(words, end="")


def publish(arguments: argparse.Namespace, project: Project) -> None:
    """Put a built site at the root of the pages branch or, with a number, a preview below it."""
    pages = Pages(arguments.remote, arguments.branch)
    if arguments.number is None:
        changed = pages_branch.publish_site(arguments.site, pages)
    else:
        if arguments.home and not ADDRESS.fullmatch(arguments.home):
            raise ProblemsError([Problem(arguments.home, 1, "is no web address of the site")])
        dataset = loader.load(project.data)
        index = Index(dataset)
        localizations = [Localization(index, one) for one in dataset.published]
        with tempfile.TemporaryDirectory() as folder:
            marked = Path(folder) / "site"
            with _refusing(arguments.refusal):
                artifact.expect(arguments.site)
                shutil.copytree(arguments.site, marked)
                report.mark(marked, arguments.number, localizations, arguments.home)
            changed = pages_branch.publish_preview(marked, arguments.number, pages)
    print("published" if changed else "nothing changed")


def remove(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of some requests."""
    changed = pages_branch.remove_previews(arguments.numbers, Pages(arguments.remote, arguments.branch))
    print("removed" if changed else "nothing was there")


def post(arguments: argparse.Namespace, project: Project) -> None:
    """Write the comment on a request, or put the new words in the place of the old ones."""
    Forge.here().say(arguments.number, arguments.words.read_text(encoding="utf-8"))


def prune(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of the requests that are closed, and say so in their comments."""
    forge, pages = Forge.here(), Pages(arguments.remote, arguments.branch)
    standing = pages_branch.previews(pages)
    closed = sorted(set(standing) - forge.open_numbers()) if standing else []
    if closed:
        pages_branch.remove_previews(closed, pages)
    for one in closed:
        forge.amend(one, report.farewell)
    print(f"removed: {', '.join(map(str, closed)) or 'none'}")


def add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], options: argparse.ArgumentParser
) -> None:
    """Add `preview` and its commands to the command line; each takes the options of `options`."""
    words = "The previews of requests: pack, check, compare, publish and remove them."
    group = commands.add_parser("preview", help=words, description=words, parents=[options])
    inner = group.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(run: Command, *, pages: bool = False) -> argparse.ArgumentParser:
        words = (run.__doc__ or "").strip()
        one = inner.add_parser(run.__name__, help=words, description=words, parents=[options])
        one.set_defaults(run=run)
        if pages:
            one.add_argument("--remote", required=True, help="the repository that holds the pages branch")
            one.add_argument("--branch", default=pages_branch.BRANCH, help="(default: %(default)s)")
        return one

    command(pack).add_argument("archive", type=Path, help="the zip to write")
    one = command(check)
    one.add_argument("archive", type=Path, help="a zip from `pack`, or from somebody who says so")
    one.add_argument("folder", type=Path, help="where to unpack it; must not exist")
    one.add_argument("--refusal", type=Path, help="the file to write a comment to where it is refused")
    one = command(number)
    one.add_argument("commit", help="the head of the request")
    one.add_argument("--base", default="main", help="the branch that it is for (default: %(default)s)")
    one.add_argument("--output", type=Path, help="a file to add `number=…` to, instead of printing")
    one = command(comment)
    one.add_argument("folder", type=Path, help="an archive unpacked by `check`")
    one.add_argument("--number", type=_positive, required=True, help="the number of the request")
    one.add_argument("--address", required=True, help="the web address that previews stand under")
    one.add_argument("--against", type=Path, help="the main branch's site (default: site/)")
    one.add_argument("--commit", default="", help="the commit that was built")
    one.add_argument("--output", type=Path, help="the file to write, instead of printing")
    one = command(publish, pages=True)
    one.add_argument("site", type=Path, help="a built site")
    one.add_argument("--number", type=_positive, help="the number of the request; none for the site itself")
    one.add_argument("--home", default="", help="the published site, where it has another address")
    one.add_argument("--refusal", type=Path, help="the file to write a comment to where it is refused")
    command(remove, pages=True).add_argument("numbers", type=_positive, nargs="+", help="numbers of requests")
    one = command(post)
    one.add_argument("number", type=_positive, help="the number of the request")
    one.add_argument("words", type=Path, help="a file from `comment`")
    command(prune, pages=True)


def _positive(words: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", words):
        raise argparse.ArgumentTypeError("expected the number of a request")
    return int(words)
