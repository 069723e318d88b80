"""The `preview` commands: the workflows run them on GitHub, and they run the same on any machine.

`pack` runs beside the code of a pull request, with read-only rights. The other commands run the code of the
main branch only; `build` and `accept`, which read what strangers wrote, need no secret and have a time limit.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.act.index import Index
from generator.arguments import Subparsers, add_command, add_group
from generator.builder.project import Project
from generator.dataset import loader
from generator.plan.localization import Localization
from generator.previews import (
    acceptance,
    artifact,
    banner,
    data_build,
    notices,
    outcome,
    pages_branch,
    time_limit,
)
from generator.previews.acceptance import Preview
from generator.previews.data_build import Subject
from generator.previews.github import Repository
from generator.previews.notices import Place
from generator.previews.pages_branch import Pages
from generator.problems import Problem, ProblemsError

PUBLISHING_FAILED = "it could not be published"


def _say(message: str) -> None:
    print(f"… {message}", file=sys.stderr, flush=True)


def _localizations(project: Project) -> Sequence[Localization]:
    dataset = loader.load(project.data)
    index = Index(dataset)
    return [Localization(index, language) for language in dataset.published]


def _repeat(arguments: argparse.Namespace, work: Path) -> str:
    """Run the same command within its time limit, with `work` as its folder; return why it failed, or ""."""
    return time_limit.run([*arguments.words, "--work", str(work)], arguments.seconds)


def _write_output(arguments: argparse.Namespace, name: str, value: str) -> None:
    """Print a value, or append it to the file of outputs as `name=value`."""
    if arguments.output:
        with arguments.output.open("a", encoding="utf-8") as stream:
            stream.write(f"{name}={value}\n")
    elif value:
        print(value)


def number(arguments: argparse.Namespace, project: Project) -> None:
    """Print the number of the open pull request with a head commit; print nothing if there is none."""
    pull_request = Repository.here().find_pull_request(arguments.commit, arguments.base)
    _write_output(arguments, "number", str(pull_request or ""))


def pack(arguments: argparse.Namespace, project: Project) -> None:
    """Pack the built site into an archive."""
    arguments.archive.parent.mkdir(parents=True, exist_ok=True)
    artifact.pack({"site": project.site}, arguments.archive)


def build(arguments: argparse.Namespace, project: Project) -> None:
    """Build a pull request's data and pages with main's generator; nothing of the request runs."""
    if not pages_branch.COMMIT.fullmatch(arguments.commit):
        raise ProblemsError([Problem(arguments.commit, 1, "is not the full id of a commit")])
    subject = Subject(
        remote=arguments.remote,
        main=arguments.main,
        head=arguments.commit,
        address=_preview_address(arguments),
    )
    if arguments.work:
        outcome.write(data_build.build(subject, arguments.work, _say), arguments.work)
        return
    with tempfile.TemporaryDirectory() as folder:
        work, parts = Path(folder) / "work", Path(folder) / "parts"
        work.mkdir()
        (parts / "report").mkdir(parents=True)
        failure = _repeat(arguments, work)
        result = outcome.refused(failure) if failure else outcome.read(work)
        if (work / "site").is_dir() and not failure:
            shutil.move(work / "site", parts / "site")
        outcome.write(result, parts / "report")
        arguments.archive.parent.mkdir(parents=True, exist_ok=True)
        artifact.pack({path.name: path for path in sorted(parts.iterdir())}, arguments.archive)
    reason = result.refusal or ("it touches code, which is not built here" if result.code else "")
    print(reason or "built by main's generator")


def standing(arguments: argparse.Namespace, project: Project) -> None:
    """Print the commit whose preview is published for a pull request; print nothing if there is none."""
    commit = pages_branch.standing(arguments.number, Pages(arguments.remote, arguments.branch))
    _write_output(arguments, "standing", commit)


def accept(arguments: argparse.Namespace, project: Project) -> None:
    """Decide which comment is posted and which marked site, if any, is published."""
    preview = Preview(
        number=arguments.number,
        place=_place(arguments),
        built=arguments.built,
        unchecked=arguments.unchecked,
        home=arguments.home,
    )
    if arguments.work:
        acceptance.accept(preview, _localizations(project), arguments.work)
        return
    if arguments.home:
        pages_branch.expect_address(arguments.home, "--home")
    if arguments.folder.exists():
        raise ProblemsError([Problem(str(arguments.folder), 1, "exists; expected a new folder")])
    failure = _repeat(arguments, arguments.folder)
    if failure:
        acceptance.refuse(preview, f"what was built could not be checked: {failure}", arguments.folder)
    published = (arguments.folder / acceptance.SITE).is_dir()
    _write_output(arguments, "publish", "yes" if published else "no")


def post(arguments: argparse.Namespace, project: Project) -> None:
    """Post the comment on a pull request, or replace an earlier one."""
    Repository.here().post_comment(arguments.number, arguments.file.read_text(encoding="utf-8"))


def publish(arguments: argparse.Namespace, project: Project) -> None:
    """Publish a built site at the root of the pages branch or, with --number, a marked preview."""
    pages = Pages(arguments.remote, arguments.branch)
    if arguments.number is None:
        changed = pages_branch.publish_site(arguments.site, pages)
    else:
        artifact.expect(arguments.site)
        banner.expect_marks(arguments.site)
        changed = pages_branch.publish_preview(arguments.site, arguments.number, pages, arguments.commit)
    print("published" if changed else "nothing changed")


def fail(arguments: argparse.Namespace, project: Project) -> None:
    """Post that the newest commit of a pull request could not be published."""
    Repository.here().post_comment(arguments.number, notices.refusal(_place(arguments), PUBLISHING_FAILED))


def remove(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of pull requests."""
    changed = pages_branch.remove_previews(arguments.numbers, Pages(arguments.remote, arguments.branch))
    print("removed" if changed else "nothing to remove")


