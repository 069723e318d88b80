"""Reads the header of an annex or a statute: what it is annexed to, who approved it, and its title.

The parts of a header are unindented paragraphs. A mark such as `2-қосымша` or `Приложение 2` ends them in
Kazakh and begins them in Russian.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.ingest.vocabulary import Vocabulary, typed


class Header(Struct, frozen=True):
    """The header of an annex; the header of a statute that stands alone has only an approval."""

    size: int
    """The number of paragraphs."""
    reference: str = ""
    """What it is annexed to, with the mark."""
    mark: str = ""
    """The mark of the annex, with its number if it has one."""
    approval: str = ""


def read_header(block: Sequence[str], vocabulary: Vocabulary, *, has_title: bool = True) -> Header | None:
    """Return the header at the beginning of some paragraphs, or None.

    `block` is every paragraph up to the first that is indented or is a chapter heading. `has_title` tells
    whether a title ends it; another stamp may come instead.
    """
    # The words of a mark may have Latin letters that look like Cyrillic ones.
    texts = [typed(text) for text in block]
    if vocabulary.marks_end:
        header = _header_ending_in_mark(texts, vocabulary)
    else:
        header = _header_beginning_with_mark(texts, vocabulary, has_title=has_title)
    if header is None:
        return None
    printed = " ".join(block[: header.size])
    reference, at = printed[: len(header.reference)], header.reference.rfind(header.mark)
    return Header(
        header.size,
        reference,
        reference[at : at + len(header.mark)],
        printed[len(printed) - len(header.approval) :],
    )


def _header_ending_in_mark(block: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    """Return the longest header that ends in a mark."""
    approval = rf"(?P<approval>.*\b{vocabulary.approval.pattern})"
    annexed = rf"(?P<reference>(?:.* )?(?P<annex>{vocabulary.annexed.pattern}))(?: {approval})?"
    for pattern in (annexed, approval):
        for size in range(len(block), 0, -1):
            match = re.fullmatch(pattern, " ".join(block[:size]), re.IGNORECASE)
            if match:
                parts = match.groupdict(default="")
                return Header(size, parts.get("reference", ""), parts.get("annex", ""), parts["approval"])
    return None


def _header_beginning_with_mark(
    block: Sequence[str], vocabulary: Vocabulary, *, has_title: bool
) -> Header | None:
    """Return a header whose parts begin with a mark; it ends where the statute's title begins."""
    annexed = vocabulary.annexed.match(block[0]) if block else None
    if not annexed and not (block and vocabulary.approval.match(block[0])):
        return None
    titles = (at for at, text in enumerate(block) if at > 0 and vocabulary.begins_statute(text))
    size = next(titles, max(len(block) - has_title, 1))
    approvals = (at for at in range(size) if vocabulary.approval.match(block[at]))
    split = next(approvals, size)
    mark = annexed.group() if annexed else ""
    return Header(size, " ".join(block[:split]), mark, " ".join(block[split:size]))


def title_size(block: Sequence[str], vocabulary: Vocabulary) -> int:
    """Return how many paragraphs the title at the beginning of `block` takes.

    A statute's word alone in its line, such as `ПОЛОЖЕНИЕ`, belongs to the line before it, and to the line
    after it if that begins with a small letter.
    """
    size = 1
    while size < len(block):
        continues = vocabulary.is_statute(block[size - 1]) and block[size][:1].islower()
        if not continues and not vocabulary.is_statute(block[size]):
            break
        size += 1
    return size
