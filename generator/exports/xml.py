"""Builds and serializes XML elements in the namespace of Akoma Ntoso, with no space added inside text."""

from __future__ import annotations

from typing import Any

from lxml import etree

Element = etree._Element

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

NAMES: Any = {None: NAMESPACE}
"""The namespace map without a prefix; the stubs of lxml do not accept `None` as a key."""

RUNNING = {"p", "num", "heading", "listIntroduction"}
"""Elements in which white space is significant."""


def element(tag: str, text: str = "", **attributes: str) -> Element:
    """Return an element; empty attributes are left out."""
    new = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap=NAMES)
    new.text = text or None
    for key, value in attributes.items():
        if value:
            new.set(key, value)
    return new


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Append a new element to another and return it."""
    child = element(tag, text, **attributes)
    parent.append(child)
    return child


def serialize(root: Element) -> str:
    """Return a document as text, indented except inside elements that hold text."""
    _indent(root, "\n")
    etree.cleanup_namespaces(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{etree.tostring(root, encoding="unicode")}\n'


def _indent(parent: Element, line: str) -> None:
    if etree.QName(parent).localname in RUNNING or not len(parent):
        return
    parent.text = f"{line} "
    for child in parent:
        _indent(child, f"{line} ")
        child.tail = f"{line} "
    parent[-1].tail = line
