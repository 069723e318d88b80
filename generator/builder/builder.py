"""Builds the site: checks the data, and puts together what other modules and processes make of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
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
    workspace,
)
from generator.builder.data_files import DataFiles
from generator.builder.language_builds import LanguageBuilds
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.shared_files import SharedFiles
from generator.builder.warm_processes import WarmProcesses
from generator.builder.workspace import Say
from generator.files import forks, swap
from generator.files.package import STRINGS, TEMPLATES, THEME
from generator.problems import ProblemsError
from generator.render.page_kinds import PAGE_KINDS

MAX_NAMED_PAGES = 24
"""The most rebuilt pages that a message lists by name."""


def build(
    project: Project, say: Say, base_url: str = "", *, drafts: bool = False
) -> preparation.PreparedSite:
    """Build the site in a staging folder and replace the last one with it.

    With `drafts` the site, if it has no address, shows the maintainer what waits in drafts.yml. Raises
    `ProblemsError` with every problem of the data, of MkDocs or of the links; the last site is then
    unchanged.
    """
    with workspace.turn(project, say), workspace.begin(project, reuse=not base_url) as warm:
        return build_locked(project, say, warm, base_url, drafts=drafts)


def build_locked(
    project: Project,
    say: Say,
    warm: WarmProcesses,
    base_url: str = "",
    *,
    reuse: bool = True,
    drafts: bool = False,
    read: str | None = None,
) -> preparation.PreparedSite:
    """Build the site as `build` does, with what `workspace.begin` has returned; the caller holds the turn.

    `read` is the digest of what the build reads, taken before; with it the build is recorded as current.

    What is published is built in full: with a `base_url`, or without `reuse`, nothing that an earlier build
    has left is used, so that no changed or damaged file of it can be published. Raises ValueError if it was
    not begun so.
    """
    in_full = bool(base_url) or not reuse
    if in_full and workspace.remembers(project, workspace.PAGES):
        raise ValueError("a build in full begins with `workspace.begin(…, reuse=False)`")
    with DataFiles(project) as data:
        say("checking the data")
        with nullcontext() if in_full else found_record.used(project):
            prepared = preparation.prepare(project, base_url, drafts=drafts, loaded=data.begin)
        _build(prepared, say, warm, data, read)
    return prepared


def _build(prepared: PreparedSite, say: Say, warm: WarmProcesses, data: DataFiles, read: str | None) -> None:
    """Build a prepared site in a staging folder, replace the last one with it, and record what was `read`."""
    project = prepared.project
    staging = swap.staging(project.site)
    try:
        digests = write_site(prepared, staging, project.site, say, warm, data)
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


def write_site(
    prepared: PreparedSite,
    target: Path,
    last: Path,
    say: Say,
    warm: WarmProcesses,
    data: DataFiles | None = None,
    *,
    strict: bool = True,
) -> dict[str, str]:
    """Write the Markdown of every language, build it below `target`, and add the shared files.

    Unmodified pages of the site at `last` are reused; `warm` and `data` have perhaps begun with their work.
    Returns the digests of the pages as `page_digests` does. Raises `ProblemsError` with the problems that
    MkDocs reports; in a `strict` build, also its warnings.
    """
    with LanguageBuilds(prepared, target, last, warm, strict=strict) as languages:

        def build_language(code: str) -> None:
            say(f"building {code}: {len(prepared.plan.pages)} pages")
            languages.start(code)

        with forks.beside(shared_files.make, prepared, "makes the shared files") as made:
            counts = markdown_tree.write(prepared, warm, data, build_language)
            report_written(counts, say)
            languages.wait()
            report_rebuilt(prepared, say)
            digests = page_digests(prepared)
            add_shared_files(prepared, target, made(), digests)
    return digests


def report_written(counts: Mapping[str, int], say: Say) -> None:
    """Say what `markdown_tree.write` has done."""
    say(f"files written: {counts['written']}, unchanged: {counts['kept']}, removed: {counts['removed']}")
    say(f"charts drawn: {counts['drawn']}, unchanged: {counts['undrawn']}")
    if counts["illegible"]:
        say(f"charts without a legible picture, left out: {counts['illegible']}; a list has the same")


def theme_templates() -> list[str]:
    """Return the source of Material's templates that contain inline scripts."""
    folder = resources.files("material") / "templates" / "partials" / "javascripts"
    return [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".html")]


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
    returns for languages that are built.

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
    with text_twins.written_beside(prepared, site, made.heads, digests):
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
    """Return path below the site -> digest of every page that `write_site` has just built or reused."""
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
