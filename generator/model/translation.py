"""Languages, and the settings for comparing translations with the original."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from generator.model.base import Entry
from generator.model.fields import Id, Label, Name, Pattern, ProvisionRef, QuotedFrom, RefersTo, Text, Words


class Language(Entry):
    """A language of the site."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The ISO 639 code; it is the name of the language's folder and its key in every text."""
    name: Label
    """The language's own name."""
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    """The ISO 639-2 code, for Akoma Ntoso (`kaz`, `rus`)."""
    alphabet: Label
    """The letters in order, separated by spaces; lists are sorted by it."""
    plural: Annotated[str, StringConstraints(pattern=r"^(one|two|slavic)$")] = "one"
    """The plural rule (see `language.plurals`)."""
    citation: Annotated[str, StringConstraints(pattern=r"^(outer-first|inner-first)$")]
    """Whether a citation begins with the outermost or the innermost unit."""
    stem: Annotated[int, Field(ge=1, le=20)] = 4
    """The least number of first letters that all inflected forms of a word share."""
    ending: Annotated[int, Field(ge=0, le=20)] = 1
    """How many letters at the end of a word inflection may change."""
    draft: bool = False
    """Whether the translation is incomplete; it is then not published."""


class LanguagesFile(Entry):
    """`data/languages.yml`; the first language is the original."""

    languages: tuple[Language, ...]
    """The languages, the original first."""


class ParityException(Entry):
    """A term that some provisions translate differently, and why."""

    term: Annotated[Id, RefersTo("term")]
    """The id of the term."""
    provisions: tuple[ProvisionRef, ...]
    """The eIds of the provisions that translate it differently."""
    reason: Words
    """The reason."""


class OfficialWords(Entry):
    """Words of a translation that an official text gives to the same words of the original."""

    provision: ProvisionRef
    """The eId of the provision."""
    words: Annotated[Text, QuotedFrom("provision")]
    """The words in each language, exactly as in the provision."""
    source: Annotated[Id, RefersTo("source")]
    """The id of the act in `act.yml`, `sources`, that has them in both languages."""
    place: Name
    """The article or point of that act."""


class ParityFile(Entry):
    """`data/parity.yml`: how translations are compared with the original, and accepted differences."""

    patterns: tuple[dict[str, Pattern], ...] = ()
    """For each kind of reference: language code -> regular expression. The numbers it finds must agree."""
    same: tuple[Words, ...] = ()
    """Texts that may be identical in two languages."""
    names: tuple[Words, ...] = ()
    """Words that a translation may take over from the original unchanged."""
    same_numbers: tuple[str, ...] = ()
    """The ids of entries that write numbers as digits in one language and as words in another."""
    official: tuple[OfficialWords, ...] = ()
    """The words of the translation that official texts have; pages name the texts."""
    exceptions: tuple[ParityException, ...] = ()
    """The terms that some provisions may translate differently."""
