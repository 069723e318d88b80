"""The Markdown tree of a site on disk: what every language needs before a site builder sees it.

`build/<language>/docs/` holds ordinary Markdown, `build/<language>/mkdocs.yml` an ordinary configuration that
inherits the root's, so that any builder that reads `mkdocs.yml` can take over.
"""

from __future__ import annotations

import html
import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_all_start_methods, get_context, parent_process
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape as html_escape

from generator import (
    cards,
    check,
    drawing,
    exports,
    extraction,
    handwritten,
    keeping,
    load,
    pages,
    parity,
    patterns,
    pictures,
    proof,
    render,
    searching,
)
from generator.documents import read_text
from generator.exports import frbr
from generator.faults import Fault, Faults
from generator.index import Index
from generator.model import Institution, Redaction
from generator.pages import ROW, Branch, Plan
from generator.reader import HandWritten, Reader
from generator.views.desk import page_name

THEME_WORDS = "theme."
"""The keys of the interface words that the theme reads, without this beginning."""


MISSING = {
    "title": "missing.title",
    "words": "missing.words",
    "nearest": "missing.nearest",
    "home": "missing.home",
    "search": "home.search",
    "button": "home.search.button",
}
"""The words of the page for an address that does not exist, which speaks every language."""


@dataclass(frozen=True)
class Project:
    """The folders of a project."""

    root: Path
    data: Path
    docs: Path
    build: Path
    site: Path

    @classmethod
    def at(cls, root: Path | None = None, data: Path | None = None) -> Project:
        """Return the project whose files lie under `root`.

        Without a root it is the folder that holds `data`: what lies beside another institution's data is its
        own. Without either it is the folder at hand.
        """
        root = (root or (data.resolve().parent if data else Path.cwd())).resolve()
        return cls(root, data or root / "data", root / "docs", root / "build", root / "site")

    @property
    def settings(self) -> Path:
        """The configuration that every build inherits: the project's own, or the one that comes with this."""
        own = self.root / "mkdocs.yml"
        return own if own.exists() else Path(__file__).parents[1] / "mkdocs.yml"


@dataclass(frozen=True)
class Edition:
    """A whole site before it is written: its plan, and one reader for each language."""

    project: Project
    institution: Institution
    plan: Plan
    readers: tuple[Reader, ...]
    proof: proof.Proof
    parity: parity.Parity
    base_url: str = ""
    """The address that the site will have, without its last slash; nothing where it must work anywhere."""


def prepare(project: Project, base_url: str = "") -> Edition:
    """Load, check, prove and plan. Raises `Faults` with every problem."""
    institution = load.load(project.data)
    hanging = list(patterns.trial(institution, project.data))
    if hanging:
        raise Faults(hanging)
    faults = check.check(institution)
    written = {one.code: handwritten.read(project.docs, one, faults) for one in institution.published}
    faults += _same_pages(written)
    index = Index(institution)
    compared = parity.compare(index)
    faults += compared.faults
    if faults:
        raise Faults(faults)
    proved = prove(project, institution)
    plan = pages.plan(index, tuple(written[institution.original]))
    _shadowed(plan, written[institution.original])
    readers = tuple(Reader(index, one, written[one.code]) for one in institution.published)
    return Edition(project, institution, plan, readers, proved, compared, base_url.rstrip("/"))


def _same_pages(written: Mapping[str, Mapping[str, HandWritten]]) -> Iterator[Fault]:
    """Every language has the same pages written by hand."""
    names = sorted({name for pages_of in written.values() for name in pages_of})
    for code, pages_of in written.items():
        for name in names:
            if name not in pages_of:
                yield Fault(f"docs/{code}/{name}.md", 1, "is missing; expected this page in every language")


def _shadowed(plan: Plan, written: Mapping[str, HandWritten]) -> None:
    """Raise `Faults` for a page written by hand whose address another page has."""
    shown = {page.subject for page in plan.pages if page.kind == "hand-written"}
    faults = [
        Fault(one.file, 1, f"`{name}.html` is the address of a page that the data make; choose another name")
        for name, one in written.items()
        if name not in shown
    ]
    if faults:
        raise Faults(faults)


