"""Data that passes between the recognisers and the tree builder.

A recogniser is a pure function of a cursor, a `Context` and a vocabulary. It returns a `Match` when it
identifies the paragraphs at the cursor, else None. `TreeBuilder` adds the match to the tree.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct, field

from generator.ingest.cursor import Cursor
from generator.ingest.parse_tree import Draft
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind


class Context(Struct, frozen=True):
    """The parser's place in the act: what the recognisers need to know of the text before the cursor."""

    expected_front: tuple[Kind, ...]
    """Kinds of front matter that may still come in the current act or annex."""
    is_empty: bool = True
    """Whether the act has no provision yet, apart from annexes."""
    chapter: Draft | None = None
    headings: dict[str, str] = field(default_factory=dict)
    """The word of each kind of heading in the current act or annex -> its last number as printed."""
    point: Draft | None = None
    subpoint: Draft | None = None
    """The last chapter, point and subpoint of the current act or annex."""
    has_points: bool = False
    """Whether the current part has a point."""
    outer_list: Draft | None = None
    inner_list: Draft | None = None
    """The current list and its innermost sublist (the same if there is none): both or neither."""
    open_units: tuple[Draft, ...] = ()
    """The units that the next paragraph may continue, outermost first, each below the one before it."""
    after_repeal: bool = False
    """Whether a note since the last number says that something was repealed."""
    last_mark: str = ""
    """The punctuation mark that ends the last text; empty at the beginning of a part."""


class Match(Struct, frozen=True, kw_only=True):
    """Identified paragraphs."""

    size: int = 1
    """The number of paragraphs."""
    warnings: tuple[str, ...] = ()
    """Why the match is uncertain, as the second half of a sentence about its first paragraph."""


class FrontMatter(Match, frozen=True, kw_only=True):
    """The title, the designation or the enacting formula of an act or annex."""

    kind: Kind
    text: str


class Approval(Match, frozen=True, kw_only=True):
    """The approval at the beginning of a statute that stands alone."""

    text: str


class Agreement(Match, frozen=True, kw_only=True):
    """The stamp of a body that consented to the act: who, and often when."""

    text: str


class Annex(Match, frozen=True, kw_only=True):
    """The header of an annex."""

    reference: str
    mark: str
    """The mark that names the annex, with its number if it has one."""
    approval: str
    """Empty if the annex has none."""


class Chapter(Match, frozen=True, kw_only=True):
    """The heading of a chapter."""

    num: str | None
    text: str


class Point(Match, frozen=True, kw_only=True):
    """A numbered point."""

    num: str
    text: str


class Subpoint(Match, frozen=True, kw_only=True):
    """A numbered subpoint."""

    num: str
    text: str
    depth: int
    """The number of open units that stay open; the subpoint goes below the last of them."""


class Item(Match, frozen=True, kw_only=True):
    """A numbered item of the current list."""

    num: str
    text: str


class ListHeading(Match, frozen=True, kw_only=True):
    """The heading of a list, the subheadings of the current one, or both."""

    heading: str | None
    """None if only subheadings were found."""
    subheadings: tuple[str, ...]
    """Each is nested below the one before it."""


class QuotedList(Match, frozen=True, kw_only=True):
    """A list inside quotation marks, below the innermost open unit."""

    heading: str
    items: tuple[str, ...]


class QuotedProvisions(Match, frozen=True, kw_only=True):
    """New words of another act in quotation marks, with numbers of their own."""

    texts: tuple[str, ...]
    """Each paragraph with its number: they are no provisions of this act."""
    depth: int
    """The number of open units that stay open."""


class Signature(Match, frozen=True, kw_only=True):
    """The office and the name of a signatory."""

    office: str
    name: str


class Unnumbered(Match, frozen=True, kw_only=True):
    """An unnumbered paragraph of a unit: an indent, a part or a closing paragraph."""

    kind: Kind
    text: str
    depth: int
    """The number of open units that stay open; the paragraph goes below the last of them."""
    stays_open: bool = True
    """Whether the next paragraph may continue this one."""


class Note(Match, frozen=True, kw_only=True):
    """A remark inside the text, such as an editor's note on amendments."""

    text: str
    repeals: bool = False
    """Whether it says that something was repealed."""
    depth: int
    """The number of open units that stay open; the note goes below the last of them."""


Recogniser = Callable[[Cursor, Context, Vocabulary], Match | None]
