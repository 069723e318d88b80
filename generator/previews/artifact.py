"""Packs a built site into an archive, and unpacks such an archive without trusting it.

The archive may be made by the code of a pull request, so its content is untrusted. Only regular files of
known types are accepted, with plain names, limited in number and size. All names and stated sizes are checked
before anything is written.
"""

from __future__ import annotations

import mmap
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.previews import untrusted_names
from generator.previews.untrusted_names import printable
from generator.problems import Problem, ProblemsError

EXTENSIONS: dict[str, frozenset[str]] = {
    "site": frozenset(
        # Pages with their assets and pictures; then data to download.
        {"css", "html", "ico", "jpg", "js", "map", "png", "svg", "webp", "woff2"}
        | {"csv", "dot", "gz", "json", "jsonld", "md", "pdf", "ttl", "txt", "xml", "xsd"}
    ),
    "data": frozenset({"json", "txt", "yml"}),
    "report": frozenset({"json"}),
}
"""The folders of an archive, and the file extensions allowed in each."""

MAX_ARCHIVE_SIZE = 150_000_000
MAX_ENTRIES = 20_000
MAX_FILE_SIZE = 30_000_000
MAX_TOTAL_SIZE = 400_000_000
"""Limits in bytes, except the number of entries. A site has about 1,000 files and 40 MB."""

COMPRESSION = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The compression methods that every program that writes ZIP files uses."""

HEADER = b"PK\x01\x02"
"""The signature of each entry in the directory of a ZIP file (PKWARE's APPNOTE, 4.3.12)."""

MAX_REPORTED = 20
"""How many problems are reported; a malicious archive may have a million."""


class _Entry(Struct, frozen=True):
    name: str
    size: int
    mode: int
    """Type and permissions as in `st_mode`; 0 if the archive does not record them."""
    compression: int = zipfile.ZIP_STORED

    @property
    def is_folder(self) -> bool:
        return self.name.endswith("/")


def _entry_problems(entry: _Entry, folders: Iterable[str]) -> Iterator[str]:
    """Yield what is wrong with an entry; `folders` are the keys of `EXTENSIONS` that it may be in."""
    file_type = stat.S_IFMT(entry.mode)
    if file_type == stat.S_IFLNK:
        yield "is a symbolic link; expected a regular file"
    elif file_type not in (0, stat.S_IFREG, stat.S_IFDIR):
        yield "is a special file; expected a regular file"
    parts = entry.name.removesuffix("/").split("/")
    if entry.name.startswith("/") or re.match(r"[A-Za-z]:", entry.name):
        yield "is an absolute path; expected a path relative to the archive"
    elif ".." in parts:
        yield "leads out of the archive; expected a path without `..`"
    elif not all(untrusted_names.is_plain(part) for part in parts):
        yield untrusted_names.NOT_PLAIN
    elif parts[0] not in folders:
        yield f"is in an unknown folder; expected {' or '.join(f'{folder}/' for folder in folders)}"
    elif not entry.is_folder:
        if len(parts) == 1:
            yield "is a file; expected a folder"
        elif parts[-1].rpartition(".")[2] not in EXTENSIONS[parts[0]]:
            extensions = ", ".join(sorted(EXTENSIONS[parts[0]]))
            yield f"has an unknown file extension; expected one of {extensions}"
        if entry.compression not in COMPRESSION:
            yield f"is compressed with method {entry.compression}; expected deflate"
    named = parts[1:] if entry.is_folder else parts[1:-1]
    if any("." in part and part.rpartition(".")[2] in EXTENSIONS["site"] for part in named):
        yield "is a folder where a file belongs; expected no folder with a file extension"
    yield from untrusted_names.length_problems(entry.name)
    if entry.size > MAX_FILE_SIZE:
        yield f"has {entry.size:,} bytes; expected at most {MAX_FILE_SIZE:,}"


def _check_entries(entries: list[_Entry], folders: Iterable[str], archive_name: str) -> None:
    """Raise `ProblemsError` if an entry, the number of entries or their total size is not acceptable."""
    problems = [_too_many_entries(archive_name)] if len(entries) > MAX_ENTRIES else []
    total = sum(entry.size for entry in entries)
    if total > MAX_TOTAL_SIZE:
        message = f"has {total:,} bytes of files; expected at most {MAX_TOTAL_SIZE:,}"
        problems.append(Problem(archive_name, 1, message))

    listed: list[_Entry] = []
    for entry in entries:
        if len(problems) > MAX_REPORTED:
            break
        listed.append(entry)
        problems += [
            _problem(archive_name, entry.name, message) for message in _entry_problems(entry, folders)
        ]
    files = [entry.name for entry in listed if not entry.is_folder]
    own_folders = [entry.name.removesuffix("/") for entry in listed if entry.is_folder]
    clashes = untrusted_names.clashes(files, own_folders)
    problems += [_problem(archive_name, name, message) for name, message in clashes]
    if problems:
        raise ProblemsError(sorted(problems)[:MAX_REPORTED])


DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OverflowError, RuntimeError, ValueError)
"""What the standard library raises for a damaged archive."""


