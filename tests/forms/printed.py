"""A PDF with text: justified pages with a running head and page numbers, and one without text."""

from __future__ import annotations

from datetime import UTC, datetime

from fpdf import FPDF
from ttf_opensans import opensans

from tests.forms.acts import Act

FONT = "Open Sans"
SIZE = 11
LINE = 6
"""Millimetres between two lines."""
INDENT = 12.5


class _Pages(FPDF):
    """Pages with a running head and a page number."""

    running_head = ""

    def header(self) -> None:
        if self.page_no() > 1 and self.running_head:
            self.set_font(FONT, size=8)
            self.cell(0, 8, self.running_head, align="R", new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font(FONT, size=8)
        self.cell(0, 8, str(self.page_no()), align="C")


def pdf(act: Act, running_head: str = "") -> bytes:
    """Return an act as PDF."""
    pages = _new(running_head)
    for paragraph in act.paragraphs:
        if paragraph.heading:
            pages.ln(LINE / 2)
            pages.multi_cell(0, LINE, paragraph.text, align="C", new_x="LMARGIN", new_y="NEXT")
            pages.ln(LINE / 2)
        elif paragraph.side:
            pages.set_left_margin(110)
            pages.set_x(110)
            for line in paragraph.lines:
                pages.multi_cell(0, LINE, line, align="C", new_x="LMARGIN", new_y="NEXT")
            pages.set_left_margin(30)
            pages.set_x(30)
        else:
            for line in paragraph.lines:
                _write(pages, line)
    return bytes(pages.output())


def _write(pages: FPDF, text: str) -> None:
    """Write a justified paragraph whose first line is indented."""
    words = text.split()
    first: list[str] = []
    while words and pages.get_string_width(" ".join([*first, words[0]])) < pages.epw - INDENT - 2:
        first.append(words.pop(0))
    pages.set_x(pages.l_margin + INDENT)
    pages.multi_cell(
        pages.epw - INDENT,
        LINE,
        " ".join(first),
        align="J" if not words else "L",
        new_x="LMARGIN",
        new_y="NEXT",
    )
    if words:
        pages.multi_cell(0, LINE, " ".join(words), align="J", new_x="LMARGIN", new_y="NEXT")


def scanned() -> bytes:
    """Return a PDF of one page that has a drawing and no text."""
    pages = FPDF()
    pages.add_page()
    pages.rect(20, 20, 100, 100)
    return bytes(pages.output())


def encrypted(text: str, password: str) -> bytes:
    """Return a PDF that opens with a password only."""
    pages = _new("")
    pages.multi_cell(0, LINE, text)
    pages.set_encryption(owner_password="owner", user_password=password)
    return bytes(pages.output())


def _new(running_head: str) -> _Pages:
    pages = _Pages()
    pages.running_head = running_head
    # With a fixed date the same act gives the same bytes.
    pages.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pages.add_font(FONT, fname=str(opensans(font_weight=400).path))
    pages.set_margins(30, 20, 15)
    pages.set_auto_page_break(True, 20)
    pages.add_page()
    pages.set_font(FONT, size=SIZE)
    return pages
