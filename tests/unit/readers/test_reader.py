"""The format of a file is told by its content and its name; what cannot be read is refused with a remedy."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator import limits
from generator.readers import reader
from generator.readers.received import Format
from generator.readers.refusal import RefusedFileError
from tests.forms import printed
from tests.unit.readers.support import document

ACT = "Глава 1. Общие положения\n\n1. Агентство имеет печать.\n"
PAGE = f"""<!-- saved from url=(0014)about:internet -->
<!DOCTYPE html>
<html><body><p>{ACT}</p></body></html>""".encode()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def archive(**files: bytes) -> bytes:
    """Return a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        (ACT.encode(), "act.txt", Format.TEXT),
        (ACT.encode(), "act", Format.TEXT),
        (ACT.encode(), "act.kk", Format.TEXT),
        (ACT.encode(), "ACT.MD", Format.MARKDOWN),
        (PAGE, "act.htm", Format.HTML),
        (PAGE.decode().encode("utf-16"), "act.html", Format.HTML),
        (b"<p>1. a</p>", "act.html", Format.HTML),
        (document("1. a"), "act.docx", Format.DOCX),
        (document("1. a"), "act", Format.DOCX),
    ],
)
def test_formats(content: bytes, name: str, form: Format) -> None:
    assert reader.read(content, name).format is form


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "act.txt", "is empty; expected the text of an act"),
        (b"\xef\xbb\xbf \r\n\r\n", "act.md", "is empty; expected the text of an act"),
        (b"\xff\xfe", "act.txt", "is empty; expected the text of an act"),
        (OLE, "act.doc", "is in the format of Office up to 2003 (.doc); save it as .docx"),
        (OLE, "act.docx", "is in the format of Office up to 2003 (.doc); save it as .docx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "act.docx",
         "is encrypted; save it as .docx without a password"),
        (rb"{\rtf1\ansi 1. a}", "act.rtf", "is Rich Text (.rtf); save it as .docx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "act.odt",
         "is an OpenDocument file (.odt); save it as .docx"),
        (archive(a=b"x"), "act.zip", "is a zip archive; expected the text of an act: unpack it first"),
        (b"\x89PNG\r\n", "act.png", "is a picture; recognise its text first (OCR)"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "act.mht",
         "is a page saved as one file (.mht); save it as «web page, HTML only»"),
        (document("1. a"), "act.pdf", "is named .pdf but is DOCX; rename it to .docx"),
        (printed.scanned(), "act.txt", "is named .txt but is PDF; rename it to .pdf"),
        (PAGE, "act.md", "is named .md but is HTML; rename it to .html"),
        (ACT.encode(), "act.docx",
         "is not DOCX, as its name says; expected .docx, .html, .md, .pdf with text or .txt"),
        (b"<?xml version='1.0'?><a/>", "act.xml",
         "is XML; expected .docx, .html, .md, .pdf with text or .txt"),
        (b"a" * (limits.FILE + 1), "act.txt", "exceeds 8,000,000 bytes; remove its pictures, or split it"),
    ],
)  # fmt: skip
def test_refusals(content: bytes, name: str, message: str) -> None:
    with pytest.raises(RefusedFileError) as refused:
        reader.read(content, name)
    assert refused.value.message == message


def test_comments_without_an_end_take_no_time() -> None:
    assert reader.read(b"<!-- a " * 9_000 + b"\n1. a", "act.txt").format is Format.TEXT
