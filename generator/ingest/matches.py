"""Data that passes between the recognisers and the tree builder.

A recogniser is a pure function of a cursor, a `Context` and a vocabulary. It returns a `Match` when it
identifies the paragraphs at the cursor, else None. `TreeBuilder` adds the match to the tree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.ingest.cursor import Cursor
from generator.ingest.parse_tree import Draft
from generator.ingest.vocabulary import Vocabulary
from generator.model import Kind


@dataclass(frozen=True)
class Context:
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


@dataclass(frozen=True, kw_only=True)
class Match:
    """Identified paragraphs."""

    size: int = 1
    """The number of paragraphs."""
    warnings: tuple[str, ...] = ()
    """Why the match is uncertain, as the second half of a sentence about its first paragraph."""


@dataclass(frozen=True, kw_only=True)
class FrontMatter(Match):
    """The title, the designation or the enacting formula of an act or annex."""

    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True)
class Approval(Match):
    """The approval at the beginning of a statute that stands alone."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Agreement(Match):
    """The stamp of a body that consented to the act: who, and often when."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Annex(Match):
    """The header of an annex."""

    reference: str
    mark: str
    """The mark that names the annex, with its number if it has one."""
    approval: str
    """Empty if the annex has none."""


@dataclass(frozen=True, kw_only=True)
class Chapter(Match):
    """The heading of a chapter."""

    num: str | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Point(Match):
    """A numbered point."""

    num: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Subpoint(Match):
    """A numbered subpoint."""

    num: str
    text: str
    depth: int
    """The number of open units that stay open; the subpoint goes below the last of them."""


@dataclass(frozen=True, kw_only=True)
class Item(Match):
    """A numbered item of the current list."""

    num: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ListHeading(Match):
    """The heading of a list, the subheadings of the current one, or both."""

    heading: str | None
    """None if only subheadings were found."""
    subheadings: tuple[str, ...]
    """Each is nested below the one before it."""


@dataclass(frozen=True, kw_only=True)
class QuotedList(Match):
    """A list inside quotation marks, below the innermost open unit."""

    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class QuotedProvisions(Match):
    """New words of another act in quotation marks, with numbers of their own."""

    texts: tuple[str, ...]
    """Each paragraph with its number: they are no provisions of this act."""
    depth: int
    """The number of open units that stay open."""


@dataclass(frozen=True, kw_only=True)
class Signature(Match):
    """The office and the name of a signatory."""

    office: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Unnumbered(Match):
    """An unnumbered paragraph of a unit: an indent, a part or a closing paragraph."""

    kind: Kind
    text: str
    depth: int
    """The number of open units that stay open; the paragraph goes below the last of them."""
    stays_open: bool = True
    """Whether the next paragraph may continue this one."""


@dataclass(frozen=True, kw_only=True)
class Note(Match):
    """A remark inside the text, such as an editor's note on amendments."""

    text: str
    repeals: bool = False
    """Whether it says that something was repealed."""
    depth: int
    """The number of open units that stay open; the note goes below the last of them."""


Recogniser = Callable[[Cursor, Context, Vocabulary], Match | None]