def prove(project: Project, institution: Institution) -> proof.Proof:
    """Prove that the provisions are the source's words. Raises `Faults` where they are not."""
    redaction = institution.act.redaction
    name, source = _received(project, redaction)
    proved = proof.prove(source, institution.repairs, institution.provisions, redaction.language)
    faults = list(proof.faults(proved, name))
    for other in institution.act.received:
        name, source = _received(project, other)
        restored = " ".join(one.text for one in extraction.extract(source).paragraphs)
        for one in proof.strange(restored, institution.provisions, other.language):
            message = f"`{one.eid}`: the {other.language} words do not stand in {name}"
            faults.append(Fault(one.at.file, one.at.line, message))
    if faults:
        raise Faults(faults)
    return proved


def _received(project: Project, redaction: Redaction) -> tuple[str, str]:
    """Return a source's name and its text. Raises `Faults` where it cannot be read."""
    name = f"{project.data.name}/source/{redaction.source}"
    path = project.data / "source" / redaction.source
    return name, read_text(path, name, expected="the act's text as received")


def write(edition: Edition) -> dict[str, int]:
    """Write every language's tree, touching only files whose content changed.

    The languages are written side by side where the system can fork. Returns the number of files written,
    kept and removed.
    """
    counts: Counter[str] = Counter({"written": 0, "kept": 0, "removed": 0, "drawn": 0, "undrawn": 0})
    wanted: set[Path] = set()
    for found, drawings in _side_by_side(edition):
        counts.update(found)
        wanted |= drawings
    drawing.tidy(edition.project.build / ".cache" / "charts", wanted)
    keeping.sweep(edition.project.build / ".cache" / "pictures")
    _put_all(edition.project.build / "data", exports.files(edition.institution), counts)
    return dict(counts)


_shared: list[Edition] = []
"""What the forked processes write: it is handed over by the fork itself, not copied."""


def _side_by_side(edition: Edition) -> list[tuple[Counter[str], set[Path]]]:
    """Write each language in a process of its own; one after the other where that cannot be done safely."""
    places = range(len(edition.readers))
    _shared[:] = [edition]
    # A fork beside other threads may inherit a lock that nobody opens again: the server runs in threads.
    if len(places) == 1 or threading.active_count() > 1 or "fork" not in get_all_start_methods():
        return [_language(place) for place in places]
    pool = ProcessPoolExecutor(len(places), mp_context=get_context("fork"), initializer=_end_with_parent)
    try:
        with pool:
            return list(pool.map(_language, places))
    except BrokenExecutor:
        message = "the process that writes a language was ended from outside; is there memory enough?"
        raise Faults([Fault("build", 1, message)]) from None


def _end_with_parent() -> None:
    """End this process when the one that started it is killed: nobody would ever give it work again."""
    parent = parent_process()
    assert parent

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _language(place: int) -> tuple[Counter[str], set[Path]]:
    """Write one language's tree; return the counts of its files and the drawings that it needs."""
    edition = _shared[0]
    reader, build = edition.readers[place], edition.project.build
    counts: Counter[str] = Counter()
    pencil = drawing.Pencil(build / ".cache" / "charts")
    folder = build / reader.code
    pages_of = dict(render.render(edition.plan, reader, edition.proof, pencil.draw))
    files = exports.with_data(pages_of, edition.plan, reader, edition.proof)
    script = searching.language_file(reader.code)
    if script:
        files[f"assets/javascripts/lunr/min/lunr.{reader.code}.min.js"] = script
    notes = (html_text(reader.status()), reader.strings["unofficial"])
    takeaways = dict(pictures.files(pencil.files, notes, build / ".cache" / "pictures"))
    shared = edition.base_url and cards.files(edition.plan, reader, edition.proof, build / ".cache" / "cards")
    _put_all(folder / "docs", {**files, **takeaways, **dict(shared or ())}, counts)
    inherit = os.path.relpath(edition.project.settings, folder)
    settings = {"INHERIT": inherit, **configuration(edition, reader), "hooks": []}
    _put(
        folder / "mkdocs.yml",
        yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=1000),
        counts,
    )
    counts["drawn"] += pencil.drawn
    counts["undrawn"] += len(pencil.wanted) - pencil.drawn
    return counts, pencil.wanted


def _put_all(folder: Path, files: Mapping[str, str | bytes], counts: Counter[str]) -> None:
    for name, content in files.items():
        _put(folder / name, content, counts)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
            counts["removed"] += 1
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _put(path: Path, content: str | bytes, counts: Counter[str]) -> None:
    content = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == content:
        counts["kept"] += 1
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    counts["written"] += 1


