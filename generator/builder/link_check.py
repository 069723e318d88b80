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
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct

from generator.builder import link_record
from generator.builder.link_reading import Document, Documents
from generator.builder.link_record import CheckedFile
from generator.files import forks
from generator.problems import Problem

FOLLOWED_SCHEMES = {"http", "https", "mailto", "tel"}
INNER_SCHEMES = {"about", "blob", "data", "javascript"}
"""Schemes that do not contact a host."""

BLANK = re.compile(r"[\t\n\r]")
"""Characters that the URL standard removes from an address."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
BASE = re.compile(r"(?:https?://[^/?#]+)?(/(?:[^/?#][^?#]*/)?)")

SUGGESTIONS = 200
"""The most distinct names of a folder that get a suggestion, which takes up to 0.1 s on a large page."""

LONGEST = 200
"""Characters of the longest name that gets a suggestion: the time grows with the square of the length."""


class Report(Struct, frozen=True):
    """How much was checked, and the problems in order of file and line.

    Files are relative to the site. A problem of a whole file or folder has line 1.
    """

    pages: int
    links: int
    anchors: int
    problems: tuple[Problem, ...]


class Destination(NamedTuple):
    """What an address leads to."""

    file: str | None
    """The file of the site, "" for the file that holds the address, None if there is no such file."""
    fragment: str
    problem: str
    """What is wrong with the address, or ""."""


def _external_problem(address: str, *, loaded: bool) -> str | None:
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

    def _list(self, folder: Path | str, inside: str = "") -> None:
        """Add the files and folders in a folder, whose path begins with `inside` in the site."""
        try:
            with os.scandir(folder) as listed:
                entries = list(listed)
        except OSError as error:
            message = f"cannot be listed: {error.strerror}; expected a readable folder"
            self.problems.append(Problem(inside.removesuffix("/") or ".", 1, message))
            return
        for entry in entries:
            name = inside + entry.name
            if entry.is_symlink():
                message = "is a symbolic link; expected a plain file or folder"
                self.problems.append(Problem(name, 1, message))
            elif entry.is_dir():
                self.folders.add(name)
                self._list(entry.path, f"{name}/")
            else:
                self.files.add(name)

    def resolve(self, folder: str, address: str, *, loaded: bool, absolute: bool) -> Destination:
        """Return what an address leads to that is written in a file of `folder`.

        `loaded` says whether the browser loads it without a click, `absolute` whether absolute paths work.
        """
        key = (folder, address, loaded, absolute)
        if key not in self._resolved:
            self._resolved[key] = self._resolve(folder, address, loaded=loaded, absolute=absolute)
        return self._resolved[key]

    def _resolve(self, folder: str, address: str, *, loaded: bool, absolute: bool) -> Destination:
        address = BLANK.sub("", address.strip())
        if not address and loaded:
            return Destination(None, "", "is empty; expected a file of the site")
        # An address below that of the site is as good as an absolute path.
        if self.base and not self.base.startswith("/") and f"{address}/".startswith(self.base):
            address = self.root + address[len(self.base) :]
        external = _external_problem(address, loaded=loaded)
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

    def forget_suggestions(self) -> None:
        """Begin to count suggestions anew, so that a folder gets the same in whichever process."""
        self._suggested.clear()

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


def check(
    site: Path,
    *,
    base: str | None = None,
    anywhere: Collection[str] = ("404.html",),
    record: Path | None = None,
    digests: Mapping[str, str] | None = None,
    read: Mapping[str, Document] | None = None,
) -> Report:
    """Check every reference in every .html, .svg and .css file below `site`.

    `base` is where the site will be published: a path (`/`, `/pr/12/`) or an address
    (`https://example.org/act/`), with its last slash. Absolute paths and addresses below it are then resolved
    to files of the site. Without it, absolute paths are problems, except in the pages named by `anywhere`
    (relative to the site), which a server shows for any address. A folder stands for its `index.html`.
    Fragments are checked in pages and drawings only; scripts are not read. If a tag spans several lines, its
    line is the last one.

    `record` is a file that remembers a check without a problem (`link_record.py`): files that are as they
    were then, and whose links lead to what they led to then, are not checked again. `digests` are those of
    files whose content the caller has just written or read, `read` are pages that it has read as documents.

    Raises NotADirectoryError if `site` is not a folder, ValueError for a malformed base.
    """
    if not site.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(site))
    files = _Site(site, base)
    names = [name for name in sorted(files.files) if name.endswith((".html", ".svg", ".css"))]
    documents = Documents(site, names, digests, read)
    shared = (repr((base, sorted(anywhere))), *sorted(files.files), "", *sorted(files.folders))
    key = link_record.key(shared) if record else ""
    known = link_record.read(record, key) if record else {}
    unchanged = link_record.unchanged(known, names, documents.digest, documents.anchors)
    problems = list(files.problems)
    current = {name: known[name] for name in unchanged}
    waiting = [name for name in names if name not in unchanged]
    parts: dict[str, list[str]] = defaultdict(list)
    for name in waiting:
        parts[name.partition("/")[0] if "/" in name else ""].append(name)
    check_part = partial(_check_part, documents, files, None if base is not None else anywhere)
    each = list(parts.values())
    few = len(waiting) <= forks.FEW
    for checked, found in map(check_part, each) if few else forks.each(check_part, each, "checks links"):
        current |= checked
        problems += found
    pages = sum(name.endswith(".html") for name in names)
    if not pages:
        problems.append(Problem(".", 1, "has no page; expected at least one .html file"))
    if record and not problems:
        link_record.write(record, key, current)
    links, anchors = (sum(getattr(file, count) for file in current.values()) for count in ("links", "found"))
    return Report(pages, links, anchors, tuple(sorted(problems)))


def _check_part(
    documents: Documents, files: _Site, absolute: Collection[str] | None, names: Sequence[str]
) -> tuple[dict[str, CheckedFile], list[Problem]]:
    """Check the links of the files in one folder of the site; return these files and their problems.

    `absolute` are the files in which absolute paths work, None for all.
    """
    files.forget_suggestions()
    problems: list[Problem] = []
    checked = {
        name: _check_file(name, documents, files, problems, absolute=absolute is None or name in absolute)
        for name in names
    }
    return checked, problems


def _check_file(
    name: str, documents: Documents, files: _Site, problems: list[Problem], *, absolute: bool
) -> CheckedFile:
    """Check the links of a file, adding to `problems`; `absolute` says whether absolute paths work."""
    document = documents[name]
    problems.extend(Problem(name, line, message) for line, message in document.problems)
    folder = posixpath.dirname(name)
    found, targets = 0, set()
    for line, attribute, address, loaded in document.references:
        target, fragment, problem = files.resolve(folder, address, loaded=loaded, absolute=absolute)
        if fragment and target is not None and (target or name) in documents:
            linked = documents[target or name]
            targets.add(target or name)
            if linked.anchors is not None:
                found += 1
                problem = _missing_anchor(files, target or name, fragment, linked.anchors)
        if problem:
            problems.append(Problem(name, line, f'{attribute} "{address.strip()}" {problem}'))
    counts = len(document.references), found
    return CheckedFile(document.digest, documents.anchors(name), *counts, tuple(sorted(targets)))
