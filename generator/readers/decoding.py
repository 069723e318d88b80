"""Decodes the bytes of a text file: UTF-8, UTF-16, or the Cyrillic code pages of Windows.

The candidates are tried strictly, in a fixed order, so that the same bytes always give the same text; a guess
by statistics may change with a library's version. UTF-8 and UTF-16 with a byte order mark are certain. Of the
code pages, KZ-1048 (STRK1048-2002) is Windows-1251 with the nine Kazakh letters, and their capitals, in place
of letters of Serbian, Macedonian, Ukrainian and Belarusian.
"""

from __future__ import annotations

import codecs
import re

from generator.readers.refusal import RefusedFileError

ENCODINGS = "UTF-8, UTF-16 or Windows-1251"

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 comes first: its mark begins with that of UTF-16."""

KAZAKH = frozenset("ҚҺқһҰұӘӨҒҮөғәҢңү")
"""The letters of KZ-1048 that Windows-1251 has others for."""

MAX_NULL_SHARE = 0.01
"""The largest share of NUL among the bytes of a text that is not UTF-16."""

MAX_WRONG_SHARE = 0.02
"""The largest share of words, or letters of UTF-16, that no text has: abbreviations, slips, foreign names."""

LOWER = "a-zа-яёәғқңөұүһі"
UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"

WRONG_WORD = re.compile(
    f"[{LOWER}]{{2}}[{UPPER}]|[{LOWER}][{UPPER}]{{2}}"
    r"|[^\W\d_][¤¦§©¬®°±µ¶‡†‰€][^\W\d_]|[ЂЃѓЉЊЌЋЏђљњќћџЎўЈјҐґЄєЇїЅѕ]"
)
"""Capitals after small letters (KOI8-R or Mac Cyrillic read as Windows-1251), a sign inside a word (CP866),
or a letter that neither Russian nor Kazakh has."""


def decode(content: bytes) -> tuple[str, str]:
    """Return the text of some bytes, without a byte order mark, and the name of its encoding.

    Raises `RefusedFileError` if it is none of the known encodings.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _decode_marked(content, encoding)
    if _nulls(content) > MAX_NULL_SHARE:
        return _decode_utf_16(content)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_code_page(content, error)


def _decode_marked(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        return content.decode(encoding).removeprefix("\ufeff"), encoding
    except UnicodeDecodeError as error:
        message = f"begins as {encoding.upper()} and is not; save it as UTF-8"
        raise RefusedFileError(message, content[: error.start].count(b"\n") + 1) from None


def _nulls(content: bytes) -> float:
    return content.count(0) / max(len(content), 1)


def _decode_utf_16(content: bytes) -> tuple[str, str]:
    """Decode UTF-16 without a byte order mark: the zero bytes of its spaces tell the order."""
    order = "le" if content.count(b" \0") >= content.count(b"\0 ") else "be"
    try:
        text = content.decode(f"utf-16-{order}")
    except UnicodeDecodeError:
        text = ""
    letters = [letter for letter in text if letter.isalpha()]
    known = sum(letter < "\x80" or "\u0400" <= letter < "\u0530" for letter in letters)
    if not known or known < (1 - MAX_WRONG_SHARE) * len(letters) or "\0" in text:
        raise RefusedFileError(f"is not text; expected a text in {ENCODINGS}, .docx, .html, .md or .pdf")
    return text, f"utf-16-{order}"


def _decode_code_page(content: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Decode Windows-1251 or KZ-1048; bytes that are UTF-8 up to a slip are refused with its line."""
    line = content[: error.start].count(b"\n") + 1
    message = f"is not {ENCODINGS}; save it as UTF-8"
    if _is_damaged_utf_8(content):
        raise RefusedFileError("is not UTF-8; save it as UTF-8", line)
    for encoding in ("kz1048", "cp1251"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "kz1048" and not KAZAKH & set(text):
            # Without them both code pages give the same letters, and Windows-1251 is what people know.
            continue
        if _mostly_words(text):
            return text, encoding
    raise RefusedFileError(message, line)


def _is_damaged_utf_8(content: bytes) -> bool:
    """Tell whether most characters beyond ASCII are UTF-8: in a code page hardly any two bytes form one."""
    text = content.decode("utf-8", errors="replace")
    beyond = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 2 < beyond


def _mostly_words(text: str) -> bool:
    """Tell whether a text has words, nearly all of them possible ones."""
    words = re.findall(r"[^\W\d_]\S*", text)
    wrong = sum(WRONG_WORD.search(word) is not None for word in words)
    return bool(words) and wrong <= MAX_WRONG_SHARE * len(words)
