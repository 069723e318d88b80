"""XML elements made, laid out and written: Akoma Ntoso's namespace, no space added inside running words."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = etree._Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

NAMES: Any = {None: NAMESPACE}
"""The namespace without a prefix, which the stubs of lxml do not know."""

RUNNING = {"p", "num", "heading", "listIntroduction"}
"""The elements inside which every character counts."""


def element(tag: str, words: str = "", **attributes: str) -> Element:
    """Return an element; attributes without a value are left out."""
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=NAMES)
    made.text = words or None
    for key, value in attributes.items():
        if value:
            made.set(key, value)
    return made


def add(parent: Element, tag: str, words: str = "", **attributes: str) -> Element:
    """Add an element to another and return it."""
    made = element(tag, words, **attributes)
    parent.append(made)
    return made


def serialize(root: Element) -> str:
    """Return a document with a line for each element that holds no running words."""
    _lay_out(root, "\n")
    etree.cleanup_namespaces(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _lay_out(parent: Element, line: str) -> None:
    if etree.QName(parent).localname in RUNNING or not len(parent):
        return
    parent.text = f"{line} "
    for child in parent:
        _lay_out(child, f"{line} ")
        child.tail = f"{line} "
    parent[-1].tail = line
