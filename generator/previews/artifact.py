"""The built site and its data as one archive, made by whoever proposes a change and trusted by nobody.

Whoever publishes it unpacks it here: only plain files of known kinds, under plain names, of bounded number
and size. What is refused is refused before a byte of it is written.
"""

from __future__ import annotations

import mmap
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem, ProblemsError

FOLDERS: dict[str, frozenset[str]] = {
    "site": frozenset(
        # Pages, their frame and pictures; then data to take away.
        {"css", "html", "ico", "jpg", "js", "map", "png", "svg", "webp", "woff2"}
        | {"csv", "gz", "json", "jsonld", "pdf", "ttl", "txt", "xml", "xsd"}
    ),
    "data": frozenset({"json", "txt", "yml"}),
}
"""The folders of an archive, and the endings of the files in each."""

ARCHIVE = 150_000_000
FILES = 20_000
FILE = 30_000_000
TOTAL = 400_000_000
"""The most bytes of the archive, files, bytes of one file, bytes of all. A site has 1,000 files and 40 MB."""

NAME = 200
"""The most signs of a path; a site's have 80."""

HEADER = b"PK\x01\x02"
"""What each entry of an archive's directory begins with (PKWARE's APPNOTE, 4.3.12)."""

MAX_REPORTED = 20
"""How many faults are told; an archive made in bad faith may hold a million."""

STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]*(?<!\.)")
"""A plain name of a file or a folder: nothing hidden, nothing that a shell, an address or Windows reads."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for itself."""


@dataclass(frozen=True)
class _Entry:
    name: str
    size: int
    mode: int
    """The file's type and permissions as `stat` has them; 0 where the archive does not say."""


