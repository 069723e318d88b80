"""From an edition to a site: one MkDocs process a language, side by side, then the files around them."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import resources
from pathlib import Path

from generator.builder import (
    link_check,
    manifest,
    markdown_tree,
    preparation,
    root_page,
    sitemap,
    website,
)
from generator.builder.preparation import PreparedSite, Project
from generator.files import swap
from generator.files.package import IMPORT_PATH, TEMPLATES, THEME
from generator.problems import Problem, ProblemsError
from generator.render.page_kinds import PAGE_KINDS
from generator.search import index

PROBLEM = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?: (?P<text>.+)", re.DOTALL)
"""A problem as `links` words it."""

MAX_REPORTED = 24
"""Pages made anew that are named one by one."""

Say = Callable[[str], None]

FIRST_DAY = dt.date(1980, 1, 1)
"""The first day that a zip archive can tell."""


def epoch(prepared: PreparedSite) -> int:
    """Return the time that a build bears: the day on which the redaction's status was last looked up.

    It comes from the data and not from a clock, so that a build is the same on every day. Where nobody looked
    it is the day of the redaction, and without that the first that a zip archive can tell.
    """
    act = prepared.dataset.act
    day = max(act.checked or act.version.date or FIRST_DAY, FIRST_DAY)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def environment(prepared: PreparedSite) -> dict[str, str]:
    """Return the environment of a build: no clock, no banner of the theme."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch(prepared)),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join([str(IMPORT_PATH), os.environ.get("PYTHONPATH", "")]),
    }


def start(prepared: PreparedSite, code: str, strict: bool) -> subprocess.Popen[bytes]:
    """Start MkDocs itself on one language's tree."""
    configuration = str(prepared.project.build / code / "mkdocs.yml")
    return _start(prepared, ["mkdocs", "build", "--config-file", configuration, "--clean"], strict)


def renew(
    prepared: PreparedSite, code: str, target: Path, last: Path, strict: bool
) -> subprocess.Popen[bytes]:
    """Start the build of one language below `target` that takes over what it can from `last`."""
    configuration = prepared.project.build / code / "mkdocs.yml"
    paths = [str(path) for path in (configuration, target / code, last / code)]
    return _start(prepared, ["generator.builder.incremental", *paths], strict)


def _start(prepared: PreparedSite, command: list[str], strict: bool) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command, *(["--strict"] if strict else [])],
        env=environment(prepared),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        # It holds the turn of `standing.alone` until it ends, even where this process is killed before.
        close_fds=False,
    )


def turn(project: Project, say: Say) -> AbstractContextManager[None]:
    """Return the turn to write to build/ and site/; a run that comes second says so and waits."""
    return swap.alone(project.build, lambda: say("another run is building here; waiting for its end"))


def build(project: Project, say: Say, base_url: str = "") -> preparation.PreparedSite:
    """Build the whole site in a staging folder and put it in place of the last one.

    Raises `ProblemsError` with every problem of the data, of MkDocs or of the links; the last good site then
    stays.
    """
    with turn(project, say):
        return _build(project, say, base_url)


def _build(project: Project, say: Say, base_url: str) -> preparation.PreparedSite:
    swap.recover(project.site)
    say("checking the data")
    prepared = preparation.prepare(project, base_url)
    counts = markdown_tree.write(prepared)
    say(f"files written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")
    say(f"charts drawn: {counts['drawn']}, unchanged: {counts['undrawn']}")
    staging = swap.staging(project.site)
    try:
        build_languages(prepared, staging, project.site, say)
        surround(prepared, staging)
        if prepared.base_url:
            website.finish(staging, [one.code for one in prepared.localizations], theme_templates())
        say("checking the links")
        inspect(staging, prepared.base_url)
        swap.replace(staging, project.site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return prepared


def theme_templates() -> list[str]:
    """Return Material's templates that hold inline scripts."""
    folder = resources.files("material") / "templates" / "partials" / "javascripts"
    return [one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".html")]


