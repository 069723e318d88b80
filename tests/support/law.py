"""The words of the act as a page shows them, without what the site adds."""

from __future__ import annotations

from typing import Any

from generator.model import Kind, Provision

ADDED = ("num", "later")
"""Classes of the links in a provision that are not the act's words: its number and the label of a change."""


def act_words(page: Any) -> dict[str, str]:
    """Return eId -> words of every provision of a page, read from its HTML."""
    return {
        element.get("id"): " ".join("".join(_texts(element)).split())
        for element in page.find_class("law")
        if element.get("id")
    }


def heading_or_words(provision: Provision, code: str) -> str:
    """Return what a page shows of a provision: its words, after the number in a chapter's heading."""
    words = provision.text[code]
    return f"{provision.num} {words}" if provision.kind is Kind.CHAPTER else words


def _texts(element: Any) -> list[str]:
    texts = [element.text or ""]
    for child in element:
        if not set(ADDED) & set((child.get("class") or "").split()):
            texts += _texts(child)
        texts.append(child.tail or "")
    return texts
