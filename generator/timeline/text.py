"""Text of a statute on a day: a provision a line, with what is not known said in its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from generator.model import Kind
from generator.timeline.table import State, Table, Wording

NOT_AT_HAND = "[words not at hand]"


class TooEarlyError(ValueError):
    """A day before the statute existed; the message names its first day."""


def lines(table: Table, day: dt.date, language: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the text of a day, one provision a line: its number and its words.

    `names` are those of the units that have no words: id -> name. Notes on amendments are left out. Raises
    `TooEarlyError` for a day before the statute.
    """
    begins = table.approved or table.first
    if begins and day < begins:
        raise TooEarlyError(f"{day} is before the act, of {begins}; expected that day or a later one")
    if table.first and day < table.first:
        yield NOT_AT_HAND
        return
    unknown: set[str] = set()
    for row in table.on(day):
        if row.kind is Kind.NOTE:
            continue
        if row.state is not State.UNKNOWN:
            yield _given(row, day, language)
            continue
        # What stands below it may be anything; only its own number is named.
        if row.num or row.parent not in unknown:
            yield f"{row.num or names.get(row.eid, row.eid)} [unknown since {row.start}]"
        unknown.add(row.eid)


def _given(row: Wording, day: dt.date, language: str) -> str:
    words = row.text.get(language, NOT_AT_HAND)
    mark = f" [last known {row.given}]" if row.state_on(day) is State.LAST_KNOWN else ""
    return f"{row.num} {words}{mark}" if row.num else f"{words}{mark}"
