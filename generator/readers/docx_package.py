"""Checks a .docx before its XML is read: sizes, macros, encryption, and declarations of entities.

A .docx is a zip of XML files (ECMA-376). The sizes come from the zip's directory; the zip reader gives no
more bytes than they say, so a small file cannot fill the memory. Document type declarations have no place in
the format (ECMA-376 part 2: packages shall not contain DTD declarations), and are refused, not expanded.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from generator.readers.refusal import RefusedFileError

MAX_UNPACKED = 64_000_000
"""Bytes of all files of a .docx together; a long act with pictures has a tenth."""

MAX_FILES = 2_000

MAX_RATIO = 200
"""How many times a file over 1 MB may be larger than its compressed form; text has up to 30."""

RATIO_FROM = 1_000_000

DOCUMENT = b"wordprocessingml.document.main+xml"
"""What the content types call the main part of a .docx without macros."""

TEMPLATE = b"wordprocessingml.template.main+xml"

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."

DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)")
"""The beginning of a document type or entity declaration, in UTF-8 or UTF-16."""

SAVE_AS = "save it as .docx"


def check(content: bytes) -> None:
    """Raise `RefusedFileError` unless some bytes are a .docx that is safe to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_sizes(package)
            _check_kind(package)
            _check_declarations(package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError):
        raise RefusedFileError(
            f"is a damaged .docx; open it in a word processor and {SAVE_AS} again"
        ) from None


def _check_sizes(package: zipfile.ZipFile) -> None:
    files = package.infolist()
    unpacked = sum(file.file_size for file in files)
    if len(files) > MAX_FILES:
        raise RefusedFileError(f"unpacks to {len(files):,} files; expected at most {MAX_FILES:,}")
    if unpacked > MAX_UNPACKED:
        message = f"unpacks to {unpacked:,} bytes; expected at most {MAX_UNPACKED:,}: remove its pictures"
        raise RefusedFileError(message)
    for file in files:
        if file.file_size > RATIO_FROM and file.file_size > MAX_RATIO * max(file.compress_size, 1):
            ratio = file.file_size // max(file.compress_size, 1)
            raise RefusedFileError(
                f"holds a file that unpacks to {ratio:,} times its size; expected at most {MAX_RATIO}: "
                f"paste the text into a new document"
            )
        if file.flag_bits & 1:
            raise RefusedFileError("is encrypted; save it without a password")


def _check_kind(package: zipfile.ZipFile) -> None:
    names = {file.filename.lower() for file in package.infolist()}
    if "mimetype" in names and package.read("mimetype").startswith(OPEN_DOCUMENT):
        raise RefusedFileError(f"is an OpenDocument file (.odt); {SAVE_AS}")
    if "[content_types].xml" not in names:
        raise RefusedFileError("is a zip archive; expected the text of an act: unpack it first")
    types = b"".join(
        package.read(file) for file in package.infolist() if file.filename.lower() == "[content_types].xml"
    )
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise RefusedFileError("has macros (.docm); save it as .docx, which has none")
    if DOCUMENT not in types and TEMPLATE not in types:
        raise RefusedFileError(f"is an Office file without a text, such as .xlsx or .pptx; {SAVE_AS}")


def _check_declarations(package: zipfile.ZipFile) -> None:
    for file in package.infolist():
        if file.filename.lower().endswith((".xml", ".rels")) and DECLARATION.search(package.read(file)):
            raise RefusedFileError(
                f"declares a document type or entities in {file.filename[:60]}, which no word processor "
                "does; paste the text into a new document"
            )
