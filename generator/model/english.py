"""English names of the bodies, each with its source, for the one page in English."""

from __future__ import annotations

from typing import Annotated

from generator.model.base import Entry
from generator.model.fields import Day, Id, Label, RefersTo, Url, Words


class EnglishName(Entry):
    """The English name of a body, as a source has it."""

    body: Annotated[Id, RefersTo("body")]
    """The id of the body."""
    name: Words
    """Its name in English, in the words of the source."""
    source: Words
    """What the source is, in English."""
    url: Url
    """The web address of the source."""
    opened: Day | None = None
    """The date on which the address was last opened; omit it if never, and the page says so."""
    note: Words | None = None
    """What a reader must know of the source, in English."""


class EnglishFile(Entry):
    """`data/english.yml`: what the page in English says; the page needs an English name of the office."""

    about: Words | None = None
    """What the office is, in a few English sentences of the site's own; no translation of the law."""
    language_names: dict[str, Label] = {}
    """Language code -> the English name of the language; without it the page has its own name."""
    names: tuple[EnglishName, ...] = ()
    """The English names that have a source."""
