"""Checks every link of a built site as a browser follows it, from disk or from a server.

MkDocs checks links in Markdown only; this check reads the built files, including raw HTML and SVG. Addresses
are read according to the URL, HTML, SVG 2 and CSS Syntax specifications.
"""

from __future__ import annotations

import difflib
import errno
import os
import posixpath
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from generator.builder.css import addresses as css_addresses
from generator.problems import Problem

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

FOLLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
INNER_SCHEMES = {"about", "blob", "data", "javascript"}
"""Schemes that do not contact a host."""

BLANK = re.compile(r"[\t\n\r]")
"""Characters that the URL standard removes from an address."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
BASE = re.compile(r"(?:https?://[^/?#]+)?(/(?:[^/?#][^?#]*/)?)")
CANDIDATE = re.compile(r"([^\s,]++(?:,++[^\s,]++)*+)[^\S,]*+[^,]*+")
REFRESH = re.compile(
    r"\s*[\d.]+[\s;,]+(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE | re.DOTALL
)
SUGGESTIONS = 200
"""The most distinct names that get a suggestion, which takes up to 0.1 s on a large page."""

LONGEST = 200
"""Characters of the longest name that gets a suggestion: the time grows with the square of the length."""


@dataclass(frozen=True)
class Report:
    """How much was checked, and the problems in order of file and line.

    Files are relative to the site. A problem of a whole file or folder has line 1.
    """

    pages: int
    links: int
    anchors: int
    problems: tuple[Problem, ...]


class Reference(NamedTuple):
    """An address in a file."""

    line: int
    attribute: str
    """Where the address is written, for example `a href`."""
    address: str
    loaded: bool
    """Whether the browser loads the address without a click."""


class Destination(NamedTuple):
    """What an address leads to."""

    file: str | None
    """The file of the site, "" for the file that holds the address, None if there is no such file."""
    fragment: str
    problem: str
    """What is wrong with the address, or ""."""


@dataclass
class Document:
    """The content of one file that matters here."""

    anchors: set[str] | None = None
    """The ids that a fragment may name; None if they are unknown."""
    references: list[Reference] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    """(line, message) of each problem of the file itself."""


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
            line + reference.line, f"{attribute} {reference.kind}".strip(), reference.address, True
        )


def _references(element: etree._Element, tag: str, name: str, value: str, line: int) -> Iterator[Reference]:
    """Yield the addresses in one attribute of an element."""
    attribute = f"{tag} {'xlink:href' if name == XLINK else name}"
    if name in ADDRESSES or (tag, name) == ("object", "data"):
        yield Reference(line, attribute, value, _loads(element, tag, name))
    elif name in CANDIDATES:
        for match in CANDIDATE.finditer(value):
            yield Reference(line, attribute, match[1], True)
    elif name in PAINTS:
        if "url(" in value.lower():
            yield from _css_references(value, line, attribute)
    elif tag == "meta" and name == "content" and (element.get("http-equiv") or "").lower() == "refresh":
        target = REFRESH.match(value)
        if target:
            yield Reference(line, "meta refresh", target[1] or target[2] or target[3] or "", True)


def _read_tree(root: etree._Element) -> Document:
    ids: dict[str, int] = {}
    names: set[str] = set()
    document = Document()
    for element in root.iter("*"):
        tag = element.tag.rpartition("}")[2]
        if tag == "style" and element.text:
            document.references.extend(_css_references(element.text, _line(element), "style"))
        for name, value in cast("list[tuple[str, str]]", element.items()):
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
            else:
                document.references.extend(_references(element, tag, name, value, line))
    document.anchors = names.union(ids)
    return document


def _read(path: Path) -> Document:
    """Read one .html, .svg or .css file; if it cannot be read, that is a problem of the document."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return Document(problems=[(1, f"cannot be read: {error.strerror}; expected a readable file")])
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


def _external_problem(address: str, loaded: bool) -> str | None:
    """Return what is wrong with an address that names a scheme or a host, or ""; None if it is a path."""
    scheme = SCHEME.match(address)
    name = "https" if address.startswith("//") else scheme[1].lower() if scheme else None
    if name is None:
        return None
    if name in INNER_SCHEMES or (name in FOLLOWED_SCHEMES and not loaded):
        return ""
    if name in ("http", "https"):
        return "is loaded from another host; expected a file of the site"
    return f"has the scheme {name}; expected a path or a web address"


