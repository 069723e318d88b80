"""Checks every link of a built site the way a browser follows it, from disk and from a server.

MkDocs sees the links of Markdown only; this check reads what was really built, raw HTML and SVG included.
How an address is read follows the URL, HTML, SVG 2 and CSS Syntax specifications.
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

XLINK = "{http://www.w3.org/1999/xlink}href"
ADDRESSES = {"href", "xlink:href", XLINK, "src", "action", "formaction", "poster"}
CANDIDATES = {"srcset", "imagesrcset"}
PAINTS = {"style", "fill", "stroke", "filter", "mask", "clip-path", "cursor"} | {
    f"marker-{place}" for place in ("start", "mid", "end")
}
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
"""Values of `link rel` that point somewhere; with any other the browser fetches or opens a connection."""

FOLLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
INNER_SCHEMES = {"about", "blob", "data", "javascript"}
"""Schemes that lead to no host."""

BLANK = re.compile(r"[\t\n\r]")
"""What the URL standard drops from inside an address."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
BASE = re.compile(r"(?:https?://[^/?#]+)?(/(?:[^/?#][^?#]*/)?)")
CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?")
REFRESH = re.compile(
    r"\s*[\d.]+[\s;,]+(?:url\s*=\s*)?(?:\"([^\"]*)|'([^']*)|(\S.*))", re.IGNORECASE | re.DOTALL
)
CSS = re.compile(
    r"""/\*.*?\*/
    | @namespace[^;]*;
    | (?P<import>@import)\s*(?:"(?P<i2>(?:[^"\\]|\\.)*)"|'(?P<i1>(?:[^'\\]|\\.)*)')
    | \burl\(\s*(?:"(?P<u2>(?:[^"\\]|\\.)*)"|'(?P<u1>(?:[^'\\]|\\.)*)'|(?P<u0>[^)"'\s]*))\s*\)
    | "(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*'""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
SUGGESTIONS = 200
"""Distinct misses that get a suggestion; finding one takes up to a tenth of a second on a large page."""


@dataclass(frozen=True)
class Report:
    """What was checked, and each problem as `file:line: what; expected …; nearest …`, in order of place."""

    pages: int
    links: int
    anchors: int
    problems: tuple[str, ...]


class Reference(NamedTuple):
    """An address in a file: its line, how it is written (`a href`), whether the browser loads it unasked."""

    line: int
    written: str
    address: str
    loaded: bool


class Problem(NamedTuple):
    """A problem and its place; a line of 0 stands for the whole file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}" if self.line else f"{self.file}: {self.text}"


@dataclass
class Document:
    """What a file offers and asks for: anchors (None where they cannot be known), references, own faults."""

    anchors: set[str] | None = None
    references: list[Reference] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)


def _line(element: etree._Element) -> int:
    return cast("int | None", element.sourceline) or 1


def _loads(element: etree._Element, tag: str, name: str) -> bool:
    if tag in ("a", "area") or name in ("action", "formaction"):
        return False
    return tag != "link" or not FOLLOWED_RELS.issuperset((element.get("rel") or "").lower().split())


def _styled(text: str, line: int, written: str) -> Iterator[Reference]:
    for found in CSS.finditer(text):
        address = next(
            (found[name] for name in ("i2", "i1", "u2", "u1", "u0") if found[name] is not None), None
        )
        if address is not None:
            place = line + text.count("\n", 0, found.start())
            yield Reference(
                place, f"{written} {'@import' if found['import'] else 'url()'}".strip(), address, True
            )


