"""Measures text, so that labels can be wrapped before a chart is drawn.

The browser chooses the font, so the widths here are the widest of three common fonts that have every Kazakh
letter: Noto Sans, DejaVu Sans and Open Sans. `tests/support/advances.py` makes the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import repeat

REGULAR = {
    275: "'",
    278: "ijlі",
    295: "J",
    318: " ,.’·\u00a0",
    337: ":;",
    339: "IІ",
    353: "f",
    361: "-",
    372: "/\\",
    391: "()[]",
    393: "t",
    401: "!",
    413: "r",
    460: '"',
    500: "_–",
    519: "“”„",
    521: "s",
    525: "z",
    526: "г",
    531: "?",
    532: "з",
    549: "э",
    550: "cс",
    551: "|",
    552: "*",
    558: "L",
    576: "F",
    578: "`",
    580: "k",
    583: "т",
    590: "в",
    591: "ғ",
    592: "vxyухұү",
    594: "ь",
    602: "я",
    605: "PРкқ",
    610: "Г",
    611: "TYТҰҮ",
    612: "oоө«»",
    613: "aач",
    616: "eеёә",
    617: "б",
    624: "У",
    632: "EЕЁ",
    634: "hnuһ",
    635: "Sbdgpqр",
    637: "$0123456789{}",
    640: "л",
    642: "З",
    650: "ий",
    654: "нп",
    656: "K",
    661: "ң",
    675: "Ғ",
    681: "ц",
    685: "AVА",
    686: "XZХ",
    687: "BБВЬ",
    692: "д",
    695: "RЯ",
    698: "ЧҺ",
    699: "CСЭ",
    707: "ъ",
    710: "КҚ",
    732: "U",
    752: "HЛНП",
    755: "мҢ",
    760: "N",
    768: "ИЙ",
    771: "D",
    775: "G",
    777: "Ц",
    780: "&",
    782: "Д",
    788: "OQОӘӨ",
    790: "ы",
    818: "w",
    833: "Ъ",
    838: "#+<=>^~\u2212",
    842: "ю",
    855: "ф",
    861: "Ф",
    883: "Ы",
    901: "ж",
    907: "MМ",
    916: "ш",
    942: "щ",
    951: "%",
    975: "m",
    989: "W",
    1000: "@—…",
    1041: "№",
    1070: "Ш",
    1078: "Ж",
    1080: "Ю",
    1094: "Щ",
}
"""Advance width in thousandths of the font size -> the characters that are at most so wide."""

BOLD = {
    307: "'",
    343: "ijlі",
    349: " \u00a0",
    373: "J",
    380: ",.’·",
    389: "IІ",
    400: ":;",
    414: "/\\",
    416: "-",
    436: "f",
    457: "!",
    458: "()[]",
    479: "t",
    494: "r",
    500: "_–",
    521: '"',
    523: "г",
    543: "ғ",
    545: "*",
    551: "|",
    580: "т",
    581: "?",
    582: "з",
    583: "z",
    593: "cсэ",
    596: "s",
    607: "`",
    633: "ь",
    638: "LГ",
    640: "в",
    643: "я",
    646: "xх«»",
    652: "vyуұү",
    658: "“”„",
    666: "kҒ",
    675: "aа",
    679: "eекёәқ",
    683: "TТ",
    684: "EFЕЁ",
    687: "ч",
    688: "oоө",
    691: "нп",
    696: "$0123456789",
    699: "б",
    711: "З",
    712: "hnu{}һ",
    716: "bdgpqр",
    721: "Sий",
    725: "YҰҮ",
    726: "Z",
    733: "PРл",
    734: "CСЭ",
    742: "ц",
    752: "ъ",
    763: "BБВЬ",
    771: "RXУХЯ",
    774: "AVА",
    775: "KҚ",
    808: "дң",
    809: "ЧҺ",
    813: "U",
    818: "К",
    821: "G",
    831: "DЛ",
    837: "HNИЙНП",
    838: "#+<=>^~\u2212",
    845: "м",
    850: "Ә",
    851: "OQОӨ",
    873: "&",
    891: "Д",
    905: "ы",
    924: "w",
    928: "Ц",
    940: "Ъ",
    957: "Ң",
    973: "ю",
    992: "Ф",
    993: "ф",
    996: "MМж",
    1000: "@—…",
    1002: "%",
    1037: "Ы",
    1042: "m",
    1063: "ш",
    1104: "W",
    1106: "щ",
    1174: "Ю",
    1204: "№",
    1225: "Ж",
    1236: "Ш",
    1326: "Щ",
}
"""The same for bold text."""

UNKNOWN = 1350
"""Width of a character in no table, in thousandths: wider than any character of the three fonts."""

MORE = "…"
"""The end of a label that was cut."""

COMPOUND = re.compile(r"(?<=-)(?=.)")
"""A position inside a word where a line may break: after a hyphen."""

_WIDTHS = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in ((False, REGULAR), (True, BOLD))
}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the greatest width of text, in the unit of the font size."""
    return sum(map(_WIDTHS[bold].get, text, repeat(UNKNOWN))) * size / 1000


@lru_cache(maxsize=4096)
def wrap(text: str, room: float, size: float, *, bold: bool = False, lines: int = 8) -> tuple[str, ...]:
    """Return text as at most `lines` lines no wider than `room`; text that does not fit is cut with `…`.

    Lines break at spaces and after hyphens, and inside a word only if the word alone is too wide.
    """
    wrapped: list[str] = []
    line = ""
    # Measure no more than can be shown: a label may be a megabyte long.
    text = " ".join(text[: int(lines * room * 1000 / size / min(REGULAR)) + 2 * lines].split())
    for piece in _pieces(text, room, size, bold=bold):
        if line and width((line + piece).rstrip(), size, bold=bold) > room:
            wrapped.append(line.rstrip())
            line = ""
        if len(wrapped) == lines:
            return (*wrapped[:-1], _cut(wrapped[-1], room, size, bold=bold))
        line += piece
    return (*wrapped, line.rstrip()) if line.strip() else tuple(wrapped)


def _pieces(text: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield the parts of text that no line breaks: words with a space, parts of compounds, bits of words."""
    for word in text.split():
        halves = COMPOUND.split(word)
        for place, half in enumerate(halves):
            end = " " if place == len(halves) - 1 else ""
            *bits, last = _bits(half, room, size, bold=bold)
            yield from bits
            yield last + end


def _bits(word: str, room: float, size: float, *, bold: bool) -> Iterator[str]:
    """Yield a word, in several bits if it is wider than `room`."""
    if width(word, size, bold=bold) <= room:
        yield word
        return
    bit = ""
    for letter in word:
        if bit and width(bit + letter, size, bold=bold) > room:
            yield bit
            bit = ""
        bit += letter
    yield bit


def _cut(line: str, room: float, size: float, *, bold: bool) -> str:
    """Return the start of a line that fits into `room` with `…` at its end."""
    while line and width(line + MORE, size, bold=bold) > room:
        line = line[:-1]
    return line.rstrip() + MORE
