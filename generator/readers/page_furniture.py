"""Tells page numbers and running heads from the text of printed pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 2
"""Lines at the head and at the foot of a page that may be furniture."""

MIN_REPEATS = 3
MIN_SHARE = 0.4
"""A running head is on so many pages, and on this share of them; left and right pages may have their own."""

PAGE_NUMBER = re.compile(
    r"(?:стр(?:аница|\.)?|бет|page|p\.)?\s*[-–—]?\s*(\d{1,4})\s*[-–—]?"
    r"(?:\s*(?:/|из|of|бет)?\s*(?:\d{1,4})?\s*(?:бет|стр\.)?)?",
    re.IGNORECASE,
)


def is_furniture(pages: Sequence[Sequence[str]]) -> list[list[bool]]:
    """Tell for each line of each page whether it is a page number or a running head."""
    offset = _page_offset(pages)
    repeated = _repeated(pages)
    result = []
    for number, page in enumerate(pages):
        marks = [False] * len(page)
        for order in (range(len(page)), range(len(page) - 1, -1, -1)):
            # Furniture stands outside of the text: the first line of text ends it.
            for at in list(order)[:EDGE]:
                is_number = offset is not None and _page_number(page[at]) == number + offset
                if not (is_number or _shape(page[at]) in repeated):
                    break
                marks[at] = True
        result.append(marks)
    return result


def _page_offset(pages: Sequence[Sequence[str]]) -> int | None:
    """Return the number printed on the first page; None if the pages are not numbered."""
    offsets = Counter(
        value - number
        for number, page in enumerate(pages)
        for value in {_page_number(line) for line in _edges(page)}
        if value is not None
    )
    if not offsets:
        return None
    offset, count = offsets.most_common(1)[0]
    # A single page has no sequence to go by; its number is 1.
    return offset if count >= max(2, MIN_SHARE * len(pages)) or (len(pages) == 1 and offset == 1) else None


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Return the shapes of the lines that are at the edge of many pages."""
    shapes = Counter(shape for page in pages for shape in {_shape(line) for line in _edges(page)})
    # A short act may have it on two pages: on all but the first one.
    least = min(max(MIN_REPEATS, MIN_SHARE * len(pages)), max(2, len(pages) - 1))
    return frozenset(shape for shape, count in shapes.items() if count >= least and shape.strip("#"))


def _edges(page: Sequence[str]) -> list[str]:
    return [*page[:EDGE], *page[max(EDGE, len(page) - EDGE) :]]


def _shape(line: str) -> str:
    """Return a line with `#` for each number in it, for numbers differ from page to page."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _page_number(line: str) -> int | None:
    match = PAGE_NUMBER.fullmatch(line.strip())
    return int(match[1]) if match else None
