"""Reads an act from text of any layout: as it stands, a paragraph a line, or with its lines wrapped.

A text in the indented layout is read as it stands. Otherwise each layout is tried, the structure is put back
from all the evidence (`openings`, `placement`), and the reading that leaves the fewest doubts counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator import limits
from generator.ingest import openings, parser, pdf_text
from generator.ingest.lines import CELLS, GAP, PAGE_NUMBER, LinedText, is_justified
from generator.ingest.numbering import NUMBERED, closing_mark
from generator.ingest.placement import place
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind, Repair
from generator.problems import Problem

INDENTED_SHARE = 0.8
"""The share of numbered lines that are indented in a text of the indented layout."""

PREFERENCE = 2
"""How many doubts fewer a reading must leave than the layout of the text."""

STRUCTURE = (Kind.CHAPTER, Kind.POINT, Kind.SUBPOINT, Kind.ITEM)


class Reading(Struct, frozen=True):
    """An act as it was read in one layout."""

    extraction: pdf_text.Extraction
    parsed: parser.Parsed
    as_it_stands: bool
    """Whether the indentation of the text was taken as it is."""

    @property
    def cost(self) -> float:
        """How bad it is: doubts count against it, what has a number counts for it."""
        if self.parsed.problems:
            return float("inf")
        # Gaps are no fault of a layout: they are told in any that keeps the spaces of the text.
        uncertain = self.parsed.doubts if self.as_it_stands else self.parsed.warnings
        return len(uncertain) - self.structure / 2

    @property
    def structure(self) -> int:
        """How many provisions have a number."""
        return sum(kind in STRUCTURE for kind in self.parsed.kinds)


def read(
    lined: LinedText, name: str, declared: Iterable[Repair] | None, vocabulary: Vocabulary, *, plain: bool
) -> Reading:
    """Return the best reading of a text; `name` is that of its file in messages.

    `plain` tells that the text has the white space of a plain text file, so that its indentation may be taken
    as it stands. `declared` are the repairs that move words, as for `pdf_text.extract`.
    """
    repairs = None if declared is None else tuple(declared)
    candidates: list[Reading] = []
    has_layout = False
    if plain:
        extraction = pdf_text.extract(lined.text, name, repairs, rows=_table_lines(lined))
        problems = tuple(sorted({*extraction.problems, *_rows(lined, name)}))
        extraction = replace(extraction, problems=problems)
        reading = Reading(extraction, _parse(extraction, vocabulary), as_it_stands=True)
        has_layout = _has_layout(reading, lined, vocabulary)
        if has_layout and _is_indented_layout(reading, lined):
            return reading
        candidates.append(reading)
    if not lined.lines:
        return candidates[0] if candidates else _empty(name, vocabulary)
    layouts = (openings.of_wrapped_lines(lined.lines, vocabulary), openings.every_line(lined.lines))
    for layout in dict.fromkeys(layouts):
        candidates.append(_restored(lined, name, repairs, vocabulary, layout))
    best = min(candidates, key=lambda reading: reading.cost)
    first = candidates[0]
    if not first.as_it_stands or first.parsed.problems:
        return best
    # The layout of the text stays unless another reading explains more of it.
    doubts, rest = len(first.parsed.doubts), len(best.parsed.warnings)
    explains_more = rest + PREFERENCE <= doubts or (doubts and not rest) or not has_layout
    return best if explains_more and best.structure >= first.structure else first


def _empty(name: str, vocabulary: Vocabulary) -> Reading:
    extraction = pdf_text.extract("", name)
    return Reading(extraction, parser.parse(extraction, vocabulary), as_it_stands=True)


def _parse(extraction: pdf_text.Extraction, vocabulary: Vocabulary) -> parser.Parsed:
    """Parse an extraction, unless a paragraph is longer than a text of the data may be."""
    problems = tuple(
        Problem(
            extraction.name,
            paragraph.line,
            f"«{paragraph.text[: parser.QUOTED_CHARACTERS]}…» has {len(paragraph.text):,} characters; "
            f"expected at most {limits.WORDS:,}",
        )
        for paragraph in extraction.paragraphs
        if len(paragraph.text) > limits.WORDS
    )
    if problems:
        return parser.Parsed((), problems[: limits.MAX_REPORTED])
    return parser.parse(extraction, vocabulary)


def _has_layout(reading: Reading, lined: LinedText, vocabulary: Vocabulary) -> bool:
    """Tell whether a text as it stands has indented paragraphs, and no heading inside a paragraph."""
    paragraphs = reading.extraction.paragraphs
    begun = {paragraph.line for paragraph in paragraphs}
    swallowed = (
        line
        for line in lined.lines
        if line.number not in begun
        and not line.indent
        and vocabulary.heading.fullmatch(line.text)
        and not closing_mark(line.text)
    )
    # The number of a page stands in its middle in texts without any indentation, too.
    indented = (one for one in paragraphs if one.indented and not PAGE_NUMBER.fullmatch(one.text))
    return next(indented, None) is not None and next(swallowed, None) is None


def _is_indented_layout(reading: Reading, lined: LinedText) -> bool:
    """Tell whether the indentation of a text marks its paragraphs, as the indented layout has it."""
    if reading.parsed.problems or reading.parsed.doubts:
        return False
    numbered = [line for line in lined.lines if NUMBERED.match(line.text)]
    indented = sum(bool(line.indent and line.indent > 1) for line in numbered)
    return bool(numbered) and indented >= INDENTED_SHARE * len(numbered)


def _restored(
    lined: LinedText,
    name: str,
    declared: tuple[Repair, ...] | None,
    vocabulary: Vocabulary,
    layout: openings.Openings,
) -> Reading:
    """Read a text whose structure is put back from the evidence of its lines."""
    extraction = pdf_text.extract(_spaced(lined), name, declared, layout.lines)
    evidence = {line.number: line for line in lined.lines}
    paragraphs = place(extraction.paragraphs, evidence, vocabulary)
    problems = tuple(sorted({*extraction.problems, *_rows(lined, name), *_unsure(lined, layout, name)}))
    extraction = replace(extraction, paragraphs=paragraphs, problems=problems)
    return Reading(extraction, _parse(extraction, vocabulary), as_it_stands=False)


def _spaced(lined: LinedText) -> str:
    """Return the text without the wide spaces that separate cells or fill lines, which are no gaps."""
    justified = is_justified(lined.lines)
    lines = lined.text.split("\n")
    for line in lined.lines:
        if line.row:
            lines[line.number - 1] = CELLS.sub(" ", lines[line.number - 1].strip())
        if justified or line.complete:
            lines[line.number - 1] = GAP.sub(" ", lines[line.number - 1].strip())
    return "\n".join(lines)


def _rows(lined: LinedText, name: str) -> Iterator[Problem]:
    """Yield a doubt for each row of a table: the words of its cells are kept, one cell after another."""
    for line in lined.lines:
        if line.row:
            quote = f"«{line.text[: parser.QUOTED_CHARACTERS]}»"
            message = f"{quote} looks like the row of a table or a line in columns; kept as text"
            yield Problem(name, line.number, message)


def _table_lines(lined: LinedText) -> frozenset[int]:
    """Return the lines of tables: rows next to each other, not a line with a stray tab."""
    pairs = [pair for pair in pairwise(lined.lines) if pair[0].row and pair[1].row]
    return frozenset(line.number for pair in pairs for line in pair)


def _unsure(lined: LinedText, layout: openings.Openings, name: str) -> Iterator[Problem]:
    """Yield a doubt for each line of which only the mark before it tells whether it begins a paragraph."""
    for line in lined.lines:
        if line.number in layout.unsure:
            read = "begins a paragraph" if line.number in layout.lines else "goes on with the line before"
            quote = f"«{line.text[: parser.QUOTED_CHARACTERS]}»"
            message = f"{quote} {read}, by the mark before it alone; check it"
            yield Problem(name, line.number, message)
