"""Parts that the views of many kinds of page share, as the templates show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from generator.charts.geometry import Figure, sized


class Link(Struct, frozen=True):
    """Words that lead somewhere; `note` is a second line where a list shows one."""

    words: str
    href: str
    note: str = ""


class OtherLanguage(Struct, frozen=True):
    """The link to a page, or an anchor on it, in another language."""

    code: str
    name: str
    href: Markup


class Block(Struct, frozen=True):
    """A provision as a page shows it."""

    eid: str
    kind: str
    num: str
    words: Markup
    """Its words as Markdown."""
    href: str
    """The link to its own page; to its anchor if it has none."""
    place: str
    """A short name of its place, for the name of its control."""
    depth: int = 0
    """How many numbered provisions enclose it."""
    title: str = ""
    """Its editorial title, unless the title repeats its words."""
    heading: bool = False
    """Whether its words are a heading of the page: a chapter's or a list's outside any point."""
    names: str = ""
    """The link to the page of the body that its words name."""
    later: Link | None = None
    """The label that it was changed later, with the link to the note that says how."""
    repealed: str = ""
    """The label that its words only say that it was repealed."""
    remark: Link | None = None
    """The label of an editorial remark on a post or body that its words name, with the link to that page."""
    children: tuple[Block, ...] = ()


class Cited(Struct, frozen=True):
    """How to cite a provision: its anchor, its citation in every language, the pages that rest on it."""

    eid: str
    units: tuple[tuple[str, str], ...]
    """(language, unit) in every published language, that of the page first."""
    named: tuple[Link, ...] = ()
    """The bodies, posts and groups that rest on it, if it has no page of its own to show them."""


class CitedGroup(Struct, frozen=True):
    """Provisions in a row whose citations name the same act, which the list then names only once."""

    acts: tuple[tuple[str, str], ...]
    """(language, words of the act, with `…` for the unit); no words if the units are citations."""
    rows: tuple[Cited, ...]


class Citations(Struct, frozen=True):
    """How to cite the provisions of a page."""

    languages: tuple[tuple[str, str], ...]
    """(code, name) of each language, that of the page first."""
    groups: tuple[CitedGroup, ...]
    named: bool
    """Whether any row has pages that rest on it."""


class ContentsCell(Struct, frozen=True):
    """A numbered provision of the lowest level in a table of contents."""

    number: str
    sign: str
    """What the act prints after the number."""
    words: str
    href: str


class ContentsPart(Struct, frozen=True):
    """An entry of a table of contents, with the numbered provisions below it."""

    num: str
    words: str
    href: str
    cells: tuple[ContentsCell, ...] = ()


class Contents(Struct, frozen=True):
    """The table of contents of a page with the law, which the theme shows beside the text."""

    name: str
    range: str
    """The numbers of the first and the last provision."""
    parts: tuple[ContentsPart, ...]
    more: tuple[tuple[Link, ...], ...] = ()
    """Groups of links to other pages with the law."""


class Side(Struct, frozen=True):
    """A provision in one of the languages that stand side by side."""

    language: str
    num: str
    words: Markup


class Quotation(Struct, frozen=True):
    """Words of the act with their language and the link to where they stand."""

    quote: Markup
    language: str
    place: Link


class Statement(Struct, frozen=True):
    """A relation that the act states, as the page of one of its parties shows it."""

    label: Markup
    parties: Sequence[Link]
    literal: str
    """The words of the act instead of a party that the data do not name."""
    other: Link | None
    """The third party."""
    other_label: Markup
    """What the third party does: consents, or receives what is proposed."""
    detail: str
    quotation: Quotation


def merged(statements: Iterable[Statement]) -> list[Statement]:
    """Join the statements that differ only in their parties; the order is that of the first of each."""
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for row in statements:
        key = (row.label, row.literal, row.other, row.detail, row.quotation)
        groups.setdefault(key, []).append(row)
    return [
        replace(rows[0], parties=list(dict.fromkeys(party for row in rows for party in row.parties)))
        for rows in groups.values()
    ]


class SubjectStatement(Struct, frozen=True):
    """A statement on a page that is not about its subject."""

    subject: Link
    statement: Statement


class CitedLaw(Struct, frozen=True):
    """Words of another act that a ground cites, with their language and where they stand."""

    quote: str
    language: str
    place: Link


class AssignmentRow(Struct, frozen=True):
    """An assignment, as the page of its provision or of its body shows it."""

    link: Link
    basis: str
    ground: str
    later_law: bool
    confidence: str
    quotation: Quotation | None
    laws: Sequence[CitedLaw] = ()
    """The words of other acts that the ground cites."""


class Bearer(Struct, frozen=True):
    """A body or post with the words that give it a provision, or a point with the words that give it."""

    link: Link
    quotation: Quotation


class ChangeNote(Struct, frozen=True):
    """A later change with its sources."""

    id: str
    label: str
    text: str
    date: str
    checked: Markup
    sources: Sequence[Link]
    provisions: Sequence[Link]
    amendment: Link | None = None
    """The page of the amending act, which says what exactly it changed."""


class Correction(Struct, frozen=True):
    """The place where an entry is edited; `href` is empty if the site names no repository."""

    file: str
    line: int
    href: str


class Neighbours(Struct, frozen=True):
    """The pages before and after a page."""

    before: Link | None
    after: Link | None


class Card(Struct, frozen=True):
    """A link with a sentence and with counts of what it leads to."""

    link: Link
    about: str
    counts: Sequence[str]


class TreeNode(Struct, frozen=True):
    """A body with the bodies below it, grouped by kind."""

    link: Link
    groups: Sequence[TreeGroup]


class TreeGroup(Struct, frozen=True):
    """The bodies of one kind below a body; `name` says how many they are."""

    name: Markup
    members: Sequence[TreeNode]


class ChartKind(Struct, frozen=True):
    """A kind of line of a chart, for its legend."""

    kind: str
    words: Markup
    lines: int = 0
    """How many lines of the kind a small chart has."""
    tip: str = ""
    """The path of the arrowhead of its sample; empty if it has none."""
    tip_class: str = "tip"


class Chart(Struct, frozen=True):
    """A chart with what stands around it."""

    scope: str
    """Begins the addresses of its nodes."""
    name: str
    title_id: str
    title: Markup
    kinds: Sequence[ChartKind]
    scripts: Sequence[Markup]
    fold: str
    files: Sequence[tuple[str, Markup]]
    """(format, link) of its downloads."""
    names: str = ""
    """Other names of its nodes, as `chart_names.as_json` returns them."""
    levels: Sequence[Markup] = ()
    """The names of its levels, from the top; empty if it has only one."""
    whole: Link | None = None
    """The link to the chart of the whole organisation."""
    figures: tuple[Figure, ...] = ()
    """Its figures, which the renderer draws."""


class View(Struct, frozen=True, kw_only=True):
    """What the template of a page shows as `page`; each kind of page has a class of its own."""

    correction: Correction

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that the page shows."""
        return ()

    def with_drawings(self, drawings: Mapping[str, Markup]) -> Self:
        """Return the view without figures that have no drawing, and the others in the size of theirs."""
        return self


class ChartedView(View, frozen=True, kw_only=True):
    """A page with a chart, if there is enough to draw."""

    chart: Chart | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the chart."""
        return self.chart.figures if self.chart else ()

    def with_drawings(self, drawings: Mapping[str, Markup]) -> Self:
        """Return the view without the chart if one of its figures has no drawing, else in its size."""
        chart = self.chart
        if chart is None or any(figure.name not in drawings for figure in chart.figures):
            return replace(self, chart=None)
        figures = tuple(
            sized(figure, drawing) if (drawing := drawings[figure.name]) else figure
            for figure in chart.figures
        )
        return replace(self, chart=replace(chart, figures=figures))
