"""The vocabularies of amending acts, and readings of short texts."""

from __future__ import annotations

from generator.amend import reader
from generator.amend.designations import Vocabularies
from generator.amend.instructions import Reading
from generator.amend.vocabulary import Vocabulary
from generator.commands import amending_text
from generator.commands.received_text import read_entry, vocabulary
from generator.timeline.received import Paragraph


def language(code: str) -> Vocabularies:
    """Return the vocabularies of a language."""
    words = read_entry(amending_text.VOCABULARIES / f"{code}.yml", Vocabulary)
    assert words
    return Vocabularies(vocabulary(code), words)


LANGUAGES = {code: language(code) for code in ("kk", "ru")}

ACT = {
    "kk": "1. «Ереже туралы» Үкіметтің 2021 жылғы 5 наурыздағы № 7 қаулысында:",
    "ru": "1. В постановлении Правительства от 5 марта 2021 года № 7 «О Положении»:",
}
"""A heading that names an act, for instructions below it."""


def paragraphs(*texts: str) -> tuple[Paragraph, ...]:
    """Return texts as paragraphs, one on each line."""
    return tuple(Paragraph(text, line) for line, text in enumerate(texts, start=1))


def read(code: str, *texts: str) -> Reading:
    """Return the reading of an act whose first point names the amended act; line 1 is that point."""
    return reader.read(paragraphs(ACT[code], *texts), LANGUAGES[code])
