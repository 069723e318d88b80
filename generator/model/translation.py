"""Languages, and how translations are compared with the original."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Entry
from generator.model.fields import EId, Id, Label, Pattern, Words


class Language(Entry):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """Its ISO 639 code; it names the language's folder and its key in every text."""
    name: Label
    """Its own name for itself."""
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The ISO 639-2 code that Akoma Ntoso wants (`kaz`, `rus`)."""
    alphabet: Label
    """Its letters in order, parted by spaces; lists are sorted by it."""
    plural: Annotated[str, StringConstraints(pattern=r"^(one|two|slavic)$")] = "one"
    """Which rule chooses the form of a counted word."""
    citation: Annotated[str, StringConstraints(pattern=r"^(outer-first|inner-first)$")]
    """Whether a citation names the chapter or the subpoint first."""
    stem: Annotated[int, Field(ge=1, le=20)] = 4
    """The fewest letters of a word that its inflected forms share."""
    ending: Annotated[int, Field(ge=0, le=20)] = 1
    """How many letters at a word's end may change when it is inflected."""
    draft: bool = False
    """A translation under way: it may stand in the data, but is neither required nor published."""


class LanguagesFile(Entry):
    """`data/languages.yml`; the first language is the original."""

    languages: tuple[Language, ...]
    """The languages, the original first."""


class ParityException(Entry):
    """A term that a translation renders otherwise in some provisions, and why."""

    term: Id
    """The term."""
    provisions: tuple[EId, ...]
    """The provisions whose translation renders it otherwise."""
    reason: Words
    """Why that is right."""


class ParityFile(Entry):
    """`data/parity.yml`: how the languages are compared, and the declared differences."""

    patterns: tuple[dict[str, Pattern], ...] = ()
    """Language code -> the regular expression of one kind of reference; its numbers must agree."""
    same: tuple[Words, ...] = ()
    """Texts that are rightly the same in two languages."""
    names: tuple[Words, ...] = ()
    """Words that keep the original's letters in a translation."""
    same_numbers: tuple[str, ...] = ()
    """Ids of entries whose numbers are written as digits in one language and as words in another."""
    exceptions: tuple[ParityException, ...] = ()
    """The terms that some provisions rightly render otherwise."""
