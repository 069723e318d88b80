"""Plain text: indentation, empty lines and pages are kept as evidence, the text as it is."""

from __future__ import annotations

from generator.readers import plain_text


def test_lines_with_their_evidence() -> None:
    text = "Title\r\n\r\n\t1. One  two\r\n\u00a0\u00a0\u00a0\u00a02) Three\r\n\f  Four\r\n"
    received = plain_text.read(text.encode())
    assert received.plain == text
    assert [
        (line.text, line.number, line.indent, line.blank_lines, line.page) for line in received.lines
    ] == [
        ("Title", 1, 0, 0, 1),
        ("1. One  two", 3, 8, 1, 1),
        ("2) Three", 4, 4, 0, 1),
        ("Four", 5, 2, 0, 2),
    ]
    assert not any(line.complete for line in received.lines)


def test_another_encoding_is_named() -> None:
    assert plain_text.read("Положение об агентстве".encode("cp1251")).encoding == "cp1251"
