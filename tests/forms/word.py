"""A document of Word, with numbers that are typed or come from automatic lists."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from tests.forms.acts import NUMBER, Act, Paragraph

LISTS = (("%1.", "decimal"), ("%2)", "decimal"))
"""The levels of the automatic list: points, and subpoints that begin anew below each point."""


def document(act: Act, *, automatic: bool = False) -> bytes:
    """Return an act as .docx; `automatic` takes numbers from lists where those would print the same."""
    document = docx.Document()
    numbers = _Counter() if automatic else None
    if numbers:
        add_list(document, 1, LISTS)
    for paragraph in act.paragraphs:
        _add(document, paragraph, numbers)
    document.sections[0].footer.paragraphs[0].text = "Footer"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


class _Counter:
    """Tells which numbers an automatic list would print."""

    def __init__(self) -> None:
        self.point = 0
        self.subpoint = 0

    def level(self, number: str) -> int | None:
        """Return the level of a paragraph if its number is the next one."""
        match = re.fullmatch(r"(\d+)([.)])", number)
        if not match:
            return None
        value = int(match[1])
        if match[2] == "." and value == self.point + 1:
            self.point, self.subpoint = value, 0
            return 0
        if match[2] == ")" and self.point and value == self.subpoint + 1:
            self.subpoint = value
            return 1
        return None


def _add(document: Any, paragraph: Paragraph, numbers: _Counter | None) -> None:
    if paragraph.heading:
        added = document.add_heading(level=paragraph.heading)
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        added = document.add_paragraph()
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER if paragraph.side else WD_ALIGN_PARAGRAPH.JUSTIFY
        if paragraph.side:
            added.paragraph_format.left_indent = Cm(9)
        else:
            added.paragraph_format.first_line_indent = Cm(1.25)
    lines = list(paragraph.lines)
    level = numbers.level(paragraph.number) if numbers and not paragraph.heading else None
    if level is not None:
        lines[0] = NUMBER.sub("", lines[0], count=1)
        number_paragraph(added, 1, level)
    for at, line in enumerate(lines):
        run = added.add_run(line)
        if at < len(lines) - 1:
            run.add_break()


def add_list(document: Any, number: int, levels: tuple[tuple[str, str], ...], **overrides: int) -> None:
    """Add an automatic list to a document: the text and format of each level."""
    numbering = document.part.numbering_part.element
    abstract = _element("w:abstractNum", {"w:abstractNumId": str(900 + number)})
    for at, (text, form) in enumerate(levels):
        level = _element("w:lvl", {"w:ilvl": str(at)})
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            level.append(_element(name, {"w:val": value}))
        abstract.append(level)
    # Definitions come before the lists that use them.
    numbering.insert(0, abstract)
    for existing in numbering.findall(qn("w:num")):
        if existing.get(qn("w:numId")) == str(number):
            numbering.remove(existing)
    element = _element("w:num", {"w:numId": str(number)})
    element.append(_element("w:abstractNumId", {"w:val": str(900 + number)}))
    numbering.append(element)


def number_paragraph(paragraph: Any, number: int, level: int = 0) -> None:
    """Put a paragraph into an automatic list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = number


def _element(name: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
