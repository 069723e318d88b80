"""Splits the plain text of an amending act into paragraphs, as `timeline.received` does with Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ingest import pdf_text
from generator.ingest.signatures import read_signature
from generator.ingest.vocabulary import Vocabulary
from generator.timeline.received import RULE, Paragraph, Style


def from_plain(text: str, vocabulary: Vocabulary) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a plain text, whose body is indented, by the vocabulary of import."""
    return tuple(
        paragraph
        for received in pdf_text.extract(text).paragraphs
        if not RULE.fullmatch(received.text)
        for paragraph in _from_plain(received, vocabulary)
    )


def _from_plain(received: pdf_text.Paragraph, vocabulary: Vocabulary) -> Iterator[Paragraph]:
    text, line = received.text, received.line
    signature = None if received.indented else read_signature([text])
    if received.indented:
        yield Paragraph(text, line)
    elif signature:
        yield Paragraph(signature.office, line, Style.BOLD)
        yield Paragraph(signature.name, line, Style.BOLD)
    elif vocabulary.approval.search(text) or (vocabulary.annexed.search(text) and vocabulary.dated(text)):
        yield Paragraph(text, line, Style.ASIDE)
    else:
        yield Paragraph(text, line, Style.HEADING)
