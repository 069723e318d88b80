"""Hostile and foreign packages are refused before their XML is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from generator.readers import docx, docx_package
from generator.readers.refusal import RefusedFileError
from tests.unit.readers.support import document, part, repacked

PLAIN = document("1. Точка")
XML = part(PLAIN, "word/document.xml")
TYPES = part(PLAIN, "[Content_Types].xml")
MAIN = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACROS = b"vnd.ms-word.document.macroEnabled.main+xml"
UTF_16 = XML.decode().replace("UTF-8", "UTF-16").replace("?>", "?><!DOCTYPE x>", 1).encode("utf-16")
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def with_document(xml: bytes) -> bytes:
    return repacked(PLAIN, {"word/document.xml": xml})


def declared(declaration: bytes) -> bytes:
    head, _, rest = XML.partition(b"?>")
    return with_document(head + b"?>" + declaration + rest)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (repacked(PLAIN, {"word/vbaProject.bin": b"x"}), r"has macros \(.docm\)"),
        (repacked(PLAIN, {"[Content_Types].xml": TYPES.replace(MAIN, MACROS)}), r"has macros \(.docm\)"),
        (repacked(PLAIN, {"[Content_Types].xml": TYPES.replace(MAIN, b"x")}), "without a text"),
        (repacked(PLAIN, {"word/media/a.bin": b"\0" * 20_000_000}), "unpacks to 1,0.. times its size"),
        (declared(ENTITIES), "declares a document type or entities in word/document.xml"),
        (declared(b'<!DOCTYPE x SYSTEM "http://example.invalid/x.dtd">'), "declares a document type"),
        (with_document(UTF_16), "declares a document type"),
        (with_document(b"<w:document"), r"is a damaged \.docx"),
        (PLAIN[: len(PLAIN) // 2], r"is a damaged \.docx"),
        (repacked(PLAIN, {f"word/{n}.xml": b"" for n in range(2001)}), "unpacks to 2,0.. files"),
    ],
)  # fmt: skip
def test_refused(content: bytes, message: str) -> None:
    with pytest.raises(RefusedFileError, match=message):
        docx.read(content)


def test_total_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_UNPACKED", 1_000)
    with pytest.raises(RefusedFileError, match=r"unpacks to [\d,]+ bytes; expected at most 1,000"):
        docx_package.check(PLAIN)


def test_a_size_that_lies_gives_no_more_than_it_says() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("word/document.xml", b"a" * 5_000_000)
    lying = target.getvalue().replace((5_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    with pytest.raises(RefusedFileError, match=r"is a damaged \.docx"):
        docx.read(lying)


def test_a_document_without_text() -> None:
    with pytest.raises(RefusedFileError, match="has no text"):
        docx.read(document(" "))
