"""Writes the text twins: beside every page of law or of a body, its words as Markdown.

The first lines have the version, the status, the citation in every language and the address. A twin is made
from the built page, so that it has the same words; one whose page and head are the same as in the last build
is taken from `build/<language>/twins/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

from generator.builder import manifest, page_text
from generator.builder.manifest import Manifest, digest
from generator.builder.preparation import PreparedSite
from generator.files import atomic, forks
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
        localization.code: {page.source: head(prepared, localization, page) for page in pages(prepared)}
        for localization in prepared.localizations
    }


@contextmanager
def written_beside(
    prepared: PreparedSite,
    site: Path,
    known: Heads | None = None,
    digests: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Write the twins of every language into a built site, and their manifests, while a block runs.

    They are written in other processes; the block leaves the pages alone. `known` are their `heads`, if they
    were made before, `digests` those of pages that the build has taken.
    """
    write_language = partial(_write_language, prepared, site, known or heads(prepared), digests or {})
    with ExitStack() as processes:
        ends = [
            processes.enter_context(forks.beside(write_language, localization, "writes text twins"))
            for localization in prepared.localizations
        ]
        yield
        for end in ends:
            end()


def _write_language(
    prepared: PreparedSite,
    site: Path,
    known: Heads,
    digests: Mapping[str, str],
    localization: Localization,
) -> None:
    code = digest(Path(page_text.__file__).read_bytes())
    build = prepared.project.build / localization.code
    previous, current = manifest.read(build / RECORD), Manifest()
    for page in pages(prepared):
        address, lines = f"{localization.code}/{page.path}", known[localization.code][page.source]
        made_from = digests.get(address) or digest((site / address).read_bytes())
        key = digest(code.encode(), lines.encode(), made_from.encode())
        text = _kept(build / FOLDER / page.source, previous.pages.get(page.source), key)
        if text is None:
            text = (lines + page_text.markdown((site / address).read_bytes())).encode("utf-8")
            kept = build / FOLDER / page.source
            kept.parent.mkdir(parents=True, exist_ok=True)
            atomic.replace(kept, text)
            current.redone.append(page.source)
        current.pages[page.source] = key, digest(text)
        (site / localization.code / page.source).write_bytes(text)
    manifest.write(build / RECORD, current)
    atomic.sweep(build / FOLDER)
    for path in sorted((build / FOLDER).rglob("*.md")):
        if path.relative_to(build / FOLDER).as_posix() not in current.pages:
            path.unlink()


def _kept(path: Path, entry: tuple[str, str] | None, key: str) -> bytes | None:
    """Return the twin of the last build, if it was made from the same page and is not damaged."""
    if entry is None or entry[0] != key:
        return None
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if digest(content) == entry[1] else None


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
