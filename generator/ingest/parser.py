"""Parses the paragraphs of an act into a tree of provisions.

The parser asks each recogniser in turn whether it identifies the paragraphs at the cursor, adds the first
match to the tree, and moves on. Recognisers go by form: numbers, indentation, and the mark that ends the text
before. What the form does not tell is in the vocabulary of the language, `vocabularies/<language>.yml`. A
paragraph that could belong elsewhere keeps its place in the text and is reported as a warning with its line.
"""

from __future__ import annotations

from msgspec import Struct

from generator.ingest.cursor import Cursor
from generator.ingest.dotted_rows import dotted_subpoint
from generator.ingest.front_matter import agreement, annex_header, front_matter, publication_note
from generator.ingest.headings import chapter_heading
from generator.ingest.lists import list_heading, quoted_list, quoted_provisions
from generator.ingest.matches import Context, Match, Recogniser
from generator.ingest.numbering import lettered_subpoint, numbered_unit
from generator.ingest.parse_tree import Part, walk
from generator.ingest.pdf_text import Extraction
from generator.ingest.signatures import signature
from generator.ingest.tree_builder import TreeBuilder
from generator.ingest.unnumbered import continuation, note, unplaced_paragraph
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind
from generator.problems import Problem

RECOGNISERS: tuple[Recogniser, ...] = (
    note,
    publication_note,
    agreement,
    annex_header,
    chapter_heading,
    list_heading,
    quoted_list,
    quoted_provisions,
    dotted_subpoint,
    numbered_unit,
    lettered_subpoint,
    signature,
    front_matter,
    continuation,
)
"""In the order in which they are asked; the first match counts."""

REQUIRED_KINDS = frozenset({Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.LIST})
"""A text without any of these is not an act."""

QUOTED_CHARACTERS = 40
"""How much of a paragraph a warning quotes."""


class Parsed(Struct, frozen=True):
    """A parsed act. If the text is not an act, only `problems` is set."""

    parts: tuple[Part, ...]
    """In document order."""
    problems: tuple[Problem, ...]
    """Why the text is not an act."""
    warnings: tuple[Problem, ...] = ()
    """What could not be placed with certainty, including what the extraction left uncertain."""
    lines: tuple[int, ...] = ()
    """The line of each provision in the source, in document order."""
    kinds: tuple[Kind, ...] = ()
    """The kind of each provision, in document order."""
    doubts: tuple[Problem, ...] = ()
    """Those of the warnings that are about the structure."""


def parse(extraction: Extraction, vocabulary: Vocabulary) -> Parsed:
    """Parse the paragraphs of an act, with the vocabulary of its language."""
    builder = TreeBuilder()
    warnings: list[Problem] = []
    cursor = Cursor(extraction.paragraphs)
    while not cursor.at_end:
        match = recognise(cursor, builder.context, vocabulary)
        warnings.extend(_warnings(match, cursor, extraction.name))
        builder.add(match, cursor.paragraph.line)
        cursor = cursor.advance(match.size)
    provisions = [draft for drafts in builder.parts.values() for draft in walk(drafts)]
    if not any(draft.kind in REQUIRED_KINDS for draft in provisions):
        reason = "holds no provisions; expected the text of an act"
        return Parsed((), (Problem(extraction.name, 1, reason),))
    if not any(paragraph.indented for paragraph in extraction.paragraphs):
        reason = "has no indented line; expected text indented by two spaces or more, headings not"
        warnings.append(Problem(extraction.name, 1, reason))
    return Parsed(
        parts=tuple(
            (name, tuple(draft.node(vocabulary) for draft in drafts))
            for name, drafts in builder.parts.items()
            if drafts
        ),
        problems=(),
        warnings=tuple(sorted({*extraction.problems, *warnings})),
        lines=tuple(draft.line for draft in provisions),
        kinds=tuple(draft.kind for draft in provisions),
        doubts=tuple(sorted(set(warnings))),
    )


def recognise(cursor: Cursor, context: Context, vocabulary: Vocabulary) -> Match:
    """Return the first match at the cursor; a paragraph that nothing recognises is kept as a part."""
    for recogniser in RECOGNISERS:
        match = recogniser(cursor, context, vocabulary)
        if match:
            return match
    return unplaced_paragraph(cursor, context, vocabulary)


def _warnings(match: Match, cursor: Cursor, name: str) -> list[Problem]:
    paragraph = cursor.paragraph
    quote = f"«{paragraph.text[:QUOTED_CHARACTERS]}»"
    return [Problem(name, paragraph.line, f"{quote} {warning}") for warning in match.warnings]
