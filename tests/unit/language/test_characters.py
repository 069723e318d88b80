"""Characters that readers cannot see or tell apart."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from generator.language.characters import unclear

SHOWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, *range(0x13430, 0x13440)}
"""Format characters of Arabic, Syriac, Kaithi and hieroglyphs that are shown, as signs around numbers."""

FILLERS = {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x2800, 0x3164, 0xFE0F, 0xFFA0, 0x16FE4, 0xE0100}
PRIVATE_USE = {0xE000, 0xF8FF, 0xFDD0, 0xF0000, 0xFFFFD, 0x100000, 0x10FFFD}


def test_every_character_that_is_not_shown_is_reported() -> None:
    invisible = {
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        and chr(code) not in "\t\n\r"
        and code not in SHOWN
    }
    missed = [
        f"U+{code:04X}"
        for code in sorted(invisible | FILLERS | PRIVATE_USE)
        if not list(unclear(f"а{chr(code)}б"))
    ]
    assert missed == []


@pytest.mark.parametrize("mark", ["\u0336", "\u0488", "\u20dd", "\u20e0"])
def test_a_mark_that_covers_a_letter_is_reported(mark: str) -> None:
    text = f"бірінші\nемес{mark}"
    message = f"contains U+{ord(mark):04X}, which covers the letter before it; remove it"
    assert list(unclear(text)) == [(2, message)]
    assert list(unclear(text, of_an_act=True)) == []


def test_a_character_for_private_use_is_reported() -> None:
    message = "contains U+F0B7, which fonts show in different ways; remove it"
    assert list(unclear("\uf0b7 бірінші")) == [(1, message)]
    assert list(unclear("\uf0b7 бірінші", of_an_act=True)) == []


def test_what_is_shown_is_accepted() -> None:
    assert list(unclear("Қазақстан – «ереже», № 7 § 2; замо́к\u00a0и\u202fещё\u2009€ ₸ ☐ ½")) == []
