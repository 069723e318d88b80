"""Completes built languages to a site: adds what MkDocs does not make, removes what no reader needs.

A process of its own makes what follows from the prepared data alone while the languages are built, and then
writes it, while the one that has built them goes on with their pages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from generator.builder import css, english_page, llms, shared_files, shipped, source_maps, text_twins
from generator.builder.data_files import FOLDER as DATA
from generator.builder.manifest import digest
from generator.builder.preparation import PreparedSite
from generator.builder.shared_files import SharedFiles
from generator.builder.up_to_date import Digests, content, files_below
from generator.files import forks
from generator.files.package import THEME
from generator.render.page_kinds import PAGE_KINDS


class Completion(forks.Closing):
    """The completion of a site in another process; a context that ends the process."""

    def __init__(self, prepared: PreparedSite, site: Path, *, digested: bool) -> None:
        """Begin to make what is added to the languages that are built below `site`.

        `digested` says whether the digest of every file is needed.
        """
        self._prepared, self._site, self._digested = prepared, site, digested
        self._made: SharedFiles | None = None
        self._process: forks.Ahead[tuple[Mapping[str, str], bool], Digests] | None = None
        self._digests = Digests({}, {})
        if forks.possible():
            self._process = forks.Ahead(self._complete, "completes the site", self._make)

    def close(self) -> None:
        """End the process: it must not go on writing into a removed folder."""
        if self._process:
            self._process.close()

    def begin(self, pages: Mapping[str, str], *, few: bool) -> None:
        """Begin to complete the built languages, whose pages nobody changes until the `end`.

        `pages` are the digests of their pages, `few` says that few of them differ from the last site's:
        then their text twins are written along with the rest, and else by `text_twins.written_beside`.
        """
        if self._process:
            self._process.ask((pages, few))
        else:
            self._digests = self._complete((pages, few))

    def end(self) -> Digests:
        """Wait for the end; return the digests of what was written. Raises what completing a site raises."""
        return self._process.answer() if self._process else self._digests

    def _make(self) -> None:
        self._made = shared_files.make(self._prepared)

    def _complete(self, asked: tuple[Mapping[str, str], bool]) -> Digests:
        pages, few = asked
        made = self._made or shared_files.make(self._prepared)
        digests = Digests(add_shared_files(self._prepared, self._site, made), {})
        if few:
            for localization in self._prepared.localizations:
                digests.add(
                    text_twins.write(
                        self._prepared, self._site, localization, pages, made.heads[localization.code]
                    )
                )
        if self._digested:
            start = len(os.fspath(self._site)) + 1
            for path in files_below(self._site):
                name = path[start:]
                if name not in pages and name not in digests.site and (few or not name.endswith(".md")):
                    digests.site[name] = digest(content(path))
        return digests


def complete(prepared: PreparedSite, site: Path) -> None:
    """Complete the languages that are built below `site`."""
    add_data(prepared, site)
    with text_twins.written_beside(prepared, site, {}):
        add_shared_files(prepared, site, shared_files.make(prepared))


def add_data(prepared: PreparedSite, site: Path) -> Digests:
    """Copy the files of the data into a site; return their digests."""
    source, target = prepared.project.build / DATA, site / DATA
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    digests = Digests({}, {})
    start = len(os.fspath(source)) + 1
    for path in files_below(source):
        name, text = path[start:], content(path)
        copy = target / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(text)
        digests.site[f"{DATA}/{name}"] = digests.build[f"{DATA}/{name}"] = digest(text)
    return digests


def add_shared_files(prepared: PreparedSite, site: Path, made: SharedFiles) -> dict[str, str]:
    """Add to the built languages what MkDocs does not make: the root page, the search indexes, the notices.

    Return path below the site -> digest of files that were written or read.

    What no reader needs is removed: source maps, comments and indentation of style sheets. A site with an
    address also gets its sitemaps, its feeds, `robots.txt` and the page for missing addresses. Raises
    `ProblemsError` for a wrong date in the changelog, if it has feeds.
    """
    names = sorted(path.name for path in (site / DATA).iterdir())
    for localization in prepared.localizations:
        folder = site / localization.code
        if prepared.base_url and localization.is_original:
            # A host shows one page for every missing address, so it is in all languages.
            shutil.copyfile(folder / "404.html", site / "404.html")
        for unused in (folder / "404.html", *folder.glob("sitemap.xml*")):
            unused.unlink(missing_ok=True)
    shipped.remove_unused(site)
    digests = source_maps.remove(site)
    digests |= compact_style_sheets(site, made.styles)
    digests |= shared_files.write(site, {**made.files, llms.FILE: llms.site_map(prepared, names)})
    digests |= shared_files.write(site, {shipped.NOTICES: shipped.notices(site)})
    if prepared.base_url:
        add_sitemaps(prepared, site)
        add_feeds(prepared, site)
    return digests


def compact_style_sheets(site: Path, compacted: Mapping[str, str]) -> dict[str, str]:
    """Take the comments and the indentation out of the site's own style sheets; Material's have none.

    `compacted` are style sheets for which this is done already. Return path below the site -> digest of them.
    """
    sheets = {}
    for own in sorted((THEME / "assets").glob("*.css")):
        for path in site.glob(f"*/assets/{own.name}"):
            text = path.read_text(encoding="utf-8")
            sheets[path.relative_to(site).as_posix()] = compacted.get(text) or css.compact(text)
    return shared_files.write(site, sheets)


def add_sitemaps(prepared: PreparedSite, site: Path) -> None:
    """Add the sitemaps and `robots.txt`; pages are dated by the day on which the act's status was checked."""
    from generator.builder import sitemap

    address, day = prepared.base_url, prepared.dataset.act.checked
    codes = [localization.code for localization in prepared.localizations]
    paths = sorted(page.path for page in prepared.plan.pages if PAGE_KINDS[page.kind].listed)
    for code in codes:
        sheet = sitemap.sitemap(address, code, codes, paths, day)
        (site / code / sitemap.FILE).write_bytes(sheet)
    if english_page.is_made(prepared.dataset):
        sheet = sitemap.sitemap(address, english_page.FOLDER, (), [english_page.PAGE], day)
        (site / english_page.FOLDER / sitemap.FILE).write_bytes(sheet)
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
