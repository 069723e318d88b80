"""Builds the tree of provisions from matches, part by part."""

from __future__ import annotations

from msgspec.structs import replace

from generator.act import eid
from generator.ingest.matches import (
    Agreement,
    Annex,
    Approval,
    Chapter,
    Context,
    FrontMatter,
    Item,
    ListHeading,
    Match,
    Note,
    Point,
    QuotedList,
    QuotedProvisions,
    Signature,
    Subpoint,
    Unnumbered,
)
from generator.ingest.numbering import closing_mark, heading_word
from generator.ingest.parse_tree import Draft
from generator.model import Kind

MAIN_PART = "decree"
LIST_PART = "lists"


class TreeBuilder:
    """The tree read so far, and where the next match goes.

    `context` is all that the recognisers see; it is replaced, never changed.
    """

    context: Context

    def __init__(self) -> None:
        self.parts: dict[str, list[Draft]] = {}
        """The provisions of each part, in document order; a part may be empty."""
        self._line = 0
        self._annexes = 0
        self._annex_part = ""
        self._begin_act(MAIN_PART, Kind.APPROVAL, Kind.TITLE, Kind.DESIGNATION, Kind.FORMULA)

    def add(self, match: Match, line: int) -> None:
        """Add a match that begins on a line of the source, and update the context."""
        self._line = line
        match match:
            case Note():
                self._add_note(match)
            case Annex():
                self._add_annex(match)
            case Agreement():
                self._add_agreement(match)
            case Approval():
                self.context = replace(self.context, expected_front=(Kind.TITLE,))
                self._add(Kind.APPROVAL, match.text, self._header)
            case FrontMatter():
                self._add_front_matter(match)
            case Chapter():
                self._add_chapter(match)
            case ListHeading():
                self._add_list_heading(match)
            case QuotedList():
                self._add_quoted_list(match)
            case QuotedProvisions():
                for text in match.texts:
                    self._open(Kind.INDENT, text, match.depth)
            case Point():
                self._add_point(match)
            case Subpoint():
                subpoint = self._open(Kind.SUBPOINT, match.text, match.depth, match.num)
                self.context = replace(self.context, subpoint=subpoint)
            case Item():
                self._add(Kind.ITEM, match.text, self._siblings(0), match.num)
            case Unnumbered():
                self._open(match.kind, match.text, match.depth, stays_open=match.stays_open)
            case Signature():
                signature = self._add(Kind.SIGNATURE, match.office, self._part)
                self._add(Kind.NAME, match.name, signature.below)
                self.context = replace(self.context, open_units=())
            case _:
                raise TypeError(f"unexpected match: {match!r}")
        # A stamp may stand before the approval of a statute that stands alone.
        is_empty = self.context.is_empty if isinstance(match, Agreement) else not self.parts[MAIN_PART]
        self.context = replace(self.context, is_empty=is_empty)

    def _begin_act(self, part: str, *expected_front: Kind) -> None:
        """Begin the act or one of its annexes; its numbers start again."""
        self.context = Context(expected_front=expected_front)
        self._chapters = 0
        self._begin_part(part)

    def _begin_part(self, name: str) -> None:
        """Begin a part; a name that is taken gets the annex's name as a prefix, or else a number."""
        if name in self.parts:
            name = f"{self._annex_part}-{name}".lstrip("-")
        candidates = (name, *(f"{name}-{number}" for number in range(2, len(self.parts) + 2)))
        name = next(candidate for candidate in candidates if candidate not in self.parts)
        self._part = self._header = self._body = self.parts.setdefault(name, [])
        self.context = replace(
            self.context, open_units=(), last_mark="", outer_list=None, inner_list=None, has_points=False
        )

    def _siblings(self, depth: int) -> list[Draft]:
        """Return the list that a unit below the first `depth` open units is appended to.

        At depth 0 that is the current list, the body of the act or chapter, or the header before the body.
        """
        if depth:
            return self.context.open_units[depth - 1].below
        if self.context.inner_list:
            return self.context.inner_list.below
        return self._body if self.context.point or self.context.chapter else self._header

    def _add(self, kind: Kind, text: str, siblings: list[Draft], num: str | None = None) -> Draft:
        draft = Draft(kind, text, num, line=self._line)
        siblings.append(draft)
        after_repeal = self.context.after_repeal and num is None
        self.context = replace(self.context, last_mark=closing_mark(text), after_repeal=after_repeal)
        return draft

    def _open(
        self, kind: Kind, text: str, depth: int, num: str | None = None, *, stays_open: bool = True
    ) -> Draft:
        """Add a unit below the first `depth` open units, and close the others."""
        draft = self._add(kind, text, self._siblings(depth), num)
        self.context = replace(
            self.context, open_units=(*self.context.open_units[:depth], *([draft] if stays_open else []))
        )
        return draft

    def _add_note(self, note: Note) -> None:
        last_mark = self.context.last_mark
        self._open(Kind.NOTE, note.text, note.depth, stays_open=False)
        after_repeal = self.context.after_repeal or note.repeals
        self.context = replace(self.context, last_mark=last_mark, after_repeal=after_repeal)

    def _add_agreement(self, agreement: Agreement) -> None:
        if Kind.TITLE in self.context.expected_front:
            self._add(Kind.APPROVAL, agreement.text, self._header)
        else:
            self._add(Kind.PART, agreement.text, self._part)
            self.context = replace(self.context, open_units=())

    def _add_annex(self, annex: Annex) -> None:
        self._annexes += 1
        number = eid.number(annex.mark)
        self._annex_part = f"annex-{number or self._annexes}"
        self._begin_act(self._annex_part, Kind.APPROVAL, Kind.TITLE)
        ordinal = annex.mark if number else None
        draft = Draft(Kind.ANNEX, annex.reference, ordinal=ordinal, line=self._line)
        self._part.append(draft)
        self._header = draft.below
        if annex.approval:
            self._add(Kind.APPROVAL, annex.approval, self._header)

    def _add_front_matter(self, front_matter: FrontMatter) -> None:
        self._add(front_matter.kind, front_matter.text, self._header)
        # Nothing comes between the formula and the points.
        is_last = front_matter.kind is Kind.FORMULA
        expected = [kind for kind in self.context.expected_front if kind is not front_matter.kind]
        self.context = replace(self.context, expected_front=() if is_last else tuple(expected))

    def _add_chapter(self, chapter: Chapter) -> None:
        self._chapters += 1
        self._begin_part(f"chapter-{eid.number(chapter.num) or self._chapters}")
        draft = self._add(Kind.CHAPTER, chapter.text, self._part, chapter.num)
        self._body = draft.below
        headings = self.context.headings | {heading_word(chapter.num): chapter.num or ""}
        self.context = replace(self.context, chapter=draft, headings=headings, expected_front=())

    def _add_list_heading(self, match: ListHeading) -> None:
        if match.heading is not None:
            if self.context.outer_list is None:
                self._begin_part(LIST_PART)
            draft = self._add(Kind.LIST, match.heading, self._part)
            self.context = replace(self.context, outer_list=draft)
        assert self.context.outer_list
        inner = self.context.outer_list
        for subheading in match.subheadings:
            inner = self._add(Kind.LIST, subheading, inner.below)
        self.context = replace(self.context, inner_list=inner)

    def _add_quoted_list(self, match: QuotedList) -> None:
        quoted = self._add(Kind.LIST, match.heading, self.context.open_units[-1].below)
        for item in match.items:
            self._add(Kind.ITEM, item, quoted.below)

    def _add_point(self, point: Point) -> None:
        self.context = replace(self.context, outer_list=None, inner_list=None)
        draft = self._add(Kind.POINT, point.text, self._body, point.num)
        self.context = replace(self.context, point=draft, has_points=True, open_units=(draft,))
