"""Reads the links and the anchors of one file of a site: a page, a drawing or a style sheet.

The attributes are those of the HTML, SVG 2 and CSS Syntax specifications.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from lxml import etree
from msgspec import Struct, field

from generator.builder.css import addresses as css_addresses
from generator.builder.manifest import digest

XLINK = "{http://www.w3.org/1999/xlink}href"
ADDRESSES = {"href", "xlink:href", XLINK, "src", "action", "formaction", "poster"}
"""Attributes that hold one address."""

CANDIDATES = {"srcset", "imagesrcset"}
"""Attributes that hold a list of addresses with their sizes (HTML, "Srcset attributes")."""

PAINTS = {"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"} | {
    f"marker-{place}" for place in ("start", "mid", "end")
}
"""Attributes that may hold `url()`."""

READ = {"id", "name", "content", "data"} | ADDRESSES | CANDIDATES | PAINTS

FOLLOWED_RELS = {
    "alternate",
    "author",
    "bookmark",
    "canonical",
    "help",
    "license",
    "me",
    "next",
    "prev",
    "search",
}
"""Values of `link rel` that name a page to follow; for any other the browser loads a file or connects."""

CANDIDATE = re.compile(r"([^\s,]++(?:,++[^\s,]++)*+)[^\S,]*+[^,]*+")
REFRESH = re.compile(
    r"\s*[\d.]+[\s;,]+(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE | re.DOTALL
)


class Reference(NamedTuple):
    """An address in a file."""

    line: int
    attribute: str
    """Where the address is written, for example `a href`."""
    address: str
    loaded: bool
    """Whether the browser loads the address without a click."""


class Document(Struct):
    """The content of one file that matters here."""

    anchors: set[str] | None = None
    """The ids that a fragment may name; None if they are unknown."""
    references: list[Reference] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    """(line, message) of each problem of the file itself."""
    digest: str = ""
    """The digest of the file; empty if it could not be read."""


_attributes = cast("Callable[[etree._Element], list[tuple[str, str]]]", etree._Element.items)


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1


def _loads(element: etree._Element, tag: str, name: str) -> bool:
    if tag in ("a", "area") or name in ("action", "formaction"):
        return False
    return tag != "link" or not FOLLOWED_RELS.issuperset((element.get("rel") or "").lower().split())


def _css_references(css: str, line: int, attribute: str) -> Iterator[Reference]:
    """Yield the addresses in CSS that begins on `line`."""
    for reference in css_addresses(css):
        yield Reference(
            line + reference.line, f"{attribute} {reference.kind}".strip(), reference.address, loaded=True
        )


def _references(element: etree._Element, tag: str, name: str, value: str, line: int) -> Iterator[Reference]:
    """Yield the addresses in one attribute of an element."""
    attribute = f"{tag} {'xlink:href' if name == XLINK else name}"
    if name in ADDRESSES or (tag, name) == ("object", "data"):
        yield Reference(line, attribute, value, _loads(element, tag, name))
    elif name in CANDIDATES:
        for match in CANDIDATE.finditer(value):
            yield Reference(line, attribute, match[1], loaded=True)
    elif name in PAINTS:
        yield from _css_references(value, line, attribute)
    elif tag == "meta" and name == "content" and (element.get("http-equiv") or "").lower() == "refresh":
        target = REFRESH.match(value)
        if target:
            yield Reference(line, "meta refresh", target[1] or target[2] or target[3] or "", loaded=True)


def _read_tree(root: etree._Element) -> Document:
    ids: dict[str, int] = {}
    names: set[str] = set()
    document = Document()
    for element in root.iter("*"):
        tag = element.tag
        if "}" in tag:
            tag = tag.rpartition("}")[2]
        if tag == "style" and element.text:
            document.references.extend(_css_references(element.text, _line(element), "style"))
        for name, value in _attributes(element):
            if name not in READ:
                continue
            line = _line(element)
            if name == "id":
                if value in ids:
                    document.problems.append(
                        (line, f'duplicate id "{value}"; expected it once, first used on line {ids[value]}')
                    )
                ids.setdefault(value, line)
            elif name == "name":
                if tag in ("a", "map"):
                    names.add(value)
            elif tag == "base":
                if name == "href":
                    document.problems.append(
                        (line, f'base href "{value}" changes every link; expected no base element')
                    )
            elif name not in PAINTS or "url(" in value.lower():
                document.references.extend(_references(element, tag, name, value, line))
    document.anchors = names.union(ids)
    return document


def read_pages(site: Path, names: Iterable[str], digests: Mapping[str, str]) -> dict[str, Document]:
    """Return name -> document of pages of a site; the names are relative to it, `digests` those known."""
    return {name: _read(site / name, digests.get(name)) for name in names}


def _read(path: Path, known: str | None = None) -> Document:
    """Read one .html, .svg or .css file; if it cannot be read, that is a problem of the document.

    `known` is its digest, if the caller has it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return Document(problems=[(1, f"cannot be read: {error.strerror}; expected a readable file")])
    document = _parsed(path, content)
    document.digest = known or digest(content)
    return document


def _parsed(path: Path, content: bytes) -> Document:
    """Return the document with the content of a file."""
    if path.suffix == ".svg":
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return _read_tree(etree.fromstring(content, parser))
        except etree.XMLSyntaxError as error:
            return Document(problems=[(error.lineno or 1, "not well-formed; expected XML")])
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Document(
            problems=[(line, f"byte 0x{content[error.start]:02x} is not UTF-8; expected UTF-8 text")]
        )
    if path.suffix == ".css":
        # A fragment alone refers to the page that uses the style sheet, not to the style sheet.
        references = _css_references(text, 1, "")
        return Document(references=[item for item in references if not item.address.startswith("#")])
    html = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    root: etree._Element | None = etree.fromstring(content, html)
    return Document(problems=[(1, "empty; expected an HTML page")]) if root is None else _read_tree(root)


class Documents(Mapping[str, Document]):
    """The files of a site that have links or anchors, by name; each is read once, when it is needed."""

    def __init__(
        self,
        site: Path,
        names: Iterable[str],
        digests: Mapping[str, str] | None = None,
        read: Mapping[str, Document] | None = None,
    ) -> None:
        """Remember the names, which are relative to the site; `digests` are those that are known of files.

        `read` are files that were read already.
        """
        self._site = site
        self._digests = digests or {}
        self._names = dict.fromkeys(names)
        self._read = dict(read or {})

    def __getitem__(self, name: str) -> Document:
        """Return a file; raises KeyError for one that is none of the names."""
        if name in self._names and name not in self._read:
            self._read[name] = _read(self._site / name, self._digests.get(name))
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether a file is one of the names, without reading it."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self._names)

    def digest(self, name: str) -> str:
        """Return the digest of a file without reading its links; empty if it cannot be read."""
        try:
            return self._digests.get(name) or digest((self._site / name).read_bytes())
        except OSError:
            return ""

    def anchors(self, name: str) -> str:
        """Return the digest of the anchors of a file; empty if they are unknown."""
        known = self[name].anchors
        return "" if known is None else digest(*(anchor.encode() for anchor in sorted(known)))
