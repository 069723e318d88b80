"""Packs a built site into a reproducible zip archive, and writes checksums.

The format is PKWARE's APPNOTE as Python's `zipfile` writes it. The compressed bytes depend on the version of
zlib: the archive is the same byte for byte on every machine with the same zlib.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.files import atomic

FILE_MODE = stat.S_IFREG | 0o644
FOLDER_MODE = stat.S_IFDIR | 0o755
MS_DOS_FOLDER = 0x10
UNIX = 3
EARLIEST = int(dt.datetime(1980, 1, 1, tzinfo=dt.UTC).timestamp())
LATEST = int(dt.datetime(2107, 12, 31, 23, 59, 58, tzinfo=dt.UTC).timestamp())
"""The first and the last second that a zip entry can store."""

CHECKSUMS = "SHA256SUMS"
"""The file name of the checksums."""


def _walk(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name with forward slashes, path) of every folder and file below a folder."""

    def stop(error: OSError) -> None:
        raise error

    for folder, folders, files in os.walk(site, onerror=stop):
        for name in (*folders, *files):
            path = Path(folder) / name
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise ValueError(f"{path} is neither a plain file nor a folder; expected one of them")
            # File names are bytes to the system; in the zip they are UTF-8 in every locale.
            yield os.fsencode(path.relative_to(site).as_posix()).decode(), path


def _entries(site: Path, notes: Mapping[str, str]) -> dict[str, Path | str]:
    """Return the entries of a zip: name with forward slashes -> file, folder or text."""
    entries: dict[str, Path | str] = dict(_walk(site))
    taken = {name.casefold(): name for name in entries}
    if len(taken) < len(entries):
        first = next(name for name in sorted(entries) if taken[name.casefold()] != name)
        second = taken[first.casefold()]
        raise ValueError(f"{first} and {second} differ in letter case only; rename one of them")
    for name, text in notes.items():
        if not name or name in (".", "..") or "/" in name or "\\" in name:
            raise ValueError(f"the note is named {name!r}; expected a plain file name")
        if name.casefold() in taken:
            raise ValueError(f"the note {name} would overwrite {taken[name.casefold()]}; choose another")
        taken[name.casefold()] = name
        entries[name] = text
    return entries


def _header(name: str, epoch: int, *, folder: bool) -> zipfile.ZipInfo:
    moment = dt.datetime.fromtimestamp(epoch, dt.UTC)
    header = zipfile.ZipInfo(f"{name}/" if folder else name, moment.timetuple()[:6])
    header.create_system = UNIX
    header.external_attr = (FOLDER_MODE << 16 | MS_DOS_FOLDER) if folder else FILE_MODE << 16
    header.compress_type = zipfile.ZIP_STORED if folder else zipfile.ZIP_DEFLATED
    return header


def bundle(site: Path, notes: Mapping[str, str], target: Path, epoch: int) -> Path:
    """Write the zip of a site to `target`, creating its parent folders; return `target`.

    The zip holds one folder, named like the zip without its suffix, with the site and the notes (file name ->
    text). `epoch` is the time of every entry in seconds since 1970, UTC; times before 1980, which a zip
    cannot store, become the first second of 1980.

    Raises ValueError for a time after 2107, a note whose name is not a plain file name or is taken, two names
    that differ in letter case only, a name that is not UTF-8, a link or special file, and a target inside the
    site; OSError if a file cannot be read or written.
    """
    if epoch > LATEST:
        raise ValueError(f"the time {epoch} is after 2107; a zip cannot store it")
    if target.resolve().is_relative_to(site.resolve()):
        raise ValueError(f"{target} is inside the site; expected a path outside it")
    entries = _entries(site, notes)
    target.parent.mkdir(parents=True, exist_ok=True)
    moment = max(epoch, EARLIEST)
    with atomic.whole(target) as stream, zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(_header(target.stem, moment, folder=True), b"")
        for name, content in sorted(entries.items(), key=lambda entry: entry[0]):
            folder = isinstance(content, Path) and content.is_dir()
            header = _header(f"{target.stem}/{name}", moment, folder=folder)
            archive.writestr(header, _bytes(content), compresslevel=9)
    return target


def _bytes(content: Path | str) -> bytes:
    if isinstance(content, str):
        return content.encode()
    return b"" if content.is_dir() else content.read_bytes()


def write_checksums(files: Iterable[Path], folder: Path) -> Path:
    """Write the SHA-256 checksums of files to `SHA256SUMS` in a folder; return that file.

    It is sorted by name and has the format of `sha256sum --check`. Raises ValueError for a name with a line
    break or a backslash, OSError if a file cannot be read or written.
    """
    target = folder / CHECKSUMS
    lines = []
    for path in sorted(files, key=lambda path: path.name):
        if "\n" in path.name or "\\" in path.name:
            raise ValueError(f"{path.name!r} contains a line break or a backslash; rename the file")
        lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    with atomic.whole(target) as stream:
        stream.write("".join(lines).encode())
    return target
