"""Builds the site from the prepared data: each language in its own MkDocs process, then the shared files."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path

from generator.builder import (
    css,
    english_page,
    found_record,
    link_check,
    llms,
    manifest,
    markdown_tree,
    preparation,
    shared_files,
    shipped,
    source_maps,
    text_twins,
    up_to_date,
)
from generator.builder.data_files import DataFiles
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.shared_files import SharedFiles
from generator.builder.turns import Say as Say
from generator.builder.turns import turn as turn
from generator.builder.warm_processes import Order, WarmProcesses
from generator.files import forks, swap
from generator.files.package import STRINGS, TEMPLATES, THEME, child_environment
from generator.problems import Problem, ProblemsError
from generator.render.page_kinds import PAGE_KINDS

MAX_NAMED_PAGES = 24
"""The most rebuilt pages that a message lists by name."""

FIRST_DAY = dt.date(1980, 1, 1)
"""The first day that a zip archive can store."""


def epoch(prepared: PreparedSite) -> int:
    """Return the time of a build in seconds since 1970, UTC: the day on which the act's status was checked.

    It comes from the data and not from the clock, so that builds are reproducible. If the status was never
    checked, it is the day of the version of the text; without that, the first day that a zip can store.
    """
    act = prepared.dataset.act
    day = max(act.checked or act.version.date or FIRST_DAY, FIRST_DAY)
    return int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())


def environment(prepared: PreparedSite) -> dict[str, str]:
    """Return the environment variables of MkDocs: a fixed time, and no banner of the theme."""
    return {
        **child_environment(),
        "SOURCE_DATE_EPOCH": str(epoch(prepared)),
        "NO_MKDOCS_2_WARNING": "1",
    }


def start(prepared: PreparedSite, code: str, *, strict: bool) -> subprocess.Popen[bytes]:
    """Start `mkdocs build` of one language, without reusing pages of the last site."""
    configuration = str(prepared.project.build / code / "mkdocs.yml")
    command = ["mkdocs", "build", "--config-file", configuration, "--clean"]
    return _start(prepared, [*command, *(["--strict"] if strict else [])])


def _start(prepared: PreparedSite, command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment(prepared),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        # The child inherits the lock of `swap.alone`: if this process is killed, the next build waits for it.
        close_fds=False,
    )


def build(
    project: Project, say: Say, base_url: str = "", *, drafts: bool = False
) -> preparation.PreparedSite:
    """Build the site in a staging folder and replace the last one with it.

    With `drafts` the site, if it has no address, shows the maintainer what waits in drafts.yml. Raises
    `ProblemsError` with every problem of the data, of MkDocs or of the links; the last site is then
    unchanged.
    """
    with turn(project, say):
        return build_locked(project, say, base_url, drafts=drafts)


def build_locked(
    project: Project,
    say: Say,
    base_url: str = "",
    *,
    reuse: bool = True,
    drafts: bool = False,
    read: str | None = None,
) -> preparation.PreparedSite:
    """Build the site as `build` does; the caller holds `turn`.

    `read` is the digest of what the build reads, taken before; with it the build is recorded as current.

    What is published is built in full: with a `base_url`, or without `reuse`, nothing that an earlier build
    has left is used, so that no changed or damaged file of it can be published.
    """
    forks.collect_rarely()
    swap.recover(project.site)
    if base_url or not reuse:
        clear(project)
    templates = not markdown_tree.is_remembered(project)
    with WarmProcesses(project, templates=templates) as warm, DataFiles(project) as data:
        say("checking the data")
        with nullcontext() if base_url or not reuse else found_record.used(project):
            prepared = preparation.prepare(project, base_url, drafts=drafts, loaded=data.begin)
        _build(prepared, say, warm, data, read)
    return prepared


def _build(prepared: PreparedSite, say: Say, warm: WarmProcesses, data: DataFiles, read: str | None) -> None:
    """Build a prepared site in a staging folder, replace the last one with it, and record what was `read`."""
    project = prepared.project
    staging = swap.staging(project.site)
    try:
        with forks.beside(shared_files.make, prepared, "makes the shared files") as made:
            counts = markdown_tree.write(prepared, warm, data)
            report_written(counts, say)
            build_languages(prepared, staging, project.site, say, warm=warm)
            digests = page_digests(prepared)
            add_shared_files(prepared, staging, made(), digests)
        if prepared.base_url:
            from generator.builder import asset_digests, website

            codes = [localization.code for localization in prepared.localizations]
            website.finish(staging, codes, theme_templates())
            asset_digests.add_digests(staging, codes)
            digests = {}
        say("checking the links")
        outputs = partial(up_to_date.outputs, project, known=digests)
        with forks.beside(outputs, staging, "digests the site") if read else nullcontext() as digest:
            inspect(staging, prepared.base_url, project.build / ".cache" / "links", digests)
            written = digest() if digest else None
        swap.replace(staging, project.site)
        if read:
            up_to_date.record(project, read, prepared.pages, written)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def report_written(counts: Mapping[str, int], say: Say) -> None:
    """Say what `markdown_tree.write` has done."""
    say(f"files written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")
    say(f"charts drawn: {counts['drawn']}, unchanged: {counts['undrawn']}")
    if counts["illegible"]:
        say(f"charts without a legible picture, left out: {counts['illegible']}; a list has the same")


def clear(project: Project) -> None:
    """Remove what earlier builds have left in build/, but for the lock that the caller holds."""
    for path in project.build.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != swap.LOCK_FILE:
            path.unlink()


def theme_templates() -> list[str]:
    """Return the source of Material's templates that contain inline scripts."""
    folder = resources.files("material") / "templates" / "partials" / "javascripts"
    return [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".html")]