def _problem(archive_name: str, name: str, message: str) -> Problem:
    return Problem(archive_name, 1, f"{printable(name)} {message}")


def _too_many_entries(archive_name: str) -> Problem:
    message = f"has more than {MAX_ENTRIES:,} entries; expected a site"
    return Problem(archive_name, 1, message)


def _count_entries(path: Path) -> int:
    """Count the entries of an archive without loading its directory, which may have millions."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return sum(1 for _ in re.finditer(HEADER, content))


def _list_entries(archive: zipfile.ZipFile) -> list[_Entry]:
    # Python cuts `filename` at a NUL character; the original name is what is checked.
    return [
        _Entry(info.orig_filename, info.file_size, info.external_attr >> 16, info.compress_type)
        for info in archive.infolist()
    ]


def unpack(
    path: Path, target: Path, *, folders: Collection[str] = ("site", "data"), required: str = "site"
) -> None:
    """Unpack an archive into the folder `target`, which must not exist.

    `folders` are the folders that the archive may have (keys of `EXTENSIONS`); it must have `required`.
    Raises `ProblemsError` if anything in the archive is not acceptable; then nothing is left of `target`.
    """
    name = path.name
    size = path.stat().st_size
    if size > MAX_ARCHIVE_SIZE:
        raise ProblemsError([Problem(name, 1, f"has {size:,} bytes; expected at most {MAX_ARCHIVE_SIZE:,}")])
    if size and _count_entries(path) > MAX_ENTRIES:
        raise ProblemsError([_too_many_entries(name)])
    target.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(_list_entries(archive), folders, name)
            remaining = MAX_TOTAL_SIZE
            for info in archive.infolist():
                destination = target / info.filename
                if info.is_dir():
                    destination.mkdir(parents=True, exist_ok=True)
                    continue
                destination.parent.mkdir(parents=True, exist_ok=True)
                limit = min(MAX_FILE_SIZE, remaining)
                remaining -= _extract(archive, info, destination, limit=limit)
        if not (target / required).is_dir():
            raise ProblemsError([Problem(name, 1, f"has no folder {required}/; expected {required}/ in it")])
    except DAMAGE as error:
        shutil.rmtree(target)
        message = f"cannot be read as a ZIP file: {printable(str(error))}"
        raise ProblemsError([Problem(name, 1, message)]) from None
    except BaseException:
        shutil.rmtree(target)
        raise


def _extract(archive: zipfile.ZipFile, info: zipfile.ZipInfo, destination: Path, *, limit: int) -> int:
    """Extract one file and return its size, which is counted: the size in the archive is not trusted."""
    size = 0
    with archive.open(info) as source, destination.open("xb") as stream:
        while block := source.read(1 << 16):
            size += len(block)
            if size > limit:
                message = f"{printable(info.filename)} is larger than the archive says"
                raise ProblemsError([Problem(Path(archive.filename or "").name, 1, message)])
            stream.write(block)
    return size


def expect(folder: Path, kind: str = "site") -> None:
    """Raise `ProblemsError` if a folder holds what the archive's folder of that kind must not hold."""
    entries = []
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(parent) / name
            status = path.lstat()
            inside = path.relative_to(folder).as_posix()
            if stat.S_ISDIR(status.st_mode):
                entries.append(_Entry(f"{kind}/{inside}/", 0, status.st_mode))
            else:
                entries.append(_Entry(f"{kind}/{inside}", status.st_size, status.st_mode))
    _check_entries(entries, [kind], folder.name)


def pack(folders: dict[str, Path], target: Path) -> None:
    """Write an archive of some folders, given by their name in the archive; hidden files are left out."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, folder in folders.items():
            for path in sorted(folder.rglob("*")):
                inside = path.relative_to(folder)
                if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                    archive.write(path, f"{name}/{inside.as_posix()}")
