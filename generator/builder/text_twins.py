"""Writes the text twins: beside every page of law or of a body, its words as Markdown.

The first lines have the version, the status, the citation in every language and the address. A twin is made
from the built page, so that it has the same words; one whose page and head are the same as in the last build
is taken from `build/<language>/twins/`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from generator.builder import manifest, page_text
from generator.builder.manifest import Manifest, digest
from generator.builder.preparation import PreparedSite
from generator.builder.up_to_date import Digests, content, files_below
from generator.files import atomic, folders, forks
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.render.page_kinds import PAGE_KINDS, page_context

Heads = Mapping[str, Mapping[str, str]]
"""The code of a language -> the Markdown file of a twin -> its first lines."""

FOLDER = "twins"
"""The folder below `build/<language>/` that keeps the twins of the last build."""

RECORD = "twins.json"
"""The manifest of the twins, beside that of the pages."""


def pages(prepared: PreparedSite) -> Iterator[Page]:
    """Yield the pages that have a twin."""
    return (page for page in prepared.plan.pages if PAGE_KINDS[page.kind].has_twin)


def heads(prepared: PreparedSite) -> Heads:
    """Return the first lines of all twins."""
    return {
        localization.code: _language_heads(prepared, localization) for localization in prepared.localizations
    }


def _language_heads(prepared: PreparedSite, localization: Localization) -> Mapping[str, str]:
    return {page.source: head(prepared, localization, page) for page in pages(prepared)}


@contextmanager
def written_beside(
    prepared: PreparedSite, site: Path, digests: Mapping[str, str]
) -> Iterator[Callable[[], Digests]]:
    """Write the twins of every language into a built site, and their manifests, while a block runs.

    They are written in other processes; the block leaves the pages alone, and gets a function that waits for
    the twins and returns their digests. `digests` are those of pages that the build has taken.
    """
    write_language = partial(write, prepared, site, digests=digests)
    with ExitStack() as processes:
        ends = [
            processes.enter_context(forks.beside(write_language, localization, "writes text twins"))
            for localization in prepared.localizations
        ]
        written = Digests({}, {})

        def end() -> Digests:
            while ends:
                written.add(ends.pop()())
            return written

        yield end
        end()


def write(
    prepared: PreparedSite,
    site: Path,
    localization: Localization,
    digests: Mapping[str, str],
    known: Mapping[str, str] | None = None,
) -> Digests:
    """Write the twins of a language into a built site, and their manifest; return the digests of the twins.

    `digests` are those of pages that the build has taken, `known` the `heads` of the language, if they were
    made before.
    """
    known = _language_heads(prepared, localization) if known is None else known
    program = digest(Path(page_text.__file__).read_bytes())
    build = prepared.project.build / localization.code
    record = manifest.read(build / RECORD)
    previous, current, written = record.pages, Manifest(), Digests({}, {})
    for page in pages(prepared):
        address, lines = f"{localization.code}/{page.path}", known[page.source]
        made_from = digests.get(address) or digest((site / address).read_bytes())
        key = digest(program.encode(), lines.encode(), made_from.encode())
        kept, entry = build / FOLDER / page.source, previous.get(page.source)
        if entry is None or entry[0] != key or not _holds(kept, entry[1]):
            text = (lines + page_text.markdown((site / address).read_bytes())).encode("utf-8")
            kept.parent.mkdir(parents=True, exist_ok=True)
            atomic.replace(kept, text)
            entry = key, digest(text)
            current.redone.append(page.source)
        current.pages[page.source] = entry
        name = f"{localization.code}/{page.source}"
        folders.share(kept, site / name)
        written.site[name] = written.build[f"{localization.code}/{FOLDER}/{page.source}"] = entry[1]
    if current != record:
        manifest.write(build / RECORD, current)
    _tidy(build / FOLDER, current)
    return written


def _tidy(folder: Path, current: Manifest) -> None:
    """Remove what is no twin of the manifest from the folder of the twins."""
    start = len(os.fspath(folder)) + 1
    for path in files_below(folder) if folder.exists() else ():
        if path[start:].replace(os.sep, "/") not in current.pages:
            Path(path).unlink()


def _holds(path: Path, expected: str) -> bool:
    """Tell whether a file is there and has the expected digest."""
    try:
        return digest(content(os.fspath(path))) == expected
    except OSError:
        return False


def head(prepared: PreparedSite, localization: Localization, page: Page) -> str:
    """Return the first lines of a twin: its title, its status, how to cite it and its address."""
    kind, strings = PAGE_KINDS[page.kind], localization.strings
    title = kind.title(page_context(page, prepared.plan, localization, prepared.proof))
    if kind.in_time:
        status = strings["in_time.status"]
    else:
        status = f"{localization.status_line(has_law=True)} {localization.standing()}"
    address = f"{localization.code}/{page.path}"
    rows = [
        (strings["twin.status"], f"{strings['unofficial']}. {status}"),
        *(
            (f"{strings['twin.cite']} ({other.language.name})", cited)
            for other in localization.published
            if (cited := citation(other, page, in_time=kind.in_time))
        ),
        (strings["twin.address"], f"{prepared.base_url}/{address}" if prepared.base_url else address),
    ]
    lines = [f"- {name}: {page_text.escape(' '.join(words.split()))}" for name, words in rows]
    return "\n".join([f"# {page_text.escape(title)}", "", *lines, "", ""])


def citation(localization: Localization, page: Page, *, in_time: bool) -> str:
    """Return how to cite the provision of a page, or else the statute, in the version that the page shows.

    A page about later texts has no one version, so that it is cited without one.
    """
    provision = localization.index.provisions.get(page.subject)
    if provision and (cited := localization.citation(provision)):
        return cited
    act = localization.index.dataset.act
    edition = localization.text(act.edition) if act.edition and not in_time else ""
    return " ".join(filter(None, (localization.text(act.statute), edition)))