def configuration(edition: Edition, reader: Reader) -> dict[str, Any]:
    """Return what one language's build sets in the configuration of MkDocs; paths are absolute."""
    site, project = edition.institution.site, edition.project
    words = {
        key.removeprefix(THEME_WORDS): value
        for key, value in reader.strings.items()
        if key.startswith(THEME_WORDS)
    }
    words["unofficial"] = reader.strings["unofficial"]
    words["status"] = html_text(reader.status())
    address = edition.base_url
    found: dict[str, Any] = {
        "site_name": reader.t(site.name),
        "site_description": reader.t(site.description),
        "docs_dir": str(project.build / reader.code / "docs"),
        "site_dir": str(project.site / reader.code),
        "nav": navigation(edition.plan.tree, reader),
        "theme": {
            "name": "material",
            "language": reader.code,
            "custom_dir": str(Path(__file__).parent / "theme"),
        },
        "extra": {
            "languages": languages(edition, address),
            "words": words,
            "colour": site.colour or "",
            "publisher": {"name": reader.t(site.publisher)} if site.publisher else {},
        },
    }
    if address:
        found["site_url"] = f"{address}/{reader.code}/"
        found["extra"]["cards"] = {"folder": cards.FOLDER, "width": cards.WIDTH, "height": cards.HEIGHT}
    if site.repository:
        found["repo_url"] = site.repository
    return found


def languages(edition: Edition, address: str) -> list[dict[str, Any]]:
    """Return the site's languages as the theme wants them: for its switch, its head, the page not found."""
    country = frbr.work(edition.institution.act).country.upper()
    return [
        {
            "code": one.code,
            "name": one.language.name,
            "prefix": f"../{one.code}/",
            "site_url": f"{address}/{one.code}/" if address else "",
            "locale": f"{one.code}_{country}",
            "missing": {name: one.strings[key] for name, key in MISSING.items()},
        }
        for one in edition.readers
    ]


def html_text(words: object) -> str:
    """Return escaped words as the plain text that the theme escapes by itself."""
    return html.unescape(str(words))


def navigation(tree: Iterable[Branch], reader: Reader) -> list[Any]:
    """Return the navigation as MkDocs reads it; titles are escaped, because MkDocs puts them out raw."""
    found: list[Any] = []
    for branch in tree:
        title = page_name(reader, branch.page) if branch.page else reader.strings[branch.key]
        title = str(html_escape(title))
        below = grouped(navigation(branch.below, reader))
        if branch.page and below:
            found.append({title: [{title: branch.page.source}, *below]})
        else:
            found.append({title: branch.page.source if branch.page else below})
    return found


def grouped(entries: list[Any], first: int = 1) -> list[Any]:
    """Put a long row of entries under headings that count them (`1–60`, `61–120`).

    A page shows all entries beside its own, so a long row would cost every page of it as much as the row.
    """
    if len(entries) <= ROW:
        return entries
    size = ROW
    while len(entries) > size * ROW:
        size *= ROW
    groups = [entries[at : at + size] for at in range(0, len(entries), size)]
    starts = range(first, first + len(entries), size)
    return [
        {f"{start}–{start + len(group) - 1}": grouped(group, start)}
        for start, group in zip(starts, groups, strict=True)
    ]


def front_page(edition: Edition) -> str:
    """Return `site/index.html`: it leads to the original language at once, and offers every language."""
    first = edition.readers[0]
    start = f"{edition.base_url}/" if edition.base_url else ""
    title = html_escape(first.t(edition.institution.site.name))
    choose = html_escape(first.strings["front.choose"])
    links = "".join(
        f'<li><a href="{one.code}/index.html" lang="{one.code}" hreflang="{one.code}">'
        f"{html_escape(one.language.name)}</a></li>"
        for one in edition.readers
    )
    return (
        f'<!doctype html>\n<html lang="{first.code}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={first.code}/index.html">\n'
        f'<link rel="icon" href="{first.code}/assets/mark.svg">\n'
        f'<link rel="canonical" href="{start}{first.code}/index.html">\n</head>\n'
        f"<body>\n<p>{choose}</p>\n<ul>{links}</ul>\n</body>\n</html>\n"
    )