def prune(arguments: argparse.Namespace, project: Project) -> None:
    """Remove the previews of closed pull requests and add a note to their comments."""
    repository, pages = Repository.here(), Pages(arguments.remote, arguments.branch)
    published = pages_branch.previews(pages)
    closed = sorted(set(published) - repository.open_pull_requests()) if published else []
    if closed:
        pages_branch.remove_previews(closed, pages)
    for pull_request in closed:
        repository.edit_comment(pull_request, notices.add_closing_note)
    print(f"removed: {', '.join(map(str, closed)) or 'none'}")


def _preview_address(arguments: argparse.Namespace) -> str:
    pages_branch.expect_address(arguments.address, "--address")
    return f"{arguments.address.rstrip('/')}/{pages_branch.PREVIEWS}/{arguments.number}/"


def _place(arguments: argparse.Namespace) -> Place:
    if arguments.run_address:
        pages_branch.expect_address(arguments.run_address, "--run")
    return Place(
        commit=arguments.commit,
        address=_preview_address(arguments),
        standing=arguments.standing,
        run=arguments.run_address,
    )


def add(commands: Subparsers, options: argparse.ArgumentParser) -> None:
    """Add `preview` and its commands to the command line; each takes the options of `options`."""
    summary = "Build, check, publish and remove previews of pull requests."
    command = partial(add_command, add_group(commands, "preview", summary, options), options=options)

    parser = command(number)
    parser.add_argument("commit", help="head commit of the pull request")
    parser.add_argument(
        "--base", default="main", help="branch that it is to be merged into (default: %(default)s)"
    )
    _add_output(parser)

    command(pack).add_argument("archive", type=Path, help="ZIP file to write")

    parser = command(build)
    parser.add_argument("commit", help="head commit of the pull request")
    parser.add_argument("archive", type=Path, help="ZIP file to write: the site, or why there is none")
    parser.add_argument("--remote", required=True, help="URL or path of a repository with the commits")
    parser.add_argument("--main", type=_commit, required=True, help="commit of the main branch")
    _add_place(parser)
    _add_time_limit(parser, 900)

    parser = command(standing)
    parser.add_argument("number", type=_positive, help=NUMBER)
    _add_pages(parser)
    _add_output(parser)

    parser = command(accept)
    parser.add_argument("folder", type=Path, help="new folder for the comment and the marked site")
    parser.add_argument("--built", type=Path, required=True, help="archive of `build`; may be missing")
    parser.add_argument("--unchecked", type=Path, required=True, help="archive of `pack`; may be missing")
    parser.add_argument(
        "--home",
        default="",
        metavar="URL",
        help="address of the published site, if previews have another one",
    )
    _add_place(parser)
    _add_state(parser)
    _add_time_limit(parser, 600)
    _add_output(parser)

    parser = command(post)
    parser.add_argument("number", type=_positive, help=NUMBER)
    parser.add_argument("file", type=Path, help="comment written by `accept`")

    parser = command(publish)
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("--number", type=_positive, help=f"{NUMBER} (default: publish the site itself)")
    parser.add_argument("--commit", type=_commit, default="", help="commit that a preview was built from")
    _add_pages(parser)

    parser = command(fail)
    _add_place(parser)
    _add_state(parser)

    parser = command(remove)
    parser.add_argument("numbers", type=_positive, nargs="+", help="numbers of pull requests")
    _add_pages(parser)

    _add_pages(command(prune))


NUMBER = "number of the pull request"


def _add_pages(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--remote", required=True, help="URL or path of the published repository")
    parser.add_argument(
        "--branch", default=pages_branch.BRANCH, help="its published branch (default: %(default)s)"
    )


def _add_place(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--number", type=_positive, required=True, help=NUMBER)
    parser.add_argument("--address", required=True, help="web address of the published site with previews")


def _add_state(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--commit", type=_commit, required=True, help="head commit of the pull request")
    parser.add_argument(
        "--standing", type=_commit, default="", help="commit whose preview is published, if there is one"
    )
    parser.add_argument(
        "--run", dest="run_address", default="", metavar="URL", help="the run that packed the unchecked site"
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    help_ = "append the result as `name=value` to this file instead of printing it"
    parser.add_argument("--output", type=Path, metavar="FILE", help=help_)


def _add_time_limit(parser: argparse.ArgumentParser, seconds: int) -> None:
    help_ = "the most that it may take (default: %(default)s)"
    parser.add_argument("--seconds", type=_positive, default=seconds, help=help_)
    # What the command runs itself with, in a process that can be ended.
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 999,999,999")
    return int(text)


def _commit(text: str) -> str:
    if text and not pages_branch.COMMIT.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not the full id of a commit")
    return text
