"""PDF: printed lines without page numbers, and what has no text."""

from __future__ import annotations

import pytest

from generator.readers import pdf
from generator.readers.refusal import RefusedFileError
from tests.forms import printed
from tests.forms.acts import Act, Paragraph
from tests.unit.readers.support import notes, texts

SENTENCE = "Агентство сельских библиотек жүзеге асырады: ұсынғаны, әңгіме, өкілеттіктері және қызметі."
ACT = Act(
    "act",
    (
        Paragraph(("УТВЕРЖДЕНО", "Указом Президента"), side=True),
        Paragraph(("Глава 1. Общие положения",), heading=2),
        *(Paragraph((f"{number}. {SENTENCE * 3}",)) for number in range(1, 31)),
    ),
)


def test_words_and_places() -> None:
    received = pdf.read(printed.pdf(ACT, "Шапка"))
    assert received.words == ACT.words
    pages = max(line.page or 0 for line in received.lines)
    assert pages > 2
    assert notes(received)[:3] == [
        "«1» of page 1 is left out",
        "«Шапка» of page 2 is left out",
        "«2» of page 2 is left out",
    ]
    assert len(received.notes) == 2 * pages - 1
    opening = next(line for line in received.lines if line.text.startswith("1. "))
    following = next(line for line in received.lines if line.number == opening.number + 1)
    assert opening.indent and following.indent == 0
    assert not opening.complete


def test_a_hyphen_at_the_end_of_a_line_stays() -> None:
    act = Act("act", (Paragraph(("1. " + "x" * 40 + " " + "y" * 20 + " научно-", "правовой совет")),))
    assert [
        line for line in texts(pdf.read(printed.pdf(act))) if line.endswith("-") or "правовой" in line
    ] == [
        "1. " + "x" * 40 + " " + "y" * 20 + " научно-",
        "правовой совет",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (printed.scanned(), "has no text in this PDF: its pages are pictures; recognise it first"),
        (printed.encrypted("1. Точка", "secret"), "is encrypted; open it with its password"),
        (printed.scanned()[:200], "is a damaged PDF"),
        (b"%PDF-1.7\n" + b"[" * 100_000, "is a damaged PDF"),
    ],
)
def test_refused(content: bytes, message: str) -> None:
    with pytest.raises(RefusedFileError, match=message):
        pdf.read(content)


def test_fonts_without_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_text", lambda page: "\ue001\ue002\ue003 \ue004")
    with pytest.raises(RefusedFileError, match="fonts that do not say which letters they draw"):
        pdf.read(printed.pdf(ACT))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Структура    и    лимит    штатной", "Структура и лимит штатной"),
        ("Президент                    К. Ойлап", "Президент\tК. Ойлап"),
        ("1. Агентство  имеет   печать.", "1. Агентство имеет печать."),
        ("Отдел книг      5 единиц", "Отдел книг\t5 единиц"),
    ],
)
def test_spaces_that_justify_and_gaps_between_columns(line: str, expected: str) -> None:
    assert pdf._close_spaces(line) == expected
