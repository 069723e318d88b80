"""Opens the file of an act that is to be imported, and keeps it beside the text that was read from it.

A plain text in UTF-8 is its own source, unless lines of it are left out as page numbers or drawn lines. Of
any other file the text as read becomes `source/<name>.txt`, the file itself is kept in `source/received/`,
and `source/received.yml` has its digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator import limits
from generator.builder.received_files import FOLDER
from generator.dataset.yaml_reader import LINK
from generator.files.names import safe_file_name
from generator.model import ReceivedFile, ReceivedFilesFile
from generator.problems import Problem, ProblemsError
from generator.readers import reader
from generator.readers.received import Format, ReceivedText, Remark
from generator.readers.refusal import RefusedFileError

LIST = "source/received.yml"


class OpenedFile(Struct, frozen=True):
    """A file as received."""

    name: str
    """Its name in messages."""
    content: bytes
    text: ReceivedText
    lines_left_out: bool = False
    """Whether lines of it are no words of the act, so that its text differs from it."""

    @property
    def is_source(self) -> bool:
        """Whether the file is its own source: plain text in UTF-8 of which no line is left out."""
        plain = self.text.format is Format.TEXT and self.text.encoding == "utf-8"
        return plain and not self.lines_left_out

    @property
    def format(self) -> str:
        """Its format, with the encoding of a text: `DOCX`, `TXT, cp1251`."""
        form = "TXT" if self.text.format is Format.TEXT else str(self.text.format)
        return ", ".join(filter(None, (form, self.text.encoding)))

    @property
    def source_name(self) -> str:
        """The name that the text as read gets, before it is made safe."""
        return self.name if self.is_source else f"{self.name.rpartition('.')[0] or self.name}.txt"

    @property
    def doubts(self) -> list[Problem]:
        """What a person must look at."""
        return [Problem(self.name, doubt.number, doubt.message) for doubt in self.text.doubts]

    @property
    def kept_name(self) -> str:
        """Its name in `source/received/`."""
        return safe_file_name(self.name, "act")

    def entry(self, source: str) -> ReceivedFile:
        """Return what `source/received.yml` says about the file; `source` is the file of its text."""
        digest = hashlib.sha256(self.content).hexdigest()
        return ReceivedFile(source=source, file=self.kept_name, sha256=digest, format=self.format)


def open_file(path: Path, name: str) -> OpenedFile:
    """Read a file in any format that there is a reader for; `name` is its name in messages.

    Raises `ProblemsError` with the reason why it cannot be read, and what would help.
    """
    try:
        if path.is_symlink():
            raise RefusedFileError(LINK)
        if path.is_dir():
            raise RefusedFileError("is a folder; expected the text of an act")
        if path.exists() and not path.is_file():
            # Devices and pipes have no size and may never end.
            raise RefusedFileError("is a device or a pipe; expected an ordinary file")
        if path.stat().st_size > limits.FILE:
            raise RefusedFileError(f"exceeds {limits.FILE:,} bytes; remove its pictures, or split it")
        content = path.read_bytes()
        return OpenedFile(name, content, reader.read(content, path.name))
    except RefusedFileError as error:
        raise ProblemsError([Problem(name, error.number, error.message)]) from None
    except FileNotFoundError:
        raise ProblemsError([Problem(name, 1, "is missing; expected the text of an act")]) from None
    except OSError as error:
        raise ProblemsError([Problem(name, 1, f"cannot be read: {error.strerror}")]) from None


def kept_files(
    file: OpenedFile, source: str, committed: ReceivedFilesFile | None
) -> tuple[ReceivedFilesFile | None, dict[str, bytes]]:
    """Return the new content of `source/received.yml`, and the files to keep by their paths in the folder.

    None if the folder needs no such file.
    """
    entries = {entry.source: entry for entry in committed.received_files} if committed else {}
    entries.pop(source, None)
    files: dict[str, bytes] = {}
    if not file.is_source:
        entry = file.entry(source)
        taken = {other.file.casefold() for other in entries.values()}
        if entry.file.casefold() in taken:
            entry = entry.model_copy(update={"file": safe_file_name(f"{source}.{entry.file}", "act")})
        entries[source] = entry
        files[f"{FOLDER}/{entry.file}"] = file.content
    if not entries and committed is None:
        return None, files
    ordered = tuple(entries[name] for name in sorted(entries))
    return ReceivedFilesFile(received_files=ordered), files


def report(file: OpenedFile) -> Iterator[str]:
    """Yield how a file was read: one line for each kind of note, with the number of the others like it."""
    if not file.is_source:
        yield f"{file.name}:1: is read as {file.format}: {len(file.text.lines)} lines"
    yield from (f"{file.name}:{remark.number}: {message}" for remark, message in _grouped(file.text.notes))


def _grouped(notes: Iterable[Remark]) -> Iterator[tuple[Remark, str]]:
    """Yield the first note of each kind, with the number of the others."""
    kinds: dict[str, list[Remark]] = {}
    for note in notes:
        kinds.setdefault(re.sub(r"«[^»]*»|`[^`]*`|\d+", "", note.message), []).append(note)
    for first, *others in kinds.values():
        yield first, f"{first.message} (and {len(others)} more like it)" if others else first.message
