"""Constrained field types that the models share, and the annotations that the checks read.

The types limit what one value may be: a text, a name, an id, a date, an address. The annotations say how a
value relates to the rest of the dataset; `walker.py` finds every value that has one.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from msgspec import Struct
from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from generator import limits
from generator.model.reads import TracedText

EntryKind = Literal[
    "provision", "body", "post", "group", "region", "topic", "term", "source", "change", "act", "language"
]
"""The kinds of entry that a field can refer to."""


class Translated(Struct, frozen=True):
    """Annotates a mapping of language codes to text."""

    partial: bool = False
    """Whether a language other than the original may lack the text."""


@dataclass(frozen=True, init=False)
class RefersTo:
    """Annotates the id of another entry, which must exist and be of one of these kinds."""

    kinds: tuple[EntryKind, ...]

    def __init__(self, *kinds: EntryKind) -> None:
        object.__setattr__(self, "kinds", kinds)


class ByLanguage(Struct, frozen=True):
    """Annotates a mapping of language codes to something that no language needs."""


class QuotedFrom(Struct, frozen=True):
    """Annotates words quoted from a provision; `key` is the field of the same entry that has its eId."""

    key: str


Words = Annotated[str, StringConstraints(min_length=1, max_length=limits.WORDS, strip_whitespace=True)]
"""Text in one language."""


Text = Annotated[dict[str, Words], AfterValidator(TracedText), Translated()]
"""Language code -> text. `checks.missing_translations` decides which languages are required."""


PartialText = Annotated[dict[str, Words], AfterValidator(TracedText), Translated(partial=True)]
"""Language code -> text; only the original is required."""


Label = Annotated[str, StringConstraints(min_length=1, max_length=limits.NAME, strip_whitespace=True)]
"""A short text in one language, on one line."""


Name = Annotated[dict[str, Label], AfterValidator(TracedText), Translated()]
"""Language code -> short text, for headings, charts and navigation."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is not a valid regular expression: {error}") from None
    return pattern


Pattern = Annotated[
    str,
    StringConstraints(min_length=1, max_length=limits.PATTERN, strip_whitespace=True),
    AfterValidator(_compiles),
]
"""A regular expression in Python's syntax."""


def _iso_date(value: Any) -> Any:
    """Refuse a number, which pydantic would take for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("date_form", "not a date")
    return value


Day = Annotated[dt.date, BeforeValidator(_iso_date)]
"""A date, written `YYYY-MM-DD`."""


def _fits_a_zip(day: dt.date) -> dt.date:
    if not 1980 <= day.year <= 2107:
        raise ValueError("a ZIP archive cannot store this date; expected a year from 1980 to 2107")
    return day


CheckDate = Annotated[Day, AfterValidator(_fits_a_zip)]
"""The date of the files in the offline bundle. The ZIP format stores the years 1980 to 2107."""


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id written by hand. It is part of page addresses, so it is ASCII that every file system accepts."""


Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][\w./~:?#@!$&()*+,;=%-]*)?$",
        max_length=limits.ADDRESS,
    ),
]
"""A web address that is safe in a link. A host in other letters, which may look like another host, is written
in its ASCII form (`xn--…`)."""


Urls = Annotated[dict[str, Url], ByLanguage()]
"""Language code -> web address in that language."""


PrintedNumber = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""A provision's number as printed."""


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""A CSS colour with six hexadecimal digits."""


EId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=200)]
"""The address of a provision (Akoma Ntoso `eId`), as `act.eid` computes it."""


ProvisionRef = Annotated[EId, RefersTo("provision")]
"""The eId of a provision."""


BodyRef = Annotated[Id, RefersTo("body")]
"""The id of a body."""


ActorRef = Annotated[Id, RefersTo("body", "post", "group")]
"""The id of a body, a post or a body group."""