def build_languages(
    prepared: PreparedSite, target: Path, last: Path, say: Say, *, strict: bool = True
) -> None:
    """Build every language below `target`, all at once, out of the site at `last` where nothing changed.

    Raises `ProblemsError` with what MkDocs says.
    """
    running = {}
    for localization in prepared.localizations:
        say(f"building {localization.code}: {len(prepared.plan.pages)} pages")
        running[localization.code] = renew(prepared, localization.code, target, last, strict)
    problems = []
    for code, process in running.items():
        output, _ = process.communicate()
        if process.returncode:
            lines = output.decode("utf-8", "replace").splitlines()
            problems += [
                Problem(f"build/{code}", 1, line) for line in lines if line.startswith(("WARNING", "ERROR"))
            ]
            problems += [] if problems else [Problem(f"build/{code}", 1, (lines or ["ended"])[-1])]
    if problems:
        raise ProblemsError(problems)
    tell(prepared, say)


def tell(prepared: PreparedSite, say: Say) -> None:
    """Say which pages the last build made anew, and keep the whole list in `build/redone.txt`."""
    redone = []
    for localization in prepared.localizations:
        made = manifest.read(prepared.project.build / localization.code / manifest.NAME)
        redone += [f"{localization.code}/{address}" for address in made.redone]
    (prepared.project.build / "redone.txt").write_text("".join(f"{one}\n" for one in redone))
    whole = len(prepared.plan.pages) * len(prepared.localizations)
    few = f": {', '.join(redone)}" if 0 < len(redone) <= MAX_REPORTED else ""
    say(f"pages redone: {len(redone)} of {whole}{few}")


def surround(prepared: PreparedSite, site: Path) -> None:
    """Add what stands beside the languages: the way in and the data."""
    data = site / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(prepared.project.build / "data", data)
    (site / "index.html").write_text(root_page.front_page(prepared), encoding="utf-8")
    for localization in prepared.localizations:
        index.write(site / localization.code, index.search_index(prepared.plan, localization, PAGE_KINDS))
        folder = site / localization.code
        if prepared.base_url and localization.is_original:
            # A host shows one page for every address that it does not know; it speaks all languages.
            shutil.copyfile(folder / "404.html", site / "404.html")
        for made in (folder / "404.html", *folder.glob("sitemap.xml*")):
            made.unlink(missing_ok=True)
    if prepared.base_url:
        signpost(prepared, site)


def signpost(prepared: PreparedSite, site: Path) -> None:
    """Add what search engines read; the day on which the pages last changed is that of the data."""
    address, day = prepared.base_url, prepared.dataset.act.checked
    codes = [one.code for one in prepared.localizations]
    paths = sorted(one.path for one in prepared.plan.pages)
    for code in codes:
        made = sitemap.sitemap(address, code, codes, paths, day)
        (site / code / sitemap.FILE).write_bytes(made)
    (site / sitemap.FILE).write_bytes(sitemap.index(address, codes, day))
    (site / "robots.txt").write_text(sitemap.robots(address), encoding="utf-8")


def inspect(site: Path, base_url: str = "") -> link_check.Report:
    """Check every link of a site built for `base_url`. Raises `ProblemsError` for broken links."""
    report = link_check.check(site, base=f"{base_url}/" if base_url else None)
    if report.problems:
        raise ProblemsError(_problem(problem) for problem in report.problems)
    return report


def _problem(problem: str) -> Problem:
    found = PROBLEM.fullmatch(problem)
    assert found, problem
    return Problem(f"site/{found['file']}", int(found["line"] or 1), found["text"])


def watched(project: Project) -> list[Path]:
    """Return the folders whose changes a running server shows."""
    pages = [path for path in sorted(project.docs.glob("*")) if path.is_dir()]
    return [project.data, *pages, TEMPLATES, THEME]