def build_languages(
    prepared: PreparedSite,
    target: Path,
    last: Path,
    say: Say,
    *,
    strict: bool = True,
    warm: WarmProcesses | None = None,
) -> None:
    """Build all languages at once below `target`, reusing unmodified pages of the site at `last`.

    `warm` processes build them with what they have made ready. Raises `ProblemsError` with the problems that
    MkDocs reports.
    """
    for localization in prepared.localizations:
        say(f"building {localization.code}: {len(prepared.plan.pages)} pages")
    codes = [localization.code for localization in prepared.localizations]
    arguments = [_arguments(prepared, code, target, last, strict=strict) for code in codes]
    outputs = warm.build(Order(arguments, environment(prepared))) if warm else None
    if outputs is None:
        outputs = _build_apart(prepared, arguments)
    problems = [
        problem
        for code, (status, output) in zip(codes, outputs, strict=True)
        if status
        for problem in output_problems(code, output)
    ]
    if problems:
        raise ProblemsError(problems)
    report_rebuilt(prepared, say)


def _arguments(prepared: PreparedSite, code: str, target: Path, last: Path, *, strict: bool) -> list[str]:
    """Return the arguments of `incremental.main` for one language."""
    configuration = prepared.project.build / code / "mkdocs.yml"
    paths = [str(path) for path in (configuration, target / code, last / code)]
    return [*paths, *(["--strict"] if strict else [])]


def _build_apart(prepared: PreparedSite, languages: Sequence[Sequence[str]]) -> list[tuple[int, bytes]]:
    """Build each language in a new process; return its exit status and what it printed."""
    processes: list[subprocess.Popen[bytes]] = []
    outputs = []
    try:
        for arguments in languages:
            processes.append(_start(prepared, ["generator.builder.incremental", *arguments]))
        for process in processes:
            output, _ = process.communicate()
            outputs.append((process.returncode, output))
    finally:
        # An interrupted build must not go on writing into a folder that is about to be removed.
        for process in processes:
            if process.poll() is None:
                process.kill()
                process.wait()
    return outputs


def output_problems(code: str, output: bytes) -> list[Problem]:
    """Return the problems of a language whose build failed, given what MkDocs printed.

    These are its warnings and errors, or else its last line, for example of a traceback.
    """
    lines = [line for line in output.decode("utf-8", "replace").splitlines() if line.strip()]
    reported = [line for line in lines if line.startswith(("WARNING", "ERROR"))]
    reported = reported or lines[-1:] or ["MkDocs ended without a message; expected a built site"]
    return [Problem(f"build/{code}", 1, line) for line in reported]


def report_rebuilt(prepared: PreparedSite, say: Say) -> None:
    """Say which pages the last build did not reuse; write the full list to `build/redone.txt`."""
    rebuilt = []
    for localization in prepared.localizations:
        pages = manifest.read(prepared.project.build / localization.code / manifest.NAME)
        rebuilt += [f"{localization.code}/{address}" for address in pages.redone]
    (prepared.project.build / "redone.txt").write_text("".join(f"{page}\n" for page in rebuilt))
    total = len(prepared.plan.pages) * len(prepared.localizations)
    names = f": {', '.join(rebuilt)}" if 0 < len(rebuilt) <= MAX_NAMED_PAGES else ""
    say(f"pages redone: {len(rebuilt)} of {total}{names}")


