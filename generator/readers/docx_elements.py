"""Reads values of the elements of a .docx (WordprocessingML, ECMA-376 part 1)."""

from __future__ import annotations

import re
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def find(element: Any | None, path: str) -> Any | None:
    """Return the first element below another by its path, as `pPr/numPr`; None if there is none."""
    return None if element is None else element.find("/".join(f"{W}{name}" for name in path.split("/")))


def value(element: Any | None, path: str) -> str | None:
    """Return the `w:val` of an element below another."""
    found = find(element, path)
    text = None if found is None else found.get(f"{W}val")
    return text if isinstance(text, str) else None


def is_on(element: Any, path: str) -> bool:
    """Tell whether a switch below an element is on (17.17.4): it is there and does not say no."""
    switch = find(element, path)
    return switch is not None and switch.get(f"{W}val") not in ("0", "false", "off")


def integer(text: str | None) -> int | None:
    """Return a number of at most six digits; None for anything else, also a number that is too large."""
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else None
