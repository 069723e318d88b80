"""Decoding: the same bytes always give the same text, and what is none is refused."""

from __future__ import annotations

import pytest

from generator.readers.decoding import decode
from generator.readers.refusal import RefusedFileError

RUSSIAN = "Положение об Агентстве сельских библиотек № 7 «О печати» – утверждено.\n"
KAZAKH = "Ауыл кітапханалары агенттігі туралы ереже: өкілеттіктері мен қызметі, ұсынғаны, әңгіме, Һ.\n"


@pytest.mark.parametrize(
    ("text", "written", "name"),
    [
        (KAZAKH, "utf-8", "utf-8"),
        (KAZAKH, "utf-8-sig", "utf-8"),
        (KAZAKH, "utf-16", "utf-16"),
        (RUSSIAN, "utf-16-le", "utf-16-le"),
        (RUSSIAN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "utf-32", "utf-32"),
        (RUSSIAN, "cp1251", "cp1251"),
        (KAZAKH.replace("–", "-"), "kz1048", "kz1048"),
    ],
)
def test_known_encodings(text: str, written: str, name: str) -> None:
    assert decode(text.encode(written)) == (text, name)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "iso8859-5", "mac-cyrillic"])
def test_other_code_pages_are_refused_and_not_misread(encoding: str) -> None:
    text = "\n".join([RUSSIAN.replace("№", "N").translate({0xAB: '"', 0xBB: '"', 0x2013: "-"})] * 3)
    with pytest.raises(RefusedFileError, match="save it as UTF-8"):
        decode(text.encode(encoding))


def test_a_slip_in_utf_8_is_no_code_page() -> None:
    with pytest.raises(RefusedFileError, match="is not UTF-8; save it as UTF-8") as refused:
        decode(RUSSIAN.encode() * 2 + b"\xff" + RUSSIAN.encode())
    assert refused.value.number == 3


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(RefusedFileError, match="is not text"):
        decode(b"\0\1\2\3" * 100)
