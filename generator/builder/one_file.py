"""Makes the one-file edition of a language: the statute and what the site says of it, in one HTML file.

It is made of the words of the built pages, so that it says what they say. It loads nothing and links no
file: its style sheet and its script stand in it and are allowed by hash (CSP Level 3). The reader needs a
script only for the find box.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup
from msgspec import Struct

from generator.builder import csp, css, mkdocs_config, page_extracts
from generator.builder.page_extracts import Document, Extract
from generator.builder.preparation import PreparedSite
from generator.files.package import TEMPLATES, THEME
from generator.plan.localization import Localization
from generator.plan.pages import Page
from generator.render import titles
from generator.render.page_kinds import PAGE_KINDS, page_context
from generator.search import documents, index
from generator.views import printing

NAME = "statute.{code}.html"
"""The file name of the edition of a language."""

TEXT = "text"
"""The kind of page whose ids the document keeps."""

SECTIONS: tuple[tuple[str, str], ...] = (
    (TEXT, ""),
    ("role", ""),
    ("appointments", ""),
    ("chart", ""),
    ("bodies", "body"),
    ("posts", "post"),
    ("named", ""),
    ("regions", "region"),
    ("structure", ""),
    ("currency", ""),
    ("comparisons", ""),
    ("history", ""),
    ("terms", ""),
    ("acts", "act"),
)
"""The kinds of page in the order of the document, each with the kind of the pages that stand below it."""

NAMES = {"bodies": "nav.bodies", "regions": "nav.regions"}
"""The interface words that name a section, where the heading of its page names only a part of it."""

THEME_STYLES = (
    "site",
    "provisions",
    "contents",
    "blocks",
    "lists",
    "bodies",
    "references",
    "terms",
    "history",
    "print",
    "edition",
    "charts",
)
"""The site's style sheets that the words of the pages need, in the order of `mkdocs.yml`."""

DARK = re.compile(r'\[data-md-color-scheme="slate"\]([^{}]*)\{([^{}]*)\}')
"""A rule of the dark scheme, which a page gets from a script and this file from the reader's settings."""

UNCHECKED = re.compile(r"\bpaint-order:[^;}]*;?")
"""A property of focus rings in charts that Nu's CSS check does not know; the ring is visible without it."""

SELECTORS = re.compile(r"[^{}]+(?=\{)")
HEADING = re.compile(r"\bh([1-5])\b")
OWN_ID = re.compile(r"#([a-z][a-z-]*)")


