"""Text of a paragraph of .docx, as after all tracked changes are accepted, with what is doubtful in it."""

from __future__ import annotations

from typing import Any

from lxml import etree
from msgspec import Struct, field

from generator.readers.docx_elements import W, find, is_on, value
from generator.readers.superscripts import lower_digits, raise_digits

BREAK = "\n"
"""A line break inside a paragraph."""

CONTAINERS = frozenset((
    "r", "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir",
    "bdo", "oMath", "oMathPara",
))  # fmt: skip
DELETED = frozenset(("del", "moveFrom"))

PICTURES = frozenset(("drawing", "pict", "object", "AlternateContent"))


class ParagraphText(Struct):
    """The text of a paragraph."""

    text: str = ""
    doubts: list[str] = field(default_factory=list)
    keeps_number: bool = False
    """Whether a paragraph without text has its number printed."""
    runs: list[tuple[str, bool | None]] = field(default_factory=list)
    """Each text with whether it is bold; None if only a style can say."""

    def is_bold(self, *, by_style: bool) -> bool:
        """Tell whether all words are bold."""
        marks = [by_style if bold is None else bold for text, bold in self.runs if text.strip()]
        return bool(marks) and all(marks)


def texts_of(paragraph: Any) -> ParagraphText:
    """Return the text of a paragraph element."""
    result = ParagraphText()
    _add(paragraph, result)
    inserted, deleted = (
        _changed(paragraph, ("ins", "moveTo"), "t"),
        _changed(paragraph, tuple(DELETED), "delText"),
    )
    if inserted:
        result.doubts.append(f"has the tracked insertion «{inserted[:60]}»; it is kept")
    if deleted:
        result.doubts.append(f"has the tracked deletion «{deleted[:60]}»; it is left out")
    if find(paragraph, "pPr/rPr/del") is not None:
        result.doubts.append("its end is a tracked deletion; it is kept")
    return result


def _add(element: Any, result: ParagraphText) -> None:
    """Add the text in an element."""
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        if name in DELETED:
            continue
        if name == "r" or (name in CONTAINERS and child.tag != f"{W}r"):
            if name == "r" and child.tag == f"{W}r":
                _add_run(child, result)
            else:
                _add(child, result)
        elif name in PICTURES:
            _remark_on_picture(child, result)
        elif child.tag.endswith("}t") and "math" in child.tag:
            result.text += child.text or ""
            result.doubts.append("has a formula; its signs are kept on one line")
        else:
            _remark_on_words(child, result)


def _add_run(run: Any, result: ParagraphText) -> None:
    if is_on(run, "rPr/vanish"):
        hidden = "".join(text.text or "" for text in run.iter(f"{W}t")).strip()
        if hidden:
            result.doubts.append(f"has the hidden text «{hidden[:60]}»; it is left out")
        return
    start = len(result.text)
    for child in run.iterchildren(etree.Element):
        _add_character(etree.QName(child).localname, child, result)
    text = result.text[start:]
    if not text:
        return
    raised = value(run, "rPr/vertAlign")
    if raised in ("superscript", "subscript"):
        text = raise_digits(text) if raised == "superscript" else lower_digits(text)
        result.text = result.text[:start] + text
    if text.strip() and (is_on(run, "rPr/strike") or is_on(run, "rPr/dstrike")):
        result.doubts.append(f"has the struck-out words «{text.strip()[:60]}»; they are kept")
    result.runs.append((text, None if find(run, "rPr/b") is None else is_on(run, "rPr/b")))


def _add_character(name: str, child: Any, result: ParagraphText) -> None:
    match name:
        case "t":
            result.text += child.text or ""
        case "tab" | "ptab":
            result.text += "\t"
        case "br" | "cr":
            result.text += BREAK
        case "noBreakHyphen":
            result.text += "\u2011"
        case "sym":
            result.doubts.append("has a sign of a symbol font, which has no letter; type it")
        case "footnoteReference" | "endnoteReference":
            result.doubts.append("has a footnote")
        case "commentReference":
            result.doubts.append("has a comment")
        case _ if name in PICTURES:
            _remark_on_picture(child, result)
        case _:
            _remark_on_words(child, result)


def _remark_on_words(element: Any, result: ParagraphText) -> None:
    """Remark on words in an element that is not read, so that none is lost in silence."""
    # Also those of a formula.
    texts = (part.text or "" for part in element.iter("{*}t"))
    words = " ".join("".join(texts).split())
    if words:
        result.doubts.append(f"has «{words[:60]}» in a form that is not read; type it where it belongs")


def _remark_on_picture(element: Any, result: ParagraphText) -> None:
    """Remark on a picture, or on the words of a text box, which Word writes twice for older versions."""
    boxes = list(element.iter(f"{W}txbxContent"))
    if boxes:
        words = " ".join("".join(text.text or "" for text in boxes[0].iter(f"{W}t")).split())
        result.doubts.append(
            f"has a text box «{words[:60]}»; it is left out: type its words where they belong"
        )
    elif any(
        etree.QName(one).localname in ("blip", "imagedata", "OLEObject")
        for one in element.iter(etree.Element)
    ):
        result.doubts.append("has a picture; it is left out: type its words, if it has any")
    else:
        # The first alternative; the others say the same for other programs.
        _remark_on_words(next(element.iterchildren(etree.Element), element), result)


def _changed(paragraph: Any, names: tuple[str, ...], text: str) -> str:
    """Return the words of the tracked changes with some names."""
    changes = [change for name in names for change in paragraph.iter(f"{W}{name}")]
    return "".join(
        part.text or "" for change in changes for part in change.iter(f"{W}{text}", f"{W}t")
    ).strip()
