"""Reads a received file: tells its format by its content and name, and calls the reader of the format."""

from __future__ import annotations

import re
from importlib import import_module

from generator import limits
from generator.readers.received import Format, ReceivedText
from generator.readers.refusal import RefusedFileError

ACCEPTED = ".docx, .html, .md, .pdf with text or .txt"

READERS = {
    Format.TEXT: "generator.readers.plain_text",
    Format.MARKDOWN: "generator.readers.markdown",
    Format.HTML: "generator.readers.html",
    Format.DOCX: "generator.readers.docx",
    Format.PDF: "generator.readers.pdf",
}
"""Format -> the module whose `read` reads it; it is imported, with its libraries, when a file needs it."""

SUFFIXES = {
    "txt": Format.TEXT,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "html": Format.HTML,
    "htm": Format.HTML,
    "xhtml": Format.HTML,
    "docx": Format.DOCX,
    "dotx": Format.DOCX,
    "pdf": Format.PDF,
}

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The beginning of the files of Office up to 2003, and of encrypted ones since."""

FOREIGN = (
    (b"{\\rtf", "is Rich Text (.rtf); save it as .docx"),
    (b"\x89PNG", "is a picture; recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "is a picture; recognise its text first (OCR)"),
    (b"II*\0", "is a picture; recognise its text first (OCR)"),
    (b"MM\0*", "is a picture; recognise its text first (OCR)"),
    (b"AT&TFORM", "is a DjVu file; recognise its text first (OCR)"),
    (b"\x1f\x8b", "is a compressed file; unpack it first"),
    (b"7z\xbc\xaf", "is an archive; unpack it first"),
    (b"Rar!", "is an archive; unpack it first"),
)

SAVED_ARCHIVE = re.compile(
    rb"(?:From|MIME-Version|Content-Type|Snapshot-Content-Location):[^\n]*\r?\n", re.IGNORECASE
)
"""The beginning of a page saved as one file (.mht)."""

HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)

BEFORE_HTML = re.compile(rb"\xef\xbb\xbf|\s+|<\?xml[^>]*>|<!--(?:[^-]|-(?!->))*-->", re.IGNORECASE)
"""What may stand before the first element: white space, the XML declaration, a comment of the browser."""

ANY_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!entity)", re.IGNORECASE)


def read(content: bytes, name: str) -> ReceivedText:
    """Read the bytes of a file; `name` is its file name.

    Raises `RefusedFileError` if it is not in a format that can be read, or not in the one that its name says.
    """
    if len(content) > limits.FILE:
        raise RefusedFileError(f"exceeds {limits.FILE:,} bytes; remove its pictures, or split it")
    if not content.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        raise RefusedFileError("is empty; expected the text of an act")
    named = SUFFIXES.get(_suffix(name))
    actual = _format(content, named)
    if named and actual is not named:
        suffix = next(suffix for suffix, form in SUFFIXES.items() if form is actual)
        raise RefusedFileError(f"is named .{_suffix(name)} but is {actual}; rename it to .{suffix}")
    received: ReceivedText = import_module(READERS[actual]).read(content)
    if not received.lines:
        raise RefusedFileError("has no words; expected the text of an act")
    return received


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _format(content: bytes, named: Format | None) -> Format:
    """Return the format of a file. Raises `RefusedFileError` if no reader is for it."""
    start = content[:1024]
    if start.lstrip().startswith(b"%PDF-") or b"%PDF-" in start[:64]:
        return Format.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.DOCX
    if start.startswith(OLE):
        raise RefusedFileError(_describe_ole(content))
    for beginning, message in FOREIGN:
        if start.startswith(beginning):
            raise RefusedFileError(message)
    if SAVED_ARCHIVE.match(start) and b"multipart/related" in content[:4096].lower():
        raise RefusedFileError("is a page saved as one file (.mht); save it as «web page, HTML only»")
    if _begins_as_html(content[:65536]):
        return Format.HTML
    if named in (Format.PDF, Format.DOCX):
        raise RefusedFileError(f"is not {named}, as its name says; expected {ACCEPTED}")
    if ANY_MARKUP.match(start) and named is not Format.HTML:
        raise RefusedFileError(f"is XML; expected {ACCEPTED}")
    return named or Format.TEXT


def _begins_as_html(start: bytes) -> bool:
    # The characters of UTF-16 that matter here are those of ASCII.
    start = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    at = 0
    while match := BEFORE_HTML.match(start, at):
        at = match.end()
    return HTML_START.match(start, at) is not None


def _describe_ole(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "is encrypted; save it as .docx without a password"
    return "is in the format of Office up to 2003 (.doc); save it as .docx"