class Section(Struct, frozen=True):
    """A section of the document."""

    id: str
    title: str
    words: Markup
    parts: tuple[Section, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    """(id, words) of the parts that the contents list below the section."""


def editions(prepared: PreparedSite, site: Path) -> Iterator[tuple[str, str]]:
    """Yield (file name, content) of the edition of every language, made from the pages built at `site`.

    Raises OSError if a page cannot be read, ValueError if an id would occur twice.
    """
    for localization in prepared.localizations:
        yield NAME.format(code=localization.code), edition(prepared, localization, site)


def edition(prepared: PreparedSite, localization: Localization, site: Path) -> str:
    """Return the one-file edition of a language, made from the pages built at `site`."""
    groups = _groups(prepared, localization, site)
    document = Document(prepared.plan, tuple(one for group in groups for one in group))
    for extract in document.extracts:
        document.adapt(extract)
    _add_places(localization, document)
    sections = [_section(localization, group) for group in groups]
    return _page(prepared, localization, document, sections)


def _groups(prepared: PreparedSite, localization: Localization, site: Path) -> list[list[Extract]]:
    """Return the pages of each section, its own first."""
    groups: list[list[Extract]] = []
    for kind, below in SECTIONS:
        own = [page for page in prepared.plan.pages if page.kind == kind]
        parts = [page for page in prepared.plan.pages if below and page.kind == below]
        parts.sort(key=localization.position)
        for page in own:
            group = [_extract(site, localization, page, depth=1)]
            group += [_extract(site, localization, part, depth=2) for part in parts]
            groups.append(group)
    return groups


def _extract(site: Path, localization: Localization, page: Page, depth: int) -> Extract:
    content = (site / localization.code / page.path).read_bytes()
    return page_extracts.extract(page, content, keeps_ids=page.kind == TEXT, depth=depth)


def _add_places(localization: Localization, document: Document) -> None:
    """Name the place of every provision of the full text, for the list of what was found."""
    provisions = localization.index.provisions
    for extract in document.extracts:
        for element in extract.words.iter() if not extract.prefix else ():
            provision = provisions.get(element.get("id") or "")
            if provision:
                element.set("data-place", localization.place(provision))


def _section(localization: Localization, group: Sequence[Extract]) -> Section:
    own, *parts = group
    chapters = own.words.xpath(".//*[contains(concat(' ', @class, ' '), ' law ')][self::h2 or self::h3][@id]")
    return Section(
        own.id,
        localization.strings[NAMES[own.page.kind]] if own.page.kind in NAMES else own.title,
        _markup(own.words),
        tuple(Section(part.id, part.title, _markup(part.words)) for part in parts),
        tuple((chapter.get("id"), _name(chapter)) for chapter in chapters),
    )


def _name(heading: HtmlElement) -> str:
    """Return the words of a heading without the label of a later change."""
    texts = heading.xpath(".//text()[not(ancestor::*[contains(concat(' ', @class, ' '), ' later ')])]")
    return " ".join("".join(texts).split())


def _markup(words: HtmlElement) -> Markup:
    words.tail = None
    return Markup(html.tostring(words, encoding="unicode"))


def _page(
    prepared: PreparedSite, localization: Localization, document: Document, sections: Sequence[Section]
) -> str:
    act, site = prepared.dataset.act, prepared.dataset.site
    text = next(page for page in prepared.plan.pages if page.kind == TEXT)
    context = page_context(text, prepared.plan, localization, prepared.proof)
    style = Markup(style_sheet(document, site.colour or "", printing.edges(context)))
    script = Markup(script_of(localization.code))
    labels = mkdocs_config.labels(localization)
    content = _environment().get_template("one-file.html.jinja").render(
        code=localization.code,
        title=titles.statute_title(context),
        name=localization.text(site.name),
        description=localization.text(site.description),
        policy=policy(style, script),
        style=style,
        script=script,
        keys=Markup(_json_in_script(_keys(prepared, localization, document))),
        status=localization.status_line(has_law=True),
        version=localization.date(act.version.date) if act.version.date else "",
        checked=labels["checked"],
        standing=labels["standing"],
        official=mkdocs_config.official_sources(localization),
        official_label=labels["official"],
        release=site.release,
        words=localization.strings,
        where="currency" if any(section.id == "currency" for section in sections) else "",
        sections=sections,
    )  # fmt: skip
    _check_ids(content)
    return content


def _keys(
    prepared: PreparedSite, localization: Localization, document: Document
) -> list[tuple[str, Sequence[str]]]:
    """Return (id, search keys) of the places that are found by a reference or by another name."""
    found: list[tuple[str, Sequence[str]]] = []
    for entry in documents.documents(prepared.plan, localization, PAGE_KINDS):
        path, _, fragment = entry.location.partition("#")
        anchor = document.anchor(path, fragment) if entry.keys else None
        if anchor:
            found.append((anchor, entry.keys))
    return found


def _json_in_script(value: object) -> str:
    """Return a value as JSON in which nothing ends the script element around it (HTML, "Restrictions")."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def style_sheet(document: Document, colour: str, edges: str) -> str:
    """Return the style sheet: the theme's, adapted to the document, the edition's own, and the page margins.

    `colour` is the institution's own colour, if it has one; `edges` are the margin boxes of the printed page.
    """
    folder = THEME / "assets"
    sheets = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in THEME_STYLES]
    anchors = {anchor for extract in document.extracts if extract.prefix for anchor in extract.anchors}
    shared = SELECTORS.sub(lambda match: _adapted(match[0], anchors), css.compact("\n".join(sheets)))
    shared = DARK.sub(r"@media screen and (prefers-color-scheme:dark){[data-md-color-scheme]\1{\2}}", shared)
    shared = UNCHECKED.sub("", shared)
    own = css.compact((TEMPLATES / "one-file.css").read_text(encoding="utf-8"))
    brand = f":root{{--brand:{colour}}}.chart{{--strong:{colour}}}" if colour else ""
    return f"{shared}\n{own}\n{brand}{edges}".replace("</", "<\\/")


def _adapted(selectors: str, anchors: set[str]) -> str:
    """Return selectors of the theme for the document, in which headings are lower and ids have prefixes."""
    lower = HEADING.sub(lambda match: f"h{int(match[1]) + 1}", selectors)
    return OWN_ID.sub(lambda match: f'[id$="/{match[1]}"]' if match[1] in anchors else match[0], lower)


@cache
def script_of(code: str) -> str:
    """Return the script of the find box with the word forms of a language, if it has a stemmer."""
    files = [index.SOURCES / f"{code}.js", index.SOURCES / "query.js", TEMPLATES / "one-file.js"]
    return "".join(index.minify(file.read_text(encoding="utf-8")) for file in files if file.exists())


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing is loaded, and only these two run."""
    directives = {
        "default-src": "'none'",
        "style-src": csp.source(style),
        "script-src": csp.source(script),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _check_ids(content: str) -> None:
    """Raise ValueError for an id that occurs twice."""
    counts = Counter(page_extracts.ids(html.document_fromstring(content)))
    double = sorted(name for name, count in counts.items() if count > 1)
    if double:
        raise ValueError(f"ids occur twice in the one-file edition: {', '.join(double)}; expected each once")
