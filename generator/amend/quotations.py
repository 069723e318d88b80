"""Finds the quotations of an amending act that begin and end a run of paragraphs.

Marks that do not balance stay as the act prints them; the reader reports them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.language.quotations import marks
from generator.timeline.received import Paragraph

END_MARKS = re.compile(r"[\s.;,]*")


class Quotation(Struct, frozen=True):
    """Words in quotation marks that begin and end a run of paragraphs."""

    first: int
    last: int
    """The positions of its first and last paragraph."""
    end: int
    """The position of the closing mark in the last paragraph."""
    tail: str
    """What stands after the closing mark, without end marks."""
    missing: int
    """How many closing marks the quotation lacks; negative if it lacks opening ones."""

    @property
    def size(self) -> int:
        """The number of its paragraphs."""
        return self.last - self.first + 1


def find(
    paragraphs: Sequence[Paragraph],
    first: int,
    begins_unit: Callable[[int], bool],
    is_verb: Callable[[str], bool],
) -> Quotation | None:
    """Return the quotation that begins with a paragraph, or None if its end is not certain.

    `begins_unit` tells of a position whether the act itself goes on there; `is_verb` of words after a closing
    mark whether they belong to the instruction.
    """
    depth, loose, candidates = 0, False, []
    for at in range(first, len(paragraphs)):
        text = paragraphs[at].text
        if at > first and depth <= 0 and begins_unit(at):
            break
        last_mark = None
        for position, step in marks(text):
            depth += step
            last_mark = (position, step)
            rest = text[position + 1 :]
            tail = rest.strip(" .;,")
            if step < 0 and depth <= 0:
                if END_MARKS.fullmatch(rest) or is_verb(tail):
                    candidates.append(Quotation(first, at, position, tail, depth))
                else:
                    loose = True
        ends = last_mark and last_mark[1] < 0 and END_MARKS.fullmatch(text[last_mark[0] + 1 :])
        if depth > 0 and last_mark and ends and (at + 1 == len(paragraphs) or begins_unit(at + 1)):
            candidates.append(Quotation(first, at, last_mark[0], "", depth))
    final = [one for one in candidates if one.last + 1 == len(paragraphs) or begins_unit(one.last + 1)]
    if loose and any(one.missing < 0 for one in final):
        final = [one for one in final if one.missing < 0]
    balanced = [one for one in final if one.missing == 0]
    return next(iter(balanced or final), None)
