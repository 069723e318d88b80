"""Constrained types that the models of the data share: texts, names, ids, days, addresses."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from generator import limits

Words = Annotated[str, StringConstraints(min_length=1, max_length=limits.WORDS, strip_whitespace=True)]


Text = dict[str, Words]
"""Language code -> words. The original language is required; which others are is the check's business."""


Label = Annotated[str, StringConstraints(min_length=1, max_length=limits.NAME, strip_whitespace=True)]


Name = dict[str, Label]
"""A text that stands in narrow places: in headings, charts and navigation."""


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return pattern


Pattern = Annotated[
    str,
    StringConstraints(min_length=1, max_length=limits.PATTERN, strip_whitespace=True),
    AfterValidator(_compiles),
]
"""A regular expression as Python reads them."""


def _written_out(day: Any) -> Any:
    """Refuse what pydantic would take for seconds since 1970."""
    if isinstance(day, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        raise PydanticCustomError("date_form", "no day of the calendar")
    return day


Day = Annotated[dt.date, BeforeValidator(_written_out)]


def _fits_a_zip(day: dt.date) -> dt.date:
    if not 1980 <= day.year <= 2107:
        raise ValueError("no zip carries this day; expected the years 1980 to 2107")
    return day


Checked = Annotated[Day, AfterValidator(_fits_a_zip)]
"""A day that the site's own files bear."""


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id written by hand: it stands in addresses for ever, so it is plain ASCII that any file system keeps."""


Url = Annotated[
    str,
    StringConstraints(
        pattern=r"^https?://[\w.-]+(:[0-9]{1,5})?([/?#][\w./~:?#@!$&()*+,;=%-]*)?$", max_length=limits.ADDRESS
    ),
]
"""A web address that may stand in a link."""


Printed = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]
"""A number as it is printed."""


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
"""A colour of CSS with six digits."""


EId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=200)]
"""An address of a provision as `eid.py` computes it."""
