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

from generator import ledger, links, searching, sitemaps, standing, tree, website
from generator.faults import Fault, Faults
from generator.tree import Edition, Project

PROBLEM = re.compile(r"(?P<file>.+?)(?::(?P<line>\d+))?: (?P<text>.+)", re.DOTALL)
"""A problem as `links` words it."""

TOLD = 24
"""Pages made anew that are named one by one."""

Say = Callable[[str], None]

FIRST_DAY = dt.date(1980, 1, 1)
"""The first day that a zip archive can tell."""


def epoch(edition: Edition) -> int:
    """Return the time that a build bears: the day on which the redaction's status was last looked up.

    It comes from the data and not from a clock, so that a build is the same on every day. Where nobody looked
    it is the day of the redaction, and without that the first that a zip archive can tell.
    """
    act = edition.institution.act
    day = max(act.checked or act.redaction.date or FIRST_DAY, FIRST_DAY)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def environment(edition: Edition) -> dict[str, str]:
    """Return the environment of a build: no clock, no banner of the theme."""
    return {
        **os.environ,
        "SOURCE_DATE_EPOCH": str(epoch(edition)),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH", "")]),
    }


def start(edition: Edition, code: str, strict: bool) -> subprocess.Popen[bytes]:
    """Start MkDocs itself on one language's tree."""
    configuration = str(edition.project.build / code / "mkdocs.yml")
    return _start(edition, ["mkdocs", "build", "--config-file", configuration, "--clean"], strict)


def renew(edition: Edition, code: str, target: Path, last: Path, strict: bool) -> subprocess.Popen[bytes]:
    """Start the build of one language below `target` that takes over what it can from `last`."""
    configuration = edition.project.build / code / "mkdocs.yml"
    paths = [str(path) for path in (configuration, target / code, last / code)]
    return _start(edition, ["generator.renewing", *paths], strict)


def _start(edition: Edition, command: list[str], strict: bool) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command, *(["--strict"] if strict else [])],
        env=environment(edition),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        # It holds the turn of `standing.alone` until it ends, even where this process is killed before.
        close_fds=False,
    )


def turn(project: Project, say: Say) -> AbstractContextManager[None]:
    """Return the turn to write to build/ and site/; a run that comes second says so and waits."""
    return standing.alone(project.build, lambda: say("another run is building here; waiting for its end"))


def build(project: Project, say: Say, base_url: str = "") -> tree.Edition:
    """Build the whole site in a staging folder and put it in place of the last one.

    Raises `Faults` with every problem of the data, of MkDocs or of the links; the last good site then stays.
    """
    with turn(project, say):
        return _build(project, say, base_url)


def _build(project: Project, say: Say, base_url: str) -> tree.Edition:
    standing.recover(project.site)
    say("checking the data")
    edition = tree.prepare(project, base_url)
    counts = tree.write(edition)
    say(f"files written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")
    say(f"charts drawn: {counts['drawn']}, unchanged: {counts['undrawn']}")
    staging = standing.staging(project.site)
    try:
        build_languages(edition, staging, project.site, say)
        surround(edition, staging)
        if edition.base_url:
            website.finish(staging, [one.code for one in edition.readers], theme_templates())
        say("checking the links")
        inspect(staging, edition.base_url)
        standing.replace(staging, project.site)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return edition


def theme_templates() -> list[str]:
    """Return Material's templates that hold inline scripts."""
    folder = resources.files("material") / "templates" / "partials" / "javascripts"
    return [one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".html")]


def build_languages(edition: Edition, target: Path, last: Path, say: Say, *, strict: bool = True) -> None:
    """Build every language below `target`, all at once, out of the site at `last` where nothing changed.

    Raises `Faults` with what MkDocs says.
    """
    running = {}
    for reader in edition.readers:
        say(f"building {reader.code}: {len(edition.plan.pages)} pages")
        running[reader.code] = renew(edition, reader.code, target, last, strict)
    faults = []
    for code, process in running.items():
        output, _ = process.communicate()
        if process.returncode:
            lines = output.decode("utf-8", "replace").splitlines()
            faults += [
                Fault(f"build/{code}", 1, line) for line in lines if line.startswith(("WARNING", "ERROR"))
            ]
            faults += [] if faults else [Fault(f"build/{code}", 1, (lines or ["ended"])[-1])]
    if faults:
        raise Faults(faults)
    tell(edition, say)


def tell(edition: Edition, say: Say) -> None:
    """Say which pages the last build made anew, and keep the whole list in `build/redone.txt`."""
    redone = []
    for reader in edition.readers:
        made = ledger.read(edition.project.build / reader.code / ledger.NAME)
        redone += [f"{reader.code}/{address}" for address in made.redone]
    (edition.project.build / "redone.txt").write_text("".join(f"{one}\n" for one in redone))
    whole = len(edition.plan.pages) * len(edition.readers)
    few = f": {', '.join(redone)}" if 0 < len(redone) <= TOLD else ""
    say(f"pages redone: {len(redone)} of {whole}{few}")


def surround(edition: Edition, site: Path) -> None:
    """Add what stands beside the languages: the way in and the data."""
    data = site / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(edition.project.build / "data", data)
    (site / "index.html").write_text(tree.front_page(edition), encoding="utf-8")
    for reader in edition.readers:
        searching.write(site / reader.code, searching.search_index(edition.plan, reader))
        folder = site / reader.code
        if edition.base_url and reader.is_original:
            # A host shows one page for every address that it does not know; it speaks all languages.
            shutil.copyfile(folder / "404.html", site / "404.html")
        for made in (folder / "404.html", *folder.glob("sitemap.xml*")):
            made.unlink(missing_ok=True)
    if edition.base_url:
        signpost(edition, site)


def signpost(edition: Edition, site: Path) -> None:
    """Add what search engines read; the day on which the pages last changed is that of the data."""
    address, day = edition.base_url, edition.institution.act.checked
    codes = [one.code for one in edition.readers]
    paths = sorted(one.path for one in edition.plan.pages)
    for code in codes:
        made = sitemaps.sitemap(address, code, codes, paths, day)
        (site / code / sitemaps.FILE).write_bytes(made)
    (site / sitemaps.FILE).write_bytes(sitemaps.index(address, codes, day))
    (site / "robots.txt").write_text(sitemaps.robots(address), encoding="utf-8")


def inspect(site: Path, base_url: str = "") -> links.Report:
    """Check every link of a built site, which stands at `base_url` if given; raise `Faults` if one breaks."""
    report = links.check(site, base=f"{base_url}/" if base_url else None)
    if report.problems:
        raise Faults(_fault(problem) for problem in report.problems)
    return report


def _fault(problem: str) -> Fault:
    found = PROBLEM.fullmatch(problem)
    assert found, problem
    return Fault(f"site/{found['file']}", int(found["line"] or 1), found["text"])


def watched(project: Project) -> list[Path]:
    """Return the folders whose changes a running server shows."""
    package = Path(__file__).parent
    pages = [path for path in sorted(project.docs.glob("*")) if path.is_dir()]
    return [project.data, *pages, package / "templates", package / "theme"]
