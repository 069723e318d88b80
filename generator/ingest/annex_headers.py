"""The blocks before the text of an act or of an annex: what it is annexed to, who approved it, its title.

They are set apart in lines of their own, not indented, and are told by a mark that ends or begins them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.ingest.vocabulary import Vocabulary


@dataclass(frozen=True)
class Header:
    """The head of an annex, or of a statute that stands alone and has its approval only."""

    size: int
    """How many paragraphs it takes."""
    reference: str = ""
    mark: str = ""
    """The mark of the annex, with its number where it has one."""
    approval: str = ""


def read_header(block: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    """Read the head that begins a run of paragraphs; None where none does.

    `block` is every paragraph up to the first that is indented or heads a chapter.
    """
    return _ended(block, vocabulary) if vocabulary.marks_end else _begun(block, vocabulary)


def _ended(block: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    """Read a head whose marks end their lines; the longest that ends in one is taken."""
    approval = rf"(?P<approval>.*\b{vocabulary.approval.pattern})"
    annexed = rf"(?P<reference>(?:.* )?(?P<annex>{vocabulary.annexed.pattern}))(?: {approval})?"
    for pattern in (annexed, approval):
        for size in range(len(block), 0, -1):
            found = re.fullmatch(pattern, " ".join(block[:size]), re.IGNORECASE)
            if found:
                parts = found.groupdict(default="")
                return Header(size, parts.get("reference", ""), parts.get("annex", ""), parts["approval"])
    return None


def _begun(block: Sequence[str], vocabulary: Vocabulary) -> Header | None:
    """Read a head whose marks begin their lines; it ends where the statute's title begins."""
    annexed = vocabulary.annexed.match(block[0]) if block else None
    if not annexed and not (block and vocabulary.approval.match(block[0])):
        return None
    titles = (at for at, text in enumerate(block) if at and vocabulary.begins_statute(text))
    size = next(titles, max(len(block) - 1, 1))
    approvals = (at for at in range(size) if vocabulary.approval.match(block[at]))
    split = next(approvals, size)
    mark = annexed.group() if annexed else ""
    return Header(size, " ".join(block[:split]), mark, " ".join(block[split:size]))


def title_size(block: Sequence[str], vocabulary: Vocabulary) -> int:
    """Return how many paragraphs a title takes: `ПОЛОЖЕНИЕ` alone in a line belongs to what follows it.

    So does what a statute is called, alone in the line after the name of its body.
    """
    size = 1
    while size < len(block):
        goes_on = vocabulary.is_statute(block[size - 1]) and block[size][:1].islower()
        if not goes_on and not vocabulary.is_statute(block[size]):
            break
        size += 1
    return size