def add_shared_files(
    prepared: PreparedSite,
    site: Path,
    made: SharedFiles | None = None,
    digests: Mapping[str, str] | None = None,
) -> None:
    """Add to the built languages what MkDocs does not make: the root page, the data, the search indexes.

    `made` is what `shared_files.make` has returned, if it was called before, `digests` what `page_digests`
    returns for languages that `build_languages` has built.

    What no reader needs is removed: source maps, comments and indentation of style sheets. A site with an
    address also gets its sitemaps, its feeds, `robots.txt` and the page for missing addresses.
    """
    data = site / "data"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(prepared.project.build / "data", data)
    made = made or shared_files.make(prepared)
    made.write(site)
    names = sorted(path.name for path in data.iterdir())
    (site / llms.FILE).write_text(llms.site_map(prepared, names), encoding="utf-8")
    for localization in prepared.localizations:
        folder = site / localization.code
        if prepared.base_url and localization.is_original:
            # A host shows one page for every missing address, so it is in all languages.
            shutil.copyfile(folder / "404.html", site / "404.html")
        for unused in (folder / "404.html", *folder.glob("sitemap.xml*")):
            unused.unlink(missing_ok=True)
    text_twins.write(prepared, site, made.heads, digests)
    source_maps.remove(site)
    compact_style_sheets(site, made.styles)
    shipped.remove_unused(site)
    (site / shipped.NOTICES).write_text(shipped.notices(site), encoding="utf-8")
    if prepared.base_url:
        add_sitemaps(prepared, site)
        add_feeds(prepared, site)


def compact_style_sheets(site: Path, compacted: Mapping[str, str]) -> None:
    """Take the comments and the indentation out of the site's own style sheets; Material's have none.

    `compacted` are style sheets for which this is done already.
    """
    for own in sorted((THEME / "assets").glob("*.css")):
        for path in site.glob(f"*/assets/{own.name}"):
            text = path.read_text(encoding="utf-8")
            path.write_text(compacted.get(text) or css.compact(text), encoding="utf-8")


def add_sitemaps(prepared: PreparedSite, site: Path) -> None:
    """Add the sitemaps and `robots.txt`; pages are dated by the day on which the act's status was checked."""
    from generator.builder import sitemap

    address, day = prepared.base_url, prepared.dataset.act.checked
    codes = [localization.code for localization in prepared.localizations]
    paths = sorted(page.path for page in prepared.plan.pages if PAGE_KINDS[page.kind].listed)
    for code in codes:
        content = sitemap.sitemap(address, code, codes, paths, day)
        (site / code / sitemap.FILE).write_bytes(content)
    if english_page.is_made(prepared.dataset):
        content = sitemap.sitemap(address, english_page.FOLDER, (), [english_page.PAGE], day)
        (site / english_page.FOLDER / sitemap.FILE).write_bytes(content)
        codes.append(english_page.FOLDER)
    (site / sitemap.FILE).write_bytes(sitemap.index(address, codes, day))
    (site / "robots.txt").write_text(sitemap.robots(address), encoding="utf-8")


def add_feeds(prepared: PreparedSite, site: Path) -> None:
    """Add the feed of every language. Raises `ProblemsError` for a wrong date in the changelog."""
    from generator.builder import changelog, feed

    path = prepared.project.root / changelog.FILE
    releases = changelog.releases(path.read_text(encoding="utf-8")) if path.exists() else []
    for localization in prepared.localizations:
        (site / localization.code / feed.FILE).write_bytes(feed.feed(prepared, localization, releases))


def page_digests(prepared: PreparedSite) -> dict[str, str]:
    """Return path below the site -> digest of every page that `build_languages` has just built or reused."""
    digests: dict[str, str] = {}
    for localization in prepared.localizations:
        built = manifest.read(prepared.project.build / localization.code / manifest.NAME).pages
        for page in prepared.plan.pages:
            if page.source in built:
                digests[f"{localization.code}/{page.path}"] = built[page.source][1]
    return digests


def inspect(
    site: Path,
    base_url: str = "",
    record: Path | None = None,
    digests: Mapping[str, str] | None = None,
) -> link_check.Report:
    """Check every link of a site built for `base_url`. Raises `ProblemsError` with every broken link.

    `record` is a file that remembers what was checked, so that the next check of the same files is short;
    `digests` are those of pages as `page_digests` has them, if nothing has changed a page since.
    """
    base = f"{base_url}/" if base_url else None
    report = link_check.check(site, base=base, record=record, digests=digests)
    if report.problems:
        raise ProblemsError(replace(problem, file=f"site/{problem.file}") for problem in report.problems)
    return report


def watched(project: Project) -> list[Path]:
    """Return the folders that a development server watches for changes."""
    handwritten = [path for path in sorted(project.docs.glob("*")) if path.is_dir()]
    return [project.data, *handwritten, STRINGS, TEMPLATES, THEME]