def _references(element: etree._Element, tag: str, name: str, value: str, line: int) -> Iterator[Reference]:
    written = f"{tag} {'xlink:href' if name == XLINK else name}"
    if name in ADDRESSES or (tag, name) == ("object", "data"):
        yield Reference(line, written, value, _loads(element, tag, name))
    elif name in CANDIDATES:
        for found in CANDIDATE.finditer(value):
            yield Reference(line, written, found[1], True)
    elif name in PAINTS:
        if "url(" in value.lower():
            yield from _styled(value, line, written)
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
            document.references.extend(_styled(element.text, _line(element), "style"))
        for name, value in cast("list[tuple[str, str]]", element.items()):
            if name not in READ:
                continue
            line = _line(element)
            if name == "id":
                if value in ids:
                    document.problems.append(
                        (line, f'id "{value}" again; expected once, first on line {ids[value]}')
                    )
                ids.setdefault(value, line)
            elif name == "name":
                if tag in ("a", "map"):
                    names.add(value)
            elif tag == "base":
                if name == "href":
                    document.problems.append(
                        (line, f'base href "{value}" moves every link; expected no base element')
                    )
            else:
                document.references.extend(_references(element, tag, name, value, line))
    document.anchors = names.union(ids)
    return document


def _read(path: Path) -> Document:
    """Read one .html, .svg or .css file; what cannot be read becomes a fault of the document."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return Document(problems=[(0, f"cannot be read: {error.strerror}; expected a readable file")])
    if path.suffix == ".svg":
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        try:
            return _read_tree(etree.fromstring(content, parser))
        except etree.XMLSyntaxError as error:
            return Document(problems=[(error.lineno or 0, "not well-formed; expected XML")])
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Document(
            problems=[(line, f"byte 0x{content[error.start]:02x} is not UTF-8; expected UTF-8 text")]
        )
    if path.suffix == ".css":
        # A bare fragment in a style sheet means the page that uses the sheet, not the sheet.
        return Document(references=[one for one in _styled(text, 1, "") if not one.address.startswith("#")])
    html = etree.HTMLParser(encoding="utf-8", huge_tree=True, collect_ids=False)
    root: etree._Element | None = etree.fromstring(content, html)
    return Document(problems=[(0, "empty; expected a page")]) if root is None else _read_tree(root)


def _outside(address: str, loaded: bool) -> str | None:
    """Say what is wrong with an address that names a scheme or a host; None where it is a path."""
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
    """The files of a site and what an address inside it leads to; answers are kept, as navigation repeats."""

    def __init__(self, site: Path, base: str | None) -> None:
        found = BASE.fullmatch("/" if base is None else base)
        if not found:
            raise ValueError(f"base is {base!r}; expected a path or an http address that ends with a slash")
        self.base = base
        self.root = unquote(found[1])
        self.files: set[str] = set()
        self.folders: set[str] = {""}
        self.problems: list[Problem] = []
        self._followed: dict[tuple[str, str, bool, bool], tuple[str | None, str, str]] = {}
        self._suggested: dict[tuple[str, str | None], str] = {}
        self._list(site)

    def _list(self, site: Path) -> None:
        def unlisted(error: OSError) -> None:
            name = Path(str(error.filename)).relative_to(site).as_posix()
            self.problems.append(
                Problem(name, 0, f"cannot be listed: {error.strerror}; expected a readable folder")
            )

        for folder, folders, files in os.walk(site, onerror=unlisted):
            inside = Path(folder).relative_to(site)
            for names, known in ((folders, self.folders), (files, self.files)):
                for name in names:
                    place = (inside / name).as_posix()
                    if (Path(folder) / name).is_symlink():
                        self.problems.append(
                            Problem(place, 0, "is a symbolic link; expected a plain file or folder")
                        )
                    else:
                        known.add(place)

    def follow(self, folder: str, address: str, loaded: bool, absolute: bool) -> tuple[str | None, str, str]:
        """Return (file, fragment, what is wrong) for an address as written in a file of `folder`.

        The file is None where the address leads to none of the site, "" where it leads to the asking file.
        """
        key = (folder, address, loaded, absolute)
        if key not in self._followed:
            self._followed[key] = self._follow(*key)
        return self._followed[key]

    def _follow(self, folder: str, address: str, loaded: bool, absolute: bool) -> tuple[str | None, str, str]:
        address = BLANK.sub("", address.strip())
        if not address and loaded:
            return None, "", "is empty; expected a file of the site"
        # An address under the site's own one is as good as an absolute path.
        if self.base and not self.base.startswith("/") and f"{address}/".startswith(self.base):
            address = self.root + address[len(self.base) :]
        outside = _outside(address, loaded)
        if outside is not None:
            return None, "", outside
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        if not path:
            return "", fragment, ""
        if path.startswith("/") and not absolute:
            relative = posixpath.relpath(path.lstrip("/") or ".", folder or ".")
            return None, "", f"is an absolute path, which breaks from disk; expected {relative}"
        target, problem = self._locate(folder, unquote(path))
        return target, fragment, problem

    def _locate(self, folder: str, path: str) -> tuple[str | None, str]:
        parts = folder.split("/") if folder else []
        if path.startswith("/"):
            if not f"{path}/".startswith(self.root):
                return None, f"leads out of the site; expected a path under {self.root}"
            parts, path = [], path[len(self.root) :]
        *steps, last = path.split("/")
        for step in (*steps, last) if last else steps:
            if step == "..":
                if not parts:
                    return None, "leads out of the site; expected a path inside it"
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
        """Return `; nearest X` for an unknown name (of the site or of one target file), or nothing."""
        key = (wanted, target)
        if key not in self._suggested and len(self._suggested) < SUGGESTIONS:
            close = difflib.get_close_matches(wanted, sorted(known), n=1)
            self._suggested[key] = f"; nearest {close[0]}" if close else ""
        return self._suggested.get(key, "")


def _missing_anchor(site: _Site, target: str, fragment: str, anchors: set[str]) -> str:
    """Say that a file lacks the anchor, or nothing."""
    if fragment in anchors:
        return ""
    name = unquote(fragment.partition(":~:")[0])
    if not name or name.lower() == "top" or name in anchors:
        return ""
    return f'no such anchor; expected id "{name}" in {target}{site.nearest(name, anchors, target)}'


def check(site: Path, *, base: str | None = None, anywhere: Collection[str] = ("404.html",)) -> Report:
    """Check every reference of every .html, .svg and .css file below `site`.

    `base` is where the site will stand: a path (`/`, `/pr/12/`) or an address (`https://example.org/act/`),
    with its last slash. Absolute paths and addresses under it are then followed into the folder; without it,
    absolute paths are problems, except in the site-relative pages named by `anywhere`, which a server shows
    at any address. A folder stands for its `index.html`. Fragments are checked in pages and drawings only;
    scripts are not read. The line of a tag written over several lines is its last.

    Raises NotADirectoryError where `site` is no folder, ValueError for a malformed base.
    """
    if not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    known = _Site(site, base)
    documents = {
        name: _read(site / name) for name in sorted(known.files) if name.endswith((".html", ".svg", ".css"))
    }
    problems = list(known.problems)
    links = anchors = 0
    for page, document in documents.items():
        problems.extend(Problem(page, line, problem) for line, problem in document.problems)
        links += len(document.references)
        folder = posixpath.dirname(page)
        absolute = base is not None or page in anywhere
        for line, written, address, loaded in document.references:
            target, fragment, problem = known.follow(folder, address, loaded, absolute)
            if fragment and target is not None:
                asked = documents.get(target or page)
                if asked and asked.anchors is not None:
                    anchors += 1
                    problem = _missing_anchor(known, target or page, fragment, asked.anchors)
            if problem:
                problems.append(Problem(page, line, f'{written} "{address.strip()}" {problem}'))
    pages = sum(name.endswith(".html") for name in documents)
    if not pages:
        problems.append(Problem(".", 0, "has no page; expected at least one .html file"))
    return Report(pages, links, anchors, tuple(str(one) for one in sorted(problems)))
