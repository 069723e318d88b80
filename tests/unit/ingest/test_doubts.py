"""Doubts by cause, and texts of which too much is in doubt."""

from __future__ import annotations

from generator.commands.received_text import vocabulary
from generator.ingest import doubts, lines, outline, reading
from generator.problems import Problem

TWO_KINDS = [
    *(Problem("act.txt", line, f"«words {line}» has no place; kept as a part") for line in range(1, 8)),
    Problem("act.txt", 9, "«5) a» has a number that does not follow the item before; kept as an item"),
]


def test_many_doubts_of_one_cause_are_a_count() -> None:
    assert list(doubts.report(TWO_KINDS)) == [
        *map(str, TWO_KINDS[:3]),
        str(TWO_KINDS[7]),
        "4 more places (lines 4, 5, 6 …): has no place",
    ]


def test_a_text_mostly_in_doubt_is_refused_with_its_outline() -> None:
    text = "Орган туралы ереже\n1. Бір.\n" + "\n".join(f"{number}. Сан." for number in range(10, 40, 2))
    read = reading.read(lines.of_text(text), "act.txt", (), vocabulary("kk"), plain=True)
    first, *shown = doubts.refusal(read.parsed, len(read.extraction.paragraphs), "act.txt", "1-тарау. …")
    assert first.message.startswith(
        "15 of 17 paragraphs are in doubt, so nothing is imported (15: has a number"
    )
    assert "what helps: a .docx or .html file of the act" in first.message
    assert str(shown[0]) == "act.txt:1: read as title «Орган туралы ереже»"


def test_an_act_without_doubt_is_not_refused() -> None:
    read = reading.read(
        lines.of_text("Орган туралы ереже\n1. Бір.\n2. Екі."), "act.txt", (), vocabulary("kk"), plain=True
    )
    assert doubts.refusal(read.parsed, 3, "act.txt", "") == []
    assert list(outline.lines(read.parsed, "act.txt")) == [
        "act.txt:1: title «Орган туралы ереже»",
        "act.txt:2: point «1. Бір.»",
        "act.txt:3: point «2. Екі.»",
    ]