def _problems(entry: _Entry, folders: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with one entry; `folders` are those of `FOLDERS` it may stand in."""
    kind = stat.S_IFMT(entry.mode)
    if kind == stat.S_IFLNK:
        yield "is a symbolic link; expected a plain file"
    elif kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "is a special file; expected a plain one"
    steps = entry.name.removesuffix("/").split("/")
    if entry.name.startswith("/") or re.match(r"[A-Za-z]:", entry.name):
        yield "is an absolute path; expected one below the archive's folders"
    elif ".." in steps:
        yield "leads out of the archive; expected a path without `..`"
    elif not all(STEP.fullmatch(step) for step in steps) or any(DEVICE.fullmatch(step) for step in steps):
        yield "is no plain name; expected letters and digits of ASCII, `_`, `-` and `.`"
    elif steps[0] not in folders:
        yield f"stands in no known folder; expected {' or '.join(f'{one}/' for one in folders)}"
    elif not entry.name.endswith("/"):
        if len(steps) == 1:
            yield "is a file; expected a folder"
        elif steps[-1].rpartition(".")[2] not in FOLDERS[steps[0]]:
            yield f"is of no known kind; expected one of {', '.join(sorted(FOLDERS[steps[0]]))}"
    if len(entry.name) > NAME:
        yield f"has a path of {len(entry.name):,} signs; expected {NAME} at most"
    if entry.size > FILE:
        yield f"has {entry.size:,} bytes; expected {FILE:,} at most"


def _judge(entries: list[_Entry], folders: Iterable[str], name: str) -> None:
    """Raise `ProblemsError` where an entry, their number or their size is not as it should be."""
    problems = [_too_many(name)] if len(entries) > FILES else []
    total = sum(one.size for one in entries)
    if total > TOTAL:
        problems.append(Problem(name, 1, f"holds {total:,} bytes; expected {TOTAL:,} at most"))
    seen: dict[str, str] = {}
    parents: set[str] = set()
    for one in entries:
        if len(problems) > MAX_REPORTED:
            break
        problems += [Problem(name, 1, f"{_shown(one.name)} {problem}") for problem in _problems(one, folders)]
        path = one.name.removesuffix("/").casefold()
        if path in seen:
            message = "stands twice, where letter case does not count"
            problems.append(Problem(name, 1, f"{_shown(one.name)} {message}"))
        if not one.name.endswith("/"):
            seen[path] = one.name
        steps = path.split("/")
        parents.update("/".join(steps[:depth]) for depth in range(1, len(steps)))
    both = parents & seen.keys()
    problems += [Problem(name, 1, f"{_shown(seen[path])} is a file and a folder") for path in both]
    if problems:
        raise ProblemsError(sorted(problems)[:MAX_REPORTED])


def _too_many(name: str) -> Problem:
    return Problem(name, 1, f"holds more than {FILES:,} entries; expected a site and its data")


def _count(path: Path) -> int:
    """Count the entries of an archive without reading its directory, whose entries may be millions."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as words:
        return sum(1 for _ in re.finditer(HEADER, words))


def _shown(name: str) -> str:
    """Return a name that a message may hold: a stranger wrote it."""
    return f"`{ascii(name)[1:-1][:100]}`"


def _listed(archive: zipfile.ZipFile) -> list[_Entry]:
    # Python cuts a name at a NUL; the name as it stands is judged.
    return [_Entry(one.orig_filename, one.file_size, one.external_attr >> 16) for one in archive.infolist()]


def unpack(path: Path, target: Path) -> None:
    """Unpack an archive into the folder `target`, which must not exist.

    Raises `ProblemsError` for a bad one.
    """
    name = path.name
    if path.stat().st_size > ARCHIVE:
        raise ProblemsError(
            [Problem(name, 1, f"has {path.stat().st_size:,} bytes; expected {ARCHIVE:,} at most")]
        )
    if path.stat().st_size and _count(path) > FILES:
        raise ProblemsError([_too_many(name)])
    target.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            _judge(_listed(archive), FOLDERS, name)
            left = TOTAL
            for entry in archive.infolist():
                place = target / entry.filename
                if entry.is_dir():
                    place.mkdir(parents=True, exist_ok=True)
                    continue
                place.parent.mkdir(parents=True, exist_ok=True)
                left -= _write(archive, entry, place, min(FILE, left))
        for folder in FOLDERS:
            if not (target / folder).is_dir():
                raise ProblemsError(
                    [Problem(name, 1, f"has no {folder}/; expected the built site and its data")]
                )
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        shutil.rmtree(target)
        raise ProblemsError(
            [Problem(name, 1, f"is no archive that can be read: {_shown(str(error))}")]
        ) from None
    except BaseException:
        shutil.rmtree(target)
        raise


def _write(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, place: Path, most: int) -> int:
    """Write one file; return its size. The archive's word for the size is not taken."""
    written = 0
    with archive.open(entry) as source, place.open("xb") as stream:
        while block := source.read(1 << 16):
            written += len(block)
            if written > most:
                name = Path(archive.filename or "").name
                raise ProblemsError(
                    [Problem(name, 1, f"{_shown(entry.filename)} unpacks to more bytes than it says")]
                )
            stream.write(block)
    return written


def expect(folder: Path, kind: str = "site") -> None:
    """Raise `ProblemsError` where a folder holds what an archive's folder of that kind must not hold."""
    entries = []
    for place, folders, files in os.walk(folder):
        for one in (*folders, *files):
            path = Path(place) / one
            state = path.lstat()
            ending = "/" if stat.S_ISDIR(state.st_mode) else ""
            inside = path.relative_to(folder).as_posix()
            size = 0 if ending else state.st_size
            entries.append(_Entry(f"{kind}/{inside}{ending}", size, state.st_mode))
    _judge(entries, [kind], folder.name)


def pack(folders: dict[str, Path], target: Path) -> None:
    """Write the archive of some folders, name in the archive -> folder; hidden files stay out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, folder in folders.items():
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder)
                if path.is_file() and not any(step.startswith(".") for step in inside.parts):
                    archive.write(path, f"{name}/{inside.as_posix()}")
