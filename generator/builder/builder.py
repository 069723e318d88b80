"""Builds the site: checks the data, and puts together what other modules and processes make of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from generator.builder import (
    found_record,
    link_check,
    link_record,
    manifest,
    markdown_tree,
    preparation,
    text_twins,
    up_to_date,
    workspace,
)
from generator.builder.completion import Completion, add_data
from generator.builder.data_files import DataFiles
from generator.builder.language_builds import LanguageBuilds
from generator.builder.link_reading import Document, read_pages
from generator.builder.manifest import Manifest
from generator.builder.preparation import PreparedSite
from generator.builder.project import Project
from generator.builder.up_to_date import Digests
from generator.builder.warm_processes import WarmProcesses
from generator.builder.workspace import Say
from generator.files import forks, swap
from generator.files.package import STRINGS, TEMPLATES, THEME
from generator.problems import ProblemsError

LINKS = f"{up_to_date.CACHE}/links"
"""The record of the link check, below `build/`."""

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
    after = None
    try:
        written = write_site(prepared, staging, project.site, say, warm, data, recorded=bool(read))
        after = written.inputs
        if prepared.base_url:
            from generator.builder import asset_digests, website

            codes = [localization.code for localization in prepared.localizations]
            website.finish(staging, codes, theme_templates())
            asset_digests.add_digests(staging, codes)
            written = Written(Digests({}, {}), {}, read)
        say("checking the links")
        inspect(staging, prepared.base_url, project.build / LINKS, written.digests.site, written.pages)
        outputs = up_to_date.outputs(project, staging, written.digests) if read else None
        swap.replace(staging, project.site)
        if read and read == after:
            up_to_date.record(project, read, prepared.pages, outputs)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if read and read != (after or up_to_date.inputs(project, anew=True)):
            # The records may say that a page was made from what was there before.
            workspace.forget_pages(project)
            say("what the site is made from was changed meanwhile; the next build makes every page anew")


class Written(NamedTuple):
    """What is known of a site that was written."""

    digests: Digests
    pages: Mapping[str, Document]
    """The path below the site -> the page as the link check reads it; only pages that were read already."""
    inputs: str | None
    """The digest of what the build reads, taken after it has read it, if that was asked for."""


def write_site(
    prepared: PreparedSite,
    target: Path,
    last: Path,
    say: Say,
    warm: WarmProcesses,
    data: DataFiles | None = None,
    *,
    strict: bool = True,
    recorded: bool = False,
) -> Written:
    """Write the Markdown of every language, build it below `target`, and complete the site.

    Unmodified pages of the site at `last` are reused; `warm` and `data` have perhaps begun with their work.
    With `recorded`, the digest of every file is needed, and the links are checked next. Raises
    `ProblemsError` with the problems that MkDocs reports; in a `strict` build, also its warnings.
    """
    with LanguageBuilds(prepared, target, last, warm, strict=strict) as languages:

        def build_language(code: str) -> None:
            say(f"building {code}: {len(prepared.plan.pages)} pages")
            languages.start(code)

        with Completion(prepared, target, digested=recorded) as completion:
            digests = Digests({}, {})
            counts = markdown_tree.write(prepared, warm, data, build_language, digests.build)
            report_written(counts, say)
            digests.add(add_data(prepared, target))
            languages.wait()
            built = manifests(prepared)
            digests.site.update(page_digests(prepared, built))
            redone = [f"{code}/{address}" for code, pages in built.items() for address in pages.redone]
            few = len(redone) <= forks.FEW
            completion.begin(digests.site, few=few)
            inputs = up_to_date.inputs(prepared.project, anew=True) if recorded else None
            with nullcontext() if few else text_twins.written_beside(prepared, target, digests.site) as twins:
                report_rebuilt(prepared, redone, say)
                pages = {}
                if few and recorded and not prepared.base_url:
                    linked = link_record.linked(prepared.project.build / LINKS, redone)
                    pages = read_pages(target, digests.site.keys() & linked, digests.site)
                digests.add(completion.end())
                if twins:
                    digests.add(twins())
    return Written(digests, pages, inputs)


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


def report_rebuilt(prepared: PreparedSite, rebuilt: Sequence[str], say: Say) -> None:
    """Say which pages the last build did not reuse; write the full list to `build/redone.txt`."""
    (prepared.project.build / "redone.txt").write_text("".join(f"{page}\n" for page in rebuilt))
    total = len(prepared.plan.pages) * len(prepared.localizations)
    names = f": {', '.join(rebuilt)}" if 0 < len(rebuilt) <= MAX_NAMED_PAGES else ""
    say(f"pages redone: {len(rebuilt)} of {total}{names}")


def manifests(prepared: PreparedSite) -> dict[str, Manifest]:
    """Return the code of each language -> the manifest of its pages."""
    build, codes = prepared.project.build, [localization.code for localization in prepared.localizations]
    return {code: manifest.read(build / code / manifest.NAME) for code in codes}


def page_digests(prepared: PreparedSite, built: Mapping[str, Manifest]) -> dict[str, str]:
    """Return path below the site -> digest of every page in the `manifests` of the languages."""
    return {
        f"{code}/{page.path}": pages.pages[page.source][1]
        for code, pages in built.items()
        for page in prepared.plan.pages
        if page.source in pages.pages
    }


def inspect(
    site: Path,
    base_url: str = "",
    record: Path | None = None,
    digests: Mapping[str, str] | None = None,
    pages: Mapping[str, Document] | None = None,
) -> link_check.Report:
    """Check every link of a site built for `base_url`. Raises `ProblemsError` with every broken link.

    `record` is a file that remembers what was checked, so that the next check of the same files is short;
    `digests` are those of files, and `pages` what was read of them, if nothing has changed these since.
    """
    base = f"{base_url}/" if base_url else None
    report = link_check.check(site, base=base, record=record, digests=digests, read=pages)
    if report.problems:
        raise ProblemsError(replace(problem, file=f"site/{problem.file}") for problem in report.problems)
    return report


def watched(project: Project) -> list[Path]:
    """Return the folders that a development server watches for changes."""
    handwritten = [path for path in sorted(project.docs.glob("*")) if path.is_dir()]
    return [project.data, *handwritten, STRINGS, TEMPLATES, THEME]