class _Site:
    """The files of a site; resolves the addresses in them.

    Results are cached, because every page repeats the navigation.
    """

    def __init__(self, site: Path, base: str | None) -> None:
        match = BASE.fullmatch("/" if base is None else base)
        if not match:
            raise ValueError(f"base is {base!r}; expected a path or an http address that ends with a slash")
        self.base = base
        self.root = unquote(match[1])
        self.files: set[str] = set()
        self.folders: set[str] = {""}
        self.problems: list[Problem] = []
        self._resolved: dict[tuple[str, str, bool, bool], Destination] = {}
        self._suggested: dict[tuple[str, str | None], str] = {}
        self._list(site)

    def _list(self, site: Path) -> None:
        def report(error: OSError) -> None:
            name = Path(str(error.filename)).relative_to(site).as_posix()
            message = f"cannot be listed: {error.strerror}; expected a readable folder"
            self.problems.append(Problem(name, 1, message))

        for folder, folders, files in os.walk(site, onerror=report):
            inside = Path(folder).relative_to(site)
            for names, known in ((folders, self.folders), (files, self.files)):
                for name in names:
                    path = (inside / name).as_posix()
                    if (Path(folder) / name).is_symlink():
                        message = "is a symbolic link; expected a plain file or folder"
                        self.problems.append(Problem(path, 1, message))
                    else:
                        known.add(path)

    def resolve(self, folder: str, address: str, loaded: bool, absolute: bool) -> Destination:
        """Return what an address leads to that is written in a file of `folder`.

        `loaded` says whether the browser loads it without a click, `absolute` whether absolute paths work.
        """
        key = (folder, address, loaded, absolute)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(*key)
        return self._resolved[key]

    def _resolve(self, folder: str, address: str, loaded: bool, absolute: bool) -> Destination:
        address = BLANK.sub("", address.strip())
        if not address and loaded:
            return Destination(None, "", "is empty; expected a file of the site")
        # An address below that of the site is as good as an absolute path.
        if self.base and not self.base.startswith("/") and f"{address}/".startswith(self.base):
            address = self.root + address[len(self.base) :]
        external = _external_problem(address, loaded)
        if external is not None:
            return Destination(None, "", external)
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        if not path:
            return Destination("", fragment, "")
        if path.startswith("/") and not absolute:
            relative = posixpath.relpath(path.lstrip("/") or ".", folder or ".")
            message = f"is an absolute path, which does not work from disk; expected {relative}"
            return Destination(None, "", message)
        file, problem = self._locate(folder, unquote(path))
        return Destination(file, fragment, problem)

    def _locate(self, folder: str, path: str) -> tuple[str | None, str]:
        parts = folder.split("/") if folder else []
        if path.startswith("/"):
            if not f"{path}/".startswith(self.root):
                return None, f"leads outside the site; expected a path under {self.root}"
            parts, path = [], path[len(self.root) :]
        *steps, last = path.split("/")
        for step in (*steps, last) if last else steps:
            if step == "..":
                if not parts:
                    return None, "leads outside the site; expected a path inside it"
                parts.pop()
            elif step != ".":
                parts.append(step)
        target = "/".join(parts)
        if target in self.folders or not last:
            target = f"{target}/index.html".lstrip("/")
        if target in self.files:
            return target, ""
        return None, f"no such file; expected {target}{self.nearest(target, self.files)}"

    def nearest(self, wanted: str, known: Collection[str], target: str | None = None) -> str:
        """Return `; nearest X` for an unknown file, or for an unknown anchor of the file `target`, or ""."""
        key = (wanted, target)
        if key not in self._suggested and len(self._suggested) < SUGGESTIONS and len(wanted) <= LONGEST:
            close = difflib.get_close_matches(wanted, sorted(known), n=1)
            self._suggested[key] = f"; nearest {close[0]}" if close else ""
        return self._suggested.get(key, "")


def _missing_anchor(site: _Site, target: str, fragment: str, anchors: set[str]) -> str:
    """Return the problem of an anchor that the file `target` does not have, or ""."""
    if fragment in anchors:
        return ""
    name = unquote(fragment.partition(":~:")[0])
    if not name or name.lower() == "top" or name in anchors:
        return ""
    return f'no such anchor; expected id "{name}" in {target}{site.nearest(name, anchors, target)}'


def check(site: Path, *, base: str | None = None, anywhere: Collection[str] = ("404.html",)) -> Report:
    """Check every reference in every .html, .svg and .css file below `site`.

    `base` is where the site will be published: a path (`/`, `/pr/12/`) or an address
    (`https://example.org/act/`), with its last slash. Absolute paths and addresses below it are then resolved
    to files of the site. Without it, absolute paths are problems, except in the pages named by `anywhere`
    (relative to the site), which a server shows for any address. A folder stands for its `index.html`.
    Fragments are checked in pages and drawings only; scripts are not read. If a tag spans several lines, its
    line is the last one.

    Raises NotADirectoryError if `site` is not a folder, ValueError for a malformed base.
    """
    if not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    files = _Site(site, base)
    documents = {
        name: _read(site / name) for name in sorted(files.files) if name.endswith((".html", ".svg", ".css"))
    }
    problems = list(files.problems)
    links = anchors = 0
    for name, document in documents.items():
        problems.extend(Problem(name, line, message) for line, message in document.problems)
        links += len(document.references)
        folder = posixpath.dirname(name)
        absolute = base is not None or name in anywhere
        for line, attribute, address, loaded in document.references:
            target, fragment, problem = files.resolve(folder, address, loaded, absolute)
            if fragment and target is not None:
                linked = documents.get(target or name)
                if linked and linked.anchors is not None:
                    anchors += 1
                    problem = _missing_anchor(files, target or name, fragment, linked.anchors)
            if problem:
                problems.append(Problem(name, line, f'{attribute} "{address.strip()}" {problem}'))
    pages = sum(name.endswith(".html") for name in documents)
    if not pages:
        problems.append(Problem(".", 1, "has no page; expected at least one .html file"))
    return Report(pages, links, anchors, tuple(sorted(problems)))
